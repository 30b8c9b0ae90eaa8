import { readFileSync } from 'node:fs';
import { create } from 'fontkit';
import type { FontName } from './style.ts';

const FILES: Readonly<Record<FontName, string>> = {
  normal: 'FiraSans-Regular.ttf',
  fett: 'FiraSans-SemiBold.ttf',
  kursiv: 'FiraSans-Italic.ttf',
};

export interface Fonts {
  readonly files: Readonly<Record<FontName, Buffer>>;
  /** text as it can be printed: composed, without control characters, unknown signs as a box */
  readonly printable: (text: string) => string;
  /** a word as a drawing: SVG path with y upwards, and its width, both for type of one point */
  readonly outline: (word: string) => Outline;
}

export interface Outline {
  readonly path: string;
  readonly width: number;
  /** font units in one point */
  readonly units: number;
}

/** Loads the fonts of resources/fonts (Fira Sans, OFL). All three hold the same characters. */
export function loadFonts(): Fonts {
  const read = (name: string) => readFileSync(new URL(`../../../resources/fonts/${name}`, import.meta.url));
  const files = { normal: read(FILES.normal), fett: read(FILES.fett), kursiv: read(FILES.kursiv) };
  const parsed = create(files.normal);
  const known = new Set(parsed.characterSet);
  const bold = create(files.fett);
  return {
    files,
    outline(word) {
      const { glyphs, positions } = bold.layout(word);
      let x = 0;
      const paths = glyphs.map((glyph, i) => {
        const path = glyph.path.translate(x, 0).toSVG();
        x += positions[i]!.xAdvance;
        return path;
      });
      return { path: paths.join(''), width: x / bold.unitsPerEm, units: bold.unitsPerEm };
    },
    printable: (text) =>
      [...text.normalize('NFC')]
        .map((sign) =>
          sign === '\n' || sign === SOFT_HYPHEN || known.has(sign.codePointAt(0)!) ? sign : replace(sign),
        )
        .join(''),
  };
}

const SOFT_HYPHEN = '\u00ad';
const BOX = '\u25af';

/** PDF/A forbids the font's own "missing glyph": a sign Fira Sans lacks is shown as a box, never left out. */
const replace = (sign: string): string => (/[\s]/.test(sign) ? ' ' : /\p{C}/u.test(sign) ? '' : BOX);
