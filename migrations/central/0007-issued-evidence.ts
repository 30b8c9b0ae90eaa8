import type { Kysely } from 'kysely';

/** Who took the evidence of which Vorgang with them, and when: ids only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('nachweis_ausgabe')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('vorgang', 'text', (c) => c.notNull())
    .addColumn('zeit', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('inhalt', 'integer', (c) => c.notNull())
    .addColumn('eintraege', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('nachweis_ausgabe_vorgang')
    .on('nachweis_ausgabe')
    .columns(['tenant', 'vorgang'])
    .execute();
}
