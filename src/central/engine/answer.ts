import { sql, type Transaction } from 'kysely';
import { assertNever } from '../../domain/shared/result.ts';
import type { BelegungFakt, Claim } from '../../domain/shared/vorgang.ts';
import {
  EMPTY_HEAD,
  takenRejection,
  type Ask,
  type ChainHead,
  type CommandResult,
  type Seen,
} from '../../ledger/index.ts';
import type { CentralDb } from '../db/schema.ts';
import { checkDocuments } from './documents.ts';
import { gatherAnswers } from './facts.ts';
import { readStand, writeSettlement } from './states.ts';
import type { CentralContext } from './context.ts';

export type Tx = Transaction<CentralDb>;

/** Answers the engine's questions inside one database transaction of one tenant. */
export function answerer(ctx: CentralContext, tx: Tx, tenant: string) {
  let savepoints = 0;
  return async (ask: Ask): Promise<unknown> => {
    switch (ask.ask) {
      case 'seen':
        return seen(tx, tenant, ask.clientId, ask.seq);
      case 'result':
        return resultOf(tx, tenant, ask.clientId, ask.seq);
      case 'authorise':
        return ctx.authorise(tx, tenant, ask.envelope);
      case 'stand':
        return (await readStand(tx, tenant, ask.vorgang))?.stand ?? null;
      case 'facts':
        return {
          jetzt: ctx.clock.now(),
          antworten: await gatherAnswers(
            tx,
            tenant,
            ask.queries,
            ask.envelope,
            ctx.clock.now(),
            ctx.directory,
          ),
        };
      case 'key':
        return keyOf(ctx, tx, tenant, ask.vorgang);
      case 'head':
        return readHead(tx, tenant);
      case 'documents':
        return checkDocuments(tx, tenant, ask.envelope, ask.documents, ctx.clock.now());
      case 'claim': {
        const taken = await replaceClaims(tx, tenant, ask.vorgang, ask.claims);
        return taken === null ? null : takenRejection(taken);
      }
      case 'savepoint':
        savepoints += 1;
        return sql.raw(`SAVEPOINT s${savepoints}`).execute(tx);
      case 'rollback':
        await sql.raw(`ROLLBACK TO SAVEPOINT s${savepoints}`).execute(tx);
        return sql.raw(`RELEASE SAVEPOINT s${savepoints--}`).execute(tx);
      case 'release':
        return sql.raw(`RELEASE SAVEPOINT s${savepoints--}`).execute(tx);
      case 'write':
        return writeSettlement(tx, tenant, ask.settlement);
      case 'answer': {
        const { envelope, digest, result } = ask;
        await tx
          .insertInto('result')
          .values({
            tenant,
            client_id: envelope.clientId,
            seq: envelope.seq,
            digest,
            result: JSON.stringify(result),
          })
          .execute();
        return tx
          .updateTable('client')
          .set({ last_seq: envelope.seq })
          .where('tenant', '=', tenant)
          .where('client_id', '=', envelope.clientId)
          .execute();
      }
      default:
        return assertNever(ask);
    }
  };
}

async function seen(tx: Tx, tenant: string, clientId: string, seq: number): Promise<Seen> {
  const client = await tx
    .selectFrom('client')
    .select('last_seq')
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  const stored = await tx
    .selectFrom('result')
    .select(['digest', 'result'])
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return {
    lastSeq: client?.last_seq ?? 0,
    stored: stored ? { digest: stored.digest, result: JSON.parse(stored.result) as CommandResult } : null,
  };
}

async function resultOf(
  tx: Tx,
  tenant: string,
  clientId: string,
  seq: number,
): Promise<CommandResult | null> {
  return (await seen(tx, tenant, clientId, seq)).stored?.result ?? null;
}

async function keyOf(
  ctx: CentralContext,
  tx: Tx,
  tenant: string,
  vorgang: string,
): Promise<Uint8Array | null> {
  const found = await tx
    .selectFrom('vorgang_key')
    .select('key')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .executeTakeFirst();
  if (found) return found.key;
  const key = ctx.randomKey();
  await tx.insertInto('vorgang_key').values({ tenant, vorgang, key }).execute();
  return key;
}

/** Head of the chain; the caller holds the tenant's lock, so nobody else appends meanwhile. */
export async function readHead(tx: Tx, tenant: string): Promise<ChainHead> {
  const last = await tx
    .selectFrom('record')
    .select(['feed', 'hash', 'zeit'])
    .where('tenant', '=', tenant)
    .orderBy('feed', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? EMPTY_HEAD;
}

/**
 * Replaces what a Vorgang holds. The tenant's lock serialises writers, so the overlap is looked up first; the
 * exclusion constraint (PostgreSQL) or trigger (SQLite) stands behind it.
 */
async function replaceClaims(
  tx: Tx,
  tenant: string,
  vorgang: string,
  claims: readonly Claim[],
): Promise<BelegungFakt | null> {
  const sorted = [...claims].sort((a, b) =>
    a.ressource < b.ressource ? -1 : a.ressource > b.ressource ? 1 : 0,
  );
  for (const claim of sorted) {
    const taken = await tx
      .selectFrom('claim')
      .select(['ressource', 'von', 'bis', 'vorgang'])
      .where('tenant', '=', tenant)
      .where('ressource', '=', claim.ressource)
      .where('von', '<', claim.bis)
      .where('bis', '>', claim.von)
      .where('vorgang', '!=', vorgang)
      .orderBy('von')
      .limit(1)
      .executeTakeFirst();
    if (taken) return taken;
  }
  await tx.deleteFrom('claim').where('tenant', '=', tenant).where('vorgang', '=', vorgang).execute();
  if (sorted.length > 0) {
    await tx
      .insertInto('claim')
      .values(sorted.map(({ ressource, von, bis }) => ({ tenant, ressource, von, bis, vorgang })))
      .execute();
  }
  return null;
}
