// What a visible signature looks like: a form XObject with a thin frame, a picture on the left and lines of text
// (ISO 32000-2, 12.5.5). Text that is too long is wrapped and made smaller; only what would be too small to read
// is cut, with an ellipsis.
import type { SignatureError } from '../errors.ts';
import { pdfArray, pdfDict, pdfName, pdfNumber, type PdfObject, type PdfRef } from '../pdf/objects.ts';
import { err, ok, type Result } from '../result.ts';
import { openFont, type TextFont } from './font.ts';
import type { SignatureAppearance } from './options.ts';
import { CAL_GRAY, openPicture, type Picture } from './picture.ts';
import { addStream, type Update } from './update.ts';

/** Width and height in points, of the rectangle on the page; `rotation` is the page's, clockwise. */
export type AppearanceBox = SignatureAppearance & {
  readonly width: number;
  readonly height: number;
  readonly rotation?: 0 | 90 | 180 | 270 | undefined;
};

/** 12.5.5, algorithm "appearance streams": turned against the page, so that the text stands upright on the screen. */
const MATRIX = {
  0: undefined,
  90: [0, 1, -1, 0, 0, 0],
  180: [-1, 0, 0, -1, 0, 0],
  270: [0, -1, 1, 0, 0, 0],
} as const;

const PADDING = 3;
const SMALLEST = 4;
const LARGEST = 10;
const LEADING = 1.15;

const n = (value: number): string => value.toFixed(3).replace(/\.?0+$/, '');

/** Breaks one line at spaces, and within words that are too long for themselves. */
const wrap = (font: TextFont, line: string, size: number, width: number): readonly string[] => {
  const out: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (font.width(longer, size) <= width) {
      current = longer;
      continue;
    }
    if (current !== '') out.push(current);
    current = '';
    for (const letter of word) {
      if (current !== '' && font.width(current + letter, size) > width) {
        out.push(current);
        current = '';
      }
      current += letter;
    }
  }
  return [...out, current];
};

type Text = { readonly size: number; readonly lines: readonly string[] };

const fit = (
  font: TextFont,
  lines: readonly string[],
  wanted: number,
  width: number,
  height: number,
): Text => {
  const room = (size: number): number => Math.max(1, Math.floor(height / (size * LEADING)));
  for (let size = wanted; ; size = Math.max(SMALLEST, size - 0.5)) {
    const wrapped = lines.flatMap((line) => wrap(font, line, size, width));
    if (wrapped.length <= room(size)) return { size, lines: wrapped };
    if (size > SMALLEST) continue;
    const kept = wrapped.slice(0, room(size));
    let last = kept.pop() ?? '';
    while (last !== '' && font.width(`${last}…`, size) > width) last = last.slice(0, -1);
    return { size, lines: [...kept, `${last}…`] };
  }
};

const drawText = (font: TextFont, text: Text, x: number, box: AppearanceBox): string => {
  const step = text.size * LEADING;
  const block = text.lines.length * step;
  const top = box.height - Math.max(PADDING, (box.height - block) / 2);
  const baseline = top - (step - text.size) / 2 - text.size * (font.ascent / (font.ascent + font.descent));
  const rows = text.lines.map((line, i) => `${i === 0 ? '' : `0 ${n(-step)} Td `}<${font.encode(line)}> Tj`);
  return `/Cs1 cs 0 sc BT /F1 ${n(text.size)} Tf ${n(x)} ${n(baseline)} Td ${rows.join('\n')} ET`;
};

/** The picture keeps its proportions: the whole frame for itself, or the left two fifths beside text. */
const drawPicture = (picture: Picture, box: AppearanceBox, width: number): string => {
  const inner = box.height - 2 * PADDING;
  const scale = Math.min(width / picture.width, inner / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  const x = PADDING + (width - w) / 2;
  return `q ${n(w)} 0 0 ${n(h)} ${n(x)} ${n((box.height - h) / 2)} cm /P1 Do Q`;
};

/**
 * Adds the appearance and returns its form XObject.
 * Errors: FONT_GLYPH when the font lacks a character (`detail` is its code point), PICTURE.
 */
export const addAppearance = (update: Update, place: AppearanceBox): Result<PdfRef, SignatureError> => {
  const rotation = place.rotation ?? 0;
  const lying = rotation === 90 || rotation === 270;
  const box = lying ? { ...place, width: place.height, height: place.width } : place;
  const content: string[] = [];
  const resources: Record<string, PdfObject> = {};
  if (box.border !== false)
    content.push(`q 0.5 w /Cs1 CS 0.6 SC 0.25 0.25 ${n(box.width - 0.5)} ${n(box.height - 0.5)} re S Q`);

  const lines = box.lines
    .flatMap((line) => line.normalize('NFC').split(/\r\n|[\r\n\u2028\u2029]/))
    .map((line) => line.replace(/[\t\u00a0\u202f]/g, ' ').replace(/\p{Cc}|\p{Cf}/gu, ''));
  const hasText = lines.some((line) => line.trim() !== '');

  const inner = Math.max(1, box.width - 2 * PADDING);
  let left = 0;
  if (box.picture !== undefined) {
    const picture = openPicture(box.picture);
    if (picture === undefined) return err({ code: 'PICTURE' });
    left = hasText ? inner * 0.4 : inner;
    content.push(drawPicture(picture, box, left));
    resources['XObject'] = pdfDict({ P1: picture.embed(update) });
  }
  if (hasText) {
    const font = openFont(box.font);
    const missing = font.missing(lines.join(''));
    if (missing !== undefined)
      return err({ code: 'FONT_GLYPH', detail: `U+${missing.codePointAt(0)!.toString(16).toUpperCase()}` });
    const x = PADDING + left + (left > 0 ? PADDING : 0);
    const width = Math.max(1, box.width - PADDING - x);
    const text = fit(font, lines, box.fontSize ?? LARGEST, width, box.height - 2 * PADDING);
    content.push(drawText(font, text, x, box));
    resources['Font'] = pdfDict({ F1: font.embed(update) });
  }
  const dict = pdfDict({
    Type: pdfName('XObject'),
    Subtype: pdfName('Form'),
    BBox: pdfArray([0, 0, box.width, box.height].map(pdfNumber)),
    Matrix: MATRIX[rotation] === undefined ? undefined : pdfArray(MATRIX[rotation].map(pdfNumber)),
    // calibrated: device colour would need the output intent of a file that may have none (ISO 19005-2, 6.2.4.3)
    Resources: pdfDict({ ColorSpace: pdfDict({ Cs1: CAL_GRAY }), ...resources }),
  });
  return ok(addStream(update, dict, Buffer.from(content.join('\n'), 'latin1')));
};
