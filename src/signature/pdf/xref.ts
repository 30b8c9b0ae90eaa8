// Cross-reference sections (ISO 32000-2, 7.5.4 to 7.5.8): tables, streams and hybrids, read lazily. Of a table only
// the subsection headers are read; an entry is looked at when somebody asks for that object.
import { PdfFormatError } from './errors.ts';
import { applyFilters, filterSteps } from './filters.ts';
import { cursorAt, readObject, skipWhite, startsWith, takeCount, takeKeyword } from './lexer.ts';
import type { PdfLimits } from './limits.ts';
import { readIndirect } from './indirect.ts';
import { countOf, isArray, isDict, isStream, nameOf, type PdfDict } from './objects.ts';

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

type Subsection = { readonly first: number; readonly count: number; readonly offset: number };

const ENTRY = 20;

const topOf = (subs: readonly Subsection[], loose: Iterable<number>): number => {
  let top = 0;
  for (const sub of subs) if (sub.count > 0) top = Math.max(top, sub.first + sub.count);
  for (const num of loose) top = Math.max(top, num + 1);
  return top;
};

/** Which subsection holds a number. Many are searched by halves, so that a hostile table costs no more than it weighs. */
const finderOf = (subs: readonly Subsection[], at: number): ((num: number) => Subsection | undefined) => {
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

const digits = (bytes: Uint8Array, from: number, count: number): number => {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = bytes[i]! - 0x30;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
};

/** One 20-byte entry of a table: `nnnnnnnnnn ggggg n` and two bytes end of line. */
const tableEntry = (bytes: Uint8Array, sub: Subsection, num: number): XrefEntry => {
  const at = sub.offset + (num - sub.first) * ENTRY;
  const offset = digits(bytes, at, 10);
  const gen = digits(bytes, at + 11, 5);
  const type = bytes[at + 17];
  if (offset < 0 || gen < 0 || (type !== 0x6e && type !== 0x66))
    throw new PdfFormatError('XREF', `damaged entry of object ${num}`, at);
  return type === 0x66 || (offset === 0 && num === 0)
    ? { kind: 'free', num, gen }
    : { kind: 'offset', num, gen, offset };
};

/** Some writers end their entries with one byte only (19 bytes): then the entries are read one by one. */
const looseEntries = (bytes: Uint8Array, sub: Subsection): { entries: XrefEntry[]; end: number } => {
  const c = cursorAt(bytes, sub.offset);
  const entries: XrefEntry[] = [];
  for (let i = 0; i < sub.count; i++) {
    const num = sub.first + i;
    const offset = takeCount(c);
    const gen = takeCount(c);
    const used = takeKeyword(c, 'n');
    if (offset === undefined || gen === undefined || (!used && !takeKeyword(c, 'f')))
      throw new PdfFormatError('XREF', `damaged entry of object ${num}`, c.pos);
    entries.push(used ? { kind: 'offset', num, gen, offset } : { kind: 'free', num, gen });
  }
  return { entries, end: c.pos };
};

const prevOf = (trailer: PdfDict, at: number): number | undefined => {
  const prev = trailer.entries.get('Prev');
  if (prev === undefined || prev.kind === 'null') return undefined;
  const value = countOf(prev);
  if (value === undefined) throw new PdfFormatError('XREF', '/Prev is not an offset', at);
  return value === 0 ? undefined : value; // some writers mean "none" by 0
};

const readTable = (bytes: Uint8Array, offset: number, limits: PdfLimits): XrefSection => {
  const c = cursorAt(bytes, offset);
  takeKeyword(c, 'xref');
  const subs: Subsection[] = [];
  const loose = new Map<number, XrefEntry>();
  while (!takeKeyword(c, 'trailer')) {
    const first = takeCount(c);
    const count = takeCount(c);
    if (first === undefined || count === undefined) throw new PdfFormatError('XREF', 'damaged table', c.pos);
    if (first + count > limits.objectNumber + 1 || subs.length > limits.items)
      throw new PdfFormatError('LIMIT', 'too many objects', c.pos);
    skipWhite(c);
    const sub = { first, count, offset: c.pos };
    const after = c.pos + count * ENTRY;
    const regular =
      count === 0 ||
      (after <= bytes.length &&
        [c.pos, after - ENTRY].every((at) => bytes[at + 10] === 0x20 && bytes[at + 16] === 0x20) &&
        (bytes[after - 1] === 0x0a || bytes[after - 1] === 0x0d || bytes[after - 1] === 0x20));
    if (regular) {
      subs.push(sub);
      c.pos = after;
    } else {
      const { entries, end } = looseEntries(bytes, sub);
      for (const entry of entries) loose.set(entry.num, entry);
      c.pos = end;
    }
  }
  const trailer = readObject(c, limits);
  if (!isDict(trailer)) throw new PdfFormatError('XREF', 'trailer is not a dictionary', c.pos);
  const xrefStm = trailer.entries.get('XRefStm');
  const stmOffset = countOf(xrefStm);
  if (xrefStm !== undefined && stmOffset === undefined)
    throw new PdfFormatError('XREF', '/XRefStm is not an offset', offset);
  const find = finderOf(subs, offset);
  return {
    form: 'table',
    offset,
    end: c.pos,
    trailer,
    top: topOf(subs, loose.keys()),
    prev: prevOf(trailer, offset),
    hybrid: stmOffset === undefined ? undefined : readStream(bytes, stmOffset, limits),
    own: (num) => {
      const sub = find(num);
      return sub === undefined ? loose.get(num) : tableEntry(bytes, sub, num);
    },
    *ownEntries() {
      for (const sub of subs) for (let i = 0; i < sub.count; i++) yield tableEntry(bytes, sub, sub.first + i);
      yield* loose.values();
    },
  };
};

const readStream = (bytes: Uint8Array, offset: number, limits: PdfLimits): XrefSection => {
  const found = readIndirect(bytes, offset, limits, (length) => countOf(length));
  if (!isStream(found.object) || nameOf(found.object.dict.entries.get('Type')) !== 'XRef')
    throw new PdfFormatError('XREF', 'no cross-reference section here', offset);
  const { dict, raw } = found.object;
  const e = dict.entries;
  const steps = filterSteps(e.get('Filter'), e.get('DecodeParms'));
  const data = applyFilters(raw, steps, limits.streamBytes);
  const w = e.get('W');
  const widths = isArray(w) ? w.items.map((item) => countOf(item) ?? -1) : [];
  const size = countOf(e.get('Size'));
  const [w0 = 0, w1 = 0, w2 = 0] = widths;
  const width = w0 + w1 + w2;
  if (widths.length < 3 || widths.some((n) => n < 0 || n > 8) || width === 0 || size === undefined)
    throw new PdfFormatError('XREF', 'damaged cross-reference stream', offset);
  const index = e.get('Index');
  const numbers = isArray(index) ? index.items.map((item) => countOf(item) ?? -1) : [0, size];
  const subs: Subsection[] = [];
  let at = 0;
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const first = numbers[i]!;
    const count = numbers[i + 1]!;
    if (first < 0 || count < 0) throw new PdfFormatError('XREF', 'damaged /Index', offset);
    if (first + count > limits.objectNumber + 1)
      throw new PdfFormatError('LIMIT', 'too many objects', offset);
    const fits = Math.min(count, Math.floor(Math.max(0, data.length - at) / width));
    subs.push({ first, count: fits, offset: at });
    at += count * width;
  }
  const field = (from: number, bytesWide: number, absent: number): number => {
    if (bytesWide === 0) return absent;
    let value = 0;
    for (let i = 0; i < bytesWide; i++) value = value * 256 + data[from + i]!;
    if (!Number.isSafeInteger(value)) throw new PdfFormatError('XREF', 'offset out of range', offset);
    return value;
  };
  const entry = (sub: Subsection, num: number): XrefEntry | undefined => {
    const from = sub.offset + (num - sub.first) * width;
    const type = field(from, w0, 1);
    const second = field(from + w0, w1, 0);
    const third = field(from + w0 + w1, w2, 0);
    if (type === 0) return { kind: 'free', num, gen: third };
    if (type === 1) return { kind: 'offset', num, gen: third, offset: second };
    if (type === 2) return { kind: 'compressed', num, stream: second, index: third };
    return undefined; // 7.5.8.3: other types are references to the null object
  };
  const find = finderOf(subs, offset);
  return {
    form: 'stream',
    offset,
    end: found.end,
    trailer: dict,
    top: topOf(subs, []),
    prev: prevOf(dict, offset),
    hybrid: undefined,
    own: (num) => {
      const sub = find(num);
      return sub === undefined ? undefined : entry(sub, num);
    },
    *ownEntries() {
      for (const sub of subs)
        for (let i = 0; i < sub.count; i++) {
          const one = entry(sub, sub.first + i);
          if (one !== undefined) yield one;
        }
    },
  };
};

/** Reads the section at this offset. Errors: XREF, LIMIT, FILTER, SYNTAX. */
export const readSection = (bytes: Uint8Array, offset: number, limits: PdfLimits): XrefSection => {
  if (offset >= bytes.length) throw new PdfFormatError('XREF', 'section lies behind the end', offset);
  const c = cursorAt(bytes, offset);
  skipWhite(c);
  return startsWith(bytes, c.pos, 'xref')
    ? readTable(bytes, c.pos, limits)
    : readStream(bytes, c.pos, limits);
};

/**
 * The chain of sections, newest first. Errors: CYCLE when a section is reached twice, LIMIT when it is endless.
 */
export const readChain = (bytes: Uint8Array, start: number, limits: PdfLimits): readonly XrefSection[] => {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  for (let next: number | undefined = start; next !== undefined;) {
    if (seen.has(next)) throw new PdfFormatError('CYCLE', 'cross-reference sections form a circle', next);
    seen.add(next);
    if (sections.length >= limits.sections) throw new PdfFormatError('LIMIT', 'too many revisions', next);
    const section: XrefSection = readSection(bytes, next, limits);
    sections.push(section);
    next = section.prev;
  }
  return sections;
};

/**
 * What one section says about an object: a table's used entry counts before its hybrid stream, which counts
 * before the table's free entry (7.5.8.4: hidden objects are listed as free in the table).
 */
export const entryIn = (section: XrefSection, num: number): XrefEntry | undefined => {
  const own = section.own(num);
  if (section.hybrid === undefined || (own !== undefined && own.kind !== 'free')) return own;
  return section.hybrid.own(num) ?? own;
};
