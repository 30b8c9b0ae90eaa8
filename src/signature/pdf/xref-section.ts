// What a cross-reference section is, however it is written: table or stream.
import { PdfFormatError } from './errors.ts';
import { countOf, type PdfDict } from './objects.ts';

/** Where an object is, according to one section. */
export type XrefEntry =
  | { readonly kind: 'free'; readonly num: number; readonly gen: number }
  | { readonly kind: 'offset'; readonly num: number; readonly gen: number; readonly offset: number }
  | { readonly kind: 'compressed'; readonly num: number; readonly stream: number; readonly index: number };

export type XrefSection = {
  readonly form: 'table' | 'stream';
  /** of the keyword `xref`, or of the object that is the cross-reference stream */
  readonly offset: number;
  /** first byte behind the trailer dictionary or the stream object */
  readonly end: number;
  readonly trailer: PdfDict;
  /** one more than the highest object number it names */
  readonly top: number;
  readonly prev: number | undefined;
  /** hybrid files: the stream section that /XRefStm names */
  readonly hybrid: XrefSection | undefined;
  /** the section's own word (without the hybrid part) */
  readonly own: (num: number) => XrefEntry | undefined;
  readonly ownEntries: () => Iterable<XrefEntry>;
};

/** What the cross-reference streams of one document may still decode to. */
export type XrefBudget = { bytes: number };

/** A run of object numbers; `offset` is where its entries begin. */
export type Subsection = { readonly first: number; readonly count: number; readonly offset: number };

/** One more than the highest number. */
export const topOf = (subs: readonly Subsection[], loose: Iterable<number>): number => {
  let top = 0;
  for (const sub of subs) if (sub.count > 0) top = Math.max(top, sub.first + sub.count);
  for (const num of loose) top = Math.max(top, num + 1);
  return top;
};

/** Which subsection holds a number. Many are searched by halves, so that a hostile table costs no more than it weighs. */
export const finderOf = (
  subs: readonly Subsection[],
  at: number,
): ((num: number) => Subsection | undefined) => {
  const holds = (sub: Subsection, num: number): boolean => num >= sub.first && num < sub.first + sub.count;
  if (subs.length <= 16) return (num) => subs.find((sub) => holds(sub, num));
  const sorted = subs.filter((sub) => sub.count > 0).sort((a, b) => a.first - b.first);
  for (let i = 1; i < sorted.length; i++)
    if (sorted[i - 1]!.first + sorted[i - 1]!.count > sorted[i]!.first)
      throw new PdfFormatError('XREF', 'subsections overlap', at);
  return (num) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.first <= num) low = middle + 1;
      else high = middle;
    }
    const sub = sorted[low - 1];
    return sub !== undefined && holds(sub, num) ? sub : undefined;
  };
};

/** The offset of the section before this one. */
export const prevOf = (trailer: PdfDict, at: number): number | undefined => {
  const prev = trailer.entries.get('Prev');
  if (prev === undefined || prev.kind === 'null') return undefined;
  const value = countOf(prev);
  if (value === undefined) throw new PdfFormatError('XREF', '/Prev is not an offset', at);
  return value === 0 ? undefined : value; // some writers mean "none" by 0
};
