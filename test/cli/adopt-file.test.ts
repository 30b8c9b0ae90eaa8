import { expect, test } from '@jest/globals';
import type { Plan } from '../../src/central/adopt/plan.ts';
import { formatDecisions, parseDecisions } from '../../src/cli/adopt-file.ts';

const row = (art: string, kennung: string, vorschlag: string): Plan['gegenueber'][number] => ({
  art,
  kennung,
  name: 'Rat; "Stadtrat"',
  angabe: 'RAT',
  vorschlag,
  hinweis: 'gleicher Name',
  vorgaenge: 2,
  aufgaben: 0,
});
const plan: Plan = {
  gegenueber: [
    row('person', 'p1', 'c1'),
    row('gremium', 'g1', 'eigen'),
    row('tabelle', 'friedhof.hallen/nord', ''),
  ],
  vorgaenge: [
    {
      vorgang: 'v1',
      art: 'laufzettel',
      nummer: null,
      titel: 'Papier',
      standing: { stand: 'bleibt-draussen', grund: 'auslassen', text: 'so entschieden' },
    },
  ],
  fehler: [],
  hinweise: [],
  eintraege: 9,
  dokumente: 0,
};

test('what is proposed comes back as decided; people, master data, rows of tables and Vorgaenge', () => {
  const csv = formatDecisions(plan);
  expect(parseDecisions(csv)).toEqual({
    gegenueber: new Map([
      ['person p1', 'c1'],
      ['gremium g1', 'eigen'],
      ['tabelle friedhof.hallen/nord', ''],
    ]),
    auslassen: new Set(['v1']),
  });
  const typed = csv.replace(/;eigen;/, ';EIGEN;').replace(/;2;0;;/, ';2;0;Bleibt;');
  expect(parseDecisions(typed)).toMatchObject({
    gegenueber: new Map([
      ['person p1', 'c1'],
      ['gremium g1', 'eigen'],
      ['tabelle friedhof.hallen/nord', 'bleibt'],
    ]),
  });
});

test('a line of something else, twice the same or a wrong word is named', () => {
  const head = 'art;kennung;entscheidung\r\n';
  expect(parseDecisions(`${head}laufzettel;x;eigen\r\n`)).toMatch(/Zeile 2: „laufzettel“.*gremium.*tabelle/);
  expect(parseDecisions(`${head}gremium;x;eigen\r\ngremium;x;y\r\n`)).toContain('„x“ steht zweimal');
  expect(parseDecisions(`${head}vorgang;x;eigen\r\n`)).toContain('„auslassen“ oder nichts');
});
