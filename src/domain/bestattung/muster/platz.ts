import type { Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Bestattungsart, Grabart } from '../begriffe.ts';
import { berechneBelegungen, toClaims, type Terminplan } from '../belegung.ts';
import type { Angaben } from '../bestattung/schema.ts';
import type { Grab } from '../grab.ts';
import { createIndex, setzeBelegung } from '../suche/belegungsindex.ts';
import { findBesteTermine } from '../suche/besteTermine.ts';
import type { Regelwerk } from '../tabellen/index.ts';
import type { Fall } from './faelle.ts';
import type { Demoumfeld } from './schritt.ts';
import { um } from './zeit.ts';

/** A lawful date near the wished time on that day, on one of the cemeteries of the case; null: none is free. */
export function findePlan(
  fall: Fall,
  a: Angaben,
  ziel: Tag,
  jetzt: Zeitpunkt,
  u: Demoumfeld,
  index: ReturnType<typeof createIndex>,
  nur: string | null = null,
): Terminplan | null {
  for (const friedhof of nur === null ? fall.friedhoefe : [nur]) {
    const { vorschlaege } = findBesteTermine(
      {
        art: fall.art,
        sterbezeit: a.verstorben.sterbezeit,
        einaescherung: a.einaescherung?.tag ?? null,
        genehmigungen: [],
        friedhoefe: [friedhof],
        grabart: fall.grabart,
        grab: null,
        feierMin: fall.feierMin,
        jetzt,
        abTag: ziel,
        tage: 1,
        wunsch: um(ziel, fall.uhrzeit),
        hoechstens: 1,
      },
      index,
      u.r,
    );
    if (vorschlaege[0]) return vorschlaege[0].plan;
  }
  return null;
}

/** Takes what a date needs, so that the next case finds it taken. */
export function belege(
  index: ReturnType<typeof createIndex>,
  vorgang: VorgangId,
  plan: Terminplan,
  art: Bestattungsart,
  grab: string | null,
  r: Regelwerk,
): void {
  setzeBelegung(index, vorgang, toClaims(berechneBelegungen(plan, art, grab, r)));
}

/** The first free grave of that kind; each is given once. */
export function waehleGrab(
  graeber: readonly Grab[],
  friedhof: string,
  grabart: Grabart,
  vergeben: Set<string>,
): string | null {
  const grab = graeber.find(
    (g) =>
      g.friedhof === friedhof &&
      g.grabart === grabart &&
      g.belegungen.length === 0 &&
      g.recht === null &&
      g.gesperrt === null &&
      !vergeben.has(g.schluessel),
  );
  if (!grab) return null;
  vergeben.add(grab.schluessel);
  return grab.schluessel;
}
