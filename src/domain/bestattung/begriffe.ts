import { z } from 'zod';

/** The words of the cemetery office: closed lists with the text that screens and prints show. */

export const bestattungsarten = ['erdbestattung', 'tuchbestattung', 'urne', 'kind', 'sternenkind'] as const;
export type Bestattungsart = (typeof bestattungsarten)[number];
export const bestattungsartText: Readonly<Record<Bestattungsart, string>> = {
  erdbestattung: 'Erdbestattung',
  tuchbestattung: 'Tuchbestattung',
  urne: 'Urnenbeisetzung',
  kind: 'Kinderbestattung',
  sternenkind: 'Sternenkinderbestattung',
};

export const grabarten = [
  'reihengrab',
  'wahlgrab',
  'urnenreihengrab',
  'urnenwahlgrab',
  'rasengrab',
  'kindergrab',
  'sternenkinder',
  'muslimisch',
  'anonym',
  'friedhofswald',
] as const;
export type Grabart = (typeof grabarten)[number];
export const grabartText: Readonly<Record<Grabart, string>> = {
  reihengrab: 'Reihengrab',
  wahlgrab: 'Wahlgrab',
  urnenreihengrab: 'Urnenreihengrab',
  urnenwahlgrab: 'Urnenwahlgrab',
  rasengrab: 'Rasengrab',
  kindergrab: 'Kindergrab',
  sternenkinder: 'Sternenkinderfeld',
  muslimisch: 'Muslimisches Grabfeld',
  anonym: 'Anonymes Urnengrab',
  friedhofswald: 'Friedhofswald',
};

export const unterlagen = [
  'sterbefallanzeige',
  'bestattungsgenehmigung',
  'zweite_leichenschau',
  'freigabe_staatsanwaltschaft',
  'antrag_kostentraeger',
  'erklaerung_nutzungsrecht',
  'einaescherungsbescheinigung',
] as const;
export type Unterlage = (typeof unterlagen)[number];
export const unterlageText: Readonly<Record<Unterlage, string>> = {
  sterbefallanzeige: 'Nachweis der Sterbefallanzeige',
  bestattungsgenehmigung: 'Bestattungsgenehmigung',
  zweite_leichenschau: 'Zweite ärztliche Bescheinigung',
  freigabe_staatsanwaltschaft: 'Genehmigung der Staatsanwaltschaft',
  antrag_kostentraeger: 'Vom Kostenträger unterschriebener Antrag',
  erklaerung_nutzungsrecht: 'Erklärung zum Nutzungsrecht',
  einaescherungsbescheinigung: 'Einäscherungsbescheinigung',
};

export const bestattungStatus = [
  'entwurf',
  'angefragt',
  'vorgemerkt',
  'freigegeben',
  'vorbereitet',
  'geprueft',
  'durchgefuehrt',
  'abgeschlossen',
  'abgelehnt',
  'storniert',
  'verlegt',
] as const;
export type BestattungStatus = (typeof bestattungStatus)[number];
export const bestattungStatusText: Readonly<Record<BestattungStatus, string>> = {
  entwurf: 'Entwurf',
  angefragt: 'Angefragt',
  vorgemerkt: 'Vorgemerkt',
  freigegeben: 'Freigegeben',
  vorbereitet: 'Vorbereitet',
  geprueft: 'Grab geprüft',
  durchgefuehrt: 'Durchgeführt',
  abgeschlossen: 'Abgeschlossen',
  abgelehnt: 'Abgelehnt',
  storniert: 'Storniert',
  verlegt: 'Verlegt, Termin offen',
};

/** Roles of this Fach; which person holds which is said in the Verzeichnis. */
export const ROLLE_VERWALTUNG = 'friedhofsverwaltung';
export const ROLLE_KOLONNE = 'kolonnenfuehrung';

/** A day as it stands in a record, also one that an old card made up. */
export const zTag = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A day that exists: for everything that is entered and reckoned with. */
export const zKalendertag = z.iso.date();
export const zAugenblick = z.iso.datetime({ precision: 3 });
export const zUhrzeit = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const zZeitpunkt = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
export const zSha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const zId = z.string().min(1).max(80);
export const zKurz = z.string().max(200);
export const zGrund = z.string().trim().min(3).max(500);
export const zBestattungsart = z.enum(bestattungsarten);
export const zGrabart = z.enum(grabarten);
export const zUnterlage = z.enum(unterlagen);

/** Length and width in centimetres. */
export const zMasse = z.object({
  laengeCm: z.number().int().positive().max(400),
  breiteCm: z.number().int().positive().max(400),
});
export type Masse = z.infer<typeof zMasse>;
