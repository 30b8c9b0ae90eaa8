// One indirect object in the file: `12 0 obj ... endobj`, with its stream if it has one (ISO 32000-2, 7.3.8, 7.3.10).
import { PdfFormatError } from './errors.ts';
import { cursorAt, readObject, startsWith, takeCount, takeKeyword, isWhite } from './lexer.ts';
import type { PdfLimits } from './limits.ts';
import { pdfRef, type PdfObject, type PdfRef, type PdfStream } from './objects.ts';

export type IndirectObject = {
  readonly ref: PdfRef;
  readonly object: PdfObject;
  /** of the object number */
  readonly start: number;
  /** behind `endobj` (or behind the object, where `endobj` is missing) */
  readonly end: number;
  /** how many objects it is made of */
  readonly nodes: number;
};

/**
 * Reads the object whose number stands at `offset`. `lengthOf` resolves `/Length`, which may be a reference.
 * Errors: OBJECT if there is no object, SYNTAX, STREAM, LIMIT.
 */
export const readIndirect = (
  bytes: Uint8Array,
  offset: number,
  limits: PdfLimits,
  lengthOf: (length: PdfObject | undefined) => number | undefined,
): IndirectObject => {
  if (offset < 0 || offset >= bytes.length)
    throw new PdfFormatError('OBJECT', 'object lies outside the file', offset);
  const c = cursorAt(bytes, offset);
  const num = takeCount(c);
  const gen = takeCount(c);
  if (num === undefined || gen === undefined || !takeKeyword(c, 'obj'))
    throw new PdfFormatError('OBJECT', 'no object here', offset);
  const ref = pdfRef(num, gen);
  const object = takeKeyword(c, 'endobj') ? undefined : readObject(c, limits);
  if (object === undefined)
    return { ref, object: { kind: 'null' }, start: offset, end: c.pos, nodes: c.nodes };
  if (object.kind === 'dict' && takeKeyword(c, 'stream')) {
    let start = c.pos;
    if (bytes[start] === 0x0d) start++;
    if (bytes[start] === 0x0a) start++;
    const { end, exact } = streamEnd(bytes, start, lengthOf(object.entries.get('Length')));
    const stream: PdfStream = {
      kind: 'stream',
      dict: object,
      raw: bytes.subarray(start, end),
      start,
      end,
      exact,
      owner: ref,
    };
    c.pos = end;
    takeKeyword(c, 'endstream');
    takeKeyword(c, 'endobj');
    return { ref, object: stream, start: offset, end: c.pos, nodes: c.nodes };
  }
  takeKeyword(c, 'endobj');
  return { ref, object, start: offset, end: c.pos, nodes: c.nodes };
};

const END = Buffer.from('endstream', 'latin1');

const streamEnd = (
  bytes: Uint8Array,
  start: number,
  length: number | undefined,
): { readonly end: number; readonly exact: boolean } => {
  if (length !== undefined && start + length <= bytes.length) {
    let after = start + length;
    for (let i = 0; i < 2 && isWhite(bytes[after]); i++) after++;
    if (startsWith(bytes, after, 'endstream')) return { end: start + length, exact: true };
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = buffer.indexOf(END, start);
  if (found < 0) throw new PdfFormatError('STREAM', 'stream without end', start);
  let end = found;
  if (bytes[end - 1] === 0x0a) end--;
  if (bytes[end - 1] === 0x0d) end--;
  return { end: Math.max(start, end), exact: false };
};
