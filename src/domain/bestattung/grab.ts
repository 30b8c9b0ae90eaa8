import { z } from 'zod';
import { falteBuchstaben } from '../shared/falten.ts';
import { zBestattungsart, zGrabart, zKurz, zMasse, zTag } from './begriffe.ts';
import { zLage } from './tabellen/orte.ts';
import type { FactQuery } from '../shared/vorgang.ts';

/** One grave as it stands in the mass-data table `grab`; later acts stand in its Grabakte. */
export const GRAB_TABELLE = 'grab';

export const zGrabSchluessel = z.string().regex(/^\d{2}-[A-Z]\d?-\d{3,4}$/);

export const zBelegung = z.object({
  name: zKurz,
  bestattungsart: zBestattungsart,
  geburtsdatum: zTag.nullable(),
  beigesetztAm: zTag,
  ruhefristBis: zTag,
});
export type Belegung = z.infer<typeof zBelegung>;

export const zNutzungsrecht = z.object({
  inhaber: zKurz,
  erworbenAm: zTag,
  endetAm: zTag,
});
export type Nutzungsrecht = z.infer<typeof zNutzungsrecht>;

export const zGrab = z.object({
  /** e.g. `17-B-204`: cemetery, field, number */
  schluessel: zGrabSchluessel,
  friedhof: z.string(),
  feld: z.string(),
  nummer: z.number().int().positive(),
  grabart: zGrabart,
  masse: zMasse.extend({ tiefeCm: z.number().int().positive() }),
  kapazitaetSarg: z.number().int().nonnegative(),
  kapazitaetUrne: z.number().int().nonnegative(),
  belegungen: z.array(zBelegung),
  recht: zNutzungsrecht.nullable(),
  /** withdrawn from use, e.g. after levelling; the reason is shown */
  gesperrt: zKurz.nullable(),
  denkmal: z.boolean(),
  lage: zLage,
});
export type Grab = z.infer<typeof zGrab>;

/** What has happened to a grave since the import: the relevant part of its Grabakte. */
export interface GrabNachtrag {
  readonly belegungen: readonly Belegung[];
  readonly recht: Nutzungsrecht | null;
}

/**
 * The grave as it is now: imported row plus Grabakte. A burial that both name is one: a file that was written here
 * and read in again must not fill the grave a second time.
 */
export function grabMitAkte(grab: Grab, akte: GrabNachtrag | null): Grab {
  if (akte === null) return grab;
  const dieselbe = (a: Belegung, b: Belegung): boolean =>
    a.name === b.name && a.bestattungsart === b.bestattungsart && a.beigesetztAm === b.beigesetztAm;
  const neue = akte.belegungen.filter((b) => !grab.belegungen.some((a) => dieselbe(a, b)));
  return { ...grab, belegungen: [...grab.belegungen, ...neue], recht: akte.recht ?? grab.recht };
}

export const grabFrage = (schluessel: string): FactQuery => ({
  art: 'datensatz',
  tabelle: GRAB_TABELLE,
  schluessel: [schluessel],
});

/** „Friedhof-Nr. 17, Feld B, Grab 204“: how a grave is read out on the phone. */
export const formatGrab = (schluessel: string): string => {
  const [friedhof = '', feld = '', nummer = ''] = schluessel.split('-');
  return `Friedhof ${friedhof}, Feld ${feld}, Grab ${Number(nummer)}`;
};

/** Plain text by which a grave is found: key, right holder, the people buried there. */
export const grabSuchtext = (grab: Grab): string =>
  [grab.schluessel, grab.recht?.inhaber, ...grab.belegungen.map((b) => b.name)].filter(Boolean).join(' ');

/** A grave as a row of mass data: key, text to search in, cemetery to filter by. */
export const grabDatensatz = (
  grab: Grab,
): { readonly schluessel: string; readonly suche: string; readonly gruppe: string; readonly wert: Grab } => ({
  schluessel: grab.schluessel,
  suche: grabSuchtext(grab),
  gruppe: grab.friedhof,
  wert: grab,
});

/**
 * Graves found by key, right holder or a relative buried there: every word typed must occur.
 * In: rows and the typed text. Out: at most `limit` rows, free ones last (who is looked for has a name).
 */
export function sucheGraeber(graeber: Iterable<Grab>, text: string, limit = 20): Grab[] {
  const woerter = falteBuchstaben(text).split(/\s+/).filter(Boolean);
  const treffer: Grab[] = [];
  if (woerter.length === 0) return treffer;
  for (const grab of graeber) {
    const inhalt = falteBuchstaben(grabSuchtext(grab));
    if (woerter.every((w) => inhalt.includes(w))) treffer.push(grab);
    if (treffer.length >= limit) break;
  }
  return treffer;
}
