import type { Outline } from './fonts.ts';
import { artifact, type Layout } from './layout.ts';
import { COLOUR, CONTENT_WIDTH, PAGE, SCHRIFT } from './style.ts';
import { rule } from './table.ts';
import { drawLine, wrap } from './text.ts';

/**
 * Large, pale and slanted below everything else on the page; must be drawn before the content. A drawing and
 * not text, so that it gets into no search and no copied paragraph.
 */
export function drawWatermark(layout: Layout, { path, width, units }: Outline): void {
  const { pdf } = layout;
  const size = Math.min(118, 560 / width);
  artifact(
    layout,
    () => {
      pdf.save();
      pdf.translate(PAGE.width / 2, PAGE.height / 2).rotate(-52);
      pdf.translate((-width * size) / 2, size * 0.35).scale(size / units, -size / units);
      pdf.path(path).fill(COLOUR.watermark);
      pdf.restore();
    },
    'Pagination',
  );
}

/** Head (from the second page on) and foot of every page, once their number is known. Not read out. */
export function drawFrames(
  layout: Layout,
  head: { readonly links: string; readonly rechts: string },
  foot: string,
  total?: number,
): void {
  const { pdf } = layout;
  const { count } = pdf.bufferedPageRange();
  const right = PAGE.left + CONTENT_WIDTH;
  const oneLine = (text: string, width: number) => {
    const [first = '', ...more] = wrap(pdf, layout.printable(text), SCHRIFT.klein, width);
    return more.length === 0 ? first : `${first.replace(/.{1,2}$/, '')} …`;
  };
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    const number = `Seite ${page + 1} von ${total ?? count}`;
    artifact(
      layout,
      () => {
        if (page > 0) {
          drawLine(pdf, oneLine(head.links, CONTENT_WIDTH * 0.5), PAGE.left, 40, SCHRIFT.klein);
          drawLine(pdf, oneLine(head.rechts, CONTENT_WIDTH * 0.45), 0, 40, SCHRIFT.klein, right);
          rule(layout, 56, COLOUR.rule, 0.6);
        }
        const y = PAGE.height - 50;
        rule(layout, y - 6, COLOUR.rule, 0.6);
        drawLine(pdf, oneLine(foot, CONTENT_WIDTH - 90), PAGE.left, y, SCHRIFT.klein);
        drawLine(pdf, number, 0, y, SCHRIFT.klein, right);
      },
      'Pagination',
    );
  }
}
