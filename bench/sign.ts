// Signing (B-B, RSA 2048, PKCS#12) from file to file: 10 pages, 1,000 pages, 42 MB, 200 MB, against @libpdf/core in the
// same run, and against the floor: one SHA-256 over the bytes, one private-key operation, one write.
// Targets: at most 0.8 of the peer everywhere; at most 3 x the floor at 42 MB and 200 MB; memory at most 2 x the file
// and 100 MB; the twentieth signature on a file no more than linear.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { P12Signer, PDF } from '@libpdf/core';
import { createDemoCa, openPkcs12, type TokenKey } from '../src/main/tokens/index.ts';
import { signFile } from '../src/signature/index.ts';
import type { Measurement } from './measurement.ts';

const PASSPHRASE = 'bench';
const MB = 1_000_000;

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))]!;

const round = (value: number): number => Math.round(value * 1000) / 1000;

const pagesPdf = async (count: number): Promise<Uint8Array> => {
  const doc = await PDFDocument.create();
  for (let i = 1; i <= count; i++)
    for (const line of doc.addPage([595, 842]) && [0, 1, 2, 3])
      doc.getPage(i - 1).drawText(`Seite ${i}, Zeile ${line}`, { x: 50, y: 700 - 20 * line });
  return doc.save({ useObjectStreams: false });
};

/** A scan of `size` bytes: pages with one incompressible stream of 2 MB each. */
const scanPdf = (size: number): Buffer => {
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  let length = 0;
  const emit = (part: string | Buffer): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    length += bytes.length;
  };
  const object = (num: number, ...body: readonly (string | Buffer)[]): void => {
    offsets[num] = length;
    emit(`${num} 0 obj\n`);
    body.forEach(emit);
    emit('\nendobj\n');
  };
  const pages = Math.max(1, Math.round(size / (2 * MB)));
  const noise = randomBytes(2 * MB);
  emit('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  object(1, '<</Type/Catalog/Pages 2 0 R>>');
  const kids = Array.from({ length: pages }, (_, i) => `${3 + 2 * i} 0 R`).join(' ');
  object(2, `<</Type/Pages/Count ${pages}/Kids[${kids}]>>`);
  for (let i = 0; i < pages; i++) {
    const page = 3 + 2 * i;
    object(
      page,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I ${page + 1} 0 R>>>>>>`,
    );
    const dict =
      '<</Type/XObject/Subtype/Image/Width 2000/Height 1000/BitsPerComponent 8/ColorSpace/DeviceGray/Length 2000000>>';
    object(page + 1, `${dict}\nstream\n`, noise, '\nendstream');
  }
  const xref = length;
  const count = offsets.length;
  emit(`xref\n0 ${count}\n0000000000 65535 f \n`);
  for (let num = 1; num < count; num++) emit(`${String(offsets[num]).padStart(10, '0')} 00000 n \n`);
  emit(`trailer\n<</Size ${count}/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`);
  return Buffer.concat(parts);
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  globalThis.gc?.();
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const measureFile = async (
  name: string,
  dir: string,
  pdf: Uint8Array,
  key: TokenKey,
  peerSigner: P12Signer,
  n: number,
): Promise<Measurement> => {
  const input = join(dir, 'in.pdf');
  const out = join(dir, 'out.pdf');
  writeFileSync(input, pdf);
  const claimedTime = new Date();
  const jobs = {
    ours: async () => {
      const signed = await signFile(input, out, key, { claimedTime });
      if (!signed.ok) throw new Error(signed.error.code);
    },
    peer: async () => {
      const document = await PDF.load(await readFile(input));
      await writeFile(out, (await document.sign({ signer: peerSigner, signingTime: claimedTime })).bytes);
    },
    floor: async () => {
      const digest = createHash('sha256').update(pdf).digest();
      await key.signRaw(digest);
      await writeFile(out, pdf);
    },
  };
  const times = { ours: [] as number[], peer: [] as number[], floor: [] as number[] };
  for (const job of Object.values(jobs)) await job();
  // In turn, so that a slow moment of the machine meets all three.
  for (let i = 0; i < n; i++)
    for (const [who, job] of Object.entries(jobs)) times[who as keyof typeof times].push(await timed(job));
  const [ours, peer, floor] = [
    quantile(times.ours, 0.5),
    quantile(times.peer, 0.5),
    quantile(times.floor, 0.5),
  ];
  return {
    name: `sign: ${name}, ${Math.round(pdf.length / 1000)} kB, B-B, file to file`,
    n,
    p50: round(ours),
    p99: round(quantile(times.ours, 0.99)),
    ours: round(ours),
    peer: round(peer),
    peerName: '@libpdf/core',
    ratio: round(ours / peer),
    floor: round(floor),
    floorRatio: round(ours / floor),
  };
};

/** Highest resident memory of a process that signs the file and does nothing else. */
const measureMemory = (dir: string, p12: Uint8Array, size: number): Measurement => {
  const input = join(dir, 'big.pdf');
  writeFileSync(input, scanPdf(size));
  writeFileSync(join(dir, 'key.p12'), p12);
  const bytes = statSync(input).size;
  const script = `
    const { openPkcs12 } = await import('${join(import.meta.dirname, '../src/main/tokens/index.ts')}');
    const { signFile } = await import('${join(import.meta.dirname, '../src/signature/index.ts')}');
    const { readFileSync } = await import('node:fs');
    const session = openPkcs12(readFileSync('${join(dir, 'key.p12')}'), '${PASSPHRASE}');
    const signed = await signFile('${input}', '${input}.out', session.value.keys[0], { claimedTime: new Date() });
    if (!signed.ok) throw new Error(signed.error.code);
    // ru_maxrss would be inherited from the parent across exec; VmHWM is this process's own.
    console.log(Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))[1]) * 1024);`;
  const peak = Number(
    execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script]).toString(),
  );
  const allowed = 2 * bytes + 100 * MB;
  return {
    name: `sign: peak memory at ${Math.round(bytes / MB)} MB (floor = allowed: 2 x file + 100 MB)`,
    n: 1,
    p50: peak,
    ours: peak,
    floor: allowed,
    floorRatio: round(peak / allowed),
  };
};

/** Twenty signatures one after another on one file: how much slower the last five are than the first five. */
const measureRow = async (dir: string, key: TokenKey): Promise<Measurement> => {
  const path = join(dir, 'row.pdf');
  writeFileSync(path, await pagesPdf(10));
  await signFile(path, join(dir, 'warm.pdf'), key, { claimedTime: new Date() });
  const times: number[] = [];
  for (let i = 0; i < 20; i++)
    times.push(await timed(() => signFile(path, path, key, { claimedTime: new Date() })));
  const [first, last] = [quantile(times.slice(0, 5), 0.5), quantile(times.slice(15), 0.5)];
  return {
    name: 'sign: 20 in a row on one file, last five against first five',
    n: 20,
    p50: round(quantile(times, 0.5)),
    p99: round(Math.max(...times)),
    ours: round(last),
    floor: round(first),
    floorRatio: round(last / first),
  };
};

/** All measurements. Takes about a minute. */
export async function run(): Promise<Measurement[]> {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-bench-sign-'));
  try {
    const now = new Date();
    const { p12 } = await (await createDemoCa(now)).issue({ name: 'Bench', key: 'rsa2048' }, PASSPHRASE, now);
    const session = openPkcs12(p12, PASSPHRASE);
    if (!session.ok) throw new Error(session.error.code);
    const key = session.value.keys[0]!;
    const peer = await P12Signer.create(p12, PASSPHRASE);
    const file = (name: string, pdf: Uint8Array, n: number) => measureFile(name, dir, pdf, key, peer, n);
    const measurements = [
      await file('10 pages', await pagesPdf(10), 40),
      await file('1000 pages', await pagesPdf(1000), 20),
      await file('scan', scanPdf(42 * MB), 9),
      await file('large scan', scanPdf(200 * MB), 5),
      measureMemory(dir, p12, 200 * MB),
      await measureRow(dir, key),
    ];
    return measurements;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) for (const m of await run()) console.log(JSON.stringify(m));
