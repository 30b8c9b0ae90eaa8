import { assertNever } from '../../../domain/shared/result.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { FactQuery } from '../../../domain/shared/vorgang.ts';
import {
  runSync,
  settlePush,
  takenRejection,
  type Ask,
  type CommandEnvelope,
  type Gathered,
  type Kinds,
  type LedgerCrypto,
  type PushAnswer,
  type Settlement,
} from '../../../ledger/index.ts';
import type { AppContext } from '../context.ts';
import { gatherAnswers } from '../gather.ts';
import type { CentreStore } from '../ports.ts';

/**
 * The central engine inside the app, for a single seat: the same settlement as in the central service,
 * answered from the workspace file. Must run inside `store.transaction`.
 */
export const settleLocally = (ctx: AppContext, envelope: CommandEnvelope): PushAnswer =>
  settleOnStore(ctx.store.centre, ctx.kinds, ctx.crypto, envelope, {
    authorise: (of) => authorise(ctx, of),
    facts: (queries, of) => ({
      jetzt: ctx.clock.now(),
      antworten: gatherAnswers(ctx, queries, of.vorgang, { zentral: true }),
    }),
    beforeWrite: ({ after }) => {
      if (isOfDirectory(after.art)) ctx.forgetVerzeichnis();
    },
    beforeRollback: ctx.forgetVerzeichnis,
  });

/** What the engine asks and the store does not know. */
export interface AroundStore {
  readonly authorise: (envelope: CommandEnvelope) => Rejection | null;
  readonly facts: (queries: readonly FactQuery[], envelope: CommandEnvelope) => Gathered;
  readonly beforeWrite?: (settlement: Settlement) => void;
  readonly beforeRollback?: () => void;
}

/** The engine on the tables of a workspace file; inside a transaction. */
export function settleOnStore(
  centre: CentreStore,
  kinds: Kinds,
  crypto: LedgerCrypto,
  envelope: CommandEnvelope,
  around: AroundStore,
): PushAnswer {
  return runSync(settlePush(kinds, crypto, envelope), (ask) => answer(centre, ask, around));
}

function answer(centre: CentreStore, ask: Ask, around: AroundStore): unknown {
  switch (ask.ask) {
    case 'seen':
      return centre.seen(ask.clientId, ask.seq);
    case 'result':
      return centre.result(ask.clientId, ask.seq);
    case 'authorise':
      return around.authorise(ask.envelope);
    case 'stand':
      return centre.stand(ask.vorgang);
    case 'facts':
      return around.facts(ask.queries, ask.envelope);
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
      around.beforeRollback?.();
      return centre.rollback();
    case 'release':
      return centre.release();
    case 'write':
      around.beforeWrite?.(ask.settlement);
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
