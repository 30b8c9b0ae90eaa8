import { z } from 'zod';
import { zAugenblick, zGrund, zId, zKalendertag, zKurz, zSha256, zUhrzeit, zUnterlage } from '../begriffe.ts';
import { zTerminplan } from '../belegung.ts';
import { zGrabSchluessel } from '../grab.ts';
import { blaetter, zAngaben, zGenehmigung } from './felder.ts';

/** Commands of the office's burial case. What they name must exist in the calendar: rules reckon with it. */

const { verstorben, einaescherung } = zAngaben.shape;
const zEingabe = zAngaben.extend({
  verstorben: verstorben.extend({
    geburtsdatum: zKalendertag.nullable(),
    sterbezeit: z.object({ tag: zKalendertag, uhrzeit: zUhrzeit.nullable() }),
  }),
  einaescherung: einaescherung.unwrap().extend({ tag: zKalendertag.nullable() }).nullable(),
});
const zPlan = zTerminplan.extend({ beginn: zAugenblick, aushubBeginn: zAugenblick });

export const bestattungCommandSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('createBestattung'),
    /** year of the number series */
    jahr: z.number().int(),
    angaben: zEingabe,
    /** why this is another person although name and dates agree */
    keinDoppelfall: zGrund.nullable(),
  }),
  z.object({ type: z.literal('updateAngaben'), angaben: zEingabe }),
  z.object({ type: z.literal('requestTermin'), plan: zPlan.nullable() }),
  z.object({
    type: z.literal('assignGrab'),
    grab: zGrabSchluessel.nullable(),
    verlaengerungJahre: z.number().int().min(0).max(60),
  }),
  z.object({
    type: z.literal('recordUnterlage'),
    unterlage: zUnterlage,
    am: zKalendertag,
    dokument: zSha256.nullable(),
  }),
  z.object({ type: z.literal('removeUnterlage'), unterlage: zUnterlage, grund: zGrund }),
  z.object({
    type: z.literal('recordGenehmigung'),
    genehmigung: zGenehmigung.extend({ bis: zKalendertag.nullable() }),
    dokument: zSha256.nullable(),
  }),
  z.object({ type: z.literal('holdTermin'), plan: zPlan }),
  z.object({ type: z.literal('expireVormerkung') }),
  z.object({ type: z.literal('releaseTermin') }),
  z.object({ type: z.literal('rejectAnfrage'), grund: zGrund }),
  z.object({ type: z.literal('cancelBestattung'), grund: zGrund }),
  /** plan null: the old date is given up, the new one is still open */
  z.object({ type: z.literal('moveTermin'), plan: zPlan.nullable(), grund: zGrund }),
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
  z.object({ type: z.literal('closeBestattung'), beigesetztAm: zKalendertag, klaerung: zGrund.nullable() }),
]);
export type BestattungCommand = z.infer<typeof bestattungCommandSchema>;
