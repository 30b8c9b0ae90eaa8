import { z } from 'zod';
import { aufwertungEventSchema } from '../../umlauf/aufwertung.ts';
import { zGrund, zId, zSha, zZeile, zZeit } from '../grundtypen.ts';
import { zNiveau } from '../gremium/schema.ts';
import { unterschriftCommands, zUnterschrift } from '../niederschrift/unterschrift.ts';
import { zBloecke } from '../text/bloecke.ts';
import { beratungCommands, beratungEvents } from '../beratung/schema.ts';

const inhalt = {
  betreff: zZeile,
  oeffentlich: z.boolean(),
  beschluss: zBloecke,
  /** why it cannot wait */
  dringlichkeit: zGrund,
  /** why the Hauptausschuss could not meet in time (matters of the council only) */
  hauptausschussGrund: zGrund,
};
const anlegen = { gremium: zId, anstelle: z.enum(['rat', 'ausschuss']), ...inhalt };
const zRolle = z.enum(['buergermeister', 'mitglied']);

export const zDringlichkeitCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('createDringlichkeitsentscheidung'),
    jahr: z.int().min(2000).max(2100),
    ...anlegen,
  }),
  z.object({ type: z.literal('changeDringlichkeitsentscheidung'), ...inhalt }),
  z.object({ type: z.literal('presentDringlichkeitsentscheidung'), dokument: zSha }),
  z.object({
    type: z.literal('signDringlichkeitsentscheidung'),
    rolle: zRolle,
    gezeigt: zSha,
    dokument: zSha,
  }),
  z.object({ type: z.literal('executeDringlichkeitsentscheidung') }),
  z.object({ type: z.literal('discardDringlichkeitsentscheidung'), grund: zGrund }),
  ...unterschriftCommands(zRolle),
  ...beratungCommands,
]);
export type DringlichkeitCommand = z.infer<typeof zDringlichkeitCommand>;

export const zDringlichkeitEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('DringlichkeitsentscheidungAngelegt'),
    nummer: z.string().nullable(),
    serie: z.string(),
    gremiumName: zZeile,
    ...anlegen,
  }),
  z.object({ type: z.literal('DringlichkeitsentscheidungGeaendert'), ...inhalt }),
  z.object({
    type: z.literal('DringlichkeitsentscheidungVorgelegt'),
    dokument: zSha,
    niveau: zNiveau.nullable(),
    papier: z.boolean(),
    norm: z.string(),
  }),
  z.object({ type: z.literal('UnterschriftGeleistet'), unterschrift: zUnterschrift }),
  z.object({
    type: z.literal('UnterschriftenNachgeprueft'),
    unterschriften: z.array(zUnterschrift).readonly(),
  }),
  z.object({
    type: z.literal('DringlichkeitsentscheidungGetroffen'),
    am: zZeit,
    /** signed with practice certificates: shown as such, no decision in law */
    uebung: z.boolean(),
  }),
  z.object({ type: z.literal('DringlichkeitsentscheidungVerworfen'), grund: zGrund }),
  aufwertungEventSchema,
  ...beratungEvents,
]);
export type DringlichkeitEvent = z.infer<typeof zDringlichkeitEvent>;
