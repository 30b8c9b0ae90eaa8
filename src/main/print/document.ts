import PDFDocument from 'pdfkit';
import type { Abschnitt, Angabe, DruckDokument } from '../../domain/shared/druck.ts';
import { addAnnexes, addBlock, addList } from './blocks.ts';
import { addContents, type Heading } from './contents.ts';
import type { Fonts } from './fonts.ts';
import { drawFrames, drawWatermark } from './frame.ts';
import { addText, artifact, element, ensure, newPage, space, type Layout, type Struct } from './layout.ts';
import { infoOf, setMetadata } from './metadata.ts';
import type { SignatureField } from './signature-fields.ts';
import { BOTTOM, COLOUR, CONTENT_WIDTH, PAGE, SCHRIFT, type Schrift } from './style.ts';
import { rule } from './table.ts';
import { drawLine, wrap } from './text.ts';

export interface PrintInfo {
  /** time of creation, ISO 8601 */
  readonly zeit: string;
  /** name of the thing printed, e.g. the number of the Vorgang and the version */
  readonly kennung: string;
}

export interface Printed {
  readonly bytes: Uint8Array;
  readonly seiten: number;
  readonly signaturfelder: readonly SignatureField[];
}

/**
 * Prints a model as tagged PDF (PDF/A-2b; without signature fields also PDF/UA-1): A4, embedded font, bookmarks,
 * contents. The same model, time and Kennung give the same bytes.
 */
export async function printDocument(fonts: Fonts, model: DruckDokument, info: PrintInfo): Promise<Printed> {
  const sections = withEndMatter(model);
  const unknown = sections.map(({ ebene, ueberschrift }, i): Heading => ({
    ebene,
    text: ueberschrift,
    ziel: `abschnitt-${i + 1}`,
    seite: 0,
  }));
  // the contents need the pages, the pages need the contents: set once to learn them, once to keep
  const headings = model.inhaltsverzeichnis
    ? (await typeset(fonts, model, sections, info, unknown)).headings
    : unknown;
  return typeset(fonts, model, sections, info, headings);
}

/**
 * Cover of a package: the model, then contents whose lines lead to destinations that the package will define.
 * `total` is the number of pages of the whole package.
 */
export async function printCover(
  fonts: Fonts,
  model: DruckDokument,
  info: PrintInfo,
  lines: readonly Heading[],
  total: number,
): Promise<Printed> {
  const sections = withEndMatter(model);
  const headings = sections.map(({ ebene, ueberschrift }, i): Heading => ({
    ebene,
    text: ueberschrift,
    ziel: `deckblatt-${i + 1}`,
    seite: 0,
  }));
  return typeset(fonts, { ...model, inhaltsverzeichnis: false }, sections, info, headings, { lines, total });
}

interface Section extends Abschnitt {
  readonly end?: 'anlagen' | 'hinweise';
}

function withEndMatter(model: DruckDokument): readonly Section[] {
  const end = (which: 'anlagen' | 'hinweise', ueberschrift: string): Section => ({
    ebene: 1,
    ueberschrift,
    bloecke: [],
    end: which,
  });
  return [
    ...model.abschnitte,
    ...(model.anlagen.length > 0 ? [end('anlagen', 'Anlagen')] : []),
    ...(model.hinweise.length > 0 ? [end('hinweise', 'Hinweise')] : []),
  ];
}

async function typeset(
  fonts: Fonts,
  model: DruckDokument,
  sections: readonly Section[],
  info: PrintInfo,
  known: readonly Heading[],
  cover?: { readonly lines: readonly Heading[]; readonly total: number },
): Promise<Printed & { readonly headings: readonly Heading[] }> {
  const metadata = {
    titel: fonts.printable(model.titel),
    autor: fonts.printable(model.absender[0] ?? 'Amtsmappe'),
    kennung: fonts.printable(info.kennung),
    zeit: new Date(info.zeit),
    barrierefrei: !sections.some(({ bloecke }) => bloecke.some(({ art }) => art === 'unterschriften')),
  };
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    tagged: true,
    lang: 'de-DE',
    displayTitle: true,
    info: infoOf(metadata),
    font: null as never,
  });
  setMetadata(pdf, metadata);
  for (const [name, file] of Object.entries(fonts.files)) pdf.registerFont(name, file);
  const bytes = collect(pdf);

  const layout: Layout = { pdf, y: PAGE.top, seite: 1, printable: fonts.printable };
  const watermark =
    model.wasserzeichen === null
      ? null
      : fonts.outline(fonts.printable(model.wasserzeichen).toLocaleUpperCase('de-DE'));
  pdf.on('pageAdded', () => {
    (pdf.page.dictionary as unknown as { data: Record<string, unknown> }).data['Tabs'] = 'S';
    if (watermark !== null) drawWatermark(layout, watermark);
  });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  pdf.addPage();

  addHead(layout, root, model);
  if (model.inhaltsverzeichnis)
    addContents(
      layout,
      root,
      known.filter(({ ebene }) => ebene < 3),
    );
  const bookmarks = createBookmarks(layout);
  const felder: SignatureField[] = [];
  const headings = sections.map((section, i): Heading => {
    const heading = addHeading(layout, root, section, known[i]!.ziel, bookmarks);
    for (const block of section.bloecke) felder.push(...addBlock(layout, root, block));
    if (section.end === 'anlagen') addAnnexes(layout, root, model.anlagen);
    if (section.end === 'hinweise') addList(layout, root, model.hinweise, false, SCHRIFT.klein);
    return heading;
  });
  if (cover !== undefined) addContents(layout, root, cover.lines);
  drawFrames(layout, { links: model.absender[0] ?? '', rechts: model.titel }, model.fusszeile, cover?.total);
  root.end();
  pdf.end();
  return { bytes: await bytes, seiten: layout.seite, signaturfelder: felder, headings };
}

/** Letterhead, title and the short facts. The title is the only H1. */
function addHead(layout: Layout, root: Struct, model: DruckDokument): void {
  layout.y = 52;
  artifact(layout, () => layout.pdf.rect(0, 0, PAGE.width, 5).fill(COLOUR.accent), 'Layout');
  model.absender.forEach((line, i) =>
    addText(layout, root, 'P', line, i === 0 ? SCHRIFT.absender : SCHRIFT.absenderZeile),
  );
  if (model.wasserzeichen !== null) {
    // a watermark is not read out: the word stands in the text too
    addText(layout, root, 'P', model.wasserzeichen, SCHRIFT.marke, { before: 6 });
  }
  addText(layout, root, 'H1', model.titel, SCHRIFT.titel, { before: 20, after: 2 });
  if (model.untertitel !== undefined) addText(layout, root, 'P', model.untertitel, SCHRIFT.untertitel);
  if (model.meta.length > 0) addMeta(layout, root, model.meta);
  layout.y += 4;
}

/** Short facts three beside each other, name above value. */
function addMeta(layout: Layout, root: Struct, meta: readonly Angabe[]): void {
  const columns = 3;
  const width = CONTENT_WIDTH / columns;
  layout.y += 12;
  artifact(layout, () => rule(layout, layout.y, COLOUR.rule, 0.6), 'Layout');
  layout.y += 8;
  const list = element(layout, root, 'L');
  for (let i = 0; i < meta.length; i += columns) {
    const row = meta.slice(i, i + columns).map(({ name, wert }) => ({
      name: wrap(layout.pdf, layout.printable(name), SCHRIFT.angabeName, width - 12),
      wert: wrap(layout.pdf, layout.printable(wert), SCHRIFT.angabeWert, width - 12),
    }));
    const names = Math.max(...row.map(({ name }) => name.length)) * SCHRIFT.angabeName.leading;
    const values = Math.max(...row.map(({ wert }) => wert.length)) * SCHRIFT.angabeWert.leading;
    ensure(layout, names + values + 8);
    const top = layout.y;
    row.forEach(({ name, wert }, column) => {
      const item = element(layout, list, 'LI');
      const x = PAGE.left + column * width;
      element(layout, item, 'Lbl').add(() => drawLines(layout, name, x, top, SCHRIFT.angabeName));
      element(layout, item, 'LBody').add(() => drawLines(layout, wert, x, top + names, SCHRIFT.angabeWert));
    });
    layout.y = top + names + values + 7;
  }
  artifact(layout, () => rule(layout, layout.y, COLOUR.rule, 0.6), 'Layout');
  layout.y += 6;
}

function drawLines(layout: Layout, lines: readonly string[], x: number, y: number, schrift: Schrift): void {
  lines.forEach((line, i) => drawLine(layout.pdf, line, x, y + i * schrift.leading, schrift));
}

const HEADING_SCHRIFT = { 1: SCHRIFT.ebene1, 2: SCHRIFT.ebene2, 3: SCHRIFT.ebene3 } as const;
const HEADING_SPACE = { 1: 16, 2: 11, 3: 8 } as const;

function addHeading(
  layout: Layout,
  root: Struct,
  { ebene, ueberschrift, neueSeite }: Section,
  ziel: string,
  bookmark: (ebene: number, text: string) => void,
): Heading {
  if (neueSeite === true && layout.y > PAGE.top + 1) newPage(layout);
  const schrift = HEADING_SCHRIFT[ebene];
  space(layout, HEADING_SPACE[ebene]);
  const lines = wrap(layout.pdf, layout.printable(ueberschrift), schrift, CONTENT_WIDTH).length;
  ensure(layout, lines * schrift.leading + Math.min(64, BOTTOM - PAGE.top));
  bookmark(ebene, layout.printable(ueberschrift));
  layout.pdf.addNamedDestination(ziel, 'XYZ', PAGE.left, Math.max(0, layout.y - 12), 0);
  const seite = layout.seite;
  addText(layout, root, `H${ebene + 1}`, ueberschrift, schrift, { after: 4 });
  return { ebene, text: ueberschrift, ziel, seite };
}

/** Bookmarks nested as the headings are. */
function createBookmarks(layout: Layout): (ebene: number, text: string) => void {
  const open: PDFKit.PDFOutline[] = [layout.pdf.outline];
  return (ebene, text) => {
    open.length = Math.min(open.length, ebene);
    const place = {
      fit: false,
      top: Math.max(0, layout.y - 12),
      left: PAGE.width,
      zoom: 0,
      expanded: ebene === 1,
    };
    open.push(open.at(-1)!.addItem(text, place as never));
  };
}

function collect(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('error', reject);
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
  });
}
