import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const KEY_BYTES = 32;

/** A public key of checkpoints (Ed25519, RFC 8032) as every command prints it. */
export const formatPublicKey = (key: Uint8Array): string => Buffer.from(key).toString('base64');

/**
 * Such a key from the command line: itself or a file that holds it, as PEM (SubjectPublicKeyInfo), base64 or hex. Null:
 * it is none. Throws what the system says where there is a file that cannot be read.
 */
export function readPublicKey(given: string): Uint8Array | null {
  const text = (existsSync(given) ? readFileSync(given, 'utf8') : given).trim();
  if (text.startsWith('-----')) return fromPem(text);
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
}

function fromPem(text: string): Uint8Array | null {
  try {
    const key = createPublicKey(text);
    if (key.asymmetricKeyType !== 'ed25519') return null;
    return key.export({ type: 'spki', format: 'der' }).subarray(-KEY_BYTES);
  } catch {
    return null;
  }
}
