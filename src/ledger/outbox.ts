import type { FactQuery, Facts, VorgangId, Zeitpunkt } from '../domain/shared/vorgang.ts';
import type { Rejection } from '../domain/shared/rejection.ts';
import type { Result } from '../domain/shared/result.ts';
import { reject } from '../domain/shared/rejection.ts';
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

export interface Rebased {
  /** provisional states that differ from the confirmed ones */
  readonly current: ReadonlyMap<VorgangId, Stand>;
  /** commands that no longer hold on the new state; they stay in the outbox, the centre has the last word */
  readonly doubtful: readonly { readonly seq: number; readonly rejection: Rejection }[];
}

/** Decides one new command on the laptop, on top of what is already waiting. */
export function decideLocally(
  kinds: Kinds,
  view: LocalView,
  overlay: ReadonlyMap<VorgangId, Stand>,
  envelope: CommandEnvelope,
): Result<Decision, Rejection> {
  const kind = kinds.get(envelope.art);
  if (!kind) return reject('ledger.bitte-aktualisieren', { art: envelope.art });
  const stand = overlay.get(envelope.vorgang) ?? view.confirmed(envelope.vorgang);
  const { jetzt, antworten } = view.gather(queriesOf(kind, stand, envelope), envelope, overlay);
  const facts: Facts = {
    jetzt,
    akteur: envelope.author,
    vorlaeufig: true,
    vorgang: envelope.vorgang,
    geschehenAm: kind.meldungen?.has(envelope.command.type) ? envelope.clientTime : jetzt,
    basis: basisOf(view, overlay, envelope),
    antworten,
  };
  return decideCommand(kind, stand, envelope, facts);
}

/** Decides the whole outbox again, in its order, each seeing the provisional effects of those before it. */
export function rebase(kinds: Kinds, view: LocalView, outbox: readonly CommandEnvelope[]): Rebased {
  const current = new Map<VorgangId, Stand>();
  const doubtful: { seq: number; rejection: Rejection }[] = [];
  for (const envelope of outbox) {
    const decided = decideLocally(kinds, view, current, envelope);
    if (decided.ok) current.set(envelope.vorgang, decided.value.after);
    else doubtful.push({ seq: envelope.seq, rejection: decided.error });
  }
  return { current, doubtful };
}

/** The revision the author had in front of them, own waiting commands counted in. */
function basisOf(view: LocalView, overlay: ReadonlyMap<VorgangId, Stand>, envelope: CommandEnvelope): number {
  if (envelope.hangsOn === null) return envelope.baseRevision;
  const answered = view.resultOf(envelope.hangsOn);
  if (answered !== null) return answered.outcome === 'applied' ? answered.revision : envelope.baseRevision;
  return overlay.get(envelope.vorgang)?.revision ?? envelope.baseRevision;
}
