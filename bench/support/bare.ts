import type { Kysely } from 'kysely';
import { openCentralDatabase, type CentralDatabase } from '../../src/central/db/open.ts';
import type { CentralDb } from '../../src/central/db/schema.ts';
import type { PushedCommand } from '../../src/contract/sync.ts';
import type { BulkTable } from '../../src/central/db/bulk.ts';

/** Rows of one pushed batch, as they stand in the database of the service afterwards. */
export type Rows = readonly (readonly [BulkTable, readonly object[]])[];

/** Reads what a batch has written: the records of its Vorgaenge after `feed`, their states, the answers of one client. */
export async function rowsAfter(
  db: Kysely<CentralDb>,
  { tenant, clientId }: { readonly tenant: string; readonly clientId: string },
  feed: number,
  commands: readonly PushedCommand[],
): Promise<Rows> {
  const vorgaenge = [...new Set(commands.map((c) => c.vorgang))];
  const record = await db
    .selectFrom('record')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('feed', '>', feed)
    .where('vorgang', 'in', vorgaenge)
    .execute();
  const of = async (table: 'stand' | 'stand_scope' | 'merkmal' | 'vorgang_key') =>
    [
      table,
      await db
        .selectFrom(table)
        .selectAll()
        .where('tenant', '=', tenant)
        .where('vorgang', 'in', vorgaenge)
        .execute(),
    ] as const;
  const result = await db
    .selectFrom('result')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .where('seq', '>=', commands[0]?.seq ?? 0)
    .execute();
  return [
    ['record', record],
    await of('stand'),
    await of('stand_scope'),
    await of('merkmal'),
    await of('vorgang_key'),
    ['result', result],
  ];
}

/**
 * The floor: a database with the same tables, indexes and durability that is given finished rows, one transaction
 * a batch, in the fastest way it has (prepared statements on SQLite, one statement a table on PostgreSQL).
 */
export async function openBare(url: string) {
  const database: CentralDatabase = await openCentralDatabase(url);
  return {
    insert: (rows: Rows): Promise<void> =>
      database.db.transaction().execute(async (tx) => {
        for (const [table, all] of rows) await database.insertRows(tx, table, all as never);
      }),
    close: database.close,
  };
}
