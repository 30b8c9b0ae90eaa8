import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DruckDokument } from '../../../src/domain/shared/druck.ts';
import { createPrinter, type Printed } from '../../../src/main/print/index.ts';
import { vermerk } from './sample.ts';

/* What independent tools (qpdf, poppler, libxml2) say of the printed PDF. */

const INFO = { zeit: '2026-07-16T07:12:00.000Z', kennung: 'LZ-2026-0417/2' };
const directory = mkdtempSync(join(tmpdir(), 'amtsmappe-print-'));
const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

let number = 0;
async function print(model: DruckDokument): Promise<Printed & { path: string }> {
  const printed = await createPrinter().print(model, INFO);
  const path = join(directory, `${++number}.pdf`);
  writeFileSync(path, printed.bytes);
  return { ...printed, path };
}

const empty: DruckDokument = {
  ...vermerk,
  meta: [],
  abschnitte: [],
  anlagen: [],
  hinweise: [],
  wasserzeichen: null,
  inhaltsverzeichnis: false,
};

describe('the Vergabevermerk', () => {
  let printed: Printed & { path: string };
  beforeAll(async () => {
    printed = await print(vermerk);
  });

  test('is sound, tagged, titled and in German', () => {
    expect(run('qpdf', '--check', printed.path)).toContain('No syntax or stream encoding errors');
    const info = run('pdfinfo', printed.path);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Title: +Vergabevermerk$/m);
    expect(info).toMatch(/^Page size: .*A4/m);
    expect(info).toMatch(new RegExp(`^Pages: +${printed.seiten}$`, 'm'));
    const catalog = run('qpdf', '--json', '--json-key=qpdf', printed.path);
    expect(catalog).toContain('"/Lang": "u:de-DE"');
    expect(catalog).toContain('"/DisplayDocTitle": true');
    expect(catalog).toContain('"/GTS_PDFA1"');
  });

  test('embeds every font as a subset with Unicode', () => {
    const fonts = run('pdffonts', printed.path).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/FiraSans.* yes yes yes /);
  });

  test('is read in order, with umlauts, and lines joined by spaces', () => {
    const text = run('pdfinfo', '-struct-text', printed.path);
    const places = ['"Stadt Musterhafen"', '"Vergabevermerk"', '"LZ-2026-0417"', '"Inhalt"', '"1. Bedarf"', '"Hinweis"', '"MedTech Nord GmbH"', '"2.1 Eignung"', '"Mitzeichnung, Fachdienstleitung 32"', '"Anlagen"']
      .map((part) => text.indexOf(part)); // prettier-ignore
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('Größere Straßenüberführungsbauwerke');
    expect(text).toContain('Verhandlungsvergabe ohne Teilnahmewettbewerb');
    expect(text).not.toMatch(/Seite 1 von|Fassung 2, ersetzt/); // head and foot are artifacts
  });

  test('has headings in order, tables with heads, numbered lists and links in its contents', () => {
    const structure = run('pdfinfo', '-struct', printed.path);
    expect(structure.match(/^ *H[1-6]/gm)!.map((line) => line.trim())).toEqual(
      ['H1', 'H2', 'H2', 'H2', 'H3', 'H2', 'H2', 'H2', 'H2'], // prettier-ignore
    );
    expect(structure).toContain('/Scope /Column');
    expect(structure).toContain('/Scope /Row');
    expect(structure).toContain('/Summary (Eingegangene Angebote mit Preis und Punkten)');
    expect(structure).toContain('/ListNumbering /Decimal');
    expect(structure.match(/Link \(inline\)\n +Object/g)).toHaveLength(7);
  });

  test('contents and bookmarks lead to the pages where the headings are', () => {
    const pages = [1, 2, 3].map((page) =>
      run('pdftotext', '-f', `${page}`, '-l', `${page}`, '-layout', printed.path, '-'),
    );
    const listed = [...pages[0]!.matchAll(/^ *(\S.*?) {3,}(\d) *$/gm)].map(([, text, page]) => [
      text,
      Number(page),
    ]);
    expect(listed).toHaveLength(7);
    for (const [text, page] of listed) {
      const found = pages.findIndex((content) => content.split('\n').some((line) => line.trim() === text));
      expect([text, found + 1]).toEqual([text, page]);
    }
    const outlines = JSON.parse(run('qpdf', '--json', '--json-key=outlines', printed.path)) as {
      outlines: { title: string; destpageposfrom1: number; kids: { title: string }[] }[];
    };
    expect(outlines.outlines.map(({ title }) => title)).toContain('3. Vergabeart');
    expect(outlines.outlines[1]!.kids[0]!.title).toBe('2.1 Eignung');
    expect(outlines.outlines.at(-1)!.destpageposfrom1).toBe(3);
  });

  test('leaves free room for each signature, on one page with its caption', () => {
    expect(printed.signaturfelder.map(({ name }) => name)).toEqual([
      'Mitzeichnung1',
      'Mittelbestaetigung',
      'Schlusszeichnung',
    ]);
    for (const { seite, x, y, breite, hoehe } of printed.signaturfelder) {
      expect(seite).toBeLessThanOrEqual(printed.seiten);
      expect(breite).toBeGreaterThan(200);
      expect(hoehe).toBeGreaterThan(60);
      expect(x).toBeGreaterThan(50);
      expect(x + breite).toBeLessThan(595 - 50);
      expect(y).toBeGreaterThan(70);
      // nothing is written there (pdftotext counts from the upper edge)
      const crop = [
        '-x',
        `${Math.ceil(x)}`,
        '-y',
        `${Math.ceil(841.89 - y - hoehe)}`,
        '-W',
        `${Math.floor(breite)}`,
        '-H',
        `${Math.floor(hoehe)}`,
      ];
      expect(
        run('pdftotext', '-r', '72', '-f', `${seite}`, '-l', `${seite}`, ...crop, printed.path, '-').trim(),
      ).toBe('');
    }
  });

  test('says PDF/A in well-formed XMP, and PDF/UA only where nobody adds fields afterwards', async () => {
    const xmp = async (model: DruckDokument) => {
      const { bytes } = await print(model);
      const text = Buffer.from(bytes).toString('utf8');
      const packet = text.slice(
        text.indexOf('<x:xmpmeta'),
        text.indexOf('</x:xmpmeta>') + '</x:xmpmeta>'.length,
      );
      const path = join(directory, 'packet.xml');
      writeFileSync(path, packet);
      run('xmllint', '--noout', path);
      return packet;
    };
    const withFields = await xmp({ ...vermerk, titel: 'Müller & Söhne <AG>' });
    expect(withFields).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(withFields).toContain('Müller &amp; Söhne &lt;AG&gt;');
    expect(withFields).not.toContain('pdfuaid:part');
    expect(await xmp(empty)).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });
});

test('the same model, time and Kennung give the same bytes; another Kennung does not', async () => {
  const printer = createPrinter();
  const [a, b] = [await printer.print(vermerk, INFO), await createPrinter().print(vermerk, INFO)];
  expect(Buffer.compare(a.bytes, b.bytes)).toBe(0);
  const c = await printer.print(vermerk, { ...INFO, kennung: 'LZ-2026-0417/3' });
  expect(Buffer.compare(a.bytes, c.bytes)).not.toBe(0);
});

describe('content that does not fit', () => {
  test('a cell higher than a page goes on over the pages, complete, under its repeated head', async () => {
    const words = Array.from({ length: 1500 }, (_, i) => `Bemerkung${i}`);
    const printed = await print({
      ...empty,
      abschnitte: [{ ebene: 1, ueberschrift: 'Umlauf', bloecke: [{ art: 'tabelle', titel: 'Schritte', kopf: [{ text: 'Schritt', ausrichtung: 'links', breite: 30 }, { text: 'Bemerkung', ausrichtung: 'links', breite: 70 }], zeilen: [['Prüfung', words.join(' ')], ['Schluss', 'kurz']] }] }],
    }); // prettier-ignore
    expect(printed.seiten).toBeGreaterThan(3);
    run('qpdf', '--check', printed.path);
    const text = run('pdfinfo', '-struct-text', printed.path).replaceAll(/"\s*"/g, '');
    for (const word of [words[0]!, words[700]!, words[1499]!]) expect(text).toContain(word);
    expect(text.match(/"Schritt"/g)).toHaveLength(1);
    expect(run('pdftotext', '-f', '2', '-l', '2', printed.path, '-')).toContain('Schritt');
  });

  test('200 paragraphs of every kind break soundly', async () => {
    const bloecke = Array.from({ length: 50 }, (_, i) => [
      { art: 'absatz' as const, text: `Absatz ${i} `.repeat(60) },
      { art: 'hinweis' as const, stufe: 'warnung' as const, text: `Hinweis ${i} `.repeat(40) },
      {
        art: 'liste' as const,
        nummeriert: true,
        punkte: Array.from({ length: 12 }, (_u, n) => `Punkt ${n} `.repeat(20)),
      },
      { art: 'angaben' as const, angaben: [{ name: 'Name', wert: 'Wert '.repeat(30) }] },
    ]).flat();
    const printed = await print({ ...empty, abschnitte: [{ ebene: 1, ueberschrift: 'Alles', bloecke }] });
    expect(run('qpdf', '--check', printed.path)).toContain('No syntax or stream encoding errors');
    expect(run('pdfinfo', '-struct', printed.path).match(/^ *LI /gm)).toHaveLength(600);
  });

  test('words without a break, signs without a glyph and control characters', async () => {
    const printed = await print({
      ...empty,
      titel: 'Ǆ Ł Şahin Đorđe Ngọc 山',
      abschnitte: [
        {
          ebene: 1,
          ueberschrift: 'a\u0000b\u200b',
          bloecke: [{ art: 'absatz', text: `${'W'.repeat(400)} 😀 Zeile\nneue Zeile` }],
        },
      ],
    });
    const text = run('pdftotext', printed.path, '-');
    expect(text).toContain('Şahin Đorđe Ngọc ▯');
    expect(text.match(/W/g)).toHaveLength(400);
    expect(text).toContain('neue Zeile');
    expect(run('qpdf', '--check', printed.path)).toContain('No syntax');
  });

  test('an empty document is one page', async () => {
    expect((await print(empty)).seiten).toBe(1);
  });

  test('signature fields that find no room go to the next page with their captions', async () => {
    const felder = Array.from({ length: 14 }, (_, i) => ({ feld: `Feld${i}`, bezeichnung: `Schritt ${i}` }));
    const printed = await print({
      ...empty,
      abschnitte: [
        { ebene: 1, ueberschrift: 'Unterschriften', bloecke: [{ art: 'unterschriften', felder }] },
      ],
    });
    expect(new Set(printed.signaturfelder.map(({ name }) => name)).size).toBe(14);
    expect(Math.max(...printed.signaturfelder.map(({ seite }) => seite))).toBe(2);
    for (const field of printed.signaturfelder) expect(field.y).toBeGreaterThan(70);
  });
});
