import { addDays, instantOf } from '../../shared/dates.ts';
import type { Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import { tagesrahmen } from '../kalender.ts';
import type { Regelwerk } from '../tabellen/index.ts';

/** The working day so many working days from `tag`; 0: the day itself or the next one. */
export function arbeitstag(r: Regelwerk, tag: Tag, n: number): Tag {
  const offen = (t: Tag): boolean => tagesrahmen(r, t, 'bestattung').offen;
  let t = tag;
  while (!offen(t)) t = addDays(t, 1);
  for (let rest = Math.abs(n); rest > 0;) {
    t = addDays(t, Math.sign(n));
    if (offen(t)) rest--;
  }
  return t;
}

export const um = (tag: Tag, uhrzeit: string): Zeitpunkt => instantOf(tag, uhrzeit) ?? `${tag}T08:00:00.000Z`;
export const fruehererTag = (a: Tag, b: Tag): Tag => (a < b ? a : b);
export const fruehererZeitpunkt = (a: Zeitpunkt, b: Zeitpunkt): Zeitpunkt => (a < b ? a : b);
