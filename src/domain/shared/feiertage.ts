import { getHolidays } from 'feiertagejs';
import { addDays, weekday } from './dates.ts';
import type { Tag } from './vorgang.ts';

/** The library computes a whole year at once, so each year is asked once (pure: same year, same answer). */
const jahre = new Map<string, ReadonlyMap<Tag, string>>();

function feiertageOf(jahr: string): ReadonlyMap<Tag, string> {
  const known = jahre.get(jahr);
  if (known) return known;
  const found = new Map<Tag, string>();
  // the day of its instant at noon UTC: its own `dateString` is a day late on machines east of the date line
  for (const h of getHolidays(jahr, 'NW'))
    found.set(h.date.toISOString().slice(0, 10), h.translate('de') ?? h.name);
  jahre.set(jahr, found);
  return found;
}

/** Name of the public holiday in NRW on that day, or null. Source: § 2 Feiertagsgesetz NW. */
export const feiertagNrw = (tag: Tag): string | null => feiertageOf(tag.slice(0, 4)).get(tag) ?? null;

/** Monday to Friday and no public holiday in NRW. */
export const isArbeitstag = (tag: Tag): boolean => weekday(tag) <= 5 && feiertagNrw(tag) === null;

/** The day that lies so many working days after `tag`; 0 gives the day itself or the next working day. */
export function addArbeitstage(tag: Tag, anzahl: number): Tag {
  let found = tag;
  while (!isArbeitstag(found)) found = addDays(found, 1);
  for (let rest = anzahl; rest > 0; rest--) {
    do found = addDays(found, 1);
    while (!isArbeitstag(found));
  }
  return found;
}
