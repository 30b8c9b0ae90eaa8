// Independent judges: programs of others look at what we made.
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTempFolder } from './samples.ts';

/** How many signatures pdfsig calls valid, and how many there are. */
export const pdfsig = (
  pdf: Uint8Array,
  password?: string,
): { readonly found: number; readonly valid: number } =>
  inTempFolder((dir) => {
    const file = join(dir, 'x.pdf');
    writeFileSync(file, pdf);
    const args = password === undefined ? [file] : ['-upw', password, file];
    const out = spawnSync('pdfsig', args, { encoding: 'latin1' }).stdout;
    return {
      found: out.match(/^Signature #/gm)?.length ?? 0,
      valid: out.match(/Signature Validation: Signature is Valid/g)?.length ?? 0,
    };
  });

/** True if qpdf finds nothing wrong, not even a warning. */
export const qpdfAccepts = (pdf: Uint8Array, password = ''): boolean =>
  inTempFolder((dir) => {
    const file = join(dir, 'x.pdf');
    writeFileSync(file, pdf);
    return spawnSync('qpdf', [`--password=${password}`, '--check', file]).status === 0;
  });

/** `openssl cms -cades -verify` over a detached signature; throws with openssl's words. */
export const opensslVerifies = (cms: Uint8Array, content: Uint8Array, rootFile: string): boolean =>
  inTempFolder((dir) => {
    writeFileSync(join(dir, 's.p7s'), cms);
    writeFileSync(join(dir, 'c'), content);
    const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 's.p7s', '-content', 'c'];
    execFileSync('openssl', [...args, '-CAfile', rootFile, '-out', '/dev/null'], { cwd: dir, stdio: 'pipe' });
    return true;
  });

/** CMS object and signed bytes of every signature field that was filled, by plain text search. */
export const cutSignatures = (
  pdf: Uint8Array,
): readonly { readonly cms: Buffer; readonly content: Buffer }[] => {
  const b = Buffer.from(pdf);
  const text = b.toString('latin1');
  return [...text.matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/g)].map((m) => {
    const [before, after, rest] = m.slice(1).map(Number) as [number, number, number];
    const hex = text.slice(before + 1, after - 1);
    const cms = Buffer.from(hex, 'hex');
    const length = 4 + cms.readUInt16BE(2);
    return {
      cms: cms.subarray(0, length),
      content: Buffer.concat([b.subarray(0, before), b.subarray(after, after + rest)]),
    };
  });
};
