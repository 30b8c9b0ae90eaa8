import Database from 'better-sqlite3-multiple-ciphers';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { CentralDatabase } from '../db/open.ts';
import type { CentralDb } from '../db/schema.ts';
import { allKeyNotes } from '../evidence/key-history.ts';
import { copyDocuments, removeErased, type DocumentSource } from './documents.ts';
import { writeKeys } from './keys.ts';
import { describeFile, settleFile, stampOf, writeManifest, type Manifest } from './manifest.ts';
import { runTool } from './postgres-tool.ts';

export interface BackupOptions {
  readonly database: CentralDatabase;
  /** path or address it was opened with */
  readonly url: string;
  readonly blobs: DocumentSource;
  readonly out: string;
  readonly now: string;
}

/**
 * Backs up a central service while it works: database, then keys, then documents (what the database names is there by
 * then). Each file is opened again and checked before it counts; the manifest comes last.
 */
export async function createBackup(options: BackupOptions): Promise<{ stamp: string; manifest: Manifest }> {
  const { database, out, now } = options;
  const stamp = stampOf(now);
  for (const folder of ['datenbank', 'schluessel', 'dokumente'])
    mkdirSync(join(out, folder), { recursive: true, mode: 0o700 });
  const art = database.dialect;
  const name = `datenbank/${stamp}.${art === 'sqlite' ? 'db' : 'dump'}`;
  const staedte = await (art === 'sqlite' ? dumpSqlite(options, name) : dumpPostgres(options, name));
  const keys = `schluessel/${stamp}.db`;
  await writeKeys(database.db, join(out, keys));
  const { dokumente, fehlend } = await copyDocuments(database.db, options.blobs, join(out, 'dokumente'), now);
  await removeErased(database.db, join(out, 'dokumente'));
  const migrations = await database.db.selectFrom('migration').select('name').orderBy('name').execute();
  const manifest: Manifest = {
    format: 'amtsmappe-sicherung',
    version: 1,
    zeit: now,
    art,
    schema: migrations.map((m) => m.name),
    datenbank: await describeFile(out, name),
    schluessel: await describeFile(out, keys),
    staedte,
    dokumente,
    ...(fehlend.length > 0 ? { fehlend: [...fehlend] } : {}),
    pruefschluessel: [...(await allKeyNotes(database.db))],
  };
  writeManifest(out, stamp, manifest);
  // Then it is of use, but nobody is told that all is safe.
  if (fehlend.length > 0) return { stamp, manifest };
  // Laptops hear of it with their next page, and need not keep what they sent up to there any longer.
  for (const { tenant, eintraege } of staedte)
    await database.db
      .insertInto('sicherung')
      .values({ tenant, feed: eintraege, zeit: now })
      .onConflict((c) => c.doNothing())
      .execute();
  return { stamp, manifest };
}

/** A copy of one moment, without the keys: not even in free pages. */
async function dumpSqlite({ url, out }: BackupOptions, name: string): Promise<Manifest['staedte']> {
  const draft = join(out, `${name}.neu`);
  rmSync(draft, { force: true });
  const source = new Database(url, { readonly: true, fileMustExist: true });
  source.prepare('VACUUM INTO ?').run(draft);
  source.close();
  const copy = new Database(draft);
  copy.pragma('secure_delete = ON');
  copy.exec('DELETE FROM vorgang_key');
  copy.exec('VACUUM');
  if (copy.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('backup: integrity');
  const staedte = copy
    .prepare(
      `SELECT r.tenant, max(r.feed) AS eintraege,
         (SELECT hash FROM record k WHERE k.tenant = r.tenant ORDER BY feed DESC LIMIT 1) AS kopf,
         (SELECT count(*) FROM stand s WHERE s.tenant = r.tenant) AS vorgaenge
       FROM record r GROUP BY r.tenant ORDER BY r.tenant`,
    )
    .all() as Manifest['staedte'];
  copy.close();
  settleFile(draft, join(out, name));
  return staedte;
}

/** pg_dump at a moment that a transaction holds still, so that the figures are those of the dump. */
async function dumpPostgres(
  { database, url, out }: BackupOptions,
  name: string,
): Promise<Manifest['staedte']> {
  const draft = join(out, `${name}.neu`);
  rmSync(draft, { force: true });
  const staedte = await database.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const { rows } = await sql<{ snapshot: string }>`SELECT pg_export_snapshot() AS snapshot`.execute(tx);
      const options = [
        '--format=custom',
        '--no-owner',
        '--no-privileges',
        '--exclude-table-data=vorgang_key',
        `--file=${draft}`,
      ];
      await runTool('pg_dump', url, [...options, `--snapshot=${rows[0]?.snapshot}`]);
      return headsOf(tx);
    });
  // Reads and unpacks every byte of it.
  await runTool('pg_restore', null, ['--file=/dev/null', draft]);
  settleFile(draft, join(out, name));
  return staedte;
}

/** Size and head of every city's log. */
export async function headsOf(tx: Transaction<CentralDb> | Kysely<CentralDb>): Promise<Manifest['staedte']> {
  const { rows } = await sql<Manifest['staedte'][number]>`
    SELECT r.tenant, max(r.feed) AS eintraege,
      (SELECT hash FROM record k WHERE k.tenant = r.tenant ORDER BY feed DESC LIMIT 1) AS kopf,
      (SELECT count(*) FROM stand s WHERE s.tenant = r.tenant) AS vorgaenge
    FROM record r GROUP BY r.tenant ORDER BY r.tenant`.execute(tx);
  return rows;
}
