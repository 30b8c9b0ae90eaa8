import type { CodeText } from '../faecher.ts';
import { betrag, zeitLang } from '../kit/format.ts';

export type Leaf = string | number | boolean | null;

const HIDDEN = new Set(['type', 'id', 'v', 'sha256', 'pin', 'beleg']);
/** Made by a machine for a machine: without a name it is no help to anybody. */
const KENNUNG = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9a-f]{64})$/;

const isLeaf = (value: unknown): value is Leaf =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const fieldOf = (path: string): string => path.split('.').at(-1) ?? path;

/**
 * What a command or a state says, by its path: texts, numbers, yes and no; a list reads as one text. An identifier
 * that has no name (`code` knows none) is left out, and so are things only the program needs.
 */
export function leavesOf(value: unknown, code: CodeText): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  const walk = (inner: unknown, path: string): void => {
    if (isLeaf(inner)) {
      const named = typeof inner !== 'string' || !KENNUNG.test(inner) || code(fieldOf(path), inner) !== null;
      if (path !== '' && named) found.set(path, inner);
    } else if (Array.isArray(inner)) {
      const text = listText(inner, path, code);
      if (text !== '') found.set(path, text);
    } else if (typeof inner === 'object') {
      for (const [key, next] of Object.entries(inner as object))
        if (!HIDDEN.has(key)) walk(next, path === '' ? key : `${path}.${key}`);
    }
  };
  walk(value, '');
  return found;
}

/** Members by name, roles, attachments: one after the other; a formatted text without its formats. */
function listText(list: readonly unknown[], path: string, code: CodeText): string {
  if (list.some((e) => typeof e === 'object' && e !== null && ('zeilen' in e || isRuns(e))))
    return plainText(list);
  return list
    .map((e) =>
      isLeaf(e)
        ? wertText(e, path, code)
        : [...leavesOf(e, code)]
            .filter(([, leaf]) => leaf !== null && leaf !== '')
            .map(([inner, leaf]) => wertText(leaf, inner, code))
            .join(', '),
    )
    .filter((t) => t !== '' && !KENNUNG.test(t))
    .join('; ');
}

const isRuns = (e: object): boolean => 'text' in e && Array.isArray(e.text);

const plainText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).join(' ');
  if (typeof value !== 'object' || value === null) return '';
  const { text, zeilen } = value as { readonly text?: unknown; readonly zeilen?: unknown };
  const runs = Array.isArray(text) ? text.map(plainText).join('') : plainText(text);
  return [runs, plainText(zeilen)].filter(Boolean).join(' ');
};

/** How a value reads on the screen: dates, times, money, yes and no, and codes by what they stand for. */
export function wertText(value: Leaf, path: string, code: CodeText): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  if (typeof value === 'number') return path.endsWith('Cent') ? betrag(value) : value.toLocaleString('de-DE');
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return zeitLang(value);
  const tag = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (tag) return `${tag[3]}.${tag[2]}.${tag[1]}`;
  // A code nobody has a word for is shown as it is: better than nothing.
  return code(fieldOf(path), value) ?? value;
}

const MAX = 200;
const BEFORE = 40;

/** Two long texts, cut to where they begin to differ, so that one sees it. */
export function cutBoth(eigen: string, jetzt: string | null): readonly [string, string | null] {
  let same = 0;
  while (jetzt !== null && same < eigen.length && eigen[same] === jetzt[same]) same += 1;
  const from = jetzt === null || same <= MAX - BEFORE ? 0 : same - BEFORE;
  const cut = (text: string): string =>
    `${from > 0 ? '… ' : ''}${text.slice(from, from + MAX)}${text.length > from + MAX ? ' …' : ''}`;
  return [cut(eigen), jetzt === null ? null : cut(jetzt)];
}

/** Everything in a state that has an identifier and a name: points, steps, documents, members. */
export function namesIn(state: unknown): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { id, sha256, titel, bezeichnung, dateiname, name } = value as Readonly<Record<string, unknown>>;
    const called = [titel, bezeichnung, dateiname, name].find((n) => typeof n === 'string' && n !== '');
    for (const key of [id, sha256])
      if (typeof key === 'string' && typeof called === 'string') names.set(key, called);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(state);
  return names;
}

/** What a command names by its identifier, wherever it stands; documents go by their hash. */
export function identifiersIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.length === 36 && KENNUNG.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(identifiersIn);
}
