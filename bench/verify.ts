// Validation: all files of a set (DIR/files/*.pdf or DIR/*.pdf) in one process, against pdfsig started once per file;
// and twenty signatures in a row on one file. Targets: at most 1.0 of pdfsig's time although we compare revisions;
// time per signature grows at most linearly with their number.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDemoCa, openPkcs12 } from '../src/main/tokens/index.ts';
import { signPdf, validatePdf } from '../src/signature/index.ts';
import type { Measurement } from './measurement.ts';
import { PDFDocument } from '@cantoo/pdf-lib';

const round = (value: number): number => Math.round(value * 1000) / 1000;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** `npm run bench -- verify [DIR]`; without DIR only the signatures in a row. */
export async function run(args: readonly string[]): Promise<readonly Measurement[]> {
  const [directory] = args;
  return [...(directory === undefined ? [] : [await wholeSet(directory)]), ...(await inARow())];
}

async function wholeSet(directory: string): Promise<Measurement> {
  const folder = existsSync(join(directory, 'files')) ? join(directory, 'files') : directory;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => join(folder, name));
  // Both find the files in the page cache; ours starts cold, as a process that has validated nothing yet.
  for (const file of files) readFileSync(file);
  const started = performance.now();
  const each: number[] = [];
  for (const file of files) {
    const begin = performance.now();
    await validatePdf(readFileSync(file));
    each.push(performance.now() - begin);
  }
  const ours = performance.now() - started;
  const peerStarted = performance.now();
  for (const file of files) spawnSync('pdfsig', [file], { stdio: 'ignore' });
  const peer = performance.now() - peerStarted;
  return {
    name: `verify: ${files.length} files in one process`,
    n: files.length,
    p50: round(median(each)),
    p99: round(each.toSorted((a, b) => a - b)[Math.floor(each.length * 0.99)]!),
    ours: round(ours),
    peer: round(peer),
    peerName: 'pdfsig started per file',
    ratio: round(ours / peer),
  };
}

const STEPS = [5, 10, 20] as const;
const PASSPHRASE = 'bench';

async function inARow(): Promise<readonly Measurement[]> {
  const ca = await createDemoCa(new Date());
  const person = { name: 'Erika Muster', key: 'ec-p256' } as const;
  const opened = openPkcs12((await ca.issue(person, PASSPHRASE, new Date())).p12, PASSPHRASE);
  if (!opened.ok) throw new Error(opened.error.code);
  const signer = opened.value.keys[0]!;
  const doc = await PDFDocument.create();
  for (let i = 1; i <= 50; i++) doc.addPage([595, 842]).drawText(`Seite ${i}`, { x: 50, y: 780 });
  let pdf: Uint8Array = await doc.save({ useObjectStreams: false });
  const files = new Map<number, Uint8Array>();
  for (let count = 1; count <= 20; count++) {
    const signed = await signPdf(pdf, signer, { claimedTime: new Date() });
    if (!signed.ok) throw new Error(signed.error.code);
    pdf = signed.value.bytes();
    files.set(count, pdf);
  }
  const perSignature = new Map<number, number>();
  for (const count of STEPS) {
    const times: number[] = [];
    for (let i = 0; i < 9; i++) {
      const begin = performance.now();
      const report = await validatePdf(files.get(count)!);
      times.push(performance.now() - begin);
      if (report.signatures.length !== count || !report.signatures.every((one) => one.intact))
        throw new Error('the signatures are not intact');
    }
    perSignature.set(count, median(times) / count);
  }
  // Linear growth: twice as many signatures may cost twice as much each, no more.
  return STEPS.map((count, index) => {
    const before = index === 0 ? undefined : perSignature.get(STEPS[index - 1]!);
    const own = perSignature.get(count)!;
    return {
      name: `verify: ${count} signatures in a row, time per signature`,
      n: 9,
      p50: round(own),
      ...(before === undefined
        ? {}
        : {
            floor: round(2 * before),
            floorRatio: round(own / (2 * before)),
            peerName: 'floor: linear growth',
          }),
    };
  });
}
