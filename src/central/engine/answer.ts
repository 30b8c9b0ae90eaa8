import type { Verzeichnis } from '../../domain/organisation/index.ts';
import { assertNever } from '../../domain/shared/result.ts';
import { takenRejection, type Ask, type CommandEnvelope } from '../../ledger/index.ts';
import { findTaken } from './claims.ts';
import { checkDocuments } from './documents.ts';
import { gatherAnswers } from './facts.ts';
import type { CentralContext } from './context.ts';
import type { Session } from './session.ts';
import { andThen, type Soon } from './soon.ts';

export type { Tx } from '../db/schema.ts';

/** Answers the engine's questions about one author's commands in one session. */
export function answerer(ctx: CentralContext, session: Session) {
  const view = keepLast(ctx.directory ?? ((v) => v));
  return (ask: Ask): Soon<unknown> => {
    switch (ask.ask) {
      case 'seen':
        return session.seen(ask.clientId, ask.seq);
      case 'result':
        return andThen(session.seen(ask.clientId, ask.seq), (seen) => seen.stored?.result ?? null);
      case 'authorise':
        return ctx.authorise(session, ask.envelope);
      case 'stand':
        return andThen(session.stand(ask.vorgang), (stored) => stored?.stand ?? null);
      case 'facts': {
        const jetzt = ctx.clock.now();
        const gathered = gatherAnswers(session, ask.queries, ask.envelope, jetzt, view);
        return andThen(gathered, (antworten) =>
          isOldReport(ctx, ask.envelope, jetzt)
            ? earliestOf(session, ask.envelope).then((fruehestens) => ({ jetzt, antworten, fruehestens }))
            : { jetzt, antworten },
        );
      }
      case 'key':
        return session.key(ask.vorgang, ctx.randomKey);
      case 'head':
        return session.head();
      case 'documents':
        return session
          .writeOut()
          .then(() =>
            checkDocuments(session.tx, session.tenant, ask.envelope, ask.documents, ctx.clock.now()),
          );
      case 'claim':
        return findTaken(session, ask.vorgang, ask.claims).then((taken) => {
          if (taken !== null) return takenRejection(taken);
          session.setClaims(ask.vorgang, ask.claims);
          return null;
        });
      case 'savepoint':
        return session.savepoint();
      case 'rollback':
        return session.rollback();
      case 'release':
        return session.release();
      case 'write':
        return session.write(ask.settlement);
      case 'answer':
        return session.answer({
          clientId: ask.envelope.clientId,
          seq: ask.envelope.seq,
          digest: ask.digest,
          result: ask.result,
          vorgang: ask.envelope.vorgang,
        });
      default:
        return assertNever(ask);
    }
  };
}

/** How long before its first entry here a Vorgang may have been worked on: offline, or before a restore. */
const BEFORE_MS = 31 * 86_400_000;

/** Does this report tell of a time so long ago that it is worth a question whether that can be? */
const isOldReport = (
  { kinds }: CentralContext,
  { art, command, clientTime }: CommandEnvelope,
  jetzt: string,
) =>
  kinds.get(art)?.meldungen?.has(command.type) === true &&
  Date.parse(clientTime) < Date.parse(jetzt) - BEFORE_MS;

/**
 * Authority and rules of a report are those of its time, so it cannot be put back at will: not to a time long before
 * there was anything to report on. '': nothing stands here yet.
 */
async function earliestOf({ tx, tenant }: Session, { vorgang }: CommandEnvelope): Promise<string> {
  const first = await tx
    .selectFrom('record')
    .select('zeit')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .orderBy('feed')
    .limit(1)
    .executeTakeFirst();
  return first === undefined ? '' : new Date(Date.parse(first.zeit) - BEFORE_MS).toISOString();
}

/** The directory is the same object for many commands: so is the view of it. */
function keepLast(view: (v: Verzeichnis) => Verzeichnis): (v: Verzeichnis) => Verzeichnis {
  let last: { readonly of: Verzeichnis; readonly seen: Verzeichnis } | null = null;
  return (v) => (last?.of === v ? last : (last = { of: v, seen: view(v) })).seen;
}
