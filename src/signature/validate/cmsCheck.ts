// Is a CMS signature over this content, by this certificate, true? (RFC 5652 5.4, 5.6; RFC 5035)

import { digestName, digestOf, verifySignature } from '../trust/algorithms.ts';
import type { AlgorithmUse } from '../trust/algorithms.ts';
import { isTag, items, octetsOf, oidOf, readBer, TAG } from '../trust/ber.ts';
import { hex, keyOf } from '../trust/certificate.ts';
import type { Certificate } from '../trust/certificate.ts';
import { attributesOf, OID } from './cms.ts';
import type { Attribute, Cms, CmsSigner } from './cms.ts';

/** What the signature covers: its digest under an algorithm, and the bytes themselves when they are needed. */
export type SignedContent = {
  readonly digest: (algorithm: string) => Uint8Array;
  readonly bytes: () => Uint8Array;
};

/** SignedContent of bytes in memory; digests are remembered. */
export function contentOf(...parts: readonly Uint8Array[]): SignedContent {
  const digests = new Map<string, Uint8Array>();
  return {
    digest(algorithm) {
      const known = digests.get(algorithm) ?? digestOf(algorithm, ...parts);
      digests.set(algorithm, known);
      return known;
    },
    bytes: () => (parts.length === 1 ? parts[0]! : Buffer.concat(parts)),
  };
}

/** Outcome of the cryptographic check (EN 319 102-1 5.2.7): digest first, then the signature value. */
export type CmsCheck = {
  readonly digestMatches: boolean;
  readonly signatureValid: boolean;
  /** An algorithm or form nobody here can judge; both flags are false then. */
  readonly unsupported: string | undefined;
  /** Structural faults that make the signature worthless whatever the numbers say. */
  readonly faults: readonly string[];
  readonly digest: string | undefined;
  readonly use: AlgorithmUse | undefined;
};

/** Others may occur more than once; these decide what was signed by whom. */
const SINGLE: ReadonlySet<string> = new Set([
  OID.contentType,
  OID.messageDigest,
  OID.signingTime,
  OID.signingCertificate,
  OID.signingCertificateV2,
]);

/** Whether the signed attributes stand in the order of DER (X.690 11.6), as RFC 5652 5.3 demands. */
export function attributesInOrder(signer: CmsSigner): boolean {
  if (signer.signedBytes === undefined) return true;
  const encoded = items(readBer(signer.signedBytes)).map((one) => one.raw);
  return encoded.every((one, index) => index === 0 || Buffer.compare(encoded[index - 1]!, one) <= 0);
}

/** Verifies one signer against the content with its certificate. Says nothing about trust. */
export function checkSigner(
  cms: Cms,
  signer: CmsSigner,
  certificate: Certificate,
  content: SignedContent,
): CmsCheck {
  const digest = digestName(signer.digestOid);
  const none = { digestMatches: false, signatureValid: false, faults: [], digest, use: undefined };
  if (digest === undefined) return { ...none, unsupported: `digest algorithm ${signer.digestOid}` };
  const key = keyOf(certificate);
  if (key === undefined) return { ...none, unsupported: 'public key of the certificate' };
  if (signer.signedAttributes === undefined || signer.signedBytes === undefined) {
    const check = verifySignature(signer.algorithm, digest, key, content.bytes(), signer.signature);
    return {
      ...none,
      digestMatches: check.valid,
      signatureValid: check.valid,
      unsupported: check.unsupported,
      use: check.use,
    };
  }
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const one of signer.signedAttributes) {
    // Others may occur more than once; these decide what was signed by whom.
    if (seen.has(one.oid) && SINGLE.has(one.oid)) faults.push(`signed attribute ${one.oid} occurs twice`);
    seen.add(one.oid);
  }
  const named = attributesOf(signer.signedAttributes, OID.messageDigest);
  const expected =
    named.length === 1 && named[0]!.values.length === 1 ? octetsOf(named[0]!.values[0]) : undefined;
  if (expected === undefined) faults.push('no message-digest attribute');
  const typed = attributesOf(signer.signedAttributes, OID.contentType)[0];
  if (typed !== undefined && oidOf(typed.values[0]) !== cms.contentType)
    faults.push('content-type attribute differs');
  const check = verifySignature(signer.algorithm, digest, key, signer.signedBytes, signer.signature);
  return {
    digestMatches: expected !== undefined && Buffer.compare(expected, content.digest(digest)) === 0,
    signatureValid: check.valid,
    unsupported: check.unsupported,
    faults,
    digest,
    use: check.use,
  };
}

/** What the signing-certificate attributes say (ETSI EN 319 122-1 5.2.2). */
export type EssCheck = 'absent' | 'matches' | 'differs';

/** Checks ESS signing-certificate (RFC 5035) version 1 and 2 against the certificate used. */
export function checkEss(signer: CmsSigner, certificate: Certificate): EssCheck {
  const v1 = attributesOf(signer.signedAttributes, OID.signingCertificate);
  const v2 = attributesOf(signer.signedAttributes, OID.signingCertificateV2);
  if (v1.length + v2.length === 0) return 'absent';
  const matches = [
    ...v1.map((one) => essMatches(one, certificate, 'sha1')),
    ...v2.map((one) => essMatches(one, certificate, 'sha256')),
  ];
  return matches.every(Boolean) ? 'matches' : 'differs';
}

function essMatches(attribute: Attribute, certificate: Certificate, byDefault: 'sha1' | 'sha256'): boolean {
  // SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID, ... }: only the first names the signer.
  const first = items(items(attribute.values[0])[0])[0];
  const parts = [...items(first)];
  let digest: string | undefined = byDefault;
  if (byDefault === 'sha256' && isTag(parts[0], TAG.sequence))
    digest = digestName(oidOf(items(parts.shift())[0]) ?? '');
  const hash = octetsOf(parts[0]);
  if (digest === undefined || hash === undefined) return false;
  if (Buffer.compare(hash, digestOf(digest, certificate.der)) !== 0) return false;
  const serial = items(parts[1])[1];
  return isTag(serial, TAG.integer) ? hex(serial.content) === certificate.serial : true;
}
