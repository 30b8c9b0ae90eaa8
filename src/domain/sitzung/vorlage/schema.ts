import { z } from 'zod';
import { umlaufCommandSchemas, umlaufEventSchemas } from '../../umlauf/index.ts';
import { beratungCommands, beratungEvents } from '../beratung/schema.ts';
import { zAnlage, zGrund, zId, zListe, zSha, zZeile } from '../grundtypen.ts';
import { zBeratungsrolle } from '../sitzung/schema.ts';
import { zBloecke } from '../text/bloecke.ts';

const zCent = z.int().min(-100_000_000_000).max(100_000_000_000);

export const zFinanzen = z.discriminatedUnion('art', [
  z.object({ art: z.literal('keine') }),
  z.object({
    art: z.literal('ja'),
    aufwandCent: zCent,
    investitionCent: zCent,
    /** a year */
    folgekostenCent: zCent,
    produkt: z.string().trim().max(200),
    imHaushalt: z.boolean(),
    erlaeuterung: zGrund,
  }),
]);

export const zInhalt = z
  .object({
    betreff: z.string().trim().max(500),
    beschlussvorschlag: zBloecke,
    sachverhalt: zBloecke,
    finanzen: zFinanzen,
    anlagen: zListe(zAnlage),
  })
  .readonly();

const zStation = z.object({
  id: zId,
  gremium: zId,
  rolle: zBeratungsrolle,
  massgeblich: z.boolean(),
});

export const zVorlageCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('createVorlage'),
    /** year of the number series */
    jahr: z.int().min(2000).max(2100),
    einheit: zId,
    oeffentlich: z.boolean(),
    antrag: zId.nullable(),
    inhalt: zInhalt,
  }),
  z.object({ type: z.literal('saveFassung'), inhalt: zInhalt, anlass: zGrund }),
  z.object({ type: z.literal('setOeffentlichkeit'), oeffentlich: z.boolean(), grund: zGrund }),
  z.object({ type: z.literal('setBeratungsfolge'), stationen: zListe(zStation) }),
  z.object({
    type: z.literal('startMitzeichnung'),
    gezeigt: z.object({ fassung: z.int(), schritte: zListe(zId) }),
  }),
  z.object({ type: z.literal('returnVorlage'), grund: zGrund }),
  z.object({ type: z.literal('releaseVorlage') }),
  z.object({ type: z.literal('withdrawVorlage'), grund: zGrund }),
  z.object({
    type: z.literal('assignNummer'),
    jahr: z.int().min(2000).max(2100),
    /** a number given by hand (old paper, other system); null: the next of the series */
    vonHand: zZeile.nullable(),
  }),
  z.object({ type: z.literal('registerNichtoeffentlicheAnlage'), anlage: zId }),
  ...beratungCommands,
  ...umlaufCommandSchemas,
]);
export type VorlageCommand = z.infer<typeof zVorlageCommand>;

export const zVorlageEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('VorlageAngelegt'),
    nummer: z.string().nullable(),
    serie: z.string(),
    einheit: zId,
    oeffentlich: z.boolean(),
    antrag: zId.nullable(),
    inhalt: zInhalt,
    hash: zSha,
  }),
  z.object({ type: z.literal('FassungGespeichert'), inhalt: zInhalt, hash: zSha, anlass: zGrund }),
  z.object({ type: z.literal('OeffentlichkeitGesetzt'), oeffentlich: z.boolean(), grund: zGrund }),
  z.object({
    type: z.literal('BeratungsfolgeGesetzt'),
    stationen: zListe(zStation.extend({ gremiumName: z.string() })),
  }),
  z.object({ type: z.literal('VorlageZurueckgegeben'), grund: zGrund }),
  z.object({ type: z.literal('VorlageFreigegeben'), fassung: z.int(), hash: zSha }),
  z.object({ type: z.literal('VorlageZurueckgezogen'), grund: zGrund }),
  z.object({
    type: z.literal('NummerVergeben'),
    nummer: z.string().nullable(),
    serie: z.string().nullable(),
  }),
  z.object({ type: z.literal('NichtoeffentlicheAnlageVerzeichnet'), anlage: zId }),
  ...beratungEvents,
  ...umlaufEventSchemas,
]);
export type VorlageEvent = z.infer<typeof zVorlageEvent>;
