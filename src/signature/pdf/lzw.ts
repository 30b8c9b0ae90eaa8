// LZW as PDF uses it (ISO 32000-2, 7.4.4): codes of 9 to 12 bits, most significant bit first.
import { PdfFormatError } from './errors.ts';

/** Decodes LZW data; `earlyChange` 1 means the width grows one code early. Errors: FILTER, LIMIT. */
export const lzwDecode = (data: Uint8Array, earlyChange: number, max: number): Uint8Array => {
  const prefix = new Uint16Array(4097);
  const suffix = new Uint8Array(4097);
  const lengths = new Uint16Array(4097);
  for (let i = 0; i < 256; i++) {
    suffix[i] = i;
    lengths[i] = 1;
  }
  let out = Buffer.alloc(Math.min(max, Math.max(1024, data.length * 4)));
  let length = 0;
  let next = 258;
  let width = 9;
  let previous = -1;
  let bits = 0;
  let count = 0;
  for (const byte of data) {
    bits = ((bits << 8) | byte) & 0xffffff;
    count += 8;
    if (count < width) continue;
    count -= width;
    const code = (bits >> count) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      next = 258;
      width = 9;
      previous = -1;
      continue;
    }
    if (code > next || (code === next && previous < 0) || (previous < 0 && code > 255))
      throw new PdfFormatError('FILTER', 'damaged LZW data');
    if (previous >= 0 && next <= 4096) {
      // The new entry is the previous sequence plus the first byte of this one (or of itself).
      let walk = code === next ? previous : code;
      while (walk >= 258) walk = prefix[walk]!;
      prefix[next] = previous;
      suffix[next] = suffix[walk]!;
      lengths[next] = lengths[previous]! + 1;
      next++;
    }
    const size = lengths[code]!;
    if (length + size > max) throw new PdfFormatError('LIMIT', 'stream decodes to more than is allowed');
    if (length + size > out.length) {
      const larger = Buffer.alloc(Math.min(max, Math.max(out.length * 2, length + size)));
      out.copy(larger, 0, 0, length);
      out = larger;
    }
    for (let walk = code, at = length + size - 1; at >= length; at--) {
      out[at] = suffix[walk]!;
      walk = prefix[walk]!;
    }
    length += size;
    previous = code;
    const limit = next + earlyChange;
    width = limit >= 2048 ? 12 : limit >= 1024 ? 11 : limit >= 512 ? 10 : 9;
  }
  return out.subarray(0, length);
};
