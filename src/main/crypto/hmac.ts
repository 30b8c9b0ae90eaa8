import { hash } from 'node:crypto';
import type { Data } from '../../ledger/index.ts';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const INNER = 0x36;
const OUTER = 0x5c;

/**
 * HMAC-SHA-256 (RFC 2104) on Node's SHA-256; 32 bytes. Node's own HMAC looks its algorithm up anew at every call,
 * which takes three times as long as the whole of this, and every entry in the log needs one (`npm run bench -- sync`).
 * `key`: of any length; `data`: a text counts as its UTF-8.
 */
export function hmacSha256(key: Uint8Array, data: Data): Uint8Array {
  const short = key.length > BLOCK_BYTES ? hash('sha256', key, 'buffer') : key;
  const message = typeof data === 'string' ? Buffer.from(data) : data;
  const inner = Buffer.allocUnsafe(BLOCK_BYTES + message.length);
  const outer = Buffer.allocUnsafe(BLOCK_BYTES + DIGEST_BYTES);
  for (let i = 0; i < BLOCK_BYTES; i += 1) {
    const byte = short[i] ?? 0;
    inner[i] = byte ^ INNER;
    outer[i] = byte ^ OUTER;
  }
  inner.set(message, BLOCK_BYTES);
  // A digest as text is at hand sooner than one in a Buffer of its own.
  outer.write(hash('sha256', inner, 'binary'), BLOCK_BYTES, 'binary');
  const mac = Buffer.from(hash('sha256', outer, 'binary'), 'binary');
  inner.fill(0);
  outer.fill(0);
  return mac;
}
