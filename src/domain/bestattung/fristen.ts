import { Temporal } from 'temporal-polyfill';
import { ZONE, addDays, daysBetween, formatTag, formatZeitpunkt, instantOf, tagOf } from '../shared/dates.ts';
import type { Rechtsgrundlage } from '../shared/legal.ts';
import type { Tag, Zeitpunkt } from '../shared/vorgang.ts';
import { hinweis, sperre, type Befund } from './befund.ts';
import type { Bestattungsart } from './begriffe.ts';
import type { FristenRegel } from './tabellen/regeln.ts';

/** Day of death and, if known, the local time. */
export interface Sterbezeit {
  readonly tag: Tag;
  readonly uhrzeit: string | null;
}

export interface Genehmigung {
  readonly art: 'fruehbestattung' | 'fristverlaengerung';
  /** last day an extension allows; null with an early burial */
  readonly bis: Tag | null;
  readonly behoerde: string;
  readonly aktenzeichen: string;
}

/** Between which instants and days a burial is lawful, and why. */
export interface Bestattungsfenster {
  /** no earlier; null: not limited (ashes, or early burial approved) */
  readonly fruehestens: Zeitpunkt | null;
  /** last day; null: cannot be computed yet or does not apply */
  readonly spaetestens: Tag | null;
  /** last day without any extension */
  readonly spaetestensOhneVerlaengerung: Tag | null;
  readonly uhrzeitUnbekannt: boolean;
  readonly grund: readonly Rechtsgrundlage[];
}

/** Stillborn children below the limit of the law have no statutory clock; an urn's runs from the cremation. */
const istErde = (art: Bestattungsart): boolean =>
  art === 'erdbestattung' || art === 'tuchbestattung' || art === 'kind';

/**
 * The statutory window of a burial. 24 hours are elapsed hours, also over a change of the clock; the ten days and
 * six weeks are calendar days, the day of death not counted (§ 187 Abs. 1, § 188 BGB), Sundays and holidays included.
 */
export function berechneFenster(
  art: Bestattungsart,
  tod: Sterbezeit,
  einaescherung: Tag | null,
  genehmigungen: readonly Genehmigung[],
  regel: FristenRegel,
): Bestattungsfenster {
  const verlaengertBis = genehmigungen.reduce<Tag | null>(
    (max, g) =>
      g.art === 'fristverlaengerung' && g.bis !== null && (max === null || g.bis > max) ? g.bis : max,
    null,
  );
  const frueh = genehmigungen.some((g) => g.art === 'fruehbestattung');
  const ohne = letzterTag(art, tod, einaescherung, regel);
  const grund = istErde(art)
    ? [regel.fruehestensNorm, regel.spaetestensNorm]
    : art === 'urne'
      ? [regel.urneNorm]
      : [];
  return {
    fruehestens: istErde(art) && !frueh ? fruehestens(tod, regel.fruehestensStunden) : null,
    spaetestens: ohne !== null && verlaengertBis !== null && verlaengertBis > ohne ? verlaengertBis : ohne,
    spaetestensOhneVerlaengerung: ohne,
    uhrzeitUnbekannt: tod.uhrzeit === null,
    grund,
  };
}

function letzterTag(
  art: Bestattungsart,
  tod: Sterbezeit,
  einaescherung: Tag | null,
  regel: FristenRegel,
): Tag | null {
  if (istErde(art)) return addDays(tod.tag, regel.spaetestensTage);
  if (art !== 'urne') return null;
  const beginn = regel.urneBeginn === 'tod' ? tod.tag : einaescherung;
  return beginn === null ? null : addDays(beginn, regel.urneWochen * 7);
}

/** Death at an unknown hour counts from the end of its day; of a doubled hour in autumn the later one counts. */
function fruehestens(tod: Sterbezeit, stunden: number): Zeitpunkt | null {
  const lokal =
    tod.uhrzeit === null
      ? Temporal.PlainDate.from(tod.tag).add({ days: 1 }).toPlainDateTime('00:00')
      : Temporal.PlainDateTime.from(`${tod.tag}T${tod.uhrzeit}`);
  return lokal
    .toZonedDateTime(ZONE, { disambiguation: 'later' })
    .toInstant()
    .add({ hours: stunden })
    .toString({ fractionalSecondDigits: 3 });
}

/** Is the time of death possible at all: does the hour exist, and is it before now and before the burial? */
export function pruefeSterbezeit(
  tod: Sterbezeit,
  jetzt: Zeitpunkt,
  beginn: Zeitpunkt | null,
): readonly Befund[] {
  const zeit = tod.uhrzeit === null ? instantOf(tod.tag, '00:00') : instantOf(tod.tag, tod.uhrzeit);
  if (zeit === null) return [pruefeUhrzeit(tod.tag, tod.uhrzeit ?? '00:00', 'sterbezeit') as Befund];
  if (zeit > jetzt)
    return [sperre('bestattung.sterbezeit-nach', { x: `jetzt (${formatZeitpunkt(jetzt)})` }, 'sterbezeit')];
  if (beginn !== null && zeit >= beginn) {
    const x = `der Bestattung (${formatZeitpunkt(beginn)})`;
    return [sperre('bestattung.sterbezeit-nach', { x }, 'sterbezeit')];
  }
  return [];
}

/**
 * Does the day of the cremation fit the death and the burial, and was it in time? A late cremation is said, not
 * refused: it is no act of the cemetery, and the ashes must be buried all the same.
 */
export function pruefeEinaescherung(
  tod: Sterbezeit,
  einaescherung: Tag | null,
  genehmigungen: readonly Genehmigung[],
  beginn: Zeitpunkt | null,
  regel: FristenRegel,
): readonly Befund[] {
  if (einaescherung === null) return [];
  const nein = (x: string): readonly Befund[] => [
    sperre('bestattung.einaescherung-unmoeglich', { d: formatTag(einaescherung), x }, 'einaescherung'),
  ];
  if (einaescherung < tod.tag) return nein(`vor dem Tod (${formatTag(tod.tag)})`);
  if (beginn !== null && einaescherung > tagOf(beginn))
    return nein(`nach der Beisetzung (${formatTag(tagOf(beginn))})`);
  const frist = addDays(tod.tag, regel.spaetestensTage);
  if (einaescherung <= frist || genehmigungen.some((g) => g.art === 'fristverlaengerung')) return [];
  const params = { e: formatTag(einaescherung), d: formatTag(frist) };
  return [hinweis('bestattung.einaescherung-spaet', params, 'einaescherung', regel.spaetestensNorm)];
}

/** null: this wall-clock time exists on that day. */
export const pruefeUhrzeit = (tag: Tag, uhrzeit: string, feld: string): Befund | null =>
  instantOf(tag, uhrzeit) === null
    ? sperre('bestattung.uhrzeit-existiert-nicht', { uhrzeit, d: formatTag(tag) }, feld)
    : null;

/** Does a burial that begins then keep the statutory window? */
export function pruefeFenster(
  art: Bestattungsart,
  fenster: Bestattungsfenster,
  beginn: Zeitpunkt,
  regel: FristenRegel,
): readonly Befund[] {
  const befunde: Befund[] = [];
  if (fenster.fruehestens !== null && beginn < fenster.fruehestens) {
    const t = formatZeitpunkt(fenster.fruehestens);
    befunde.push(sperre('bestattung.frueher-als-24h', { t }, 'termin', regel.fruehestensNorm));
  }
  if (fenster.spaetestens !== null && tagOf(beginn) > fenster.spaetestens) {
    const norm = art === 'urne' ? regel.urneNorm : regel.spaetestensNorm;
    befunde.push(
      sperre('bestattung.frist-abgelaufen', { d: formatTag(fenster.spaetestens) }, 'termin', norm),
    );
  }
  if (fenster.uhrzeitUnbekannt && istErde(art))
    befunde.push(hinweis('bestattung.sterbezeit-unbekannt', {}, 'sterbezeit', regel.unbekannteUhrzeitNorm));
  return befunde;
}

/** Days left until the last lawful day; negative: overdue. */
export const tageBisFristende = (fenster: Bestattungsfenster, heute: Tag): number | null =>
  fenster.spaetestens === null ? null : daysBetween(heute, fenster.spaetestens);

/** The clock of a laptop against that of the centre; null: close enough. Tolerance in minutes. */
export function pruefeGeraeteuhr(geraet: Zeitpunkt, zentrale: Zeitpunkt, toleranzMin: number): Befund | null {
  const n = Math.round(Math.abs(Date.parse(geraet) - Date.parse(zentrale)) / 60_000);
  return n > toleranzMin ? hinweis('bestattung.geraeteuhr', { n }, 'geraeteuhr') : null;
}
