import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ok, type Result } from '../../domain/shared/result.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import { syncFile } from './migrate.ts';

/**
 * `mappe.json`: how the key of the workspace is wrapped. Nothing in it is secret, and nothing can be opened
 * with it alone. It is replaced whole: written beside, flushed, renamed.
 */
export const HEADER_FILE = 'mappe.json';
export const HEADER_VERSION = 1;
const FORMAT = 'amtsmappe-arbeitsmappe';

const base64 = z.base64();
const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(HEADER_VERSION),
  /** random; bound into every wrapped key, so that none can be moved to another workspace */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  erstellt: z.string(),
  kennwort: z.object({
    kdf: z.literal('scrypt'),
    // Bounds keep a forged file from using up the memory.
    N: z
      .number()
      .int()
      .min(2)
      .max(2 ** 20),
    r: z.number().int().min(1).max(32),
    p: z.number().int().min(1).max(16),
    salz: base64,
    schluessel: base64,
  }),
  wiederherstellung: z.object({ kdf: z.literal('hkdf-sha256'), salz: base64, schluessel: base64 }),
  /** wrapped by the key store of the operating system of this device */
  geraet: z.object({ schluessel: base64 }).optional(),
});
export type Header = z.infer<typeof headerSchema>;

export const makeHeader = (parts: Omit<Header, 'format' | 'version'>): Header => ({
  format: FORMAT,
  version: HEADER_VERSION,
  ...parts,
});

export function readHeader(dir: string): Result<Header, Rejection> {
  const path = join(dir, HEADER_FILE);
  if (!existsSync(path)) return reject('store.keine-mappe', { datei: HEADER_FILE });
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return reject('store.kopf-unlesbar', { datei: HEADER_FILE });
  }
  return parseHeader(json);
}

export function parseHeader(json: unknown): Result<Header, Rejection> {
  const version = z.object({ format: z.literal(FORMAT), version: z.number() }).safeParse(json);
  if (version.success && version.data.version > HEADER_VERSION) {
    return reject('store.neueres-format', { stand: version.data.version, bekannt: HEADER_VERSION });
  }
  const parsed = headerSchema.safeParse(json);
  return parsed.success ? ok(parsed.data) : reject('store.kopf-unlesbar', { datei: HEADER_FILE });
}

export function writeHeader(dir: string, header: Header): void {
  writeWhole(join(dir, HEADER_FILE), `${JSON.stringify(header, null, 2)}\n`);
}

/** Replaces a small file: after a crash there is the old one or the new one, never half of it. */
export function writeWhole(path: string, text: string): void {
  const fd = openSync(`${path}.neu`, 'w', 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${path}.neu`, path);
  syncFile(dirname(path));
}
