import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { kinds } from '../../src/main/faecher.ts';

/* A further Fach is a further folder: the machinery below it names none (docs/neues-fach.md). */

const root = join(import.meta.dirname, '../..');
/** Rooms that carry every Fach alike. `umlauf` and `shared` are used by several; people and tables are the house's. */
const HOUSE = new Set(['person', 'einheit', 'stammdaten', 'organisation', 'shared', 'umlauf']);
const FAECHER = [...readdirSync(join(root, 'src/domain')), ...kinds.keys(), 'friedhof'].filter(
  (word) => !HOUSE.has(word),
);

const naming = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: root }).flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, i) =>
        FAECHER.some((word) => line.toLowerCase().includes(word)) ? [`${file}:${i + 1}: ${line.trim()}`] : [],
      ),
  );

test('there are Fächer to look for', () => {
  expect(FAECHER).toEqual(expect.arrayContaining(['beschaffung', 'sitzung', 'bestattung', 'laufzettel']));
  expect(naming('src/domain/bestattung/index.ts').length).toBeGreaterThan(0);
});

test.each(['src/ledger/**/*.ts', 'src/central/engine/*.ts', 'src/central/sync/*.ts', 'src/main/sync/*.ts'])(
  'no line of %s names a Fach',
  (pattern) => {
    expect(globSync(pattern, { cwd: root }).length).toBeGreaterThan(0);
    expect(naming(pattern)).toEqual([]);
  },
);

test('every file that docs/neues-fach.md names is there', () => {
  const guide = readFileSync(join(root, 'docs/neues-fach.md'), 'utf8');
  const named = [...guide.matchAll(/`((?:src|test|resources|docs)\/[\w./-]+\.\w+)`/g)].map((m) => m[1] ?? '');
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((file) => globSync(file, { cwd: root }).length === 0)).toEqual([]);
});
