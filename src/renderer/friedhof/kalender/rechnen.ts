import type { Balken, Tagesstrahl } from '../../../domain/bestattung/auswahl/zeitstrahl.ts';
import type { Tag, Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import { uhrzeit } from '../../kit/format.ts';

/** Where things stand on the timeline: minutes of the local day, lanes, days. */

export interface Rahmen {
  /** full hours */
  readonly von: number;
  readonly bis: number;
}

/** Minutes since local midnight. */
export function minuten(zeit: Zeitpunkt): number {
  const [h = '0', m = '0'] = uhrzeit(zeit).split(':');
  return Number(h) * 60 + Number(m);
}

/** Full hours that hold every bar and the working day of all shown days. */
export function rahmenOf(tage: readonly Tagesstrahl[]): Rahmen {
  let von = 8 * 60;
  let bis = 16 * 60;
  for (const t of tage) {
    if (t.grund === null) {
      von = Math.min(von, minuten(t.von));
      bis = Math.max(bis, minuten(t.bis));
    }
    for (const b of t.zeilen.flatMap((z) => z.balken)) {
      von = Math.min(von, minuten(b.von));
      bis = Math.max(bis, minuten(b.bis));
    }
  }
  return { von: Math.floor(von / 60), bis: Math.ceil(bis / 60) };
}

/** Left edge and width in percent of the track. */
export function lage(von: number, bis: number, r: Rahmen): { readonly left: string; readonly width: string } {
  const ganz = (r.bis - r.von) * 60;
  const a = Math.max(0, von - r.von * 60);
  const b = Math.min(ganz, bis - r.von * 60);
  return { left: `${(a / ganz) * 100}%`, width: `${(Math.max(b - a, 15) / ganz) * 100}%` };
}

export interface Spur {
  readonly balken: Balken;
  readonly spur: number;
}

/** Bars that overlap lie below each other; answers how many lanes that takes. */
export function spuren(balken: readonly Balken[]): {
  readonly liste: readonly Spur[];
  readonly anzahl: number;
} {
  const enden: string[] = [];
  const liste = [...balken]
    .sort((a, b) => (a.von < b.von ? -1 : 1))
    .map((b) => {
      const frei = enden.findIndex((ende) => ende <= b.von);
      const spur = frei < 0 ? enden.length : frei;
      enden[spur] = b.bis;
      return { balken: b, spur };
    });
  return { liste, anzahl: Math.max(1, enden.length) };
}

const utc = (tag: Tag): number => Date.parse(`${tag}T00:00:00Z`);
export const plusTage = (tag: Tag, n: number): Tag =>
  new Date(utc(tag) + n * 86_400_000).toISOString().slice(0, 10);
/** 1 = Monday ... 7 = Sunday */
export const wochentag = (tag: Tag): number => new Date(utc(tag)).getUTCDay() || 7;
export const montagVon = (tag: Tag): Tag => plusTage(tag, 1 - wochentag(tag));

/** ISO week of the year. */
export function kalenderwoche(tag: Tag): number {
  const donnerstag = utc(plusTage(montagVon(tag), 3));
  const jahr = new Date(donnerstag).getUTCFullYear();
  return 1 + Math.floor((donnerstag - Date.UTC(jahr, 0, 1)) / (7 * 86_400_000));
}

/** On Saturday and Sunday the coming week is what one plans. */
export const planungstag = (heute: Tag): Tag =>
  wochentag(heute) > 5 ? plusTage(heute, 8 - wochentag(heute)) : heute;

const monatJahr = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const monat = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', month: 'long' });

/** „23.–29. November 2026“ */
export function wochenspanne(tag: Tag): string {
  const a = montagVon(tag);
  const b = plusTage(a, 6);
  const ende = `${Number(b.slice(8))}. ${monatJahr.format(utc(b))}`;
  return a.slice(0, 7) === b.slice(0, 7)
    ? `${Number(a.slice(8))}.–${ende}`
    : `${Number(a.slice(8))}. ${monat.format(utc(a))} – ${ende}`;
}
