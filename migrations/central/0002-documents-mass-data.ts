import { sql, type Kysely } from 'kysely';
import type { Dialect } from '../../src/central/db/migrate.ts';

/**
 * Who has brought a document, who holds its pen, mass data by group, what was erased, what a backup holds, and
 * under which name an adopted record was sealed.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const big = dialect === 'postgres' ? 'bigint' : 'integer';
  const { schema } = db;

  // Whoever names a document must have brought it or be able to read it: knowing its hash is not enough.
  await schema
    .createTable('dokument_besitz')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('dokument_besitz_pk', ['tenant', 'sha256', 'person'])
    .execute();
  // Versions that a file was proven to continue by signatures alone.
  await schema
    .createTable('dokument_vorgaenger')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('vorgaenger', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('dokument_vorgaenger_pk', ['tenant', 'sha256', 'vorgaenger'])
    .execute();
  await schema
    .createTable('stift')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('vorgang', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('bis', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('stift_pk', ['tenant', 'sha256'])
    .execute();

  for (const column of ['gruppe', 'suche'])
    await schema
      .alterTable('datensatz')
      .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
      .execute();
  await schema
    .createIndex('datensatz_gruppe')
    .on('datensatz')
    .columns(['tenant', 'tabelle', 'gruppe', 'schluessel'])
    .execute();
  await schema
    .createTable('datensatz_stand')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('tabelle', 'text', (c) => c.notNull())
    .addColumn('gruppe', 'text', (c) => c.notNull())
    .addColumn('anzahl', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('datensatz_stand_pk', ['tenant', 'tabelle', 'gruppe'])
    .execute();
  await schema
    .createTable('datensatz_quelle')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('tabelle', 'text', (c) => c.notNull())
    .addColumn('stand', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('datensatz_quelle_pk', ['tenant', 'tabelle'])
    .execute();

  await schema
    .createTable('loeschung')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('vorgang', 'text', (c) => c.notNull())
    .addColumn('art', 'text', (c) => c.notNull())
    .addColumn('zeit', 'text', (c) => c.notNull())
    .addColumn('akteur', 'text', (c) => c.notNull())
    .addColumn('grund', 'text', (c) => c.notNull())
    .addColumn('feed', big, (c) => c.notNull())
    .addColumn('dokumente', 'text', (c) => c.notNull())
    .addColumn('fertig', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('loeschung_pk', ['tenant', 'vorgang'])
    .execute();

  await schema
    .createTable('sicherung')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('feed', big, (c) => c.notNull())
    .addColumn('zeit', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('sicherung_pk', ['tenant', 'feed'])
    .execute();

  // Which Vorgang a refusal was about, so that it can be erased with it.
  await sql`ALTER TABLE result ADD COLUMN vorgang text`.execute(db);
  await schema.createIndex('result_vorgang').on('result').columns(['tenant', 'vorgang']).execute();

  // Null: sealed here, under the name of the tenant.
  await sql`ALTER TABLE record ADD COLUMN siegel text`.execute(db);
}
