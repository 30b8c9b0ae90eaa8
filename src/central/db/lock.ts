import { sql } from 'kysely';
import type { CentralDatabase } from './open.ts';
import type { Tx } from './schema.ts';

/**
 * Feed numbers are given under a lock per tenant: with a plain sequence a row that commits later but has the
 * lower number would be skipped by a reader. SQLite has one writer anyway.
 */
export async function lockTenant(tx: Tx, dialect: CentralDatabase['dialect'], tenant: string): Promise<void> {
  if (dialect === 'postgres')
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${tenant}, 7226))`.execute(tx);
}
