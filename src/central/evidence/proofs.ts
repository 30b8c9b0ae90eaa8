import type { ConsistencyAnswer, InclusionAnswer } from '../../contract/evidence.ts';
import { consistencyPath, hex, inclusionPath, type LedgerCrypto, type Leaves } from '../../ledger/index.ts';
import type { Tx } from '../db/schema.ts';
import { rootOver } from './tree.ts';

/** Proves the log at `from` records to be the beginning of the one at `to`; both at most a checkpoint's size. */
export async function proveConsistency(
  tx: Tx,
  crypto: LedgerCrypto,
  tenant: string,
  from: number,
  to: number,
): Promise<ConsistencyAnswer> {
  return { from, to, proof: await hashesOf(tx, crypto, tenant, consistencyPath(from, to)) };
}

/** Proves record `feed` to be in the log of `size` records; null: there is no such record. */
export async function proveInclusion(
  tx: Tx,
  crypto: LedgerCrypto,
  tenant: string,
  feed: number,
  size: number,
): Promise<InclusionAnswer | null> {
  const row = await tx
    .selectFrom('record')
    .select('hash')
    .where('tenant', '=', tenant)
    .where('feed', '=', feed)
    .executeTakeFirst();
  if (!row) return null;
  const proof = await hashesOf(tx, crypto, tenant, inclusionPath(feed - 1, size));
  return { feed, size, hash: row.hash, proof };
}

/** Proofs of many records at once: a subtree that several of them need is read once. */
export function pathsOf(
  tx: Tx,
  crypto: LedgerCrypto,
  tenant: string,
): (feed: number, size: number) => Promise<readonly string[]> {
  const known = new Map<string, string>();
  const hashOf = async (range: Leaves): Promise<string> => {
    const name = JSON.stringify(range);
    const hash = known.get(name) ?? hex(await rootOver(tx, crypto, tenant, range));
    known.set(name, hash);
    return hash;
  };
  return async (feed, size) => {
    const hashes: string[] = [];
    for (const range of inclusionPath(feed - 1, size)) hashes.push(await hashOf(range));
    return hashes;
  };
}

async function hashesOf(
  tx: Tx,
  crypto: LedgerCrypto,
  tenant: string,
  path: readonly Leaves[],
): Promise<string[]> {
  const hashes: string[] = [];
  for (const range of path) hashes.push(hex(await rootOver(tx, crypto, tenant, range)));
  return hashes;
}
