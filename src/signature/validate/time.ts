// Dates as PDF writes them (ISO 32000-2 7.9.4).

/** Reads "D:20260118093000+01'00'"; a missing zone counts as UTC. Undefined when it is no date. */
export function parsePdfDate(text: string | undefined): Date | undefined {
  const found = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:([+-])(\d\d)'?(\d\d)?'?|Z.*)?$/.exec(
    text?.trim() ?? '',
  );
  if (found === null) return undefined;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    hours = '0',
    minutes = '0',
  ] = found;
  const utc = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  const date = new Date(utc - (sign === undefined ? 0 : offset));
  return Number.isNaN(date.getTime()) ? undefined : date;
}
