import { sql, type Kysely } from 'kysely';
import type { Dialect } from '../../src/central/db/migrate.ts';

/** First shape of the central database. Append-only: a later change is a further file. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const bytes = dialect === 'postgres' ? 'bytea' : 'blob';
  const big = dialect === 'postgres' ? 'bigint' : 'integer';
  const { schema } = db;

  await schema
    .createTable('tenant')
    .addColumn('tenant', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('record')
    .addColumn('tenant', 'text', (c) => c.notNull())
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
    .addColumn('payload', sql.raw(bytes), (c) => c.notNull())
    .addPrimaryKeyConstraint('record_pk', ['tenant', 'feed'])
    .addUniqueConstraint('record_revision', ['tenant', 'vorgang', 'revision'])
    .execute();

  await schema
    .createTable('stand')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('vorgang', 'text', (c) => c.notNull())
    .addColumn('art', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('state_version', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('projection', 'text', (c) => c.notNull())
    .addColumn('zuletzt_zeit', 'text', (c) => c.notNull())
    .addColumn('zuletzt_akteur', 'text', (c) => c.notNull())
    .addColumn('ersteller', 'text', (c) => c.notNull())
    .addColumn('feed', big, (c) => c.notNull())
    .addPrimaryKeyConstraint('stand_pk', ['tenant', 'vorgang'])
    .execute();
  await schema.createIndex('stand_feed').on('stand').columns(['tenant', 'feed']).execute();
  await schema.createIndex('stand_art').on('stand').columns(['tenant', 'art']).execute();

  await keyed(schema, 'stand_scope', ['scope', 'vorgang']);
  await schema.createIndex('stand_scope_vorgang').on('stand_scope').columns(['tenant', 'vorgang']).execute();
  await keyed(schema, 'merkmal', ['art', 'merkmal', 'vorgang']);
  await schema.createIndex('merkmal_vorgang').on('merkmal').columns(['tenant', 'vorgang']).execute();
  await keyed(schema, 'dokument_ref', ['vorgang', 'sha256']);
  await schema.createIndex('dokument_ref_sha').on('dokument_ref').columns(['tenant', 'sha256']).execute();
  await schema
    .createTable('held')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('vorgang', 'text', (c) => c.notNull())
    .addColumn('seit', big, (c) => c.notNull())
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('evicted', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('held_pk', ['tenant', 'client_id', 'vorgang'])
    .execute();

  await schema
    .createTable('vorgang_key')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('vorgang', 'text', (c) => c.notNull())
    .addColumn('key', sql.raw(bytes))
    .addPrimaryKeyConstraint('vorgang_key_pk', ['tenant', 'vorgang'])
    .execute();

  await schema
    .createTable('serie')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('serie', 'text', (c) => c.notNull())
    .addColumn('zuletzt', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('serie_pk', ['tenant', 'serie'])
    .execute();

  await schema
    .createTable('client')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('last_seq', 'integer', (c) => c.notNull())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('client_pk', ['tenant', 'client_id'])
    .execute();

  await schema
    .createTable('result')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('result', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('result_pk', ['tenant', 'client_id', 'seq'])
    .execute();

  await schema
    .createTable('device')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('enrolled', 'text', (c) => c.notNull())
    .addColumn('revoked', 'text')
    .addPrimaryKeyConstraint('device_pk', ['tenant', 'device', 'person'])
    .execute();

  await schema
    .createTable('dokument')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('bytes', big, (c) => c.notNull())
    .addColumn('mime', 'text', (c) => c.notNull())
    .addColumn('fakt', 'text')
    .addPrimaryKeyConstraint('dokument_pk', ['tenant', 'sha256'])
    .execute();

  await schema
    .createTable('datensatz')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('tabelle', 'text', (c) => c.notNull())
    .addColumn('schluessel', 'text', (c) => c.notNull())
    .addColumn('wert', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('datensatz_pk', ['tenant', 'tabelle', 'schluessel'])
    .execute();

  await createClaims(db, dialect);
}

type Schema = Kysely<unknown>['schema'];

/** A table that is nothing but its key: tenant and the given columns. */
async function keyed(schema: Schema, table: string, columns: readonly string[]): Promise<void> {
  let builder = schema.createTable(table).addColumn('tenant', 'text', (c) => c.notNull());
  for (const column of columns) builder = builder.addColumn(column, 'text', (c) => c.notNull());
  await builder.addPrimaryKeyConstraint(`${table}_pk`, ['tenant', ...columns] as never).execute();
}

/**
 * Claims on resources. Behind the rule stands the database: no two claims of one resource may overlap, an
 * exclusion constraint on PostgreSQL, a trigger on SQLite. Times are UTC text of fixed width, so text order is
 * time order.
 */
async function createClaims(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('claim')
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('ressource', 'text', (c) => c.notNull())
    .addColumn('von', 'text', (c) => c.notNull())
    .addColumn('bis', 'text', (c) => c.notNull())
    .addColumn('vorgang', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('claim_ressource')
    .on('claim')
    .columns(['tenant', 'ressource', 'bis', 'von'])
    .execute();
  await db.schema.createIndex('claim_vorgang').on('claim').columns(['tenant', 'vorgang']).execute();
  if (dialect === 'postgres') {
    await sql`CREATE EXTENSION IF NOT EXISTS btree_gist`.execute(db);
    await sql`CREATE FUNCTION claim_range(von text, bis text) RETURNS tstzrange
      LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT tstzrange(von::timestamptz, bis::timestamptz, '[)') $$`.execute(
      db,
    );
    await sql`ALTER TABLE claim ADD CONSTRAINT claim_no_overlap
      EXCLUDE USING gist (tenant WITH =, ressource WITH =, claim_range(von, bis) WITH &&)`.execute(db);
    return;
  }
  await sql`CREATE TRIGGER claim_no_overlap BEFORE INSERT ON claim
    WHEN EXISTS (SELECT 1 FROM claim c WHERE c.tenant = NEW.tenant AND c.ressource = NEW.ressource
                 AND c.von < NEW.bis AND NEW.von < c.bis)
    BEGIN SELECT RAISE(ABORT, 'claim overlaps'); END`.execute(db);
}
