import { describe, expect, test } from '@jest/globals';
import {
  angebotsfrist,
  aufbewahrungFor,
  bestaetigteMittel,
  bindefrist,
  checkAngebotsfrist,
  checkBindefrist,
  checkLoeschung,
  checkMittelFuerZuschlag,
  checkOeffnung,
  checkZuschlag,
  endeDesTages,
  mindestfrist,
  wartefrist,
} from '../../../src/domain/beschaffung/index.ts';
import { errors } from '../../../src/domain/beschaffung/errors.ts';
import { formatErrorText } from '../../../src/domain/shared/rejection.ts';
import { makeImUmlauf } from '../../support/laufzettel.ts';

type Mangel = { readonly error: { code: string; params: Readonly<Record<string, string | number>> } } | null;
function code(m: Mangel): string | null {
  if (!m) return null;
  const text = formatErrorText(errors[m.error.code]!, m.error.params);
  expect(JSON.stringify(text)).not.toMatch(/\{\w+\}/);
  return m.error.code;
}

const offen = { verfahren: 'offen', schritt: 'angebot', elektronisch: false, dringend: false } as const;

describe('bid periods (§§ 15 to 17 VgV)', () => {
  test.each([
    [offen, 35],
    [{ ...offen, elektronisch: true }, 30],
    [{ ...offen, dringend: true }, 15],
    [{ ...offen, verfahren: 'nicht-offen', schritt: 'teilnahme' }, 30],
    [{ ...offen, verfahren: 'nicht-offen', schritt: 'teilnahme', dringend: true }, 15],
    [{ ...offen, verfahren: 'nicht-offen' }, 30],
    [{ ...offen, verfahren: 'verhandlung', dringend: true }, 10],
  ] as const)('%j: %i days', (eingabe, tage) => {
    expect(mindestfrist(eingabe).tage).toBe(tage);
  });

  test('the day of dispatch does not count; too short names the earliest date', () => {
    const frist = angebotsfrist('2026-07-01', { ...offen, elektronisch: true });
    expect(frist.ende).toBe('2026-07-31');
    expect(frist.grundlage.norm).toBe('§ 15 Abs. 4 VgV');
    const short = checkAngebotsfrist('2026-07-01', '2026-07-30', { ...offen, elektronisch: true });
    expect(code(short)).toBe('beschaffung.angebotsfrist-zu-kurz');
    expect(short?.error.params).toMatchObject({ fruehestens: '31.07.2026', ab: '02.07.2026' });
    expect(checkAngebotsfrist('2026-07-01', '2026-07-31', { ...offen, elektronisch: true })).toBeNull();
  });

  test('a last day that is no working day gives way to the next one (§ 82 VgV)', () => {
    const ende = (absendung: string) => angebotsfrist(absendung, { ...offen, elektronisch: true }).ende;
    // Saturday; Sunday; All Saints' Day on a Sunday; Christmas, a weekend behind it; New Year's Day, a Friday
    expect(ende('2026-06-25')).toBe('2026-07-27');
    expect(ende('2026-06-26')).toBe('2026-07-27');
    expect(ende('2026-10-02')).toBe('2026-11-02');
    expect(ende('2026-11-25')).toBe('2026-12-28');
    expect(ende('2026-12-02')).toBe('2027-01-04');
    // over a leap day
    expect(ende('2028-01-31')).toBe('2028-03-01');
    const frist = angebotsfrist('2026-06-25', { ...offen, elektronisch: true });
    expect(frist.grundlage.hinweis).toContain('25.07.2026 ist kein Arbeitstag');
    const kurz = checkAngebotsfrist('2026-06-25', '2026-07-25', { ...offen, elektronisch: true });
    expect(kurz?.error.params).toMatchObject({ fruehestens: '27.07.2026' });
  });

  test('binding period over 30 days needs a reason', () => {
    expect(bindefrist('2026-07-31', 30).ende).toBe('2026-08-30');
    expect(code(checkBindefrist(45, ''))).toBe('beschaffung.bindefrist-begruendung');
    expect(checkBindefrist(45, 'Ausschuss tagt erst im September')).toBeNull();
  });
});

describe('opening (§ 55 VgV)', () => {
  const frist = '2026-07-31T10:00:00.000Z';
  test('not before the deadline, not alone', () => {
    expect(code(checkOeffnung(frist, '2026-07-31T09:59:59.000Z', ['a', 'b']))).toBe(
      'beschaffung.oeffnung-zu-frueh',
    );
    expect(code(checkOeffnung(frist, frist, ['a', 'a']))).toBe('beschaffung.oeffnung-zweite-person');
    expect(checkOeffnung(frist, frist, ['a', 'b'])).toBeNull();
    expect(endeDesTages('2026-07-31')).toBe('2026-07-31T22:00:00.000Z');
  });
});

describe('award (§ 58 (5) VgV, § 134 GWB)', () => {
  const lage = {
    schreiben: { anzahl: 3, versandt: 3, letzterVersand: '2026-09-01', elektronisch: true },
    bindefristEnde: '2026-10-31',
    entscheidungen: [{ name: 'Prüfung RPA', positiv: true as boolean | null }],
    personen: ['a', 'b'],
  };
  test('inside the wait: the earliest day', () => {
    expect(wartefrist('2026-09-01', true).ende).toBe('2026-09-11');
    expect(wartefrist('2026-09-01', false).ende).toBe('2026-09-16');
    const early = checkZuschlag(lage, '2026-09-11');
    expect(code(early)).toBe('beschaffung.zuschlag-wartefrist');
    expect(early?.error.params['fruehestens']).toBe('12.09.2026');
    expect(checkZuschlag(lage, '2026-09-12')).toBeNull();
  });
  test('letters, binding period, decisions, second person', () => {
    expect(
      code(checkZuschlag({ ...lage, schreiben: { ...lage.schreiben, versandt: 2 } }, '2026-09-20')),
    ).toBe('beschaffung.zuschlag-schreiben');
    expect(code(checkZuschlag(lage, '2026-11-01'))).toBe('beschaffung.zuschlag-bindefrist');
    const mit = (positiv: boolean | null) => ({ ...lage, entscheidungen: [{ name: 'Beschluss', positiv }] });
    expect(code(checkZuschlag(mit(null), '2026-09-20'))).toBe('beschaffung.zuschlag-entscheidung-fehlt');
    expect(code(checkZuschlag(mit(false), '2026-09-20'))).toBe('beschaffung.zuschlag-entscheidung-negativ');
    expect(code(checkZuschlag({ ...lage, personen: ['a'] }, '2026-09-20'))).toBe(
      'beschaffung.zuschlag-zweite-person',
    );
    expect(checkZuschlag({ ...lage, schreiben: null }, '2026-09-02')).toBeNull();
  });
  test('funds: missing, lower than the award, wrong year', () => {
    const mittel = { betragCent: 1_000_000, haushaltsjahr: 2026, konto: 'x' };
    expect(code(checkMittelFuerZuschlag(null, 1, 19, 2026))).toBe('beschaffung.mittel-fehlen');
    const low = checkMittelFuerZuschlag(mittel, 900_000, 19, 2026);
    expect(code(low)).toBe('beschaffung.mittel-zu-niedrig');
    expect(low?.error.params['unterschied']).toMatch(/^710,00/);
    expect(code(checkMittelFuerZuschlag(mittel, 800_000, 19, 2027))).toBe('beschaffung.mittel-jahr');
    expect(checkMittelFuerZuschlag(mittel, 800_000, 19, 2026)).toBeNull();
    const p = makeImUmlauf();
    expect(bestaetigteMittel(p.state!.umlauf)).toBeNull();
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    expect(bestaetigteMittel(p.state!.umlauf)?.betragCent).toBe(9_999_999);
  });
});

test('how long a slip is kept: what the table says, for good where it says so, never less than the law', () => {
  const tabelle = (jahre: number | null) => ({
    regeln: [{ art: 'laufzettel', jahre, norm: 'Aktenplan', geprueft: false }],
  });
  expect(aufbewahrungFor(tabelle(10), '2026-12-31')).toEqual({ bis: '2036-12-31', norm: 'Aktenplan' });
  expect(aufbewahrungFor(tabelle(null), '2026-12-31')).toEqual({ bis: null, norm: 'Aktenplan' });
  for (const zuWenig of [tabelle(0), tabelle(2), { regeln: [] }, null])
    expect(aufbewahrungFor(zuWenig, '2026-01-01')).toEqual({ bis: '2029-12-31', norm: '§ 8 Abs. 4 VgV' });
});

test('deletion before the date of retention names the date', () => {
  const m = checkLoeschung('2036-12-31', '§ 8 Abs. 4 VgV', '2036-12-31');
  expect(code(m)).toBe('beschaffung.aufbewahrung');
  expect(m?.error.params['bis']).toBe('31.12.2036');
  expect(checkLoeschung('2036-12-31', '', '2037-01-01')).toBeNull();
});
