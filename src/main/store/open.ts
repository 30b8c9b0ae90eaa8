import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Sha256 } from '../../domain/shared/vorgang.ts';
import type { Kinds, LedgerCrypto, LedgerRecord } from '../../ledger/index.ts';
import { openBlobs } from './blobs.ts';
import { openCentre } from './centre.ts';
import { openDatabase, statements, type Db, type FileName } from './database.ts';
import { findDatensaetze, putDatensaetze, type DatensatzRow } from './datensatz.ts';
import { eraseData, finishErasures, hasErasures } from './erase.ts';
import { guarded, StoreFault } from './fault.ts';
import { openKeyFile } from './keys.ts';
import { COPIES_DIR, migrate, MIGRATIONS_DIR, readMigrations } from './migrate.ts';
import { openFeed } from './feed.ts';
import { openOutbox } from './outbox.ts';
import { busy, inUse, LOCK_FILE, probe } from './probe.ts';
import { scheduleTidying } from './tidy.ts';
import { openReader } from './reader.ts';
import { flushSearch, SEARCH_QUEUE } from './rows.ts';
import { FORMER_DIR, UNFINISHED_DIR } from './swap.ts';
import { outdatedKinds, rebuild } from './rebuild.ts';

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

export type OpenedStore = ReturnType<typeof assemble>;

/**
 * Opens the three files of a workspace and brings them to today's shape. Every file is looked at before any of
 * them is opened for writing; what is damaged, foreign or newer is refused and stays as it is.
 */
export function openStore(options: StoreOptions): Result<OpenedStore, Rejection> {
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
    return ok(assemble(options, { keys, data, blobs }));
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
function releaseNote(dir: string): void {
  const note = inUse(dir).params['prozess'];
  if (note === String(process.pid)) rmSync(join(dir, LOCK_FILE), { force: true });
}

interface Files {
  readonly keys: Db;
  readonly data: Db;
  readonly blobs: Db;
}

function assemble({ dir, kinds, crypto }: StoreOptions, files: Files) {
  const db = files.data;
  const sql = statements(db);
  db.exec(SEARCH_QUEUE);
  const keys = openKeyFile(files.keys);
  const blobs = openBlobs(files.blobs, sql, keys, crypto);
  const removeCopies = () => {
    // Copies and former workspaces hold what was erased, in a form that nothing else can erase.
    for (const kept of [COPIES_DIR, FORMER_DIR, UNFINISHED_DIR])
      rmSync(join(dir, kept), { recursive: true, force: true });
  };
  const finish = () => finishErasures(db, sql, keys, blobs, removeCopies);
  const tidy = scheduleTidying(db);

  /** One durable transaction: when it returns, the entry survives a crash; when it throws, nothing was written. */
  function transaction<T>(work: () => T): T {
    if (db.inTransaction) throw new Error('Transactions do not nest');
    const value = guarded('mappe.db', () => {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        if (result instanceof Promise) throw new Error('A transaction is synchronous');
        flushSearch(sql);
        // New keys must be durable before the payloads they seal.
        keys.flush();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        keys.discard();
        throw error;
      }
    });
    if (hasErasures(sql)) guarded('mappe.db', finish);
    tidy.afterCommit();
    return value;
  }
  const inTransaction = <T>(work: () => T): T => (db.inTransaction ? work() : transaction(work));

  guarded('mappe.db', finish);
  const outdated = outdatedKinds(sql, kinds);
  if (outdated.length > 0) transaction(() => rebuild(sql, kinds, keys, crypto, outdated));
  return {
    read: openReader(sql, keys),
    centre: openCentre(sql, keys),
    outbox: openOutbox(sql, kinds),
    feed: openFeed(sql, kinds, keys),
    blobs,
    transaction,
    setSetting: (name: string, value: unknown): void => {
      inTransaction(() =>
        sql(
          'INSERT INTO setting (name, wert) VALUES (?, ?) ON CONFLICT DO UPDATE SET wert = excluded.wert',
        ).run(name, JSON.stringify(value ?? null)),
      );
    },
    putDatensaetze: (
      tabelle: string,
      rows: Iterable<DatensatzRow>,
      options?: { readonly ganz?: boolean },
    ): number => inTransaction(() => putDatensaetze(sql, tabelle, rows, options)),
    findDatensaetze: (
      tabelle: string,
      frage: { readonly text?: string; readonly gruppe?: string; readonly limit: number },
    ) => findDatensaetze(sql, tabelle, frage),
    erase: (record: LedgerRecord, documents: readonly Sha256[]): void =>
      inTransaction(() => {
        eraseData(sql, record, documents);
      }),
    /** makes all states anew from the log: after a restore */
    rebuildAll: () => transaction(() => rebuild(sql, kinds, keys, crypto, [...kinds.keys()])),
    /** the open files, for backup and checks */
    files,
    keys,
    close: (): void => {
      tidy.stop();
      const wasOpen = files.keys.open;
      for (const file of [files.data, files.blobs, files.keys]) if (file.open) file.close();
      if (wasOpen) releaseNote(dir);
    },
  };
}
