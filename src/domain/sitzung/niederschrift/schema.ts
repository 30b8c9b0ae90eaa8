import { z } from 'zod';
import { aufwertungEventSchema } from '../../umlauf/aufwertung.ts';
import { zUnterschriftsregel } from '../gremium/schema.ts';
import { zGrund, zId, zListe, zSha, zTag, zTeil, zZeile, zZeit } from '../grundtypen.ts';
import { beratungCommands, beratungEvents } from '../beratung/schema.ts';
import { zInhaltNiederschrift } from './state.ts';
import { unterschriftCommands, zUnterschrift } from './unterschrift.ts';

const zRolle = z.enum(['vorsitz', 'schriftfuehrung']);

export const zNiederschriftCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('createNiederschrift'),
    sitzung: zId,
    gremium: zId,
    teil: zTeil,
    /** the non-public part; required for its minutes */
    nichtoeffentlicheSitzung: zId.nullable(),
  }),
  z.object({
    type: z.literal('createAuszug'),
    niederschrift: zId,
    tops: zListe(zId),
    /** unit that gets it */
    empfaenger: zId,
  }),
  z.object({ type: z.literal('saveNiederschrift'), inhalt: zInhaltNiederschrift }),
  z.object({ type: z.literal('presentNiederschrift'), dokument: zSha }),
  z.object({ type: z.literal('reopenNiederschrift'), grund: zGrund }),
  z.object({
    type: z.literal('signNiederschrift'),
    rolle: zRolle,
    /** version that was shown */
    gezeigt: zSha,
    /** file with the new signature */
    dokument: zSha,
  }),
  ...unterschriftCommands(zRolle),
  ...beratungCommands,
]);
export type NiederschriftCommand = z.infer<typeof zNiederschriftCommand>;

const angelegt = {
  form: z.enum(['niederschrift', 'auszug']),
  teil: zTeil,
  sitzung: zId,
  sitzungstag: zTag,
  gremium: zId,
  gremiumName: zZeile,
  leitung: zId,
  schriftfuehrung: zId,
  leitungEhrenamtlich: z.boolean(),
  regel: zUnterschriftsregel.nullable(),
  quelle: zId.nullable(),
  empfaenger: zId.nullable(),
  berechtigt: zListe(zId),
  inhalt: zInhaltNiederschrift,
};

export const zNiederschriftEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('NiederschriftEntworfen'), ...angelegt }),
  z.object({ type: z.literal('NiederschriftGespeichert'), inhalt: zInhaltNiederschrift }),
  z.object({ type: z.literal('NiederschriftVorgelegt'), dokument: zSha }),
  z.object({ type: z.literal('NiederschriftWiederGeoeffnet'), grund: zGrund }),
  z.object({ type: z.literal('UnterschriftGeleistet'), unterschrift: zUnterschrift }),
  z.object({ type: z.literal('UnterschriftenNachgeprueft'), unterschriften: zListe(zUnterschrift) }),
  z.object({ type: z.literal('NiederschriftUnterzeichnet'), am: zZeit }),
  z.object({ type: z.literal('NiederschriftZurUebungUnterzeichnet'), am: zZeit }),
  aufwertungEventSchema,
  ...beratungEvents,
]);
export type NiederschriftEvent = z.infer<typeof zNiederschriftEvent>;
