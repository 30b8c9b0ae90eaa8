import { createHash, hkdfSync } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { ok, type Result } from '../../../domain/shared/result.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { canonicalJson, type LedgerCrypto } from '../../../ledger/index.ts';
import { parseHeader, type Header } from '../header.ts';

/**
 * One backup is one file: a head of fixed size, then the parts `daten`, `dokumente`, `schluessel`. The keys
 * come last, so that they can be cut off when their time is over, and the rest stays as it is.
 */
export const HEAD_BYTES = 16 * 1024;
const MAGIC = 'AMTSMAPPE-SICHERUNG\n';
const VERSION = 1;
/** Stands where the keys were. */
export const EXPIRED_MARK = Buffer.from('SCHLUESSEL ABGELAUFEN\n');

export const PARTS = ['daten', 'dokumente', 'schluessel'] as const;
export type PartName = (typeof PARTS)[number];

const part = z.object({ offset: z.number().int(), bytes: z.number().int(), sha256: z.string() });
const headSchema = z.object({
  version: z.literal(VERSION),
  zeit: z.string(),
  /** last record of the log */
  feed: z.number().int(),
  dokumente: z.number().int(),
  /** the header of the workspace: with its passphrase (or recovery key) of that day the backup opens */
  mappe: z.unknown(),
  teile: z.object({ daten: part, dokumente: part, schluessel: part }),
  mac: z.string(),
});
export type Head = Omit<z.infer<typeof headSchema>, 'mappe' | 'mac'> & { readonly mappe: Header };

export interface Container {
  readonly name: string;
  readonly head: Head;
  readonly mac: string;
  readonly bytes: number;
  readonly hasKeys: boolean;
}

/** Reads the head; nothing is decrypted, so a list of backups needs no passphrase. */
export async function readContainer(path: string): Promise<Result<Container, Rejection>> {
  const name = basename(path);
  const unreadable = reject('store.sicherung-unlesbar', { datei: name });
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch {
    return unreadable;
  }
  try {
    const block = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(block, 0, HEAD_BYTES, 0);
    const text = block.subarray(0, bytesRead).toString('utf8');
    if (!text.startsWith(MAGIC)) return unreadable;
    const json: unknown = JSON.parse(text.slice(MAGIC.length).trimEnd());
    const version = z.object({ version: z.number() }).safeParse(json);
    if (version.success && version.data.version > VERSION) {
      return reject('store.neueres-format', { stand: version.data.version, bekannt: VERSION });
    }
    const parsed = headSchema.safeParse(json);
    if (!parsed.success) return unreadable;
    const { mac, mappe, ...rest } = parsed.data;
    const header = parseHeader(mappe);
    if (!header.ok) return header;
    const { size } = await file.stat();
    const { schluessel } = rest.teile;
    if (size < schluessel.offset)
      return reject('store.sicherung-beschaedigt', { datei: name, teil: 'dokumente' });
    const hasKeys = size === schluessel.offset + schluessel.bytes;
    if (!hasKeys && size !== schluessel.offset + EXPIRED_MARK.length) {
      return reject('store.sicherung-beschaedigt', { datei: name, teil: 'schluessel' });
    }
    return ok({ name, head: { ...rest, mappe: header.value }, mac, bytes: size, hasKeys });
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable;
    throw error;
  } finally {
    await file.close();
  }
}

/** The head as it stands in the file, padded to its fixed size. */
export function headBlock(crypto: LedgerCrypto, databaseKey: Uint8Array, head: Head): Buffer {
  const json = JSON.stringify({ ...head, mac: macOf(crypto, databaseKey, head) });
  const block = Buffer.alloc(HEAD_BYTES, ' ');
  if (block.write(MAGIC + json) < MAGIC.length + Buffer.byteLength(json)) throw new Error('Head too long');
  return block;
}

export const isGenuine = (crypto: LedgerCrypto, databaseKey: Uint8Array, { head, mac }: Container): boolean =>
  macOf(crypto, databaseKey, head) === mac;

const macOf = (crypto: LedgerCrypto, databaseKey: Uint8Array, head: Head): string =>
  Buffer.from(crypto.hmac(derive(databaseKey, 'kopf'), Buffer.from(canonicalJson(head)))).toString('hex');

/** Key of the sealed list of keys. */
export const keysPartKey = (databaseKey: Uint8Array): Uint8Array => derive(databaseKey, 'schluessel');
export const KEYS_CONTEXT = Buffer.from('amtsmappe:sicherung:schluessel');

const derive = (databaseKey: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', databaseKey, '', `amtsmappe:sicherung:${use}`, 32));

/** Appends parts one after another and remembers where each lies and what it hashes to. */
export function partWriter(file: FileHandle) {
  let offset = HEAD_BYTES;
  return async (pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => {
    const start = offset;
    const hash = createHash('sha256');
    for await (const piece of pieces) {
      await file.write(piece, 0, piece.length, offset);
      hash.update(piece);
      offset += piece.length;
    }
    return { offset: start, bytes: offset - start, sha256: hash.digest('hex') };
  };
}

/** Bytes of a range, in pieces of at most 1 MiB. */
export async function* readRange(file: FileHandle, offset: number, bytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes;) {
    const piece = Buffer.alloc(Math.min(1024 * 1024, bytes - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, offset + at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}
