// The embedded font of a visible signature: only the letters that are used, with widths and a map back to text.
// PDF/A (ISO 19005-2, 6.2.11) allows no font that is not embedded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pdfArray, pdfBytes, pdfDict, pdfName, pdfNumber, type PdfRef } from '../pdf/objects.ts';
import { add, addStream, type Update } from './update.ts';

type Glyph = { readonly id: number; readonly advanceWidth: number };
type Subset = { readonly includeGlyph: (glyph: Glyph) => number; readonly encode: () => Uint8Array };
type Font = {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly postscriptName: string;
  readonly bbox: {
    readonly minX: number;
    readonly minY: number;
    readonly maxX: number;
    readonly maxY: number;
  };
  readonly hasGlyphForCodePoint: (code: number) => boolean;
  readonly glyphForCodePoint: (code: number) => Glyph;
  readonly createSubset: () => Subset;
};

/** A font to measure and write with. Sizes in points. */
export type TextFont = {
  /** the first character the font has no glyph for */
  readonly missing: (text: string) => string | undefined;
  readonly width: (text: string, size: number) => number;
  /** share of the size above and below the base line */
  readonly ascent: number;
  readonly descent: number;
  /** glyph codes for a Tj operator, as hexadecimal string; remembers the glyphs for `embed` */
  readonly encode: (text: string) => string;
  /** adds the font program with all glyphs encoded so far, and returns the font */
  readonly embed: (update: Update) => PdfRef;
};

// fontkit takes 60 ms to load: only who makes a visible signature waits for it.
const load = (bytes: Uint8Array): Font => {
  const fontkit = createRequire(import.meta.url)('fontkit') as { create: (bytes: Uint8Array) => Font };
  return fontkit.create(bytes);
};

let standard: Uint8Array | undefined;
const standardBytes = (): Uint8Array =>
  (standard ??= readFileSync(new URL('../fonts/FiraSans-Latin.ttf', import.meta.url)));

const codePoints = (text: string): readonly number[] => Array.from(text, (c) => c.codePointAt(0)!);

/** Opens a TrueType font, or the one that comes with this package. */
export const openFont = (bytes?: Uint8Array): TextFont => {
  const font = load(bytes ?? standardBytes());
  const subset = font.createSubset();
  const used = new Map<number, { readonly text: string; readonly width: number }>();
  const scale = 1000 / font.unitsPerEm;
  return {
    missing: (text) => Array.from(text).find((c) => !font.hasGlyphForCodePoint(c.codePointAt(0)!)),
    width: (text, size) =>
      (codePoints(text).reduce((sum, code) => sum + font.glyphForCodePoint(code).advanceWidth, 0) * size) /
      font.unitsPerEm,
    ascent: font.ascent / font.unitsPerEm,
    descent: -font.descent / font.unitsPerEm,
    encode: (text) =>
      codePoints(text)
        .map((code) => {
          const glyph = font.glyphForCodePoint(code);
          const id = subset.includeGlyph(glyph);
          used.set(id, { text: String.fromCodePoint(code), width: Math.round(glyph.advanceWidth * scale) });
          return id.toString(16).padStart(4, '0');
        })
        .join(''),
    embed: (update) => embed(update, font, subset, used),
  };
};

const embed = (
  update: Update,
  font: Font,
  subset: Subset,
  used: ReadonlyMap<number, { readonly text: string; readonly width: number }>,
): PdfRef => {
  const scale = 1000 / font.unitsPerEm;
  const scaled = (value: number) => pdfNumber(Math.round(value * scale));
  // Subsets carry six letters before their name (ISO 32000-2, 9.9.2).
  const name = pdfName(`AMTSMP+${font.postscriptName.replace(/[^A-Za-z0-9-]/g, '')}`);
  const program = Buffer.from(subset.encode());
  const { minX, minY, maxX, maxY } = font.bbox;
  const descriptor = add(
    update,
    pdfDict({
      Type: pdfName('FontDescriptor'),
      FontName: name,
      Flags: pdfNumber(4),
      FontBBox: pdfArray([minX, minY, maxX, maxY].map(scaled)),
      ItalicAngle: pdfNumber(font.italicAngle),
      Ascent: scaled(font.ascent),
      Descent: scaled(font.descent),
      CapHeight: scaled(font.capHeight),
      StemV: pdfNumber(80),
      FontFile2: addStream(update, pdfDict({ Length1: pdfNumber(program.length) }), program),
    }),
  );
  const widths = [...used]
    .sort(([a], [b]) => a - b)
    .flatMap(([id, { width }]) => [pdfNumber(id), pdfArray([pdfNumber(width)])]);
  const descendant = add(
    update,
    pdfDict({
      Type: pdfName('Font'),
      Subtype: pdfName('CIDFontType2'),
      BaseFont: name,
      CIDSystemInfo: pdfDict({
        Registry: pdfBytes(Buffer.from('Adobe')),
        Ordering: pdfBytes(Buffer.from('Identity')),
        Supplement: pdfNumber(0),
      }),
      FontDescriptor: descriptor,
      DW: pdfNumber(1000),
      W: pdfArray(widths),
      CIDToGIDMap: pdfName('Identity'),
    }),
  );
  return add(
    update,
    pdfDict({
      Type: pdfName('Font'),
      Subtype: pdfName('Type0'),
      BaseFont: name,
      Encoding: pdfName('Identity-H'),
      DescendantFonts: pdfArray([descendant]),
      ToUnicode: addStream(update, pdfDict({}), toUnicode(used)),
    }),
  );
};

/** CMap from glyph codes back to text, so that it can be searched and read aloud (ISO 32000-2, 9.10.3). */
const toUnicode = (used: ReadonlyMap<number, { readonly text: string }>): Buffer => {
  const hex = (n: number) => n.toString(16).padStart(4, '0');
  const lines = [...used].map(
    ([id, { text }]) =>
      `<${hex(id)}> <${Array.from({ length: text.length }, (_, i) => hex(text.charCodeAt(i))).join('')}>`,
  );
  const blocks: string[] = [];
  for (let i = 0; i < lines.length; i += 100) {
    const block = lines.slice(i, i + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return Buffer.from(
    [
      '/CIDInit /ProcSet findresource begin',
      '12 dict begin',
      'begincmap',
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
      '/CMapName /Adobe-Identity-UCS def',
      '/CMapType 2 def',
      '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
      ...blocks,
      'endcmap',
      'CMapName currentdict /CMap defineresource pop',
      'end',
      'end',
    ].join('\n'),
    'latin1',
  );
};
