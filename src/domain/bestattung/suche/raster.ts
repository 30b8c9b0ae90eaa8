import { instantOf } from '../../shared/dates.ts';
import type { Tag } from '../../shared/vorgang.ts';
import { schliessungsSpannen, startrahmen, tagesrahmen, trifft } from '../kalender.ts';
import type { Regelwerk } from '../tabellen/index.ts';
import type { Schliessung } from '../tabellen/regeln.ts';
import { ersterAb, type Belegungsindex } from './belegungsindex.ts';

/** One local day in units of five minutes since its local midnight; up to 25 hours. */
export const EINHEIT_MS = 5 * 60_000;
export const EINHEITEN = 300;

export interface Suchtag {
  readonly tag: Tag;
  readonly beginnMs: number;
  /** why nothing begins that day; null: burials take place */
  readonly grund: string | null;
  readonly arbeitVon: number;
  readonly arbeitBis: number;
  readonly startVon: number;
  readonly startBisMitFeier: number;
  readonly startBisOhneFeier: number;
}

/** Calendar facts of a day cost a few time-zone computations: once per day and version of the rules is enough. */
const kalender = new WeakMap<Regelwerk, Map<Tag, Suchtag>>();

export function suchtag(r: Regelwerk, tag: Tag): Suchtag {
  const tage = kalender.get(r) ?? new Map<Tag, Suchtag>();
  kalender.set(r, tage);
  const bekannt = tage.get(tag);
  if (bekannt) return bekannt;
  const beginnMs = Date.parse(instantOf(tag, '00:00') ?? `${tag}T00:00:00Z`);
  const einheit = (zeit: string): number => Math.round((Date.parse(zeit) - beginnMs) / EINHEIT_MS);
  const arbeit = tagesrahmen(r, tag, 'arbeit');
  const mit = startrahmen(r, tag, true);
  const ohne = startrahmen(r, tag, false);
  const neu: Suchtag = {
    tag,
    beginnMs,
    grund: ohne.offen ? null : ohne.grund,
    arbeitVon: arbeit.offen ? einheit(arbeit.von) : 0,
    arbeitBis: arbeit.offen ? einheit(arbeit.bis) : 0,
    startVon: ohne.offen ? einheit(ohne.von) : 0,
    startBisMitFeier: mit.offen ? einheit(mit.bis) : -1,
    startBisOhneFeier: ohne.offen ? einheit(ohne.bis) : -1,
  };
  tage.set(tag, neu);
  return neu;
}

/**
 * For each unit of a day the next unit that is taken: a span [a, b) is free if `naechste[a] >= b`. Bookings and
 * closures in one line; `gesperrt` tells afterwards whether it was a closure.
 */
export interface Tagesraster {
  readonly naechste: Uint16Array;
  readonly gesperrt: boolean;
}

export function tagesraster(
  platz: () => Uint16Array,
  index: Belegungsindex,
  ressource: string,
  tag: Suchtag,
  sperren: readonly { readonly von: number; readonly bis: number }[],
): Tagesraster {
  const ende = tag.beginnMs + EINHEITEN * EINHEIT_MS;
  const i = index.ressourcen.get(ressource);
  let k = 0;
  if (i) {
    k = ersterAb(i.von, tag.beginnMs);
    if (k > 0 && (i.bis[k - 1] as number) > tag.beginnMs) k--;
  }
  const belegt = i !== undefined && k < i.von.length && (i.von[k] as number) < ende;
  const gesperrt = sperren.some((s) => s.von < ende && s.bis > tag.beginnMs);
  if (!belegt && !gesperrt) return GANZ_FREI;

  const naechste = platz().fill(EINHEITEN);
  const markiere = (von: number, bis: number): void => {
    const a = Math.max(0, Math.floor((von - tag.beginnMs) / EINHEIT_MS));
    const b = Math.min(EINHEITEN, Math.ceil((bis - tag.beginnMs) / EINHEIT_MS));
    for (let u = a; u < b; u++) naechste[u] = u;
  };
  if (i)
    for (; k < i.von.length && (i.von[k] as number) < ende; k++)
      markiere(i.von[k] as number, i.bis[k] as number);
  for (const s of sperren) if (s.von < ende && s.bis > tag.beginnMs) markiere(s.von, s.bis);
  for (let u = EINHEITEN - 1; u >= 0; u--) if (naechste[u] !== u) naechste[u] = naechste[u + 1] as number;
  return { naechste, gesperrt };
}

/** Hands out day rasters from few large blocks: a thousand small buffers a search are slow to make and to collect. */
export function createPlatz(): () => Uint16Array {
  const laenge = EINHEITEN + 1;
  let block = new Uint16Array(0);
  let belegt = 0;
  return () => {
    if (belegt + laenge > block.length) {
      block = new Uint16Array(laenge * 128);
      belegt = 0;
    }
    belegt += laenge;
    return block.subarray(belegt - laenge, belegt);
  };
}

/** Most places are free on most days: they share one line instead of having their own. */
const GANZ_FREI: Tagesraster = { naechste: new Uint16Array(EINHEITEN + 1).fill(EINHEITEN), gesperrt: false };

/** Closures of one thing within the window, in milliseconds. */
export function sperrenVon(
  r: Regelwerk,
  art: Schliessung['betrifft'],
  ziel: string,
  vonTag: Tag,
  bisTag: Tag,
): readonly { readonly von: number; readonly bis: number; readonly grund: string }[] {
  return r.schliessungen
    .filter((s) => trifft(s, art, ziel) && s.vonTag <= bisTag && s.bisTag >= vonTag)
    .flatMap((s) => schliessungsSpannen(s, vonTag, bisTag))
    .map((s) => ({ von: Date.parse(s.von), bis: Date.parse(s.bis), grund: s.grund }));
}

export const fensterTage = (ab: Tag, tage: number): readonly Tag[] =>
  Array.from({ length: tage }, (_, i) => plusTage(ab, i));

/** Day arithmetic on UTC, where every day has 24 hours: a calendar library is too slow for the inner loops. */
export const plusTage = (tag: Tag, tage: number): Tag =>
  new Date(Date.parse(tag) + tage * 86_400_000).toISOString().slice(0, 10);
