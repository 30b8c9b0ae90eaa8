// Cross-reference streams (ISO 32000-2, 7.5.8).
import { PdfFormatError } from './errors.ts';
import { applyFilters, filterSteps } from './filters.ts';
import { readIndirect } from './indirect.ts';
import type { PdfLimits } from './limits.ts';
import { countOf, isArray, isStream, nameOf } from './objects.ts';
import {
  finderOf,
  prevOf,
  topOf,
  type Subsection,
  type XrefBudget,
  type XrefEntry,
  type XrefSection,
} from './xref-section.ts';

/** The stream that is the object at `offset`. */
export const readStreamSection = (
  bytes: Uint8Array,
  offset: number,
  limits: PdfLimits,
  budget: XrefBudget,
): XrefSection => {
  const found = readIndirect(bytes, offset, limits, (length) => countOf(length));
  if (!isStream(found.object) || nameOf(found.object.dict.entries.get('Type')) !== 'XRef')
    throw new PdfFormatError('XREF', 'no cross-reference section here', offset);
  const { dict, raw } = found.object;
  const e = dict.entries;
  const steps = filterSteps(e.get('Filter'), e.get('DecodeParms'));
  const data = applyFilters(raw, steps, Math.min(limits.streamBytes, budget.bytes));
  budget.bytes -= data.length;
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
