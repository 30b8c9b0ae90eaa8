import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../domain/shared/result.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import { fileKey, openDatabase, SALT_BYTES, type Db, type FileName } from './database.ts';
import { codeOf, faultOf } from './fault.ts';
import { versionOf } from './migrate.ts';

/**
 * Looks at a file before it is opened for writing, through a read-only handle: a damaged, shortened or foreign
 * file, or one of a newer program, is named and left as it is. Pages deep inside are not visited here (that
 * would cost seconds); each page carries its own tag, so damage there is noticed when it is read.
 */
export function probe(
  dir: string,
  file: FileName,
  databaseKey: Uint8Array | null,
  knownVersion: number,
): Result<null, Rejection> {
  const path = join(dir, file);
  if (!existsSync(path)) return reject('store.keine-mappe', { datei: file });
  const start = readStart(path);
  // A crash right after creation leaves an empty file and everything in the log; an empty file alone was cut.
  if (start.length < SALT_BYTES && !hasLog(path)) return reject('store.abgeschnitten', { datei: file });
  if (databaseKey !== null && start.length >= SALT_BYTES && !fileKey(databaseKey, file).salt.equals(start)) {
    return reject('store.fremde-datei', { datei: file });
  }
  const hadLog = hasLog(path);
  try {
    const db = openDatabase(path, file, databaseKey, { readonly: true });
    try {
      return visit(db, file, knownVersion);
    } finally {
      db.close();
    }
  } catch (error) {
    const rejection = busy(error) ? inUse(dir) : faultOf(error, file);
    if (rejection === null) throw error;
    return { ok: false, error: rejection };
  } finally {
    // A read-only handle leaves an empty log behind.
    if (!hadLog && !hasLog(path)) for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
  }
}

function visit(db: Db, file: FileName, knownVersion: number): Result<null, Rejection> {
  const version = readVersion(db);
  if (version === null) return reject('store.abgeschnitten', { datei: file });
  if (version > knownVersion)
    return reject('store.neueres-format', { stand: version, bekannt: knownVersion });
  const tables = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
    )
    .all();
  if (tables.length === 0) return reject('store.fremde-datei', { datei: file });
  for (const { name } of tables) db.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get();
  return ok(null);
}

/** The first page is whole, but it speaks of more pages than there are: SQLite calls that corrupt. Then null. */
function readVersion(db: Db): number | null {
  try {
    return versionOf(db);
  } catch (error) {
    if (codeOf(error) === 'SQLITE_CORRUPT') return null;
    throw error;
  }
}

export const busy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');

export const LOCK_FILE = 'mappe.sperre';

/** Who holds the workspace; the file only informs, the lock itself is the system's and ends with its process. */
export function inUse(dir: string): Rejection {
  let prozess: string | number = 'unbekannt';
  try {
    const fd = openSync(join(dir, LOCK_FILE), 'r');
    const text = Buffer.alloc(64);
    prozess =
      text
        .subarray(0, readSync(fd, text, 0, 64, 0))
        .toString('utf8')
        .trim() || prozess;
    closeSync(fd);
  } catch {
    // the other process has just gone or is just coming
  }
  return { code: 'store.schon-offen', params: { prozess } };
}

/** Another process holds this workspace; null: nobody does, as far as can be told. */
export function heldByOther(dir: string, databaseKey: Uint8Array): Rejection | null {
  if (!existsSync(join(dir, 'schluessel.db'))) return null;
  const result = probe(dir, 'schluessel.db', databaseKey, Number.MAX_SAFE_INTEGER);
  return !result.ok && result.error.code === 'store.schon-offen' ? result.error : null;
}

const hasLog = (path: string): boolean => existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;

function readStart(path: string): Buffer {
  const fd = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(SALT_BYTES);
    return bytes.subarray(0, readSync(fd, bytes, 0, SALT_BYTES, 0));
  } finally {
    closeSync(fd);
  }
}
