// A PDF opened for reading: nothing but the cross-reference chain is read at first, every object when asked for.
import { openEncryption } from './encryption.ts';
import { PdfFormatError } from './errors.ts';
import { cursorAt, takeCount } from './lexer.ts';
import { DEFAULT_LIMITS, type PdfLimits } from './limits.ts';
import { isArray, isDict, isRef, isString, type PdfDict } from './objects.ts';
import { resolve, resolveDeep } from './resolve.ts';
import type { Pdf, PdfMemory, Revision } from './types.ts';
import { readChain, type XrefSection } from './xref.ts';

export { entriesIn, entryOf, get, resolve, resolveAsOf, streamData, streamRaw } from './resolve.ts';
export type { Pdf, Revision } from './types.ts';

export type OpenOptions = {
  /** user or owner password of an encrypted file */
  readonly password?: string | undefined;
  readonly limits?: Partial<PdfLimits> | undefined;
  /** read the cross-reference chain only; strings and streams stay as they are */
  readonly skipEncryption?: boolean | undefined;
};

/**
 * Opens a PDF. Reads the header, the last `startxref` and the chain of cross-reference sections, nothing else.
 * To read the document as of an earlier byte offset, open `bytes.subarray(0, offset)`.
 * @throws PdfFormatError
 */
export const openPdf = (bytes: Uint8Array, options: OpenOptions = {}): Pdf => {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = buffer.subarray(0, 1024).indexOf('%PDF-');
  if (header < 0) throw new PdfFormatError('NO_PDF', 'no %PDF- header');
  const startxref = lastStartxref(buffer);
  const sections = readChain(bytes, startxref, limits);
  const trailer = sections[0]!.trailer;
  const memory: PdfMemory = {
    objects: new Map(),
    objectStreams: new Map(),
    open: new Set(),
    decoded: 0,
    parsed: 0,
    nodes: 0,
  };
  const plain: Pdf = {
    bytes,
    limits,
    sections,
    revisions: splitRevisions(buffer, sections),
    trailer,
    startxref,
    encryption: undefined,
    encryptNum: undefined,
    memory,
  };
  const encrypt = trailer.entries.get('Encrypt');
  if (encrypt === undefined || encrypt.kind === 'null' || options.skipEncryption === true) return plain;
  const dict = resolveDeep(plain, encrypt);
  if (!isDict(dict)) throw new PdfFormatError('ENCRYPTION', '/Encrypt is not a dictionary');
  const id = resolve(plain, trailer.entries.get('ID'));
  const first = isArray(id) ? resolve(plain, id.items[0]) : undefined;
  const encryption = openEncryption(
    dict,
    isString(first) ? first.bytes : new Uint8Array(0),
    options.password,
  );
  memory.objects.clear();
  memory.objectStreams.clear();
  return { ...plain, encryption, encryptNum: isRef(encrypt) ? encrypt.num : undefined };
};

/** 7.5.5: the number between the last `startxref` and `%%EOF`. Only the last 2,048 bytes are searched. */
const lastStartxref = (buffer: Buffer): number => {
  const tail = Math.max(0, buffer.length - 2048);
  const at = buffer.lastIndexOf('startxref');
  if (at < tail) throw new PdfFormatError('STARTXREF', 'no startxref at the end');
  const value = takeCount(cursorAt(buffer, at + 9));
  if (value === undefined) throw new PdfFormatError('STARTXREF', 'startxref without a number', at);
  return value;
};

/** Groups sections into revisions. A linearised file (annex F) has two for its first revision: the older one of
 *  the chain lies behind the newer one. */
const splitRevisions = (buffer: Buffer, sections: readonly XrefSection[]): readonly Revision[] => {
  const groups: XrefSection[][] = [];
  for (let i = 0; i < sections.length; i++) {
    const section = sections[i]!;
    const older = sections[i + 1];
    if (older !== undefined && i + 2 === sections.length && older.offset > section.offset) {
      groups.push([section, older]);
      break;
    }
    groups.push([section]);
  }
  return groups.reverse().map((group, index) => {
    const last = group.reduce((a, b) => (b.end > a.end ? b : a));
    const eof = eofAfter(buffer, last.end);
    return { index, sections: group, trailer: group[0]!.trailer, eof, end: eof && lineEnd(buffer, eof + 5) };
  });
};

const eofAfter = (buffer: Buffer, from: number): number | undefined => {
  const window = buffer.subarray(from, from + 2048);
  const at = window.indexOf('%%EOF');
  return at < 0 ? undefined : from + at;
};

const lineEnd = (buffer: Buffer, at: number): number =>
  buffer[at] === 0x0d ? (buffer[at + 1] === 0x0a ? at + 2 : at + 1) : buffer[at] === 0x0a ? at + 1 : at;

/** The revisions of the file, oldest first. */
export const revisions = (pdf: Pdf): readonly Revision[] => pdf.revisions;

/** The document catalog (7.7.2). @throws PdfFormatError TYPE */
export const catalogOf = (pdf: Pdf): PdfDict => {
  const root = resolve(pdf, pdf.trailer.entries.get('Root'));
  if (!isDict(root)) throw new PdfFormatError('TYPE', 'the catalog is missing');
  return root;
};
