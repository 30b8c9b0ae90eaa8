import { z } from 'zod';
import { zId, zListe, zTag, zZeit } from '../grundtypen.ts';

const terminierung = { beratung: zId.nullable(), sitzung: zId, sitzungstag: zTag };
const ergebnis = {
  sitzung: zId,
  beratung: zId.nullable(),
  ausgang: z.enum(['angenommen', 'abgelehnt', 'vertagt', 'abgesetzt', 'zurKenntnis', 'offen']),
  text: z.string(),
  am: zZeit,
};

/** Commands that sessions send to every paper they deal with; shared by all kinds of paper. */
export const beratungCommands = [
  z.object({ type: z.literal('recordTerminierung'), ...terminierung }),
  z.object({ type: z.literal('withdrawTerminierung'), sitzung: zId }),
  z.object({ type: z.literal('recordBeratungsergebnis'), ...ergebnis }),
  z.object({ type: z.literal('grantEinsicht'), personen: zListe(zId) }),
] as const;

export const beratungEvents = [
  z.object({ type: z.literal('BeratungTerminiert'), ...terminierung }),
  z.object({ type: z.literal('TerminierungZurueckgenommen'), sitzung: zId }),
  z.object({ type: z.literal('BeratungsergebnisErfasst'), ...ergebnis }),
  z.object({ type: z.literal('EinsichtGewaehrt'), personen: zListe(zId) }),
] as const;

export const zBeratungCommand = z.discriminatedUnion('type', beratungCommands);
export type BeratungCommand = z.infer<typeof zBeratungCommand>;
