import type { Database } from 'better-sqlite3-multiple-ciphers';
import { sql, type Insertable } from 'kysely';
import type { CentralDb, Tx } from './schema.ts';

/** Tables into which a push writes many rows at once, with the types of their columns on PostgreSQL. */
const COLUMNS = {
  record: {
    tenant: 'text',
    feed: 'bigint',
    vorgang: 'text',
    art: 'text',
    revision: 'integer',
    type: 'text',
    v: 'integer',
    zeit: 'text',
    akteur: 'text',
    command_id: 'text',
    commitment: 'text',
    prev: 'text',
    hash: 'text',
    payload: 'bytea',
  },
  stand: {
    tenant: 'text',
    vorgang: 'text',
    art: 'text',
    revision: 'integer',
    state_version: 'integer',
    state: 'text',
    projection: 'text',
    zuletzt_zeit: 'text',
    zuletzt_akteur: 'text',
    ersteller: 'text',
    feed: 'bigint',
  },
  stand_scope: { tenant: 'text', vorgang: 'text', scope: 'text' },
  merkmal: { tenant: 'text', art: 'text', merkmal: 'text', vorgang: 'text' },
  dokument_ref: { tenant: 'text', vorgang: 'text', sha256: 'text' },
  vorgang_key: { tenant: 'text', vorgang: 'text', key: 'bytea' },
  claim: { tenant: 'text', ressource: 'text', von: 'text', bis: 'text', vorgang: 'text' },
  result: {
    tenant: 'text',
    client_id: 'text',
    seq: 'integer',
    digest: 'text',
    result: 'text',
    vorgang: 'text',
  },
  datensatz: {
    tenant: 'text',
    tabelle: 'text',
    schluessel: 'text',
    wert: 'text',
    gruppe: 'text',
    suche: 'text',
  },
  held: {
    tenant: 'text',
    client_id: 'text',
    vorgang: 'text',
    seit: 'bigint',
    epoch: 'text',
    evicted: 'integer',
  },
} as const satisfies { readonly [T in keyof CentralDb]?: Readonly<Record<string, string>> };

export type BulkTable = keyof typeof COLUMNS;

/** What happens to a row whose key is there: an error (absent), nothing, or the other columns are replaced. */
export interface OnConflict {
  readonly keys: readonly string[];
  readonly update: readonly string[];
}

/** Inserts many rows of one table within a transaction, in the fastest way the database has. */
export type InsertRows = <T extends BulkTable>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<CentralDb[T]>[],
  conflict?: OnConflict,
) => Promise<void>;

type Row = Readonly<Record<string, unknown>>;

/** PostgreSQL: one statement of fixed text with one array a column. */
export const insertIntoPostgres: InsertRows = async (tx, table, rows, conflict) => {
  if (rows.length === 0) return;
  const columns = Object.entries(COLUMNS[table]);
  const arrays = columns.map(([name, type]) => {
    const values = rows.map((row) => (row as Row)[name] ?? null);
    return sql`${values}::${sql.raw(type)}[]`;
  });
  const names = sql.join(columns.map(([name]) => sql.ref(name)));
  await sql`INSERT INTO ${sql.table(table)} (${names}) SELECT * FROM unnest(${sql.join(arrays)}) ${sql.raw(onConflict(conflict))}`.execute(
    tx,
  );
};

/** SQLite: a prepared statement run row by row on the one connection, on which the transaction is open. */
export const insertIntoSqlite =
  (prepare: Database['prepare']): InsertRows =>
  async (_tx, table, rows, conflict) => {
    if (rows.length === 0) return;
    const columns = Object.keys(COLUMNS[table]);
    const names = columns.map((c) => `"${c}"`).join(', ');
    const statement = prepare(
      `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')}) ${onConflict(conflict)}`,
    );
    for (const row of rows) statement.run(columns.map((c) => (row as Row)[c] ?? null));
  };

function onConflict(conflict: OnConflict | undefined): string {
  if (conflict === undefined) return '';
  const keys = conflict.keys.map((c) => `"${c}"`).join(', ');
  if (conflict.update.length === 0) return `ON CONFLICT (${keys}) DO NOTHING`;
  return `ON CONFLICT (${keys}) DO UPDATE SET ${conflict.update.map((c) => `"${c}" = excluded."${c}"`).join(', ')}`;
}
