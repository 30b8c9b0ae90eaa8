import type { FileHandle } from 'node:fs/promises';
import { statements, type Db } from '../database.ts';

/** A document as a backup lists it: what its chunks are bound to, and its sealed name. */
export interface StoredBlob {
  readonly sha256: string;
  readonly kennung: string;
  readonly bytes: number;
  readonly chunks: number;
  readonly meta: Buffer;
}

/** Length of one sealed chunk before its bytes: 32 bit, big endian. */
const LENGTH_BYTES = 4;

export class DocumentGone extends Error {}

/** The sealed chunks of these documents, one after another. They stay sealed: whoever copies them opens nothing. */
export function* sealedChunks(blobs: Db, documents: readonly StoredBlob[]): Generator<Uint8Array> {
  const sql = statements(blobs);
  for (const { sha256, chunks } of documents) {
    for (let idx = 0; idx < chunks; idx++) {
      const row = sql<{ daten: Buffer }>(
        'SELECT c.daten FROM chunk c JOIN blob b ON b.nr = c.nr WHERE b.sha256 = ? AND c.idx = ?',
      ).get(sha256, idx);
      if (!row) throw new DocumentGone(sha256);
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32BE(row.daten.length);
      yield Buffer.concat([length, row.daten]);
    }
  }
}

/** Reads them back in the same order; null where the file ends early. */
export async function* readSealedChunks(
  file: FileHandle,
  part: { readonly offset: number; readonly bytes: number },
  documents: readonly StoredBlob[],
): AsyncGenerator<{ readonly blob: StoredBlob; readonly idx: number; readonly daten: Buffer } | null> {
  let at = part.offset;
  const end = part.offset + part.bytes;
  const read = async (bytes: number): Promise<Buffer | null> => {
    if (at + bytes > end) return null;
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await file.read(buffer, 0, bytes, at);
    at += bytesRead;
    return bytesRead === bytes ? buffer : null;
  };
  for (const blob of documents) {
    for (let idx = 0; idx < blob.chunks; idx++) {
      const length = await read(LENGTH_BYTES);
      const daten = length && (await read(length.readUInt32BE()));
      if (!daten) return yield null;
      yield { blob, idx, daten };
    }
  }
}
