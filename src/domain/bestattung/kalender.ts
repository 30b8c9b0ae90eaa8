import { addDays, addMinutes, formatTag, instantOf, tagOf, uhrzeitOf, weekday } from '../shared/dates.ts';
import { feiertagNrw } from '../shared/feiertage.ts';
import type { Tag, Zeitpunkt } from '../shared/vorgang.ts';
import { sperre, type Befund } from './befund.ts';
import type { FeiertagsRegel, Schliessung } from './tabellen/regeln.ts';
import type { Regelwerk } from './tabellen/index.ts';

const WOCHENTAGE = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'] as const;

/** „Montag, 23.11.2026“ */
export const formatWochentag = (tag: Tag): string => `${WOCHENTAGE[weekday(tag) - 1]}, ${formatTag(tag)}`;

/** „Mo 23.11., 10:00“ */
export const formatKurz = (zeit: Zeitpunkt): string => {
  const tag = tagOf(zeit);
  return `${(WOCHENTAGE[weekday(tag) - 1] as string).slice(0, 2)} ${formatTag(tag).slice(0, 6)}, ${uhrzeitOf(zeit)}`;
};

/** Name of the holiday or free day; null: an ordinary day. Source: Feiertagsgesetz NW, and the city's own days. */
export const feiertag = (tag: Tag, regel: FeiertagsRegel): string | null =>
  feiertagNrw(tag) ??
  regel.weitere.find((w) => w.tag === tag.slice(5))?.name ??
  regel.einmalig.find((e) => e.tag === tag)?.name ??
  null;

type Tagesrahmen =
  | { readonly offen: true; readonly von: Zeitpunkt; readonly bis: Zeitpunkt }
  | { readonly offen: false; readonly grund: string };

/** Working span of crews or opening span for burials on a day; or why there is none. */
export function tagesrahmen(r: Regelwerk, tag: Tag, art: 'bestattung' | 'arbeit'): Tagesrahmen {
  const frei = feiertag(tag, r.feiertage);
  if (frei !== null) return { offen: false, grund: frei };
  const spanne = r.zeiten[art][weekday(tag) - 1] ?? null;
  const was = art === 'bestattung' ? 'keine Bestattungen' : 'kein Dienst';
  if (spanne === null) return { offen: false, grund: `${WOCHENTAGE[weekday(tag) - 1]}, ${was}` };
  const von = instantOf(tag, spanne.von);
  const bis = instantOf(tag, spanne.bis);
  return von === null || bis === null ? { offen: false, grund: 'Zeitumstellung' } : { offen: true, von, bis };
}

/** First and last instant at which a burial may begin that day. */
export function startrahmen(r: Regelwerk, tag: Tag, mitFeier: boolean): Tagesrahmen {
  const rahmen = tagesrahmen(r, tag, 'bestattung');
  if (!rahmen.offen) return rahmen;
  const abzug = mitFeier ? r.zeiten.letzterStartMitFeierMin : r.zeiten.letzterStartOhneFeierMin;
  return { offen: true, von: rahmen.von, bis: addMinutes(rahmen.bis, -abzug) };
}

export const trifft = (s: Schliessung, art: Schliessung['betrifft'], ziel: string): boolean =>
  s.betrifft === 'alle' || (s.betrifft === art && s.ziel === ziel);

/** Closed spans of a closure, one per day it touches within [vonTag, bisTag]. */
export function schliessungsSpannen(
  s: Schliessung,
  vonTag: Tag,
  bisTag: Tag,
): readonly { readonly von: Zeitpunkt; readonly bis: Zeitpunkt; readonly grund: string }[] {
  const spannen: { von: Zeitpunkt; bis: Zeitpunkt; grund: string }[] = [];
  const letzter = s.bisTag < bisTag ? s.bisTag : bisTag;
  for (let tag = s.vonTag > vonTag ? s.vonTag : vonTag; tag <= letzter; tag = addDays(tag, 1)) {
    const von = instantOf(tag, s.stunden?.von ?? '00:00');
    const bis = s.stunden ? instantOf(tag, s.stunden.bis) : instantOf(addDays(tag, 1), '00:00');
    if (von !== null && bis !== null) spannen.push({ von, bis, grund: s.grund });
  }
  return spannen;
}

/** Does a span of a resource fall into a closure? */
export function pruefeSchliessung(
  r: Regelwerk,
  art: Schliessung['betrifft'],
  ziel: string,
  von: Zeitpunkt,
  bis: Zeitpunkt,
): Befund | null {
  for (const s of r.schliessungen) {
    if (!trifft(s, art, ziel)) continue;
    for (const spanne of schliessungsSpannen(s, tagOf(von), tagOf(bis))) {
      if (spanne.von < bis && von < spanne.bis)
        return sperre(
          'bestattung.ausserhalb-zeiten',
          { tag: formatWochentag(tagOf(von)), grund: s.grund },
          'termin',
        );
    }
  }
  return null;
}

/** Does a burial begin within the hours? Names the day and the reason if not. */
export function pruefeStart(r: Regelwerk, beginn: Zeitpunkt, mitFeier: boolean): Befund | null {
  const tag = tagOf(beginn);
  const rahmen = startrahmen(r, tag, mitFeier);
  const nein = (grund: string): Befund =>
    sperre('bestattung.ausserhalb-zeiten', { tag: formatWochentag(tag), grund }, 'termin');
  if (!rahmen.offen) return nein(rahmen.grund);
  if (beginn >= rahmen.von && beginn <= rahmen.bis) return null;
  const womit = mitFeier ? 'mit Trauerfeier' : 'ohne Trauerfeier';
  return nein(`Beginn ${womit} nur ${uhrzeitOf(rahmen.von)}–${uhrzeitOf(rahmen.bis)} Uhr`);
}

/** Does a span of work lie inside the crews' hours? */
export function pruefeArbeit(r: Regelwerk, von: Zeitpunkt, bis: Zeitpunkt, was: string): Befund | null {
  const tag = tagOf(von);
  const rahmen = tagesrahmen(r, tag, 'arbeit');
  const nein = (grund: string): Befund =>
    sperre('bestattung.ausserhalb-zeiten', { tag: formatWochentag(tag), grund }, 'termin');
  if (!rahmen.offen) return nein(rahmen.grund);
  if (von >= rahmen.von && bis <= rahmen.bis) return null;
  return nein(`${was} nur ${uhrzeitOf(rahmen.von)}–${uhrzeitOf(rahmen.bis)} Uhr`);
}

/** The working day before; skips weekends and holidays, at most two weeks back. */
export function arbeitstagVor(r: Regelwerk, tag: Tag): Tag {
  let t = addDays(tag, -1);
  for (let i = 0; i < 14 && !tagesrahmen(r, t, 'arbeit').offen; i++) t = addDays(t, -1);
  return t;
}
