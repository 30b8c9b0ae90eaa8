import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { ErrorText } from '../../src/domain/shared/rejection.ts';
import { allErrors } from '../../src/main/workspace.ts';

/*
 * Every code that the house can answer has its German text, and every text its code. The texts of the signature
 * package are its own (test/signature/report/texts.test.ts).
 */

const root = join(import.meta.dirname, '../..');
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .filter((f) => !f.startsWith('src/signature/'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** Where texts stand: a code named only here is answered by nobody. */
const isTable = (file: string) => /\/errors\.ts$|\/fehler\//.test(file);
const texts: Readonly<Record<string, ErrorText>> = allErrors;

/** Texts that are ready before anything answers with them, and why. */
const NOT_YET_ANSWERED: Readonly<Record<string, string>> = {
  'bestattung.stand-veraltet': 'the wording the office asked for; the engine says ledger.stand-veraltet',
};

interface Rejection {
  readonly file: string;
  readonly code: string;
  /** names of the parameters given; null when they are not a literal */
  readonly params: readonly string[] | null;
}

/** Calls `reject('code', {…})`, `refuse('code', {…})` and literals `{ code: '…', params: {…} }`. */
function rejectionsIn(file: string, text: string): readonly Rejection[] {
  const calls = text.matchAll(
    /\b(?:reject|refuse|problem|fault|fail|tokenError)\(\s*'([\w.-]+)'\s*(,\s*\{|\)|,)/g,
  );
  const literals = text.matchAll(/\bcode: '([\w.-]+\.[\w.-]+)',\s*(params: \{)?/g);
  const read = (m: RegExpExecArray): Rejection => ({
    file,
    code: m[1] ?? '',
    params: m[2]?.endsWith('{') ? keysOf(text, m.index + m[0].length - 1) : m[2] === ')' ? [] : null,
  });
  return [...calls, ...literals].map(read);
}

/** Names of the properties of the object literal that begins at `start`; null when it spreads another. */
function keysOf(text: string, start: number): readonly string[] | null {
  let depth = 0;
  let flat = '';
  for (let i = start; i < text.length; i++) {
    const c = text[i] ?? '';
    if ('{(['.includes(c)) depth++;
    if (depth === 1) flat += c;
    if ('})]'.includes(c) && --depth === 0) break;
  }
  if (flat.includes('...')) return null;
  const inner = flat
    .slice(1, -1)
    .replace(/`[^`]*`|'[^']*'/g, "''")
    .replace(/[[\](){}]/g, '');
  return [...inner.matchAll(/(?:^|,)\s*(\w+)\s*(?=[:,]|$)/g)].map((m) => m[1] ?? '');
}

const placeholders = (t: ErrorText): readonly string[] => [
  ...new Set([...`${t.heading} ${t.cause} ${t.next}`.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '')),
];

const rejections = sources.flatMap(({ file, text }) => rejectionsIn(file, text));
const dotted = /^[a-z]+\.[a-z0-9-]+$/;

test('reading the source finds what it looks for', () => {
  const [a, b, c] = rejectionsIn(
    'x',
    "reject('a.b', { name, groesse: f({ x: 1 }), 'y': `{z}` }); refuse('a.c'); reject('a.d', rest)",
  );
  expect(a?.params).toEqual(['name', 'groesse']);
  expect(b?.params).toEqual([]);
  expect(c?.params).toBeNull();
  expect(rejections.length).toBeGreaterThan(200);
  expect(rejections.filter((r) => r.params?.length).length).toBeGreaterThan(0);
});

test('every text has heading, cause and next step', () => {
  const empty = Object.entries(texts).filter(([, t]) => ![t.heading, t.cause, t.next].every((s) => s.trim()));
  expect(empty.map(([code]) => code)).toEqual([]);
});

test('every code has the form room.fault-in-kebab', () => {
  expect(Object.keys(texts).filter((code) => !dotted.test(code))).toEqual([]);
});

test('every code answered anywhere has its text', () => {
  const outside = rejections.filter(
    ({ file, code }) => dotted.test(code) && !file.startsWith('src/renderer/'),
  );
  const without = outside.filter(({ code }) => !(code in texts)).map(({ file, code }) => `${file}: ${code}`);
  expect(without).toEqual([]);
});

test('what only the window can answer carries its text with it', () => {
  const own = sources
    .filter(({ file }) => file.startsWith('src/renderer/'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/\bcode: '([a-z]+\.[\w-]+)'/g)]
        .filter((m) => !((m[1] ?? '') in texts))
        .map((m) => ({ file, code: m[1] ?? '', around: text.slice(m.index, m.index + 700) })),
    );
  expect(own.length).toBeGreaterThan(3);
  const bad = own.filter(
    ({ code, around }) =>
      !dotted.test(code) || !['heading:', 'cause:', 'next:'].every((part) => around.includes(part)),
  );
  expect(bad.map(({ file, code }) => `${file}: ${code}`)).toEqual([]);
});

test('no code stands in two tables', () => {
  const homes = new Map<string, Set<string>>();
  for (const { file, text } of sources.filter((s) => isTable(s.file)))
    for (const m of text.matchAll(/^ {2}'([a-z]+\.[a-z0-9-]+)': \{?/gm)) {
      const code = m[1] ?? '';
      homes.set(code, (homes.get(code) ?? new Set()).add(file));
    }
  expect(homes.size).toBeGreaterThan(200);
  expect([...homes].filter(([, files]) => files.size > 1).map(([code]) => code)).toEqual([]);
});

test('no text that nobody answers with', () => {
  const named = new Set(
    sources
      .filter(({ file }) => !isTable(file))
      .flatMap(({ text }) => [...text.matchAll(/'([a-z]+\.[a-z0-9-]+)'/g)].map((m) => m[1] ?? '')),
  );
  const idle = Object.keys(texts).filter((code) => !named.has(code));
  expect(idle).toEqual(Object.keys(NOT_YET_ANSWERED));
});

test('every placeholder of a text is given where it is answered', () => {
  const lacking = rejections.flatMap(({ file, code, params }) => {
    const text = texts[code];
    if (!text || params === null) return [];
    return placeholders(text)
      .filter((p) => !params.includes(p))
      .map((p) => `${file}: ${code} {${p}}`);
  });
  expect(lacking).toEqual([]);
});
