// From objects back to bytes (ISO 32000-2, 7.3), for the incremental update.
import { assertNever } from '../result.ts';
import type { PdfObject } from './objects.ts';

/** Bytes that go out as they are; `mark` lets the writer find them again (placeholders of a signature). */
export type RawPart = { readonly kind: 'raw'; readonly bytes: Uint8Array; readonly mark?: string };

/** Pieces of output with their length so far. */
export type Sink = {
  readonly parts: Uint8Array[];
  length: number;
  readonly marks: Map<string, { readonly start: number; readonly end: number }>;
};

export const newSink = (): Sink => ({ parts: [], length: 0, marks: new Map() });

export const emit = (sink: Sink, part: string | Uint8Array): void => {
  const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
  sink.parts.push(bytes);
  sink.length += bytes.length;
};

/** Objects that may hold raw parts (only the writer makes these). */
export type WritableObject =
  | PdfObject
  | RawPart
  | { readonly kind: 'writable-dict'; readonly entries: ReadonlyMap<string, WritableObject> };

const nameText = (name: string): string =>
  `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (c) => `#${c.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

/** Numbers without exponent, which PDF does not know (7.3.3). */
const numberText = (value: number): string => {
  if (Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(8).replace(/\.?0+$/, '');
};

const stringText = (bytes: Uint8Array, hex: boolean): string => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (hex || !buffer.every((b) => b >= 0x20 && b < 0x7f)) return `<${buffer.toString('hex')}>`;
  return `(${buffer.toString('latin1').replace(/[\\()]/g, (c) => `\\${c}`)})`;
};

const writeEntries = (sink: Sink, entries: ReadonlyMap<string, WritableObject>): void => {
  emit(sink, '<<');
  for (const [key, value] of entries) {
    emit(sink, `${nameText(key)} `);
    writeObject(sink, value);
    emit(sink, '\n');
  }
  emit(sink, '>>');
};

/** Appends the written form of one object. Streams go out with the length of their `raw` bytes. */
export const writeObject = (sink: Sink, object: WritableObject): void => {
  switch (object.kind) {
    case 'null':
      return emit(sink, 'null');
    case 'boolean':
      return emit(sink, object.value ? 'true' : 'false');
    case 'number':
      return emit(sink, numberText(object.value));
    case 'string':
      return emit(sink, stringText(object.bytes, object.hex));
    case 'name':
      return emit(sink, nameText(object.name));
    case 'ref':
      return emit(sink, `${object.num} ${object.gen} R`);
    case 'array':
      emit(sink, '[');
      object.items.forEach((item, i) => {
        if (i > 0) emit(sink, ' ');
        writeObject(sink, item);
      });
      return emit(sink, ']');
    case 'dict':
    case 'writable-dict':
      return writeEntries(sink, object.entries);
    case 'stream': {
      const entries = new Map<string, WritableObject>(object.dict.entries);
      entries.set('Length', { kind: 'number', value: object.raw.length, integer: true });
      writeEntries(sink, entries);
      emit(sink, '\nstream\n');
      emit(sink, object.raw);
      return emit(sink, '\nendstream');
    }
    case 'raw': {
      const start = sink.length;
      emit(sink, object.bytes);
      if (object.mark !== undefined) sink.marks.set(object.mark, { start, end: sink.length });
      return;
    }
    default:
      return assertNever(object);
  }
};

/** The written form of one object, e.g. to compare two of them. */
export const objectBytes = (object: WritableObject): Buffer => {
  const sink = newSink();
  writeObject(sink, object);
  return Buffer.concat(sink.parts);
};
