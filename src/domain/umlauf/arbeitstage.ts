import { isHoliday } from 'feiertagejs';
import { addDays, weekday } from '../shared/dates.ts';
import type { Tag } from '../shared/vorgang.ts';

/** Monday to Friday and no public holiday in North Rhine-Westphalia. */
export function isArbeitstag(tag: Tag): boolean {
  if (weekday(tag) > 5) return false;
  const [jahr = 0, monat = 1, day = 1] = tag.split('-').map(Number);
  return !isHoliday(new Date(jahr, monat - 1, day, 12), 'NW');
}

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
