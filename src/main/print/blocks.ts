import type { Angabe, Block, DruckAnlage } from '../../domain/shared/druck.ts';
import { assertNever } from '../../domain/shared/result.ts';
import {
  addText,
  artifact,
  element,
  ensure,
  newPage,
  setAttributes,
  space,
  type Layout,
  type Struct,
} from './layout.ts';
import { addSignatureFields, type SignatureField } from './signature-fields.ts';
import { BOTTOM, COLOUR, CONTENT_WIDTH, PAGE, SCHRIFT } from './style.ts';
import { addTable, type Zelle } from './table.ts';
import { drawLine, widthOf, wrap } from './text.ts';

/** Adds one block below the pen; answers the signature fields it made room for. */
export function addBlock(layout: Layout, parent: Struct, block: Block): readonly SignatureField[] {
  switch (block.art) {
    case 'absatz':
      addText(layout, parent, 'P', block.text, SCHRIFT.text, { after: 6 });
      return [];
    case 'liste':
      addList(layout, parent, block.punkte, block.nummeriert);
      return [];
    case 'angaben':
      addFacts(layout, parent, block.angaben);
      return [];
    case 'tabelle':
      addTable(layout, parent, {
        titel: block.titel,
        spalten: block.kopf,
        kopf: block.kopf.map(({ text }) => text),
        zeilen: block.zeilen.map((zeile) => zeile.map((text): Zelle => [{ text, schrift: SCHRIFT.zelle }])),
      });
      return [];
    case 'hinweis':
      addNote(layout, parent, block.stufe, block.text);
      return [];
    case 'unterschriften':
      return addSignatureFields(layout, parent, block.felder);
    default:
      return assertNever(block);
  }
}

/** Numbers or dots stand in a column of their own; an item goes on under its own text. */
export function addList(
  layout: Layout,
  parent: Struct,
  punkte: readonly string[],
  nummeriert: boolean,
  schrift = SCHRIFT.text as (typeof SCHRIFT)[keyof typeof SCHRIFT],
): void {
  const { pdf } = layout;
  const list = element(layout, parent, 'L');
  setAttributes(list, { O: 'List', ListNumbering: nummeriert ? 'Decimal' : 'Disc' });
  const indent = nummeriert ? Math.max(18, widthOf(pdf, `${punkte.length}.`, schrift) + 8) : 14;
  punkte.forEach((punkt, i) => {
    ensure(layout, schrift.leading * 2);
    const item = element(layout, list, 'LI');
    const y = layout.y;
    const label = nummeriert ? `${i + 1}.` : '•';
    element(layout, item, 'Lbl').add(() => drawLine(pdf, label, PAGE.left + 4, y, schrift));
    addText(layout, item, 'LBody', punkt, schrift, {
      x: PAGE.left + indent,
      width: CONTENT_WIDTH - indent,
      after: 2.5,
    });
  });
  layout.y += 5;
}

/** Name and value side by side; to a screen reader a table whose rows are headed by the name. */
function addFacts(layout: Layout, parent: Struct, angaben: readonly Angabe[]): void {
  if (angaben.length === 0) return;
  addTable(layout, parent, {
    titel: 'Angaben',
    spalten: [
      { breite: 34, ausrichtung: 'links' },
      { breite: 66, ausrichtung: 'links' },
    ],
    kopf: null,
    zeilen: angaben.map(({ name, wert }) => [
      [{ text: name, schrift: SCHRIFT.zelleName }],
      [{ text: wert, schrift: SCHRIFT.zelle }],
    ]),
  });
}

const NOTE = {
  info: { colour: COLOUR.info, wort: 'Hinweis' },
  warnung: { colour: COLOUR.warning, wort: 'Achtung' },
  gut: { colour: COLOUR.good, wort: 'In Ordnung' },
} as const;

/** A panel with a coloured edge; the word says what the colour says. */
function addNote(layout: Layout, parent: Struct, stufe: keyof typeof NOTE, text: string): void {
  const { pdf } = layout;
  const { colour, wort } = NOTE[stufe];
  const schrift = SCHRIFT.angabeWert;
  const lines = wrap(pdf, layout.printable(text), schrift, CONTENT_WIDTH - 26);
  const lead = { ...SCHRIFT.zellKopf, colour };
  space(layout, 3);
  ensure(layout, Math.min(lead.leading + lines.length * schrift.leading + 18, 200));
  const struct = element(layout, parent, 'Div');
  let rest: readonly string[] = lines;
  for (let first = true; first || rest.length > 0; first = false) {
    const head = first ? lead.leading : 0;
    const room = Math.max(1, Math.floor((BOTTOM - layout.y - 18 - head) / schrift.leading));
    const part = rest.slice(0, room);
    const height = head + part.length * schrift.leading + 16;
    const top = layout.y;
    artifact(
      layout,
      () => {
        pdf.rect(PAGE.left, top, CONTENT_WIDTH, height).fill(COLOUR.panel);
        pdf.rect(PAGE.left, top, 3, height).fill(colour);
      },
      'Layout',
    );
    if (first) element(layout, struct, 'P').add(() => drawLine(pdf, wort, PAGE.left + 14, top + 7, lead));
    element(layout, struct, 'P').add(() =>
      part.forEach((line, i) =>
        drawLine(pdf, line, PAGE.left + 14, top + 8 + head + i * schrift.leading, schrift),
      ),
    );
    layout.y += height;
    rest = rest.slice(room);
    if (rest.length > 0) newPage(layout);
  }
  layout.y += 9;
}

/** Annexes with the hash by which each can be recognised beyond doubt. */
export function addAnnexes(layout: Layout, parent: Struct, anlagen: readonly DruckAnlage[]): void {
  addTable(layout, parent, {
    titel: 'Anlagen mit Dateiname, Größe und SHA-256-Prüfsumme',
    spalten: [
      { breite: 7, ausrichtung: 'rechts' },
      { breite: 76, ausrichtung: 'links' },
      { breite: 17, ausrichtung: 'rechts' },
    ],
    kopf: ['Nr.', 'Anlage', 'Größe'],
    zeilen: anlagen.map(({ nummer, bezeichnung, dateiname, sha256, bytes }): Zelle[] => [
      [{ text: String(nummer), schrift: SCHRIFT.zelle }],
      [
        { text: bezeichnung, schrift: SCHRIFT.zelleFett },
        { text: dateiname, schrift: SCHRIFT.klein },
        { text: `SHA-256 ${sha256}`, schrift: SCHRIFT.hash },
      ],
      [{ text: bytes === null ? '–' : formatBytes(bytes), schrift: SCHRIFT.zelle }],
    ]),
  });
}

/** German file size: `1,4 MB`, `312 KB`. */
export function formatBytes(bytes: number): string {
  const format = (value: number, unit: string) =>
    `${value.toLocaleString('de-DE', { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0${unit}`;
  if (bytes < 1000) return format(bytes, 'Byte');
  return bytes < 1_000_000 ? format(bytes / 1000, 'KB') : format(bytes / 1_000_000, 'MB');
}
