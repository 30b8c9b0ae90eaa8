import { describe, expect, test } from '@jest/globals';
import { beurteileLadung, letzterLadungstag } from '../../../../src/domain/sitzung/gremium/ladungsfrist.ts';
import { feiertagNrw } from '../../../../src/domain/shared/feiertage.ts';
import type { Ladungsfristregel } from '../../../../src/domain/sitzung/gremium/schema.ts';

const regel = (r: Partial<Ladungsfristregel>): Ladungsfristregel => ({
  tage: 8,
  zaehlung: 'volleTage',
  nurWerktage: false,
  vorherigerWerktag: false,
  zugangstage: 0,
  verkuerzung: null,
  norm: 'Geschäftsordnung § 1',
  geprueft: false,
  ...r,
});

describe('last lawful day of the invitation', () => {
  const beginn = '2026-11-25T16:00:00.000Z';
  test.each([
    ['eight full days (Wesel)', regel({}), '2026-11-16'],
    ['ten full days (Mettmann)', regel({ tage: 10 }), '2026-11-14'],
    ['by the 7th day (Gummersbach)', regel({ tage: 7, zaehlung: 'spaetestensAmTag' }), '2026-11-18'],
    ['by the 14th day (Bonn)', regel({ tage: 14, zaehlung: 'spaetestensAmTag' }), '2026-11-11'],
    [
      'ten full days, brought forward from Saturday',
      regel({ tage: 10, vorherigerWerktag: true }),
      '2026-11-13',
    ],
    ['working days only', regel({ tage: 8, zaehlung: 'spaetestensAmTag', nurWerktage: true }), '2026-11-13'],
    [
      'three days for the post',
      regel({ tage: 7, zaehlung: 'spaetestensAmTag', zugangstage: 3 }),
      '2026-11-15',
    ],
  ])('%s', (_, r, expected) => {
    expect(letzterLadungstag(beginn, r).letzterTag).toBe(expected);
  });

  test('holidays are passed over and named', () => {
    const frist = letzterLadungstag(
      '2027-01-05T17:00:00.000Z',
      regel({ tage: 5, zaehlung: 'spaetestensAmTag', nurWerktage: true }),
    );
    expect(frist.letzterTag).toBe('2026-12-28');
    expect(frist.schritte.map((s) => s.text).join(' ')).toContain(
      'Freitag, 01.01.2027 zählt nicht mit (Neujahrstag)',
    );
    expect(feiertagNrw('2026-06-04')).toContain('Fronleichnam');
  });

  test('the day is the local one: a session at 00:30 counts from its own day', () => {
    expect(letzterLadungstag('2026-11-24T23:30:00.000Z', regel({})).letzterTag).toBe('2026-11-16');
  });

  test('judges dispatch: in time, shortened, too late', () => {
    const frist = letzterLadungstag(beginn, regel({ verkuerzung: { stunden: 48, norm: 'GO § 1 Abs. 3' } }));
    expect(frist.verkuerztBis).toBe('2026-11-23T16:00:00.000Z');
    expect(beurteileLadung(frist, '2026-11-16T22:59:00.000Z')).toBe('rechtzeitig');
    expect(beurteileLadung(frist, '2026-11-16T23:01:00.000Z')).toBe('nurVerkuerzt');
    expect(beurteileLadung(frist, '2026-11-23T16:00:01.000Z')).toBe('verspaetet');
  });
});
