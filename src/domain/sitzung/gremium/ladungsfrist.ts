import { addDays, addMinutes, formatTag, formatZeitpunkt, tagOf, weekday } from '../../shared/dates.ts';
import { feiertagNrw, isArbeitstag } from '../../shared/feiertage.ts';
import type { Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Ladungsfristregel } from './schema.ts';

/** One step of the computation, as it is shown beside the date. */
export interface Rechenschritt {
  readonly tag: Tag;
  readonly text: string;
}

export interface Ladungsfrist {
  /** last day on which the invitation may leave */
  readonly letzterTag: Tag;
  /** with a shortened period: the last instant; null: the rule of the body allows no shortening */
  readonly verkuerztBis: Zeitpunkt | null;
  readonly schritte: readonly Rechenschritt[];
  readonly norm: string;
  readonly geprueft: boolean;
}

const WOCHENTAG = ['', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];
const tagText = (tag: Tag) => `${WOCHENTAG[weekday(tag)]}, ${formatTag(tag)}`;

const warumKeinWerktag = (tag: Tag) => feiertagNrw(tag) ?? WOCHENTAG[weekday(tag)] ?? '';

/** Steps back n counted days from `tag`; names the days it passes over. */
function goBack(tag: Tag, tage: number, nurWerktage: boolean): { tag: Tag; uebersprungen: Tag[] } {
  let current = tag;
  const uebersprungen: Tag[] = [];
  for (let counted = 0; counted < tage;) {
    current = addDays(current, -1);
    if (!nurWerktage || isArbeitstag(current)) counted += 1;
    else uebersprungen.push(current);
  }
  return { tag: current, uebersprungen };
}

/**
 * Last lawful day of the invitation and how it comes about, step by step.
 *
 * In: start of the session and the rule of the body in force on that day (its Geschäftsordnung, § 47
 * Abs. 2 GO NRW). „8 volle Tage“ means that neither the day of dispatch nor the day of the session
 * counts; „spätestens am 7. Tag“ means that the 7th day before the session is the last.
 */
export function letzterLadungstag(beginn: Zeitpunkt, regel: Ladungsfristregel): Ladungsfrist {
  const sitzungstag = tagOf(beginn);
  const schritte: Rechenschritt[] = [
    { tag: sitzungstag, text: `Sitzungstag ist ${tagText(sitzungstag)}; er zählt nicht mit.` },
  ];
  const einheit = regel.nurWerktage ? 'Werktage' : regel.zaehlung === 'volleTage' ? 'volle Tage' : 'Tage';
  const erster = goBack(sitzungstag, regel.tage, regel.nurWerktage);
  let tag = erster.tag;
  schritte.push({ tag, text: `${regel.tage} ${einheit} zurück: ${tagText(tag)}.` });
  for (const u of erster.uebersprungen)
    schritte.push({ tag: u, text: `${tagText(u)} zählt nicht mit (${warumKeinWerktag(u)}).` });
  if (regel.zaehlung === 'volleTage') {
    tag = addDays(tag, -1);
    schritte.push({ tag, text: `Der Tag der Ladung zählt nicht mit: spätestens ${tagText(tag)}.` });
  }
  if (regel.zugangstage > 0) {
    tag = addDays(tag, -regel.zugangstage);
    schritte.push({ tag, text: `${regel.zugangstage} Tage bis zum Zugang: ${tagText(tag)}.` });
  }
  while (regel.vorherigerWerktag && !isArbeitstag(tag)) {
    const grund = warumKeinWerktag(tag);
    tag = addDays(tag, -1);
    schritte.push({ tag, text: `${grund}: vorgezogen auf ${tagText(tag)}.` });
  }
  const verkuerztBis = regel.verkuerzung ? addMinutes(beginn, -60 * regel.verkuerzung.stunden) : null;
  if (regel.verkuerzung && verkuerztBis)
    schritte.push({
      tag: tagOf(verkuerztBis),
      text: `In dringenden Fällen mit Begründung bis ${formatZeitpunkt(verkuerztBis)} (${regel.verkuerzung.stunden} Stunden, ${regel.verkuerzung.norm}).`,
    });
  return { letzterTag: tag, verkuerztBis, schritte, norm: regel.norm, geprueft: regel.geprueft };
}

/** Last day on which time, place and agenda may be published, so many calendar days before the session. */
export const letzterBekanntmachungstag = (beginn: Zeitpunkt, tage: number): Tag =>
  addDays(tagOf(beginn), -tage);

export type Ladungsurteil = 'rechtzeitig' | 'nurVerkuerzt' | 'verspaetet';

/** How an invitation that leaves at `versand` is to be judged. */
export function beurteileLadung(frist: Ladungsfrist, versand: Zeitpunkt): Ladungsurteil {
  if (tagOf(versand) <= frist.letzterTag) return 'rechtzeitig';
  return frist.verkuerztBis !== null && versand <= frist.verkuerztBis ? 'nurVerkuerzt' : 'verspaetet';
}
