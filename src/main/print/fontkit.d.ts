/** The little we use of fontkit, which brings no types. */
declare module 'fontkit' {
  interface Glyph {
    readonly path: { readonly translate: (x: number, y: number) => { readonly toSVG: () => string } };
  }
  interface Font {
    readonly characterSet: readonly number[];
    readonly unitsPerEm: number;
    readonly layout: (text: string) => {
      readonly glyphs: readonly Glyph[];
      readonly positions: readonly { readonly xAdvance: number }[];
    };
  }
  export function create(file: Uint8Array): Font;
}
