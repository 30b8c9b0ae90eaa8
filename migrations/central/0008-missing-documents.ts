import { sql, type Kysely } from 'kysely';

/** Since when the bytes of a document are known to be missing or spoilt: laptops that hold them are asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('dokument').addColumn('fehlt_seit', 'text').execute();
  await sql`CREATE INDEX dokument_fehlt ON dokument (tenant, sha256) WHERE fehlt_seit IS NOT NULL`.execute(
    db,
  );
}
