import { sql } from 'kysely';
import type { PushedCommand, PushResponse } from '../../contract/sync.ts';
import { runAsync, settlePush, type CommandEnvelope, type PushAnswer } from '../../ledger/index.ts';
import type { Rollengrenze } from '../../domain/organisation/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import { answerer, type Tx } from '../engine/answer.ts';
import { limitTo } from '../engine/limit.ts';
import type { CentralContext } from '../engine/context.ts';

/** Who pushes, from the token and the enrolled device, never from the body. */
export interface Caller {
  readonly tenant: string;
  readonly person: string;
  readonly device: string;
  readonly clientId: string;
  /** what the identity provider says of this person's roles; absent: nothing */
  readonly grenze?: Rollengrenze | null;
}

/** PostgreSQL says: try the whole transaction again. */
const RETRY = new Set(['40001', '40P01', '23P01']);
const MAX_TRIES = 5;

/**
 * Settles a batch in order, one transaction each, so that what is answered is durable and a later failure
 * takes nothing back. After a gap or a protocol error the rest is not looked at.
 */
export async function push(
  ctx: CentralContext,
  database: CentralDatabase,
  caller: Caller,
  commands: readonly PushedCommand[],
): Promise<PushResponse['answers']> {
  const answers: PushAnswer[] = [];
  for (const command of commands) {
    const answer = await settleOne(ctx, database, caller, command);
    answers.push(answer);
    if (answer.answer !== 'result') break;
  }
  return answers as PushResponse['answers'];
}

async function settleOne(
  ctx: CentralContext,
  { db, dialect }: CentralDatabase,
  caller: Caller,
  command: PushedCommand,
): Promise<PushAnswer> {
  const envelope: CommandEnvelope = {
    ...command,
    tenant: caller.tenant,
    clientId: caller.clientId,
    author: caller.person,
  };
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(async (tx) => {
        await lockTenant(tx, dialect, caller.tenant);
        await ensureClient(tx, caller);
        return runAsync(
          settlePush(ctx.kinds, ctx.crypto, envelope),
          answerer(limitTo(ctx, caller), tx, caller.tenant),
        );
      });
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (!RETRY.has(code) || tries >= MAX_TRIES) throw error;
    }
  }
}

/**
 * Feed numbers are given under a lock per tenant: with a plain sequence a row that commits later but has the
 * lower number would be skipped by a reader. SQLite has one writer anyway.
 */
export async function lockTenant(tx: Tx, dialect: CentralDatabase['dialect'], tenant: string): Promise<void> {
  if (dialect === 'postgres')
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${tenant}, 7226))`.execute(tx);
}

async function ensureClient(tx: Tx, caller: Caller): Promise<void> {
  await tx
    .insertInto('client')
    .values(clientRow(caller))
    .onConflict((c) => c.doNothing())
    .execute();
}

export const clientRow = ({ tenant, clientId, person, device }: Caller) => ({
  tenant,
  client_id: clientId,
  person,
  device,
  last_seq: 0,
  scopes: '',
});
