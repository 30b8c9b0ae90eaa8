import type { Command, DomainEvent, FactQuery, Facts, Kind } from '../../src/domain/shared/vorgang.ts';
import { factKey } from '../../src/domain/shared/vorgang.ts';
import type { Rejection } from '../../src/domain/shared/rejection.ts';

/** Facts of plain values. `answers` are pairs of query and answer; what is missing is unknown. */
export function makeFacts(
  options: Partial<Omit<Facts, 'antworten'>> = {},
  answers: readonly (readonly [FactQuery, unknown])[] = [],
): Facts {
  const jetzt = options.jetzt ?? '2026-07-16T08:00:00.000Z';
  return {
    jetzt,
    geschehenAm: jetzt,
    akteur: 'p-akteur',
    vorlaeufig: false,
    vorgang: 'vorgang-1',
    basis: 0,
    ...options,
    antworten: new Map(answers.map(([query, answer]) => [factKey(query), answer])),
  };
}

/** What came of one command: the new state and its events, or why it was refused. */
export interface Step<S, E> {
  readonly state: S | null;
  readonly events: readonly E[];
  readonly error: Rejection | null;
}

/** Decides and applies one command as the engine does, without storing anything. */
export function run<S, C extends Command, E extends DomainEvent>(
  kind: Kind<S, C, E>,
  state: S | null,
  command: C,
  facts: Facts,
  revision = 0,
): Step<S, E> {
  const decided = kind.decide(state, command, facts);
  if (!decided.ok) return { state, events: [], error: decided.error };
  let next = state;
  decided.value.forEach((event, i) => {
    // Events must survive storage as JSON and their own schema.
    const stored = kind.eventSchema.parse(JSON.parse(JSON.stringify(event)));
    next = kind.evolve(next, stored, {
      zeit: facts.jetzt,
      akteur: facts.akteur,
      revision: revision + i + 1,
    });
  });
  return { state: next, events: decided.value, error: null };
}
