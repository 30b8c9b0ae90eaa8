import { sql } from 'kysely';
import {
  hex,
  isSignedBy,
  parseNote,
  parseStatement,
  type ChainHead,
  type LedgerCrypto,
  type Statement,
} from '../../ledger/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import { readHead } from '../engine/states.ts';
import type { Signer } from './signing-key.ts';
import { EvidenceBroken, growTree, rootOver, type EvidenceFault } from './tree.ts';

export interface EvidenceContext {
  readonly crypto: LedgerCrypto;
  readonly now: () => string;
  readonly database: CentralDatabase;
  readonly signer: Signer;
}

export type CheckpointOutcome =
  | { readonly outcome: 'signed'; readonly size: number }
  | { readonly outcome: 'nothing_new' }
  /** the log is not the one of the last checkpoint: nothing is signed */
  | { readonly outcome: 'fault'; readonly fault: EvidenceFault };

/**
 * Signs how the log of a tenant stands, if it has grown. What the last checkpoint said must still be true, and
 * the chain from there must be whole: a service never signs two histories.
 */
export async function makeCheckpoint(ctx: EvidenceContext, tenant: string): Promise<CheckpointOutcome> {
  const { db } = ctx.database;
  try {
    const head = await readHead(db, tenant);
    for (;;) {
      const grown = await db.transaction().execute((tx) => growTree(tx, ctx.crypto, tenant, head.feed));
      if (!grown.done) continue;
      if (grown.head.hash !== head.hash) throw new EvidenceBroken('kette');
      break;
    }
    return await db.transaction().execute((tx) => signTree(ctx, tx, tenant, head));
  } catch (error) {
    if (error instanceof EvidenceBroken) return { outcome: 'fault', fault: error.fault };
    throw error;
  }
}

async function signTree(
  { crypto, now, database, signer }: EvidenceContext,
  tx: Tx,
  tenant: string,
  head: ChainHead,
): Promise<CheckpointOutcome> {
  if (database.dialect === 'postgres')
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${tenant}, 7227))`.execute(tx);
  const last = await latestCheckpoint(tx, tenant);
  if (last !== null) {
    if (head.feed < last.groesse) throw new EvidenceBroken('abgeschnitten');
    const before = await rootOver(tx, crypto, tenant, { from: 0, to: last.groesse });
    if (hex(before) !== last.wurzel) throw new EvidenceBroken('wurzel');
    if (head.feed === last.groesse) return { outcome: 'nothing_new' };
  }
  if (head.feed === 0) return { outcome: 'nothing_new' };
  await introduceKey(tx, crypto, signer, tenant, now());
  const root = await rootOver(tx, crypto, tenant, { from: 0, to: head.feed });
  const zeit = now();
  await tx
    .insertInto('pruefpunkt')
    .values({
      tenant,
      groesse: head.feed,
      wurzel: hex(root),
      zeit,
      note: signer.sign({ art: 'pruefpunkt', tenant, size: head.feed, root, zeit, kopf: head.hash }),
      zeitstempel: null,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  return { outcome: 'signed', size: head.feed };
}

export async function latestCheckpoint(tx: Pick<Tx, 'selectFrom'>, tenant: string) {
  const row = await tx
    .selectFrom('pruefpunkt')
    .selectAll()
    .where('tenant', '=', tenant)
    .orderBy('groesse', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * The first key introduces itself; from then on only the one before can introduce the next (rotate-key.ts). A
 * process with another key signs nothing.
 */
async function introduceKey(
  tx: Tx,
  crypto: LedgerCrypto,
  signer: Signer,
  tenant: string,
  zeit: string,
): Promise<void> {
  const last = (await keyNotes(tx, tenant)).at(-1);
  if (last === undefined) {
    const statement: Statement = { art: 'schluessel', tenant, publicKey: signer.publicKey, zeit };
    await tx
      .insertInto('pruefnotiz')
      .values({ tenant, art: 'schluessel', zeit, note: signer.sign(statement) })
      .onConflict((c) => c.doNothing())
      .execute();
    return;
  }
  const note = parseNote(last);
  const statement = note === null ? null : parseStatement(note.text);
  const ours =
    note !== null &&
    statement?.art === 'schluessel' &&
    hex(statement.publicKey) === hex(signer.publicKey) &&
    isSignedBy(crypto.sha256, crypto.verify, note, signer.publicKey);
  if (!ours) throw new EvidenceBroken('schluessel');
}

export const keyNotes = (tx: Pick<Tx, 'selectFrom'>, tenant: string) => notesOf(tx, tenant, 'schluessel');

export async function notesOf(
  tx: Pick<Tx, 'selectFrom'>,
  tenant: string,
  art: 'schluessel' | 'wiederherstellung',
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('pruefnotiz')
    .select('note')
    .where('tenant', '=', tenant)
    .where('art', '=', art)
    .orderBy('zeit')
    .execute();
  return rows.map((r) => r.note);
}
