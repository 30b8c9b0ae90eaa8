import type { Unterschriftsfeld } from '../../domain/shared/druck.ts';
import { artifact, element, ensure, space, type Layout, type Struct } from './layout.ts';
import { COLOUR, CONTENT_WIDTH, PAGE, SCHRIFT } from './style.ts';
import { drawLine, wrap } from './text.ts';

/** Where a signature field is to be made. Points from the lower left corner of the page, pages from 1. */
export interface SignatureField {
  readonly name: string;
  readonly seite: number;
  readonly x: number;
  readonly y: number;
  readonly breite: number;
  readonly hoehe: number;
}

const GAP = 18;
const WIDTH = (CONTENT_WIDTH - GAP) / 2;
/** room for name, role, time, remark: about six lines */
const HEIGHT = 78;

/**
 * Room for visible signatures, two beside each other: an empty frame, below it who signs there. Frame and
 * caption stay together; nothing is printed into the frame, since a signature's appearance is transparent.
 */
export function addSignatureFields(
  layout: Layout,
  parent: Struct,
  felder: readonly Unterschriftsfeld[],
): readonly SignatureField[] {
  const made: SignatureField[] = [];
  space(layout, 6);
  for (let i = 0; i < felder.length; i += 2) {
    const row = felder.slice(i, i + 2).map((feld, column) => ({
      feld,
      x: PAGE.left + column * (WIDTH + GAP),
      lines: wrap(layout.pdf, layout.printable(feld.bezeichnung), SCHRIFT.klein, WIDTH),
    }));
    const caption = Math.max(...row.map(({ lines }) => lines.length)) * SCHRIFT.klein.leading;
    ensure(layout, HEIGHT + caption + 20);
    const top = layout.y;
    for (const { feld, x, lines } of row) {
      artifact(
        layout,
        () => {
          layout.pdf.rect(x, top, WIDTH, HEIGHT).lineWidth(0.5).stroke(COLOUR.rule);
          layout.pdf
            .moveTo(x, top + HEIGHT)
            .lineTo(x + WIDTH, top + HEIGHT)
            .lineWidth(1)
            .stroke(COLOUR.ink);
        },
        'Layout',
      );
      element(layout, parent, 'P').add(() =>
        lines.forEach((line, n) =>
          drawLine(layout.pdf, line, x, top + HEIGHT + 4 + n * SCHRIFT.klein.leading, SCHRIFT.klein),
        ),
      );
      made.push({
        name: feld.feld,
        seite: layout.seite,
        x: round(x + 2),
        y: round(PAGE.height - top - HEIGHT + 2),
        breite: round(WIDTH - 4),
        hoehe: round(HEIGHT - 4),
      });
    }
    layout.y = top + HEIGHT + caption + 20;
  }
  return made;
}

const round = (value: number): number => Math.round(value * 100) / 100;
