import type { Tag, Zeitpunkt } from '../../domain/shared/vorgang.ts';

/**
 * Dates, times and sizes as a German clerk reads them. The start page must not load a calendar library for
 * this, so days are counted in UTC midnights (whole days, no clock change) and instants are shown by Intl.
 */
const ZONE = 'Europe/Berlin';
const clock = new Intl.DateTimeFormat('de-DE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' });
const long = new Intl.DateTimeFormat('de-DE', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const short = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', weekday: 'short' });

const utc = (tag: Tag): number => Date.parse(`${tag}T00:00:00Z`);

/** Local calendar day of an instant. */
export const tagVon = (zeit: Zeitpunkt): Tag => day.format(new Date(zeit));
/** `14:30` in local time. */
export const uhrzeit = (zeit: Zeitpunkt): string => clock.format(new Date(zeit));
/** Whole days from a to b. */
export const tageBis = (a: Tag, b: Tag): number => Math.round((utc(b) - utc(a)) / 86_400_000);

/** `24.07.2026` */
export const tagLang = (tag: Tag): string => `${tag.slice(8, 10)}.${tag.slice(5, 7)}.${tag.slice(0, 4)}`;
/** `24.07.`, with the year only when it is another one */
export const tagKurz = (tag: Tag, heute: Tag): string =>
  tag.slice(0, 4) === heute.slice(0, 4) ? `${tag.slice(8, 10)}.${tag.slice(5, 7)}.` : tagLang(tag);
/** `Mittwoch, 22. Juli 2026` */
export const tagAusgeschrieben = (tag: Tag): string => long.format(new Date(utc(tag)));
/** `Fr, 24.07.2026` */
export const tagMitWochentag = (tag: Tag): string => `${short.format(new Date(utc(tag)))}, ${tagLang(tag)}`;
/** `16.07., 09:12` */
export const zeitKurz = (zeit: Zeitpunkt, heute: Tag): string =>
  `${tagKurz(tagVon(zeit), heute)}, ${uhrzeit(zeit)}`;
/** `16.07.2026, 09:12 Uhr` */
export const zeitLang = (zeit: Zeitpunkt): string => `${tagLang(tagVon(zeit))}, ${uhrzeit(zeit)} Uhr`;

export interface Frist {
  /** the day in words: `heute`, `gestern`, `24.07.` */
  readonly tag: string;
  /** what it means: `noch 2 Tage`, `seit gestern`, `bis 12:00 Uhr` */
  readonly rest: string;
  readonly lage: 'ueberfaellig' | 'heute' | 'bald' | 'spaeter';
}

/** A deadline as the Arbeitskorb shows it: the day in bold, below it how much time is left. */
export function frist(faellig: Tag, heute: Tag, zeit?: string): Frist {
  const rest = tageBis(heute, faellig);
  if (rest < 0)
    return {
      tag: tagKurz(faellig, heute),
      rest: rest === -1 ? 'seit gestern' : `seit ${-rest} Tagen`,
      lage: 'ueberfaellig',
    };
  if (rest === 0) return { tag: 'heute', rest: zeit ? `bis ${zeit} Uhr` : 'Frist läuft ab', lage: 'heute' };
  return {
    tag: tagKurz(faellig, heute),
    rest: rest === 1 ? 'morgen' : `noch ${rest} Tage`,
    lage: rest <= 3 ? 'bald' : 'spaeter',
  };
}

/** When something came: `heute` + `07:58 Uhr`, `gestern` + …, else the day. */
export function eingang(zeit: Zeitpunkt, heute: Tag): { readonly tag: string; readonly zeit: string } {
  const tage = tageBis(tagVon(zeit), heute);
  const tag = tage === 0 ? 'heute' : tage === 1 ? 'gestern' : tagKurz(tagVon(zeit), heute);
  return { tag, zeit: `${uhrzeit(zeit)} Uhr` };
}

/** `seit 6 Tagen`, `seit gestern`, `seit heute` */
export function seit(zeit: Zeitpunkt, heute: Tag): string {
  const tage = tageBis(tagVon(zeit), heute);
  return tage <= 0 ? 'seit heute' : tage === 1 ? 'seit gestern' : `seit ${tage} Tagen`;
}

const EINHEITEN = ['Byte', 'KB', 'MB', 'GB'];
/** `1,4 MB`, counted as the file manager of Windows does */
export function groesse(bytes: number): string {
  let wert = bytes;
  let stufe = 0;
  while (wert >= 1024 && stufe < EINHEITEN.length - 1) {
    wert /= 1024;
    stufe++;
  }
  return `${wert.toLocaleString('de-DE', { maximumFractionDigits: stufe < 2 ? 0 : 1 })} ${EINHEITEN[stufe]}`;
}

/** `4.161` */
export const zahl = (n: number): string => n.toLocaleString('de-DE');

/** `1 Vorgang`, `2.000 Vorgänge` */
export const anzahl = (n: number, eins: string, viele: string): string =>
  `${n.toLocaleString('de-DE')} ${n === 1 ? eins : viele}`;

/** SHA-256 in groups of eight that two people can compare aloud. */
export const hashGruppen = (sha256: string): string => sha256.replace(/(.{8})(?=.)/g, '$1 ');

const euro = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });
/** cents to `11.424,00 €` */
export const betrag = (cent: number): string => euro.format(cent / 100);
