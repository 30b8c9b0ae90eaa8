// An incremental update (ISO 32000-2, 7.5.6): new and changed objects, then a cross-reference section of the same
// kind as the newest one of the file (a table behind a table or hybrid, a stream behind a stream).
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { mapStrings } from '../pdf/encryption.ts';
import type { Pdf } from '../pdf/document.ts';
import {
  countOf,
  isArray,
  isString,
  pdfArray,
  pdfBytes,
  pdfName,
  pdfNumber,
  pdfRef,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from '../pdf/objects.ts';
import { emit, newSink, writeObject, type Sink, type WritableObject } from '../pdf/serialise.ts';

/** An update in the making. `objects` by number; `next` is the first free object number. */
export type Update = {
  readonly pdf: Pdf;
  readonly objects: Map<number, { readonly ref: PdfRef; readonly object: WritableObject }>;
  next: number;
};

/** `appended` comes directly behind the old bytes. Marks are offsets in the whole file. */
export type SerialisedUpdate = {
  readonly appended: Buffer;
  readonly marks: ReadonlyMap<string, { readonly start: number; readonly end: number }>;
};

export const startUpdate = (pdf: Pdf): Update => {
  let next = countOf(pdf.trailer.entries.get('Size')) ?? 1;
  for (const section of pdf.sections) next = Math.max(next, section.top, section.hybrid?.top ?? 0);
  return { pdf, objects: new Map(), next };
};

/** Takes a new object number. */
export const allocate = (update: Update): PdfRef => pdfRef(update.next++);

/** Adds or replaces an object. */
export const put = (update: Update, ref: PdfRef, object: WritableObject): PdfRef => {
  update.objects.set(ref.num, { ref, object });
  return ref;
};

/** Adds a new object and returns its reference. */
export const add = (update: Update, object: WritableObject): PdfRef => put(update, allocate(update), object);

/** Adds a stream, Flate-encoded. */
export const addStream = (update: Update, dict: PdfDict, data: Uint8Array): PdfRef => {
  const entries = new Map(dict.entries);
  entries.set('Filter', pdfName('FlateDecode'));
  return add(update, streamObject({ kind: 'dict', entries }, deflateSync(data)));
};

/** A stream made here; `raw` is encoded already as its dictionary says. */
export const streamObject = (dict: PdfDict, raw: Uint8Array): PdfObject => ({
  kind: 'stream',
  dict,
  raw,
  start: -1,
  end: -1,
  exact: true,
  owner: undefined,
});

/** The object as this update leaves it, if it touches it. */
export const pending = (update: Update, ref: PdfRef): WritableObject | undefined =>
  update.objects.get(ref.num)?.object;

const encrypted = (pdf: Pdf, ref: PdfRef, object: WritableObject): WritableObject => {
  const encryption = pdf.encryption;
  if (encryption === undefined || object.kind === 'raw') return object;
  if (object.kind === 'writable-dict') {
    const entries = new Map<string, WritableObject>();
    for (const [key, value] of object.entries) entries.set(key, encrypted(pdf, ref, value));
    return { kind: 'writable-dict', entries };
  }
  const mapped = mapStrings(object, (bytes) => encryption.encryptString(ref, bytes));
  // A stream that was carried over from the file is still encrypted with its owner's key; new ones are plain.
  if (mapped.kind !== 'stream' || mapped.owner !== undefined) return mapped;
  return { ...mapped, raw: encryption.encryptStream(ref, mapped.dict, mapped.raw) };
};

/** Trailer entries that live on; the rest describes the old section only. */
const DROPPED = ['Prev', 'XRefStm', 'Size', 'Length', 'Filter', 'DecodeParms', 'W', 'Index', 'Type'];

/** 14.4: the first part of the ID stays, the second changes with every update. It is derived, not random. */
const nextId = (pdf: Pdf, sink: Sink): PdfObject | undefined => {
  const id = pdf.trailer.entries.get('ID');
  const [first, second] = isArray(id) ? id.items : [];
  if (!isString(first) || !isString(second)) return id;
  const hash = createHash('sha256').update(second.bytes).update(String(pdf.bytes.length));
  for (const part of sink.parts) hash.update(part);
  return pdfArray([pdfBytes(first.bytes, true), pdfBytes(hash.digest().subarray(0, 16), true)]);
};

const trailerEntries = (update: Update, sink: Sink, size: number): Map<string, PdfObject> => {
  const entries = new Map<string, PdfObject>();
  for (const [key, value] of update.pdf.trailer.entries) if (!DROPPED.includes(key)) entries.set(key, value);
  const id = nextId(update.pdf, sink);
  if (id !== undefined) entries.set('ID', id);
  entries.set('Size', pdfNumber(size));
  entries.set('Prev', pdfNumber(update.pdf.startxref));
  return entries;
};

type Placed = { readonly ref: PdfRef; readonly offset: number };

/** Runs of consecutive object numbers. */
const runs = (placed: readonly Placed[]): readonly (readonly Placed[])[] => {
  const found: Placed[][] = [];
  for (const one of placed) {
    const last = found[found.length - 1];
    if (last !== undefined && last[last.length - 1]!.ref.num + 1 === one.ref.num) last.push(one);
    else found.push([one]);
  }
  return found;
};

const writeTable = (sink: Sink, update: Update, placed: readonly Placed[]): void => {
  const size = update.next;
  const entries = trailerEntries(update, sink, size);
  emit(sink, 'xref\n');
  for (const run of runs(placed)) {
    emit(sink, `${run[0]!.ref.num} ${run.length}\n`);
    for (const { ref, offset } of run)
      emit(sink, `${String(offset).padStart(10, '0')} ${String(ref.gen).padStart(5, '0')} n \n`);
  }
  emit(sink, 'trailer\n');
  writeObject(sink, { kind: 'dict', entries });
};

const writeStream = (sink: Sink, update: Update, placed: readonly Placed[], offset: number): void => {
  const ref = pdfRef(update.next);
  const all = [...placed, { ref, offset }];
  const entries = trailerEntries(update, sink, update.next + 1);
  const offsetBytes = offset > 0xffffffff ? 6 : 4;
  const width = 1 + offsetBytes + 2;
  const data = Buffer.alloc(all.length * width);
  all.forEach((one, i) => {
    data.writeUInt8(1, i * width);
    data.writeUIntBE(one.offset, i * width + 1, offsetBytes);
    data.writeUInt16BE(one.ref.gen, i * width + 1 + offsetBytes);
  });
  entries.set('Type', pdfName('XRef'));
  entries.set('W', pdfArray([1, offsetBytes, 2].map(pdfNumber)));
  const index = runs(all).flatMap((run) => [pdfNumber(run[0]!.ref.num), pdfNumber(run.length)]);
  entries.set('Index', pdfArray(index));
  entries.set('Filter', pdfName('FlateDecode'));
  emit(sink, `${ref.num} ${ref.gen} obj\n`);
  writeObject(sink, streamObject({ kind: 'dict', entries }, deflateSync(data)));
  emit(sink, '\nendobj');
};

/** Writes the update. The old bytes are not touched; offsets count from the beginning of the file. */
export const serialiseUpdate = (update: Update): SerialisedUpdate => {
  const { pdf } = update;
  const base = pdf.bytes.length;
  const sink = newSink();
  const last = pdf.bytes[base - 1];
  if (last !== 0x0a && last !== 0x0d) emit(sink, '\n');
  const placed: Placed[] = [];
  for (const { ref, object } of [...update.objects.values()].sort((a, b) => a.ref.num - b.ref.num)) {
    placed.push({ ref, offset: base + sink.length });
    emit(sink, `${ref.num} ${ref.gen} obj\n`);
    writeObject(sink, encrypted(pdf, ref, object));
    emit(sink, '\nendobj\n');
  }
  const startxref = base + sink.length;
  if (pdf.sections[0]!.form === 'stream') writeStream(sink, update, placed, startxref);
  else writeTable(sink, update, placed);
  emit(sink, `\nstartxref\n${startxref}\n%%EOF\n`);
  const marks = new Map(
    [...sink.marks].map(([key, m]) => [key, { start: base + m.start, end: base + m.end }]),
  );
  return { appended: Buffer.concat(sink.parts), marks };
};

/** Small helper for the many dictionaries of a signature. */
export const writableDict = (
  record: Readonly<Record<string, WritableObject | undefined>>,
): WritableObject => {
  const entries = new Map<string, WritableObject>();
  for (const [key, value] of Object.entries(record)) if (value !== undefined) entries.set(key, value);
  return { kind: 'writable-dict', entries };
};
