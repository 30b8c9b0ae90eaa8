import type { Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import type { Projection, VorgangId } from '../../../domain/shared/vorgang.ts';
import {
  decideLocally,
  rebase,
  type CommandEnvelope,
  type LocalView,
  type Rebased,
  type Stand,
} from '../../../ledger/index.ts';
import { clientIdOf, type AppContext } from '../context.ts';
import { gatherAnswers } from '../gather.ts';
import type { WorkspaceStore } from '../ports.ts';
import { readContained, readKnown, readOffer } from './restored-ports.ts';
import { CENTRE_SETTING } from './sync-ports.ts';

/** A connected laptop decides provisionally; without a centre the engine inside the app has the last word. */
export const isConnected = (store: Pick<WorkspaceStore, 'read'>): boolean =>
  (store.read.setting(CENTRE_SETTING) ?? null) !== null;

type Decided = Extract<ReturnType<typeof decideLocally>, { readonly ok: true }>['value'];

interface Shown {
  readonly stand: Stand;
  readonly projection: Projection;
}

/** Decides one new command on top of everything that waits; answers what is then to be shown. */
export function provisionalDecision(
  ctx: AppContext,
  envelope: CommandEnvelope,
): Result<{ readonly current: readonly Shown[]; readonly trace: Decided['trace'] }, Rejection> {
  const { effective, former, again } = lookAtOutbox(ctx);
  const view = localView(ctx, envelope.author, again);
  const before = rebase(ctx.kinds, view, effective);
  const decided = decideLocally(ctx.kinds, view, before, envelope);
  if (!decided.ok) return decided;
  const current = new Map([...former, ...before.current]).set(envelope.vorgang, decided.value.after);
  return ok({ current: shown(ctx, current), trace: decided.value.trace });
}

/** Decides the whole outbox again and shows the outcome; only inside a transaction. */
export function rebaseOutbox(ctx: AppContext, person: string): Rebased {
  ctx.forgetVerzeichnis();
  const { effective, former, again } = lookAtOutbox(ctx);
  const rebased = rebase(ctx.kinds, localView(ctx, person, again), effective);
  ctx.store.outbox.setCurrent(shown(ctx, new Map([...former, ...rebased.current])));
  return rebased;
}

interface Waiting {
  /** what waits, without that whose effect the state below it has already */
  readonly effective: readonly CommandEnvelope[];
  /** states with such an effect that a restored centre has lost: shown, but as provisional */
  readonly former: ReadonlyMap<VorgangId, Stand>;
  /** decided once more on what a restored centre has told since; its answers of then say nothing about that */
  readonly again: ReadonlySet<number>;
}

function lookAtOutbox({ store }: AppContext): Waiting {
  const offer = readOffer({ store }) ?? Infinity;
  const known = readKnown({ store });
  const contained = readContained({ store });
  const former = new Map<VorgangId, Stand>();
  const again = new Set<number>();
  const effective = store.outbox.waiting().filter(({ clientId, seq, vorgang }) => {
    const before = store.read.former(vorgang);
    if (before !== null) former.set(vorgang, before);
    const result = store.centre.result(clientId, seq);
    if (before !== null) return !contained.has(seq);
    if (result?.outcome !== 'applied') return true;
    if (seq >= offer) again.add(seq);
    return seq >= offer || seq > known || (store.read.confirmed(vorgang)?.revision ?? 0) < result.revision;
  });
  return { effective, former, again };
}

function localView(ctx: AppContext, person: string, again: ReadonlySet<number>): LocalView {
  const { read, centre } = ctx.store;
  const clientId = clientIdOf(ctx.device, person);
  return {
    confirmed: (vorgang) => read.confirmed(vorgang) ?? read.former(vorgang),
    resultOf: (seq) => (again.has(seq) ? null : centre.result(clientId, seq)),
    gather: (queries, envelope, overlay) => ({
      jetzt: ctx.clock.now(),
      antworten: gatherAnswers(ctx, queries, envelope.vorgang, { zentral: false, overlay }),
    }),
  };
}

const shown = (ctx: AppContext, current: ReadonlyMap<string, Stand>): readonly Shown[] =>
  [...current.values()].flatMap((stand) => {
    const kind = ctx.kinds.get(stand.art);
    return kind ? [{ stand, projection: kind.project(stand.state, stand.vorgang) }] : [];
  });
