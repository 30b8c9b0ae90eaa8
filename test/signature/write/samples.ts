// Small PDFs of every kind, made on the spot.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';

/** Runs `work` with a fresh folder that is gone afterwards. */
export const inTempFolder = <T>(work: (dir: string) => T): T => {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-pdf-'));
  try {
    return work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

const pages = async (count: number): Promise<PDFDocument> => {
  const doc = await PDFDocument.create();
  for (let i = 1; i <= count; i++) doc.addPage([595, 842]).drawText(`Seite ${i}`, { x: 50, y: 780 });
  return doc;
};

/** With a cross-reference table. */
export const classicPdf = async (count = 2): Promise<Uint8Array> =>
  (await pages(count)).save({ useObjectStreams: false });

/** With cross-reference and object streams. */
export const streamPdf = async (count = 2): Promise<Uint8Array> =>
  (await pages(count)).save({ useObjectStreams: true });

/** Encrypted by qpdf. `bits` 40 and 128 are RC4 or AES-128, 256 is AES-256 (R6). */
export const encryptedPdf = async (
  user: string,
  owner: string,
  bits: 40 | 128 | 256,
  ...more: readonly string[]
): Promise<Uint8Array> => {
  const plain = await classicPdf();
  return inTempFolder((dir) => {
    writeFileSync(join(dir, 'in.pdf'), plain);
    const weak = bits === 256 ? [] : ['--allow-weak-crypto'];
    const args = ['--encrypt', user, owner, String(bits), ...more, '--', 'in.pdf', 'out.pdf'];
    execFileSync('qpdf', [...weak, ...args], { cwd: dir });
    return readFileSync(join(dir, 'out.pdf'));
  });
};

/** Rewritten by qpdf with these options, e.g. `--linearize`. */
export const qpdfPdf = async (...options: readonly string[]): Promise<Uint8Array> => {
  const plain = await classicPdf(5);
  return inTempFolder((dir) => {
    writeFileSync(join(dir, 'in.pdf'), plain);
    execFileSync('qpdf', [...options, 'in.pdf', 'out.pdf'], { cwd: dir });
    return readFileSync(join(dir, 'out.pdf'));
  });
};

/**
 * A hybrid file by hand (ISO 32000-2, 7.5.8.4): the table lists objects 1 to 4 and hides 5 and 6 (as free), which
 * only the stream that /XRefStm names knows: 6 is the object stream, 5 is in it (the page's resources).
 */
export const hybridPdf = (): Uint8Array => {
  let text = '%PDF-1.5\n%\xe2\xe3\xcf\xd3\n';
  const offsets: number[] = [];
  const object = (num: number, body: string): void => {
    offsets[num] = text.length;
    text += `${num} 0 obj\n${body}\nendobj\n`;
  };
  const stream = (dict: string, data: string): string =>
    `<<${dict}/Length ${data.length}>>\nstream\n${data}\nendstream`;
  object(1, '<</Type/Catalog/Pages 2 0 R>>');
  object(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>');
  object(3, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R>>');
  object(4, stream('', '0 0 100 100 re f'));
  object(6, stream('/Type/ObjStm/N 1/First 4', '5 0 <</ProcSet[/PDF]>>'));
  offsets[7] = text.length;
  const entry = (type: number, second: number, third: number): string =>
    String.fromCharCode(type, second >> 8, second & 255, third);
  const hidden = entry(2, 6, 0) + entry(1, offsets[6]!, 0) + entry(1, offsets[7], 0);
  object(7, stream('/Type/XRef/Size 8/W[1 2 1]/Index[5 3]/Root 1 0 R', hidden));
  const xref = text.length;
  const line = (offset: number, gen: number, type: string): string =>
    `${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} ${type} \n`;
  text += `xref\n0 8\n${line(0, 65535, 'f')}`;
  for (const num of [1, 2, 3, 4]) text += line(offsets[num]!, 0, 'n');
  text += line(0, 0, 'f').repeat(3);
  text += `trailer\n<</Size 8/Root 1 0 R/XRefStm ${offsets[7]}>>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
};
