import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Sha256 } from '../../domain/shared/vorgang.ts';
import type { Kinds, LedgerCrypto, LedgerRecord } from '../../ledger/index.ts';
import { openBlobs } from './blobs.ts';
import { openCentre } from './centre.ts';
import { openDatabase, statements, type Db, type FileName } from './database.ts';
import { findDatensaetze, putDatensaetze, type DatensatzRow } from './datensatz.ts';
import { eraseData, finishErasures } from './erase.ts';
import { guarded, StoreFault } from './fault.ts';
import { openKeyFile } from './keys.ts';
import { COPIES_DIR, migrate, MIGRATIONS_DIR, readMigrations } from './migrate.ts';
import { openOutbox } from './outbox.ts';
import { openReader } from './reader.ts';

export interface StoreOptions {
  /** folder of the workspace */
  readonly dir: string;
  /** 32 bytes; null: no encryption, only for tests that look at raw pages */
  readonly databaseKey: Uint8Array | null;
  readonly kinds: Kinds;
  readonly crypto: LedgerCrypto;
  readonly migrationsDir?: string;
}

export type OpenedStore = ReturnType<typeof assemble>;

/** Opens the three files of a workspace, makes what is missing and brings all to today's shape. */
export function openStore(options: StoreOptions): Result<OpenedStore, Rejection> {
  const opened: Db[] = [];
  const fail = (error: Rejection) => {
    for (const db of opened) db.close();
    return { ok: false, error } as const;
  };
  try {
    // The keys first: this file is held exclusively, so a second process stops here.
    for (const file of ['schluessel.db', 'mappe.db', 'blobs.db'] as const) {
      const result = openFile(options, file, opened);
      if (!result.ok) return fail(result.error);
    }
    const [keys, data, blobs] = opened as [Db, Db, Db];
    return ok(assemble(options, { keys, data, blobs }));
  } catch (error) {
    if (error instanceof StoreFault) return fail(error.rejection);
    for (const db of opened) db.close();
    throw error;
  }
}

function openFile(options: StoreOptions, file: FileName, opened: Db[]): Result<unknown, Rejection> {
  const { dir, databaseKey } = options;
  return guarded(file, () => {
    const db = openDatabase(join(dir, file), file, databaseKey);
    opened.push(db);
    if (file === 'schluessel.db') db.pragma('locking_mode = EXCLUSIVE');
    if (file === 'blobs.db' && db.pragma('page_count', { simple: true }) === 0)
      db.pragma('page_size = 16384');
    db.pragma('journal_mode = WAL');
    return migrate(
      db,
      { dir, file, databaseKey },
      readMigrations(options.migrationsDir ?? MIGRATIONS_DIR, file),
    );
  });
}

interface Files {
  readonly keys: Db;
  readonly data: Db;
  readonly blobs: Db;
}

function assemble({ dir, kinds, crypto }: StoreOptions, files: Files) {
  const db = files.data;
  const sql = statements(db);
  const keys = openKeyFile(files.keys);
  const blobs = openBlobs(files.blobs, sql, keys, crypto);
  const removeCopies = () => rmSync(join(dir, COPIES_DIR), { recursive: true, force: true });
  const finish = () => finishErasures(db, sql, keys, blobs, removeCopies);
  let erased = false;

  /** One durable transaction: when it returns, the entry survives a crash; when it throws, nothing was written. */
  function transaction<T>(work: () => T): T {
    if (db.inTransaction) throw new Error('Transactions do not nest');
    const value = guarded('mappe.db', () => {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        if (result instanceof Promise) throw new Error('A transaction is synchronous');
        // New keys must be durable before the payloads they seal.
        keys.flush();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        erased = false;
        if (db.inTransaction) db.exec('ROLLBACK');
        keys.discard();
        throw error;
      }
    });
    if (erased) {
      erased = false;
      guarded('mappe.db', finish);
    }
    return value;
  }
  const inTransaction = <T>(work: () => T): T => (db.inTransaction ? work() : transaction(work));

  guarded('mappe.db', finish);
  return {
    read: openReader(sql, keys),
    centre: openCentre(sql, keys),
    outbox: openOutbox(sql, kinds),
    blobs,
    transaction,
    setSetting: (name: string, value: unknown): void => {
      inTransaction(() =>
        sql(
          'INSERT INTO setting (name, wert) VALUES (?, ?) ON CONFLICT DO UPDATE SET wert = excluded.wert',
        ).run(name, JSON.stringify(value ?? null)),
      );
    },
    putDatensaetze: (tabelle: string, rows: Iterable<DatensatzRow>): number =>
      inTransaction(() => putDatensaetze(sql, tabelle, rows)),
    findDatensaetze: (
      tabelle: string,
      frage: { readonly text?: string; readonly gruppe?: string; readonly limit: number },
    ) => findDatensaetze(sql, tabelle, frage),
    erase: (record: LedgerRecord, documents: readonly Sha256[]): void =>
      inTransaction(() => {
        eraseData(sql, record, documents);
        erased = true;
      }),
    /** the open files, for backup and checks */
    files,
    close: (): void => {
      for (const file of [files.data, files.blobs, files.keys]) if (file.open) file.close();
    },
  };
}

/** Is there anything of a workspace in this folder? */
export const hasStore = (dir: string): boolean => existsSync(join(dir, 'mappe.db'));
