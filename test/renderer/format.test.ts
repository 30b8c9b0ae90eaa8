import { describe, expect, test } from '@jest/globals';
import {
  anzahl,
  betrag,
  eingang,
  frist,
  groesse,
  hashGruppen,
  seit,
  tagAusgeschrieben,
  tageBis,
  tagKurz,
  tagVon,
  zeitKurz,
} from '../../src/renderer/kit/format.ts';

const heute = '2026-07-22';

describe('deadlines in words', () => {
  test.each([
    ['2026-07-21', undefined, { tag: '21.07.', rest: 'seit gestern', lage: 'ueberfaellig' }],
    ['2026-07-13', undefined, { tag: '13.07.', rest: 'seit 9 Tagen', lage: 'ueberfaellig' }],
    ['2026-07-22', '12:00', { tag: 'heute', rest: 'bis 12:00 Uhr', lage: 'heute' }],
    ['2026-07-22', undefined, { tag: 'heute', rest: 'Frist läuft ab', lage: 'heute' }],
    ['2026-07-23', undefined, { tag: '23.07.', rest: 'morgen', lage: 'bald' }],
    ['2026-07-24', undefined, { tag: '24.07.', rest: 'noch 2 Tage', lage: 'bald' }],
    ['2027-01-04', undefined, { tag: '04.01.2027', rest: 'noch 166 Tage', lage: 'spaeter' }],
  ])('%s %s', (tag, zeit, words) => {
    expect(frist(tag, heute, zeit)).toEqual(words);
  });
});

describe('instants in the time of the city', () => {
  test('late evening in UTC is already the next day here', () => {
    expect(tagVon('2026-07-21T22:30:00.000Z')).toBe('2026-07-22');
    expect(tagVon('2026-01-21T22:30:00.000Z')).toBe('2026-01-21');
  });
  test('when something came', () => {
    expect(eingang('2026-07-22T05:58:00.000Z', heute)).toEqual({ tag: 'heute', zeit: '07:58 Uhr' });
    expect(eingang('2026-07-21T14:20:00.000Z', heute)).toEqual({ tag: 'gestern', zeit: '16:20 Uhr' });
    expect(eingang('2026-07-16T14:20:00.000Z', heute).tag).toBe('16.07.');
  });
  test('since when something waits', () => {
    expect(seit('2026-07-16T07:00:00.000Z', heute)).toBe('seit 6 Tagen');
    expect(seit('2026-07-21T21:00:00.000Z', heute)).toBe('seit gestern');
    expect(seit('2026-07-22T06:00:00.000Z', heute)).toBe('seit heute');
  });
  test('short time names the year only when it is another', () => {
    expect(zeitKurz('2026-07-16T07:12:00.000Z', heute)).toBe('16.07., 09:12');
    expect(tagKurz('2025-12-31', heute)).toBe('31.12.2025');
  });
});

test('days are counted over the change of the clocks', () => {
  expect(tageBis('2026-03-28', '2026-03-30')).toBe(2);
  expect(tageBis('2026-10-24', '2026-10-26')).toBe(2);
});

test('the day written out', () => {
  expect(tagAusgeschrieben(heute)).toBe('Mittwoch, 22. Juli 2026');
});

test.each([
  [0, '0 Byte'],
  [999, '999 Byte'],
  [1_400, '1 KB'],
  [1_440_000, '1,4 MB'],
  [209_715_200, '200 MB'],
])('size %d', (bytes, text) => {
  expect(groesse(bytes)).toBe(text);
});

test('one is not many', () => {
  expect(anzahl(1, 'Vorgang', 'Vorgänge')).toBe('1 Vorgang');
  expect(anzahl(2000, 'Vorgang', 'Vorgänge')).toBe('2.000 Vorgänge');
});

test('a hash in groups loses no character', () => {
  const hash = 'a'.repeat(60) + 'beef';
  expect(hashGruppen(hash).replaceAll(' ', '')).toBe(hash);
  expect(hashGruppen(hash).split(' ')).toHaveLength(8);
});

test('cents as euro', () => {
  expect(betrag(1_142_400)).toBe('11.424,00\u00a0€');
});
