import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  createPrinter,
  type GedrucktesPaket,
  type Paket,
  type PaketTeil,
} from '../../../src/main/print/index.ts';
import { toPage } from '../../../src/main/print/package-stamp.ts';
import { vermerk } from './sample.ts';

const INFO = { zeit: '2026-11-12T07:12:00.000Z', kennung: 'Paket 1' };
const directory = mkdtempSync(join(tmpdir(), 'amtsmappe-package-'));
const printer = createPrinter();
const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const deckblatt = { ...vermerk, titel: 'Sitzungspaket', abschnitte: [], anlagen: [], hinweise: [] };
const paket = (teile: readonly PaketTeil[]): Paket => ({ deckblatt, teile });
const teil = (titel: string, pdf: Uint8Array | null, ebene: 1 | 2 | 3 = 1): PaketTeil => ({
  titel,
  ebene,
  stempel: titel,
  pdf,
});

async function merge(teile: readonly PaketTeil[]): Promise<GedrucktesPaket & { path: string }> {
  const merged = await printer.merge(paket(teile), INFO);
  if (!merged.ok) throw new Error(`${merged.error.teil} ${merged.error.grund}`);
  const path = join(directory, `${Math.random()}.pdf`);
  writeFileSync(path, merged.value.bytes);
  return { ...merged.value, path };
}

const pageText = (path: string, page: number): string =>
  run('pdftotext', '-f', `${page}`, '-l', `${page}`, '-layout', path, '-');

describe('a package', () => {
  let merged: GedrucktesPaket & { path: string };
  beforeAll(async () => {
    const { bytes } = await printer.print(vermerk, INFO);
    merged = await merge([
      teil('Ö 1 Eröffnung', null),
      teil('Ö 2 Vergabe', bytes),
      teil('Anlage', bytes, 2),
      teil('Ö 3 Größe', bytes),
    ]);
  });

  test('is sound, titled, tagged, with all fonts embedded', () => {
    expect(run('qpdf', '--check', merged.path)).toContain('No syntax or stream encoding errors');
    const info = run('pdfinfo', merged.path);
    expect(info).toMatch(/^Title: +Sitzungspaket$/m);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Pages: +10$/m);
    expect(merged).toMatchObject({ seiten: 10, beginnt: [null, 2, 5, 8] });
    for (const font of run('pdffonts', merged.path).trim().split('\n').slice(2))
      expect(font).toMatch(/ yes yes yes /);
  });

  test('contents name the pages, bookmarks and links lead there', async () => {
    const cover = pageText(merged.path, 1);
    expect(cover).toMatch(/Ö 2 Vergabe +2$/m);
    expect(cover).toMatch(/Anlage +5$/m);
    expect(cover).toMatch(/Ö 3 Größe +8$/m);
    expect(cover).toContain('Seite 1 von 10');
    const { outlines } = JSON.parse(run('qpdf', '--json', '--json-key=outlines', merged.path)) as {
      outlines: any[];
    };
    expect(outlines.map(({ title, destpageposfrom1 }) => [title, destpageposfrom1])).toEqual([
      ['Ö 1 Eröffnung', null],
      ['Ö 2 Vergabe', 2],
      ['Ö 3 Größe', 8],
    ]);
    expect(outlines[1].kids[0]).toMatchObject({ title: 'Anlage', destpageposfrom1: 5 });
    const document = await PDFDocument.load(merged.bytes);
    const names = document.catalog.lookup(PDFName.of('Names')) as any;
    expect(names.lookup(PDFName.of('Dests')).lookup(PDFName.of('Names')).size()).toBe(6);
  });

  test('links inside a part lead to its own pages', async () => {
    const document = await PDFDocument.load(merged.bytes);
    const pages = document.getPages();
    for (const first of [1, 4, 7]) {
      const links = pages[first]!.node.Annots()!;
      expect(links.size()).toBe(7);
      for (let i = 0; i < links.size(); i++) {
        const destination = (links.lookup(i) as any).lookup(PDFName.of('Dest')).get(0);
        const index = pages.findIndex(({ ref }) => ref === destination);
        expect([first, first + 1, first + 2]).toContain(index);
      }
    }
  });

  test('every page of a part carries its stamp, read out by nobody', () => {
    expect(pageText(merged.path, 3)).toContain('Ö 2 Vergabe · 3 von 10');
    expect(pageText(merged.path, 10)).toContain('Ö 3 Größe · 10 von 10');
    const structure = run('pdfinfo', '-struct-text', merged.path);
    expect(structure).not.toContain('von 10');
    expect(structure.match(/"MedTech Nord GmbH"/g)).toHaveLength(3);
    expect(structure.match(/^ {2}Part/gm)).toHaveLength(4);
  });

  test('the same input gives the same bytes', async () => {
    const { bytes } = await printer.print(vermerk, INFO);
    const [a, b] = [await merge([teil('A', bytes)]), await merge([teil('A', bytes)])];
    expect(Buffer.compare(a.bytes, b.bytes)).toBe(0);
  });
});

describe('parts from elsewhere', () => {
  const foreign = async (change: (document: PDFDocument) => void): Promise<Uint8Array> => {
    const document = await PDFDocument.create();
    document.addPage([300, 400]).drawText('Seite von anderswo');
    change(document);
    return document.save();
  };

  // crop box of a 300 x 400 page: 20..220 across, 30..330 up; where its upper right corner is once turned
  test.each([
    [0, 220, 70],
    [90, 330, 20],
    [180, 280, 30],
    [270, 370, 80],
  ])('the stamp stands in the upper right corner of a page turned by %d°', async (angle, right, top) => {
    const bytes = await foreign((document) => {
      const page = document.getPage(0);
      page.setRotation(degrees(angle));
      page.setCropBox(20, 30, 200, 300);
    });
    const { path } = await merge([teil('TOP 7', bytes)]);
    const words = run('pdftotext', '-bbox', '-f', '2', '-l', '2', path, '-');
    const [, yMin = ''] = /yMin="([\d.]+)"[^>]*>TOP</.exec(words)!;
    const xMax = Math.max(...[...words.matchAll(/xMax="([\d.]+)"[^>]*>2</g)].map(([, x]) => Number(x)));
    expect(right - xMax).toBeCloseTo(14, 0);
    expect(Number(yMin) - top).toBeCloseTo(14.5, 0);
  });

  test('seen and own coordinates agree at the corners', () => {
    const box = { x: 10, y: 20, width: 100, height: 200 };
    expect(toPage(box, 0, 0, 0)).toEqual({ x: 10, y: 20 });
    expect(toPage(box, 90, 0, 0)).toEqual({ x: 110, y: 20 });
    expect(toPage(box, 180, 0, 0)).toEqual({ x: 110, y: 220 });
    expect(toPage(box, 270, 0, 0)).toEqual({ x: 10, y: 220 });
  });

  test('scripts, attachments and form values stay behind', async () => {
    const bytes = await foreign((document) => {
      document.addJavaScript('x', 'app.alert(1)');
      void document.attach(Buffer.from('secret attachment'), 'x.txt');
      const page = document.getPage(0);
      const script = { S: 'JavaScript', JS: PDFString.of('app.alert(2)') };
      page.node.set(PDFName.of('AA'), document.context.obj({ O: script }));
      const link = (A: object) =>
        document.context.register(
          document.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A } as never),
        );
      for (const action of [
        script,
        { S: 'Launch', F: PDFString.of('calc.exe') },
        { S: 'URI', URI: PDFString.of('https://example.org') },
      ]) {
        page.node.addAnnot(link(action));
      }
      document.getForm().createTextField('geheim').setText('Wert des Feldes');
    });
    const { path, bytes: merged } = await merge([teil('A', bytes)]);
    run('qpdf', '--qdf', '--object-streams=disable', path, `${path}.qdf`);
    const all = readFileSync(`${path}.qdf`, 'latin1');
    expect(all).toContain('https://example.org');
    expect(all).not.toMatch(/app\.alert|calc\.exe|secret attachment|\/AcroForm/);
    expect(run('pdfinfo', path)).toMatch(/^JavaScript: +no$/m);
    expect(run('pdfinfo', path)).toMatch(/^Tagged: +no$/m); // this part has no structure
    expect(merged.byteLength).toBeGreaterThan(0);
  });

  test('an encrypted and a damaged part are named, and nothing is made', async () => {
    const { bytes } = await printer.print({ ...deckblatt, titel: 'x' }, INFO);
    const plain = join(directory, 'plain.pdf');
    writeFileSync(plain, bytes);
    run('qpdf', '--encrypt', 'a', 'b', '256', '--', plain, `${plain}.enc`);
    const encrypted = readFileSync(`${plain}.enc`);
    expect(await printer.merge(paket([teil('A', bytes), teil('B', encrypted)]), INFO)).toEqual({
      ok: false,
      error: { teil: 1, grund: 'verschluesselt' },
    });
    for (const broken of [Buffer.from('no pdf'), Buffer.alloc(0), Buffer.from(bytes.slice(0, 300))]) {
      expect(await printer.merge(paket([teil('A', broken)]), INFO)).toEqual({
        ok: false,
        error: { teil: 0, grund: 'beschaedigt' },
      });
    }
  });

  test('a hundred parts make contents of several pages that still agree', async () => {
    const { bytes } = await printer.print({ ...deckblatt, titel: 'x' }, INFO);
    const merged = await merge(Array.from({ length: 100 }, (_, i) => teil(`TOP ${i + 1}`, bytes)));
    expect(merged.beginnt[0]).toBeGreaterThan(2);
    expect(pageText(merged.path, merged.beginnt[99]!)).toContain('TOP 100 · ');
    expect(pageText(merged.path, merged.beginnt[0]! - 1)).toMatch(
      new RegExp(`TOP 100 +${merged.beginnt[99]}$`, 'm'),
    );
  });
});
