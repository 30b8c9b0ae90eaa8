import { createHash } from 'node:crypto';
import type { SigningAlgorithm } from './token.ts';

// PKCS#11 v2.40, annex
const CKM_RSA_PKCS = 0x01;
const CKM_RSA_PKCS_PSS = 0x0d;
const CKM_ECDSA = 0x1041;
const CKM_RSA_PKCS_BY_HASH = { sha256: 0x40, sha384: 0x41, sha512: 0x42 } as const;
const CKM_HASH = { sha256: 0x250, sha384: 0x260, sha512: 0x270 } as const;
const CKG_MGF1 = { sha256: 2, sha384: 3, sha512: 4 } as const;
const CK_PARAMS_RSA_PSS = 5;

/** DigestInfo before the hash (RFC 8017, 9.2, note 1). */
const DIGEST_INFO = {
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  sha384: Buffer.from('3041300d060960864801650304020205000430', 'hex'),
  sha512: Buffer.from('3051300d060960864801650304020305000440', 'hex'),
} as const;

export type Work = { readonly mechanism: { mechanism: number; parameter?: unknown }; readonly data: Buffer };

/** What the card is asked to do. It gets a hash, never the document. */
export const workFor = (
  algorithm: SigningAlgorithm,
  mechanisms: readonly number[],
  toBeSigned: Uint8Array,
): Work => {
  const { hash } = algorithm;
  const digest = createHash(hash).update(toBeSigned).digest();
  switch (algorithm.kind) {
    case 'ecdsa':
      return { mechanism: { mechanism: CKM_ECDSA }, data: digest };
    case 'rsa-pss': {
      const saltLen = algorithm.saltLength ?? digest.length;
      const parameter = { type: CK_PARAMS_RSA_PSS, hashAlg: CKM_HASH[hash], mgf: CKG_MGF1[hash], saltLen };
      return { mechanism: { mechanism: CKM_RSA_PKCS_PSS, parameter }, data: digest };
    }
    case 'rsa-pkcs1':
      // Some cards sign only what they hashed themselves.
      return mechanisms.includes(CKM_RSA_PKCS)
        ? { mechanism: { mechanism: CKM_RSA_PKCS }, data: Buffer.concat([DIGEST_INFO[hash], digest]) }
        : { mechanism: { mechanism: CKM_RSA_PKCS_BY_HASH[hash] }, data: Buffer.from(toBeSigned) };
  }
};

/** True if the card can do plain RSA PKCS#1 v1.5; if not, PSS is what is left. */
export const mustUsePss = (mechanisms: readonly number[]): boolean =>
  !mechanisms.includes(CKM_RSA_PKCS) &&
  !mechanisms.includes(CKM_RSA_PKCS_BY_HASH.sha256) &&
  mechanisms.includes(CKM_RSA_PKCS_PSS);
