// DER in a few functions, on top of asn1js. Parts that exist already (certificates, names) are carried over byte by
// byte, never parsed and written again.
import * as asn1 from 'asn1js';

export type Part = asn1.BaseBlock;

const toBuffer = (part: Part): Buffer => Buffer.from(part.toBER(false));

/** The DER bytes of a part. */
export const der = toBuffer;

export const seq = (...value: readonly Part[]): Part => new asn1.Sequence({ value: [...value] });
export const octets = (bytes: Uint8Array): Part => new asn1.OctetString({ valueHex: toArrayBuffer(bytes) });
export const oid = (value: string): Part => new asn1.ObjectIdentifier({ value });
export const int = (value: number): Part => new asn1.Integer({ value });
export const nil = (): Part => new asn1.Null();
export const utf8 = (value: string): Part => new asn1.Utf8String({ value });
export const bmp = (value: string): Part => new asn1.BmpString({ value });
/** Explicit or constructed implicit context tag `[n]`. */
export const context = (tagNumber: number, ...value: readonly Part[]): Part =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [...value] });
/** Finished DER bytes as a part. */
export const raw = (bytes: Uint8Array): Part =>
  new asn1.RawData({ data: toArrayBuffer(bytes) }) as unknown as Part;

/** SET OF: DER demands the elements in the order of their encodings (X.690, 11.6). */
export const setOf = (...value: readonly Part[]): Part =>
  new asn1.Set({ value: value.map(toBuffer).sort(Buffer.compare).map(raw) });

const toArrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

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
