import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase, statements } from '../database.ts';
import { blobKey } from '../keys.ts';
import { readMigrations } from '../migrate.ts';
import type { Container } from './container.ts';
import { readSealedChunks, type StoredBlob } from './documents.ts';
import type { KeyMap } from './verify.ts';

/** A key file with these keys and marks. */
export function writeKeys(path: string, databaseKey: Uint8Array, keys: KeyMap, migrationsDir: string): void {
  const db = openDatabase(path, 'schluessel.db', databaseKey);
  const migrations = readMigrations(migrationsDir, 'schluessel.db');
  for (const { sql } of migrations) db.exec(sql);
  db.pragma(`user_version = ${migrations.length}`);
  const insert = db.prepare('INSERT INTO schluessel (id, key) VALUES (?, ?)');
  db.transaction(() => {
    for (const [id, key] of keys) insert.run(id, key);
  })();
  db.close();
}

/** A document file with those documents whose keys are left; false when the backup ends early. */
export async function writeDocuments(
  file: FileHandle,
  container: Container,
  documents: readonly StoredBlob[],
  keys: KeyMap,
  databaseKey: Uint8Array,
  target: string,
  migrationsDir: string,
): Promise<boolean> {
  const db = openDatabase(join(target, 'blobs.db'), 'blobs.db', databaseKey);
  try {
    db.pragma('page_size = 16384');
    const migrations = readMigrations(migrationsDir, 'blobs.db');
    for (const { sql } of migrations) db.exec(sql);
    db.pragma(`user_version = ${migrations.length}`);
    const sql = statements(db);
    // Durable at the end, whole or not at all: until then this folder is no workspace.
    db.exec('BEGIN');
    const kept = documents.filter((d) => keys.get(blobKey(d.sha256)));
    for (const { kennung, sha256, bytes, chunks, meta } of kept) {
      sql('INSERT INTO blob (kennung, sha256, bytes, chunks, meta) VALUES (?, ?, ?, ?, ?)').run(
        kennung,
        sha256,
        bytes,
        chunks,
        meta,
      );
    }
    for await (const chunk of readSealedChunks(file, container.head.teile.dokumente, documents)) {
      if (chunk === null) return false;
      const { blob, idx, daten } = chunk;
      if (!keys.get(blobKey(blob.sha256))) continue;
      sql('INSERT INTO chunk (nr, idx, daten) SELECT nr, ?, ? FROM blob WHERE sha256 = ?').run(
        idx,
        daten,
        blob.sha256,
      );
    }
    db.exec('COMMIT');
    return true;
  } finally {
    db.close();
  }
}
