import { open, rename, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../../domain/shared/result.ts';
import { ok } from '../../../domain/shared/result.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import type { Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import type { LedgerCrypto } from '../../../ledger/index.ts';
import { statements } from '../database.ts';
import { faultOf } from '../fault.ts';
import type { Header } from '../header.ts';
import { MIGRATIONS_DIR, syncFile } from '../migrate.ts';
import type { OpenedStore } from '../open.ts';
import {
  HEAD_BYTES,
  headBlock,
  KEYS_CONTEXT,
  keysPartKey,
  partWriter,
  readContainer,
  type Head,
} from './container.ts';
import { exportData } from './data.ts';
import { DocumentGone, sealedChunks, type StoredBlob } from './documents.ts';
import { backupInfo, type BackupInfo } from './list.ts';
import { verifyBackup } from './verify.ts';

export interface BackupSource {
  readonly store: OpenedStore;
  readonly databaseKey: Uint8Array;
  readonly header: Header;
  readonly crypto: LedgerCrypto;
  readonly zeit: Zeitpunkt;
  readonly migrationsDir?: string;
}

export const BACKUP_END = '.sicherung';

/**
 * Writes one backup file into `dir` and proves it by reading it back from the disk: every page, the chain,
 * every sealed event, every document. Only then it gets its name. Entering goes on meanwhile; the backup holds
 * the moment it began.
 */
export async function createBackup(
  source: BackupSource,
  dir: string,
): Promise<Result<BackupInfo, Rejection>> {
  const { store, databaseKey, crypto, zeit } = source;
  const path = join(dir, `amtsmappe-${zeit.replace(/[:.]/g, '-')}${BACKUP_END}`);
  const temporary = `${path}.neu`;
  const dataFile = `${path}.daten`;
  try {
    const documents = listDocuments(store);
    exportData(
      store.files.data,
      store.keys,
      crypto,
      dataFile,
      databaseKey,
      documents,
      source.migrationsDir ?? MIGRATIONS_DIR,
    );
    const keys = sealKeys(source);
    const feed = store.read.head().feed;
    // From here on the workspace may change: the data are copied, chunks never change.
    const file = await open(temporary, 'w+', 0o600);
    try {
      await file.write(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const write = partWriter(file);
      const teile = {
        daten: await write(createReadStream(dataFile, { highWaterMark: 1024 * 1024 })),
        dokumente: await write(sealedChunks(store.files.blobs, documents)),
        schluessel: await write([keys]),
      };
      const { geraet: _, ...mappe } = source.header;
      const head: Head = { version: 1, zeit, feed, dokumente: documents.length, mappe, teile };
      await file.write(headBlock(crypto, databaseKey, head), 0, HEAD_BYTES, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    const proven = await verifyBackup(temporary, databaseKey, crypto);
    if (!proven.ok) return proven;
    await rename(temporary, path);
    syncFile(dir);
    const container = await readContainer(path);
    return container.ok ? ok(backupInfo(container.value)) : container;
  } catch (error) {
    if (error instanceof DocumentGone) return reject('store.sicherung-gestoert');
    const rejection = faultOf(error, 'mappe.db');
    if (rejection) return { ok: false, error: rejection };
    throw error;
  } finally {
    for (const f of [temporary, dataFile, `${dataFile}-journal`]) await rm(f, { force: true });
  }
}

const listDocuments = (store: OpenedStore): readonly StoredBlob[] =>
  statements(store.files.blobs)<StoredBlob>(
    'SELECT sha256, kennung, bytes, chunks, meta FROM blob WHERE sha256 IS NOT NULL ORDER BY nr',
  )
    .all()
    .filter((b) => store.blobs.has(b.sha256));

/** Every key, and the mark of every destroyed one, as one sealed piece. */
function sealKeys({ store, databaseKey, crypto }: BackupSource): Uint8Array {
  const rows = statements(store.files.keys)<{ id: string; key: Buffer | null }>(
    'SELECT id, key FROM schluessel',
  ).all();
  const list = rows.map(({ id, key }) => [id, key && key.toString('base64')]);
  return crypto.seal(keysPartKey(databaseKey), Buffer.from(JSON.stringify(list)), KEYS_CONTEXT);
}
