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

/** Writes the keys of all Vorgaenge into a file of their own, a SQLite file whatever the database is. */
export async function writeKeys(db: Kysely<CentralDb>, file: string): Promise<void> {
  const draft = `${file}.neu`;
  rmSync(draft, { force: true });
  const out = new Database(draft);
  out.exec('CREATE TABLE vorgang_key (tenant TEXT, vorgang TEXT, key BLOB, PRIMARY KEY (tenant, vorgang))');
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
  if (out.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('backup: keys');
  out.close();
  settleFile(draft, file);
}

export function* readKeys(file: string): Generator<KeyRow> {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    yield* db.prepare('SELECT tenant, vorgang, key FROM vorgang_key').iterate() as Iterable<KeyRow>;
  } finally {
    db.close();
  }
}
