import { z } from 'zod';
import { zGrund, zId, zZeile } from '../grundtypen.ts';

/**
 * Search of the finished public package for what must not be in it. It looks at text as the file shows it,
 * page by page, besides metadata, bookmarks and attachments, which the caller hands over as places of their
 * own. Compared are words in order: line breaks, hyphenation, case, punctuation and hidden characters make
 * no difference.
 */

/** A place in the file with its text. `seite` null: metadata, bookmarks, names of attachments. */
export interface Fundort {
  readonly ort: string;
  readonly seite: number | null;
  readonly text: string;
}

/** What must not appear, and where it comes from. */
export interface NichtoeffentlicheQuelle {
  /** item or document it belongs to (id) */
  readonly quelle: string;
  /** for people: „N 2, Titel“ */
  readonly bezeichnung: string;
  readonly text: string;
  /** a short word or name: hit even as a single word; otherwise runs of several words are compared */
  readonly wort: boolean;
}

export const zTreffer = z
  .object({
    id: zId,
    ort: zZeile,
    seite: z.int().min(1).nullable(),
    quelle: zId,
    bezeichnung: zZeile,
    /** the words found, as context for the one who decides; for `ungeprueft` why it could not be searched */
    fundstelle: zGrund,
    /** `ungeprueft`: a source whose text could not be read, so that nothing can be ruled out; absent: words found */
    art: z.literal('ungeprueft').optional(),
  })
  .readonly();
export type Treffer = z.infer<typeof zTreffer>;

/** Words that must follow one another for a hit in a longer text; shorter ones are compared whole. */
const FENSTER = 6;

interface Wort {
  readonly text: string;
  readonly ort: number;
}

/** Words of a text in a form in which two spellings of the same are equal. */
export function worte(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      // a word divided at the end of a line is one word
      .replace(/(\p{L})[-\u2010\u00ad]\s*\n\s*(\p{Ll})/gu, '$1$2')
      .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
      .toLocaleLowerCase('de')
      .replaceAll('ß', 'ss')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** All runs of `n` words, joined; of a shorter list the list itself. */
function fenster(w: readonly string[], n: number): string[] {
  if (w.length === 0) return [];
  if (w.length <= n) return [w.join(' ')];
  return Array.from({ length: w.length - n + 1 }, (_, i) => w.slice(i, i + n).join(' '));
}

/**
 * Finds non-public titles, texts and names in the text of a file.
 *
 * In: the places of the file in reading order and the sources. Out: one hit for each source and place, in
 * order of the places; empty: nothing found. Runs that go over a page break are found and belong to the
 * page they begin on. A compound („Grundstückskauf“) does not hide a listed word of six letters and more.
 */
export function findLeaks(
  orte: readonly Fundort[],
  quellen: readonly NichtoeffentlicheQuelle[],
): readonly Treffer[] {
  const strom: Wort[] = orte.flatMap((o, ort) => worte(o.text).map((text) => ({ text, ort })));
  const gesucht = new Map<number, Map<string, NichtoeffentlicheQuelle[]>>();
  const teile: { wort: string; quelle: NichtoeffentlicheQuelle }[] = [];
  for (const q of quellen) {
    const w = worte(q.text);
    if (w.length === 0) continue;
    if (q.wort && w.length === 1 && (w[0]?.length ?? 0) >= 6) teile.push({ wort: w[0] ?? '', quelle: q });
    const n = q.wort ? w.length : Math.min(w.length, FENSTER);
    const laenge = gesucht.get(n) ?? new Map<string, NichtoeffentlicheQuelle[]>();
    gesucht.set(n, laenge);
    for (const f of fenster(w, n)) laenge.set(f, [...(laenge.get(f) ?? []), q]);
  }
  const gefunden = new Map<string, Treffer & { readonly reihenfolge: number }>();
  const add = (q: NichtoeffentlicheQuelle, index: number, n: number) => {
    const ort = orte[strom[index]?.ort ?? 0];
    if (!ort) return;
    const key = `${q.quelle}|${q.bezeichnung}|${ort.ort}`;
    if (gefunden.has(key)) return;
    const umgebung = strom.slice(Math.max(0, index - 4), index + n + 4);
    gefunden.set(key, {
      id: '',
      ort: ort.ort,
      seite: ort.seite,
      quelle: q.quelle,
      bezeichnung: q.bezeichnung,
      fundstelle: umgebung.map((w) => w.text).join(' '),
      reihenfolge: strom[index]?.ort ?? 0,
    });
  };
  for (const [n, laenge] of gesucht)
    for (let i = 0; i + n <= strom.length; i++) {
      let text = strom[i]?.text ?? '';
      for (let k = 1; k < n; k++) text += ` ${strom[i + k]?.text ?? ''}`;
      for (const q of laenge.get(text) ?? []) add(q, i, n);
    }
  for (const { wort, quelle } of teile)
    for (const [i, w] of strom.entries()) if (w.text.includes(wort)) add(quelle, i, 1);
  return [...gefunden.values()]
    .toSorted((a, b) => a.reihenfolge - b.reihenfolge)
    .map(({ reihenfolge: _reihenfolge, ...treffer }, i) => ({ ...treffer, id: `treffer-${i + 1}` }));
}
