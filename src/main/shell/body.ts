import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';

export type BodyError = 'too-large' | 'incomplete';

/**
 * Reads a request body of at most `limit` bytes into memory. With a Content-Length the space is taken once,
 * so that 200 MB cost 200 MB and not the double; a body of another length than announced is `incomplete`.
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array | BodyError> {
  const announced = announcedLength(request);
  if (announced !== null && announced > limit) return 'too-large';
  const chunks: Uint8Array[] = [];
  const target = announced === null ? null : new Uint8Array(announced);
  let length = 0;
  try {
    for await (const chunk of request.body ?? []) {
      const from = length;
      length += chunk.byteLength;
      if (length > limit) return 'too-large';
      if (target === null) chunks.push(chunk);
      else if (length > target.byteLength) return 'incomplete';
      else target.set(chunk, from);
    }
  } catch {
    return 'incomplete'; // the window went away in the middle
  }
  if (target === null) return Buffer.concat(chunks);
  return length === target.byteLength ? target : 'incomplete';
}

/** Streams a body of any size into a new file of `directory`; a half-received file is removed. */
export async function saveBody(request: Request, directory: string): Promise<string | BodyError> {
  const announced = announcedLength(request);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, `${randomUUID()}.teil`);
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  let length = 0;
  let complete = false;
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.byteLength;
      if (!file.write(chunk)) await once(file, 'drain');
    }
    complete = announced === null || announced === length;
  } catch {
    complete = false;
  }
  await new Promise<void>((resolve, reject) => {
    file.once('error', reject);
    file.end(resolve);
  });
  if (complete) return path;
  await rm(path, { force: true });
  return 'incomplete';
}

function announcedLength(request: Request): number | null {
  const header = request.headers.get('content-length');
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
