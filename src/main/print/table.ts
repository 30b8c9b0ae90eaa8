import {
  artifact,
  element,
  ensure,
  newPage,
  setAttributes,
  space,
  type Layout,
  type Struct,
  type StructOptions,
} from './layout.ts';
import { BOTTOM, COLOUR, CONTENT_WIDTH, PAGE, SCHRIFT, type Schrift } from './style.ts';
import { drawLine, wrap } from './text.ts';

export interface Stueck {
  readonly text: string;
  readonly schrift: Schrift;
}
export type Zelle = readonly Stueck[];

export interface TableColumn {
  readonly breite: number;
  readonly ausrichtung: 'links' | 'rechts';
}

export interface Table {
  /** read out before the table */
  readonly titel: string;
  readonly spalten: readonly TableColumn[];
  /** null: the first cell of each row is its head */
  readonly kopf: readonly string[] | null;
  readonly zeilen: readonly (readonly Zelle[])[];
}

const PAD_X = 6;
const PAD_Y = 4.5;

interface Line {
  readonly text: string;
  readonly schrift: Schrift;
}
interface Grid {
  readonly xs: readonly number[];
  readonly widths: readonly number[];
  readonly spalten: readonly TableColumn[];
}

/**
 * A table with rules between its rows. The head is repeated on each page (read out once); a row goes to the
 * next page whole, and is split only when it is higher than a page.
 */
export function addTable(layout: Layout, parent: Struct, table: Table): void {
  const grid = measure(table.spalten);
  const struct = element(layout, parent, 'Table');
  setAttributes(struct, { O: 'Table', Summary: new String(layout.printable(table.titel)) });
  const kopf = table.kopf?.map((text, i) =>
    breakCell(layout, grid, [{ text, schrift: SCHRIFT.zellKopf }], i),
  );
  const zeilen = table.zeilen.map((cells) => cells.map((cell, i) => breakCell(layout, grid, cell, i)));
  space(layout, 4);
  ensure(layout, (kopf === undefined ? 0 : rowHeight(kopf)) + Math.min(rowHeight(zeilen[0] ?? []), 120));
  if (kopf !== undefined) {
    const row = element(layout, struct, 'TR');
    drawHead(layout, grid, kopf, (_i, draw) =>
      element(layout, row, 'TH', { scope: 'Column' }).add(draw).end(),
    );
  }
  const repeatHead = () => {
    if (kopf !== undefined) drawHead(layout, grid, kopf, (_i, draw) => artifact(layout, draw, 'Pagination'));
  };
  for (const cells of zeilen) addRow(layout, struct, grid, cells, table.kopf === null, repeatHead);
  layout.y += 8;
}

function addRow(
  layout: Layout,
  table: Struct,
  grid: Grid,
  cells: readonly (readonly Line[])[],
  firstIsHead: boolean,
  repeatHead: () => void,
): void {
  const height = rowHeight(cells);
  const startPage = layout.seite;
  if (height <= BOTTOM - PAGE.top - 40) ensure(layout, height);
  if (layout.seite > startPage) repeatHead();
  const row = element(layout, table, 'TR');
  const structs = cells.map((_, i) => element(layout, row, ...cellType(i, firstIsHead)));
  let rest = cells;
  for (;;) {
    const room = BOTTOM - layout.y - 2 * PAD_Y;
    const taken = rest.map((lines) => take(lines, room));
    const partHeight = rowHeight(taken);
    artifact(layout, () => rule(layout, layout.y + partHeight, COLOUR.rule, 0.6), 'Layout');
    taken.forEach((lines, i) => {
      if (lines.length > 0) structs[i]!.add(() => drawCell(layout, grid, lines, i));
    });
    layout.y += partHeight;
    rest = rest.map((lines, i) => lines.slice(taken[i]!.length));
    if (rest.every((lines) => lines.length === 0)) return;
    newPage(layout);
    repeatHead();
  }
}

const cellType = (column: number, firstIsHead: boolean): readonly ['TH' | 'TD', StructOptions] =>
  firstIsHead && column === 0 ? ['TH', { scope: 'Row' }] : ['TD', {}];

function drawHead(
  layout: Layout,
  grid: Grid,
  cells: readonly (readonly Line[])[],
  put: (column: number, draw: () => void) => void,
): void {
  const height = rowHeight(cells);
  artifact(
    layout,
    () => {
      layout.pdf.rect(PAGE.left, layout.y, CONTENT_WIDTH, height).fill(COLOUR.head);
      rule(layout, layout.y + height, COLOUR.secondary, 0.8);
    },
    'Layout',
  );
  cells.forEach((lines, i) => put(i, () => drawCell(layout, grid, lines, i)));
  layout.y += height;
}

function drawCell(layout: Layout, grid: Grid, lines: readonly Line[], column: number): void {
  let y = layout.y + PAD_Y;
  const x = grid.xs[column]! + PAD_X;
  const right =
    grid.spalten[column]!.ausrichtung === 'rechts'
      ? grid.xs[column]! + grid.widths[column]! - PAD_X
      : undefined;
  for (const { text, schrift } of lines) {
    drawLine(layout.pdf, text, x, y, schrift, right);
    y += schrift.leading;
  }
}

export function rule(layout: Layout, y: number, colour: string, width: number): void {
  layout.pdf
    .moveTo(PAGE.left, y)
    .lineTo(PAGE.left + CONTENT_WIDTH, y)
    .lineWidth(width)
    .stroke(colour);
}

function measure(spalten: readonly TableColumn[]): Grid {
  const total = spalten.reduce((sum, { breite }) => sum + breite, 0);
  const widths = spalten.map(({ breite }) => (breite / total) * CONTENT_WIDTH);
  const xs = widths.map((_, i) => PAGE.left + widths.slice(0, i).reduce((sum, w) => sum + w, 0));
  return { xs, widths, spalten };
}

function breakCell(layout: Layout, grid: Grid, cell: Zelle, column: number): readonly Line[] {
  const width = (grid.widths[column] ?? 0) - 2 * PAD_X;
  return cell.flatMap(({ text, schrift }) =>
    wrap(layout.pdf, layout.printable(text), schrift, width).map((line) => ({ text: line, schrift })),
  );
}

const heightOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { schrift }) => sum + schrift.leading, 0);
const rowHeight = (cells: readonly (readonly Line[])[]): number =>
  Math.max(0, ...cells.map(heightOf)) + 2 * PAD_Y;

/** As many lines as fit into `room`, at least one, so that a row always moves on. */
function take(lines: readonly Line[], room: number): readonly Line[] {
  let height = 0;
  const count = lines.findIndex(({ schrift }) => (height += schrift.leading) > room);
  return count === -1 ? lines : lines.slice(0, Math.max(count, 1));
}
