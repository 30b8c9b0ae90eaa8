import { randomBytes } from 'node:crypto';
import { statements, type Db } from './database.ts';

/**
 * Keys of Vorgaenge and documents, in a file of their own. A new key is written inside a transaction of its
 * own that `flush` commits; callers flush before they commit what the key sealed, so a sealed payload
 * without its key can never be durable. A key without payload does no harm.
 */
export interface KeyFile {
  /** null: never made, or destroyed */
  readonly get: (id: string) => Uint8Array | null;
  /** null: destroyed, and never made again */
  readonly getOrMake: (id: string) => Uint8Array | null;
  /** keeps a key made elsewhere; durable with the next `flush` */
  readonly put: (id: string, key: Uint8Array) => void;
  /** keeps a key made elsewhere, durable on return; a document may come back after its erasure with a new key */
  readonly keep: (id: string, key: Uint8Array) => void;
  readonly isDestroyed: (id: string) => boolean;
  readonly flush: () => void;
  readonly discard: () => void;
  readonly destroy: (ids: readonly string[]) => void;
}

export const vorgangKey = (vorgang: string): string => `v:${vorgang}`;
export const blobKey = (sha256: string): string => `b:${sha256}`;

export const KEY_BYTES = 32;

export function openKeyFile(db: Db): KeyFile {
  const sql = statements(db);
  const find = (id: string) => sql<{ key: Buffer | null }>('SELECT key FROM schluessel WHERE id = ?').get(id);
  const begin = () => {
    if (!db.inTransaction) db.exec('BEGIN IMMEDIATE');
  };
  const save = (id: string, key: Uint8Array): Uint8Array => {
    begin();
    sql('INSERT INTO schluessel (id, key) VALUES (?, ?) ON CONFLICT DO UPDATE SET key = excluded.key').run(
      id,
      key,
    );
    return key;
  };
  const flush = () => {
    if (db.inTransaction) db.exec('COMMIT');
  };
  return {
    get: (id) => find(id)?.key ?? null,
    getOrMake: (id) => {
      const found = find(id);
      return found ? found.key : save(id, randomBytes(KEY_BYTES));
    },
    put: (id, key) => void save(id, key),
    keep: (id, key) => {
      save(id, key);
      flush();
    },
    isDestroyed: (id) => find(id)?.key === null,
    flush,
    discard: () => {
      if (db.inTransaction) db.exec('ROLLBACK');
    },
    destroy: (ids) => {
      begin();
      for (const id of ids) {
        sql('INSERT INTO schluessel (id, key) VALUES (?, NULL) ON CONFLICT DO UPDATE SET key = NULL').run(id);
      }
      flush();
      // The old page may still lie in the write-ahead log and in free space: write the file anew, cut the log.
      db.exec('VACUUM');
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}
