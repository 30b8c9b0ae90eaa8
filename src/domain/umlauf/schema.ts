import { z } from 'zod';

/** Shapes of a route, its commands and events. Types are inferred from here, so that they cannot drift apart. */

const text = (max: number) => z.string().trim().max(max);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const tag = z.iso.date();
const zeitpunkt = z.string();
const id = z.string().min(1).max(100);

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

const COMMAND_TYPES: ReadonlySet<string> = new Set(umlaufCommandSchemas.map((s) => s.shape.type.value));
const EVENT_TYPES: ReadonlySet<string> = new Set(umlaufEventSchemas.map((s) => s.shape.type.value));

/** Narrows a command of a Fach that embeds the route. */
export const isUmlaufCommand = <C extends { readonly type: string }>(
  command: C | UmlaufCommand,
): command is UmlaufCommand => COMMAND_TYPES.has(command.type);

export const isUmlaufEvent = <E extends { readonly type: string }>(
  event: E | UmlaufEvent,
): event is UmlaufEvent => EVENT_TYPES.has(event.type);

/** Commands that record what a person did, judged at the time they did it. */
export const umlaufMeldungen: ReadonlySet<string> = new Set(['signSchritt', 'declareInteressenkonflikt']);
