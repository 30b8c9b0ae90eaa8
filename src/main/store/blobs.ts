import { createHash } from 'node:crypto';
import type { DokumentFakt, Sha256 } from '../../domain/shared/vorgang.ts';
import type { LedgerCrypto } from '../../ledger/index.ts';
import { blobContext, CHUNK_BYTES, startBlob, type BlobMeta, type SealedMeta } from './blob-writer.ts';
import { statements, type Db, type Sql } from './database.ts';
import { guarded, StoreFault } from './fault.ts';
import { blobKey, type KeyFile } from './keys.ts';

/**
 * Documents in their own encrypted file. Each is sealed once more under a key of its own: destroying the key
 * erases the document from every copy of the file. `data` is the data file, for what is known of a document.
 */
export function openBlobs(db: Db, data: Sql, keys: KeyFile, crypto: LedgerCrypto) {
  const sql = statements(db);
  db.pragma('secure_delete = ON');
  // Unfinished: the process ended while a document was arriving.
  sql('DELETE FROM blob WHERE sha256 IS NULL').run();

  const find = (sha256: Sha256) => {
    const row = sql<{ nr: number; kennung: string; chunks: number; bytes: number; meta: Buffer }>(
      'SELECT nr, kennung, chunks, bytes, meta FROM blob WHERE sha256 = ?',
    ).get(sha256);
    const key = row ? keys.get(blobKey(sha256)) : null;
    return row && key ? { ...row, key } : null;
  };
  const has = (sha256: Sha256): boolean => find(sha256) !== null;
  const write = (meta: BlobMeta) => startBlob(db, sql, keys, crypto, meta);

  /** The document in pieces of at most 1 MiB; nothing when it is not there. Throws StoreFault when damaged. */
  function* chunks(sha256: Sha256): Generator<Uint8Array> {
    const blob = find(sha256);
    if (!blob) return;
    for (let idx = 0; idx < blob.chunks; idx++) {
      const chunk = guarded('blobs.db', () =>
        sql<{ daten: Buffer }>('SELECT daten FROM chunk WHERE nr = ? AND idx = ?').get(blob.nr, idx),
      );
      const plain = chunk && crypto.open(blob.key, chunk.daten, blobContext(blob.kennung, idx));
      if (!plain) throw damaged();
      yield plain;
    }
  }

  return {
    has,
    chunks,
    write,
    size: (sha256: Sha256): number | null => find(sha256)?.bytes ?? null,
    put: (bytes: Uint8Array, meta: BlobMeta): Sha256 => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (has(sha256)) return sha256;
      const writer = write(meta);
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
        writer.write(bytes.subarray(at, at + CHUNK_BYTES));
      return writer.finish();
    },
    read: (sha256: Sha256): Uint8Array | null => {
      const blob = find(sha256);
      if (!blob) return null;
      const out = new Uint8Array(blob.bytes);
      let at = 0;
      for (const chunk of chunks(sha256)) {
        out.set(chunk, at);
        at += chunk.length;
      }
      return out;
    },
    meta: (sha256: Sha256) => {
      const blob = find(sha256);
      if (!blob) return null;
      const plain = crypto.open(blob.key, blob.meta, blobContext(blob.kennung, 'meta'));
      if (plain === null) throw damaged();
      const { mime, name, bytes } = JSON.parse(Buffer.from(plain).toString('utf8')) as SealedMeta;
      return { mime, name, bytes };
    },
    all: (): readonly Sha256[] =>
      sql<{ sha256: string }>('SELECT sha256 FROM blob WHERE sha256 IS NOT NULL ORDER BY nr')
        .all()
        .map((r) => r.sha256),
    remove: (shas: readonly Sha256[]): void =>
      guarded('blobs.db', () => {
        for (const sha256 of shas) sql('DELETE FROM blob WHERE sha256 = ?').run(sha256);
        // The pieces are sealed; the log still names what they were.
        if (shas.length > 0) db.pragma('wal_checkpoint(TRUNCATE)');
      }),
    /** with its key: what lies in free pages cannot be opened any more */
    drop: (shas: readonly Sha256[]): void =>
      guarded('blobs.db', () => {
        for (const sha256 of shas) sql('DELETE FROM blob WHERE sha256 = ?').run(sha256);
        keys.destroy(shas.map(blobKey));
      }),
    saveFakt: (fakt: DokumentFakt): void => {
      data(
        'INSERT INTO dokument_fakt (sha256, fakt) VALUES (?, ?) ON CONFLICT DO UPDATE SET fakt = excluded.fakt',
      ).run(fakt.sha256, JSON.stringify(fakt));
    },
  };
}

const damaged = () => new StoreFault({ code: 'store.beschaedigt', params: { datei: 'blobs.db' } });
