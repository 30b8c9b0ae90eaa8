import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PdfKit from 'pdfkit';
import { openPkcs12 } from '../../../src/main/tokens/index.ts';
import {
  addSignatureFields,
  httpTimestamps,
  httpValidation,
  renewArchiveTimestamp,
  signPdf,
  upgradePdf,
  type Level,
  type LevelSources,
  type Signer,
  type SignOptions,
} from '../../../src/signature/index.ts';
import { startTestPki, TEST_PIN, type TestPki } from '../../support/pki.ts';
import { qpdfAccepts } from './judges.ts';
import { inTempFolder } from './samples.ts';

/*
 * A file that claims PDF/A-2b or -3b gets no new violation by any kind of update. No validator for PDF/A is at hand:
 * what ISO 19005-2 and -3 forbid and a signature could bring is looked for in every object that is new or changed, as
 * qpdf reads it.
 */

const claimedTime = new Date('2026-05-04T10:00:00Z');
const place = { page: 1, x: 50, y: 400, width: 220, height: 70 };
const appearance = { lines: ['Änne Müller', 'am 4. Mai 2026'] };
let pki: TestPki;
let signer: Signer;
let sources: LevelSources;

beforeAll(async () => {
  pki = await startTestPki();
  const opened = openPkcs12(readFileSync(pki.signers.p256.p12File), TEST_PIN);
  if (!opened.ok) throw new Error(opened.error.code);
  signer = opened.value.keys[0]!;
  sources = { timestamps: httpTimestamps(pki.tsaUrl), validation: httpValidation() };
}, 60_000);
afterAll(() => pki.close());

const pdfA = (subset: 'PDF/A-2b' | 'PDF/A-3b'): Promise<Buffer> =>
  new Promise((done) => {
    const font = join(import.meta.dirname, '../../../src/signature/fonts/FiraSans-Latin.ttf');
    const doc = new PdfKit({ subset, pdfVersion: '1.7', font });
    const parts: Buffer[] = [];
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => done(Buffer.concat(parts)));
    doc.text('Vermerk').end();
  });

const value = async <T>(
  result: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>,
): Promise<T> => {
  const settled = await result;
  if (!settled.ok) throw new Error(JSON.stringify(settled.error));
  return settled.value;
};
const sign = async (pdf: Uint8Array, options: Partial<SignOptions>, level: Level = 'B-B') =>
  (await value(signPdf(pdf, signer, { claimedTime, ...options }, level, sources))).bytes();

/** A PNG of one pixel with transparency. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const KINDS: readonly (readonly [string, (pdf: Uint8Array) => Promise<Uint8Array>])[] = [
  ['invisible', (pdf) => sign(pdf, {})],
  ['visible, with a picture', (pdf) => sign(pdf, { place, appearance: { ...appearance, picture } })],
  [
    'certified, locked, with visible fields for others',
    (pdf) =>
      sign(pdf, {
        place,
        appearance,
        certify: 2,
        lock: { action: 'All', fields: [] },
        newFields: [{ name: 'Zweite', place: { ...place, y: 200 } }],
      }),
  ],
  [
    'fields made up front, then one of them signed',
    async (pdf) => {
      const made = addSignatureFields(pdf, [{ name: 'Erste', place }]);
      if (!made.ok) throw new Error(made.error.code);
      return sign(made.value, { field: 'Erste', appearance });
    },
  ],
  ['B-LTA at once', (pdf) => sign(pdf, { place, appearance }, 'B-LTA')],
  [
    'two signatures, raised later and renewed',
    async (pdf) => {
      const two = await sign(await sign(pdf, { place, appearance }), {});
      const raised = await value(upgradePdf(two, 'B-LTA', sources));
      return value(renewArchiveTimestamp(raised, sources));
    },
  ],
];

type Objects = Readonly<Record<string, { readonly value?: unknown; readonly stream?: Stream }>>;
type Stream = { readonly dict: Record<string, unknown>; readonly data?: string };

/** All objects as qpdf reads them, streams decoded. */
const objectsOf = (pdf: Uint8Array): Objects =>
  inTempFolder((dir) => {
    writeFileSync(join(dir, 'x.pdf'), pdf);
    const args = ['--json=2', '--json-stream-data=inline', '--decode-level=generalized', 'x.pdf'];
    const json = execFileSync('qpdf', args, { cwd: dir, maxBuffer: 256 * 1024 * 1024 }).toString();
    return (JSON.parse(json) as { qpdf: readonly [unknown, Objects] }).qpdf[1];
  });

const FORBIDDEN_KEYS = [
  '/SMask', // 6.2.10 transparency
  '/Group',
  '/CA',
  '/ca',
  '/BM',
  '/Interpolate', // 6.2.8
  '/NeedAppearances', // 6.4.1
  '/AA', // 6.5.2
  '/JS',
  '/A',
  '/XFA', // 6.4.2
];
const FORBIDDEN_VALUES = ['/DeviceRGB', '/DeviceCMYK', '/DeviceGray', '/JavaScript', '/Launch', '/LZWDecode'];

function* dictsIn(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const one of value) yield* dictsIn(one);
  else if (typeof value === 'object' && value !== null) {
    yield value as Record<string, unknown>;
    for (const one of Object.values(value)) yield* dictsIn(one);
  }
}

describe.each(['PDF/A-2b', 'PDF/A-3b'] as const)('%s', (subset) => {
  test.each(KINDS)('%s', async (_, make) => {
    const original = await pdfA(subset);
    const before = objectsOf(original);
    const result = await make(original);
    expect(Buffer.from(result).subarray(0, original.length).equals(original)).toBe(true);
    expect(qpdfAccepts(result)).toBe(true);
    const after = objectsOf(result);
    const fresh = Object.entries(after).filter(
      ([name, object]) => name !== 'trailer' && JSON.stringify(object) !== JSON.stringify(before[name]),
    );
    expect(fresh.length).toBeGreaterThan(0);

    const broken: string[] = [];
    for (const [name, { value: plain, stream }] of fresh) {
      for (const dict of dictsIn(stream ? stream.dict : plain)) {
        broken.push(...FORBIDDEN_KEYS.filter((key) => key in dict).map((key) => `${name} has ${key}`));
        for (const one of Object.values(dict))
          if (FORBIDDEN_VALUES.includes(String(one))) broken.push(`${name} has ${String(one)}`);
        if (dict['/Subtype'] === '/Widget') broken.push(...widgetFaults(name, dict));
        if (dict['/Type'] === '/Font' && dict['/Subtype'] !== '/Type0' && !('/FontDescriptor' in dict))
          broken.push(`${name} is a font that is not embedded`);
        if (dict['/Type'] === '/FontDescriptor' && !('/FontFile2' in dict || '/FontFile3' in dict))
          broken.push(`${name} has no font file`);
      }
      const text = Buffer.from(stream?.data ?? '', 'base64').toString('latin1');
      // device colour and inline transparency in what is drawn (6.2.4.3)
      if (stream?.dict['/Subtype'] === '/Form' && /(^|\s)(rg|RG|g|G|k|K|gs)(\s|$)/m.test(text))
        broken.push(`${name} draws with device colour or a graphics state`);
    }
    expect(broken).toEqual([]);

    // what makes it PDF/A is what it was: metadata, output intents, mark information (6.2.3, 6.6.2)
    for (const key of ['/Metadata', '/OutputIntents', '/MarkInfo', '/Names', '/AF'])
      expect(rootOf(after)[key]).toEqual(rootOf(before)[key]);
    const metadata = String(rootOf(before)['/Metadata']);
    expect(after[`obj:${metadata}`]).toEqual(before[`obj:${metadata}`]);
    // 6.1.3: the file keeps the first half of its identifier; 6.1.2: nothing behind the end
    const ids =
      Buffer.from(result)
        .toString('latin1')
        .match(/\/ID ?\[\s*<([0-9a-f]+)>/gi) ?? [];
    expect(new Set(ids.map((id) => id.replace(/\s/g, '').toLowerCase())).size).toBe(1);
    expect(Buffer.from(result).toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
  });
});

const rootOf = (objects: Objects): Record<string, unknown> => {
  const trailer = objects['trailer']?.value as Record<string, string>;
  return objects[`obj:${trailer['/Root']}`]?.value as Record<string, unknown>;
};

/** 6.3.2: Print, not Hidden, Invisible, NoView; 6.3.3: an appearance unless there is nothing to be seen. */
function widgetFaults(name: string, widget: Record<string, unknown>): readonly string[] {
  const flags = Number(widget['/F'] ?? 0);
  const [x1, y1, x2, y2] = widget['/Rect'] as readonly number[];
  const shown = x1 !== x2 && y1 !== y2;
  return [
    ...((flags & 4) === 0 ? [`${name} is not printed`] : []),
    ...((flags & (1 | 2 | 32)) !== 0 ? [`${name} is hidden`] : []),
    ...(shown && !('/AP' in widget) ? [`${name} has no appearance`] : []),
  ];
}
