import { instantOf } from '../shared/dates.ts';
import type { BelegungFakt, Tag, VorgangId, Zeitpunkt } from '../shared/vorgang.ts';
import type { Bestattungsart } from './begriffe.ts';
import type { PlanBelegung } from './belegung.ts';
import type { Grab } from './grab.ts';

/**
 * A place inside a grave is a resource of its own, claimed from the digging to the end of the rest period. So two
 * burials on different days cannot be promised the same place, by the same constraint that guards hall and crew.
 */
export const MAX_STELLEN = { sarg: 8, urne: 16 } as const;

export const stelleRessource = (grab: string, art: Bestattungsart, n: number): string =>
  `stelle:${grab}:${art === 'urne' ? 'urne' : 'sarg'}:${n}`;

/** All places a grave may have, to ask for their claims before its capacity is known. */
export const alleStellen = (grab: string, art: Bestattungsart): readonly string[] =>
  Array.from({ length: art === 'urne' ? MAX_STELLEN.urne : MAX_STELLEN.sarg }, (_, i) =>
    stelleRessource(grab, art, i + 1),
  );

/** Number of the first place neither occupied (rest period running) nor promised to another burial; null: none. */
export function waehleStelle(
  grab: Grab,
  art: Bestattungsart,
  tag: Tag,
  belegung: readonly BelegungFakt[],
  eigener: VorgangId,
): number | null {
  const urne = art === 'urne';
  const plaetze = urne ? grab.kapazitaetUrne : grab.kapazitaetSarg;
  const belegt = grab.belegungen.filter(
    (b) => (b.bestattungsart === 'urne') === urne && b.ruhefristBis >= tag,
  ).length;
  for (let n = belegt + 1; n <= plaetze; n++) {
    const ressource = stelleRessource(grab.schluessel, art, n);
    if (!belegung.some((b) => b.ressource === ressource && b.vorgang !== eigener)) return n;
  }
  return null;
}

/** The claim on the place: from the start of digging through the last day of rest. */
export const stelleBelegung = (
  grab: string,
  art: Bestattungsart,
  n: number,
  von: Zeitpunkt,
  ruhefristBis: Tag,
): PlanBelegung => ({
  ressource: stelleRessource(grab, art, n),
  von,
  bis: instantOf(ruhefristBis, '23:00') ?? von,
  pufferVorMin: 0,
  pufferNachMin: 0,
  zweck: 'grab',
});
