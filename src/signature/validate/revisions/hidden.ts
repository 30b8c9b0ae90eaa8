// Content that one reader sees and another does not: bytes behind the last end of file, and objects in an update
// that no cross-reference section lists (a reader that rebuilds a damaged table would pick them up).

import { entriesIn, entryOf } from '../../pdf/index.ts';
import type { Pdf } from '../../pdf/index.ts';
import { pdfRef } from '../../pdf/index.ts';
import type { Change } from './changes.ts';
import { objectName } from '../view.ts';

/** Hidden content behind the signed bytes. */
export function hiddenContent(pdf: Pdf, coveredEnd: number, signed: number): readonly Change[] {
  const changes: Change[] = [];
  const add = (code: 'TRAILING_DATA' | 'HIDDEN_OBJECT', object: string | undefined, path: string) =>
    void changes.push({ kind: 'forbidden', code, object, path, page: undefined, field: undefined });
  const end = Math.max(coveredEnd, pdf.revisions.at(-1)!.end ?? coveredEnd);
  if (pdf.revisions.at(-1)!.end === undefined || hasContent(pdf.bytes.subarray(end)))
    add('TRAILING_DATA', undefined, `byte ${end}`);
  if (signed === pdf.revisions.length - 1) return changes;

  const known = new Set<number>();
  for (const revision of pdf.revisions) {
    for (const section of revision.sections) {
      known.add(section.offset);
      if (section.hybrid !== undefined) known.add(section.hybrid.offset);
    }
    for (const entry of entriesIn(revision)) if (entry.kind === 'offset') known.add(entry.offset);
  }
  const text = Buffer.from(
    pdf.bytes.buffer,
    pdf.bytes.byteOffset + coveredEnd,
    pdf.bytes.length - coveredEnd,
  ).toString('latin1');
  for (const { index, groups } of text.matchAll(
    /(?<![0-9A-Za-z])(?<num>\d{1,10})\s+(?<gen>\d{1,5})\s+obj(?![A-Za-z])/g,
  )) {
    if (isListed(coveredEnd + index)) continue;
    // Only a number that was in use when the document was signed could replace anything.
    const signedEntry = entryOf(pdf, Number(groups!['num']), signed);
    if (signedEntry === undefined || signedEntry.kind === 'free') continue;
    // A rebuilding reader takes the last one in the file: harmless as long as that is the listed one.
    const entry = entryOf(pdf, Number(groups!['num']));
    if (entry?.kind === 'offset' && entry.offset > coveredEnd + index) continue;
    add(
      'HIDDEN_OBJECT',
      objectName(pdfRef(Number(groups!['num']), Number(groups!['gen']))),
      `byte ${coveredEnd + index}`,
    );
    break;
  }
  return changes;

  /** Some writers point to the line end before the object. */
  function isListed(offset: number): boolean {
    for (let from = offset; from >= offset - 2; from--) {
      if (known.has(from)) return true;
      if (hasContent(pdf.bytes.subarray(from - 1, from))) return false;
    }
    return false;
  }
}

const hasContent = (bytes: Uint8Array): boolean =>
  bytes.some(
    (byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09 && byte !== 0x0c && byte !== 0,
  );
