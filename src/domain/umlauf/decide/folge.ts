import { ok } from '../../shared/result.ts';
import type { Adressat } from '../../shared/vorgang.ts';
import { evolveUmlauf } from '../evolve.ts';
import { advance } from '../fortgang.ts';
import type { UmlaufCommand, UmlaufEvent } from '../schema.ts';
import type { Lage, UmlaufDecision } from './kontext.ts';

/** One command of the route by its name. */
export type C<T extends UmlaufCommand['type']> = Extract<UmlaufCommand, { readonly type: T }>;

/** Appends what follows by itself from these events. */
export function withAdvance(lage: Lage, events: readonly UmlaufEvent[]): UmlaufDecision {
  const after = events.reduce((u, e) => evolveUmlauf(u, e), lage.u);
  return ok([...events, ...advance(after, lage.facts.jetzt)]);
}

/** Nobody named at all. */
export const isEmpty = (a: Adressat): boolean =>
  a.person === undefined && a.rolle === undefined && a.einheit === undefined;
