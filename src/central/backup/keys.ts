import Database from 'better-sqlite3-multiple-ciphers';
import { rmSync } from 'node:fs';
import type { Kysely } from 'kysely';
import type { CentralDb } from '../db/schema.ts';
import { settleFile } from './manifest.ts';

const PAGE = 5000;

export interface KeyRow {
  readonly tenant: string;
  readonly vorgang: string;
  /** null: erased */
  readonly key: Uint8Array | null;
}

/** An erasure that was decided: who, when and why; a restore does it again. */
export interface ErasureRow {
  readonly tenant: string;
  readonly vorgang: string;
  readonly zeit: string;
  readonly akteur: string;
  readonly grund: string;
}

/**
 * Writes the keys of all Vorgaenge into a file of their own, a SQLite file whatever the database is; with them what
 * was erased, which must be known to every later restore.
 */
export async function writeKeys(db: Kysely<CentralDb>, file: string): Promise<void> {
  const draft = `${file}.neu`;
  rmSync(draft, { force: true });
  const out = new Database(draft);
  out.exec('CREATE TABLE vorgang_key (tenant TEXT, vorgang TEXT, key BLOB, PRIMARY KEY (tenant, vorgang))');
  out.exec(
    'CREATE TABLE loeschung (tenant TEXT, vorgang TEXT, zeit TEXT, akteur TEXT, grund TEXT, PRIMARY KEY (tenant, vorgang))',
  );
  const insert = out.prepare('INSERT INTO vorgang_key VALUES (?, ?, ?)');
  let after: KeyRow | undefined;
  for (;;) {
    let query = db.selectFrom('vorgang_key').selectAll().orderBy('tenant').orderBy('vorgang').limit(PAGE);
    const last = after;
    if (last)
      query = query.where((eb) =>
        eb.or([
          eb('tenant', '>', last.tenant),
          eb.and([eb('tenant', '=', last.tenant), eb('vorgang', '>', last.vorgang)]),
        ]),
      );
    const rows = await query.execute();
    out.transaction(() => rows.forEach((r) => insert.run(r.tenant, r.vorgang, r.key)))();
    after = rows.at(-1);
    if (rows.length < PAGE) break;
  }
  const erased = await readErasures(db);
  const note = out.prepare('INSERT INTO loeschung VALUES (?, ?, ?, ?, ?)');
  out.transaction(() => erased.forEach((e) => note.run(e.tenant, e.vorgang, e.zeit, e.akteur, e.grund)))();
  if (out.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('backup: keys');
  out.close();
  settleFile(draft, file);
}

export const readErasures = (db: Kysely<CentralDb>): Promise<readonly ErasureRow[]> =>
  db.selectFrom('loeschung').select(['tenant', 'vorgang', 'zeit', 'akteur', 'grund']).execute();

export function* readKeys(file: string): Generator<KeyRow> {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    yield* db.prepare('SELECT tenant, vorgang, key FROM vorgang_key').iterate() as Iterable<KeyRow>;
  } finally {
    db.close();
  }
}

/** What was erased until this file was written; one of an earlier version knows it only by the missing keys. */
export function readKeptErasures(file: string): readonly ErasureRow[] {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const known = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'loeschung'").get();
    if (known === undefined) return [];
    return db.prepare('SELECT tenant, vorgang, zeit, akteur, grund FROM loeschung').all() as ErasureRow[];
  } finally {
    db.close();
  }
}
