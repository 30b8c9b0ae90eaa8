import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Kinds, LedgerCrypto } from '../../ledger/index.ts';
import { openDatabase, type Db, type FileName } from './database.ts';
import { guarded, StoreFault } from './fault.ts';
import { migrate, MIGRATIONS_DIR, readMigrations } from './migrate.ts';
import { busy, inUse, LOCK_FILE, probe } from './probe.ts';

export interface StoreOptions {
  /** folder of the workspace */
  readonly dir: string;
  /** 32 bytes; null: no encryption, only for tests that look at raw pages */
  readonly databaseKey: Uint8Array | null;
  readonly kinds: Kinds;
  readonly crypto: LedgerCrypto;
  readonly migrationsDir?: string;
  /** make the files; without it a missing file is an error, never an empty workspace */
  readonly create?: boolean;
}

export interface Files {
  readonly keys: Db;
  readonly data: Db;
  readonly blobs: Db;
}

/**
 * Opens the three files of a workspace and brings them to today's shape. Every file is looked at before any of
 * them is opened for writing; what is damaged, foreign or newer is refused and stays as it is.
 */
export function openFiles(options: StoreOptions): Result<Files, Rejection> {
  const opened: Db[] = [];
  const closeAll = () => {
    for (const db of opened) db.close();
    if (opened.length > 0) releaseNote(options.dir);
  };
  const fail = (error: Rejection) => {
    closeAll();
    return { ok: false, error } as const;
  };
  try {
    // The keys first: this file is held exclusively, so a second process stops here.
    const steps = options.create
      ? FILES.map((file) => () => openFile(options, file, opened))
      : [
          () => probeFile(options, 'schluessel.db'),
          () => openFile(options, 'schluessel.db', opened),
          () => probeFile(options, 'mappe.db'),
          () => probeFile(options, 'blobs.db'),
          () => openFile(options, 'mappe.db', opened),
          () => openFile(options, 'blobs.db', opened),
        ];
    for (const step of steps) {
      const result = step();
      if (!result.ok) return fail(result.error);
    }
    const [keys, data, blobs] = opened as [Db, Db, Db];
    return ok({ keys, data, blobs });
  } catch (error) {
    if (error instanceof StoreFault) return fail(error.rejection);
    closeAll();
    throw error;
  }
}

const FILES = ['schluessel.db', 'mappe.db', 'blobs.db'] as const;

const migrationsFor = (options: StoreOptions, file: FileName) =>
  readMigrations(options.migrationsDir ?? MIGRATIONS_DIR, file);

const probeFile = (options: StoreOptions, file: FileName) =>
  guarded(file, () => probe(options.dir, file, options.databaseKey, migrationsFor(options, file).length));

function openFile(options: StoreOptions, file: FileName, opened: Db[]): Result<unknown, Rejection> {
  const { dir, databaseKey } = options;
  return guarded(file, () => {
    const db = openDatabase(join(dir, file), file, databaseKey);
    if (file === 'schluessel.db') {
      const locked = lock(db, dir);
      if (!locked.ok) {
        db.close();
        return locked;
      }
    }
    opened.push(db);
    if (file === 'blobs.db' && db.pragma('page_count', { simple: true }) === 0) {
      db.pragma('page_size = 16384');
    }
    db.pragma('journal_mode = WAL');
    return migrate(db, { dir, file, databaseKey }, migrationsFor(options, file));
  });
}

/** The lock is SQLite's on the file, so it ends with its process however that ends; the note says who holds it. */
function lock(db: Db, dir: string): Result<null, Rejection> {
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.exec('BEGIN EXCLUSIVE');
    db.exec('COMMIT');
  } catch (error) {
    if (busy(error)) return { ok: false, error: inUse(dir) };
    throw error;
  }
  writeFileSync(join(dir, LOCK_FILE), `${process.pid}\n`);
  return ok(null);
}

/** Takes away the note of this process, and of no other. */
export function releaseNote(dir: string): void {
  const note = inUse(dir).params['prozess'];
  if (note === String(process.pid)) rmSync(join(dir, LOCK_FILE), { force: true });
}
