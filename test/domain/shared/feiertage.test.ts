import { expect, test } from '@jest/globals';
import { addDays } from '../../../src/domain/shared/dates.ts';
import { addArbeitstage, feiertagNrw, isArbeitstag } from '../../../src/domain/shared/feiertage.ts';

const feiertageVon = (jahr: number): string[] => {
  const tage: string[] = [];
  for (let tag = `${jahr}-01-01`; tag.startsWith(String(jahr)); tag = addDays(tag, 1))
    if (feiertagNrw(tag) !== null) tage.push(tag.slice(5));
  return tage;
};

test('the eleven holidays of NRW; the one-off of 2017 stands beside them', () => {
  const fest = ['01-01', '05-01', '10-03', '11-01', '12-25', '12-26'];
  const beweglich = ['04-03', '04-06', '05-14', '05-25', '06-04'];
  expect(feiertageVon(2026)).toEqual([...fest, ...beweglich].sort());
  expect(feiertageVon(2017)).toContain('10-31');
  expect(feiertageVon(2018)).not.toContain('10-31');
  // in 2008 Ascension Day fell on the first of May: one day, two reasons
  expect(feiertageVon(2008)).toHaveLength(10);
});

test('working days over Christmas, the turn of the year and a leap day', () => {
  expect(addArbeitstage('2026-12-23', 2)).toBe('2026-12-28');
  expect(addArbeitstage('2026-12-31', 1)).toBe('2027-01-04');
  expect(addArbeitstage('2028-02-28', 1)).toBe('2028-02-29');
  expect(addArbeitstage('2026-07-18', 0)).toBe('2026-07-20');
  expect(isArbeitstag('2026-11-21')).toBe(false);
});
