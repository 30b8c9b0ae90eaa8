import { BOTTOM, CONTENT_WIDTH, PAGE, type Schrift } from './style.ts';
import { drawLine, wrap, type Pdf } from './text.ts';

export type Struct = PDFKit.PDFStructureElement;
/** pdfkit's own options; `scope` (of a table head) is missing in its types */
export type StructOptions = PDFKit.Mixins.StructureElementOptions & { readonly scope?: 'Row' | 'Column' };

/** Where the pen is. The only mutable thing of a print, together with the PDF itself. */
export interface Layout {
  readonly pdf: Pdf;
  /** distance from the upper edge, in points */
  y: number;
  /** page the pen is on, from 1 */
  seite: number;
  readonly printable: (text: string) => string;
}

/** Structure marks that are open go on there. */
export function newPage(layout: Layout): void {
  layout.pdf.continueOnNewPage();
  layout.seite += 1;
  layout.y = PAGE.top;
}

/** Goes to a new page unless `height` points are left; nothing happens at the top of a page. */
export function ensure(layout: Layout, height: number): void {
  if (layout.y + height > BOTTOM && layout.y > PAGE.top + 1) newPage(layout);
}

/** Vertical space; none at the top of a page. */
export function space(layout: Layout, height: number): void {
  if (layout.y > PAGE.top + 1) layout.y += height;
}

/** Lines, fills and repeated text: seen, but not read out. Never inside a structure element. */
export function artifact(layout: Layout, draw: () => void, type?: 'Pagination' | 'Layout'): void {
  const { pdf } = layout;
  pdf.markContent('Artifact', type === undefined ? {} : { type });
  draw();
  pdf.endMarkedContent();
}

/** A structure element without content of its own, added to its parent. */
export function element(layout: Layout, parent: Struct, type: string, options: StructOptions = {}): Struct {
  const made = layout.pdf.struct(type, options);
  parent.add(made);
  return made;
}

/** Sets `attributes` (ISO 32000-1, 14.8.5), for which pdfkit has no option. */
export function setAttributes(struct: Struct, attributes: Readonly<Record<string, unknown>>): void {
  const { dictionary } = struct as unknown as { dictionary: { data: { A?: Record<string, unknown> } } };
  dictionary.data.A = { ...dictionary.data.A, ...attributes };
}

export interface TextOptions {
  readonly x?: number;
  readonly width?: number;
  readonly before?: number;
  readonly after?: number;
  /** space that must be left below the text: keeps a heading with what follows */
  readonly keep?: number;
}

/** Text in one structure element of type `type`; goes on over pages, never leaving one line alone. */
export function addText(
  layout: Layout,
  parent: Struct,
  type: string,
  text: string,
  schrift: Schrift,
  options: TextOptions = {},
): void {
  const { pdf } = layout;
  const x = options.x ?? PAGE.left;
  const lines = wrap(pdf, layout.printable(text), schrift, options.width ?? CONTENT_WIDTH);
  space(layout, options.before ?? 0);
  const together = lines.length <= 3 ? lines.length : 2;
  ensure(layout, together * schrift.leading + (options.keep ?? 0));
  const made = pdf.struct(type, {}, () => {
    lines.forEach((line, i) => {
      const left = lines.length - i;
      // two lines go over together rather than the last one alone
      const needed = left === 2 && lines.length > 3 ? 2 * schrift.leading : schrift.leading;
      if (layout.y + needed > BOTTOM) newPage(layout);
      drawLine(pdf, line, x, layout.y, schrift);
      layout.y += schrift.leading;
    });
  });
  parent.add(made);
  layout.y += options.after ?? 0;
}
