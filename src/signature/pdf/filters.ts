// Stream filters (ISO 32000-2, 7.4). Every one has an upper bound for what it may put out, because a few
// kilobytes of Flate can become gigabytes.
import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { PdfFormatError } from './errors.ts';
import { lzwDecode } from './lzw.ts';
import { isDict, nameOf, numberOf, type PdfDict, type PdfObject } from './objects.ts';

const tooLarge = (): never => {
  throw new PdfFormatError('LIMIT', 'stream decodes to more than is allowed');
};

const flate = (data: Uint8Array, max: number): Uint8Array => {
  // A missing checksum or a cut end is common in the wild; Z_SYNC_FLUSH gives what there is.
  const options = { maxOutputLength: Math.max(1, max), finishFlush: constants.Z_SYNC_FLUSH };
  try {
    return inflateSync(data, options);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge();
    try {
      // Some writers damage the two header bytes only.
      return inflateRawSync(data.subarray(2), options);
    } catch (again) {
      if ((again as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge();
      throw new PdfFormatError('FILTER', 'damaged Flate data');
    }
  }
};

const asciiHex = (data: Uint8Array): Uint8Array => {
  const text = Buffer.from(data).toString('latin1');
  const end = text.indexOf('>');
  const digits = (end < 0 ? text : text.slice(0, end)).replace(/[\0\t\n\f\r ]/g, '');
  if (!/^[0-9a-fA-F]*$/.test(digits)) throw new PdfFormatError('FILTER', 'damaged ASCIIHex data');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
};

const ascii85 = (data: Uint8Array, max: number): Uint8Array => {
  if (data.length > max * 5) tooLarge();
  const out = Buffer.alloc(Math.min(max, data.length * 4) + 4);
  let length = 0;
  let group: number[] = [];
  const flush = (): void => {
    const count = group.length;
    if (count === 0) return;
    if (count === 1) throw new PdfFormatError('FILTER', 'damaged ASCII85 data');
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    if (value > 0xffffffff) throw new PdfFormatError('FILTER', 'damaged ASCII85 data');
    if (length + 4 > out.length) tooLarge();
    out.writeUInt32BE(value, length);
    length += count - 1;
    group = [];
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte <= 0x20) continue;
    if (byte === 0x7a && group.length === 0) {
      if (length + 4 > out.length) tooLarge();
      out.writeUInt32BE(0, length);
      length += 4;
    } else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) flush();
    } else throw new PdfFormatError('FILTER', 'damaged ASCII85 data');
  }
  flush();
  if (length > max) tooLarge();
  return out.subarray(0, length);
};

const runLength = (data: Uint8Array, max: number): Uint8Array => {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (let pos = 0; pos < data.length;) {
    const n = data[pos++]!;
    if (n === 128) break;
    const part = n < 128 ? data.subarray(pos, pos + n + 1) : new Uint8Array(257 - n).fill(data[pos] ?? 0);
    pos += n < 128 ? n + 1 : 1;
    total += part.length;
    if (total > max) tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** Predictors of Flate and LZW (7.4.4.4): TIFF 2 and the PNG group (10 to 15). */
const unpredict = (data: Uint8Array, parms: PdfDict): Uint8Array => {
  const predictor = numberOf(parms.entries.get('Predictor')) ?? 1;
  if (predictor === 1) return data;
  const colors = numberOf(parms.entries.get('Colors')) ?? 1;
  const bits = numberOf(parms.entries.get('BitsPerComponent')) ?? 8;
  const columns = numberOf(parms.entries.get('Columns')) ?? 1;
  const sane = (n: number, max: number): boolean => Number.isInteger(n) && n >= 1 && n <= max;
  if (!sane(colors, 64) || ![1, 2, 4, 8, 16].includes(bits) || !sane(columns, 1 << 24))
    throw new PdfFormatError('FILTER', 'predictor parameters out of range');
  const bpp = Math.max(1, (colors * bits) >> 3);
  const row = Math.ceil((colors * bits * columns) / 8);
  if (predictor === 2) return tiffPredictor(data, row, bpp, bits);
  if (predictor < 10 || predictor > 15) throw new PdfFormatError('FILTER', 'unknown predictor');
  const rows = Math.ceil(data.length / (row + 1));
  const out = new Uint8Array(rows * row);
  let length = 0;
  for (let r = 0; r < rows; r++) {
    const from = r * (row + 1);
    const type = data[from]!;
    const count = Math.min(row, data.length - from - 1);
    const to = r * row;
    for (let i = 0; i < count; i++) {
      const left = i >= bpp ? out[to + i - bpp]! : 0;
      const up = r > 0 ? out[to + i - row]! : 0;
      const corner = r > 0 && i >= bpp ? out[to + i - row - bpp]! : 0;
      out[to + i] = data[from + 1 + i]! + pngGuess(type, left, up, corner);
    }
    length += count;
  }
  return out.subarray(0, length);
};

const pngGuess = (type: number, left: number, up: number, corner: number): number => {
  switch (type) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const p = left + up - corner;
      const a = Math.abs(p - left);
      const b = Math.abs(p - up);
      const c = Math.abs(p - corner);
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      throw new PdfFormatError('FILTER', 'unknown PNG row type');
  }
};

const tiffPredictor = (data: Uint8Array, row: number, bpp: number, bits: number): Uint8Array => {
  if (bits !== 8) throw new PdfFormatError('FILTER', 'TIFF predictor with other than 8 bits');
  const out = Uint8Array.from(data);
  for (let from = 0; from < out.length; from += row)
    for (let i = bpp; i < row && from + i < out.length; i++)
      out[from + i] = out[from + i]! + out[from + i - bpp]!;
  return out;
};

const ALIASES: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  RL: 'RunLengthDecode',
};

/** Filters whose output is a picture: they are left as they are. */
const PICTURES = ['DCTDecode', 'DCT', 'JPXDecode', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode'];

export type FilterStep = { readonly name: string; readonly parms: PdfDict };

/** The chain of filters of a stream dictionary whose values are resolved already. Errors: FILTER. */
export const filterSteps = (filter: PdfObject | undefined, parms: PdfObject | undefined): FilterStep[] => {
  const list = (o: PdfObject | undefined): readonly PdfObject[] =>
    o === undefined || o.kind === 'null' ? [] : o.kind === 'array' ? o.items : [o];
  const names = list(filter);
  const dicts = list(parms);
  if (names.length > 8) throw new PdfFormatError('LIMIT', 'too many filters');
  return names.map((object, i) => {
    const name = nameOf(object);
    if (name === undefined) throw new PdfFormatError('FILTER', 'filter is not a name');
    const dict = dicts[i];
    return { name: ALIASES[name] ?? name, parms: isDict(dict) ? dict : { kind: 'dict', entries: new Map() } };
  });
};

/**
 * Decodes `data` through the chain of filters; picture filters end it (their data is returned as it is).
 * `max` bounds the bytes put out by each step. Errors: FILTER, LIMIT.
 */
export const applyFilters = (data: Uint8Array, steps: readonly FilterStep[], max: number): Uint8Array => {
  let current = data;
  for (const { name, parms } of steps) {
    if (PICTURES.includes(name)) return current;
    if (name === 'FlateDecode') current = unpredict(flate(current, max), parms);
    else if (name === 'LZWDecode')
      current = unpredict(lzwDecode(current, numberOf(parms.entries.get('EarlyChange')) ?? 1, max), parms);
    else if (name === 'ASCIIHexDecode') current = asciiHex(current);
    else if (name === 'ASCII85Decode') current = ascii85(current, max);
    else if (name === 'RunLengthDecode') current = runLength(current, max);
    else if (name !== 'Crypt') throw new PdfFormatError('FILTER', `unknown filter ${name.slice(0, 40)}`);
  }
  return current;
};
