import { addText, element, ensure, type Layout, type Struct } from './layout.ts';
import { CONTENT_WIDTH, PAGE, SCHRIFT, type Schrift } from './style.ts';
import { drawLine, wrap } from './text.ts';

/** A heading and where it stands; `ziel` names its destination. */
export interface Heading {
  readonly ebene: 1 | 2 | 3;
  readonly text: string;
  readonly ziel: string;
  /** null: a line without a page, and without a link */
  readonly seite: number | null;
}

const LOWER: Schrift = { ...SCHRIFT.text, size: 9.5, leading: 13.5, colour: SCHRIFT.untertitel.colour };

/**
 * The contents, each line a link to its heading. Takes the same space whatever the page numbers are, so that
 * it can be laid out before they are known (they are 0 then).
 */
export function addContents(layout: Layout, parent: Struct, headings: readonly Heading[]): void {
  const { pdf } = layout;
  addText(layout, parent, 'H2', 'Inhalt', SCHRIFT.ebene1, { before: 12, after: 4, keep: 40 });
  const toc = element(layout, parent, 'TOC');
  for (const heading of headings) {
    const schrift = heading.ebene === 1 ? SCHRIFT.text : LOWER;
    const x = PAGE.left + (heading.ebene - 1) * 16;
    const lines = wrap(pdf, layout.printable(heading.text), schrift, CONTENT_WIDTH - 40 - (x - PAGE.left));
    const height = lines.length * schrift.leading;
    ensure(layout, height);
    addLine(layout, element(layout, toc, 'TOCI'), heading, { x, lines, height, schrift });
    layout.y += height + 1;
  }
  layout.y += 8;
}

interface Line {
  readonly x: number;
  readonly lines: readonly string[];
  readonly height: number;
  readonly schrift: Schrift;
}

function addLine(layout: Layout, item: Struct, heading: Heading, { x, lines, height, schrift }: Line): void {
  const { pdf } = layout;
  const top = layout.y;
  const draw = () =>
    lines.forEach((line, i) => drawLine(pdf, `${line.trimEnd()} `, x, top + i * schrift.leading, schrift));
  const reference = element(layout, item, 'Reference');
  if (heading.seite === null) {
    reference.add(draw);
    return;
  }
  const right = PAGE.left + CONTENT_WIDTH;
  const link = element(layout, reference, 'Link');
  link.add(() => {
    draw();
    drawLine(pdf, String(heading.seite), 0, top + height - schrift.leading, schrift, right);
  });
  pdf.goTo(x, top, right - x, height, heading.ziel, {
    structParent: link,
    Contents: new String(`${heading.text}, Seite ${heading.seite}`),
  } as never);
  // now, while its page is the current one: pdfkit takes the page of the link from there
  link.end();
}
