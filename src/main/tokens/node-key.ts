import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { sign, constants, X509Certificate, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { ok, type Result } from '../../domain/shared/result.ts';
import { tokenError, type HashName, type SigningAlgorithm, type TokenError, type TokenKey } from './token.ts';

const signAsync = promisify(sign);

/** NIST and Brainpool curves, each with the hash of its size (ETSI TS 119 312, 6). */
const CURVE_HASH: Readonly<Record<string, HashName>> = {
  prime256v1: 'sha256',
  secp384r1: 'sha384',
  secp521r1: 'sha512',
  brainpoolP256r1: 'sha256',
  brainpoolP384r1: 'sha384',
  brainpoolP512r1: 'sha512',
};

/**
 * Whether a certificate may stand under a signature (RFC 5280, 4.2.1.3): no authority, and not one of the others on
 * the same card that are for encryption only.
 */
export const isForSigning = (der: Uint8Array): boolean => {
  if (new X509Certificate(der).ca) return false;
  const usage = new x509.X509Certificate(Uint8Array.from(der)).getExtension(x509.KeyUsagesExtension);
  const { digitalSignature, nonRepudiation } = x509.KeyUsageFlags;
  return !usage || (usage.usages & (digitalSignature | nonRepudiation)) !== 0;
};

export type KeyPreferences = { readonly pss?: boolean | undefined };

/** The algorithm for a public key, or undefined where it is too weak (RSA below 2048 bits) or unknown. */
export const algorithmFor = (
  key: KeyObject,
  preferences: KeyPreferences = {},
): SigningAlgorithm | undefined => {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'ec') {
    const hash = CURVE_HASH[details?.namedCurve ?? ''];
    return hash === undefined ? undefined : { kind: 'ecdsa', hash };
  }
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'rsa-pss') return undefined;
  if ((details?.modulusLength ?? 0) < 2048) return undefined;
  const pss = key.asymmetricKeyType === 'rsa-pss' || preferences.pss === true;
  return { kind: pss ? 'rsa-pss' : 'rsa-pkcs1', hash: 'sha256' };
};

/** A key held by node:crypto. The private key stays in the closure and goes with it. */
export const nodeKey = (
  privateKey: KeyObject,
  certificate: Uint8Array,
  chain: readonly Uint8Array[],
  label: string,
  preferences: KeyPreferences = {},
): Result<TokenKey, TokenError> => {
  const parsed = new X509Certificate(certificate);
  const algorithm = algorithmFor(parsed.publicKey, preferences);
  if (algorithm === undefined) return tokenError('token.verfahren-nicht-moeglich');
  const options =
    algorithm.kind === 'ecdsa'
      ? { key: privateKey, dsaEncoding: 'der' as const }
      : algorithm.kind === 'rsa-pss'
        ? {
            key: privateKey,
            padding: constants.RSA_PKCS1_PSS_PADDING,
            saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
          }
        : { key: privateKey, padding: constants.RSA_PKCS1_PADDING };
  return ok({
    id: parsed.fingerprint256.replaceAll(':', '').toLowerCase(),
    label,
    certificate,
    chain,
    algorithm,
    signRaw: async (toBeSigned) => ok(new Uint8Array(await signAsync(algorithm.hash, toBeSigned, options))),
  });
};

/** Orders loose certificates into the chain above `leaf`, by who issued whom. */
export const chainOf = (leaf: Uint8Array, heap: readonly Uint8Array[]): readonly Uint8Array[] => {
  const all = heap.map((raw) => new X509Certificate(raw));
  const chain: X509Certificate[] = [];
  let current = new X509Certificate(leaf);
  while (!current.checkIssued(current) && chain.length < 16) {
    const issuer = all.find((c) => current.checkIssued(c) && !chain.includes(c));
    if (issuer === undefined) break;
    chain.push(issuer);
    current = issuer;
  }
  return chain.map((c) => c.raw);
};
