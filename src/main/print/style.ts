/** Measures of the page and its type, in points (1/72 inch). A4, left margin for filing. */
export const PAGE = { width: 595.28, height: 841.89, left: 71, right: 57, top: 74, bottom: 76 } as const;
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
/** y below which nothing of the content may stand */
export const BOTTOM = PAGE.height - PAGE.bottom;

export const COLOUR = {
  ink: '#171a2b',
  secondary: '#4d5468',
  accent: '#1f3fa6',
  rule: '#c8ccd8',
  head: '#eceff6',
  panel: '#f5f6fa',
  watermark: '#e9ebf1',
  info: '#1f3fa6',
  warning: '#8a4b00',
  good: '#00664f',
} as const;

export type FontName = 'normal' | 'fett' | 'kursiv';

/** One way of setting text. `leading` is the distance from line to line, in points. */
export interface Schrift {
  readonly font: FontName;
  readonly size: number;
  readonly leading: number;
  readonly colour: string;
}

const schrift = (
  size: number,
  leading: number,
  font: FontName = 'normal',
  colour: string = COLOUR.ink,
): Schrift => ({
  font,
  size,
  leading,
  colour,
});

export const SCHRIFT = {
  absender: schrift(13, 17, 'fett'),
  absenderZeile: schrift(9, 12.5, 'normal', COLOUR.secondary),
  titel: schrift(22, 27, 'fett'),
  untertitel: schrift(11, 15.5, 'normal', COLOUR.secondary),
  ebene1: schrift(13, 17, 'fett'),
  ebene2: schrift(11, 15, 'fett'),
  ebene3: schrift(10, 14, 'fett', COLOUR.secondary),
  text: schrift(10, 14.4),
  angabeName: schrift(8.5, 11.5, 'normal', COLOUR.secondary),
  angabeWert: schrift(10, 13.5),
  zellKopf: schrift(9, 12, 'fett'),
  zelle: schrift(9.5, 12.8),
  zelleName: schrift(9.5, 12.8, 'normal', COLOUR.secondary),
  zelleFett: schrift(9.5, 12.8, 'fett'),
  klein: schrift(8, 11, 'normal', COLOUR.secondary),
  hash: schrift(7.2, 10, 'normal', COLOUR.secondary),
  marke: schrift(9, 12, 'fett', COLOUR.warning),
} as const satisfies Readonly<Record<string, Schrift>>;
