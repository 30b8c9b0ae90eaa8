// From password to file key (ISO 32000-2, 7.6.4): algorithms 2, 4 to 7 for revisions 2 to 4, 2.A and 2.B for 6.
import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { rc4 } from './rc4.ts';

export type SecurityParameters = {
  readonly r: number;
  readonly keyBytes: number;
  readonly o: Uint8Array;
  readonly u: Uint8Array;
  readonly oe: Uint8Array | undefined;
  readonly ue: Uint8Array | undefined;
  readonly p: number;
  readonly id: Uint8Array;
  readonly encryptMetadata: boolean;
};

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

const md5 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const padded = (password: Uint8Array): Buffer => Buffer.concat([password, PADDING]).subarray(0, 32);

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

/** Algorithm 2 (revision 4 and earlier). */
const oldKey = (s: SecurityParameters, password: Uint8Array): Buffer => {
  const p = Buffer.alloc(4);
  p.writeInt32LE(s.p | 0);
  const meta = s.r >= 4 && !s.encryptMetadata ? Buffer.from([255, 255, 255, 255]) : Buffer.alloc(0);
  const n = s.r === 2 ? 5 : s.keyBytes;
  let key = md5(padded(password), s.o, p, s.id, meta);
  if (s.r >= 3) for (let i = 0; i < 50; i++) key = md5(key.subarray(0, n));
  return key.subarray(0, n);
};

/** The key with each byte combined with the number of the round (algorithm 5, step e). */
const roundKey = (key: Uint8Array, round: number): Uint8Array => key.map((byte) => byte ^ round);

/** Algorithms 4, 5 and 6: the key if the user password is right. */
const oldUser = (s: SecurityParameters, password: Uint8Array): Buffer | undefined => {
  const key = oldKey(s, password);
  if (s.r === 2) return same(rc4(key, PADDING), s.u.subarray(0, 32)) ? key : undefined;
  let value: Uint8Array = rc4(key, md5(PADDING, s.id));
  for (let i = 1; i <= 19; i++) value = rc4(roundKey(key, i), value);
  return same(value, s.u.subarray(0, 16)) ? key : undefined;
};

/** Algorithm 7: the owner password opens /O, which holds the user password. */
const oldOwner = (s: SecurityParameters, password: Uint8Array): Buffer | undefined => {
  let hash = md5(padded(password));
  if (s.r >= 3) for (let i = 0; i < 50; i++) hash = md5(hash);
  const key = hash.subarray(0, s.r === 2 ? 5 : s.keyBytes);
  let user: Uint8Array = s.o;
  if (s.r === 2) user = rc4(key, user);
  else for (let i = 19; i >= 0; i--) user = rc4(roundKey(key, i), user);
  return oldUser(s, user);
};

/** Algorithm 2.B; revision 5 (Adobe extension level 3) is one plain SHA-256. */
const hashR6 = (r: number, password: Uint8Array, salt: Uint8Array, udata: Uint8Array): Buffer => {
  let k = createHash('sha256').update(password).update(salt).update(udata).digest();
  if (r === 5) return k;
  for (let i = 0; ; i++) {
    const block = Buffer.concat([password, k, udata]);
    const k1 = Buffer.concat(Array.from({ length: 64 }, () => block));
    const cipher = createCipheriv('aes-128-cbc', k.subarray(0, 16), k.subarray(16, 32));
    cipher.setAutoPadding(false);
    const e = cipher.update(k1);
    const sum = e.subarray(0, 16).reduce((a, b) => a + b, 0);
    k = createHash(['sha256', 'sha384', 'sha512'][sum % 3]!)
      .update(e)
      .digest();
    if (i >= 63 && e[e.length - 1]! <= i + 1 - 32) break;
  }
  return k.subarray(0, 32);
};

const unwrap = (key: Uint8Array, wrapped: Uint8Array): Buffer => {
  const cipher = createDecipheriv('aes-256-cbc', key, Buffer.alloc(16));
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(wrapped.subarray(0, 32)), cipher.final()]);
};

/** Algorithm 2.A (revision 5 and 6). */
const newKey = (s: SecurityParameters, password: Uint8Array): Buffer | undefined => {
  const u = s.u.subarray(0, 48);
  const none = Buffer.alloc(0);
  if (same(hashR6(s.r, password, s.o.subarray(32, 40), u), s.o.subarray(0, 32)))
    return unwrap(hashR6(s.r, password, s.o.subarray(40, 48), u), s.oe!);
  if (same(hashR6(s.r, password, u.subarray(32, 40), none), u.subarray(0, 32)))
    return unwrap(hashR6(s.r, password, u.subarray(40, 48), none), s.ue!);
  return undefined;
};

/** The file key, or undefined if the password is neither the user's nor the owner's. */
export const fileKey = (s: SecurityParameters, password: string): Buffer | undefined => {
  if (s.r >= 5) return newKey(s, Buffer.from(password.normalize('NFKC'), 'utf8').subarray(0, 127));
  const bytes = Buffer.from(password, 'latin1');
  return oldUser(s, bytes) ?? oldOwner(s, bytes);
};
