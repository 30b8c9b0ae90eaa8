import { expect, test } from '@jest/globals';
import {
  begrenzeRollen,
  begrenzeZumLesen,
  lesbareScopes,
  type Verzeichnis,
} from '../../../src/domain/organisation/index.ts';

const offen = { gueltigVon: null, gueltigBis: null };
const person = (id: string, rollen: readonly [string, string | null][], durch?: string) => ({
  id,
  vorname: id,
  nachname: id,
  titel: '',
  funktion: '',
  einheit: 'amt',
  email: '',
  ...offen,
  rollen: rollen.map(([rolle, bereich]) => ({ rolle, bereich, ...offen })),
  vertretungen: durch ? [{ durch, zusatz: 'i. V.' as const, ...offen }] : [],
  zertifikate: [],
});
const v: Verzeichnis = {
  einheiten: [],
  personen: [
    person('kaya', [
      ['kolonnenfuehrung', 'friedhof:3'],
      ['kolonnenfuehrung', 'friedhof:4'],
      ['bedarfsstelle', null],
    ]),
    person('rat', [['ratsbuero', null]], 'kaya'),
  ],
};
const scopes = (verzeichnis: Verzeichnis) => lesbareScopes(verzeichnis, 'kaya', '2026-03-01');

test('without a limit the directory stands as it is', () => {
  expect(begrenzeRollen(v, 'kaya', null)).toBe(v);
  expect(begrenzeZumLesen(v, null)).toBe(v);
});

test('a role that is ruled over counts only as far as it is granted; what is not ruled over stays', () => {
  const grenze = {
    geregelt: ['kolonnenfuehrung', 'ratsbuero'],
    erlaubt: [{ rolle: 'kolonnenfuehrung', bereich: 'friedhof:3' }],
  };
  const own = begrenzeRollen(v, 'kaya', grenze);
  expect(own.personen[0]?.rollen.map((r) => [r.rolle, r.bereich])).toEqual([
    ['kolonnenfuehrung', 'friedhof:3'],
    ['bedarfsstelle', null],
  ]);
  // Who holds what stays true for the rules: only the one who acts is limited.
  expect(own.personen[1]).toBe(v.personen[1]);
});

test('nobody reads by way of a deputy what their login does not give', () => {
  expect(scopes(v)).toContain('rolle:ratsbuero');
  const grenze = { geregelt: ['ratsbuero'], erlaubt: [] };
  expect(scopes(begrenzeRollen(v, 'kaya', grenze))).toContain('rolle:ratsbuero');
  expect(scopes(begrenzeZumLesen(v, grenze))).not.toContain('rolle:ratsbuero');
  expect(scopes(begrenzeZumLesen(v, grenze))).toContain('person:rat');
});
