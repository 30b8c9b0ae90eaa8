// Fuzzing of parser, writer and validator: small PDFs of every kind are damaged in many ways, and whatever comes in,
// nothing else may come out than a value or a PdfFormatError, soon.
// Run it alone:  node test/signature/fuzz.ts --seconds 600 [--seed N]
// The last line is `N passed, N failed`, the exit status 0 if nothing failed. Failing files are kept in the temp folder.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDemoCa, openPkcs12, type TokenKey } from '../../src/main/tokens/index.ts';
import { addSignatureFields, prepareSignature, signPdf, validatePdf } from '../../src/signature/index.ts';
import {
  entriesIn,
  isStream,
  openPdf,
  PdfFormatError,
  pdfRef,
  resolveAsOf,
  revisions,
  streamData,
} from '../../src/signature/pdf/index.ts';
import { formFields } from '../../src/signature/write/fields.ts';
import { findPage } from '../../src/signature/write/pages.ts';
import { classicPdf, encryptedPdf, hybridPdf, streamPdf } from './write/samples.ts';

/** Slower than this is a failure: a real file of this size takes a few milliseconds. */
const SLOW_MS = 4000;

type Random = () => number;

/** Small deterministic generator (mulberry32), so that a failure can be repeated from its seed. */
const randomOf = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const int = (random: Random, max: number): number => Math.floor(random() * max);
const pick = <T>(random: Random, list: readonly T[]): T => list[int(random, list.length)]!;

const TOKENS = [
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '/',
  '%',
  ' 0 R',
  ' obj',
  'endobj',
  'stream\n',
  'endstream',
  'xref\n',
  'trailer',
  'startxref\n',
  '%%EOF\n',
  'null',
  'true',
  '-1',
  '0',
  '1',
  '99999999999',
  '2147483648',
  '1e9',
  '.',
  '/Prev 15',
  '/Length 0',
  '/Length 999999999',
  '/Filter[/FlateDecode/FlateDecode]',
  '/XRefStm 20',
  '/Kids[2 0 R]',
  '/Parent 1 0 R',
  '/Type/ObjStm',
  '/N 1000000',
  '/First 0',
  '/W[1 8 8]',
  '/W[0 0 0]',
  '/Index[0 9999999]',
  '/Size 99999999',
  '/Encrypt 1 0 R',
  '/Predictor 15',
  '/Columns 99999999',
  '/ByteRange[0 1 2 3]',
  '/V 1 0 R',
  '/Annots 3 0 R',
  '/Count -1',
  '/Root 2 0 R',
  '1 0 obj',
  '\0',
] as const;

/** One small damage. */
const damage = (random: Random, pdf: Buffer, seeds: readonly Buffer[]): Buffer => {
  if (pdf.length < 4) return Buffer.from(pick(random, seeds));
  const at = int(random, pdf.length);
  const cut = (from: number, to: number, by: Buffer): Buffer =>
    Buffer.concat([pdf.subarray(0, from), by, pdf.subarray(to)]);
  switch (int(random, 10)) {
    case 0: {
      const copy = Buffer.from(pdf);
      copy[at] = copy[at]! ^ (1 << int(random, 8));
      return copy;
    }
    case 1: {
      const copy = Buffer.from(pdf);
      copy[at] = int(random, 256);
      return copy;
    }
    case 2:
      return cut(at, at, Buffer.from(pick(random, TOKENS), 'latin1'));
    case 3: {
      const token = Buffer.from(pick(random, TOKENS), 'latin1');
      return cut(at, Math.min(pdf.length, at + token.length), token);
    }
    case 4:
      return Buffer.from(pdf.subarray(0, at));
    case 5:
      return cut(at, Math.min(pdf.length, at + int(random, 200)), Buffer.alloc(0));
    case 6: {
      const from = int(random, pdf.length);
      return cut(at, at, pdf.subarray(from, from + int(random, 400)));
    }
    case 7: {
      const other = pick(random, seeds);
      return Buffer.concat([pdf.subarray(0, at), other.subarray(int(random, other.length))]);
    }
    case 8: {
      // Another number in place of one that is there: offsets, lengths, references.
      const text = pdf.toString('latin1');
      const numbers = [...text.matchAll(/\d+/g)];
      const one = numbers[int(random, numbers.length)];
      if (one === undefined) return pdf;
      const value = pick(random, [
        '0',
        '1',
        '3',
        '65536',
        '4294967295',
        String(int(random, pdf.length)),
        '-5',
        '',
      ]);
      return cut(one.index, one.index + one[0].length, Buffer.from(value));
    }
    default: {
      // One name in place of another: structures that are well-formed and wrong.
      const text = pdf.toString('latin1');
      const names = [...text.matchAll(/\/[A-Za-z]+/g)];
      const [one, other] = [names[int(random, names.length)], names[int(random, names.length)]];
      if (one === undefined || other === undefined) return pdf;
      return cut(one.index, one.index + one[0].length, Buffer.from(other[0]));
    }
  }
};

const LIMITS = { streamBytes: 8_000_000, totalBytes: 64_000_000, items: 100_000 };

/** Reads everything there is, in every revision; one bad object does not stop the others. */
const readAll = (pdf: Uint8Array): void => {
  const open = openPdf(pdf, { limits: LIMITS });
  const tolerant = (work: () => unknown): void => {
    try {
      work();
    } catch (thrown) {
      if (!(thrown instanceof PdfFormatError)) throw thrown;
    }
  };
  let left = 3000;
  for (const revision of revisions(open))
    tolerant(() => {
      for (const entry of entriesIn(revision)) {
        if (left-- < 0) return;
        tolerant(() => {
          const object = resolveAsOf(open, revision.index, pdfRef(entry.num));
          if (isStream(object)) streamData(open, object);
        });
      }
    });
  tolerant(() => formFields(open));
  tolerant(() => findPage(open, 0));
  tolerant(() => findPage(open, 7));
};

const attempt = async (pdf: Buffer, key: TokenKey, deep: boolean): Promise<void> => {
  try {
    readAll(pdf);
  } catch (thrown) {
    if (!(thrown instanceof PdfFormatError)) throw thrown;
  }
  const place = { page: 1, x: 10, y: 10, width: 100, height: 40 };
  const options = { claimedTime: new Date(0), ...(deep ? { place, appearance: { lines: ['x'] } } : {}) };
  const prepared = prepareSignature(pdf, key, options);
  if (prepared.ok && !prepared.value.finish(Buffer.alloc(70)).ok)
    throw new Error('prepared, but could not finish');
  if (deep) await validatePdf(pdf, { limits: LIMITS });
};

const seedsOf = async (key: TokenKey): Promise<readonly Buffer[]> => {
  const fields = addSignatureFields(await classicPdf(3), [{ name: 'A' }, { name: 'B' }]);
  if (!fields.ok) throw new Error(fields.error.code);
  const plain = [
    await classicPdf(),
    await streamPdf(),
    hybridPdf(),
    await encryptedPdf('', 'x', 128),
    await encryptedPdf('', 'x', 256),
    fields.value,
  ];
  const signed: Uint8Array[] = [];
  for (const pdf of plain) {
    const once = await signPdf(pdf, key, { claimedTime: new Date(0) });
    if (!once.ok) throw new Error(once.error.code);
    const place = { page: 1, x: 10, y: 10, width: 100, height: 40 };
    const twice = await signPdf(once.value.bytes(), key, {
      claimedTime: new Date(0),
      place,
      appearance: { lines: ['A'] },
    });
    if (!twice.ok) throw new Error(twice.error.code);
    signed.push(once.value.bytes(), twice.value.bytes());
  }
  return [...plain, ...signed].map((pdf) => Buffer.from(pdf));
};

export type FuzzResult = { readonly passed: number; readonly failed: number };

/** Runs until `seconds` are over or `cases` are done. Failures are told to `say`. */
export const fuzz = async (
  until: { readonly seconds?: number; readonly cases?: number; readonly seed?: number },
  say: (line: string) => void,
): Promise<FuzzResult> => {
  const now = new Date();
  const { p12 } = await (await createDemoCa(now)).issue({ name: 'Fuzz', key: 'ec-p256' }, 'x', now);
  const session = openPkcs12(p12, 'x');
  if (!session.ok) throw new Error(session.error.code);
  const key = session.value.keys[0]!;
  const seeds = await seedsOf(key);
  const first = until.seed ?? 1;
  const end = performance.now() + (until.seconds ?? Infinity) * 1000;
  let passed = 0;
  let failed = 0;
  for (let n = 0; n < (until.cases ?? Infinity) && performance.now() < end; n++) {
    const random = randomOf(first + n);
    let pdf: Buffer = Buffer.from(pick(random, seeds));
    for (let i = 1 + int(random, 6); i > 0; i--) pdf = damage(random, pdf, seeds);
    const start = performance.now();
    let trouble: string | undefined;
    try {
      await attempt(pdf, key, n % 8 === 0);
    } catch (thrown) {
      trouble = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    }
    const took = performance.now() - start;
    if (trouble === undefined && took > SLOW_MS) trouble = `took ${Math.round(took)} ms`;
    if (trouble === undefined) passed++;
    else {
      failed++;
      const file = join(tmpdir(), `amtsmappe-fuzz-${first + n}.pdf`);
      writeFileSync(file, pdf);
      say(`seed ${first + n} (kept as ${file}): ${trouble.split('\n').slice(0, 6).join('\n')}`);
    }
  }
  return { passed, failed };
};

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } });
  const seed = Number(values.seed ?? Math.floor(Date.now() % 1e9));
  const result = await fuzz({ seconds: Number(values.seconds ?? 60), seed }, console.log);
  console.log(`${result.passed} passed, ${result.failed} failed`);
  process.exitCode = result.failed === 0 ? 0 : 1;
}
