import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { errors } from '../../../src/domain/sitzung/errors.ts';
import { tabellen } from '../../../src/domain/sitzung/tabellen.ts';
import { tabelle } from './stadt.ts';

const root = new URL('../../../src/domain/sitzung/', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (f) => f.endsWith('.ts') && !f.startsWith('fehler') && f !== 'errors.ts',
);
const source = files.map((f) => readFileSync(new URL(f, root), 'utf8')).join('\n');

test('every code that a rule uses has a text, and every text is used', () => {
  const namen = new Set(tabellen.map((t) => t.tabelle));
  const used = new Set(
    [...source.matchAll(/'(sitzung\.[a-z-]+)'/g)].map((m) => m[1] ?? '').filter((c) => !namen.has(c)),
  );
  expect([...used].filter((c) => !(c in errors))).toEqual([]);
  expect(Object.keys(errors).filter((c) => !used.has(c))).toEqual([]);
});

test('texts are whole sentences', () => {
  for (const [code, t] of Object.entries(errors)) {
    expect([code, t.heading.endsWith('.')]).toEqual([code, false]);
    expect([code, /[.?!}]$/.test(t.cause), t.next.endsWith('.')]).toEqual([code, true, true]);
  }
});

test('the sample tables fit their schemas', () => {
  for (const t of tabellen)
    for (const f of tabelle(t.tabelle).fassungen)
      expect(t.schema.safeParse(f.inhalt).error?.issues).toBeUndefined();
});
