import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sql } from 'kysely';
import { erasureRecord, type ChainHead, type CommandResult, type LedgerCrypto } from '../../ledger/index.ts';
import type { BlobFiles } from '../blobs/files.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import { eraseSealed } from './sealed.ts';

/** What the log has to know of what goes. */
export interface Erasable {
  readonly vorgang: string;
  readonly art: string;
  readonly revision: number;
}

/** Who wanted it, when and why; kept in the table `loeschung`, because the record says nothing but ids. */
export interface ErasureAct {
  readonly zeit: string;
  readonly akteur: string;
  readonly grund: string;
}

const GONE: CommandResult = {
  outcome: 'rejected',
  rejection: { code: 'ledger.vorgang-geloescht', params: {} },
  revision: 0,
};

/** Where a Vorgang stands in clear, or is held for somebody. */
const OF_VORGANG = [
  'stand_scope',
  'merkmal',
  'claim',
  'stift',
  'dokument_ref',
  'mail_aufgabe',
  'stand',
] as const;
/** What is kept of a person beside the Vorgang that they are. */
const OF_PERSON = ['mail_aufgabe', 'mail_ausgang', 'mail_einstellung'] as const;

/**
 * First half of every erasure, by the administration or after a restore, inside a transaction: a record of it in the
 * log, and nothing of the Vorgang left but headers. Answers the number of the record.
 */
export async function eraseRows(
  tx: Tx,
  crypto: LedgerCrypto,
  tenant: string,
  head: ChainHead,
  what: Erasable,
  act: ErasureAct,
  record: { readonly zeit: string; readonly akteur: string; readonly commandId: string },
): Promise<number> {
  const { vorgang, art } = what;
  const { commandId, ...header } = erasureRecord(crypto, tenant, head, what, record);
  const empty = Buffer.alloc(0);
  await tx
    .insertInto('record')
    .values({ ...header, command_id: commandId, payload: empty })
    .execute();
  const refs = await tx
    .selectFrom('dokument_ref')
    .select('sha256')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .execute();
  for (const table of [...OF_VORGANG, 'directory_source'] as const)
    await tx.deleteFrom(table).where('tenant', '=', tenant).where('vorgang', '=', vorgang).execute();
  for (const table of OF_PERSON)
    await tx.deleteFrom(table).where('tenant', '=', tenant).where('person', '=', vorgang).execute();
  await tx
    .updateTable('record')
    .set({ payload: empty })
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .execute();
  await eraseSealed(tx, tenant, vorgang);
  await tx
    .insertInto('vorgang_key')
    .values({ tenant, vorgang, key: null })
    .onConflict((c) => c.columns(['tenant', 'vorgang']).doUpdateSet({ key: null }))
    .execute();
  // A refusal may name people. The row itself stays: a repeated push must still be recognised.
  await tx
    .updateTable('result')
    .set({ result: JSON.stringify(GONE) })
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .where('result', 'not like', '{"outcome":"applied"%')
    .execute();
  const orphans = await orphansOf(
    tx,
    tenant,
    refs.map((r) => r.sha256),
  );
  for (const table of ['dokument', 'dokument_besitz', 'dokument_vorgaenger'] as const)
    for (const sha256 of orphans)
      await tx.deleteFrom(table).where('tenant', '=', tenant).where('sha256', '=', sha256).execute();
  const row = { art, ...act, feed: header.feed, dokumente: JSON.stringify(orphans), fertig: 0 };
  await tx
    .insertInto('loeschung')
    .values({ tenant, vorgang, ...row })
    .onConflict((c) => c.columns(['tenant', 'vorgang']).doUpdateSet(row))
    .execute();
  return header.feed;
}

/** Documents that no other Vorgang names. */
async function orphansOf(tx: Tx, tenant: string, shas: readonly string[]): Promise<readonly string[]> {
  if (shas.length === 0) return [];
  const kept = await tx
    .selectFrom('dokument_ref')
    .select('sha256')
    .where('tenant', '=', tenant)
    .where('sha256', 'in', [...shas])
    .execute();
  const others = new Set(kept.map((r) => r.sha256));
  return shas.filter((sha256) => !others.has(sha256));
}

/** Tables in which what was erased stood in clear, or was the key to it. */
const CLEAR = [
  'stand',
  'merkmal',
  'claim',
  'result',
  'vorgang_key',
  'dokument',
  'record',
  'siegel_record',
  'mail_aufgabe',
] as const;

/**
 * Second half, after the commit and at every start until it is through: files, and the traces that deleting leaves
 * behind in free pages, in the log of the database and in what PostgreSQL's planner remembers of values.
 */
export async function finishErasures({
  database: { db, dialect },
  blobs,
  keepFormer = false,
}: {
  readonly database: CentralDatabase;
  readonly blobs: Pick<BlobFiles, 'remove'>;
  /** the restore that is under way has just put a database aside */
  readonly keepFormer?: boolean;
}): Promise<number> {
  const open = await db.selectFrom('loeschung').selectAll().where('fertig', '=', 0).execute();
  if (open.length === 0) return 0;
  for (const { tenant, dokumente } of open)
    for (const sha256 of JSON.parse(dokumente) as string[])
      // Named again meanwhile: brought once more by somebody, for another Vorgang.
      if (!(await isKnown(db, tenant, sha256))) await blobs.remove(tenant, sha256);
  if (dialect === 'sqlite') {
    await sql`VACUUM`.execute(db);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
    if (!keepFormer) await removeFormer(db);
  } else {
    for (const table of CLEAR) await sql`VACUUM (FULL, ANALYZE) ${sql.table(table)}`.execute(db);
    await sql`VACUUM (FULL) pg_statistic`.execute(db);
  }
  for (const { tenant, vorgang } of open)
    await db
      .updateTable('loeschung')
      .set({ fertig: 1 })
      .where('tenant', '=', tenant)
      .where('vorgang', '=', vorgang)
      .execute();
  return open.length;
}

/** Databases that a restore has put aside hold what is erased now in a form that nothing else can erase. */
async function removeFormer(db: CentralDatabase['db']): Promise<void> {
  const { rows } = await sql<{ file: string }>`PRAGMA database_list`.execute(db);
  const file = rows[0]?.file ?? '';
  if (file === '') return;
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(`${basename(file)}.vor-`)) rmSync(join(dirname(file), name), { force: true });
}

const isKnown = async (db: CentralDatabase['db'], tenant: string, sha256: string): Promise<boolean> =>
  (await db
    .selectFrom('dokument')
    .select('sha256')
    .where('tenant', '=', tenant)
    .where('sha256', '=', sha256)
    .executeTakeFirst()) !== undefined;
