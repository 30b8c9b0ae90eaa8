// From references to objects, as of any revision; from streams to bytes.
import { mapStrings } from './encryption.ts';
import { PdfFormatError } from './errors.ts';
import { applyFilters, filterSteps } from './filters.ts';
import { readIndirect } from './indirect.ts';
import { cursorAt, readObject, takeCount } from './lexer.ts';
import {
  countOf,
  isArray,
  isDict,
  isRef,
  isStream,
  nameOf,
  pdfArray,
  pdfNull,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfStream,
} from './objects.ts';
import type { ObjectStream, Pdf, Revision } from './types.ts';
import { entryIn, type XrefEntry } from './xref.ts';

const CACHED_OBJECTS = 20_000;
const CACHED_NODES = 1_000_000;
const CACHED_STREAMS = 64;
const CACHED_STREAM_BYTES = 64 * 1024 * 1024;

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
export const resolveDeep = (
  pdf: Pdf,
  object: PdfObject | undefined,
  depth = 0,
  left = { nodes: 2000 },
): PdfObject => {
  if (depth > 24 || --left.nodes < 0) throw new PdfFormatError('LIMIT', 'nested too deep');
  const found = resolve(pdf, object);
  if (isArray(found)) return pdfArray(found.items.map((item) => resolveDeep(pdf, item, depth + 1, left)));
  if (!isDict(found)) return found;
  const entries = new Map<string, PdfObject>();
  for (const [key, value] of found.entries) entries.set(key, resolveDeep(pdf, value, depth + 1, left));
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
    const { object, nodes } =
      entry.kind === 'offset'
        ? loadAt(pdf, ref, entry.offset, revision)
        : loadCompressed(pdf, entry, revision);
    remember(pdf, key, object, nodes);
    return object;
  } finally {
    pdf.memory.open.delete(key);
  }
};

type Loaded = { readonly object: PdfObject; readonly nodes: number };

const remember = (pdf: Pdf, key: string, object: PdfObject, nodes: number): void => {
  const { memory } = pdf;
  if (memory.objects.size >= CACHED_OBJECTS || memory.nodes + nodes > CACHED_NODES) {
    memory.objects.clear();
    memory.nodes = 0;
  }
  memory.objects.set(key, object);
  memory.nodes += nodes;
};

/** A file is read a few times over at most; what makes the parser read it again and again is hostile. */
const countParsed = (pdf: Pdf, bytes: number): void => {
  pdf.memory.parsed += bytes;
  if (pdf.memory.parsed > pdf.limits.totalBytes + 20 * pdf.bytes.length)
    throw new PdfFormatError('LIMIT', 'the file is read over and over');
};

const loadAt = (pdf: Pdf, ref: PdfRef, offset: number, revision: number): Loaded => {
  const found = readIndirect(pdf.bytes, offset, pdf.limits, (length) =>
    countOf(resolveAsOf(pdf, revision, length)),
  );
  if (found.ref.num !== ref.num || found.ref.gen !== ref.gen)
    throw new PdfFormatError('OBJECT', `object ${ref.num} expected, found ${found.ref.num}`, offset);
  countParsed(pdf, found.end - found.start);
  const { encryption } = pdf;
  const plain =
    encryption === undefined ||
    ref.num === pdf.encryptNum ||
    (isStream(found.object) && nameOf(found.object.dict.entries.get('Type')) === 'XRef');
  if (plain) return found;
  const object = mapStrings(found.object, (bytes) => encryption.decryptString(ref, bytes));
  return { object, nodes: found.nodes };
};

const loadCompressed = (
  pdf: Pdf,
  entry: Extract<XrefEntry, { kind: 'compressed' }>,
  revision: number,
): Loaded => {
  const stream = openObjectStream(pdf, entry.stream, revision);
  // 7.5.7: the index says where to look; a wrong index is forgiven as long as the number is there once.
  const index = stream.numbers[entry.index] === entry.num ? entry.index : placeOf(stream, entry.num);
  const offset = index === undefined ? undefined : stream.offsets[index];
  if (offset === undefined)
    throw new PdfFormatError('OBJECT', `object ${entry.num} is not in object stream ${entry.stream}`);
  const c = cursorAt(stream.data, offset);
  const object = readObject(c, pdf.limits);
  countParsed(pdf, c.pos - offset);
  return { object, nodes: c.nodes };
};

const placeOf = (stream: ObjectStream, num: number): number | undefined => {
  if (stream.places === undefined) {
    const places = new Map<number, number>();
    stream.numbers.forEach((number, i) => places.has(number) || places.set(number, i));
    stream.places = places;
  }
  return stream.places.get(num);
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
  const opened: ObjectStream = { data, numbers, offsets, places: undefined };
  const streams = pdf.memory.objectStreams;
  const held = streams.values().reduce((sum, one) => sum + one.data.length, data.length);
  if (held > CACHED_STREAM_BYTES || streams.size >= CACHED_STREAMS) streams.clear();
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
