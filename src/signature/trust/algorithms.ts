// Signature and digest algorithms: what an OID means, how a value is verified, and until when it was good enough.

import { constants, createHash, createPublicKey, verify as nodeVerify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as asn1js from 'asn1js';
import { isContext, items, oidOf, readBer, smallOf } from './ber.ts';

/** AlgorithmIdentifier (RFC 5280 4.1.1.2): `parameters` is the DER of the parameters, if there are any. */
export type Algorithm = { readonly oid: string; readonly parameters: Uint8Array | undefined };

const DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '1.3.36.3.2.1': 'ripemd160',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.5': 'sha512-224',
  '2.16.840.1.101.3.4.2.6': 'sha512-256',
  '2.16.840.1.101.3.4.2.7': 'sha3-224',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
  // SHAKE256 with 512 bits, the digest of Ed448 (RFC 8419); with and without length parameter.
  '2.16.840.1.101.3.4.2.12': 'shake256-512',
  '2.16.840.1.101.3.4.2.18': 'shake256-512',
};

/** The digest of an OID as OpenSSL names it, or undefined when the OID is no known digest. */
export const digestName = (oid: string): string | undefined => DIGESTS[oid];

/** A running digest over parts; SHAKE256 with the 512 bits that RFC 8419 demands. */
export function startDigest(name: string) {
  return name === 'shake256-512' ? createHash('shake256', { outputLength: 64 }) : createHash(name);
}

/** Digest over some parts, one after the other. */
export function digestOf(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = startDigest(name);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

type Scheme =
  | { readonly kind: 'rsa'; readonly digest: string | undefined }
  | { readonly kind: 'pss' }
  | { readonly kind: 'ecdsa'; readonly digest: string | undefined; readonly plain: boolean }
  | { readonly kind: 'dsa'; readonly digest: string | undefined }
  | { readonly kind: 'eddsa' };

const rsa = (digest?: string): Scheme => ({ kind: 'rsa', digest });
const ecdsa = (digest?: string, plain = false): Scheme => ({ kind: 'ecdsa', digest, plain });
const dsa = (digest?: string): Scheme => ({ kind: 'dsa', digest });

/** Signature OIDs: RFC 8017, RFC 5758, RFC 8410, BSI TR-03111 (plain ECDSA), NIST CSOR (SHA-3). */
const SCHEMES: Readonly<Record<string, Scheme>> = {
  '1.2.840.113549.1.1.1': rsa(),
  '1.2.840.113549.1.1.4': rsa('md5'),
  '1.2.840.113549.1.1.5': rsa('sha1'),
  '1.3.36.3.3.1.2': rsa('ripemd160'),
  '1.2.840.113549.1.1.14': rsa('sha224'),
  '1.2.840.113549.1.1.11': rsa('sha256'),
  '1.2.840.113549.1.1.12': rsa('sha384'),
  '1.2.840.113549.1.1.13': rsa('sha512'),
  '2.16.840.1.101.3.4.3.13': rsa('sha3-224'),
  '2.16.840.1.101.3.4.3.14': rsa('sha3-256'),
  '2.16.840.1.101.3.4.3.15': rsa('sha3-384'),
  '2.16.840.1.101.3.4.3.16': rsa('sha3-512'),
  '1.2.840.113549.1.1.10': { kind: 'pss' },
  '1.2.840.10045.2.1': ecdsa(),
  '1.2.840.10045.4.1': ecdsa('sha1'),
  '1.2.840.10045.4.3.1': ecdsa('sha224'),
  '1.2.840.10045.4.3.2': ecdsa('sha256'),
  '1.2.840.10045.4.3.3': ecdsa('sha384'),
  '1.2.840.10045.4.3.4': ecdsa('sha512'),
  '2.16.840.1.101.3.4.3.9': ecdsa('sha3-224'),
  '2.16.840.1.101.3.4.3.10': ecdsa('sha3-256'),
  '2.16.840.1.101.3.4.3.11': ecdsa('sha3-384'),
  '2.16.840.1.101.3.4.3.12': ecdsa('sha3-512'),
  '0.4.0.127.0.7.1.1.4.1.1': ecdsa('sha1', true),
  '0.4.0.127.0.7.1.1.4.1.2': ecdsa('sha224', true),
  '0.4.0.127.0.7.1.1.4.1.3': ecdsa('sha256', true),
  '0.4.0.127.0.7.1.1.4.1.4': ecdsa('sha384', true),
  '0.4.0.127.0.7.1.1.4.1.5': ecdsa('sha512', true),
  '1.2.840.10040.4.1': dsa(),
  '1.2.840.10040.4.3': dsa('sha1'),
  '2.16.840.1.101.3.4.3.1': dsa('sha224'),
  '2.16.840.1.101.3.4.3.2': dsa('sha256'),
  '1.3.101.112': { kind: 'eddsa' },
  '1.3.101.113': { kind: 'eddsa' },
};

/** What was used to make a signature; the input of the algorithm constraints. */
export type AlgorithmUse = {
  readonly digest: string;
  readonly key: 'rsa' | 'ec' | 'dsa' | 'eddsa' | 'unknown';
  /** Size of modulus or curve in bits. */
  readonly bits: number;
  /** Readable, e.g. "RSA-PSS 2048, SHA-256". */
  readonly label: string;
};

/** Outcome of one verification: `unsupported` means that nothing could be said. */
export type SignatureCheck = {
  readonly valid: boolean;
  readonly unsupported: string | undefined;
  readonly use: AlgorithmUse;
};

/**
 * Verifies a signature value. `digest` is the digest algorithm named beside the signature algorithm (CMS); it
 * counts only where the signature algorithm itself names none. The key decides the family: an ECDSA algorithm
 * with an RSA key is never valid.
 */
export function verifySignature(
  algorithm: Algorithm,
  digest: string | undefined,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): SignatureCheck {
  const scheme = SCHEMES[algorithm.oid];
  if (scheme === undefined) return unsupported(`signature algorithm ${algorithm.oid}`, key, digest);
  try {
    switch (scheme.kind) {
      case 'rsa': {
        const hash = scheme.digest ?? digest;
        if (hash === undefined || !isRsa(key)) return unsupported('RSA without digest or key', key, digest);
        const valid = nodeVerify(hash, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
        return { valid, unsupported: undefined, use: use(key, hash, 'RSA') };
      }
      case 'pss': {
        const pss = pssParameters(algorithm.parameters);
        if (pss === undefined || !isRsa(key)) return unsupported('RSA-PSS parameters', key, digest);
        const options = {
          key: pss.mgf === pss.hash ? key : restrictedPssKey(key, algorithm),
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: pss.salt,
        };
        const valid = nodeVerify(pss.hash, data, options, signature);
        return { valid, unsupported: undefined, use: use(key, pss.hash, 'RSA-PSS') };
      }
      case 'ecdsa': {
        const hash = scheme.digest ?? digest;
        if (hash === undefined || key.asymmetricKeyType !== 'ec')
          return unsupported('ECDSA without digest or key', key, digest);
        const dsaEncoding = scheme.plain ? 'ieee-p1363' : 'der';
        const valid = nodeVerify(hash, data, { key, dsaEncoding }, signature);
        return { valid, unsupported: undefined, use: use(key, hash, 'ECDSA') };
      }
      case 'dsa': {
        const hash = scheme.digest ?? digest;
        if (hash === undefined || key.asymmetricKeyType !== 'dsa')
          return unsupported('DSA without digest or key', key, digest);
        return {
          valid: nodeVerify(hash, data, key, signature),
          unsupported: undefined,
          use: use(key, hash, 'DSA'),
        };
      }
      case 'eddsa': {
        if (key.asymmetricKeyType !== 'ed25519' && key.asymmetricKeyType !== 'ed448')
          return unsupported('EdDSA without key', key, digest);
        const hash = key.asymmetricKeyType === 'ed25519' ? 'sha512' : 'shake256-512';
        return {
          valid: nodeVerify(null, data, key, signature),
          unsupported: undefined,
          use: use(key, hash, 'EdDSA'),
        };
      }
    }
  } catch (error) {
    return unsupported(error instanceof Error ? error.message : 'verification failed', key, digest);
  }
}

const isRsa = (key: KeyObject): boolean =>
  key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss';

function unsupported(what: string, key: KeyObject, digest: string | undefined): SignatureCheck {
  return {
    valid: false,
    unsupported: what,
    use: use(key, digest ?? 'unknown', key.asymmetricKeyType ?? '?'),
  };
}

function use(key: KeyObject, digest: string, scheme: string): AlgorithmUse {
  const bits = keyBits(key);
  const family = isRsa(key) ? 'rsa' : key.asymmetricKeyType;
  const kind =
    family === 'rsa' || family === 'ec' || family === 'dsa'
      ? family
      : family === 'ed25519' || family === 'ed448'
        ? 'eddsa'
        : 'unknown';
  return {
    digest,
    key: kind,
    bits,
    label: `${scheme} ${bits}, ${digest.toUpperCase().replace('SHA', 'SHA-').replace('-3-', '3-')}`,
  };
}

const CURVE_BITS = /(\d{3})/;

/** Security relevant size of a public key in bits; 0 when it is not known. */
export function keyBits(key: KeyObject): number {
  const details = key.asymmetricKeyDetails;
  if (details?.modulusLength !== undefined) return details.modulusLength;
  if (key.asymmetricKeyType === 'ed25519') return 256;
  if (key.asymmetricKeyType === 'ed448') return 448;
  const curve = details?.namedCurve;
  return curve === undefined ? 0 : Number(CURVE_BITS.exec(curve)?.[1] ?? 0);
}

/** RSASSA-PSS-params (RFC 8017 A.2.3) with their defaults; undefined when they name something unknown. */
function pssParameters(der: Uint8Array | undefined): { hash: string; mgf: string; salt: number } | undefined {
  if (der === undefined) return { hash: 'sha1', mgf: 'sha1', salt: 20 };
  const fields = items(readBer(der));
  const field = (number: number) => items(fields.find((one) => isContext(one, number)))[0];
  const [hashAlgorithm, mgfAlgorithm, saltLength, trailer] = [0, 1, 2, 3].map(field);
  const hash = hashAlgorithm === undefined ? 'sha1' : digestName(oidOf(items(hashAlgorithm)[0]) ?? '');
  const mgf = mgfAlgorithm === undefined ? 'sha1' : digestName(oidOf(items(items(mgfAlgorithm)[1])[0]) ?? '');
  const salt = saltLength === undefined ? 20 : smallOf(saltLength);
  if (
    hash === undefined ||
    mgf === undefined ||
    salt === undefined ||
    (trailer !== undefined && smallOf(trailer) !== 1)
  )
    return undefined;
  return { hash, mgf, salt };
}

/** The same RSA key as RSASSA-PSS key with these parameters: the only way to tell OpenSSL another MGF digest. */
function restrictedPssKey(key: KeyObject, algorithm: Algorithm): KeyObject {
  const info = asn1js.fromBER(key.export({ type: 'spki', format: 'der' })).result as asn1js.Sequence;
  const bits = info.valueBlock.value[1]!;
  const identifier = new asn1js.Sequence({
    value: [
      new asn1js.ObjectIdentifier({ value: algorithm.oid }),
      asn1js.fromBER(algorithm.parameters!).result,
    ],
  });
  const spki = new asn1js.Sequence({ value: [identifier, bits] }).toBER();
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}
