import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  createSecretKey,
  hash,
  randomFillSync,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { Data, LedgerCrypto } from '../../ledger/index.ts';
import { hmacSha256 } from './hmac.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410) */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The engine's cryptography on node:crypto. Sealed bytes are nonce (12) | ciphertext | tag (16), AES-256-GCM
 * (NIST SP 800-38D) with the context as additional data. A random nonce is safe here: each key seals the
 * events of one Vorgang or the chunks of one document, far below 2^32 messages.
 */
export const ledgerCrypto: LedgerCrypto = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  sha256Hex: (...parts) => {
    const [first, ...more] = parts;
    const data = first !== undefined && more.length === 0 ? first : Buffer.concat(parts.map(toBytes));
    return hash('sha256', data, 'hex');
  },
  hmac: hmacSha256,
  seal: (key, plain, context) => {
    const nonce = freshNonce();
    const cipher = createCipheriv('aes-256-gcm', keyObject(key), nonce).setAAD(toBytes(context));
    const sealed = cipher.update(toBytes(plain));
    // Of this mode it yields no bytes; it makes the tag.
    cipher.final();
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
  },
  open: (key, sealed, context) => {
    if (sealed.length < NONCE_BYTES + TAG_BYTES || key.length !== 32) return null;
    const end = sealed.length - TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', keyObject(key), sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(toBytes(context)).setAuthTag(sealed.subarray(end));
    try {
      const plain = decipher.update(sealed.subarray(NONCE_BYTES, end));
      // Yields no bytes; it compares the tag. Before it, nothing that was opened counts.
      decipher.final();
      return plain;
    } catch {
      // GCM's answer to a wrong key, a wrong context and a changed byte is one and the same.
      return null;
    }
  },
  verify: (publicKey, message, signature) => {
    if (publicKey.length !== 32) return false;
    const spki = Buffer.concat([ED25519_SPKI, publicKey]);
    return verify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature);
  },
};

const toBytes = (data: Data): Uint8Array => (typeof data === 'string' ? Buffer.from(data) : data);

const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** Node takes a key of bytes apart at every use; the events of one Vorgang come in rows. */
function keyObject(key: Uint8Array): KeyObject {
  const known = keyObjects.get(key);
  if (known) return known;
  const made = createSecretKey(key);
  keyObjects.set(key, made);
  return made;
}

const RESERVE_BYTES = NONCE_BYTES * 256;
let reserve = new Uint8Array(0);

/** From the system's random source, fetched for 256 at a time; each part is handed out once. */
function freshNonce(): Uint8Array {
  if (reserve.length < NONCE_BYTES) reserve = randomFillSync(new Uint8Array(RESERVE_BYTES));
  const nonce = reserve.subarray(0, NONCE_BYTES);
  reserve = reserve.subarray(NONCE_BYTES);
  return nonce;
}
