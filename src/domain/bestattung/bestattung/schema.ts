import { z } from 'zod';
import {
  zBestattungsart,
  zGrabart,
  zGrund,
  zId,
  zKurz,
  zMasse,
  zSha256,
  zTag,
  zUhrzeit,
  zUnterlage,
  zZeitpunkt,
} from '../begriffe.ts';
import { zPlanBelegung, zTerminplan } from '../belegung.ts';
import { zGrabSchluessel } from '../grab.ts';
import { zLage } from '../tabellen/orte.ts';

/** Commands and events of the office's burial case. */

export const zAngaben = z.object({
  verstorben: z.object({
    vorname: zKurz,
    nachname: zKurz.min(1),
    geburtsname: zKurz.default(''),
    geburtsdatum: zTag.nullable(),
    sterbezeit: z.object({ tag: zTag, uhrzeit: zUhrzeit.nullable() }),
  }),
  art: zBestattungsart,
  einaescherung: z.object({ tag: zTag.nullable(), nummer: zKurz.nullable() }).nullable(),
  bestatter: z.object({ name: zKurz.min(1), telefon: zKurz, email: zKurz.default('') }),
  kostentraeger: z.object({ name: zKurz, anschrift: zKurz }).nullable(),
  nutzungsberechtigt: z.object({ name: zKurz, zugestimmt: z.boolean() }).nullable(),
  grabart: zGrabart.nullable(),
  sarg: zMasse.nullable(),
  feier: z.object({ redner: zKurz, musik: zKurz, traeger: zKurz }),
  /** shown to the crew: access, hazards, planting */
  hinweisKolonne: z.string().max(1000),
  /** office only */
  bemerkung: z.string().max(2000),
});
export type Angaben = z.infer<typeof zAngaben>;

export const zGenehmigung = z.object({
  art: z.enum(['fruehbestattung', 'fristverlaengerung']),
  bis: zTag.nullable(),
  behoerde: zKurz.min(2),
  aktenzeichen: zKurz.min(1),
});

/** Sheets of a version: for the undertaker, for the crew. */
export const blaetter = ['bestaetigung', 'arbeitsauftrag'] as const;
export const auftragsstaende = ['offen', 'vorbereitet', 'geprueft', 'durchgefuehrt'] as const;
const zQuittung = z.object({ fassung: z.number().int(), person: zId, zeit: zZeitpunkt });
const zPlan = { plan: zTerminplan };

export const bestattungCommandSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('createBestattung'),
    /** year of the number series */
    jahr: z.number().int(),
    angaben: zAngaben,
    /** why this is another person although name and dates agree */
    keinDoppelfall: zGrund.nullable(),
  }),
  z.object({ type: z.literal('updateAngaben'), angaben: zAngaben }),
  z.object({ type: z.literal('requestTermin'), plan: zTerminplan.nullable() }),
  z.object({
    type: z.literal('assignGrab'),
    grab: zGrabSchluessel.nullable(),
    verlaengerungJahre: z.number().int().min(0).max(60),
  }),
  z.object({
    type: z.literal('recordUnterlage'),
    unterlage: zUnterlage,
    am: zTag,
    dokument: zSha256.nullable(),
  }),
  z.object({ type: z.literal('removeUnterlage'), unterlage: zUnterlage, grund: zGrund }),
  z.object({ type: z.literal('recordGenehmigung'), genehmigung: zGenehmigung, dokument: zSha256.nullable() }),
  z.object({ type: z.literal('holdTermin'), ...zPlan }),
  z.object({ type: z.literal('expireVormerkung') }),
  z.object({ type: z.literal('releaseTermin') }),
  z.object({ type: z.literal('rejectAnfrage'), grund: zGrund }),
  z.object({ type: z.literal('cancelBestattung'), grund: zGrund }),
  /** plan null: the old date is given up, the new one is still open */
  z.object({ type: z.literal('moveTermin'), plan: zTerminplan.nullable(), grund: zGrund }),
  z.object({
    type: z.literal('recordAnruf'),
    fassung: z.number().int().positive(),
    mit: zKurz.min(2),
    /** a crew that lost the order; null: the one ordered now */
    kolonne: zId.nullable().default(null),
  }),
  /** the sheet as it went out with a version; kept, and reachable after the next one */
  z.object({
    type: z.literal('keepBlatt'),
    fassung: z.number().int().positive(),
    blatt: z.enum(blaetter),
    dokument: zSha256,
  }),
  /** comes from the Arbeitsauftrag (react); reads its state, so nothing can be claimed that is not there */
  z.object({ type: z.literal('applyAuftragsstand') }),
  z.object({ type: z.literal('closeBestattung'), beigesetztAm: zTag, klaerung: zGrund.nullable() }),
]);
export type BestattungCommand = z.infer<typeof bestattungCommandSchema>;

/** What the crew must know, resolved to names at the moment of release, so that a print needs no lookup. */
export const zEinsatz = z.object({
  friedhof: zId,
  friedhofName: zKurz,
  adresse: zKurz,
  zufahrt: zKurz,
  halleName: zKurz.nullable(),
  kolonne: zId,
  kolonneName: zKurz,
  kolonneTelefon: zKurz,
  kolonneEinheit: zId,
  baggerName: zKurz.nullable(),
  ablauf: z.object({
    aushubBeginn: zZeitpunkt,
    aushubEnde: zZeitpunkt,
    beisetzungBeginn: zZeitpunkt,
    beisetzungEnde: zZeitpunkt,
    ende: zZeitpunkt,
  }),
  grab: z
    .object({
      schluessel: zGrabSchluessel,
      grabart: zGrabart,
      masse: zMasse.extend({ tiefeCm: z.number().int() }),
      denkmal: z.boolean(),
      lage: zLage,
      stelle: z.number().int(),
    })
    .nullable(),
});
export type Einsatz = z.infer<typeof zEinsatz>;

const zRegeln = z.record(z.string(), z.number());
const zRechtsfolge = z.object({
  art: z.enum(['keines', 'besteht', 'ersterwerb', 'verlaengerung']),
  jahre: z.number().int(),
  endetAm: zTag.nullable(),
});
/** A date with everything it holds, as decided: claims, times, rule versions. */
const terminFelder = {
  plan: zTerminplan,
  belegungen: z.array(zPlanBelegung),
  einsatz: zEinsatz,
  regeln: zRegeln,
};

/** The statutory window as it was computed then; null: rules not known on that device. */
const zFrist = z.object({ fruehestens: zZeitpunkt.nullable(), spaetestens: zTag.nullable() }).nullable();

/** A change while a date is held: its claims anew, and a new version if the crew is concerned. */
const neuGerechnet = {
  termin: z.object(terminFelder).nullable(),
  fassung: z.number().int().nullable(),
};

export const zRegisterEintrag = z.object({
  bestattung: zId,
  nummer: z.string().nullable(),
  name: zKurz,
  geburtsdatum: zTag.nullable(),
  sterbetag: zTag,
  bestattungsart: zBestattungsart,
  beigesetztAm: zTag,
  stelle: z.number().int(),
  ruhefristBis: zTag,
  einaescherungsnummer: zKurz.nullable(),
});
export type RegisterEintrag = z.infer<typeof zRegisterEintrag>;

export const zGebuehr = z.object({
  schluessel: zId,
  text: zKurz,
  anzahl: z.number().int(),
  cent: z.number().int(),
});
export type Gebuehr = z.infer<typeof zGebuehr>;

export const zAbschluss = z.object({
  grab: zGrabSchluessel,
  grabart: zGrabart,
  friedhof: zId,
  eintrag: zRegisterEintrag,
  recht: zRechtsfolge,
  inhaber: zKurz.nullable(),
  gebuehren: z.array(zGebuehr),
  klaerung: z.string().nullable(),
});
export type Abschluss = z.infer<typeof zAbschluss>;

export const bestattungEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('BestattungAngelegt'),
    nummer: z.string().nullable(),
    serie: z.string(),
    /** id of the crew's work order, should it come to one */
    auftrag: zId,
    angaben: zAngaben,
    keinDoppelfall: z.string().nullable(),
    frist: zFrist,
  }),
  z.object({ type: z.literal('AngabenGeaendert'), angaben: zAngaben, frist: zFrist, ...neuGerechnet }),
  z.object({ type: z.literal('TerminAngefragt'), plan: zTerminplan.nullable() }),
  z.object({
    type: z.literal('GrabZugeordnet'),
    grab: zGrabSchluessel.nullable(),
    grabart: zGrabart.nullable(),
    verlaengerungJahre: z.number().int(),
    ...neuGerechnet,
  }),
  z.object({
    type: z.literal('UnterlageErfasst'),
    unterlage: zUnterlage,
    am: zTag,
    dokument: zSha256.nullable(),
  }),
  z.object({ type: z.literal('UnterlageEntfernt'), unterlage: zUnterlage, grund: z.string() }),
  z.object({
    type: z.literal('GenehmigungErfasst'),
    genehmigung: zGenehmigung,
    dokument: zSha256.nullable(),
    frist: zFrist,
  }),
  z.object({ type: z.literal('TerminVorgemerkt'), bis: zZeitpunkt, ...terminFelder }),
  z.object({ type: z.literal('VormerkungVerfallen') }),
  z.object({ type: z.literal('TerminFreigegeben'), fassung: z.number().int(), ...terminFelder }),
  z.object({
    type: z.literal('AnfrageAbgelehnt'),
    grund: z.string(),
    aufbewahrenBis: zTag.nullable().default(null),
  }),
  z.object({
    type: z.literal('BestattungStorniert'),
    grund: z.string(),
    fassung: z.number().int(),
    warFreigegeben: z.boolean(),
    aufbewahrenBis: zTag.nullable().default(null),
  }),
  z.object({
    type: z.literal('TerminVerlegt'),
    grund: z.string(),
    fassung: z.number().int(),
    warFreigegeben: z.boolean(),
    /** null: new date still open */
    neu: z.object({ ...terminFelder, bis: zZeitpunkt.nullable() }).nullable(),
  }),
  z.object({
    type: z.literal('AnrufErfasst'),
    fassung: z.number().int(),
    mit: z.string(),
    kolonne: zId.nullable().default(null),
  }),
  z.object({
    type: z.literal('BlattAufbewahrt'),
    fassung: z.number().int(),
    blatt: z.enum(blaetter),
    dokument: zSha256,
  }),
  z.object({
    type: z.literal('AuftragsstandUebernommen'),
    stand: z.enum(auftragsstaende),
    quittung: zQuittung.nullable(),
    klaerung: z.array(z.string()),
    gestoppt: z.boolean(),
    abgaben: z.array(z.object({ kolonne: zId, name: zKurz, telefon: zKurz })).default([]),
  }),
  z.object({ type: z.literal('BestattungAbgeschlossen'), abschluss: zAbschluss }),
]);
export type BestattungEvent = z.infer<typeof bestattungEventSchema>;
