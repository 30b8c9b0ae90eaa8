import { createHash, type Hash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { Result } from '../../../domain/shared/result.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { EMPTY_HEAD, openRecord, type LedgerCrypto } from '../../../ledger/index.ts';
import { blobContext } from '../blob-writer.ts';
import { openDatabase, statements, type Db } from '../database.ts';
import { blobKey, vorgangKey } from '../keys.ts';
import { isCopy } from '../feed.ts';
import { followChain, readRecords } from '../records.ts';
import {
  isGenuine,
  KEYS_CONTEXT,
  keysPartKey,
  PARTS,
  readContainer,
  readRange,
  type Container,
  type PartName,
} from './container.ts';
import { readDocuments } from './data.ts';
import { readSealedChunks } from './documents.ts';

/** Key by id; null: destroyed by erasure. */
export type KeyMap = ReadonlyMap<string, Uint8Array | null>;

/**
 * Proves a backup from the bytes on the disk: hashes of the parts, every page of the data, the chain, every
 * sealed event and every document that its keys open. `keys`: further keys, where its own have expired.
 */
export async function verifyBackup(
  path: string,
  databaseKey: Uint8Array,
  crypto: LedgerCrypto,
): Promise<Result<Container, Rejection>> {
  const container = await readContainer(path);
  if (!container.ok) return container;
  const { name, head } = container.value;
  const damaged = (teil: string) => reject('store.sicherung-beschaedigt', { datei: name, teil });
  if (!isGenuine(crypto, databaseKey, container.value)) return damaged('kopf');
  const file = await open(path, 'r');
  const extracted = `${path}.pruefung`;
  try {
    for (const part of PARTS) {
      if (part === 'schluessel' && !container.value.hasKeys) continue;
      if (!(await hashFits(file, container.value, part))) return damaged(part);
    }
    const keys = await readKeys(file, container.value, databaseKey, crypto);
    if (keys === null) return damaged('schluessel');
    await extractPart(file, container.value, 'daten', extracted);
    const data = openDatabase(extracted, 'mappe.db', databaseKey, { readonly: true });
    try {
      const fault =
        (await checkData(data, keys, crypto, head.feed)) ??
        (await checkDocuments(file, container.value, data, keys, crypto));
      return fault ? damaged(fault) : container;
    } finally {
      data.close();
    }
  } finally {
    await file.close();
    await rm(extracted, { force: true });
  }
}

/** The keys of a backup; empty when they have expired; null when they cannot be opened. */
export async function readKeys(
  file: FileHandle,
  { head, hasKeys }: Container,
  databaseKey: Uint8Array,
  crypto: LedgerCrypto,
): Promise<KeyMap | null> {
  if (!hasKeys) return new Map();
  const pieces: Buffer[] = [];
  const { offset, bytes } = head.teile.schluessel;
  for await (const piece of readRange(file, offset, bytes)) pieces.push(piece);
  const plain = crypto.open(keysPartKey(databaseKey), Buffer.concat(pieces), KEYS_CONTEXT);
  if (plain === null) return null;
  const list = JSON.parse(Buffer.from(plain).toString('utf8')) as readonly [string, string | null][];
  return new Map(list.map(([id, key]) => [id, key === null ? null : Buffer.from(key, 'base64')]));
}

export async function extractPart(
  file: FileHandle,
  { head }: Container,
  part: PartName,
  to: string,
): Promise<void> {
  const out = await open(to, 'w', 0o600);
  try {
    const { offset, bytes } = head.teile[part];
    for await (const piece of readRange(file, offset, bytes)) await out.write(piece);
    await out.sync();
  } finally {
    await out.close();
  }
}

async function hashFits(file: FileHandle, { head }: Container, part: PartName): Promise<boolean> {
  const hash = createHash('sha256');
  const { offset, bytes, sha256 } = head.teile[part];
  for await (const piece of readRange(file, offset, bytes)) hash.update(piece);
  return hash.digest('hex') === sha256;
}

/** Records checked before other work gets its turn. */
const STRIDE = 2000;

async function checkData(
  data: Db,
  keys: KeyMap,
  crypto: LedgerCrypto,
  feed: number,
): Promise<PartName | null> {
  if (data.pragma('integrity_check', { simple: true }) !== 'ok') return 'daten';
  const copy = isCopy(statements(data));
  let head = EMPTY_HEAD;
  for (const record of readRecords(statements(data))) {
    const next = followChain(crypto, head, record, copy);
    if (next === null) return 'daten';
    head = next;
    const key = keys.get(vorgangKey(record.vorgang));
    if (key && record.payload.length > 0 && openRecord(crypto, key, record) === null) return 'daten';
    if (head.feed % STRIDE === 0) await new Promise(setImmediate);
  }
  return head.feed === feed ? null : 'daten';
}

async function checkDocuments(
  file: FileHandle,
  container: Container,
  data: Db,
  keys: KeyMap,
  crypto: LedgerCrypto,
): Promise<PartName | null> {
  const documents = readDocuments(data);
  if (documents.length !== container.head.dokumente) return 'dokumente';
  let hash: Hash = createHash('sha256');
  for await (const chunk of readSealedChunks(file, container.head.teile.dokumente, documents)) {
    if (chunk === null) return 'dokumente';
    const { blob, idx, daten } = chunk;
    const key = keys.get(blobKey(blob.sha256));
    if (!key) continue;
    if (idx === 0) hash = createHash('sha256');
    const plain = crypto.open(key, daten, blobContext(blob.kennung, idx));
    if (plain === null) return 'dokumente';
    hash.update(plain);
    if (idx === blob.chunks - 1 && hash.digest('hex') !== blob.sha256) return 'dokumente';
  }
  return null;
}
