// The eight basic types of a PDF (ISO 32000-2, 7.3) as plain readonly unions, and small helpers to read them.

export type PdfNull = { readonly kind: 'null' };
export type PdfBoolean = { readonly kind: 'boolean'; readonly value: boolean };
export type PdfNumber = { readonly kind: 'number'; readonly value: number; readonly integer: boolean };
/** `bytes` is decoded (and decrypted). `start`/`end` enclose the written form with its delimiters in the source it
 *  was parsed from (-1 for made ones): `/Contents` of a signature is located by them. */
export type PdfString = {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly hex: boolean;
  readonly start: number;
  readonly end: number;
};
/** `name` without the slash, `#xx` decoded, each byte as one character (Latin-1). */
export type PdfName = { readonly kind: 'name'; readonly name: string };
export type PdfArray = { readonly kind: 'array'; readonly items: readonly PdfObject[] };
/** `duplicates` names the keys that occurred more than once (the last one counts): readers differ there. */
export type PdfDict = {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfObject>;
  readonly duplicates?: readonly string[];
};
export type PdfRef = { readonly kind: 'ref'; readonly num: number; readonly gen: number };
/** `raw` is a view of the undecoded bytes. `start`/`end` is its place in the file. `exact` is false when `/Length`
 *  did not lead to `endstream` and the end had to be searched: readers may differ there. `owner` is the object
 *  the stream belongs to (needed to decrypt it). */
export type PdfStream = {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  readonly raw: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly exact: boolean;
  readonly owner: PdfRef | undefined;
};

export type PdfObject =
  PdfNull | PdfBoolean | PdfNumber | PdfString | PdfName | PdfArray | PdfDict | PdfRef | PdfStream;

export const pdfNull: PdfNull = { kind: 'null' };
export const pdfBoolean = (value: boolean): PdfBoolean => ({ kind: 'boolean', value });
export const pdfNumber = (value: number): PdfNumber => ({
  kind: 'number',
  value,
  integer: Number.isInteger(value),
});
export const pdfName = (name: string): PdfName => ({ kind: 'name', name });
export const pdfArray = (items: readonly PdfObject[]): PdfArray => ({ kind: 'array', items });
export const pdfRef = (num: number, gen = 0): PdfRef => ({ kind: 'ref', num, gen });
export const pdfBytes = (bytes: Uint8Array, hex = false): PdfString => ({
  kind: 'string',
  bytes,
  hex,
  start: -1,
  end: -1,
});

/** A dictionary from a plain record; `undefined` values are left out. */
export const pdfDict = (record: Readonly<Record<string, PdfObject | undefined>>): PdfDict => {
  const entries = new Map<string, PdfObject>();
  for (const [key, value] of Object.entries(record)) if (value !== undefined) entries.set(key, value);
  return { kind: 'dict', entries };
};

/** A copy of `dict` with some entries replaced; `undefined` removes an entry. */
export const dictWith = (dict: PdfDict, record: Readonly<Record<string, PdfObject | undefined>>): PdfDict => {
  const entries = new Map(dict.entries);
  for (const [key, value] of Object.entries(record)) {
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
  }
  return { kind: 'dict', entries };
};

/** Text string (ISO 32000-2, 7.9.2.2): ASCII as it is, everything else as UTF-16BE with a byte order mark. */
export const pdfText = (text: string): PdfString => {
  if (/^[\x20-\x7e]*$/.test(text)) return pdfBytes(Buffer.from(text, 'latin1'));
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return pdfBytes(utf16, true);
};

/** Reads a text string: UTF-16 (either byte order mark), UTF-8 with mark, else as Latin-1. */
export const textOf = (object: PdfObject | undefined): string | undefined => {
  if (object?.kind !== 'string') return undefined;
  const b = Buffer.from(object.bytes.buffer, object.bytes.byteOffset, object.bytes.byteLength);
  if (b[0] === 0xfe && b[1] === 0xff) {
    const even = b.subarray(2, b.length - (b.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  if (b[0] === 0xff && b[1] === 0xfe) return b.subarray(2).toString('utf16le');
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return b.subarray(3).toString('utf8');
  return b.toString('latin1');
};

/** The name as string, if the object is a name. */
export const nameOf = (object: PdfObject | undefined): string | undefined =>
  object?.kind === 'name' ? object.name : undefined;

/** The number, if the object is a number. */
export const numberOf = (object: PdfObject | undefined): number | undefined =>
  object?.kind === 'number' ? object.value : undefined;

/** The whole number >= 0, if the object is one that is safe to count with. */
export const countOf = (object: PdfObject | undefined): number | undefined =>
  object?.kind === 'number' && Number.isSafeInteger(object.value) && object.value >= 0
    ? object.value
    : undefined;

export const isDict = (object: PdfObject | undefined): object is PdfDict => object?.kind === 'dict';
export const isArray = (object: PdfObject | undefined): object is PdfArray => object?.kind === 'array';
export const isRef = (object: PdfObject | undefined): object is PdfRef => object?.kind === 'ref';
export const isStream = (object: PdfObject | undefined): object is PdfStream => object?.kind === 'stream';
export const isString = (object: PdfObject | undefined): object is PdfString => object?.kind === 'string';
