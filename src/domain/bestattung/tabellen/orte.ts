import { z } from 'zod';
import { zGrabart, zId, zKurz, zKalendertag } from '../begriffe.ts';

/** Places and means of the cemeteries: tables `friedhof.friedhoefe`, `.hallen`, `.kolonnen`, `.bagger`. */

/** Easting and northing in metres, EPSG:25832 (ETRS89 / UTM 32N). */
export const zLage = z.object({ ost: z.number(), nord: z.number() });

export const zFeld = z.object({
  id: z.string().regex(/^[A-Z]\d?$/),
  grabart: zGrabart,
  /** how many graves the field has */
  anzahl: z.number().int().positive().max(2000),
  hinweis: zKurz.optional(),
});
export type Feld = z.infer<typeof zFeld>;

export const zFriedhof = z.object({
  id: zId,
  /** two digits; first part of every grave key */
  nummer: z.string().regex(/^\d{2}$/),
  name: zKurz,
  adresse: zKurz,
  /** from this day on only existing rights; null: open */
  geschlossenAb: zKalendertag.nullable(),
  /** responsible crew */
  kolonne: zId,
  /** metres, EPSG:25832 */
  lage: zLage,
  zufahrt: zKurz,
  felder: z.array(zFeld).min(1),
});
export type Friedhof = z.infer<typeof zFriedhof>;

export const zHalle = z.object({
  id: zId,
  name: zKurz,
  friedhof: zId,
  /** cemeteries whose burials may use it besides its own; `*`: every one */
  nutzbarFuer: z.union([z.literal('*'), z.array(zId)]),
  plaetze: z.number().int().positive(),
  /** booked in units of so many minutes */
  einheitMin: z.number().int().positive(),
  ausstattung: z.array(zKurz),
});
export type Halle = z.infer<typeof zHalle>;

export const zKolonne = z.object({
  id: zId,
  name: zKurz,
  standort: zKurz,
  telefon: zKurz,
  /** unit of its people in the Verzeichnis: who may read its work orders */
  einheit: zId,
  staerke: z.number().int().positive(),
  /** may work for other crews' cemeteries */
  vertritt: z.boolean(),
});
export type Kolonne = z.infer<typeof zKolonne>;

export const zBagger = z.object({
  id: zId,
  name: zKurz,
  standort: zKurz,
  /** deepest grave it can dig */
  tiefeCm: z.number().int().positive(),
  /** narrowest way it can pass */
  breiteCm: z.number().int().positive(),
});
export type Bagger = z.infer<typeof zBagger>;

export const zFriedhoefe = z.array(zFriedhof);
export const zHallen = z.array(zHalle);
export const zKolonnen = z.array(zKolonne);
export const zBaggerListe = z.array(zBagger);

/** May a burial on this cemetery use this hall? */
export const halleNutzbar = (halle: Halle, friedhof: string): boolean =>
  halle.friedhof === friedhof || halle.nutzbarFuer === '*' || halle.nutzbarFuer.includes(friedhof);
