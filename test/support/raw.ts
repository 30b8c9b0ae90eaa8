import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { CentralDatabase } from '../../src/central/db/open.ts';

/** Files below these folders in which one of the texts stands, in whatever page: free ones and logs included. */
export function filesWith(dirs: readonly string[], texts: readonly string[]): readonly string[] {
  const needles = texts.map((t) => Buffer.from(t));
  return dirs.flatMap((dir) =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .map((name) => join(dir, name))
      .filter((path) => statSync(path).isFile())
      .filter((path) => {
        const bytes = readFileSync(path);
        return needles.some((needle) => bytes.includes(needle));
      }),
  );
}

/** All rows of all tables of a central database as text, and what PostgreSQL's planner has noted of their values. */
export async function everyRow(db: CentralDatabase['db']): Promise<string> {
  const tables = (await db.introspection.getTables()).map((t) => sql.table(t.name));
  const texts: string[] = [];
  for (const table of [...tables, sql.raw('pg_stats')]) {
    const { rows } = await sql<{ row: string }>`SELECT t::text AS row FROM ${table} t`.execute(db);
    texts.push(...rows.map((r) => r.row));
  }
  if (texts.length < 20) throw new Error('Hardly a row: not searched');
  return texts.join('\n');
}

type Text = string | Uint8Array;
/** Shorter ones stand by chance in anything. */
const SHORTEST = 8;
/** Texts that begin alike (ids, JSON), by as much of their beginning as tells most of them apart. */
type KeyedTexts = Map<string, { readonly text: Text; readonly bytes: Buffer }[]>;
type Sharing = Map<number, KeyedTexts>;
const LONG_KEY = 20;
// A global is looked up slowly in the tests' own context, and this one is asked for every byte.
const { imul } = Math;
const hashOf = (low: number, high: number): number => (imul(low, 0x9e3779b1) ^ imul(high, 0x85ebca6b)) >>> 10;

/**
 * Which of these texts (8 bytes or more, UTF-8) stand anywhere in these bytes; one look for any number of them. Eight
 * bytes are looked up at each place, and only where they begin a text, the rest is compared.
 */
export function textsIn(bytes: Uint8Array, texts: Iterable<Text>): ReadonlySet<Text> {
  const begins = new Map<number, Sharing>();
  const marks = new Uint8Array(1 << 22);
  for (const text of texts) {
    const needle = Buffer.from(text as string);
    if (needle.length < SHORTEST) throw new Error(`Too short to look for: ${needle.toString()}`);
    const hash = hashOf(needle.readInt32LE(0), needle.readInt32LE(4));
    marks[hash] = 1;
    const sharing: Sharing = begins.get(hash) ?? new Map();
    begins.set(hash, sharing);
    const length = needle.length < LONG_KEY ? SHORTEST : LONG_KEY;
    const keys: KeyedTexts = sharing.get(length) ?? new Map();
    sharing.set(length, keys);
    const key = needle.toString('latin1', 0, length);
    keys.set(key, [...(keys.get(key) ?? []), { text, bytes: needle }]);
  }
  const found = new Set<Text>();
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let [low, high] = [0, 0];
  for (let end = 0; end < all.length; end += 1) {
    low = (low >>> 8) | ((high & 255) << 24);
    high = (high >>> 8) | (all[end]! << 24);
    const hash = hashOf(low, high);
    if (marks[hash] === 0 || end < SHORTEST - 1) continue;
    const at = end - SHORTEST + 1;
    for (const [length, keys] of begins.get(hash) ?? [])
      for (const { text, bytes: needle } of keys.get(all.toString('latin1', at, at + length)) ?? [])
        if (!found.has(text) && all.subarray(at, at + needle.length).equals(needle)) found.add(text);
  }
  return found;
}
