import { assertNever } from '../../../domain/shared/result.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import {
  runSync,
  settlePush,
  takenRejection,
  type Ask,
  type CommandEnvelope,
  type PushAnswer,
} from '../../../ledger/index.ts';
import type { AppContext } from '../context.ts';
import { gatherAnswers } from '../gather.ts';

/**
 * The central engine inside the app, for a single seat: the same settlement as in the central service,
 * answered from the workspace file. Must run inside `store.transaction`.
 */
export function settleLocally(ctx: AppContext, envelope: CommandEnvelope): PushAnswer {
  return runSync(settlePush(ctx.kinds, ctx.crypto, envelope), (ask) => answer(ctx, ask));
}

function answer(ctx: AppContext, ask: Ask): unknown {
  const { centre } = ctx.store;
  switch (ask.ask) {
    case 'seen':
      return centre.seen(ask.clientId, ask.seq);
    case 'result':
      return centre.result(ask.clientId, ask.seq);
    case 'authorise':
      return authorise(ctx, ask.envelope);
    case 'stand':
      return centre.stand(ask.vorgang);
    case 'facts':
      return {
        jetzt: ctx.clock.now(),
        antworten: gatherAnswers(ctx, ask.queries, ask.envelope.vorgang, { zentral: true }),
      };
    case 'key':
      return centre.key(ask.vorgang);
    case 'head':
      return centre.head();
    case 'documents':
      // On a single seat whoever names a document has it before his eyes; the rules ask for it where it matters.
      return null;
    case 'claim': {
      const taken = centre.claim(ask.vorgang, ask.claims);
      return taken === null ? null : takenRejection(taken);
    }
    case 'savepoint':
      return centre.savepoint();
    case 'rollback':
      ctx.forgetVerzeichnis();
      return centre.rollback();
    case 'release':
      return centre.release();
    case 'write':
      if (isOfDirectory(ask.settlement.after.art)) ctx.forgetVerzeichnis();
      return centre.write(ask.settlement);
    case 'answer':
      return centre.answer(ask.envelope, ask.digest, ask.result);
    default:
      return assertNever(ask);
  }
}

export const isOfDirectory = (art: string): boolean => art === 'person' || art === 'einheit';

/** On a single seat whoever is in the directory may enter; what they may do, the rules of the kind decide. */
function authorise(ctx: AppContext, envelope: CommandEnvelope): Rejection | null {
  const { personen } = ctx.verzeichnis();
  // An empty directory: somebody must be able to enter the first people.
  const known = personen.length === 0 || personen.some((p) => p.id === envelope.author);
  return known ? null : { code: 'ledger.person-unbekannt', params: { person: envelope.author } };
}
