import { sql } from 'kysely';
import type { PushedCommand, PushResponse } from '../../contract/sync.ts';
import type { Rollengrenze } from '../../domain/organisation/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import type { CentralContext } from '../engine/context.ts';
import { settleSoon } from './settle.ts';

/** Who pushes, from the token and the enrolled device, never from the body. */
export interface Caller {
  readonly tenant: string;
  readonly person: string;
  readonly device: string;
  readonly clientId: string;
  /** what the identity provider says of this person's roles; absent: nothing */
  readonly grenze?: Rollengrenze | null;
}

/**
 * Settles a batch in order. What is answered is durable; several batches that wait for the same tenant share one
 * transaction. After a gap or a protocol error the rest is not looked at.
 */
export async function push(
  ctx: CentralContext,
  database: CentralDatabase,
  caller: Caller,
  commands: readonly PushedCommand[],
): Promise<PushResponse['answers']> {
  const answers = await settleSoon(database, { ctx, caller, commands });
  return answers as PushResponse['answers'];
}

/**
 * Feed numbers are given under a lock per tenant: with a plain sequence a row that commits later but has the
 * lower number would be skipped by a reader. SQLite has one writer anyway.
 */
export async function lockTenant(tx: Tx, dialect: CentralDatabase['dialect'], tenant: string): Promise<void> {
  if (dialect === 'postgres')
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${tenant}, 7226))`.execute(tx);
}

export const clientRow = ({ tenant, clientId, person, device }: Caller) => ({
  tenant,
  client_id: clientId,
  person,
  device,
  last_seq: 0,
  scopes: '',
});
