import { rmSync } from 'node:fs';
import type { LedgerCrypto } from '../../../ledger/index.ts';
import { CIPHER, fileKey, openDatabase, statements, type Db, type Sql } from '../database.ts';
import { blobKey, vorgangKey, type KeyFile } from '../keys.ts';
import { readMigrations, syncFile } from '../migrate.ts';
import type { StoredBlob } from './documents.ts';

/**
 * The data of a backup: an encrypted database of the same shape as the workspace, with everything left out
 * that the log can bring back (states, lists, search), and everything personal that is not in the log sealed
 * under the key of its Vorgang or document. So a backup without keys holds nothing readable about anyone.
 */
const EXTRA = `
  CREATE TABLE sicherung_siegel (id TEXT NOT NULL, tabelle TEXT NOT NULL, inhalt BLOB NOT NULL) STRICT;
  CREATE TABLE sicherung_blob (
    sha256 TEXT PRIMARY KEY, kennung TEXT NOT NULL, bytes INTEGER NOT NULL, chunks INTEGER NOT NULL, meta BLOB NOT NULL
  ) STRICT;
`;
/** Nothing personal, and not in the log. */
const COPIED = ['record', 'serie', 'client', 'stand_version', 'datensatz', 'loeschung'] as const;
const SEALED = ['outbox', 'result', 'setting', 'dokument_fakt'] as const;
type SealedTable = (typeof SEALED)[number];
/** Answers with a refusal in them; the others are numbers. */
const MAY_NAME_PEOPLE = "result ->> '$.outcome' IN ('rejected', 'conflict')";
const GONE =
  '{"outcome":"rejected","rejection":{"code":"ledger.vorgang-geloescht","params":{}},"revision":0}';

/** Writes the data part to `path`; synchronous, so that it is one moment of the workspace. */
export function exportData(
  data: Db,
  keys: KeyFile,
  crypto: LedgerCrypto,
  path: string,
  databaseKey: Uint8Array,
  documents: readonly StoredBlob[],
  migrationsDir: string,
): void {
  rmSync(path, { force: true });
  const target = openDatabase(path, 'mappe.db', databaseKey);
  const migrations = readMigrations(migrationsDir, 'mappe.db');
  for (const { sql } of migrations) target.exec(sql);
  target.pragma(`user_version = ${migrations.length}`);
  target.exec(EXTRA);
  target.close();

  // A workspace of before has another one.
  data.pragma(`cipher = '${CIPHER}'`);
  data.prepare('ATTACH ? AS sicherung KEY ?').run(path, fileKey(databaseKey, 'mappe.db').raw);
  try {
    data.pragma('sicherung.journal_mode = OFF');
    data.transaction(() => {
      for (const table of COPIED) data.exec(`INSERT INTO sicherung.${table} SELECT * FROM main.${table}`);
      sealRows(statements(data), keys, crypto);
      const insert = data.prepare('INSERT INTO sicherung.sicherung_blob VALUES (?, ?, ?, ?, ?)');
      for (const b of documents) insert.run(b.sha256, b.kennung, b.bytes, b.chunks, b.meta);
    })();
    keys.flush();
  } finally {
    data.exec('DETACH sicherung');
  }
  syncFile(path);
}

function sealRows(sql: Sql, keys: KeyFile, crypto: LedgerCrypto): void {
  const seal = (id: string, key: Uint8Array, tabelle: SealedTable, row: unknown) => {
    const inhalt = crypto.seal(key, Buffer.from(JSON.stringify(row)), context(id, tabelle));
    sql('INSERT INTO sicherung.sicherung_siegel (id, tabelle, inhalt) VALUES (?, ?, ?)').run(
      id,
      tabelle,
      inhalt,
    );
  };
  for (const [tabelle, which] of [
    ['outbox', 'true'],
    ['result', MAY_NAME_PEOPLE],
  ] as const) {
    for (const row of sql<{ vorgang: string }>(`SELECT * FROM main.${tabelle} WHERE ${which}`).all()) {
      const id = vorgangKey(row.vorgang);
      const key = keys.getOrMake(id);
      if (key) seal(id, key, tabelle, row);
    }
  }
  // The numbers stay: a repeated push must be recognised even when its Vorgang is erased.
  sql(
    `INSERT INTO sicherung.result (client_id, seq, vorgang, digest, result)
     SELECT client_id, seq, vorgang, digest, iif(${MAY_NAME_PEOPLE}, ?, result) FROM main.result`,
  ).run(GONE);
  for (const row of sql<{ name: string; wert: string }>('SELECT name, wert FROM main.setting').all()) {
    const id = vorgangKey(row.name.slice(row.name.indexOf(':') + 1));
    const key = keys.get(id);
    if (key) seal(id, key, 'setting', row);
    else if (!keys.isDestroyed(id)) {
      sql('INSERT INTO sicherung.setting (name, wert) VALUES (?, ?)').run(row.name, row.wert);
    }
  }
  for (const row of sql<{ sha256: string; fakt: string }>(
    'SELECT sha256, fakt FROM main.dokument_fakt',
  ).all()) {
    const id = blobKey(row.sha256);
    const key = keys.get(id);
    if (key) seal(id, key, 'dokument_fakt', row);
  }
}

/** Turns a restored data part into a data file: opens the seals whose keys are left, empties what was erased. */
export function importSealed(
  data: Db,
  keyOf: (id: string) => Uint8Array | null,
  crypto: LedgerCrypto,
): readonly StoredBlob[] {
  const sql = statements(data);
  const documents = readDocuments(data);
  data.transaction(() => {
    for (const { id, tabelle, inhalt } of sql<{ id: string; tabelle: string; inhalt: Buffer }>(
      'SELECT id, tabelle, inhalt FROM sicherung_siegel ORDER BY rowid',
    ).all()) {
      const key = keyOf(id);
      const plain = key && crypto.open(key, inhalt, context(id, tabelle));
      if (plain)
        insertRow(sql, tabelle, JSON.parse(Buffer.from(plain).toString('utf8')) as Record<string, unknown>);
    }
    for (const { vorgang } of sql<{ vorgang: string }>(
      'SELECT DISTINCT vorgang FROM record WHERE length(payload) > 0',
    ).all()) {
      if (keyOf(vorgangKey(vorgang)) === null) {
        sql("UPDATE record SET payload = x'' WHERE vorgang = ?").run(vorgang);
      }
    }
    data.exec('DROP TABLE sicherung_siegel; DROP TABLE sicherung_blob;');
  })();
  return documents;
}

export const readDocuments = (data: Db): readonly StoredBlob[] =>
  statements(data)<StoredBlob>(
    'SELECT sha256, kennung, bytes, chunks, meta FROM sicherung_blob ORDER BY rowid',
  ).all();

function insertRow(sql: Sql, tabelle: string, row: Record<string, unknown>): void {
  const table = SEALED.find((t) => t === tabelle);
  if (!table) throw new Error(`Backup seals an unknown table: ${tabelle}`);
  const columns = Object.keys(row);
  if (columns.some((c) => !/^[a-z0-9_]+$/.test(c))) throw new Error('Backup names a strange column');
  sql(
    `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  ).run(...Object.values(row));
}

const context = (id: string, tabelle: string): Uint8Array => Buffer.from(`sicherung:${id}:${tabelle}`);
