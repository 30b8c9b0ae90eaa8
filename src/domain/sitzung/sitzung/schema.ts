import { z } from 'zod';
import { zGrund, zId, zListe, zSha, zZeile, zZeit } from '../grundtypen.ts';
import { zBloecke } from '../text/bloecke.ts';
import { verlaufCommands, verlaufEvents, zRechnung, zStimmen, zWarnung } from '../verlauf/schema.ts';

/** The session: agenda, invitation, notice, and the record of its public part. */

export const zSitzungsform = z.enum(['praesenz', 'hybrid', 'digital']);

export const zTopArt = z.enum([
  'vorlage',
  'antrag',
  'anfrage',
  'dringlichkeitsentscheidung',
  /** standing item without a paper: opening, minutes of last time, questions, information */
  'standard',
  'berichtigung',
  'frei',
]);
export type TopArt = z.infer<typeof zTopArt>;

/** How an item is to be dealt with, if it comes from a Beratungsfolge. */
export const zBeratungsrolle = z.enum(['vorberatung', 'entscheidung', 'kenntnisnahme', 'anhoerung']);

export const zTop = z.object({
  id: zId,
  topArt: zTopArt,
  /** title everyone may read; of a non-public item a neutral one */
  titel: zZeile,
  /** Vorlage, Antrag ... it deals with; always null for a non-public item */
  bezug: zId.nullable(),
  /** entry of the Beratungsfolge of that Vorlage */
  beratung: zId.nullable(),
});

/** Vote by which an urgent item came onto the agenda (§ 48 Abs. 1 GO NRW). */
const zErweiterung = z.object({ grund: zGrund, stimmen: zStimmen, um: zZeit.nullable() });

const zWeg = z.enum(['portal', 'email', 'post', 'bote']);
const versand = { person: zId, weg: zWeg };

const daten = { titel: zZeile, beginn: zZeit, ort: zZeile, form: zSitzungsform };
const vor = {
  /** in front of which item; null: at the end of its part */
  vor: zId.nullable(),
};
const nachtrag = { nachtragGrund: zGrund.nullable(), erweiterung: zErweiterung.nullable() };

export const zSitzungCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('createSitzung'),
    gremium: zId,
    /** id of the Vorgang of the non-public part, which comes into being with it */
    nichtoeffentlicheSitzung: zId,
    ...daten,
    /** session that could not resolve on the same matters, § 49 Abs. 2 GO NRW */
    wiederholungVon: zId.nullable(),
    /** standing items by title, in order */
    standardTops: zListe(z.object({ id: zId, titel: zZeile })),
  }),
  z.object({ type: z.literal('changeSitzung'), ...daten }),
  z.object({ type: z.literal('cancelSitzung'), grund: zGrund }),
  z.object({
    type: z.literal('addTop'),
    ...zTop.shape,
    ...vor,
    ...nachtrag,
    /** what is put to the vote where no paper says it, e.g. the wording of a correction */
    vorschlag: zBloecke.optional(),
  }),
  /** reactions of the non-public part: the neutral title takes its place on the agenda, or changes */
  z.object({ type: z.literal('addTopHuelle'), id: zId, titel: zZeile, ...vor, ...nachtrag }),
  z.object({ type: z.literal('renameTopHuelle'), top: zId, titel: zZeile }),
  z.object({ type: z.literal('removeTopHuelle'), top: zId, grund: zGrund }),
  z.object({ type: z.literal('renameTop'), top: zId, titel: zZeile }),
  z.object({ type: z.literal('moveTop'), top: zId, ...vor }),
  z.object({ type: z.literal('removeTop'), top: zId, grund: zGrund }),
  z.object({
    type: z.literal('sendEinladung'),
    dokument: zSha,
    versand: zListe(z.object(versand)),
    verkuerzungGrund: zGrund.nullable(),
  }),
  z.object({
    type: z.literal('recordZustellung'),
    ...versand,
    um: zZeit,
    nachweis: zZeile,
    dokument: zSha.nullable(),
  }),
  z.object({ type: z.literal('sendNachtrag'), dokument: zSha }),
  z.object({ type: z.literal('publishBekanntmachung'), dokument: zSha, wo: zZeile }),
  /** reaction of the non-public part, after its leak check */
  z.object({ type: z.literal('recordPaketfreigabe'), dokument: zSha, seiten: z.int().min(1) }),
  z.object({
    type: z.literal('startSitzung'),
    leitung: zId,
    schriftfuehrung: zId,
    um: zZeit.nullable(),
  }),
  z.object({
    type: z.literal('recordAnwesenheit'),
    person: zId,
    richtung: z.enum(['kommt', 'geht']),
    vertritt: zId.nullable(),
    um: zZeit.nullable(),
  }),
  z.object({
    type: z.literal('correctAnwesenheit'),
    person: zId,
    aufenthalte: zListe(z.object({ von: zZeit, bis: zZeit.nullable(), vertritt: zId.nullable() }).readonly()),
    grund: zGrund,
  }),
  z.object({
    type: z.literal('recordFeststellung'),
    ergebnis: z.enum(['beschlussfaehig', 'beschlussunfaehig']),
    grund: zGrund,
    um: zZeit.nullable(),
  }),
  z.object({ type: z.literal('endSitzung'), um: zZeit.nullable() }),
  z.object({ type: z.literal('closeSitzung') }),
  ...verlaufCommands,
]);
export type SitzungCommand = z.infer<typeof zSitzungCommand>;

const zTopZusatz = {
  nachtragGrund: zGrund.nullable(),
  erweiterung: z
    .object({ grund: zGrund, stimmen: zStimmen, um: zZeit, rechnung: zRechnung })
    .readonly()
    .nullable(),
  vor: zId.nullable(),
  /** given when the agenda is already out */
  nummer: z.string().nullable(),
};

export const zSitzungEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('SitzungAngelegt'),
    gremium: zId,
    gremiumName: zZeile,
    nichtoeffentlicheSitzung: zId,
    ...daten,
    wiederholungVon: zId.nullable(),
    standardTops: zListe(z.object({ id: zId, titel: zZeile })),
    /** by the rule in force then; judged anew when the invitation leaves */
    letzterLadungstag: z.string().nullable(),
  }),
  z.object({ type: z.literal('SitzungGeaendert'), ...daten, letzterLadungstag: z.string().nullable() }),
  z.object({ type: z.literal('SitzungAbgesagt'), grund: zGrund }),
  z.object({
    type: z.literal('TopHinzugefuegt'),
    ...zTop.shape,
    /** number of the paper, so that the agenda can be printed without it */
    bezugNummer: z.string().nullable(),
    /** as released; kept here so that the session can be held and recorded without the paper */
    beschlussvorschlag: zBloecke,
    beratungsrolle: zBeratungsrolle.nullable(),
    teil: z.enum(['oeffentlich', 'nichtoeffentlich']),
    ...zTopZusatz,
    warnungen: zListe(zWarnung),
  }),
  z.object({
    type: z.literal('ErweiterungAbgelehnt'),
    titel: zZeile,
    grund: zGrund,
    rechnung: zRechnung,
    um: zZeit,
  }),
  z.object({ type: z.literal('TopUmbenannt'), top: zId, titel: zZeile }),
  z.object({ type: z.literal('TopVerschoben'), top: zId, ...vor }),
  z.object({
    type: z.literal('TopEntfernt'),
    top: zId,
    grund: zGrund,
    bezug: zId.nullable(),
    topArt: zTopArt,
    beratung: zId.nullable(),
  }),
  z.object({
    type: z.literal('EinladungVersandt'),
    dokument: zSha,
    versand: zListe(z.object(versand)),
    letzterTag: z.string(),
    verkuerzungGrund: zGrund.nullable(),
    norm: z.string(),
    /** numbers of the items as sent out; they never change afterwards */
    nummern: z.record(z.string(), z.string()),
    /** members and deputies who may now read the non-public part */
    berechtigt: zListe(zId),
    warnungen: zListe(zWarnung),
  }),
  z.object({
    type: z.literal('ZustellungErfasst'),
    ...versand,
    um: zZeit,
    nachweis: zZeile,
    dokument: zSha.nullable(),
  }),
  z.object({ type: z.literal('NachtragVersandt'), dokument: zSha }),
  z.object({
    type: z.literal('BekanntmachungVeroeffentlicht'),
    dokument: zSha,
    wo: zZeile,
    /** absent: in time */
    warnungen: zListe(zWarnung).optional(),
  }),
  z.object({ type: z.literal('PaketFreigegeben'), dokument: zSha, seiten: z.int().min(1) }),
  z.object({
    type: z.literal('SitzungEroeffnet'),
    leitung: zId,
    schriftfuehrung: zId,
    um: zZeit,
    warnungen: zListe(zWarnung),
  }),
  z.object({
    type: z.literal('AnwesenheitErfasst'),
    person: zId,
    richtung: z.enum(['kommt', 'geht']),
    vertritt: zId.nullable(),
    um: zZeit,
    warnungen: zListe(zWarnung),
  }),
  z.object({
    type: z.literal('AnwesenheitBerichtigt'),
    person: zId,
    aufenthalte: zListe(z.object({ von: zZeit, bis: zZeit.nullable(), vertritt: zId.nullable() }).readonly()),
    grund: zGrund,
  }),
  z.object({
    type: z.literal('BeschlussfaehigkeitFestgestellt'),
    ergebnis: z.enum(['beschlussfaehig', 'beschlussunfaehig']),
    grund: zGrund,
    um: zZeit,
    anwesend: z.int(),
    erforderlich: z.int(),
  }),
  z.object({ type: z.literal('SitzungBeendet'), um: zZeit }),
  z.object({
    type: z.literal('SitzungAbgeschlossen'),
    /** what each paper has to be told; computed here, so that react needs nothing else */
    ergebnisse: zListe(
      z.object({
        bezug: zId,
        bezugArt: zTopArt,
        beratung: zId.nullable(),
        top: zId,
        ausgang: z.enum(['angenommen', 'abgelehnt', 'vertagt', 'abgesetzt', 'zurKenntnis', 'offen']),
        text: z.string(),
      }),
    ),
  }),
  ...verlaufEvents,
]);
export type SitzungEvent = z.infer<typeof zSitzungEvent>;
