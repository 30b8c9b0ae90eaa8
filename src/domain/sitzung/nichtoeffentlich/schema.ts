import { z } from 'zod';
import { zGrund, zId, zListe, zSha, zTeil, zZeile, zZeit } from '../grundtypen.ts';
import { zTreffer } from '../paket/lecks.ts';
import { zBeratungsrolle, zTopArt } from '../sitzung/schema.ts';
import { zBloecke } from '../text/bloecke.ts';
import { verlaufCommands, verlaufEvents, zStimmen, zWarnung } from '../verlauf/schema.ts';

const punkt = {
  id: zId,
  topArt: zTopArt,
  titel: zZeile,
  /** what the public agenda says instead */
  neutralerTitel: zZeile,
  bezug: zId.nullable(),
  beratung: zId.nullable(),
  begriffe: zListe(zZeile),
  vor: zId.nullable(),
  nachtragGrund: zGrund.nullable(),
  erweiterung: z.object({ grund: zGrund, stimmen: zStimmen, um: zZeit.nullable() }).nullable(),
};

const anlegen = { sitzung: zId, gremium: zId, gremiumName: zZeile, beginn: zZeit };
const pruefung = {
  dokument: zSha,
  /** pages searched; must be all pages of the file */
  seiten: z.int().min(1),
  geprueftePunkte: zListe(zId),
  treffer: zListe(zTreffer),
};

export const zNichtoeffentlichCommand = z.discriminatedUnion('type', [
  /** reaction of the session */
  z.object({ type: z.literal('createNichtoeffentlicheSitzung'), ...anlegen }),
  z.object({ type: z.literal('changeBeginn'), beginn: zZeit }),
  z.object({ type: z.literal('cancelNichtoeffentlicheSitzung') }),
  z.object({ type: z.literal('grantEinsicht'), personen: zListe(zId) }),
  z.object({ type: z.literal('closeNichtoeffentlicheSitzung'), am: zZeit.nullable() }),
  z.object({ type: z.literal('addNichtoeffentlichenTop'), ...punkt, vorschlag: zBloecke.optional() }),
  z.object({
    type: z.literal('changeNichtoeffentlichenTop'),
    id: zId,
    titel: zZeile,
    neutralerTitel: zZeile,
    begriffe: zListe(zZeile),
  }),
  z.object({ type: z.literal('removeNichtoeffentlichenTop'), id: zId, grund: zGrund }),
  z.object({ type: z.literal('recordLeckpruefung'), ...pruefung }),
  /** several hits may be lifted with one reason, e.g. all pages that name the same street */
  z.object({ type: z.literal('liftTreffer'), treffer: zListe(zId).check(z.minLength(1)), grund: zGrund }),
  z.object({ type: z.literal('releaseOeffentlichesPaket') }),
  z.object({ type: z.literal('recordVollstaendigesPaket'), dokument: zSha }),
  ...verlaufCommands,
]);
export type NichtoeffentlichCommand = z.infer<typeof zNichtoeffentlichCommand>;

export const zNichtoeffentlichEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('NichtoeffentlicheSitzungAngelegt'), ...anlegen }),
  z.object({ type: z.literal('BeginnGeaendert'), beginn: zZeit }),
  z.object({ type: z.literal('NichtoeffentlicheSitzungAbgesagt') }),
  z.object({ type: z.literal('EinsichtGewaehrt'), personen: zListe(zId) }),
  z.object({
    type: z.literal('NichtoeffentlicheSitzungAbgeschlossen'),
    am: zZeit.nullable(),
    ergebnisse: zListe(
      z.object({
        bezug: zId,
        bezugArt: zTopArt,
        beratung: zId.nullable(),
        ausgang: z.enum(['angenommen', 'abgelehnt', 'vertagt', 'abgesetzt', 'zurKenntnis', 'offen']),
        text: z.string(),
      }),
    ),
  }),
  z.object({
    type: z.literal('NichtoeffentlicherTopHinzugefuegt'),
    ...punkt,
    bezugNummer: z.string().nullable(),
    beschlussvorschlag: zBloecke,
    beratungsrolle: zBeratungsrolle.nullable(),
    warnungen: zListe(zWarnung),
    sitzungstag: z.string(),
  }),
  z.object({
    type: z.literal('NichtoeffentlicherTopGeaendert'),
    id: zId,
    titel: zZeile,
    neutralerTitel: zZeile,
    begriffe: zListe(zZeile),
  }),
  z.object({
    type: z.literal('NichtoeffentlicherTopEntfernt'),
    id: zId,
    grund: zGrund,
    bezug: zId.nullable(),
    topArt: zTopArt,
  }),
  z.object({ type: z.literal('LeckpruefungErfasst'), ...pruefung }),
  z.object({ type: z.literal('TrefferAufgehoben'), treffer: zId, grund: zGrund }),
  z.object({
    type: z.literal('OeffentlichesPaketFreigegeben'),
    dokument: zSha,
    seiten: z.int().min(1),
    teil: zTeil,
  }),
  z.object({ type: z.literal('VollstaendigesPaketErfasst'), dokument: zSha }),
  ...verlaufEvents,
]);
export type NichtoeffentlichEvent = z.infer<typeof zNichtoeffentlichEvent>;
