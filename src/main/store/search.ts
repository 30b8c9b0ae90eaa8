import { falteBuchstaben } from '../../domain/shared/falten.ts';

/**
 * Search text for German: ü is found as ü, ue and u, ß as ß and ss, and letters of other languages as one types
 * them here (ı as i, ł as l, ø as o and oe). The index holds each text twice: as it stands (its tokenizer drops
 * diacritics: ü -> u), and the words with other than plain letters once more in `umschrift` (ü -> ue, ı -> i). A
 * query asks for all spellings of each of its words.
 */

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const SPECIAL = /\P{ASCII}/u;
/** Words of a query beyond these add nothing but time. */
const MAX_WORDS = 12;

const wordsOf = (text: string): readonly string[] => text.normalize('NFC').match(WORD) ?? [];

/** `Müßig` -> `muessig` */
export const transcribe = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'oe');

/** `Müßig` -> `mussig`, `Yıldız` -> `yildiz` */
export const stripMarks = falteBuchstaben;

/** What the tokenizer of the index makes of a word. */
const asTokenized = (word: string): string => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** The words with other than plain letters, spelt with these: what the column `umschrift` holds. */
export const transcription = (...texts: readonly string[]): string => {
  const out = new Set<string>();
  for (const text of texts)
    for (const word of wordsOf(text)) {
      if (!SPECIAL.test(word)) continue;
      const [a, b] = [transcribe(word), stripMarks(word)];
      out.add(a);
      // the tokenizer of the index finds marks dropped by itself
      if (asTokenized(word) !== b) out.add(b);
    }
  return [...out].join(' ');
};

/** Text as the index shall see it. */
export const indexable = (text: string): string => text.normalize('NFC');

/**
 * FTS5 expression for what a user typed: every word must be found, the beginning of a word is enough.
 * Only letters and digits get through, quoted, so no input can be FTS5 syntax. Null: nothing to search for.
 */
export function ftsQuery(text: string): string | null {
  const words = wordsOf(text).slice(0, MAX_WORDS);
  if (words.length === 0) return null;
  return words
    .map((word) => {
      const spellings = new Set([word.toLowerCase(), transcribe(word)]);
      if (stripMarks(word) !== asTokenized(word)) spellings.add(stripMarks(word));
      return `(${[...spellings].map((s) => `"${s}"*`).join(' OR ')})`;
    })
    .join(' AND ');
}

/** Characters of an excerpt, about two lines on the screen. */
const EXCERPT_CHARS = 160;
export const MARK_START = '\u0001';
export const MARK_END = '\u0002';

/** A piece of the text around the first hit, with every hit in it marked. */
export function excerpt(text: string, query: string): string {
  const wanted = wordsOf(query)
    .slice(0, MAX_WORDS)
    .map((w) => [transcribe(w), stripMarks(w)] as const);
  const isHit = (word: string) => {
    const [a, b] = [transcribe(word), stripMarks(word)];
    return wanted.some(([t, s]) => a.startsWith(t) || b.startsWith(s));
  };
  const clean = text
    .normalize('NFC')
    .replaceAll(MARK_START, '')
    .replaceAll(MARK_END, '')
    .replace(/\s+/g, ' ');
  let first = 0;
  for (const match of clean.matchAll(WORD)) {
    if (isHit(match[0])) {
      first = match.index;
      break;
    }
  }
  const start = first <= EXCERPT_CHARS / 3 ? 0 : clean.indexOf(' ', first - EXCERPT_CHARS / 3) + 1 || first;
  const end = start + EXCERPT_CHARS >= clean.length ? clean.length : cutAt(clean, start + EXCERPT_CHARS);
  const piece = clean
    .slice(start, end)
    .replace(WORD, (word) => (isHit(word) ? `${MARK_START}${word}${MARK_END}` : word));
  return `${start > 0 ? '… ' : ''}${piece}${end < clean.length ? ' …' : ''}`;
}

function cutAt(text: string, limit: number): number {
  const space = text.lastIndexOf(' ', limit);
  return space > 0 ? space : limit;
}
