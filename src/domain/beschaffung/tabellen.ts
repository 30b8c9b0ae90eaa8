import { z } from 'zod';
import { AUFBEWAHRUNG, aufbewahrungSchema } from '../stammdaten/aufbewahrung.ts';
import type { TabellenDefinition } from '../stammdaten/definition.ts';
import { laufwegeSchema } from '../umlauf/laufweg.ts';
import { LEISTUNGSARTEN } from './schema.ts';

/** An amount; `einheit` tells the form that makes itself from this schema. */
const cent = z.number().int().min(0).meta({ einheit: 'cent' });

/** Table `beschaffung.wertgrenzen`: thresholds and who may sign up to which value. */
export const wertgrenzenSchema = z.object({
  euSchwellen: z.object({
    lieferung: cent,
    dienstleistung: cent,
    bauleistung: cent,
    norm: z.string().min(1),
  }),
  /** an estimate older than this must be renewed before the start (valued on the day of dispatch, § 3 VgV) */
  schaetzungMaxAlterTage: z.number().int().min(1),
  /** final signature: up to which net value, and who is next above it; null: without limit */
  zeichnungsbefugnis: z.array(
    z.object({
      rolle: z.string().min(1),
      bisNettoCent: cent.nullable(),
      naechste: z.string().nullable(),
      norm: z.string().min(1),
      geprueft: z.boolean(),
    }),
  ),
});
export type Wertgrenzen = z.infer<typeof wertgrenzenSchema>;

/** Table `beschaffung.vergabearten`: which procedure is allowed at which net value. */
export const vergabeartenSchema = z.object({
  arten: z.array(
    z.object({
      code: z.string().regex(/^[a-z-]+$/),
      bezeichnung: z.string().min(1),
      leistungsarten: z.array(z.enum(LEISTUNGSARTEN)).min(1),
      /** allowed from this value (inclusive) */
      abNettoCent: cent,
      /** allowed up to this value (inclusive); null: without limit */
      bisNettoCent: cent.nullable(),
      norm: z.string().min(1),
      geprueft: z.boolean(),
      /** needs the justification of § 8 (2) no. 6 VgV */
      verhandlung: z.boolean(),
      /** needs the justification of § 8 (2) no. 7 VgV as well */
      ohneTeilnahmewettbewerb: z.boolean(),
      /** values of BT-105 that mean this procedure */
      eforms: z.array(z.string()),
    }),
  ),
});
export type Vergabearten = z.infer<typeof vergabeartenSchema>;
export type Vergabeart = Vergabearten['arten'][number];

export const WERTGRENZEN = 'beschaffung.wertgrenzen';
export const VERGABEARTEN = 'beschaffung.vergabearten';
export const LAUFWEGE = 'beschaffung.laufwege';

export const tabellen: readonly TabellenDefinition[] = [
  {
    tabelle: WERTGRENZEN,
    bezeichnung: 'Wertgrenzen und Zeichnungsbefugnis',
    schema: wertgrenzenSchema,
    pflege: ['vergabestelle'],
  },
  {
    tabelle: VERGABEARTEN,
    bezeichnung: 'Vergabearten',
    schema: vergabeartenSchema,
    pflege: ['vergabestelle'],
  },
  {
    tabelle: LAUFWEGE,
    bezeichnung: 'Laufwege der Beschaffung',
    schema: laufwegeSchema,
    pflege: ['vergabestelle'],
  },
  { tabelle: AUFBEWAHRUNG, bezeichnung: 'Aufbewahrungsfristen', schema: aufbewahrungSchema },
];

export { tabelleAm, tabelleQuery } from '../stammdaten/tabelle.ts';
