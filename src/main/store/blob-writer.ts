import { createHash, randomBytes } from 'node:crypto';
import type { Sha256 } from '../../domain/shared/vorgang.ts';
import type { LedgerCrypto } from '../../ledger/index.ts';
import type { Db, Sql } from './database.ts';
import { guarded } from './fault.ts';
import { blobKey, KEY_BYTES, type KeyFile } from './keys.ts';

export const CHUNK_BYTES = 1024 * 1024;
/** Bytes gathered before they are written in one transaction: bounds memory and the write-ahead log. */
const BATCH_BYTES = 16 * CHUNK_BYTES;

export interface BlobMeta {
  readonly mime: string;
  readonly name: string;
}
export interface SealedMeta extends BlobMeta {
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly chunks: number;
}

/** Takes a document piece by piece; it exists only after `finish`, which answers its SHA-256. */
export interface BlobWriter {
  readonly write: (part: Uint8Array) => void;
  readonly finish: () => Sha256;
  /** forgets what was written so far */
  readonly abort: () => void;
}

/** What binds a sealed piece to its place: nobody can swap chunks, shorten a document or exchange its name. */
export const blobContext = (kennung: string, part: number | 'meta'): Uint8Array =>
  Buffer.from(`blob:${kennung}:${part}`);

/** No transaction stays open between two calls, so several documents may arrive at the same time. */
export function startBlob(db: Db, sql: Sql, keys: KeyFile, crypto: LedgerCrypto, meta: BlobMeta): BlobWriter {
  const key = randomBytes(KEY_BYTES);
  const kennung = randomBytes(16).toString('hex');
  const hash = createHash('sha256');
  let parts: Uint8Array[] = [];
  let [bytes, chunks, gathered] = [0, 0, 0];
  let nr: number | bigint | null = null;

  const inTransaction = (work: () => void) => guarded('blobs.db', () => db.transaction(work).immediate());
  const insertGathered = (last: boolean) => {
    nr ??= sql('INSERT INTO blob (kennung) VALUES (?)').run(kennung).lastInsertRowid;
    const all = Buffer.concat(parts);
    const full = last ? all.length : all.length - (all.length % CHUNK_BYTES);
    for (let at = 0; at < full; at += CHUNK_BYTES) {
      const piece = all.subarray(at, Math.min(at + CHUNK_BYTES, full));
      const daten = crypto.seal(key, piece, blobContext(kennung, chunks));
      sql('INSERT INTO chunk (nr, idx, daten) VALUES (?, ?, ?)').run(nr, chunks++, daten);
    }
    parts = full < all.length ? [all.subarray(full)] : [];
    gathered = all.length - full;
  };
  const abort = () => {
    if (nr !== null) sql('DELETE FROM blob WHERE nr = ? AND sha256 IS NULL').run(nr);
    parts = [];
  };

  return {
    abort,
    write: (part) => {
      hash.update(part);
      bytes += part.length;
      gathered += part.length;
      parts.push(Uint8Array.from(part));
      if (gathered >= BATCH_BYTES) inTransaction(() => insertGathered(false));
    },
    finish: () => {
      const sha256 = hash.digest('hex');
      const id = blobKey(sha256);
      const known = sql('SELECT 1 FROM blob WHERE sha256 = ?').get(sha256) !== undefined;
      if (known && keys.get(id) !== null) {
        abort();
        return sha256;
      }
      // The key is durable before the document is: a document without its key could never be opened.
      keys.keep(id, key);
      inTransaction(() => {
        insertGathered(true);
        const sealed: SealedMeta = { ...meta, sha256, bytes, chunks };
        const metaBytes = crypto.seal(key, Buffer.from(JSON.stringify(sealed)), blobContext(kennung, 'meta'));
        sql('DELETE FROM blob WHERE sha256 = ?').run(sha256);
        sql('UPDATE blob SET sha256 = ?, bytes = ?, chunks = ?, meta = ? WHERE nr = ?').run(
          sha256,
          bytes,
          chunks,
          metaBytes,
          nr,
        );
      });
      return sha256;
    },
  };
}
