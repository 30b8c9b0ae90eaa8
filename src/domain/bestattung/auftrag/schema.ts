import { z } from 'zod';
import { zGrund, zId, zKurz, zSha256, zTag, zZeitpunkt } from '../begriffe.ts';
import { zAuftragInhalt } from '../bestattung/inhalt.ts';

/** Commands and events of the crew's work order. Reports are Meldungen: they name an id of their own. */

export const tore = ['buero', 'markierung', 'vor_aushub', 'vor_beisetzung'] as const;
export type Tor = (typeof tore)[number];
export const torText: Readonly<Record<Tor, string>> = {
  buero: '1. Büro: Auftrag gegen Grabverzeichnis',
  markierung: '2. Markierung am Grab',
  vor_aushub: '3. Vor dem Aushub',
  vor_beisetzung: '4. Sargschild oder Urnendeckel vor dem Absenken',
};

export const schritte = [
  'markiert',
  'denkmal_abgeraeumt',
  'ausgehoben',
  'gesichert',
  'beigesetzt',
  'verfuellt',
  'aufgeraeumt',
] as const;
export type Schritt = (typeof schritte)[number];
export const schrittText: Readonly<Record<Schritt, string>> = {
  markiert: 'Grab markiert',
  denkmal_abgeraeumt: 'Grabmal und Bepflanzung abgeräumt',
  ausgehoben: 'Grab ausgehoben',
  gesichert: 'Verbaut, Laufbohlen ausgelegt, abgedeckt',
  beigesetzt: 'Beigesetzt',
  verfuellt: 'Grab verfüllt',
  aufgeraeumt: 'Kränze gelegt, aufgeräumt',
};

/** Who confirmed on the same laptop, and the proof that it was with their own PIN. */
export const zZweitePerson = z.object({
  person: zId,
  nachweis: z.object({ art: z.literal('pin'), zeit: zZeitpunkt, beleg: zKurz.min(8) }),
});

const zMeldung = {
  id: zId,
  /** version of the order that was on the screen */
  fassung: z.number().int().positive(),
  foto: zSha256.nullable(),
  bemerkung: z.string().max(1000),
};
const schrittFelder = { ...zMeldung, schritt: z.enum(schritte) };
const pruefungFelder = {
  ...zMeldung,
  tor: z.enum(tore),
  /** as read on site: number of the grave, and date of birth or cremation number (name if there is neither) */
  erfasst: z.object({ grab: zKurz.min(1), merkmal: zKurz.min(1) }),
  zweitePerson: zZweitePerson.nullable(),
};
const abweichungFelder = { ...zMeldung, text: zGrund, arbeitGestoppt: z.boolean() };
const nichtFelder = { ...zMeldung, grund: zGrund };

export const auftragCommandSchema = z.discriminatedUnion('type', [
  /** comes from the Bestattung (react); reads its state, so an order says nothing the office has not decided */
  z.object({ type: z.literal('syncAuftrag'), bestattung: zId }),
  z.object({ type: z.literal('acknowledgeAuftrag'), fassung: z.number().int().positive() }),
  z.object({ type: z.literal('reportSchritt'), ...schrittFelder }),
  z.object({ type: z.literal('reportGrabpruefung'), ...pruefungFelder }),
  z.object({ type: z.literal('reportAbweichung'), ...abweichungFelder }),
  z.object({ type: z.literal('reportNichtDurchgefuehrt'), ...nichtFelder }),
  /** the office lets work go on after these reports */
  z.object({ type: z.literal('liftStopp'), meldungen: z.array(zId).min(1), grund: zGrund }),
  /** the office has looked into a contradiction */
  z.object({ type: z.literal('settleKlaerung'), schluessel: z.array(z.string()).min(1), grund: zGrund }),
]);
export type AuftragCommand = z.infer<typeof auftragCommandSchema>;

/** Happened then, reported by this person. */
const gemeldet = { geschehenAm: zZeitpunkt, person: zId };

export const auftragEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('AuftragErteilt'),
    bestattung: zId,
    nummer: z.string().nullable(),
    fassung: z.number().int().positive(),
    inhalt: zAuftragInhalt,
  }),
  z.object({
    type: z.literal('AuftragZurueckgezogen'),
    anlass: z.enum(['storniert', 'verlegt']),
    grund: z.string(),
    fassung: z.number().int(),
    aufbewahrenBis: zTag.nullable().default(null),
  }),
  z.object({
    type: z.literal('AuftragAbgeschlossen'),
    /** last day the proof of the gates is kept; null: written before this was recorded */
    aufbewahrenBis: zTag.nullable().default(null),
  }),
  z.object({
    type: z.literal('AuftragQuittiert'),
    fassung: z.number().int(),
    person: zId,
    /** crew for which it was made; null: for the one ordered */
    kolonne: zId.nullable().default(null),
    geschehenAm: zZeitpunkt,
  }),
  z.object({ type: z.literal('SchrittGemeldet'), ...schrittFelder, ...gemeldet }),
  z.object({
    type: z.literal('GrabpruefungGemeldet'),
    ...pruefungFelder,
    ...gemeldet,
    erwartet: z.object({ grab: zKurz, merkmal: zKurz }),
    stimmt: z.boolean(),
  }),
  z.object({ type: z.literal('AbweichungGemeldet'), ...abweichungFelder, ...gemeldet }),
  z.object({ type: z.literal('NichtDurchfuehrungGemeldet'), ...nichtFelder, ...gemeldet }),
  z.object({ type: z.literal('StoppAufgehoben'), meldungen: z.array(zId), grund: z.string(), person: zId }),
  z.object({
    type: z.literal('KlaerungErledigt'),
    schluessel: z.array(z.string()),
    grund: z.string(),
    person: zId,
  }),
]);
export type AuftragEvent = z.infer<typeof auftragEventSchema>;

export type Meldung = Extract<
  AuftragEvent,
  { type: 'SchrittGemeldet' | 'GrabpruefungGemeldet' | 'AbweichungGemeldet' | 'NichtDurchfuehrungGemeldet' }
>;
