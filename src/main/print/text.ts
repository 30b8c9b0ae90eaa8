import type { Schrift } from './style.ts';

export type Pdf = PDFKit.PDFDocument;

const measured = new WeakMap<Pdf, Map<string, number>>();

/** Width in points. Remembered for each word: the same few thousand words make up a document. */
export function widthOf(pdf: Pdf, text: string, { font, size }: Schrift): number {
  const widths = measured.get(pdf) ?? new Map<string, number>();
  measured.set(pdf, widths);
  let sum = 0;
  for (const word of text.split(/(?<= )/)) {
    const key = `${font} ${word}`;
    let width = widths.get(key);
    if (width === undefined) {
      width = pdf.font(font).fontSize(1000).widthOfString(word) / 1000;
      widths.set(key, width);
    }
    sum += width;
  }
  return sum * size;
}

/**
 * Breaks text into lines no wider than `width`: at spaces (not at protected ones), after hyphens and slashes,
 * at soft hyphens, and inside a word only if it is too long for a line of its own.
 */
export function wrap(pdf: Pdf, text: string, schrift: Schrift, width: number): readonly string[] {
  const widthOfPiece = (piece: string) => widthOf(pdf, piece.replaceAll(SOFT, ''), schrift);
  const fits = (piece: string) => widthOfPiece(piece) <= width + 0.01;
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const piece of pieces(paragraph)) {
      const wide = widthOfPiece(piece);
      if (used + wide <= width + 0.01 || piece.trim() === '') {
        line += piece;
        used += wide;
        continue;
      }
      if (line.trim() !== '') lines.push(finish(line));
      line = '';
      for (const part of fits(piece) ? [piece] : cut(piece, fits)) {
        if (line !== '') lines.push(finish(line));
        line = part;
      }
      used = widthOfPiece(line);
    }
    lines.push(line.replaceAll(SOFT, '').trimEnd());
    return lines;
  });
}

const SOFT = '\u00ad';

/** A word with its break mark, or a run of spaces (which may hang over the edge). */
const pieces = (text: string): readonly string[] =>
  text.match(/[ \t]+|[^ \t\-/_\u00ad]*[-/_\u00ad]+|[^ \t\-/_\u00ad]+/g) ?? [];

/**
 * A line that ends at a soft hyphen shows it; other soft hyphens vanish. One that ends at a space keeps it: a
 * reader that puts the lines together again needs it.
 */
const finish = (line: string): string => {
  const trimmed = line.replace(/[ \t]+$/, ' ');
  return (trimmed.endsWith(SOFT) ? `${trimmed.slice(0, -1)}-` : trimmed).replaceAll(SOFT, '');
};

function cut(word: string, fits: (line: string) => boolean): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const sign of word) {
    if (part !== '' && !fits(part + sign)) {
      parts.push(part);
      part = '';
    }
    part += sign;
  }
  return part === '' ? parts : [...parts, part];
}

/** Sets one line with its upper edge at `y`; `right` is the x at which it ends instead of starting at `x`. */
export function drawLine(
  pdf: Pdf,
  line: string,
  x: number,
  y: number,
  schrift: Schrift,
  right?: number,
): void {
  if (line === '') return;
  const start = right === undefined ? x : right - widthOf(pdf, line.trimEnd(), schrift);
  pdf
    .font(schrift.font)
    .fontSize(schrift.size)
    .fillColor(schrift.colour)
    .text(line, start, y + (schrift.leading - schrift.size * 1.2) / 2, { lineBreak: false });
}
