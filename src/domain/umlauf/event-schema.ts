import { z } from 'zod';
import {
  adressatSchema,
  schrittPlanSchema,
  gruppeSchema,
  laufwegbezugSchema,
  dokumentbezugSchema,
  nachweisSchema,
  erklaerungSchema,
  zusatzSchema,
} from './felder.ts';
import { tag, id } from './grundtypen.ts';

const zeitpunkt = z.string();

export const umlaufEventSchemas = [
  z.object({
    type: z.literal('UmlaufBegonnen'),
    initiator: z.string(),
    laufweg: laufwegbezugSchema,
    gruppen: z.array(gruppeSchema),
    schritte: z.array(schrittPlanSchema),
    /** everybody who decides must first declare on conflicts of interest */
    erklaerungPflicht: z.boolean(),
    zeit: zeitpunkt,
  }),
  z.object({
    type: z.literal('SchritteAktiviert'),
    schritte: z.array(z.object({ id, faellig: tag.nullable() })),
    zeit: zeitpunkt,
  }),
  z.object({
    type: z.literal('SchrittGezeichnet'),
    schritt: id,
    person: z.string(),
    /** name, function and unit as they stood in the record then */
    name: z.string(),
    funktion: z.string(),
    einheit: z.string(),
    rolle: z.string(),
    wie: z.enum(['selbst', 'i. V.', 'i. A.']),
    fuer: z.string(),
    fuerName: z.string(),
    entscheidung: id,
    entscheidungText: z.string(),
    positiv: z.boolean(),
    bemerkung: z.string(),
    dokumente: z.array(dokumentbezugSchema),
    nachweis: nachweisSchema.nullable(),
    zusatz: zusatzSchema.nullable(),
    /** when it was signed; may lie before the time it reached the centre */
    geschehenAm: zeitpunkt,
  }),
  z.object({
    type: z.literal('SchrittUebersprungen'),
    schritt: id,
    /** null: by rule (quorum reached, route closed) */
    durch: z.string().nullable(),
    grund: z.string(),
    zeit: zeitpunkt,
  }),
  z.object({ type: z.literal('SchrittHinzugefuegt'), schritt: schrittPlanSchema, zeit: zeitpunkt }),
  z.object({
    type: z.literal('SchrittUmadressiert'),
    schritt: id,
    adressat: adressatSchema,
    durch: z.string(),
    grund: z.string(),
    zeit: zeitpunkt,
  }),
  z.object({
    type: z.literal('SchrittErinnert'),
    schritt: id,
    durch: z.string(),
    text: z.string(),
    zeit: zeitpunkt,
  }),
  z.object({
    type: z.literal('ErklaerungAbgegeben'),
    person: z.string(),
    name: z.string(),
    ergebnis: erklaerungSchema,
    text: z.string(),
    zeit: zeitpunkt,
  }),
  z.object({
    type: z.literal('RueckfrageGestellt'),
    id,
    schritt: id,
    von: z.string(),
    an: adressatSchema,
    text: z.string(),
    zeit: zeitpunkt,
  }),
  z.object({
    type: z.literal('RueckfrageBeantwortet'),
    id,
    von: z.string(),
    text: z.string(),
    zeit: zeitpunkt,
  }),
  z.object({ type: z.literal('UmlaufAngehalten'), schritt: id, zeit: zeitpunkt }),
  z.object({
    type: z.literal('UmlaufZurueckgegeben'),
    durch: z.string(),
    name: z.string(),
    /** step to begin again with, or `initiator` */
    ziel: id,
    grund: z.string(),
    /** steps whose signatures are superseded by this */
    betroffen: z.array(id),
    zeit: zeitpunkt,
  }),
  z.object({ type: z.literal('UmlaufAbgeschlossen'), zeit: zeitpunkt }),
  z.object({
    type: z.literal('UmlaufZurueckgezogen'),
    durch: z.string(),
    grund: z.string(),
    zeit: zeitpunkt,
  }),
] as const;
export const umlaufEventSchema = z.discriminatedUnion('type', umlaufEventSchemas);
export type UmlaufEvent = z.infer<typeof umlaufEventSchema>;
export type SchrittGezeichnet = Extract<UmlaufEvent, { type: 'SchrittGezeichnet' }>;
