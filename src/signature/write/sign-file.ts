// From file to file: the old bytes are read once, hashed once and written once.
import { open, rename, rm } from 'node:fs/promises';
import type { SignatureError } from '../errors.ts';
import { ok, type Result } from '../result.ts';
import type { Signer } from '../signer.ts';
import type { Level, LevelSources } from './levels.ts';
import type { SignOptions } from './options.ts';
import { signPdf } from './sign.ts';

/** Reads a file into one buffer of its size (`readFile` would hold it twice for a moment). */
const readWhole = async (path: string): Promise<Uint8Array> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafeSlow(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await file.read(buffer, filled, size - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await file.close();
  }
};

/** Writes several pieces as one file; the name appears only when all of it is there. */
const writeParts = async (path: string, parts: readonly Uint8Array[]): Promise<void> => {
  const partial = `${path}.unfertig`;
  try {
    const file = await open(partial, 'w');
    try {
      for (const part of parts) await file.writeFile(part);
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (thrown) {
    await rm(partial, { force: true });
    throw thrown;
  }
};

/**
 * `signPdf` for files; both paths may be the same. Holds the file in memory once. Returns the name of the field.
 * Errors: those of `signPdf`; a file that can't be read or written is an exception of node:fs.
 */
export const signFile = async (
  inPath: string,
  outPath: string,
  signer: Signer,
  options: SignOptions,
  level: Level = 'B-B',
  sources?: LevelSources,
): Promise<Result<{ readonly field: string }, SignatureError>> => {
  const signed = await signPdf(await readWhole(inPath), signer, options, level, sources);
  if (!signed.ok) return signed;
  await writeParts(outPath, [signed.value.original, signed.value.appended]);
  return ok({ field: signed.value.field });
};
