import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Command, PersonId, VorgangId } from '../../domain/shared/vorgang.ts';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import type { CommandEnvelope, CommandResult } from '../../ledger/index.ts';
import { isOfDirectory, settleLocally } from './connection/centre.ts';
import { isConnected, provisionalDecision } from './connection/connected.ts';
import { clientIdOf, withNames, type AppContext } from './context.ts';
import { refuseMoved } from './connection/moved.ts';
import { isNotUnderstood } from './views.ts';

export interface Intent {
  readonly art: string;
  readonly vorgang: VorgangId;
  readonly command: Command;
  readonly baseRevision: number;
}

/** Carries a refusal out of the transaction, so that everything in it is rolled back. */
class Refused extends Error {
  readonly rejection: Rejection;
  constructor(rejection: Rejection) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

/**
 * Executes one command of a person: outbox entry, decision, events, states and search rows in one durable
 * transaction. When it returns ok, the entry survives a crash; when it is refused, nothing was written.
 */
export function executeCommand(
  ctx: AppContext,
  author: PersonId,
  intent: Intent,
): Result<Extract<CommandResult, { outcome: 'applied' }>, Rejection> {
  try {
    const execute = isConnected(ctx.store) ? enqueueProvisionally : enqueueAndSettle;
    const result = ctx.store.transaction(() => execute(ctx, author, intent));
    ctx.changed([intent.vorgang]);
    return ok(result);
  } catch (error) {
    ctx.forgetVerzeichnis();
    if (error instanceof Refused) return err(withNames(ctx, error.rejection));
    throw error;
  }
}

/** An intent of a given person; `baseRevision: null` means: whatever stands there now (set-up, import). */
export type AuthoredIntent = Omit<Intent, 'baseRevision'> & {
  readonly author: PersonId;
  readonly baseRevision: number | null;
};

/**
 * Executes many commands in one transaction, all or none: set-up and imports. A refusal is a bug in the data
 * that is entered and is thrown with its code.
 */
export function executeAll(ctx: AppContext, intents: readonly AuthoredIntent[]): void {
  ctx.store.transaction(() => {
    for (const { author, ...intent } of intents) {
      const baseRevision = intent.baseRevision ?? ctx.store.read.confirmed(intent.vorgang)?.revision ?? 0;
      try {
        enqueueAndSettle(ctx, author, { ...intent, baseRevision });
      } catch (error) {
        ctx.forgetVerzeichnis();
        if (!(error instanceof Refused) || error.rejection.code === 'app.umgezogen') throw error;
        const { code, params } = error.rejection;
        throw new Error(`${intent.command.type} on ${intent.art}: ${code} ${JSON.stringify(params)}`);
      }
    }
  });
  ctx.changed([...new Set(intents.map((i) => i.vorgang))]);
}

function enqueueAndSettle(ctx: AppContext, author: PersonId, intent: Intent) {
  const moved = refuseMoved(ctx.store);
  if (moved !== null) throw new Refused(moved);
  const envelope = envelopeFor(ctx, author, intent);
  ctx.store.outbox.enqueue(envelope);
  const answer = settleLocally(ctx, envelope);
  if (answer.answer !== 'result')
    throw new Error(`Own command ${envelope.seq} answered with ${answer.answer}`);
  const { result } = answer;
  if (result.outcome === 'applied') {
    ctx.store.outbox.settle(envelope.clientId, envelope.seq, result);
    return result;
  }
  throw new Refused(
    result.outcome === 'rejected' || result.outcome === 'conflict'
      ? result.rejection
      : { code: 'ledger.bitte-aktualisieren', params: { art: intent.art } },
  );
}

/** Connected to a centre: decided provisionally on what waits already, and put into the outbox. */
function enqueueProvisionally(ctx: AppContext, author: PersonId, intent: Intent) {
  if (isNotUnderstood(ctx, intent.vorgang))
    throw new Refused({ code: 'ledger.bitte-aktualisieren', params: { art: intent.art } });
  const envelope = envelopeFor(ctx, author, intent);
  const decided = provisionalDecision(ctx, envelope);
  if (!decided.ok) throw new Refused(decided.error);
  ctx.store.outbox.enqueue(envelope);
  ctx.store.outbox.setCurrent(decided.value.current);
  if (isOfDirectory(intent.art)) ctx.forgetVerzeichnis();
  return { outcome: 'applied' as const, feed: 0, ...decided.value.trace };
}

export function envelopeFor(ctx: AppContext, author: PersonId, intent: Intent): CommandEnvelope {
  const clientId = clientIdOf(ctx.device, author);
  return {
    tenant: ctx.tenant,
    clientId,
    seq: ctx.store.outbox.nextSeq(clientId),
    id: ctx.newId(),
    art: intent.art,
    vorgang: intent.vorgang,
    command: intent.command,
    v: 1,
    baseRevision: intent.baseRevision,
    hangsOn: ctx.store.outbox.lastOn(clientId, intent.vorgang),
    clientTime: ctx.clock.now(),
    author,
  };
}
