import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

/* What the documents point to is there. */

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const documents = [
  'README.md',
  'CHANGELOG.md',
  ...globSync('docs/**/*.md', { cwd: root }),
  'src/signature/README.md',
];

test.each(documents)('links of %s', (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map((m) => m[1] ?? '');
  expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
});

test('every decision is listed', () => {
  const list = read('docs/adr/README.md');
  const decisions = readdirSync(join(root, 'docs/adr')).filter((name) => /^\d{4}-/.test(name));
  expect(decisions.length).toBeGreaterThan(5);
  expect(decisions.filter((name) => !list.includes(`(${name})`))).toEqual([]);
});

test('every command that the README tells one to type exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
  const named = [...read('README.md').matchAll(/npm run (\w+)/g)].map((m) => m[1] ?? '');
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  const files = Object.values(scripts).flatMap((s) => [
    ...s.matchAll(/\b((?:tools|bench|src|test)\/\S+\.ts)/g),
  ]);
  const missing = files.map((m) => m[1] ?? '').filter((file) => !existsSync(join(root, file)));
  expect(missing.filter((file) => named.some((name) => scripts[name]?.includes(file)))).toEqual([]);
});

test('the version has its entry in the changelog', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  expect(read('CHANGELOG.md')).toContain(`## [${version}]`);
});
