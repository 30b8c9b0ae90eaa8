import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Kysely } from 'kysely';
import { noteMissing, noteThere, type Named } from '../blobs/missing.ts';
import type { CentralDb } from '../db/schema.ts';

/** What backup and restore need of the documents, on disk or in an object store. */
export interface DocumentSource {
  readonly size: (tenant: string, sha256: string) => Promise<number | null>;
  readonly read: (tenant: string, sha256: string) => Promise<Uint8Array | null>;
  readonly append: (
    tenant: string,
    clientId: string,
    sha256: string,
    offset: number,
    chunks: AsyncIterable<Uint8Array>,
    limit: number,
  ) => Promise<number | 'too_large'>;
  readonly finish: (tenant: string, clientId: string, sha256: string) => Promise<Uint8Array | null>;
  readonly remove: (tenant: string, sha256: string) => Promise<void>;
}

const nameOf = (dir: string, tenant: string, sha256: string): string =>
  join(dir, encodeURIComponent(tenant), sha256.slice(0, 2), sha256);

/**
 * Copies what is not there yet; documents never change. Answers how many there are, and those that the store does not
 * have or that are not what their name says: the others are saved all the same.
 */
export async function copyDocuments(
  db: Kysely<CentralDb>,
  blobs: DocumentSource,
  dir: string,
  now: string,
): Promise<{ readonly dokumente: number; readonly fehlend: readonly string[] }> {
  const fehlend: Named[] = [];
  const rows = await db.selectFrom('dokument').select(['tenant', 'sha256']).execute();
  for (const { tenant, sha256 } of rows) {
    const path = nameOf(dir, tenant, sha256);
    if (existsSync(path)) continue;
    const bytes = await blobs.read(tenant, sha256);
    if (bytes === null || hashOf(bytes) !== sha256) {
      fehlend.push({ tenant, sha256 });
      continue;
    }
    await mkdir(dirname(path), { recursive: true });
    const file = await open(`${path}.neu`, 'w', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    renameSync(`${path}.neu`, path);
  }
  // Laptops that have them are asked from now on.
  await noteMissing(db, fehlend, now);
  return { dokumente: rows.length - fehlend.length, fehlend: fehlend.map((f) => f.sha256) };
}

/** Documents of what was erased leave the folder of the backups too: it holds them in clear, and for all backups. */
export async function removeErased(db: Kysely<CentralDb>, dir: string): Promise<void> {
  for (const { tenant, dokumente } of await db
    .selectFrom('loeschung')
    .select(['tenant', 'dokumente'])
    .execute())
    for (const sha256 of JSON.parse(dokumente) as string[]) {
      const known = await db
        .selectFrom('dokument')
        .select('sha256')
        .where('tenant', '=', tenant)
        .where('sha256', '=', sha256)
        .executeTakeFirst();
      if (!known) rmSync(nameOf(dir, tenant, sha256), { force: true });
    }
}

/**
 * Puts back what is missing; `damaged`: also what is there but not what its name says, for which every byte is read.
 * Answers the documents that the backup does not have either.
 */
export async function restoreDocuments(
  db: Kysely<CentralDb>,
  blobs: DocumentSource,
  dir: string,
  now: string,
  damaged = false,
): Promise<{ readonly restored: number; readonly missing: readonly string[] }> {
  const missing: Named[] = [];
  let restored = 0;
  const rows = await db.selectFrom('dokument').select(['tenant', 'sha256', 'fehlt_seit']).execute();
  for (const { tenant, sha256, fehlt_seit } of rows) {
    const there = (await blobs.size(tenant, sha256)) !== null;
    if (there && (!damaged || hashOf((await blobs.read(tenant, sha256)) ?? new Uint8Array()) === sha256)) {
      if (fehlt_seit !== null) await noteThere(db, { tenant, sha256 });
      continue;
    }
    const path = nameOf(dir, tenant, sha256);
    const bytes = existsSync(path) ? readFileSync(path) : null;
    if (bytes === null || hashOf(bytes) !== sha256) {
      missing.push({ tenant, sha256 });
      continue;
    }
    if (there) await blobs.remove(tenant, sha256);
    await blobs.append(tenant, 'wiederherstellung', sha256, 0, once(bytes), bytes.length);
    await blobs.finish(tenant, 'wiederherstellung', sha256);
    await noteThere(db, { tenant, sha256 });
    restored += 1;
  }
  await noteMissing(db, missing, now);
  return { restored, missing: missing.map((m) => m.sha256) };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
