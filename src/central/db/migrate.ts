import { sql, type Kysely } from 'kysely';
import * as start from '../../../migrations/central/0001-start.ts';
import * as documents from '../../../migrations/central/0002-documents-mass-data.ts';
import * as evidenceAndMail from '../../../migrations/central/0003-evidence-mail.ts';
import * as devices from '../../../migrations/central/0004-devices-lease.ts';
import * as sealedChains from '../../../migrations/central/0005-sealed-chains.ts';
import * as mailDigest from '../../../migrations/central/0006-mail-digest.ts';
import * as issuedEvidence from '../../../migrations/central/0007-issued-evidence.ts';
import * as missingDocuments from '../../../migrations/central/0008-missing-documents.ts';
import type { CentralDb } from './schema.ts';

export type Dialect = 'sqlite' | 'postgres';

const MIGRATIONS: readonly { readonly name: string; readonly up: typeof start.up }[] = [
  { name: '0001-start', up: start.up },
  { name: '0002-documents-mass-data', up: documents.up },
  { name: '0003-evidence-mail', up: evidenceAndMail.up },
  { name: '0004-devices-lease', up: devices.up },
  { name: '0005-sealed-chains', up: sealedChains.up },
  { name: '0006-mail-digest', up: mailDigest.up },
  { name: '0007-issued-evidence', up: issuedEvidence.up },
  { name: '0008-missing-documents', up: missingDocuments.up },
];

/** Brings the database to today's shape; several processes may start at once, one of them does the work. */
export async function migrate(db: Kysely<CentralDb>, dialect: Dialect): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (dialect === 'postgres') await sql`SELECT pg_advisory_xact_lock(7226001)`.execute(tx);
    await tx.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('applied', 'text', (c) => c.notNull().defaultTo(sql`CURRENT_TIMESTAMP`))
      .execute();
    const done = new Set((await tx.selectFrom('migration').select('name').execute()).map((m) => m.name));
    for (const migration of MIGRATIONS) {
      if (done.has(migration.name)) continue;
      await migration.up(tx as unknown as Kysely<unknown>, dialect);
      await tx.insertInto('migration').values({ name: migration.name }).execute();
    }
  });
}
