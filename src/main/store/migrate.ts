import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ok, type Result } from '../../domain/shared/result.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import { openDatabase, type Db, type FileName } from './database.ts';

/** Folder of the append-only SQL files; one sub-folder a file of the workspace. */
export const MIGRATIONS_DIR = fileURLToPath(new URL('../../../migrations/workspace/', import.meta.url));

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Migrations of one file in their order: `0001_name.sql`, `0002_name.sql` ... without a gap. */
export function readMigrations(dir: string, file: FileName): readonly Migration[] {
  const folder = join(dir, file.replace('.db', ''));
  const names = readdirSync(folder)
    .filter((n) => n.endsWith('.sql'))
    .sort();
  names.forEach((name, i) => {
    if (Number(name.slice(0, 4)) !== i + 1) throw new Error(`Migration ${name} is not number ${i + 1}`);
  });
  return names.map((name) => ({
    name: name.replace(/\.sql$/, ''),
    sql: readFileSync(join(folder, name), 'utf8'),
  }));
}

export const versionOf = (db: Db): number => Number(db.pragma('user_version', { simple: true }));

/**
 * Brings a file to today's shape, one migration a transaction. Before each migration of a file that holds
 * data a verified copy is made in `kopien/`; without it nothing is changed.
 */
export function migrate(
  db: Db,
  target: { readonly dir: string; readonly file: FileName; readonly databaseKey: Uint8Array | null },
  migrations: readonly Migration[],
): Result<{ readonly applied: readonly string[] }, Rejection> {
  const from = versionOf(db);
  if (from > migrations.length) {
    return reject('store.neueres-format', { stand: from, bekannt: migrations.length });
  }
  const applied: string[] = [];
  for (const [i, migration] of migrations.entries()) {
    if (i < from) continue;
    // A file made just now holds nothing yet. Documents are immutable and large: their file is never copied, and
    // its migrations must not rewrite it.
    if (from > 0 && target.file !== 'blobs.db') {
      const copied = copyVerified(db, target, migration.name);
      if (!copied) return reject('store.umbau-gescheitert', { schritt: migration.name });
    }
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${i + 1}`);
    })();
    applied.push(migration.name);
  }
  return ok({ applied });
}

/** VACUUM INTO keeps the encryption (the backup interface of SQLite does not). */
function copyVerified(
  db: Db,
  {
    dir,
    file,
    databaseKey,
  }: { readonly dir: string; readonly file: FileName; readonly databaseKey: Uint8Array | null },
  step: string,
): boolean {
  const folder = join(dir, COPIES_DIR);
  const final = join(folder, `${file.replace('.db', '')}-vor-${step}.db`);
  try {
    mkdirSync(folder, { recursive: true });
    vacuumInto(db, final, file, databaseKey);
    return true;
  } catch {
    return false;
  }
}

export const COPIES_DIR = 'kopien';

/** Writes a whole copy to `path`: under a temporary name, reopened with its key, checked, on disk, then named. */
export function vacuumInto(db: Db, path: string, file: string, databaseKey: Uint8Array | null): void {
  const temporary = `${path}.neu`;
  rmSync(temporary, { force: true });
  try {
    db.prepare('VACUUM INTO ?').run(temporary);
    const copy = openDatabase(temporary, file, databaseKey, { readonly: true });
    try {
      const verdict = copy.pragma('integrity_check', { simple: true });
      if (verdict !== 'ok') throw new Error(`Copy is damaged: ${String(verdict)}`);
    } finally {
      copy.close();
    }
    syncFile(temporary);
    renameSync(temporary, path);
    syncFile(dirname(path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Flushes a file or folder to disk. Windows cannot open folders; there renaming is durable enough. */
export function syncFile(path: string): void {
  if (!existsSync(path)) return;
  try {
    const fd = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (process.platform !== 'win32') throw error;
  }
}
