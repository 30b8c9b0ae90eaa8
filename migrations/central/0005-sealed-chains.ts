import { sql, type Kysely } from 'kysely';
import type { Dialect } from '../../src/central/db/migrate.ts';

/** Chains of single seats that entered a city: sealed, kept whole beside its own chain (docs/adr/0029). */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const bytes = sql.raw(dialect === 'postgres' ? 'bytea' : 'blob');
  const big = dialect === 'postgres' ? 'bigint' : 'integer';
  const { schema } = db;

  await schema
    .createTable('siegelkette')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('kette', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('vorsatz', 'text', (c) => c.notNull())
    .addColumn('siegel', 'text', (c) => c.notNull())
    .addColumn('eintraege', big, (c) => c.notNull())
    .addColumn('kopf', 'text', (c) => c.notNull())
    .addColumn('zeit', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('uebersetzung', 'text', (c) => c.notNull())
    .addColumn('fertig', 'integer', (c) => c.notNull())
    .addColumn('getilgt', 'text')
    .addPrimaryKeyConstraint('siegelkette_pk', ['tenant', 'kette'])
    .addUniqueConstraint('siegelkette_vorsatz', ['tenant', 'vorsatz'])
    .execute();

  await schema
    .createTable('siegel_record')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('kette', 'text', (c) => c.notNull())
    .addColumn('feed', big, (c) => c.notNull())
    .addColumn('vorgang', 'text', (c) => c.notNull())
    .addColumn('art', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('v', 'integer', (c) => c.notNull())
    .addColumn('zeit', 'text', (c) => c.notNull())
    .addColumn('akteur', 'text', (c) => c.notNull())
    .addColumn('command_id', 'text', (c) => c.notNull())
    .addColumn('commitment', 'text', (c) => c.notNull())
    .addColumn('prev', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('payload', bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint('siegel_record_pk', ['tenant', 'kette', 'feed'])
    .execute();
  await schema
    .createIndex('siegel_record_vorgang')
    .on('siegel_record')
    .columns(['tenant', 'vorgang'])
    .execute();
}
