import { hkdfSync } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';

export type Db = InstanceType<typeof Database>;
/** Prepares a statement once and answers it again for the same text. */
export type Sql = <R = unknown>(text: string) => Statement<R>;
export interface Statement<R> {
  readonly run: (...params: readonly unknown[]) => {
    readonly changes: number;
    readonly lastInsertRowid: number | bigint;
  };
  readonly get: (...params: readonly unknown[]) => R | undefined;
  readonly all: (...params: readonly unknown[]) => R[];
  readonly iterate: (...params: readonly unknown[]) => IterableIterator<R>;
}

export type FileName = 'mappe.db' | 'blobs.db' | 'schluessel.db';

/** Length of the salt that SQLite3MC writes in clear at the start of an encrypted file. */
export const SALT_BYTES = 16;

/**
 * Key and salt of one file, derived from the key of the workspace (HKDF, RFC 5869). The salt stands in clear
 * at the start of the file, so a file of another workspace is told from a damaged one without opening it.
 */
export function fileKey(
  databaseKey: Uint8Array,
  file: string,
): { readonly raw: string; readonly salt: Buffer } {
  const okm = Buffer.from(hkdfSync('sha256', databaseKey, '', `amtsmappe:${file}`, 32 + SALT_BYTES));
  return { raw: `raw:${okm.toString('hex')}`, salt: okm.subarray(32) };
}

/**
 * How the pages of new files are encrypted, each with a tag of its own: AEGIS-256, several times faster than
 * ChaCha20-Poly1305 wherever the processor knows AES (docs/adr/0026). Files of before keep theirs.
 */
export const CIPHER = 'aegis';
const FORMER_CIPHER = 'chacha20';
/** The byte of the header that stands in clear and says how much of each page nonce and tag take up. */
const RESERVED_AT = 20;
const FORMER_RESERVED = 32;

function cipherOf(path: string): string {
  if (!existsSync(path)) return CIPHER;
  const fd = openSync(path, 'r');
  try {
    const start = Buffer.alloc(RESERVED_AT + 1);
    const whole = readSync(fd, start, 0, start.length, 0) === start.length;
    return whole && start[RESERVED_AT] === FORMER_RESERVED ? FORMER_CIPHER : CIPHER;
  } finally {
    closeSync(fd);
  }
}

/**
 * Opens one file. `databaseKey` null means no encryption: only for tests that look at raw pages.
 * Temporary tables stay in memory, because SQLite would write them to disk in clear.
 */
export function openDatabase(
  path: string,
  file: string,
  databaseKey: Uint8Array | null,
  options: { readonly readonly?: boolean } = {},
): Db {
  const db = new Database(path, { readonly: options.readonly ?? false, timeout: 250 });
  try {
    if (databaseKey !== null) {
      db.pragma(`cipher = '${cipherOf(path)}'`);
      db.key(Buffer.from(fileKey(databaseKey, file).raw));
    }
    db.pragma('temp_store = MEMORY');
    db.pragma('trusted_schema = OFF');
    db.pragma('foreign_keys = ON');
    if (!options.readonly) {
      db.pragma('secure_delete = ON');
      db.pragma('synchronous = FULL');
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export function statements(db: Db): Sql {
  const prepared = new Map<string, Statement<unknown>>();
  return <R>(text: string) => {
    let statement = prepared.get(text);
    if (!statement) {
      statement = db.prepare(text) as unknown as Statement<unknown>;
      prepared.set(text, statement);
    }
    return statement as Statement<R>;
  };
}
