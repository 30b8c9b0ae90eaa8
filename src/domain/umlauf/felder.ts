import { z } from 'zod';
import { id, sha256, tag } from './grundtypen.ts';

/** What commands and events of a route are made of. */

export const SCHRITTARTEN = [
  'Kenntnisnahme',
  'Mitzeichnung',
  'Pruefung',
  'Mittelbestaetigung',
  'Schlusszeichnung',
  'Unterschrift',
  'Beschluss',
] as const;
export const schrittartSchema = z.enum(SCHRITTARTEN);
export type Schrittart = z.infer<typeof schrittartSchema>;

export const adressatSchema = z.object({
  person: z.string().optional(),
  rolle: z.string().optional(),
  einheit: z.string().optional(),
});

/** How a step is signed: into the PDF, as a detached record, or only recorded in the ledger. */
export const zeichnungsartSchema = z.enum(['pdf', 'detached', 'ohne']);
export type Zeichnungsart = z.infer<typeof zeichnungsartSchema>;

export const regelbezugSchema = z.object({
  regel: z.string(),
  /** full German sentence: why this step */
  warum: z.string(),
  norm: z.string(),
  geprueft: z.boolean(),
});
export type Regelbezug = z.infer<typeof regelbezugSchema>;

export const schrittPlanSchema = z.object({
  id,
  /** steps of one group run in parallel; groups run by rising number */
  gruppe: z.number(),
  art: schrittartSchema,
  bezeichnung: z.string(),
  adressat: adressatSchema,
  pflicht: z.boolean(),
  /** working days from becoming current; null: no due date */
  fristTage: z.number().int().min(0).nullable(),
  zeichnung: zeichnungsartSchema,
  /** a negative decision stops the route until it is returned or withdrawn */
  haltBeiAblehnung: z.boolean(),
  /** the initiator may sign this step (e.g. confirming the need) */
  initiatorDarf: z.boolean(),
  /** rules that asked for the step; empty for an ad-hoc step */
  regeln: z.array(regelbezugSchema),
  /** who added it, and why; null for a step of the rules */
  adHoc: z.object({ durch: z.string(), grund: z.string() }).nullable(),
});
export type SchrittPlan = z.infer<typeof schrittPlanSchema>;

export const gruppeSchema = z.object({
  gruppe: z.number(),
  bezeichnung: z.string(),
  /** enough positive decisions; null: all steps of the group */
  quorum: z.number().int().min(1).nullable(),
});

export const laufwegbezugSchema = z.object({
  tabelle: z.string(),
  fassung: z.number().int(),
  gueltigAb: tag,
  quelle: z.string(),
  geprueft: z.boolean(),
});
export type Laufwegbezug = z.infer<typeof laufwegbezugSchema>;

/** A document in exactly one version, as shown to whoever decides. */
export const dokumentbezugSchema = z.object({
  dokument: id,
  version: z.number().int().min(1),
  sha256,
});
export type Dokumentbezug = z.infer<typeof dokumentbezugSchema>;

export const signaturangabeSchema = z.discriminatedUnion('art', [
  z.object({ art: z.literal('pdf'), ...dokumentbezugSchema.shape }),
  z.object({ art: z.literal('detached'), sha256 }),
  z.object({ art: z.literal('ohne') }),
]);
export type Signaturangabe = z.infer<typeof signaturangabeSchema>;

export const nachweisSchema = z.object({
  art: z.enum(['pdf', 'detached']),
  dokument: z.string().nullable(),
  version: z.number().int().nullable(),
  sha256,
  zertifikat: z.string(),
  zertifikatName: z.string(),
  niveau: z.string(),
  indication: z.string(),
  subIndication: z.string().nullable(),
  /** true: something could not be checked (offline, status unknown); the centre checks again */
  vorlaeufig: z.boolean(),
});
export type Signaturnachweis = z.infer<typeof nachweisSchema>;

export const erklaerungSchema = z.enum(['keine', 'konflikt']);

/** Figures that belong to a decision, e.g. a confirmed budget; the Fach checks them. */
export const zusatzSchema = z.record(z.string(), z.union([z.string(), z.number()]));
export type Zusatz = z.infer<typeof zusatzSchema>;
