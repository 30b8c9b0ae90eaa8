import { z } from 'zod';
import { aufwertungCommandSchema, aufwertungEventSchema } from '../umlauf/aufwertung.ts';
import { umlaufCommandSchemas, umlaufEventSchemas } from '../umlauf/schema.ts';

/** Commands and events of the Laufzettel; the types of the Fach are inferred from here. */

const text = (max: number) => z.string().trim().max(max);
const tag = z.iso.date();
const id = z.string().min(1).max(100);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Amounts may come in negative, so that the refusal can name the field instead of „bad schema“. */
const cent = z.number().int();

export const LEISTUNGSARTEN = ['lieferung', 'dienstleistung', 'bauleistung'] as const;
export type Leistungsart = (typeof LEISTUNGSARTEN)[number];

/** Parts of a procedure that are circulated on their own; a later one is a further part of the Vermerk. */
export const PHASEN = ['bedarf', 'vorschlag', 'zuschlag'] as const;
export type Phase = (typeof PHASEN)[number];

export const schaetzungSchema = z.object({
  /** estimate of the total value in cents, options and lots included (§ 3 VgV) */
  betragCent: cent,
  /** the form asks for net; a gross value is refused, never converted silently */
  basis: z.enum(['netto', 'brutto']),
  /** VAT rate in percent: 0, 7, 19 */
  ustProzent: z.number().min(0).max(100),
  /** how it was estimated, e.g. „Marktabfrage bei drei Anbietern“ */
  methode: text(1000),
  tag: tag.nullable(),
});
export type Schaetzung = z.infer<typeof schaetzungSchema>;

export const losSchema = z.object({ id, bezeichnung: text(500), nettoCent: cent.nullable() });
export const optionSchema = z.object({ bezeichnung: text(500), nettoCent: cent });

/** Form of the slip. Everything may be missing while it is a draft; the start of the route asks for it. */
export const angabenSchema = z.object({
  titel: text(300),
  /** what is needed and why */
  bedarf: text(10_000),
  /** unit that needs it */
  bedarfsstelle: z.string().nullable(),
  leistungsart: z.enum(LEISTUNGSARTEN).nullable(),
  vergabeart: z.string().nullable(),
  /** why this procedure */
  vergabeartBegruendung: text(4000),
  schaetzung: schaetzungSchema.nullable(),
  lose: z.array(losSchema).max(500),
  optionen: z.array(optionSchema).max(100),
  /** CPV codes, the main one first: eight digits, with or without the check digit */
  cpv: z.array(z.string().max(12)).max(50),
  /** funding programme, or '' */
  foerderung: text(500),
  /** budget line, e.g. „1110.0821“ */
  haushaltsstelle: text(100),
  haushaltsjahr: z.number().int().min(2000).max(2100).nullable(),
  /** supplier in view (direct order) or '' */
  lieferant: text(300),
  lieferungBis: tag.nullable(),
  auftraggeber: text(500),
  /** result of the tendering, from the phase `vorschlag` on */
  ergebnis: z.object({ bieter: text(300), nettoCent: cent }).nullable(),
});
export type Angaben = z.infer<typeof angabenSchema>;

export const LEERE_ANGABEN: Angaben = {
  titel: '',
  bedarf: '',
  bedarfsstelle: null,
  leistungsart: null,
  vergabeart: null,
  vergabeartBegruendung: '',
  schaetzung: null,
  lose: [],
  optionen: [],
  cpv: [],
  foerderung: '',
  haushaltsstelle: '',
  haushaltsjahr: null,
  lieferant: '',
  lieferungBis: null,
  auftraggeber: '',
  ergebnis: null,
};

export const herkunftSchema = z.discriminatedUnion('art', [
  z.object({ art: z.literal('formular') }),
  z.object({
    art: z.literal('eforms'),
    /** id and version of the notice, procedure id (BT-701, BT-757, BT-04) */
    bekanntmachung: z.string(),
    version: z.string(),
    verfahren: z.string(),
    /** blob of the XML, if kept */
    sha256: sha256.nullable(),
  }),
]);
export type Herkunft = z.infer<typeof herkunftSchema>;

export const DOKUMENTARTEN = [
  'vergabevermerk',
  'umlaufprotokoll',
  'bekanntmachung',
  'leistungsverzeichnis',
  'kostenschaetzung',
  'angebot',
  'bewertung',
  'beschluss',
  'sonstiges',
] as const;
/** As the paper calls itself, on the screen and in print. */
export const DOKUMENTART_NAMEN: Readonly<Record<(typeof DOKUMENTARTEN)[number], string>> = {
  vergabevermerk: 'Vergabevermerk',
  umlaufprotokoll: 'Umlaufprotokoll',
  bekanntmachung: 'Bekanntmachung',
  leistungsverzeichnis: 'Leistungsverzeichnis',
  kostenschaetzung: 'Kostenschätzung',
  angebot: 'Angebot',
  bewertung: 'Bewertung',
  beschluss: 'Beschluss',
  sonstiges: 'Sonstiges',
};
export const dokumentartSchema = z.enum(DOKUMENTARTEN);
export type Dokumentart = z.infer<typeof dokumentartSchema>;

const dateiname = text(255).min(1);

export const commandSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('createLaufzettel'),
    angaben: angabenSchema.partial(),
    herkunft: herkunftSchema.default({ art: 'formular' }),
    /** year of the number series */
    jahr: z.number().int().min(2000).max(2100),
  }),
  z.object({ type: z.literal('changeLaufzettel'), angaben: angabenSchema.partial() }),
  z.object({
    type: z.literal('attachDokument'),
    dokument: id,
    sha256,
    dateiname,
    art: dokumentartSchema,
  }),
  z.object({
    type: z.literal('replaceDokument'),
    dokument: id,
    /** the new version: previous + 1 */
    version: z.number().int().min(2),
    sha256,
    /** hash of the version it follows */
    previous: sha256,
    dateiname,
    grund: text(2000).default(''),
  }),
  z.object({ type: z.literal('removeDokument'), dokument: id, grund: text(2000).default('') }),
  z.object({
    type: z.literal('setVermerkPunkt'),
    /** 1 to 12: § 8 (2) sentence 2 VgV */
    nummer: z.number().int().min(1).max(12),
    zutreffend: z.boolean().nullable(),
    text: text(20_000),
  }),
  z.object({
    type: z.literal('startUmlauf'),
    /** the route as it was shown */
    laufweg: z.object({ fassung: z.number().int(), schritte: z.array(z.string()) }),
    /** why similar orders are no splitting; required when the rule warns */
    stueckelungBegruendung: text(2000).default(''),
  }),
  z.object({ type: z.literal('beginTeil'), phase: z.enum(PHASEN) }),
  z.object({
    type: z.literal('closeLaufzettel'),
    protokoll: z.object({ dokument: id, sha256, dateiname }),
  }),
  z.object({ type: z.literal('withdrawLaufzettel'), grund: text(4000) }),
  aufwertungCommandSchema,
  ...umlaufCommandSchemas,
]);
export type LaufzettelCommand = z.infer<typeof commandSchema>;

export const hinweisSchema = z.object({ code: z.string(), text: z.string() });

export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('LaufzettelAngelegt'),
    nummer: z.string().nullable(),
    serie: z.string(),
    jahr: z.number().int(),
    angaben: angabenSchema,
    bedarfsstelleKuerzel: z.string(),
    herkunft: herkunftSchema,
  }),
  z.object({
    type: z.literal('LaufzettelGeaendert'),
    angaben: angabenSchema.partial(),
    /** null: the unit was not changed */
    bedarfsstelleKuerzel: z.string().nullable(),
  }),
  z.object({
    type: z.literal('DokumentHinzugefuegt'),
    dokument: id,
    sha256,
    dateiname: z.string(),
    art: dokumentartSchema,
    phase: z.enum(PHASEN),
    bytes: z.number().nullable(),
    seiten: z.number().nullable(),
  }),
  z.object({
    type: z.literal('DokumentErsetzt'),
    dokument: id,
    version: z.number().int(),
    sha256,
    previous: sha256,
    dateiname: z.string(),
    grund: z.string(),
    bytes: z.number().nullable(),
    seiten: z.number().nullable(),
  }),
  z.object({ type: z.literal('DokumentEntfernt'), dokument: id, grund: z.string() }),
  z.object({
    type: z.literal('VermerkPunktGesetzt'),
    nummer: z.number().int(),
    zutreffend: z.boolean().nullable(),
    text: z.string(),
  }),
  z.object({
    type: z.literal('HinweisBestaetigt'),
    code: z.string(),
    text: z.string(),
    begruendung: z.string(),
  }),
  z.object({ type: z.literal('TeilBegonnen'), phase: z.enum(PHASEN) }),
  z.object({
    type: z.literal('LaufzettelAbgeschlossen'),
    protokoll: z.object({ dokument: id, sha256, dateiname: z.string() }),
    bytes: z.number().nullable(),
    seiten: z.number().nullable(),
    /** null: kept for good */
    aufbewahrenBis: tag.nullable(),
    aufbewahrungNorm: z.string(),
  }),
  z.object({ type: z.literal('LaufzettelZurueckgezogen'), grund: z.string() }),
  aufwertungEventSchema,
  ...umlaufEventSchemas,
]);
export type LaufzettelEvent = z.infer<typeof eventSchema>;
