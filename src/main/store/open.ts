import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Sha256 } from '../../domain/shared/vorgang.ts';
import type { LedgerRecord } from '../../ledger/index.ts';
import { openBlobs } from './blobs.ts';
import { openCentre } from './centre.ts';
import { statements } from './database.ts';
import {
  findDatensaetze,
  putDatensaetze,
  removeGroup,
  replaceGroup,
  type DatensatzRow,
} from './datensatz.ts';
import { eraseData, finishErasures, hasErasures } from './erase.ts';
import { guarded, StoreFault } from './fault.ts';
import { blobKey, openKeyFile } from './keys.ts';
import { COPIES_DIR } from './migrate.ts';
import { isCopy, openFeed } from './feed.ts';
import { strayDocuments } from './forget.ts';
import { openOutbox } from './outbox.ts';
import { openFiles, releaseNote, type Files, type StoreOptions } from './open-files.ts';
import { scheduleTidying } from './tidy.ts';
import { openReader } from './reader.ts';
import { discardSearch, flushSearch, SEARCH_QUEUE } from './rows.ts';
import { scheduleIndexing } from './indexing.ts';
import { FORMER_DIR, UNFINISHED_DIR } from './swap.ts';
import { outdatedKinds, rebuild } from './rebuild.ts';

export type OpenedStore = ReturnType<typeof assemble>;

/** Opens a workspace and completes what a crash left undone; what cannot be opened is refused and not touched. */
export function openStore(options: StoreOptions): Result<OpenedStore, Rejection> {
  const files = openFiles(options);
  if (!files.ok) return files;
  try {
    return ok(assemble(options, files.value));
  } catch (error) {
    for (const db of Object.values(files.value)) db.close();
    releaseNote(options.dir);
    if (error instanceof StoreFault) return { ok: false, error: error.rejection };
    throw error;
  }
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
  const removeStrays = () => {
    const strays = strayDocuments(sql, blobs.all());
    if (strays.length === 0) return;
    keys.destroy(strays.map(blobKey));
    blobs.remove(strays);
    for (const sha256 of strays) sql('DELETE FROM dokument_fakt WHERE sha256 = ?').run(sha256);
  };
  const tidy = scheduleTidying(db);
  const indexing = scheduleIndexing(sql, kinds, (work) => transaction(work));

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
        discardSearch(sql);
        keys.discard();
        throw error;
      }
    });
    if (hasErasures(sql)) guarded('mappe.db', finish);
    tidy.afterCommit();
    indexing.afterCommit();
    return value;
  }
  const inTransaction = <T>(work: () => T): T => (db.inTransaction ? work() : transaction(work));

  guarded('mappe.db', finish);
  // Here only copies: the centre keeps what a Vorgang names. On a single seat this may be the only place there is.
  if (isCopy(sql)) guarded('blobs.db', () => removeStrays());
  const outdated = outdatedKinds(sql, kinds);
  if (outdated.length > 0) transaction(() => rebuild(sql, kinds, keys, crypto, outdated));
  indexing.start();
  return {
    read: openReader(sql, keys),
    centre: openCentre(sql, keys),
    outbox: openOutbox(sql, kinds),
    feed: openFeed(sql, kinds, keys),
    blobs,
    transaction,
    /** before a search: nothing that is here is missing in the index then */
    completeIndex: indexing.complete,
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
    replaceDatensaetze: (
      tabelle: string,
      gruppe: string,
      staging: string,
      rows: Parameters<typeof replaceGroup>[4],
      also: () => void,
    ): void =>
      transaction(() => {
        replaceGroup(sql, tabelle, gruppe, staging, rows);
        also();
      }),
    dropDatensaetze: (
      groups: readonly { readonly tabelle: string; readonly gruppe: string }[],
      also: () => void,
    ): void => {
      transaction(() => {
        for (const { tabelle, gruppe } of groups) {
          removeGroup(sql, tabelle, gruppe);
          sql("DELETE FROM datensatz WHERE tabelle LIKE ? ESCAPE '~'").run(`${tabelle}#${gruppe}#%`);
        }
        also();
      });
      guarded('mappe.db', () => {
        db.exec('VACUUM');
        db.pragma('wal_checkpoint(TRUNCATE)');
      });
    },
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
      indexing.stop();
      const wasOpen = files.keys.open;
      for (const file of [files.data, files.blobs, files.keys]) if (file.open) file.close();
      if (wasOpen) releaseNote(dir);
    },
  };
}
