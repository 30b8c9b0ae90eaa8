import { Temporal } from 'temporal-polyfill';
import type { Tag, Zeitpunkt } from './vorgang.ts';

/** Wall-clock time of the city; deadlines and slots are a matter of local days (DST included). */
export const ZONE = 'Europe/Berlin';

/** Hours of UTC of which the local day was asked before: rules ask it of the same few again and again. */
const days = new Map<string, Tag>();
const MAX_DAYS = 1000;
/** Since 1950 local time has been whole hours off UTC, so all instants of one hour lie on one day. */
const RECENT = /^(?:19[5-9]|2\d\d)\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Local calendar day of an instant. */
export function tagOf(zeit: Zeitpunkt): Tag {
  const hour = RECENT.test(zeit) ? zeit.slice(0, 13) : null;
  const known = hour === null ? undefined : days.get(hour);
  if (known !== undefined) return known;
  const tag = Temporal.Instant.from(zeit).toZonedDateTimeISO(ZONE).toPlainDate().toString();
  if (hour === null) return tag;
  if (days.size >= MAX_DAYS) days.clear();
  days.set(hour, tag);
  return tag;
}

/** Local time of day of an instant, `HH:MM`. */
export const uhrzeitOf = (zeit: Zeitpunkt): string =>
  Temporal.Instant.from(zeit).toZonedDateTimeISO(ZONE).toPlainTime().toString({ smallestUnit: 'minute' });

export const addDays = (tag: Tag, days: number): Tag => Temporal.PlainDate.from(tag).add({ days }).toString();

/** Whole days from a to b (negative when b is earlier). */
export const daysBetween = (a: Tag, b: Tag): number =>
  Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b), { largestUnit: 'day' }).days;

/** ISO weekday, 1 = Monday ... 7 = Sunday. */
export const weekday = (tag: Tag): number => Temporal.PlainDate.from(tag).dayOfWeek;

/**
 * Instant of a local wall-clock time. Returns null when that time does not exist on that day
 * (the skipped hour in spring); of a doubled hour in autumn the earlier one is taken.
 */
export function instantOf(tag: Tag, uhrzeit: string): Zeitpunkt | null {
  const local = Temporal.PlainDateTime.from(`${tag}T${uhrzeit}`);
  const zoned = local.toZonedDateTime(ZONE, { disambiguation: 'earlier' });
  if (!zoned.toPlainDateTime().equals(local)) return null;
  return toZeitpunkt(zoned.toInstant());
}

export const addMinutes = (zeit: Zeitpunkt, minutes: number): Zeitpunkt =>
  toZeitpunkt(Temporal.Instant.from(zeit).add({ minutes }));

export const minutesBetween = (a: Zeitpunkt, b: Zeitpunkt): number =>
  (Date.parse(b) - Date.parse(a)) / 60_000;

/** `2026-11-22` -> `22.11.2026` */
export const formatTag = (tag: Tag): string => `${tag.slice(8, 10)}.${tag.slice(5, 7)}.${tag.slice(0, 4)}`;

/** `22.11.2026, 09:15 Uhr` in local time. */
export const formatZeitpunkt = (zeit: Zeitpunkt): string =>
  `${formatTag(tagOf(zeit))}, ${uhrzeitOf(zeit)} Uhr`;

const toZeitpunkt = (instant: Temporal.Instant): Zeitpunkt => instant.toString({ fractionalSecondDigits: 3 });
