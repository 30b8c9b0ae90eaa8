import { z } from 'zod';
import { zGrabart, zId, zKurz, zSha256, zTag, zUnterlage, zZeitpunkt } from '../begriffe.ts';
import { zPlanBelegung, zTerminplan } from '../belegung.ts';
import { zGrabSchluessel } from '../grab.ts';
import { auftragsstaende, blaetter, zAbschluss, zAngaben, zEinsatz, zGenehmigung } from './felder.ts';

/** Events of the office's burial case; days as they were taken down, so that an old record stays readable. */

const zQuittung = z.object({ fassung: z.number().int(), person: zId, zeit: zZeitpunkt });
const zRegeln = z.record(z.string(), z.number());
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
