import type { Tag } from '../../shared/vorgang.ts';
import { findGrabartRegel } from '../grabregeln.ts';
import { halleNutzbar, type Regelwerk } from '../tabellen/index.ts';
import type { Friedhof } from '../tabellen/orte.ts';
import type { Suchanfrage } from './anfrage.ts';
import type { Zaehler } from './bestenliste.ts';
import type { Belegungsindex } from './belegungsindex.ts';
import {
  createPlatz,
  EINHEITEN,
  plusTage,
  sperrenVon,
  suchtag,
  tagesraster,
  type Suchtag,
  type Tagesraster,
} from './raster.ts';

/** What the search moves in: the cemeteries to try, and who is free when. */

export const EINHEITEN_MAX = EINHEITEN - 1;

/** Is [von, bis) free that day? In units. */
export const frei = (raster: Tagesraster, von: number, bis: number): boolean =>
  (raster.naechste[von < 0 ? 0 : von] as number) >= Math.min(bis, EINHEITEN);

export interface Ort {
  readonly friedhof: Friedhof;
  readonly hallen: readonly { readonly id: string | null; readonly fremd: boolean; readonly malus: number }[];
  /** responsible crew first */
  readonly kolonnen: readonly string[];
  readonly bagger: readonly string[];
}

/** Cemeteries that may be used for the case, each with its halls and crews; the others are counted with their reason. */
export function waehleFriedhoefe(a: Suchanfrage, r: Regelwerk, zaehler: Zaehler): readonly Ort[] {
  const nummer = a.grab?.slice(0, 2);
  const orte: Ort[] = [];
  for (const friedhof of r.friedhoefe) {
    if (
      nummer !== undefined
        ? friedhof.nummer !== nummer
        : a.friedhoefe !== null && !a.friedhoefe.includes(friedhof.id)
    )
      continue;
    if (nummer === undefined) {
      if (friedhof.geschlossenAb !== null && friedhof.geschlossenAb <= a.abTag) {
        zaehler.add('bestattung.friedhof-geschlossen', friedhof.name, 1);
        continue;
      }
      const passt = friedhof.felder.some(
        (f) =>
          (a.grabart === null || f.grabart === a.grabart) &&
          findGrabartRegel(r.satzung, f.grabart).zulaessig.includes(a.art),
      );
      if (!passt) {
        zaehler.add('bestattung.art-nicht-zulaessig', friedhof.name, 1);
        continue;
      }
    }
    const hallen =
      a.feierMin === 0
        ? [{ id: null, fremd: false, malus: 0 }]
        : r.hallen
            .filter((h) => halleNutzbar(h, friedhof.id))
            .map((h) => ({
              id: h.id,
              fremd: h.friedhof !== friedhof.id,
              // Its own hall, then one meant for this cemetery, then one open to all.
              malus: h.friedhof === friedhof.id ? 0 : h.nutzbarFuer === '*' ? 9 : 6,
            }))
            .sort((x, y) => x.malus - y.malus);
    if (hallen.length === 0) zaehler.add('bestattung.halle-nicht-nutzbar', friedhof.name, 1);
    const vertretung = r.kolonnen.filter((k) => k.vertritt && k.id !== friedhof.kolonne).map((k) => k.id);
    orte.push({
      friedhof,
      hallen,
      kolonnen: [friedhof.kolonne, ...vertretung],
      bagger: r.bagger.map((b) => b.id),
    });
  }
  return orte;
}

type Sperren = ReturnType<typeof sperrenVon>;
type Mittelart = 'friedhof' | 'halle' | 'kolonne' | 'bagger' | 'grab';

/** Day rasters made when first asked for and kept for this search. */
export function createWelt(index: Belegungsindex, r: Regelwerk, vonTag: Tag, bisTag: Tag) {
  const raster: Record<Mittelart, Map<string, { tage: Map<Suchtag, Tagesraster>; sperren: Sperren }>> = {
    friedhof: new Map(),
    halle: new Map(),
    kolonne: new Map(),
    bagger: new Map(),
    grab: new Map(),
  };
  const platz = createPlatz();
  const aushubListen = new Map<string, Map<string | null, Map<Suchtag, Int16Array>>>();
  const vortage = new Map<Suchtag, Suchtag | null>();

  function hole(art: Mittelart, id: string, tag: Suchtag): Tagesraster {
    let mittel = raster[art].get(id);
    if (!mittel) {
      mittel = { tage: new Map(), sperren: art === 'grab' ? [] : sperrenVon(r, art, id, vonTag, bisTag) };
      raster[art].set(id, mittel);
    }
    let t = mittel.tage.get(tag);
    if (!t) mittel.tage.set(tag, (t = tagesraster(platz, index, `${art}:${id}`, tag, mittel.sperren)));
    return t;
  }

  return {
    raster: hole,

    /** For each unit the latest start of digging that is finished by then; -1: none. */
    aushub(
      kolonne: string,
      bagger: string | null,
      tag: Suchtag,
      laenge: number,
      pKolonne: number,
      pBagger: number,
    ): Int16Array {
      let proBagger = aushubListen.get(kolonne);
      if (!proBagger) aushubListen.set(kolonne, (proBagger = new Map()));
      let tage = proBagger.get(bagger);
      if (!tage) proBagger.set(bagger, (tage = new Map()));
      let liste = tage.get(tag);
      if (liste) return liste;
      liste = new Int16Array(EINHEITEN_MAX + 1).fill(-1);
      const k = hole('kolonne', kolonne, tag);
      const b = bagger === null ? null : hole('bagger', bagger, tag);
      let letzter = -1;
      for (let ende = tag.arbeitVon + laenge; ende <= EINHEITEN_MAX; ende++) {
        const start = ende - laenge;
        const passt =
          ende <= tag.arbeitBis &&
          (start - tag.arbeitVon) % 3 === 0 &&
          frei(k, start, ende + pKolonne) &&
          (b === null || frei(b, start - pBagger, ende + pBagger));
        if (passt) letzter = start;
        liste[ende] = letzter;
      }
      tage.set(tag, liste);
      return liste;
    },

    /** The working day before; null: more than five days back, an open grave must not stand that long. */
    arbeitstagVor(tag: Suchtag): Suchtag | null {
      const bekannt = vortage.get(tag);
      if (bekannt !== undefined) return bekannt;
      let gefunden: Suchtag | null = null;
      for (let i = 1; i <= 5 && gefunden === null; i++) {
        const t = suchtag(r, plusTage(tag.tag, -i));
        if (t.arbeitBis > 0) gefunden = t;
      }
      vortage.set(tag, gefunden);
      return gefunden;
    },
  };
}
