// Algorithms that may be used for signing, and their identifiers in CMS.
// SHA-2 only: ETSI TS 119 312, 5.2; MD5 and SHA-1 cannot even be named here.
import { context, int, nil, oid, seq } from './der.ts';

export type HashName = 'sha256' | 'sha384' | 'sha512';

/** How a signature value comes about. `saltLength` in bytes; by default as long as the hash. */
export type SignatureAlgorithm =
  | { readonly kind: 'rsa-pkcs1'; readonly hash: HashName }
  | { readonly kind: 'rsa-pss'; readonly hash: HashName; readonly saltLength?: number }
  | { readonly kind: 'ecdsa'; readonly hash: HashName };

export const HASH_BYTES: Readonly<Record<HashName, number>> = { sha256: 32, sha384: 48, sha512: 64 };

export const HASH_OIDS: Readonly<Record<HashName, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

const RSA_OIDS: Readonly<Record<HashName, string>> = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};

const ECDSA_OIDS: Readonly<Record<HashName, string>> = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};

const isHash = (hash: string): hash is HashName => Object.hasOwn(HASH_OIDS, hash);

/** True if the algorithm may be used; a signer written in JavaScript might name anything. */
export const isAllowed = (algorithm: SignatureAlgorithm): boolean =>
  isHash(algorithm.hash) && ['rsa-pkcs1', 'rsa-pss', 'ecdsa'].includes(algorithm.kind);

/** AlgorithmIdentifier of the digest: parameters absent (RFC 5754, 2). */
export const digestIdentifier = (hash: HashName) => seq(oid(HASH_OIDS[hash]));

/** AlgorithmIdentifier of the signature: RFC 5754 (RSA, ECDSA), RFC 4055, 3.1 (PSS). */
export const signatureIdentifier = (algorithm: SignatureAlgorithm) => {
  switch (algorithm.kind) {
    case 'rsa-pkcs1':
      return seq(oid(RSA_OIDS[algorithm.hash]), nil());
    case 'ecdsa':
      return seq(oid(ECDSA_OIDS[algorithm.hash]));
    case 'rsa-pss': {
      const hash = seq(oid(HASH_OIDS[algorithm.hash]), nil());
      const mgf = seq(oid('1.2.840.113549.1.1.8'), hash);
      const salt = algorithm.saltLength ?? HASH_BYTES[algorithm.hash];
      return seq(oid('1.2.840.113549.1.1.10'), seq(context(0, hash), context(1, mgf), context(2, int(salt))));
    }
  }
};
