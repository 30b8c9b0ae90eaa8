import type { Kysely } from 'kysely';

/** What the administration sees of devices, and the keys that sign their offline leases. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  for (const column of ['bezeichnung', 'last_contact', 'reason', 'revoked_by'])
    await schema.alterTable('device').addColumn(column, 'text').execute();
  await schema
    .createTable('lease_key')
    .addColumn('tenant', 'text', (c) => c.primaryKey())
    .addColumn('key', 'text', (c) => c.notNull())
    .execute();
  // Who was ended, but never deleted, by which run: the source of an entry of the directory.
  await schema
    .createTable('directory_source')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('vorgang', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('directory_source_pk', ['tenant', 'vorgang'])
    .execute();
}
