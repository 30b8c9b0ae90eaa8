import { z } from 'zod';
import { zGrund, zId, zListe, zTag, zZeile } from '../grundtypen.ts';

/**
 * A body of the city: council, committee. What its Geschäftsordnung says is data with a first day of
 * validity; nothing of it is code, because every city has its own.
 */

export const zGremiumArt = z.enum([
  'rat',
  'hauptausschuss',
  'finanzausschuss',
  'rechnungspruefungsausschuss',
  'ausschuss',
]);
export type GremiumArt = z.infer<typeof zGremiumArt>;

/** How the last day of the invitation is counted (see ladungsfrist.ts). */
export const zLadungsfristregel = z
  .object({
    /** 8 in „acht volle Tage“, 7 in „spätestens am 7. Tag“ */
    tage: z.int().min(0).max(60),
    /** `volleTage`: neither the day of dispatch nor the day of the session counts; `spaetestensAmTag`: on the n-th day before */
    zaehlung: z.enum(['volleTage', 'spaetestensAmTag']),
    /** count Mondays to Fridays that are no holiday in NRW only */
    nurWerktage: z.boolean(),
    /** a last day on a Saturday, Sunday or holiday moves back to the working day before */
    vorherigerWerktag: z.boolean(),
    /** days until a letter counts as received; 0 when dispatch is what counts */
    zugangstage: z.int().min(0).max(10),
    /** null: the Geschäftsordnung allows no shortening */
    verkuerzung: z
      .object({ stunden: z.int().min(1).max(480), norm: zZeile })
      .readonly()
      .nullable(),
    norm: zZeile,
    geprueft: z.boolean(),
  })
  .readonly();
export type Ladungsfristregel = z.infer<typeof zLadungsfristregel>;

export const zUnterschriftDokument = z.enum([
  'niederschrift',
  'auszug',
  'dringlichkeitsentscheidung',
  'einladung',
]);
export const zNiveau = z.enum(['uebung', 'fortgeschritten', 'qualifiziert']);
export type Niveau = z.infer<typeof zNiveau>;

/** Who signs a kind of document, at which level, and whether paper will do. */
export const zUnterschriftsregel = z
  .object({
    dokument: zUnterschriftDokument,
    rollen: zListe(z.enum(['vorsitz', 'schriftfuehrung', 'buergermeister', 'mitglied'])),
    niveau: zNiveau,
    /** a paper signature may be recorded with its scan */
    papier: z.boolean(),
    norm: zZeile,
    geprueft: z.boolean(),
  })
  .readonly();
export type Unterschriftsregel = z.infer<typeof zUnterschriftsregel>;

export const zGremiumRegeln = z
  .object({
    gueltigAb: zTag,
    /** statutory number of members, the base of the quorum (§ 49 Abs. 1 GO NRW) */
    gesetzlicheMitgliederzahl: z.int().min(1).max(200),
    ladung: zLadungsfristregel,
    /** days before the session by which time, place and agenda must be published */
    bekanntmachungTage: z.int().min(0).max(30),
    /** § 58 Abs. 3 GO NRW: councillors present must outnumber sachkundige Bürger present */
    ratsmitgliederUeberwiegen: z.boolean(),
    /** only what differs from the table `sitzung.unterschriften` */
    unterschriften: zListe(zUnterschriftsregel),
    quelle: zZeile,
    geprueft: z.boolean(),
  })
  .readonly();
export type GremiumRegeln = z.infer<typeof zGremiumRegeln>;

export const zMitglied = z
  .object({
    person: zId,
    funktion: z.enum(['vorsitz', 'stellvVorsitz', 'mitglied', 'stellvertretung']),
    stimmrecht: z.enum(['stimmberechtigt', 'beratend']),
    eigenschaft: z.enum([
      'buergermeister',
      'ratsmitglied',
      'sachkundigerBuerger',
      'sachkundigerEinwohner',
      'verwaltung',
    ]),
    fraktion: z.string().trim().max(80).nullable(),
    /** for `stellvertretung`: whom this person may replace; empty: any member of the same Fraktion */
    vertritt: zListe(zId),
    gueltigVon: zTag.nullable(),
    gueltigBis: zTag.nullable(),
  })
  .readonly();
export type Mitglied = z.infer<typeof zMitglied>;

const anlegen = {
  name: zZeile,
  kuerzel: z.string().trim().min(1).max(20),
  gremiumArt: zGremiumArt,
  regeln: zGremiumRegeln,
  mitglieder: zListe(zMitglied),
};

export const zGremiumCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('createGremium'), ...anlegen }),
  z.object({ type: z.literal('setGremiumRegeln'), regeln: zGremiumRegeln }),
  z.object({ type: z.literal('renameGremium'), name: zZeile, kuerzel: z.string().trim().min(1).max(20) }),
  z.object({ type: z.literal('addGremiumMitglied'), mitglied: zMitglied }),
  /** another function, Fraktion, right to vote or end from a day on; before it all stays as it was */
  z.object({ type: z.literal('changeGremiumMitglied'), mitglied: zMitglied, ab: zTag, grund: zGrund }),
  z.object({ type: z.literal('endGremiumMitgliedschaft'), person: zId, letzterTag: zTag, grund: zGrund }),
  z.object({ type: z.literal('dissolveGremium'), letzterTag: zTag, grund: zGrund }),
]);
export type GremiumCommand = z.infer<typeof zGremiumCommand>;

export const zGremiumEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('GremiumAngelegt'), ...anlegen }),
  z.object({ type: z.literal('GremiumRegelnGesetzt'), regeln: zGremiumRegeln }),
  z.object({ type: z.literal('GremiumUmbenannt'), name: zZeile, kuerzel: z.string().trim().min(1).max(20) }),
  z.object({ type: z.literal('GremiumMitgliedAufgenommen'), mitglied: zMitglied }),
  z.object({
    type: z.literal('GremiumMitgliedschaftBeendet'),
    person: zId,
    letzterTag: zTag,
    grund: zGrund,
  }),
  z.object({ type: z.literal('GremiumAufgeloest'), letzterTag: zTag, grund: zGrund }),
]);
export type GremiumEvent = z.infer<typeof zGremiumEvent>;

export interface Gremium {
  readonly art: 'gremium';
  readonly name: string;
  readonly kuerzel: string;
  readonly gremiumArt: GremiumArt;
  readonly regeln: readonly GremiumRegeln[];
  readonly mitglieder: readonly Mitglied[];
  readonly aufgeloestAm: string | null;
}
