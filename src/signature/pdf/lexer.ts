// From bytes to objects (ISO 32000-2, 7.2 and 7.3). Works on a view of the file, copies only strings and names.
import { PdfFormatError } from './errors.ts';
import type { PdfLimits } from './limits.ts';
import { pdfArray, pdfBoolean, pdfNull, type PdfDict, type PdfObject, type PdfString } from './objects.ts';

/** A place in the bytes that moves forward while reading. Nothing behind `end` is looked at. */
export type Cursor = {
  readonly bytes: Uint8Array;
  pos: number;
  readonly end: number;
  /** objects read so far, those inside others included */
  nodes: number;
};

export const cursorAt = (bytes: Uint8Array, pos: number, end = bytes.length): Cursor => ({
  bytes,
  pos,
  end,
  nodes: 0,
});

// Character classes, 7.2.3: 1 = white space, 2 = delimiter, 0 = regular.
const CLASS = new Uint8Array(256);
for (const c of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CLASS[c] = 1;
for (const c of '()<>[]{}/%') CLASS[c.charCodeAt(0)] = 2;

export const isWhite = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === 1;
const isRegular = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === 0;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

const fail = (detail: string, at: number): never => {
  throw new PdfFormatError('SYNTAX', detail, at);
};

/** Moves behind white space and comments. */
export const skipWhite = (c: Cursor): void => {
  while (c.pos < c.end) {
    const byte = c.bytes[c.pos]!;
    if (CLASS[byte] === 1) c.pos++;
    else if (byte === 0x25) {
      while (c.pos < c.end && c.bytes[c.pos] !== 0x0a && c.bytes[c.pos] !== 0x0d) c.pos++;
    } else return;
  }
};

/** True if the ASCII text stands at `pos`. */
export const startsWith = (bytes: Uint8Array, pos: number, text: string): boolean => {
  if (pos < 0 || pos + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[pos + i] !== text.charCodeAt(i)) return false;
  return true;
};

/** Reads the keyword and moves behind it, or returns false and stays. */
export const takeKeyword = (c: Cursor, word: string): boolean => {
  skipWhite(c);
  const after = c.pos + word.length;
  if (after > c.end || !startsWith(c.bytes, c.pos, word)) return false;
  if (after < c.end && isRegular(c.bytes[after])) return false;
  c.pos = after;
  return true;
};

/** Reads an unsigned whole number and moves behind it, or returns undefined and stays. */
export const takeCount = (c: Cursor): number | undefined => {
  skipWhite(c);
  let pos = c.pos;
  let value = 0;
  while (pos < c.end && isDigit(c.bytes[pos])) {
    value = value * 10 + (c.bytes[pos]! - 0x30);
    pos++;
    if (pos - c.pos > 15) return undefined;
  }
  if (pos === c.pos || (pos < c.end && isRegular(c.bytes[pos]))) return undefined;
  c.pos = pos;
  return value;
};

const hexValue = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
};

/** 7.3.5. The cursor stands on the slash. */
const readName = (c: Cursor): string => {
  const start = ++c.pos;
  let escaped = false;
  while (c.pos < c.end && isRegular(c.bytes[c.pos])) {
    if (c.bytes[c.pos] === 0x23) escaped = true;
    c.pos++;
  }
  const raw = Buffer.from(c.bytes.buffer, c.bytes.byteOffset + start, c.pos - start).toString('latin1');
  if (!escaped) return raw;
  return raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
};

/** 7.3.4.3. The cursor stands on the opening bracket. */
const readHexString = (c: Cursor): PdfString => {
  const start = c.pos++;
  const close = c.bytes.indexOf(0x3e, c.pos);
  if (close < 0 || close >= c.end) fail('hexadecimal string without end', start);
  const bytes = Buffer.alloc((close - c.pos + 1) >> 1);
  let length = 0;
  let high = -1;
  for (; c.pos < close; c.pos++) {
    const byte = c.bytes[c.pos]!;
    const value = hexValue(byte);
    if (value < 0) {
      if (isWhite(byte)) continue;
      fail('not a hexadecimal digit', c.pos);
    }
    if (high < 0) high = value;
    else {
      bytes[length++] = high * 16 + value;
      high = -1;
    }
  }
  if (high >= 0) bytes[length++] = high * 16;
  c.pos = close + 1;
  return { kind: 'string', bytes: bytes.subarray(0, length), hex: true, start, end: c.pos };
};

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** 7.3.4.2. The cursor stands on the opening parenthesis. */
const readLiteralString = (c: Cursor): PdfString => {
  const start = c.pos++;
  const out: number[] = [];
  let open = 1;
  for (;;) {
    if (c.pos >= c.end) fail('string without end', start);
    let byte = c.bytes[c.pos++]!;
    if (byte === 0x28) open++;
    else if (byte === 0x29 && --open === 0) break;
    else if (byte === 0x0d) {
      if (c.bytes[c.pos] === 0x0a) c.pos++;
      byte = 0x0a;
    } else if (byte === 0x5c) {
      const next = c.bytes[c.pos++] ?? 0;
      const escape = ESCAPES[String.fromCharCode(next)];
      if (escape !== undefined) byte = escape;
      else if (next === 0x0d || next === 0x0a) {
        if (next === 0x0d && c.bytes[c.pos] === 0x0a) c.pos++;
        continue;
      } else if (next >= 0x30 && next <= 0x37) {
        let value = next - 0x30;
        for (let i = 0; i < 2; i++) {
          const digit = c.bytes[c.pos];
          if (digit === undefined || digit < 0x30 || digit > 0x37) break;
          value = value * 8 + (digit - 0x30);
          c.pos++;
        }
        byte = value & 0xff;
      } else byte = next;
    }
    out.push(byte);
  }
  return { kind: 'string', bytes: Uint8Array.from(out), hex: false, start, end: c.pos };
};

/** 7.3.3, and references (7.3.10), which begin like a number. */
const readNumberOrRef = (c: Cursor): PdfObject => {
  const start = c.pos;
  while (c.pos < c.end && isRegular(c.bytes[c.pos])) c.pos++;
  const after = c.pos;
  if (after - start > 64) fail('number too long', start);
  const text = Buffer.from(c.bytes.buffer, c.bytes.byteOffset + start, after - start).toString('latin1');
  if (!/^[+-]*(\d+\.?\d*|\.\d+)$/.test(text)) fail(`unknown token`, start);
  const value = Number(text.replace(/^[+-]*(?=[+-])/, ''));
  const integer = !text.includes('.');
  if (integer && text.length <= 10 && isDigit(c.bytes[start])) {
    const gen = takeCount(c);
    if (gen !== undefined && gen <= 65535 && takeKeyword(c, 'R')) return { kind: 'ref', num: value, gen };
    c.pos = after;
  }
  return { kind: 'number', value, integer };
};

const readDict = (c: Cursor, limits: PdfLimits, depth: number): PdfDict => {
  c.pos += 2;
  const entries = new Map<string, PdfObject>();
  let duplicates: string[] | undefined;
  for (;;) {
    skipWhite(c);
    if (c.bytes[c.pos] === 0x3e && c.bytes[c.pos + 1] === 0x3e && c.pos + 1 < c.end) break;
    if (c.pos >= c.end || c.bytes[c.pos] !== 0x2f) fail('dictionary key expected', c.pos);
    const key = readName(c);
    const value = readObject(c, limits, depth + 1);
    if (entries.has(key)) (duplicates ??= []).push(key);
    entries.set(key, value);
  }
  c.pos += 2;
  return duplicates === undefined ? { kind: 'dict', entries } : { kind: 'dict', entries, duplicates };
};

/**
 * Reads one object and moves behind it (streams are read by `readIndirect`, they need the file).
 * Throws PdfFormatError SYNTAX or LIMIT.
 */
export const readObject = (c: Cursor, limits: PdfLimits, depth = 0): PdfObject => {
  if (depth > limits.depth) throw new PdfFormatError('LIMIT', 'nested too deep', c.pos);
  if (++c.nodes > limits.items) throw new PdfFormatError('LIMIT', 'object too large', c.pos);
  skipWhite(c);
  if (c.pos >= c.end) return fail('object expected', c.pos);
  const byte = c.bytes[c.pos]!;
  switch (byte) {
    case 0x2f:
      return { kind: 'name', name: readName(c) };
    case 0x28:
      return readLiteralString(c);
    case 0x3c:
      return c.bytes[c.pos + 1] === 0x3c ? readDict(c, limits, depth) : readHexString(c);
    case 0x5b: {
      const start = c.pos++;
      const items: PdfObject[] = [];
      for (;;) {
        skipWhite(c);
        if (c.pos >= c.end) fail('array without end', start);
        if (c.bytes[c.pos] === 0x5d) break;
        items.push(readObject(c, limits, depth + 1));
      }
      c.pos++;
      return pdfArray(items);
    }
    default:
      if (takeKeyword(c, 'null')) return pdfNull;
      if (takeKeyword(c, 'true')) return pdfBoolean(true);
      if (takeKeyword(c, 'false')) return pdfBoolean(false);
      return readNumberOrRef(c);
  }
};
