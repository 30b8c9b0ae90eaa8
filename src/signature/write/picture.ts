// The picture of a signature: JPEG goes in as it is, PNG is laid on white (no transparency, so that even PDF/A-1
// stays valid) and stored as calibrated colour, which needs no output intent.
import { PdfFormatError } from '../pdf/errors.ts';
import { applyFilters } from '../pdf/filters.ts';
import { pdfArray, pdfDict, pdfName, pdfNumber, type PdfObject, type PdfRef } from '../pdf/objects.ts';
import { add, addStream, streamObject, type Update } from './update.ts';

/** A picture ready to be added: size in pixels. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly embed: (update: Update) => PdfRef;
};

const MAX_PIXELS = 16_000_000;

const numbers = (...values: readonly number[]) => pdfArray(values.map(pdfNumber));

/** ISO 32000-2, 8.6.5.2 and 8.6.5.3 with the primaries, white point and about the gamma of sRGB. */
export const CAL_GRAY = pdfArray([
  pdfName('CalGray'),
  pdfDict({ WhitePoint: numbers(0.9505, 1, 1.089), Gamma: pdfNumber(2.2) }),
]);
const CAL_RGB = pdfArray([
  pdfName('CalRGB'),
  pdfDict({
    WhitePoint: numbers(0.9505, 1, 1.089),
    Gamma: numbers(2.2, 2.2, 2.2),
    Matrix: numbers(0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505),
  }),
]);

const imageDict = (width: number, height: number, colour: PdfObject, filter?: string) =>
  pdfDict({
    Type: pdfName('XObject'),
    Subtype: pdfName('Image'),
    Width: pdfNumber(width),
    Height: pdfNumber(height),
    BitsPerComponent: pdfNumber(8),
    ColorSpace: colour,
    Filter: filter === undefined ? undefined : pdfName(filter),
  });

/** Reads a PNG or JPEG; undefined if it is neither, damaged, or of a kind that is not supported. */
export const openPicture = (bytes: Uint8Array): Picture | undefined => {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (b.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return openPng(b);
    if (b[0] === 0xff && b[1] === 0xd8) return openJpeg(b);
  } catch (thrown) {
    if (!(thrown instanceof RangeError) && !(thrown instanceof PdfFormatError)) throw thrown;
  }
  return undefined;
};

/** Size in pixels of a picture that can be used; undefined for any other. */
export const pictureSize = (
  bytes: Uint8Array,
): { readonly width: number; readonly height: number } | undefined => {
  const picture = openPicture(bytes);
  return picture && { width: picture.width, height: picture.height };
};

const openJpeg = (b: Buffer): Picture | undefined => {
  for (let pos = 2; pos + 9 < b.length;) {
    if (b[pos] !== 0xff) return undefined;
    const marker = b[pos + 1]!;
    if (marker === 0xff) {
      pos++;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) {
      const [height, width, parts] = [b.readUInt16BE(pos + 5), b.readUInt16BE(pos + 7), b[pos + 9]];
      if (width === 0 || height === 0 || (parts !== 1 && parts !== 3)) return undefined;
      const dict = imageDict(width, height, parts === 1 ? CAL_GRAY : CAL_RGB, 'DCTDecode');
      return { width, height, embed: (update) => add(update, streamObject(dict, b)) };
    }
    pos += 2 + b.readUInt16BE(pos + 2);
  }
  return undefined;
};

type PngHeader = {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly type: number;
};

/** Samples of one pixel by colour type: gray, -, RGB, palette, gray with alpha, -, RGB with alpha. */
const SAMPLES = [1, 0, 3, 1, 2, 0, 4];

const openPng = (b: Buffer): Picture | undefined => {
  const data: Buffer[] = [];
  let head: PngHeader | undefined;
  let palette: Buffer | undefined;
  let alpha: Buffer | undefined;
  for (let pos = 8; pos + 12 <= b.length;) {
    const length = b.readUInt32BE(pos);
    const kind = b.toString('latin1', pos + 4, pos + 8);
    const body = b.subarray(pos + 8, pos + 8 + length);
    if (kind === 'IHDR') {
      if (body.length !== 13 || body[12] !== 0) return undefined; // interlaced
      head = { width: body.readUInt32BE(0), height: body.readUInt32BE(4), depth: body[8]!, type: body[9]! };
    } else if (kind === 'PLTE') palette = body;
    else if (kind === 'tRNS') alpha = body;
    else if (kind === 'IDAT') data.push(body);
    else if (kind === 'IEND') break;
    pos += 12 + length;
  }
  const samples = head === undefined ? 0 : (SAMPLES[head.type] ?? 0);
  if (head === undefined || samples === 0 || (head.type === 3 && palette === undefined)) return undefined;
  if (head.width < 1 || head.height < 1 || head.width * head.height > MAX_PIXELS) return undefined;
  const parms = pdfDict({
    Predictor: pdfNumber(15),
    Colors: pdfNumber(samples),
    BitsPerComponent: pdfNumber(head.depth),
    Columns: pdfNumber(head.width),
  });
  const max = (Math.ceil((head.width * samples * head.depth) / 8) + 1) * head.height;
  const raw = applyFilters(Buffer.concat(data), [{ name: 'FlateDecode', parms }], max);
  const pixels = onWhite(head, samples, raw, palette, alpha);
  const { width, height } = head;
  return { width, height, embed: (update) => addStream(update, imageDict(width, height, CAL_RGB), pixels) };
};

/** RGB with 8 bits a sample, the transparent parts laid on white. */
const onWhite = (
  head: PngHeader,
  samples: number,
  raw: Uint8Array,
  palette: Buffer | undefined,
  transparency: Buffer | undefined,
): Buffer => {
  const { width, height, depth, type } = head;
  const row = Math.ceil((width * samples * depth) / 8);
  if (raw.length < row * height) throw new RangeError('picture too short');
  const max = 2 ** Math.min(depth, 8) - 1;
  const sample = (y: number, index: number): number => {
    if (depth === 8) return raw[y * row + index]!;
    if (depth === 16) return raw[y * row + index * 2]!;
    const bit = index * depth;
    return (raw[y * row + (bit >> 3)]! >> (8 - depth - (bit & 7))) & max;
  };
  const out = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = x * samples;
      const first = sample(y, at);
      const gray = type === 0 || type === 4;
      const alpha =
        type === 4 || type === 6
          ? sample(y, at + samples - 1)
          : type === 3
            ? (transparency?.[first] ?? 255)
            : 255;
      for (let c = 0; c < 3; c++) {
        const value =
          type === 3 ? (palette![first * 3 + c] ?? 0) : gray ? (first * 255) / max : sample(y, at + c);
        out[(y * width + x) * 3 + c] = Math.round((value * alpha + 255 * (255 - alpha)) / 255);
      }
    }
  return out;
};
