// Cross-reference tables (ISO 32000-2, 7.5.4): only the subsection headers are read at first.
import { PdfFormatError } from './errors.ts';
import { cursorAt, readObject, skipWhite, takeCount, takeKeyword } from './lexer.ts';
import type { PdfLimits } from './limits.ts';
import { countOf, isDict } from './objects.ts';
import {
  finderOf,
  prevOf,
  topOf,
  type Subsection,
  type XrefBudget,
  type XrefEntry,
  type XrefSection,
} from './xref-section.ts';
import { readStreamSection } from './xref-stream.ts';

const ENTRY = 20;

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
const looseEntries = (
  bytes: Uint8Array,
  sub: Subsection,
  limits: PdfLimits,
): { entries: XrefEntry[]; end: number } => {
  if (sub.count > limits.items) throw new PdfFormatError('LIMIT', 'too many loose entries', sub.offset);
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

/** The table whose keyword stands at `offset`, with the stream that /XRefStm names (7.5.8.4). */
export const readTableSection = (
  bytes: Uint8Array,
  offset: number,
  limits: PdfLimits,
  budget: XrefBudget,
): XrefSection => {
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
      const { entries, end } = looseEntries(bytes, sub, limits);
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
    hybrid: stmOffset === undefined ? undefined : readStreamSection(bytes, stmOffset, limits, budget),
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
