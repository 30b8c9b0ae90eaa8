// A PDF opened for reading: nothing but the cross-reference chain is read at first, every object when asked for.
import { openEncryption, mapStrings, type Encryption } from './encryption.ts';
import { PdfFormatError } from './errors.ts';
import { applyFilters, filterSteps } from './filters.ts';
import { readIndirect } from './indirect.ts';
import { cursorAt, readObject, startsWith, takeCount } from './lexer.ts';
import { DEFAULT_LIMITS, type PdfLimits } from './limits.ts';
import {
  countOf,
  isArray,
  isDict,
  isRef,
  isStream,
  isString,
  nameOf,
  pdfArray,
  pdfNull,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfStream,
} from './objects.ts';
import { entryIn, readChain, type XrefEntry, type XrefSection } from './xref.ts';

/** One saved state of the file. `sections` are newest first (two in a linearised first revision). */
export type Revision = {
  /** 0 is the oldest */
  readonly index: number;
  readonly sections: readonly XrefSection[];
  readonly trailer: PdfDict;
  /** first byte of the `%%EOF` that closes it, or undefined if it could not be found */
  readonly eof: number | undefined;
  /** first byte behind that `%%EOF` and its end of line: the document as of this revision is bytes 0 to `end` */
  readonly end: number | undefined;
};

export type Pdf = {
  readonly bytes: Uint8Array;
  readonly limits: PdfLimits;
  /** all sections, newest first */
  readonly sections: readonly XrefSection[];
  /** oldest first */
  readonly revisions: readonly Revision[];
  /** of the newest section */
  readonly trailer: PdfDict;
  /** where the last `startxref` points */
  readonly startxref: number;
  readonly encryption: Encryption | undefined;
  /** the object number of the encryption dictionary, which is never encrypted itself */
  readonly encryptNum: number | undefined;
  /** private to this module: caches and the budget of decoded bytes */
  readonly memory: PdfMemory;
};

type PdfMemory = {
  readonly objects: Map<string, PdfObject>;
  readonly objectStreams: Map<string, ObjectStream>;
  readonly open: Set<string>;
  decoded: number;
};

type ObjectStream = {
  readonly data: Uint8Array;
  readonly numbers: readonly number[];
  readonly offsets: readonly number[];
};

export type OpenOptions = {
  /** user or owner password of an encrypted file */
  readonly password?: string | undefined;
  readonly limits?: Partial<PdfLimits> | undefined;
  /** read the cross-reference chain only; strings and streams stay as they are */
  readonly skipEncryption?: boolean | undefined;
};

const CACHED_OBJECTS = 20_000;
const CACHED_STREAMS = 32;

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
  const memory: PdfMemory = { objects: new Map(), objectStreams: new Map(), open: new Set(), decoded: 0 };
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

/** Where an object is as of a revision (default: the newest), or undefined if no section knows it. */
export const entryOf = (
  pdf: Pdf,
  num: number,
  revision = pdf.revisions.length - 1,
): XrefEntry | undefined => {
  for (let i = revision; i >= 0; i--)
    for (const section of pdf.revisions[i]!.sections) {
      const entry = entryIn(section, num);
      if (entry !== undefined) return entry;
    }
  return undefined;
};

/** The entries that one revision itself brings (own, then hybrid), in the order of its sections. An object may occur
 *  more than once; what counts is `entryOf`. */
export function* entriesIn(revision: Revision): Iterable<XrefEntry> {
  for (const section of revision.sections) {
    yield* section.ownEntries();
    if (section.hybrid !== undefined) yield* section.hybrid.ownEntries();
  }
}

/**
 * The object a reference leads to as of a revision; the null object if there is none (7.3.10).
 * Strings are decrypted. Anything but a reference is returned as it is.
 * @throws PdfFormatError CYCLE, LIMIT, OBJECT, SYNTAX, STREAM, FILTER
 */
export const resolveAsOf = (pdf: Pdf, revision: number, object: PdfObject | undefined): PdfObject => {
  let current: PdfObject = object ?? pdfNull;
  for (let i = 0; isRef(current); i++) {
    if (i >= pdf.limits.refChain) throw new PdfFormatError('CYCLE', 'chain of references too long');
    current = load(pdf, current, revision);
  }
  return current;
};

/** `resolveAsOf` the newest revision. */
export const resolve = (pdf: Pdf, object: PdfObject | undefined): PdfObject =>
  resolveAsOf(pdf, pdf.revisions.length - 1, object);

/** Resolves the value of a key; undefined if it is missing or null. */
export const get = (pdf: Pdf, dict: PdfDict, key: string): PdfObject | undefined => {
  const value = resolve(pdf, dict.entries.get(key));
  return value.kind === 'null' ? undefined : value;
};

/** Resolves all references in arrays and dictionaries (for small, known structures). Errors: LIMIT. */
export const resolveDeep = (pdf: Pdf, object: PdfObject | undefined, depth = 0): PdfObject => {
  if (depth > 24) throw new PdfFormatError('LIMIT', 'nested too deep');
  const found = resolve(pdf, object);
  if (isArray(found)) return pdfArray(found.items.map((item) => resolveDeep(pdf, item, depth + 1)));
  if (!isDict(found)) return found;
  const entries = new Map<string, PdfObject>();
  for (const [key, value] of found.entries) entries.set(key, resolveDeep(pdf, value, depth + 1));
  return { ...found, entries };
};

const keyOf = (entry: XrefEntry): string =>
  entry.kind === 'offset'
    ? `o${entry.offset}`
    : entry.kind === 'compressed'
      ? `c${entry.stream}/${entry.num}`
      : 'f';

const load = (pdf: Pdf, ref: PdfRef, revision: number): PdfObject => {
  const entry = entryOf(pdf, ref.num, revision);
  if (entry === undefined || entry.kind === 'free') return pdfNull;
  if (entry.kind === 'offset' ? entry.gen !== ref.gen : ref.gen !== 0) return pdfNull;
  // A compressed object is where its stream is as of this revision, so the place of the stream belongs to the key.
  const home = entry.kind === 'compressed' ? entryOf(pdf, entry.stream, revision) : entry;
  const key = `${keyOf(entry)}@${home === undefined ? '' : keyOf(home)}`;
  const cached = pdf.memory.objects.get(key);
  if (cached !== undefined) return cached;
  if (pdf.memory.open.has(key)) throw new PdfFormatError('CYCLE', `object ${ref.num} needs itself`);
  if (pdf.memory.open.size > 64) throw new PdfFormatError('LIMIT', 'objects lead too deep into each other');
  pdf.memory.open.add(key);
  try {
    const object =
      entry.kind === 'offset'
        ? loadAt(pdf, ref, entry.offset, revision)
        : loadCompressed(pdf, entry, revision);
    if (pdf.memory.objects.size >= CACHED_OBJECTS) pdf.memory.objects.clear();
    pdf.memory.objects.set(key, object);
    return object;
  } finally {
    pdf.memory.open.delete(key);
  }
};

const loadAt = (pdf: Pdf, ref: PdfRef, offset: number, revision: number): PdfObject => {
  const found = readIndirect(pdf.bytes, offset, pdf.limits, (length) =>
    countOf(resolveAsOf(pdf, revision, length)),
  );
  if (found.ref.num !== ref.num || found.ref.gen !== ref.gen)
    throw new PdfFormatError('OBJECT', `object ${ref.num} expected, found ${found.ref.num}`, offset);
  const encryption = pdf.encryption;
  if (encryption === undefined || ref.num === pdf.encryptNum) return found.object;
  if (isStream(found.object) && nameOf(found.object.dict.entries.get('Type')) === 'XRef') return found.object;
  return mapStrings(found.object, (bytes) => encryption.decryptString(ref, bytes));
};

const loadCompressed = (
  pdf: Pdf,
  entry: Extract<XrefEntry, { kind: 'compressed' }>,
  revision: number,
): PdfObject => {
  const stream = openObjectStream(pdf, entry.stream, revision);
  // 7.5.7: the index says where to look; a wrong index is forgiven as long as the number is there once.
  const index = stream.numbers[entry.index] === entry.num ? entry.index : stream.numbers.indexOf(entry.num);
  const offset = stream.offsets[index];
  if (offset === undefined)
    throw new PdfFormatError('OBJECT', `object ${entry.num} is not in object stream ${entry.stream}`);
  return readObject(cursorAt(stream.data, offset), pdf.limits);
};

const openObjectStream = (pdf: Pdf, num: number, revision: number): ObjectStream => {
  const home = entryOf(pdf, num, revision);
  if (home?.kind !== 'offset') throw new PdfFormatError('OBJECT', `object stream ${num} is missing`);
  const key = keyOf(home);
  const cached = pdf.memory.objectStreams.get(key);
  if (cached !== undefined) return cached;
  const object = load(pdf, { kind: 'ref', num, gen: home.gen }, revision);
  if (!isStream(object) || nameOf(object.dict.entries.get('Type')) !== 'ObjStm')
    throw new PdfFormatError('OBJECT', `object ${num} is not an object stream`);
  const n = countOf(resolveAsOf(pdf, revision, object.dict.entries.get('N')));
  const first = countOf(resolveAsOf(pdf, revision, object.dict.entries.get('First')));
  if (n === undefined || first === undefined) throw new PdfFormatError('STREAM', 'damaged object stream');
  if (n > pdf.limits.items) throw new PdfFormatError('LIMIT', 'object stream too large');
  const data = streamData(pdf, object);
  const c = cursorAt(data, 0);
  const numbers: number[] = [];
  const offsets: number[] = [];
  for (let i = 0; i < n; i++) {
    const number = takeCount(c);
    const offset = takeCount(c);
    if (number === undefined || offset === undefined)
      throw new PdfFormatError('STREAM', `damaged object stream ${num}`);
    numbers.push(number);
    offsets.push(first + offset);
  }
  const opened = { data, numbers, offsets };
  const streams = pdf.memory.objectStreams;
  if (streams.size >= CACHED_STREAMS) streams.delete(streams.keys().next().value!);
  streams.set(key, opened);
  return opened;
};

/** The bytes of the stream decrypted, filters not applied. @throws PdfFormatError ENCRYPTION */
export const streamRaw = (pdf: Pdf, stream: PdfStream): Uint8Array =>
  pdf.encryption === undefined || stream.owner === undefined
    ? stream.raw
    : pdf.encryption.decryptStream(stream.owner, stream.dict, stream.raw);

/**
 * The decrypted and decoded bytes of the stream; picture filters are left as they are. Every call decodes again and
 * counts against the document's budget. @throws PdfFormatError FILTER, LIMIT, ENCRYPTION
 */
export const streamData = (pdf: Pdf, stream: PdfStream): Uint8Array => {
  const { dict } = stream;
  const steps = filterSteps(
    resolveDeep(pdf, dict.entries.get('Filter')),
    resolveDeep(pdf, dict.entries.get('DecodeParms')),
  );
  const left = pdf.limits.totalBytes - pdf.memory.decoded;
  const data = applyFilters(streamRaw(pdf, stream), steps, Math.min(pdf.limits.streamBytes, left));
  pdf.memory.decoded += data.length;
  return data;
};

/** The document catalog (7.7.2). @throws PdfFormatError TYPE */
export const catalogOf = (pdf: Pdf): PdfDict => {
  const root = resolve(pdf, pdf.trailer.entries.get('Root'));
  if (!isDict(root)) throw new PdfFormatError('TYPE', 'the catalog is missing');
  return root;
};

/** True if a byte range of the file reads as this ASCII text (for checks of keywords by the validator). */
export const textAt = (pdf: Pdf, offset: number, text: string): boolean =>
  startsWith(pdf.bytes, offset, text);
