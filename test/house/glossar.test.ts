import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z, type ZodType } from 'zod';
import { DOKUMENTARTEN, LEISTUNGSARTEN, PHASEN } from '../../src/domain/beschaffung/schema.ts';
import {
  bestattungsarten,
  bestattungStatus,
  grabarten,
  unterlagen,
} from '../../src/domain/bestattung/begriffe.ts';
import { auftragsstaende } from '../../src/domain/bestattung/bestattung/schema.ts';
import { schritte, tore } from '../../src/domain/bestattung/auftrag/schema.ts';
import { ROLLEN } from '../../src/domain/organisation/rollen.ts';
import { SCHRITTARTEN } from '../../src/domain/umlauf/schema.ts';
import { kinds, tabellen } from '../../src/main/faecher.ts';

/* docs/glossar.md against the source: nothing missing, no event that no longer exists. */

const root = join(import.meta.dirname, '../..');

/** `word` -> its row, by section: the headings below which it stands. */
interface Eintrag {
  readonly wort: string;
  readonly abschnitt: string;
  readonly bedeutung: string;
}

const eintraege = readGlossar(readFileSync(join(root, 'docs/glossar.md'), 'utf8'));
const woerter = new Set(eintraege.map((e) => e.wort));
const missing = (words: Iterable<string>): readonly string[] => [...words].filter((w) => !woerter.has(w));

function readGlossar(text: string): readonly Eintrag[] {
  let abschnitt = '';
  return text.split('\n').flatMap((line) => {
    const heading = /^#+ (.*)/.exec(line);
    if (heading) abschnitt = heading[1] ?? '';
    const row = /^\| `([^`]+)` \| ([^|]*)\|/.exec(line);
    return row ? [{ wort: row[1] ?? '', abschnitt, bedeutung: (row[2] ?? '').trim() }] : [];
  });
}

/** The `type` literals of a discriminated union. */
function typesOf(schema: ZodType): readonly string[] {
  const types: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const { properties, anyOf, oneOf } = node as {
      properties?: { type?: { const?: string } };
      anyOf?: unknown;
      oneOf?: unknown;
    };
    if (properties?.type?.const !== undefined) types.push(properties.type.const);
    walk(anyOf);
    walk(oneOf);
  };
  walk(z.toJSONSchema(schema, { unrepresentable: 'any' }));
  return types;
}

/**
 * Words for states as the source writes them: unions behind a name or field that ends in status, phase, stand
 * or zustand, and the code of a projection's status.
 */
function statesOf(source: string): readonly string[] {
  const unions = source.matchAll(/\w*(?:status|phase|stand|zustand)(?:\s*=|\??:)((?:\s*\|?\s*'\w+')+);/gi);
  const codes = source.matchAll(/\{\s*code: '(\w+)', text: [^}]*stufe:/g);
  return [
    ...[...unions].flatMap((m) => [...(m[1] ?? '').matchAll(/'(\w+)'/g)].map((w) => w[1] ?? '')),
    ...[...codes].map((m) => m[1] ?? ''),
  ];
}

const events = new Set([...kinds.values()].flatMap((k) => typesOf(k.eventSchema)));

test('reading the source finds what it looks for', () => {
  expect(typesOf(kinds.get('laufzettel')?.eventSchema as ZodType)).toContain('SchrittGezeichnet');
  expect(statesOf("export type Umlaufstatus = 'laeuft' | 'angehalten';")).toEqual(['laeuft', 'angehalten']);
  expect(statesOf("readonly phase:\n  | 'entwurf'\n  | 'fertig';")).toEqual(['entwurf', 'fertig']);
  expect(statesOf("? { code: 'aktiv', text: 'Im Dienst', stufe: 'gut' }")).toEqual(['aktiv']);
});

test.each([...kinds.values()].map((k) => [k.art, k] as const))('%s and its events', (art, kind) => {
  const types = typesOf(kind.eventSchema);
  expect(types.length).toBeGreaterThan(0);
  expect(missing([art, ...types])).toEqual([]);
});

test('every state', () => {
  const files = globSync('src/domain/**/*.ts', { cwd: root });
  const states = new Set(files.flatMap((f) => statesOf(readFileSync(join(root, f), 'utf8'))));
  expect(states.size).toBeGreaterThan(40);
  expect(missing([...states, ...bestattungStatus, ...auftragsstaende])).toEqual([]);
});

test('every role, table and closed list of words', () => {
  expect(missing(Object.keys(ROLLEN))).toEqual([]);
  expect(missing(tabellen.map((t) => t.tabelle))).toEqual([]);
  expect(missing([...SCHRITTARTEN, ...LEISTUNGSARTEN, ...PHASEN, ...DOKUMENTARTEN])).toEqual([]);
  expect(missing([...bestattungsarten, ...grabarten, ...unterlagen, ...schritte, ...tore])).toEqual([]);
});

test('no event that no longer exists, no word twice in one section, none without a meaning', () => {
  const ofEvents = eintraege.filter((e) => e.abschnitt === 'Ereignisse').map((e) => e.wort);
  expect(ofEvents.filter((w) => !events.has(w))).toEqual([]);
  expect(ofEvents.filter((w, i) => ofEvents.indexOf(w) !== i)).toEqual([]);
  const ofStates = eintraege.filter((e) => e.abschnitt === 'Zustände').map((e) => e.wort);
  expect(ofStates.filter((w, i) => ofStates.indexOf(w) !== i)).toEqual([]);
  expect(eintraege.filter((e) => e.bedeutung === '').map((e) => e.wort)).toEqual([]);
});
