import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/**
 * A folder of backups: `datenbank/` and `schluessel/` hold one file a backup, `dokumente/` all documents once,
 * `ZEIT.json` says what belongs to a backup and is written last. The keys lie apart and are to be kept for a shorter
 * time: an old backup without its keys cannot bring back what was erased since.
 */
const fileSchema = z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() });
export const manifestSchema = z.object({
  format: z.literal('amtsmappe-sicherung'),
  version: z.literal(1),
  zeit: z.string(),
  art: z.enum(['sqlite', 'postgres']),
  schema: z.array(z.string()),
  datenbank: fileSchema,
  schluessel: fileSchema,
  staedte: z.array(
    z.object({
      tenant: z.string(),
      eintraege: z.number().int(),
      kopf: z.string(),
      vorgaenge: z.number().int(),
    }),
  ),
  dokumente: z.number().int(),
  /** documents that the store did not have, or not as their name says */
  fehlend: z.array(z.string()).optional(),
  /** which keys have signed checkpoints so far; backups of earlier versions do not say */
  pruefschluessel: z.array(z.object({ tenant: z.string(), zeit: z.string(), note: z.string() })).optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type BackupFile = z.infer<typeof fileSchema>;

/** e.g. 2026-11-22T08-00-00Z: sorts by time and is a file name everywhere. */
export const stampOf = (zeit: string): string => zeit.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-');

/** Backups that came to their end, the oldest first. */
export function listBackups(dir: string): readonly string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((f) => /^\d{4}-.*Z\.json$/.test(f))
    .map((f) => f.slice(0, -5))
    .sort();
}

/** Null: there is none, or it is not one. */
export function readManifest(dir: string, stamp: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(dir, `${stamp}.json`), 'utf8')));
  } catch {
    return null;
  }
}

export function writeManifest(dir: string, stamp: string, manifest: Manifest): void {
  const path = join(dir, `${stamp}.json`);
  const handle = openSync(`${path}.neu`, 'w', 0o600);
  writeSync(handle, `${JSON.stringify(manifest, null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${path}.neu`, path);
  syncPath(dir);
}

export async function describeFile(dir: string, name: string): Promise<BackupFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(join(dir, name))) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { name, bytes, sha256: hash.digest('hex') };
}

/** Puts a finished file in its place: durable before it has its name. */
export function settleFile(from: string, to: string): void {
  // Not every program that writes one keeps it to itself.
  chmodSync(from, 0o600);
  syncPath(from);
  renameSync(from, to);
  syncPath(dirname(to));
}

export function syncPath(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
