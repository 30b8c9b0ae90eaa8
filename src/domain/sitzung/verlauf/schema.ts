import { z } from 'zod';
import { zAnlage, zAnzahl, zGrund, zId, zListe, zTag, zZeile, zZeit } from '../grundtypen.ts';
import { zBloecke } from '../text/bloecke.ts';

/**
 * What happens to one item of the agenda in the session. The same commands and events serve the public
 * session and its non-public part, which is a Vorgang of its own.
 *
 * `um` is when it happened, if that differs from the moment of the entry („Frau X kam um 17:25“).
 */

export const zStimme = z.enum(['ja', 'nein', 'enthaltung', 'nichtBeteiligt']);
export type Stimme = z.infer<typeof zStimme>;

export const zEinzelstimme = z.object({ person: zId, stimme: zStimme }).readonly();

export const zStimmen = z
  .object({
    ja: zAnzahl,
    nein: zAnzahl,
    enthaltung: zAnzahl,
    /** present and entitled, but took no part */
    nichtBeteiligt: zAnzahl,
  })
  .readonly();
export type Stimmen = z.infer<typeof zStimmen>;

export const zMehrheit = z.enum(['einfach', 'mehrheitDerMitglieder', 'zweiDritteDerMitglieder']);
export type Mehrheit = z.infer<typeof zMehrheit>;

export const zAbstimmungsangaben = z.object({
  id: zId,
  gegenstand: z.enum(['beschluss', 'aenderungsantrag', 'geschaeftsordnung']),
  /** what was voted on, in words; for the resolution itself its text is `beschluss` of the item */
  worueber: zGrund,
  form: z.enum(['offen', 'namentlich', 'geheim']),
  mehrheit: zMehrheit,
  /** e.g. „§ 50 Abs. 3“: where § 40 Abs. 2 GO NRW takes the mayor's vote away */
  rechtsgrundlage: zZeile.nullable(),
  stimmen: zStimmen,
  /** in a vote by name one line for each; otherwise empty */
  einzelstimmen: zListe(zEinzelstimme),
  /** the result as the minutes say it, e.g. „5 Gegenstimmen (SPD)“ */
  erlaeuterung: zGrund,
  um: zZeit.nullable(),
});
export type Abstimmungsangaben = z.infer<typeof zAbstimmungsangaben>;

/** Something a person should know, but that blocks nothing; `code` has its text in the error table. */
export const zWarnung = z
  .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
  .readonly();
export type Warnung = z.infer<typeof zWarnung>;

export const zBefangenheitsverhalten = z.enum(['raumVerlassen', 'zuhoererraum']);

const top = { top: zId };
const um = { um: zZeit.nullable() };
const umsetzung = {
  /** unit that carries it out */
  einheit: zId.nullable(),
  frist: zTag.nullable(),
};

export const verlaufCommands = [
  z.object({ type: z.literal('openTop'), ...top, ...um }),
  z.object({ type: z.literal('closeTop'), ...top, ...um }),
  z.object({
    type: z.literal('recordBefangenheit'),
    ...top,
    person: zId,
    grund: zGrund,
    verhalten: zBefangenheitsverhalten,
    ...um,
  }),
  z.object({ type: z.literal('withdrawBefangenheit'), ...top, person: zId, grund: zGrund }),
  z.object({ type: z.literal('addTischvorlage'), ...top, dokument: zAnlage, ...um }),
  z.object({ type: z.literal('recordAbsetzung'), ...top, grund: zGrund, ...um }),
  z.object({ type: z.literal('recordVertagung'), ...top, grund: zGrund, bis: zTag.nullable(), ...um }),
  z.object({ type: z.literal('setBeschlusstext'), ...top, text: zBloecke, abweichung: zGrund }),
  z.object({ type: z.literal('recordAbstimmung'), ...top, ...zAbstimmungsangaben.shape }),
  z.object({ type: z.literal('withdrawAbstimmung'), ...top, abstimmung: zId, grund: zGrund }),
  z.object({ type: z.literal('recordKenntnisnahme'), ...top, ...um }),
  z.object({ type: z.literal('setProtokolltext'), ...top, text: zBloecke }),
  z.object({ type: z.literal('assignUmsetzung'), ...top, ...umsetzung }),
  z.object({
    type: z.literal('reportUmsetzung'),
    ...top,
    stand: z.enum(['offen', 'inArbeit', 'erledigt']),
    bericht: zGrund,
  }),
] as const;
export const zVerlaufCommand = z.discriminatedUnion('type', verlaufCommands);
export type VerlaufCommand = z.infer<typeof zVerlaufCommand>;

/** How the arithmetic of a vote came out; kept in the event, so that it can be shown as of then. */
export const zRechnung = z
  .object({
    anwesend: zAnzahl,
    befangen: zAnzahl,
    /** 1 if the mayor was present and may not vote here (§ 40 Abs. 2 GO NRW) */
    ohneStimmrecht: zAnzahl,
    stimmberechtigt: zAnzahl,
    abgegeben: zAnzahl,
    erforderlich: zAnzahl,
    angenommen: z.boolean(),
    text: z.string(),
  })
  .readonly();
export type Rechnung = z.infer<typeof zRechnung>;

const zeitpunkt = { um: zZeit };

export const verlaufEvents = [
  z.object({ type: z.literal('TopAufgerufen'), ...top, ...zeitpunkt, warnungen: zListe(zWarnung) }),
  z.object({ type: z.literal('TopGeschlossen'), ...top, ...zeitpunkt }),
  z.object({
    type: z.literal('BefangenheitErfasst'),
    ...top,
    person: zId,
    grund: zGrund,
    verhalten: zBefangenheitsverhalten,
    ...zeitpunkt,
  }),
  z.object({ type: z.literal('BefangenheitZurueckgenommen'), ...top, person: zId, grund: zGrund }),
  z.object({ type: z.literal('TischvorlageErfasst'), ...top, dokument: zAnlage, ...zeitpunkt }),
  z.object({ type: z.literal('TopAbgesetzt'), ...top, grund: zGrund, ...zeitpunkt }),
  z.object({ type: z.literal('TopVertagt'), ...top, grund: zGrund, bis: zTag.nullable(), ...zeitpunkt }),
  z.object({ type: z.literal('BeschlusstextGesetzt'), ...top, text: zBloecke, abweichung: zGrund }),
  z.object({
    type: z.literal('AbstimmungErfasst'),
    ...top,
    ...zAbstimmungsangaben.shape,
    ...zeitpunkt,
    rechnung: zRechnung,
    warnungen: zListe(zWarnung),
  }),
  z.object({ type: z.literal('AbstimmungZurueckgenommen'), ...top, abstimmung: zId, grund: zGrund }),
  z.object({ type: z.literal('KenntnisnahmeErfasst'), ...top, ...zeitpunkt }),
  z.object({ type: z.literal('ProtokolltextGesetzt'), ...top, text: zBloecke }),
  z.object({ type: z.literal('UmsetzungZugewiesen'), ...top, ...umsetzung }),
  z.object({
    type: z.literal('UmsetzungGemeldet'),
    ...top,
    stand: z.enum(['offen', 'inArbeit', 'erledigt']),
    bericht: zGrund,
  }),
] as const;
export const zVerlaufEvent = z.discriminatedUnion('type', verlaufEvents);
export type VerlaufEvent = z.infer<typeof zVerlaufEvent>;

/** These report what happened in the room: they are recorded and judged at the time they happened. */
export const VERLAUF_MELDUNGEN: readonly VerlaufCommand['type'][] = [
  'openTop',
  'closeTop',
  'recordBefangenheit',
  'withdrawBefangenheit',
  'recordAbsetzung',
  'recordVertagung',
  'recordAbstimmung',
  'withdrawAbstimmung',
  'recordKenntnisnahme',
];
