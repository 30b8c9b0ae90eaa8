import {
  EMPTY_HEAD,
  foldRoots,
  fromHex,
  hex,
  leafHash,
  nodeHash,
  subtreesOf,
  verifyChain,
  type ChainHead,
  type LedgerCrypto,
  type LedgerHeader,
  type Leaves,
  type Subtree,
} from '../../ledger/index.ts';
import type { Tx } from '../db/schema.ts';

/**
 * The Merkle tree of a tenant's log, kept as far as it pays: roots of complete subtrees from 256 leaves on are
 * rows, smaller ones are made from the records. Nothing is ever built anew; a checkpoint reads at most the last
 * 255 records and one row a level.
 */
const STORED_LEVEL = 8;
const BLOCK = 2 ** STORED_LEVEL;
/** Blocks read in one transaction, so that others get their turn in between. */
const STRIDE = 32;

export type EvidenceFault = 'abgeschnitten' | 'kette' | 'wurzel' | 'schluessel';
/** The log is not what it was: thrown inside a transaction, answered as a value by checkpoint.ts. */
export class EvidenceBroken extends Error {
  readonly fault: EvidenceFault;
  constructor(fault: EvidenceFault) {
    super(`evidence: ${fault}`);
    this.fault = fault;
  }
}

/** Root over a stretch of the log. */
export async function rootOver(
  tx: Tx,
  crypto: LedgerCrypto,
  tenant: string,
  range: Leaves,
): Promise<Uint8Array> {
  const roots: Uint8Array[] = [];
  for (const subtree of subtreesOf(range)) roots.push(await rootOfSubtree(tx, crypto, tenant, subtree));
  return foldRoots(crypto.sha256, roots);
}

async function rootOfSubtree(
  tx: Tx,
  crypto: LedgerCrypto,
  tenant: string,
  { level, index }: Subtree,
): Promise<Uint8Array> {
  if (level < STORED_LEVEL) {
    const width = 2 ** level;
    const rows = await tx
      .selectFrom('record')
      .select('hash')
      .where('tenant', '=', tenant)
      .where('feed', '>', index * width)
      .where('feed', '<=', (index + 1) * width)
      .orderBy('feed')
      .execute();
    if (rows.length !== width) throw new EvidenceBroken('abgeschnitten');
    return rootOfLeaves(
      crypto,
      rows.map((r) => r.hash),
    );
  }
  const row = await tx
    .selectFrom('merkle_node')
    .select('hash')
    .where('tenant', '=', tenant)
    .where('level', '=', level)
    .where('idx', '=', index)
    .executeTakeFirst();
  if (!row) throw new EvidenceBroken('abgeschnitten');
  return fromHex(row.hash);
}

/** Root of a complete subtree from the hashes of its records. */
function rootOfLeaves({ sha256 }: LedgerCrypto, hashes: readonly string[]): Uint8Array {
  let row = hashes.map((h) => leafHash(sha256, fromHex(h)));
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(sha256, row[2 * i]!, row[2 * i + 1]!));
  return row[0]!;
}

/** How many leaves the stored rows cover. */
async function storedLeaves(tx: Tx, tenant: string): Promise<number> {
  const last = await tx
    .selectFrom('merkle_node')
    .select('idx')
    .where('tenant', '=', tenant)
    .where('level', '=', STORED_LEVEL)
    .orderBy('idx', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? 0 : (last.idx + 1) * BLOCK;
}

/**
 * Follows the chain from where the stored rows end and stores the next ones. Answers the head it has reached;
 * `done`: that is `size`, whose last records fill no block.
 */
export async function growTree(
  tx: Tx,
  crypto: LedgerCrypto,
  tenant: string,
  size: number,
): Promise<{ readonly head: ChainHead; readonly done: boolean }> {
  const from = await storedLeaves(tx, tenant);
  const to = Math.min(size, from + STRIDE * BLOCK);
  const records = await tx
    .selectFrom('record')
    // Under the name it was sealed with: an adopted single seat had another.
    .select((eb) => eb.fn.coalesce('siegel', 'tenant').as('tenant'))
    .select(['feed', 'vorgang', 'art', 'revision', 'type', 'v', 'zeit', 'akteur'])
    .select(['command_id as commandId', 'commitment', 'prev', 'hash'])
    .where('tenant', '=', tenant)
    .where('feed', '>', from)
    .where('feed', '<=', to)
    .orderBy('feed')
    .execute();
  if (records.length !== to - from) throw new EvidenceBroken('abgeschnitten');
  const { head, fault } = verifyChain(crypto, records as LedgerHeader[], await headAt(tx, tenant, from));
  if (fault !== null) throw new EvidenceBroken('kette');
  const fresh: { tenant: string; level: number; idx: number; hash: string }[] = [];
  for (let start = 0; start + BLOCK <= records.length; start += BLOCK) {
    const hashes = records.slice(start, start + BLOCK).map((r) => r.hash);
    let node = { level: STORED_LEVEL, index: (from + start) / BLOCK, root: rootOfLeaves(crypto, hashes) };
    fresh.push({ tenant, level: node.level, idx: node.index, hash: hex(node.root) });
    while (node.index % 2 === 1) {
      const { level, index } = node;
      const sibling = fresh.find((n) => n.level === level && n.idx === index - 1)?.hash;
      const left =
        sibling === undefined
          ? await rootOfSubtree(tx, crypto, tenant, { level, index: index - 1 })
          : fromHex(sibling);
      node = { level: level + 1, index: (index - 1) / 2, root: nodeHash(crypto.sha256, left, node.root) };
      fresh.push({ tenant, level: node.level, idx: node.index, hash: hex(node.root) });
    }
  }
  if (fresh.length > 0) {
    await tx
      .insertInto('merkle_node')
      .values(fresh)
      .onConflict((c) => c.doNothing())
      .execute();
  }
  return { head, done: to === size };
}

async function headAt(tx: Tx, tenant: string, feed: number): Promise<ChainHead> {
  if (feed === 0) return EMPTY_HEAD;
  const row = await tx
    .selectFrom('record')
    .select(['feed', 'hash', 'zeit'])
    .where('tenant', '=', tenant)
    .where('feed', '=', feed)
    .executeTakeFirst();
  if (!row) throw new EvidenceBroken('abgeschnitten');
  return row;
}
