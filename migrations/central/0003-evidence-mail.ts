import { sql, type Kysely } from 'kysely';
import type { Dialect } from '../../src/central/db/migrate.ts';

/** Merkle tree and checkpoints over the chain, e-mail about waiting tasks, numbers of device proofs. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const bytes = sql.raw(dialect === 'postgres' ? 'bytea' : 'blob');
  const big = dialect === 'postgres' ? 'bigint' : 'integer';
  const { schema } = db;

  await schema
    .createTable('merkle_node')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('idx', big, (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('merkle_node_pk', ['tenant', 'level', 'idx'])
    .execute();
  await schema
    .createTable('pruefpunkt')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('groesse', big, (c) => c.notNull())
    .addColumn('wurzel', 'text', (c) => c.notNull())
    .addColumn('zeit', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('zeitstempel', bytes)
    .addPrimaryKeyConstraint('pruefpunkt_pk', ['tenant', 'groesse'])
    .execute();
  await schema
    .createTable('pruefnotiz')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('art', 'text', (c) => c.notNull())
    .addColumn('zeit', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('pruefnotiz_pk', ['tenant', 'art', 'zeit'])
    .execute();

  await schema
    .createTable('mail_stelle')
    .addColumn('tenant', 'text', (c) => c.primaryKey())
    .addColumn('feed', big, (c) => c.notNull())
    .execute();
  await schema
    .createTable('mail_aufgabe')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('vorgang', 'text', (c) => c.notNull())
    .addColumn('aufgabe', 'text', (c) => c.notNull())
    .addColumn('mail', 'text')
    .addPrimaryKeyConstraint('mail_aufgabe_pk', ['tenant', 'person', 'vorgang', 'aufgabe'])
    .execute();
  await schema
    .createTable('mail_ausgang')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('mail', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('zustand', 'text', (c) => c.notNull())
    .addColumn('erstellt', 'text', (c) => c.notNull())
    .addColumn('faellig', 'text', (c) => c.notNull())
    .addColumn('versuche', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('mail_ausgang_pk', ['tenant', 'mail'])
    .execute();
  await schema
    .createIndex('mail_ausgang_person')
    .on('mail_ausgang')
    .columns(['tenant', 'person', 'erstellt'])
    .execute();
  await schema
    .createTable('mail_einstellung')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('aus', 'integer', (c) => c.notNull())
    .addColumn('ruhe_von', 'text')
    .addColumn('ruhe_bis', 'text')
    .addPrimaryKeyConstraint('mail_einstellung_pk', ['tenant', 'person'])
    .execute();

  // Good for ten minutes each: not worth a line in the write-ahead log of PostgreSQL.
  const table = sql.raw(dialect === 'postgres' ? 'UNLOGGED TABLE' : 'TABLE');
  await sql`CREATE ${table} nachweis_nummer (
    tenant text NOT NULL, device text NOT NULL, jti text NOT NULL, bis ${sql.raw(big)} NOT NULL,
    PRIMARY KEY (tenant, device, jti))`.execute(db);
  await sql`CREATE INDEX nachweis_nummer_bis ON nachweis_nummer (bis)`.execute(db);
}
