import { expect, test } from '@jest/globals';
import { withGremium, type Station } from '../../src/renderer/sitzung/vorlage/stationen.ts';

const istRat = (gremium: string) => gremium === 'rat';
const folge = (...gremien: readonly string[]) =>
  gremien
    .reduce<readonly Station[]>((all, g) => withGremium(all, { id: g, gremium: g }, istRat), [])
    .map((s) => `${s.gremium} ${s.rolle}${s.massgeblich ? ' !' : ''}`);

test.each([
  [['haupt'], ['haupt entscheidung !']],
  [
    ['bau', 'haupt', 'rat'],
    ['bau vorberatung', 'haupt vorberatung', 'rat entscheidung !'],
  ],
  [
    ['rat', 'haupt'],
    ['rat entscheidung !', 'haupt vorberatung'],
  ],
])('of %j one body decides', (gremien, erwartet) => {
  expect(folge(...gremien)).toEqual(erwartet);
});

test('a role that somebody chose stays', () => {
  const kenntnis = { id: 'bau', gremium: 'bau', rolle: 'kenntnisnahme', massgeblich: true } as const;
  const [bau] = withGremium([kenntnis], { id: 'rat', gremium: 'rat' }, istRat);
  expect(bau).toEqual({ ...kenntnis, massgeblich: false });
});
