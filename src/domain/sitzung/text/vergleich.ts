import type { Bloecke, Block } from './bloecke.ts';
import { blockText } from './bloecke.ts';

/** A run of words in a changed block. */
export interface Wortteil {
  readonly art: 'gleich' | 'entfallen' | 'neu';
  readonly text: string;
}

export type Blockvergleich =
  | { readonly art: 'gleich'; readonly alt: Block; readonly neu: Block }
  | { readonly art: 'entfallen'; readonly alt: Block }
  | { readonly art: 'neu'; readonly neu: Block }
  | {
      readonly art: 'geaendert';
      readonly alt: Block;
      readonly neu: Block;
      /** empty when only the format changed */
      readonly worte: readonly Wortteil[];
    };

type Schritt<T> = { readonly art: 'gleich' | 'entfallen' | 'neu'; readonly wert: T };

/**
 * Longest common subsequence of two lists, as a script of steps. Equal head and tail are cut off first,
 * so that the table stays small for the usual change in one place.
 */
function script<T>(a: readonly T[], b: readonly T[], key: (t: T) => string): Schritt<T>[] {
  const ka = a.map(key);
  const kb = b.map(key);
  let kopf = 0;
  while (kopf < a.length && kopf < b.length && ka[kopf] === kb[kopf]) kopf += 1;
  let fuss = 0;
  while (
    fuss < a.length - kopf &&
    fuss < b.length - kopf &&
    ka[a.length - 1 - fuss] === kb[b.length - 1 - fuss]
  )
    fuss += 1;
  const n = a.length - kopf - fuss;
  const m = b.length - kopf - fuss;
  const laenge = new Uint32Array((n + 1) * (m + 1));
  const at = (i: number, j: number) => laenge[i * (m + 1) + j] ?? 0;
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      laenge[i * (m + 1) + j] =
        ka[kopf + i] === kb[kopf + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const out: Schritt<T>[] = a.slice(0, kopf).map((wert) => ({ art: 'gleich', wert }));
  let i = 0;
  let j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && ka[kopf + i] === kb[kopf + j]) {
      out.push({ art: 'gleich', wert: b[kopf + j] as T });
      i += 1;
      j += 1;
    } else if (i < n && (j >= m || at(i + 1, j) >= at(i, j + 1))) {
      out.push({ art: 'entfallen', wert: a[kopf + i] as T });
      i += 1;
    } else {
      out.push({ art: 'neu', wert: b[kopf + j] as T });
      j += 1;
    }
  }
  out.push(...b.slice(b.length - fuss).map((wert): Schritt<T> => ({ art: 'gleich', wert })));
  return out;
}

/** Above this many words times words a block is shown as replaced as a whole. */
const MAX_ZELLEN = 4_000_000;

/** Word by word; white space stays with the word before it. */
export function compareWorte(alt: string, neu: string): readonly Wortteil[] {
  const a = alt.match(/\S+\s*/g) ?? [];
  const b = neu.match(/\S+\s*/g) ?? [];
  if (a.length * b.length > MAX_ZELLEN)
    return [
      { art: 'entfallen', text: alt },
      { art: 'neu', text: neu },
    ];
  const out: Wortteil[] = [];
  for (const s of script(a, b, (w) => w.trimEnd())) {
    const last = out.at(-1);
    if (last?.art === s.art) out[out.length - 1] = { art: s.art, text: last.text + s.wert };
    else out.push({ art: s.art, text: s.wert });
  }
  return out;
}

/**
 * What changed between two versions of a text, block by block; a block that was replaced by one of the
 * same kind is shown word by word. Out: in reading order of both versions.
 */
export function compareFassungen(alt: Bloecke, neu: Bloecke): readonly Blockvergleich[] {
  const out: Blockvergleich[] = [];
  let weg: Block[] = [];
  let dazu: Block[] = [];
  const flush = () => {
    // removed and added blocks between two equal ones are paired in order where their kind agrees
    for (const a of weg) {
      const n = dazu[0];
      if (n && n.art === a.art) {
        dazu = dazu.slice(1);
        const gleich = blockText(a) === blockText(n);
        out.push({
          art: 'geaendert',
          alt: a,
          neu: n,
          worte: gleich ? [] : compareWorte(blockText(a), blockText(n)),
        });
      } else out.push({ art: 'entfallen', alt: a });
    }
    for (const n of dazu) out.push({ art: 'neu', neu: n });
    weg = [];
    dazu = [];
  };
  for (const s of script(alt, neu, (b) => JSON.stringify(b))) {
    if (s.art === 'entfallen') weg.push(s.wert);
    else if (s.art === 'neu') dazu.push(s.wert);
    else {
      flush();
      out.push({ art: 'gleich', alt: s.wert, neu: s.wert });
    }
  }
  flush();
  return out;
}

export const hasAenderung = (v: readonly Blockvergleich[]): boolean => v.some((b) => b.art !== 'gleich');

const kurz = (t: string) => (t.length > 80 ? `${t.slice(0, 79)}…` : t).replaceAll('\n', ' ').trim();

/** The first changed words with a few equal ones on both sides, in the old and in the new reading. */
function stelle(teile: readonly Wortteil[]): { readonly alt: string; readonly neu: string } {
  const start = teile.findIndex((t) => t.art !== 'gleich');
  const ende = teile.findIndex((t, i) => i > start && t.art === 'gleich');
  const davor = (teile[start - 1]?.text ?? '').trim().split(/\s+/).slice(-3).join(' ');
  const danach = (ende < 0 ? '' : (teile[ende]?.text ?? '')).trim().split(/\s+/).slice(0, 3).join(' ');
  const lesart = (art: 'entfallen' | 'neu') =>
    kurz(
      [
        davor,
        ...teile
          .slice(start, ende < 0 ? undefined : ende)
          .filter((t) => t.art === art)
          .map((t) => t.text.trim()),
        danach,
      ]
        .filter(Boolean)
        .join(' '),
    );
  return { alt: lesart('entfallen'), neu: lesart('neu') };
}

/** One line that names the first changed passage, for messages. */
export function ersteAenderung(v: readonly Blockvergleich[]): string {
  const b = v.find((x) => x.art !== 'gleich');
  if (!b) return 'keine';
  switch (b.art) {
    case 'entfallen':
      return `entfallen: „${kurz(blockText(b.alt))}“`;
    case 'neu':
      return `neu: „${kurz(blockText(b.neu))}“`;
    case 'geaendert': {
      if (b.worte.length === 0) return `anders formatiert: „${kurz(blockText(b.neu))}“`;
      const { alt, neu } = stelle(b.worte);
      return `„${alt}“ wurde zu „${neu}“`;
    }
  }
}
