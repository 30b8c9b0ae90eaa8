import type { Zeitpunkt } from '../../shared/vorgang.ts';
import type { BestattungCommand } from '../bestattung/schema.ts';
import type { BestattungState } from '../bestattung/state.ts';

/**
 * The command that time alone makes due: a hold that has lapsed. Whoever runs the centre asks this of the open cases
 * every few minutes; until then a lapsed hold still keeps its resources, and its release is refused.
 */
export const faelligerBefehl = (s: BestattungState, jetzt: Zeitpunkt): BestattungCommand | null =>
  s.status === 'vorgemerkt' && s.vormerkungBis !== null && jetzt >= s.vormerkungBis
    ? { type: 'expireVormerkung' }
    : null;

/** When the next hold lapses; null: none is held. */
export const naechsterAblauf = (faelle: Iterable<BestattungState>): Zeitpunkt | null => {
  let naechster: Zeitpunkt | null = null;
  for (const s of faelle)
    if (
      s.status === 'vorgemerkt' &&
      s.vormerkungBis !== null &&
      (naechster === null || s.vormerkungBis < naechster)
    )
      naechster = s.vormerkungBis;
  return naechster;
};
