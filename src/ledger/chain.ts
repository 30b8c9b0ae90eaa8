import type { DomainEvent } from '../domain/shared/vorgang.ts';
import { fromUtf8 } from './bytes.ts';
import { canonicalJson } from './canonical.ts';
import type { ChainHead, Data, LedgerCrypto, LedgerHeader, LedgerRecord, PlainEvent } from './types.ts';

/**
 * The hash-chained log. A record hashes its header, which holds the hash of the record before and a salted
 * commitment to its payload. The salt comes from the key of the Vorgang: when that key is destroyed, neither
 * payload nor commitment can be opened or guessed any more, and the chain still verifies.
 */

export const EMPTY_HEAD: ChainHead = { feed: 0, hash: '0'.repeat(64), zeit: '' };

type Unsealed = Omit<LedgerHeader, 'feed' | 'prev' | 'hash' | 'commitment'>;

/** Seals one event onto the chain. `key` is the 32-byte key of its Vorgang. */
export function sealRecord(
  crypto: LedgerCrypto,
  head: ChainHead,
  key: Uint8Array,
  header: Unsealed,
  event: DomainEvent,
): LedgerRecord {
  const plain = canonicalJson(event);
  const open = { ...header, feed: head.feed + 1, prev: head.hash };
  const about = context(open);
  const commitment = commit(crypto, key, about, plain);
  const payload = crypto.seal(key, plain, about);
  return { ...open, commitment, payload, hash: headerHash(crypto, { ...open, commitment }) };
}

/** A record without payload: it says that a Vorgang was erased, and keeps the chain whole. */
export function sealErasure(crypto: LedgerCrypto, head: ChainHead, header: Unsealed): LedgerRecord {
  const open = { ...header, feed: head.feed + 1, prev: head.hash, commitment: '0'.repeat(64) };
  return { ...open, payload: new Uint8Array(0), hash: headerHash(crypto, open) };
}

/** Opens a record; null if the key does not fit or the payload was tampered with. */
export function openRecord(crypto: LedgerCrypto, key: Uint8Array, record: LedgerRecord): PlainEvent | null {
  if (record.payload.length === 0) return null;
  const about = context(record);
  const plain = crypto.open(key, record.payload, about);
  if (plain === null || commit(crypto, key, about, plain) !== record.commitment) return null;
  return {
    event: JSON.parse(fromUtf8(plain)) as DomainEvent,
    meta: { zeit: record.zeit, akteur: record.akteur, revision: record.revision },
  };
}

export type ChainFault =
  | { readonly fault: 'gap'; readonly feed: number }
  | { readonly fault: 'prev'; readonly feed: number }
  | { readonly fault: 'hash'; readonly feed: number };

/** Follows the chain from a known head; null when every record fits. */
export function verifyChain(
  crypto: LedgerCrypto,
  records: Iterable<LedgerHeader>,
  from: ChainHead = EMPTY_HEAD,
): { readonly head: ChainHead; readonly fault: ChainFault | null } {
  let head = from;
  for (const r of records) {
    if (r.feed !== head.feed + 1) return { head, fault: { fault: 'gap', feed: r.feed } };
    if (r.prev !== head.hash) return { head, fault: { fault: 'prev', feed: r.feed } };
    if (headerHash(crypto, r) !== r.hash) return { head, fault: { fault: 'hash', feed: r.feed } };
    head = { feed: r.feed, hash: r.hash, zeit: r.zeit };
  }
  return { head, fault: null };
}

/** Hex SHA-256 of what identifies a record; also the leaf of the Merkle tree. */
export function headerHash(crypto: LedgerCrypto, h: Omit<LedgerHeader, 'hash'>): string {
  const { tenant, feed, vorgang, art, revision, type, v, zeit, akteur, commandId, commitment, prev } = h;
  const fields = [tenant, feed, vorgang, art, revision, type, v, zeit, akteur, commandId, commitment, prev];
  return crypto.sha256Hex(JSON.stringify(fields));
}

const context = (h: Pick<LedgerHeader, 'tenant' | 'vorgang' | 'revision' | 'type'>): string =>
  JSON.stringify([h.tenant, h.vorgang, h.revision, h.type]);

const commit = (crypto: LedgerCrypto, key: Uint8Array, about: string, plain: Data): string =>
  commitmentTo(crypto, crypto.hmac(key, SALT + about), plain);

/** What the commitment to this record's content is salted with. */
export const saltOf = (
  crypto: LedgerCrypto,
  key: Uint8Array,
  header: Pick<LedgerHeader, 'tenant' | 'vorgang' | 'revision' | 'type'>,
): Uint8Array => crypto.hmac(key, SALT + context(header));

export const commitmentTo = (crypto: LedgerCrypto, salt: Uint8Array, plain: Data): string =>
  crypto.sha256Hex(salt, plain);

const SALT = 'salt:';
