import { formatZeitpunkt } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { advance } from '../fortgang.ts';
import type { Laufwegvorschlag } from '../laufweg.ts';
import type { UmlaufEvent } from '../schema.ts';
import type { Umlauf } from '../state.ts';
import { evolveUmlauf } from '../evolve.ts';
import type { UmlaufDecision } from './kontext.ts';

/** The route that was shown before the start: version of the rules, and the steps in order. */
export interface GezeigterLaufweg {
  readonly fassung: number;
  readonly schritte: readonly string[];
}

/**
 * Starts a route. It must be the one that was shown: if the rules or what they look at have changed since,
 * it is refused, so that nobody starts what they did not see.
 */
export function beginUmlauf(
  bisher: Umlauf | null,
  vorschlag: Laufwegvorschlag,
  gezeigt: GezeigterLaufweg,
  facts: Facts,
  erklaerungPflicht: boolean,
): UmlaufDecision {
  if (bisher && (bisher.status === 'laeuft' || bisher.status === 'angehalten')) {
    return reject('umlauf.laeuft-schon', { zeit: formatZeitpunkt(bisher.begonnenAm) });
  }
  const { laufweg, schritte, gruppen } = vorschlag;
  const gleich =
    gezeigt.fassung === laufweg.fassung &&
    gezeigt.schritte.length === schritte.length &&
    gezeigt.schritte.every((id, i) => schritte[i]?.id === id);
  if (!gleich) {
    return reject('umlauf.laufweg-veraltet', { gezeigt: gezeigt.fassung, aktuell: laufweg.fassung });
  }
  const begonnen: UmlaufEvent = {
    type: 'UmlaufBegonnen',
    initiator: facts.akteur,
    laufweg,
    gruppen: [...gruppen],
    schritte: [...schritte],
    erklaerungPflicht,
    zeit: facts.jetzt,
  };
  return ok([begonnen, ...advance(evolveUmlauf(null, begonnen), facts.jetzt)]);
}
