// From the bytes of a shown string to the text they stand for (ISO 32000-2 9.10): by the font's ToUnicode map, else
// byte by byte for simple fonts.

import { isDict, isStream, streamData } from '../../pdf/index.ts';
import type { PdfDict } from '../../pdf/index.ts';
import { nameIn, valueOf } from '../view.ts';
import type { View } from '../view.ts';

/** Decodes the bytes of one string operand; undefined when the font does not say what they mean. */
export type FontText = (bytes: Buffer) => string | undefined;

const MAX_CMAP = 500_000;
const MAX_RANGE = 65_536;

/** The decoder of a font. Without a font dictionary bytes count as Latin-1. */
export function fontText(view: View, font: PdfDict | undefined): FontText {
  const map = valueOf(view, font, 'ToUnicode');
  if (isStream(map)) {
    const table = readCMap(Buffer.from(streamData(view.pdf, map)).toString('latin1'));
    return table === undefined ? () => undefined : (bytes) => decode(bytes, table);
  }
  // A composite font without a map, or an encoding of its own, could mean anything.
  const unclear =
    nameIn(view, font, 'Subtype') === 'Type0' ||
    isDict(valueOf(view, dictEncoding(view, font), 'Differences'));
  return unclear ? () => undefined : (bytes) => bytes.toString('latin1');
}

function dictEncoding(view: View, font: PdfDict | undefined): PdfDict | undefined {
  const encoding = valueOf(view, font, 'Encoding');
  return isDict(encoding) ? encoding : undefined;
}

type CMap = { readonly width: number; readonly codes: ReadonlyMap<number, string> };

function decode(bytes: Buffer, { width, codes }: CMap): string | undefined {
  let text = '';
  for (let at = 0; at + width <= bytes.length; at += width) {
    const char = codes.get(bytes.readUIntBE(at, width));
    if (char === undefined) return undefined;
    text += char;
  }
  return text;
}

const utf16 = (hex: string): string => {
  const bytes = Buffer.from(hex.length % 4 === 0 ? hex : hex.padStart(4, '0'), 'hex');
  return bytes.length % 2 === 0 ? Buffer.from(bytes).swap16().toString('utf16le') : '';
};

/** bfchar and bfrange of a ToUnicode map (9.10.3). Undefined when it is too large or has codes of mixed length. */
function readCMap(source: string): CMap | undefined {
  if (source.length > MAX_CMAP) return undefined;
  const widths = new Set(
    [...source.matchAll(/begincodespacerange([\s\S]*?)endcodespacerange/g)].flatMap((block) =>
      [...block[1]!.matchAll(/<([0-9A-Fa-f\s]+)>/g)].map((one) => one[1]!.replace(/\s/g, '').length / 2),
    ),
  );
  const [width] = widths;
  if (width === undefined || widths.size !== 1 || width > 4) return undefined;
  const codes = new Map<number, string>();
  for (const block of source.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code, text] of block[1]!.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      codes.set(Number.parseInt(code!, 16), utf16(text!));
  for (const block of source.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, text, list] of block[1]!.matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])/g,
    )) {
      const first = Number.parseInt(from!, 16);
      const last = Number.parseInt(to!, 16);
      if (last - first > MAX_RANGE) return undefined;
      const each =
        list === undefined ? undefined : [...list.matchAll(/<([0-9A-Fa-f]+)>/g)].map((one) => utf16(one[1]!));
      for (let code = first; code <= last; code++) {
        const start = text === undefined ? undefined : Number.parseInt(text, 16);
        codes.set(
          code,
          each?.[code - first] ??
            (start === undefined || text!.length > 4
              ? utf16(text ?? '')
              : String.fromCharCode(start + code - first)),
        );
      }
    }
  }
  return { width, codes };
}
