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
  for (const { offset, num, gen } of objectsIn(pdf.bytes, coveredEnd)) {
    if (isListed(offset)) continue;
    // Only a number that was in use when the document was signed could replace anything.
    const signedEntry = entryOf(pdf, num, signed);
    if (signedEntry === undefined || signedEntry.kind === 'free') continue;
    // A rebuilding reader takes the last one in the file: harmless as long as that is the listed one.
    const entry = entryOf(pdf, num);
    if (entry?.kind === 'offset' && entry.offset > offset) continue;
    add('HIDDEN_OBJECT', objectName(pdfRef(num, gen)), `byte ${offset}`);
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

type Found = { readonly offset: number; readonly num: number; readonly gen: number };

/** Everything that looks like the beginning of an object, from a byte on. */
function* objectsIn(bytes: Uint8Array, from: number): Iterable<Found> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (
    let at = buffer.indexOf('obj', from, 'latin1');
    at >= 0;
    at = buffer.indexOf('obj', at + 3, 'latin1')
  ) {
    const head = buffer.toString('latin1', Math.max(from, at - 40), at);
    const found = /(?<![0-9A-Za-z])(\d{1,10})\s+(\d{1,5})\s+$/.exec(head);
    if (found !== null)
      yield { offset: at - head.length + found.index, num: Number(found[1]), gen: Number(found[2]) };
  }
}

const hasContent = (bytes: Uint8Array): boolean =>
  bytes.some(
    (byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09 && byte !== 0x0c && byte !== 0,
  );
