// DER in a few functions. A part is its finished bytes, so that what exists already (certificates, names) is
// carried over byte by byte; asn1js, which parses and writes again, encodes only the primitive values.
import * as asn1 from 'asn1js';

/** A complete DER element. */
export type Part = Buffer;

const wrap = (tag: number, content: Uint8Array): Part => {
  const length = content.length;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
  const head = Buffer.alloc(2 + size);
  head[0] = tag;
  head[1] = 0x80 | size;
  head.writeUIntBE(length, 2, size);
  return Buffer.concat([head, content]);
};

export const seq = (...parts: readonly Part[]): Part => wrap(0x30, Buffer.concat(parts));
/** SET OF: DER demands the elements in the order of their encodings (X.690, 11.6). */
export const setOf = (...parts: readonly Part[]): Part =>
  wrap(0x31, Buffer.concat([...parts].sort(Buffer.compare)));
/** Constructed context tag `[n]`: explicit around one part, or implicit around the parts of a SEQUENCE. */
export const context = (n: number, ...parts: readonly Part[]): Part => wrap(0xa0 | n, Buffer.concat(parts));
export const octets = (bytes: Uint8Array): Part => wrap(0x04, bytes);
export const nil = (): Part => Buffer.from([0x05, 0x00]);
export const bool = (value: boolean): Part => Buffer.from([0x01, 0x01, value ? 0xff : 0x00]);
export const oid = (value: string): Part => Buffer.from(new asn1.ObjectIdentifier({ value }).toBER());
/** A whole number >= 0 of at most 32 bits. */
export const int = (value: number): Part => Buffer.from(new asn1.Integer({ value }).toBER());
/** A positive INTEGER from its big-endian bytes. */
export const bigInt = (bytes: Uint8Array): Part => {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from++;
  const digits = bytes.subarray(from);
  return wrap(0x02, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
};
/** Finished DER bytes as a part. */
export const raw = (bytes: Uint8Array): Part => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** One element of parsed DER: its tag byte, its whole encoding and its contents. */
export type DerElement = { readonly tag: number; readonly raw: Buffer; readonly content: Buffer };

/** Damaged DER. It does not leave this package: callers turn it into their own error values. */
export class DerError extends Error {}

/** Splits DER bytes into the elements that stand one after another. @throws DerError */
export const elements = (bytes: Uint8Array): readonly DerElement[] => {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: DerElement[] = [];
  for (let pos = 0; pos < b.length;) {
    const start = pos;
    const tag = b[pos++]!;
    let length = b[pos++] ?? -1;
    if ((tag & 0x1f) === 0x1f || length < 0 || length === 0x80 || length > 0x84)
      throw new DerError('damaged DER');
    if (length > 0x80) {
      const count = length & 0x7f;
      if (pos + count > b.length) throw new DerError('damaged DER');
      length = b.readUIntBE(pos, count);
      pos += count;
    }
    if (pos + length > b.length) throw new DerError('damaged DER');
    found.push({ tag, raw: b.subarray(start, pos + length), content: b.subarray(pos, pos + length) });
    pos += length;
  }
  return found;
};

/** The elements inside the one element that `bytes` begins with. @throws DerError */
export const children = (bytes: Uint8Array): readonly DerElement[] => {
  const first = elements(bytes)[0];
  if (first === undefined) throw new DerError('damaged DER');
  return elements(first.content);
};

/** Dotted form of the contents of an OBJECT IDENTIFIER. */
export const oidText = (content: Uint8Array): string => {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    numbers.push(value);
    value = 0;
  }
  const first = numbers.shift() ?? 0;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...numbers].join('.');
};
