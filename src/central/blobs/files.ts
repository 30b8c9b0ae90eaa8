import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where documents lie: on disk, or in an object store (s3.ts). */
export type BlobFiles = Omit<ReturnType<typeof openBlobFiles>, 'stream'> & {
  readonly stream: (tenant: string, sha256: string, start: number) => Readable;
};

const TENANT = /^[\w.:@-]{1,200}$/;
const SHA = /^[0-9a-f]{64}$/;

/**
 * Documents on disk, named by tenant and SHA-256. An upload grows beside, one file for each client, until it
 * is whole; it counts only when its hash is its name, and is durable before it does.
 */
export function openBlobFiles(dir: string) {
  const pathOf = (tenant: string, sha256: string): string => {
    if (!TENANT.test(tenant) || !SHA.test(sha256)) throw new Error('blob: bad name');
    return join(dir, encodeURIComponent(tenant), sha256.slice(0, 2), sha256);
  };
  const partOf = (tenant: string, clientId: string, sha256: string): string => {
    const owner = createHash('sha256').update(`${tenant}\n${clientId}`).digest('hex').slice(0, 32);
    if (!SHA.test(sha256)) throw new Error('blob: bad name');
    return join(dir, 'unvollstaendig', owner, sha256);
  };
  const sizeOf = async (path: string): Promise<number | null> =>
    stat(path).then(
      (s) => s.size,
      () => null,
    );
  return {
    size: (tenant: string, sha256: string) => sizeOf(pathOf(tenant, sha256)),
    read: (tenant: string, sha256: string): Promise<Uint8Array | null> =>
      readFile(pathOf(tenant, sha256)).catch(() => null),
    stream: (tenant: string, sha256: string, start: number) =>
      createReadStream(pathOf(tenant, sha256), { start }),
    partSize: async (tenant: string, clientId: string, sha256: string): Promise<number> =>
      (await sizeOf(partOf(tenant, clientId, sha256))) ?? 0,
    /** Writes what arrives at `offset`; what was written before a cut stays. Answers the new size. */
    append: async (
      tenant: string,
      clientId: string,
      sha256: string,
      offset: number,
      chunks: AsyncIterable<Uint8Array>,
      limit: number,
    ): Promise<number | 'too_large'> => {
      const path = partOf(tenant, clientId, sha256);
      await mkdir(dirname(path), { recursive: true });
      // Never cut short: an answer may have been lost, and the same bytes come to the same place again.
      const file = await open(path, constants.O_RDWR | constants.O_CREAT);
      let at = offset;
      try {
        for await (const chunk of chunks) {
          if (at + chunk.length > limit) return 'too_large';
          await writeWhole(file, chunk, at);
          at += chunk.length;
        }
      } finally {
        await file.sync();
        await file.close();
      }
      return at;
    },
    /** Deletes every document of a city. */
    removeTenant: (tenant: string): Promise<void> => {
      if (!TENANT.test(tenant)) throw new Error('blob: bad name');
      return rm(join(dir, encodeURIComponent(tenant)), { recursive: true, force: true });
    },
    /** Removes a document for good: its Vorgang was erased. */
    remove: async (tenant: string, sha256: string): Promise<void> =>
      rm(pathOf(tenant, sha256), { force: true }),
    /**
     * Puts a whole upload in its place if its hash is its name; otherwise it is thrown away. What is put there is what
     * was hashed, as a file of its own: another request may still hold the upload open and write into it.
     */
    finish: async (tenant: string, clientId: string, sha256: string): Promise<Uint8Array | null> => {
      const part = partOf(tenant, clientId, sha256);
      // Gone: another request of the same client has just put it in its place.
      const bytes = await readFile(part).catch(missing);
      if (bytes === null) return null;
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        await rm(part, { force: true });
        return null;
      }
      const path = pathOf(tenant, sha256);
      const whole = `${part}.${randomUUID()}`;
      await mkdir(dirname(path), { recursive: true });
      try {
        await writeFile(whole, bytes, { flag: 'wx', flush: true });
        await rename(whole, path);
      } catch (error) {
        await rm(whole, { force: true });
        throw error;
      }
      await rm(part, { force: true });
      const folder = await open(dirname(path), 'r');
      await folder.sync();
      await folder.close();
      return bytes;
    },
  };
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** A disk that is nearly full takes a part, without a fault; only the next write says that it is full. */
async function writeWhole(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
