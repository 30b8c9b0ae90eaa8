import type { Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import type { Projection } from '../../../domain/shared/vorgang.ts';
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
  const view = localView(ctx, envelope.author);
  const before = rebase(ctx.kinds, view, effective(ctx));
  const decided = decideLocally(ctx.kinds, view, before, envelope);
  if (!decided.ok) return decided;
  const current = new Map(before.current).set(envelope.vorgang, decided.value.after);
  return ok({ current: shown(ctx, current), trace: decided.value.trace });
}

/** Decides the whole outbox again and shows the outcome; only inside a transaction. */
export function rebaseOutbox(ctx: AppContext, person: string): Rebased {
  ctx.forgetVerzeichnis();
  const rebased = rebase(ctx.kinds, localView(ctx, person), effective(ctx));
  ctx.store.outbox.setCurrent(shown(ctx, rebased.current));
  return rebased;
}

/** What waits, without that whose effect the confirmed state has already. */
const effective = ({ store }: AppContext): readonly CommandEnvelope[] =>
  store.outbox.waiting().filter(({ clientId, seq, vorgang }) => {
    const result = store.centre.result(clientId, seq);
    if (result?.outcome !== 'applied') return true;
    return (store.read.confirmed(vorgang)?.revision ?? 0) < result.revision;
  });

function localView(ctx: AppContext, person: string): LocalView {
  const clientId = clientIdOf(ctx.device, person);
  return {
    confirmed: ctx.store.read.confirmed,
    resultOf: (seq) => ctx.store.centre.result(clientId, seq),
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
