import { hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import type { LedgerCrypto } from '../../ledger/index.ts';
import type { Header } from './header.ts';
import { describeTypingError, readRecoveryKey } from './recovery-key.ts';

/**
 * The random key of the workspace, wrapped three ways: by a passphrase (scrypt, RFC 7914), by the recovery
 * key (HKDF, RFC 5869), and by the key store of the operating system, passed in as a port.
 */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
/** 128 MB and about half a second: every guess costs as much. Tests pass less. */
export const SCRYPT_COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

/** e.g. Electron's safeStorage; null: it does not know this key (other user, other device) */
export interface KeyStore {
  /** null: this device has nothing that protects a key */
  readonly wrap: (key: Uint8Array) => Uint8Array | null;
  readonly unwrap: (wrapped: Uint8Array) => Uint8Array | null;
}

export async function wrapByPassphrase(
  crypto: LedgerCrypto,
  id: string,
  databaseKey: Uint8Array,
  passphrase: string,
  cost: ScryptCost,
): Promise<Header['kennwort']> {
  const salz = randomBytes(16);
  const key = await stretch(passphrase, salz, cost);
  const { N, r, p } = cost;
  const schluessel = crypto.seal(key, databaseKey, passphraseContext(id, cost));
  return { kdf: 'scrypt', N, r, p, salz: toBase64(salz), schluessel: toBase64(schluessel) };
}

export async function unwrapByPassphrase(
  crypto: LedgerCrypto,
  header: Header,
  passphrase: string,
): Promise<Result<Uint8Array, Rejection>> {
  const { salz, schluessel, ...cost } = header.kennwort;
  const key = await stretch(passphrase, fromBase64(salz), cost);
  const databaseKey = crypto.open(key, fromBase64(schluessel), passphraseContext(header.id, cost));
  return databaseKey === null ? reject('store.kennwort-falsch') : ok(databaseKey);
}

export function wrapByRecoveryKey(
  crypto: LedgerCrypto,
  id: string,
  databaseKey: Uint8Array,
  recoveryKey: string,
): Header['wiederherstellung'] {
  const secret = readRecoveryKey(recoveryKey);
  if (!secret.ok) throw new Error('A recovery key just made must be readable');
  const salz = randomBytes(16);
  const schluessel = crypto.seal(recoverySecret(secret.value, salz), databaseKey, recoveryContext(id));
  return { kdf: 'hkdf-sha256', salz: toBase64(salz), schluessel: toBase64(schluessel) };
}

export function unwrapByRecoveryKey(
  crypto: LedgerCrypto,
  header: Header,
  typed: string,
): Result<Uint8Array, Rejection> {
  const secret = readRecoveryKey(typed);
  if (!secret.ok) {
    return err({
      code: 'store.wiederherstellung-tippfehler',
      params: { stelle: describeTypingError(secret.error) },
    });
  }
  const { salz, schluessel } = header.wiederherstellung;
  const key = recoverySecret(secret.value, fromBase64(salz));
  const databaseKey = crypto.open(key, fromBase64(schluessel), recoveryContext(header.id));
  return databaseKey === null ? reject('store.wiederherstellung-falsch') : ok(databaseKey);
}

export function unwrapByKeyStore(header: Header, keyStore: KeyStore): Result<Uint8Array, Rejection> {
  const databaseKey = header.geraet ? keyStore.unwrap(fromBase64(header.geraet.schluessel)) : null;
  return databaseKey?.length === 32 ? ok(databaseKey) : reject('store.schluesselspeicher-leer');
}

export function wrapByKeyStore(databaseKey: Uint8Array, keyStore: KeyStore): Header['geraet'] {
  const wrapped = keyStore.wrap(databaseKey);
  return wrapped === null ? undefined : { schluessel: toBase64(wrapped) };
}

/** The same passphrase from any keyboard: composed and decomposed umlauts are one (NFKC). */
const stretch = (passphrase: string, salt: Uint8Array, { N, r, p }: ScryptCost): Promise<Uint8Array> =>
  new Promise((resolve, fail) => {
    const options = { N, r, p, maxmem: 128 * N * r + 1024 * 1024 * 16 };
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (e, key) => (e ? fail(e) : resolve(key)));
  });

const recoverySecret = (secret: Uint8Array, salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, salt, 'amtsmappe:wiederherstellung', 32));

const passphraseContext = (id: string, { N, r, p }: ScryptCost): Uint8Array =>
  Buffer.from(JSON.stringify(['amtsmappe:kennwort', id, N, r, p]));
const recoveryContext = (id: string): Uint8Array =>
  Buffer.from(JSON.stringify(['amtsmappe:wiederherstellung', id]));

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string): Uint8Array => Buffer.from(text, 'base64');
