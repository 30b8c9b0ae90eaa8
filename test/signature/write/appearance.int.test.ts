import { beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import PdfKit from 'pdfkit';
import { createDemoCa, openPkcs12, type TokenKey } from '../../../src/main/tokens/index.ts';
import { signPdf, type SignOptions } from '../../../src/signature/index.ts';
import { qpdfAccepts } from './judges.ts';
import { classicPdf, inTempFolder } from './samples.ts';

const now = new Date();
const place = { page: 1, x: 50, y: 400, width: 220, height: 70 };
let key: TokenKey;

beforeAll(async () => {
  const { p12 } = await (await createDemoCa(now)).issue({ name: 'Änne Müller', key: 'ec-p256' }, 'x', now);
  const opened = openPkcs12(p12, 'x');
  if (!opened.ok) throw new Error(opened.error.code);
  key = opened.value.keys[0]!;
});

const sign = async (pdf: Uint8Array, options: Partial<SignOptions>): Promise<Uint8Array> => {
  const signed = await signPdf(pdf, key, { claimedTime: now, place, ...options });
  if (!signed.ok) throw new Error(JSON.stringify(signed.error));
  return signed.value.bytes();
};

/** Runs a tool of poppler on the file and returns what it says. */
const poppler = (pdf: Uint8Array, program: string, ...args: readonly string[]): string =>
  inTempFolder((dir) => {
    writeFileSync(join(dir, 'x.pdf'), pdf);
    return execFileSync(program, [...args, 'x.pdf', ...(program === 'pdftotext' ? ['-'] : [])], {
      cwd: dir,
    }).toString();
  });

/** A PNG of 2 x 1 pixels; `type` is the colour type, `row` the samples. */
const png = (
  type: number,
  row: readonly number[],
  extra: readonly (readonly [string, readonly number[]])[] = [],
): Buffer => {
  const crc = (bytes: Buffer): number => {
    let c = 0xffffffff;
    for (const byte of bytes) {
      c ^= byte;
      for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    }
    return (c ^ 0xffffffff) >>> 0;
  };
  const chunk = (name: string, body: Buffer): Buffer => {
    const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(name), body, Buffer.alloc(4)]);
    whole.writeUInt32BE(body.length, 0);
    whole.writeUInt32BE(crc(whole.subarray(4, 8 + body.length)), 8 + body.length);
    return whole;
  };
  const head = Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, type, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    ...extra.map(([name, body]) => chunk(name, Buffer.from(body))),
    chunk('IDAT', deflateSync(Buffer.from([0, ...row]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** The picture in the file, as poppler draws it: red, green, blue of both pixels. */
const pixels = (pdf: Uint8Array): readonly number[] =>
  inTempFolder((dir) => {
    writeFileSync(join(dir, 'x.pdf'), pdf);
    execFileSync('pdfimages', ['x.pdf', 'p'], { cwd: dir });
    return [...readFileSync(join(dir, 'p-000.ppm')).subarray(-6)];
  });

describe('text', () => {
  test('stands in the page, can be searched, and its font is embedded', async () => {
    const pdf = await sign(await classicPdf(), {
      appearance: { lines: ['Änne Müller (Übung)', 'Straße „ß“ – 5 €', 'Łukasz Žižek, Nguyễn Văn'] },
    });
    const text = poppler(pdf, 'pdftotext').normalize('NFC');
    for (const part of ['Änne Müller (Übung)', 'Straße „ß“ – 5 €', 'Łukasz Žižek', 'Nguyễn Văn'])
      expect(text).toContain(part);
    expect(poppler(pdf, 'pdffonts')).toMatch(
      /AMTSMP\+FiraSans-Regular\s+CID TrueType\s+Identity-H\s+yes yes yes/,
    );
    expect(qpdfAccepts(pdf)).toBe(true);
  });

  test('a long remark is wrapped and made smaller; what cannot be read any more ends with an ellipsis', async () => {
    const remark = 'keine Bedenken '.repeat(10).trim();
    const fits = poppler(await sign(await classicPdf(), { appearance: { lines: [remark] } }), 'pdftotext');
    expect(fits.match(/Bedenken/g)).toHaveLength(10);
    const endless = await sign(await classicPdf(), { appearance: { lines: ['Bedenken '.repeat(2000)] } });
    expect(poppler(endless, 'pdftotext')).toContain('…');
  });

  test.each([90, 180, 270])('on a page turned by %s degrees the text stands upright', async (turn) => {
    const doc = await PDFDocument.create();
    doc.addPage([400, 500]).setRotation(degrees(turn));
    const pdf = await sign(await doc.save(), {
      place: { ...place, y: 100 },
      appearance: { lines: ['Oben rechts'] },
    });
    // pdftotext -bbox gives boxes as they are seen: upright text is wider than high.
    const box = poppler(pdf, 'pdftotext', '-bbox').match(
      /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">rechts/,
    );
    const [x1, y1, x2, y2] = box!.slice(1).map(Number) as [number, number, number, number];
    expect(x2 - x1).toBeGreaterThan(y2 - y1);
  });
});

describe('pictures', () => {
  test.each([
    ['RGB', png(2, [255, 0, 0, 0, 0, 255]), [255, 0, 0, 0, 0, 255]],
    ['gray', png(0, [0, 200]), [0, 0, 0, 200, 200, 200]],
    ['RGB with alpha, laid on white', png(6, [255, 0, 0, 255, 9, 9, 9, 0]), [255, 0, 0, 255, 255, 255]],
    ['gray with alpha', png(4, [0, 255, 0, 128]), [0, 0, 0, 127, 127, 127]],
    [
      'palette with a transparent entry',
      png(
        3,
        [1, 0],
        [
          ['PLTE', [1, 2, 3, 200, 120, 255]],
          ['tRNS', [0]],
        ],
      ),
      [200, 120, 255, 255, 255, 255],
    ],
  ])('PNG %s', async (_, picture, expected) => {
    const seen = pixels(await sign(await classicPdf(), { appearance: { lines: ['x'], picture } }));
    // Calibrated colour comes out a step or two beside what went in.
    seen.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(3));
    expect(seen).toHaveLength(6);
  });

  test('an interlaced or cut PNG and a JPEG that is none are refused', async () => {
    const whole = png(2, [255, 0, 0, 0, 0, 255]);
    const interlaced = Buffer.from(whole);
    interlaced[28] = 1;
    for (const picture of [
      interlaced,
      whole.subarray(0, 50),
      Buffer.from([0xff, 0xd8, 0xff]),
      Buffer.alloc(0),
    ]) {
      const signed = await signPdf(await classicPdf(), key, {
        claimedTime: now,
        place,
        appearance: { lines: [], picture },
      });
      expect(signed).toEqual({ ok: false, error: { code: 'PICTURE' } });
    }
  });
});

describe('PDF/A', () => {
  /** PDF/A-2b as pdfkit writes it. */
  const pdfA = (): Promise<Buffer> =>
    new Promise((done) => {
      const font = join(import.meta.dirname, '../../../src/signature/fonts/FiraSans-Latin.ttf');
      const doc = new PdfKit({ subset: 'PDF/A-2b', pdfVersion: '1.7', font });
      const parts: Buffer[] = [];
      doc.on('data', (part: Buffer) => parts.push(part));
      doc.on('end', () => done(Buffer.concat(parts)));
      doc.text('Vermerk').end();
    });

  // ISO 19005-2 in what a signature could break; no validator for PDF/A is at hand in the tests.
  test('a signed PDF/A-2b keeps its rules', async () => {
    const original = await pdfA();
    const picture = png(6, [255, 0, 0, 255, 9, 9, 9, 0]);
    let pdf = await sign(original, {
      appearance: { lines: ['Änne Müller'], picture },
      certify: 2,
      newFields: [{ name: 'B' }],
    });
    pdf = await sign(pdf, { field: 'B', place: undefined });
    const added = Buffer.from(pdf).subarray(original.length).toString('latin1');
    expect(
      poppler(pdf, 'pdffonts')
        .split('\n')
        .slice(2)
        .filter(Boolean)
        .every((line) => / yes (yes|no ) (yes|no )/.test(line)),
    ).toBe(true);
    expect(added).not.toMatch(
      /\/SMask|\/Group|\/CA |\/DeviceRGB|\/DeviceCMYK|\/JavaScript|\/NeedAppearances|\/AA |\/Interpolate/,
    ); // 6.2, 6.4, 6.5
    for (const widget of added.match(/\/Subtype \/Widget[\s\S]*?endobj/g) ?? []) {
      expect(widget).toMatch(/\/F 132\b/); // 6.3.2: Print, not Hidden, not NoView
      expect(/\/Rect \[0 0 0 0\]/.test(widget) || /\/AP /.test(widget)).toBe(true); // 6.3.3
    }
    expect(added).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/); // 6.1.3
    expect(added.endsWith('%%EOF\n')).toBe(true);
    expect(qpdfAccepts(pdf)).toBe(true);
  });
});
