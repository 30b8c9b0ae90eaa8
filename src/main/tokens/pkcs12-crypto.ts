import * as asn1 from 'asn1js';
import { createDecipheriv, createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { PBES2Params, PBKDF2Params, type AlgorithmIdentifier, type MacData } from 'pkijs';

/** A protection that this program does not open; the message is its name. */
export class UnsupportedPbe extends Error {}

const HASHES: Readonly<Record<string, { readonly name: string; readonly block: number }>> = {
  '1.3.14.3.2.26': { name: 'sha1', block: 64 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', block: 64 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', block: 128 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', block: 128 },
};

const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const CIPHERS: Readonly<Record<string, { readonly name: string; readonly key: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', key: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', key: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', key: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', key: 24 },
};

const ID_PBES2 = '1.2.840.113549.1.5.13';
const ID_PBMAC1 = '1.2.840.113549.1.5.14';
const ID_PBE_3DES = '1.2.840.113549.1.12.1.3';
const MAX_ITERATIONS = 10_000_000;

const rounds = (count: number): number => {
  if (count < 1 || count > MAX_ITERATIONS) throw new Error('iterations out of range');
  return count;
};

/** RFC 7292, appendix B.1: the passphrase as BMPString with two zero bytes behind. */
const bmpPassphrase = (passphrase: string): Buffer => Buffer.from(`${passphrase}\0`, 'utf16le').swap16();

/** RFC 7292, appendix B.2. `id` 1 key, 2 initial vector, 3 MAC key. */
const derive = (
  hash: { readonly name: string; readonly block: number },
  passphrase: string,
  salt: Uint8Array,
  iterations: number,
  id: 1 | 2 | 3,
  length: number,
): Buffer => {
  const v = hash.block;
  const fill = (bytes: Uint8Array): Buffer =>
    Buffer.alloc(bytes.length === 0 ? 0 : Math.ceil(bytes.length / v) * v, Buffer.from(bytes));
  const i = Buffer.concat([fill(salt), fill(bmpPassphrase(passphrase))]);
  const d = Buffer.alloc(v, id);
  const parts: Buffer[] = [];
  for (let got = 0; got < length;) {
    let a = createHash(hash.name).update(d).update(i).digest();
    for (let n = 1; n < iterations; n++) a = createHash(hash.name).update(a).digest();
    parts.push(a);
    got += a.length;
    const b = Buffer.alloc(v, a);
    for (let j = 0; j < i.length; j += v) {
      let carry = 1;
      for (let k = v - 1; k >= 0; k--) {
        carry += i[j + k]! + b[k]!;
        i[j + k] = carry & 0xff;
        carry >>= 8;
      }
    }
  }
  return Buffer.concat(parts).subarray(0, length);
};

const view = (octets: asn1.OctetString): Uint8Array => new Uint8Array(octets.getValue());

/** True if the MAC over the file fits the passphrase. @throws UnsupportedPbe */
export const macIsRight = (mac: MacData, content: Uint8Array, passphrase: string): boolean => {
  const algorithm = mac.mac.digestAlgorithm;
  const expected = view(mac.mac.digest);
  const same = (got: Buffer): boolean => got.length === expected.length && timingSafeEqual(got, expected);
  if (algorithm.algorithmId === ID_PBMAC1) throw new UnsupportedPbe('PBMAC1');
  const hash = HASHES[algorithm.algorithmId];
  if (hash === undefined) throw new UnsupportedPbe(algorithm.algorithmId);
  const size = createHash(hash.name).digest().length;
  const key = derive(hash, passphrase, view(mac.macSalt), rounds(mac.iterations ?? 1), 3, size);
  return same(createHmac(hash.name, key).update(content).digest());
};

const decipher = (name: string, key: Buffer, iv: Uint8Array, data: Uint8Array): Buffer => {
  const cipher = createDecipheriv(name, key, iv);
  return Buffer.concat([cipher.update(data), cipher.final()]);
};

/** Decrypts with the passphrase: PBES2 (RFC 8018, 6.2) or the 3DES of RFC 7292, appendix C. @throws UnsupportedPbe */
export const decryptPbe = (algorithm: AlgorithmIdentifier, data: Uint8Array, passphrase: string): Buffer => {
  if (algorithm.algorithmId === ID_PBE_3DES) {
    const [salt, count] = (algorithm.algorithmParams as asn1.Sequence).valueBlock.value;
    const bytes = view(salt as asn1.OctetString);
    const n = rounds((count as asn1.Integer).valueBlock.valueDec);
    const sha1 = HASHES['1.3.14.3.2.26']!;
    const key = derive(sha1, passphrase, bytes, n, 1, 24);
    return decipher('des-ede3-cbc', key, derive(sha1, passphrase, bytes, n, 2, 8), data);
  }
  if (algorithm.algorithmId !== ID_PBES2) throw new UnsupportedPbe(algorithm.algorithmId);
  const pbes2 = new PBES2Params({ schema: algorithm.algorithmParams });
  const kdf = new PBKDF2Params({ schema: pbes2.keyDerivationFunc.algorithmParams });
  const cipher = CIPHERS[pbes2.encryptionScheme.algorithmId];
  const prf = PRFS[kdf.prf?.algorithmId ?? '1.2.840.113549.2.7'];
  if (cipher === undefined) throw new UnsupportedPbe(pbes2.encryptionScheme.algorithmId);
  if (prf === undefined) throw new UnsupportedPbe(kdf.prf?.algorithmId ?? '');
  const salt = view(kdf.salt as asn1.OctetString);
  const key = pbkdf2Sync(passphrase, salt, rounds(kdf.iterationCount), cipher.key, prf);
  const iv = view(pbes2.encryptionScheme.algorithmParams as asn1.OctetString);
  return decipher(cipher.name, key, iv, data);
};

/** Key derivation of RFC 7292, appendix B.2, by name of the hash; `id` 1 key, 2 initial vector, 3 MAC key. */
export const deriveKey = (
  hash: 'sha256',
  passphrase: string,
  salt: Uint8Array,
  iterations: number,
  id: 1 | 2 | 3,
  length: number,
): Buffer => derive({ name: hash, block: 64 }, passphrase, salt, iterations, id, length);
