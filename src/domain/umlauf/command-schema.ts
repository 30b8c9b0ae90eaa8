import { z } from 'zod';
import {
  schrittartSchema,
  adressatSchema,
  dokumentbezugSchema,
  signaturangabeSchema,
  erklaerungSchema,
  zusatzSchema,
} from './felder.ts';
import { id } from './grundtypen.ts';

const text = (max: number) => z.string().trim().max(max);

export const umlaufCommandSchemas = [
  z.object({
    type: z.literal('signSchritt'),
    schritt: id,
    /** role shown at the step; bound into the signature */
    rolle: text(200).default(''),
    entscheidung: id,
    bemerkung: text(4000).default(''),
    /** every document with the version and hash that was shown */
    dokumente: z.array(dokumentbezugSchema).max(500),
    signatur: signaturangabeSchema,
    /** declares along with the signature that there is no conflict of interest (§ 6 VgV) */
    keinInteressenkonflikt: z.boolean().default(false),
    zusatz: zusatzSchema.optional(),
  }),
  z.object({
    type: z.literal('declareInteressenkonflikt'),
    ergebnis: erklaerungSchema,
    text: text(4000).default(''),
  }),
  z.object({
    type: z.literal('replaceAdressat'),
    schritt: id,
    adressat: adressatSchema,
    grund: text(2000),
  }),
  z.object({ type: z.literal('returnUmlauf'), ziel: id, grund: text(4000) }),
  z.object({
    type: z.literal('askRueckfrage'),
    id,
    /** the step in whose course it is asked */
    schritt: id,
    an: adressatSchema,
    text: text(4000),
  }),
  z.object({ type: z.literal('answerRueckfrage'), id, text: text(4000) }),
  z.object({ type: z.literal('remindSchritt'), schritt: id, text: text(1000).default('') }),
  z.object({
    type: z.literal('addSchritt'),
    id,
    art: schrittartSchema,
    bezeichnung: text(200),
    adressat: adressatSchema,
    /** the step it follows, or beside which it runs */
    bei: id,
    lage: z.enum(['danach', 'parallel']),
    fristTage: z.number().int().min(0).max(365).nullable(),
    grund: text(2000),
  }),
  z.object({ type: z.literal('skipSchritt'), schritt: id, grund: text(2000) }),
  z.object({ type: z.literal('withdrawUmlauf'), grund: text(4000) }),
] as const;
export const umlaufCommandSchema = z.discriminatedUnion('type', umlaufCommandSchemas);
export type UmlaufCommand = z.infer<typeof umlaufCommandSchema>;
export type SignSchritt = Extract<UmlaufCommand, { type: 'signSchritt' }>;
