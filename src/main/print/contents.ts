import { addText, element, ensure, type Layout, type Struct } from './layout.ts';
import { CONTENT_WIDTH, PAGE, SCHRIFT, type Schrift } from './style.ts';
import { drawLine, wrap } from './text.ts';

/** A heading and where it stands; `ziel` names its destination. */
export interface Heading {
  readonly ebene: 1 | 2 | 3;
  readonly text: string;
  readonly ziel: string;
  readonly seite: number;
}

const SCHRIFTEN: Readonly<Record<1 | 2, Schrift>> = {
  1: SCHRIFT.text,
  2: { ...SCHRIFT.text, size: 9.5, leading: 13.5, colour: SCHRIFT.untertitel.colour },
};

/**
 * The contents, each line a link to its heading. Takes the same space whatever the page numbers are, so that
 * it can be laid out before they are known (they are 0 then).
 */
export function addContents(layout: Layout, parent: Struct, headings: readonly Heading[]): void {
  const { pdf } = layout;
  addText(layout, parent, 'H2', 'Inhalt', SCHRIFT.ebene1, { before: 12, after: 4, keep: 40 });
  const toc = element(layout, parent, 'TOC');
  for (const heading of headings) {
    if (heading.ebene === 3) continue;
    const schrift = SCHRIFTEN[heading.ebene];
    const x = PAGE.left + (heading.ebene - 1) * 16;
    const lines = wrap(pdf, layout.printable(heading.text), schrift, CONTENT_WIDTH - 40 - (x - PAGE.left));
    const height = lines.length * schrift.leading;
    ensure(layout, height);
    const item = element(layout, toc, 'TOCI');
    const link = element(layout, element(layout, item, 'Reference'), 'Link');
    const top = layout.y;
    link.add(() => {
      lines.forEach((line, i) => drawLine(pdf, `${line.trimEnd()} `, x, top + i * schrift.leading, schrift));
      drawLine(
        pdf,
        String(heading.seite),
        0,
        top + height - schrift.leading,
        schrift,
        PAGE.left + CONTENT_WIDTH,
      );
    });
    pdf.goTo(x, top, PAGE.left + CONTENT_WIDTH - x, height, heading.ziel, {
      structParent: link,
      Contents: new String(`${heading.text}, Seite ${heading.seite}`),
    } as never);
    // now, while its page is the current one: pdfkit takes the page of the link from there
    link.end();
    layout.y += height + 1;
  }
  layout.y += 8;
}
