// Cross-reference sections (ISO 32000-2, 7.5.4 to 7.5.8): tables, streams and hybrids, read lazily. Of a table only
// the subsection headers are read; an entry is looked at when somebody asks for that object.
import { PdfFormatError } from './errors.ts';
import { cursorAt, skipWhite, startsWith } from './lexer.ts';
import type { PdfLimits } from './limits.ts';
import type { XrefBudget, XrefEntry, XrefSection } from './xref-section.ts';
import { readStreamSection } from './xref-stream.ts';
import { readTableSection } from './xref-table.ts';

export type { XrefEntry, XrefSection } from './xref-section.ts';

/** Reads the section at this offset. Errors: XREF, LIMIT, FILTER, SYNTAX. */
const readSection = (
  bytes: Uint8Array,
  offset: number,
  limits: PdfLimits,
  budget: XrefBudget,
): XrefSection => {
  if (offset >= bytes.length) throw new PdfFormatError('XREF', 'section lies behind the end', offset);
  const c = cursorAt(bytes, offset);
  skipWhite(c);
  return startsWith(bytes, c.pos, 'xref')
    ? readTableSection(bytes, c.pos, limits, budget)
    : readStreamSection(bytes, c.pos, limits, budget);
};

/**
 * The chain of sections, newest first. Errors: CYCLE when a section is reached twice, LIMIT when it is endless.
 */
export const readChain = (bytes: Uint8Array, start: number, limits: PdfLimits): readonly XrefSection[] => {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  const budget: XrefBudget = { bytes: limits.xrefBytes };
  for (let next: number | undefined = start; next !== undefined;) {
    if (seen.has(next)) throw new PdfFormatError('CYCLE', 'cross-reference sections form a circle', next);
    seen.add(next);
    if (sections.length >= limits.sections) throw new PdfFormatError('LIMIT', 'too many revisions', next);
    const section: XrefSection = readSection(bytes, next, limits, budget);
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
