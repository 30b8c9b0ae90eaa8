import type { FactQuery, Facts, VorgangId, Zeitpunkt } from '../domain/shared/vorgang.ts';
import type { Rejection } from '../domain/shared/rejection.ts';
import { ok, type Result } from '../domain/shared/result.ts';
import { reject } from '../domain/shared/rejection.ts';
import { basisAfter, traceOf, type Trace } from './basis.ts';
import { decideCommand, queriesOf, type Decision } from './decide.ts';
import type { Kinds } from './kinds.ts';
import type { CommandEnvelope, CommandResult, Stand } from './types.ts';

/** What the laptop must be able to look up to decide provisionally. */
export interface LocalView {
  readonly confirmed: (vorgang: VorgangId) => Stand | null;
  /** result of an own command that the centre has already answered */
  readonly resultOf: (seq: number) => CommandResult | null;
  /** answers from local data; `overlay` holds the provisional states decided so far */
  readonly gather: (
    queries: readonly FactQuery[],
    envelope: CommandEnvelope,
    overlay: ReadonlyMap<VorgangId, Stand>,
  ) => { readonly jetzt: Zeitpunkt; readonly antworten: ReadonlyMap<string, unknown> };
}

/** What the waiting commands leave behind, by `traceKey`. */
export type Traces = ReadonlyMap<string, Trace>;

export interface Rebased {
  /** provisional states that differ from the confirmed ones */
  readonly current: ReadonlyMap<VorgangId, Stand>;
  /** for deciding a further command on top */
  readonly traces: Traces;
  /** commands that no longer hold on the new state; they stay in the outbox, the centre has the last word */
  readonly doubtful: readonly { readonly seq: number; readonly rejection: Rejection }[];
}

/** Decides one new command on the laptop, on top of what `rebase` made of those already waiting. */
export function decideLocally(
  kinds: Kinds,
  view: LocalView,
  { current, traces }: Pick<Rebased, 'current' | 'traces'>,
  envelope: CommandEnvelope,
): Result<Decision & { readonly trace: Trace }, Rejection> {
  const kind = kinds.get(envelope.art);
  if (!kind) return reject('ledger.bitte-aktualisieren', { art: envelope.art });
  const stand = current.get(envelope.vorgang) ?? view.confirmed(envelope.vorgang);
  const { jetzt, antworten } = view.gather(queriesOf(kind, stand, envelope), envelope, current);
  const basis = basisOf(view, traces, envelope);
  const facts: Facts = {
    jetzt,
    akteur: envelope.author,
    vorlaeufig: true,
    vorgang: envelope.vorgang,
    geschehenAm: kind.meldungen?.has(envelope.command.type) ? envelope.clientTime : jetzt,
    basis,
    antworten,
  };
  const decided = decideCommand(kind, stand, envelope, facts);
  if (!decided.ok) return decided;
  const trace = traceOf(stand?.revision ?? 0, decided.value.after.revision, basis);
  return ok({ ...decided.value, trace });
}

/** Decides the whole outbox again, in its order, each seeing the provisional effects of those before it. */
export function rebase(kinds: Kinds, view: LocalView, outbox: readonly CommandEnvelope[]): Rebased {
  const current = new Map<VorgangId, Stand>();
  const traces = new Map<string, Trace>();
  const doubtful: { seq: number; rejection: Rejection }[] = [];
  for (const envelope of outbox) {
    const decided = decideLocally(kinds, view, { current, traces }, envelope);
    if (decided.ok) {
      current.set(envelope.vorgang, decided.value.after);
      traces.set(traceKey(envelope.clientId, envelope.seq), decided.value.trace);
    } else doubtful.push({ seq: envelope.seq, rejection: decided.error });
  }
  return { current, traces, doubtful };
}

const traceKey = (clientId: string, seq: number): string => `${clientId}#${seq}`;

/** The revision the author had in front of them, own waiting commands counted in. */
function basisOf(
  view: LocalView,
  traces: Traces,
  { hangsOn, clientId, baseRevision }: CommandEnvelope,
): number {
  if (hangsOn === null) return baseRevision;
  const answered = view.resultOf(hangsOn);
  const earlier = answered?.outcome === 'applied' ? answered : traces.get(traceKey(clientId, hangsOn));
  return earlier ? basisAfter(baseRevision, earlier) : baseRevision;
}
