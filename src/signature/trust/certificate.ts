// An X.509 certificate as plain data: what path building, revocation and report need, read once.

import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { verifySignature } from './algorithms.ts';
import type { Algorithm, SignatureCheck } from './algorithms.ts';
import { bitsOf, copyOf, hasTag, isContext, isTag, items, oidOf, readBer, TAG, timeOf } from './ber.ts';
import type { Ber } from './ber.ts';
import { extensionsOf } from './extensions.ts';
import type { CertificateExtensions } from './extensions.ts';
import { hex, nameText, sameName } from './names.ts';

export { hex, nameText, sameName } from './names.ts';

/** RFC 5280 certificate. Names are RFC 4514 strings (most specific first); hex is lower case. */
export type Certificate = CertificateExtensions & {
  readonly der: Uint8Array;
  /** SHA-256 of `der`, hex. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly subjectDer: Uint8Array;
  readonly issuerDer: Uint8Array;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly tbs: Uint8Array;
  readonly algorithm: Algorithm;
  readonly signature: Uint8Array;
  readonly spki: Uint8Array;
};

const parsed = new Map<string, Certificate>();
const MAX_REMEMBERED = 500;

/** Reads a DER certificate. Undefined when it is none. The same bytes mostly give the same object. */
export function parseCertificate(der: Uint8Array): Certificate | undefined {
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const known = parsed.get(fingerprint);
  if (known !== undefined) return known;
  const certificate = read(der, fingerprint);
  if (certificate === undefined) return undefined;
  if (parsed.size >= MAX_REMEMBERED) parsed.delete(parsed.keys().next().value!);
  parsed.set(fingerprint, certificate);
  return certificate;
}

/** Does this certificate (DER) say to be a qualified one for signatures? False also when it cannot be read. */
export const isQualified = (der: Uint8Array): boolean => parseCertificate(der)?.qualified ?? false;

function read(bytes: Uint8Array, fingerprint: string): Certificate | undefined {
  const whole = readBer(bytes);
  const [tbs, algorithm, signature] = items(whole);
  if (!isTag(whole, TAG.sequence) || !isTag(tbs, TAG.sequence) || algorithm === undefined) return undefined;
  const all = items(tbs);
  const fields = isContext(all[0], 0) ? all.slice(1) : all;
  const [serial, , issuer, validity, subject, spki] = fields;
  const [notBefore, notAfter] = items(validity).map(timeOf);
  const value = bitsOf(signature);
  if (!isTag(serial, TAG.integer) || paddedInteger(serial.content)) return undefined;
  if (!issuer || !subject || !isTag(spki, TAG.sequence) || !notBefore || !notAfter || !value)
    return undefined;
  return {
    // A copy: a view would keep the whole PDF alive in the memory of known certificates.
    der: copyOf(whole.raw),
    fingerprint,
    subject: nameText(subject),
    issuer: nameText(issuer),
    subjectDer: copyOf(subject.raw),
    issuerDer: copyOf(issuer.raw),
    serial: hex(serial.content),
    notBefore,
    notAfter,
    tbs: copyOf(tbs.raw),
    algorithm: algorithmOf(algorithm),
    signature: copyOf(value),
    spki: copyOf(spki.raw),
    ...extensionsOf(fields.find((one) => isContext(one, 3))),
  };
}

/** DER (X.690 8.3.2) allows no superfluous leading octet; OpenSSL refuses such a certificate too. */
const paddedInteger = (bytes: Uint8Array): boolean =>
  bytes.length === 0 ||
  (bytes.length > 1 && ((bytes[0] === 0 && bytes[1]! < 0x80) || (bytes[0] === 0xff && bytes[1]! >= 0x80)));

/** AlgorithmIdentifier as plain data; NULL parameters are none. */
export function algorithmOf(identifier: Ber | undefined): Algorithm {
  const [oid, parameters] = items(identifier);
  return {
    oid: oidOf(oid) ?? '',
    parameters: parameters === undefined || hasTag(parameters, TAG.null) ? undefined : copyOf(parameters.raw),
  };
}

/** True when subject and issuer are the same name and the key verifies its own signature. */
export function isSelfSigned(certificate: Certificate): boolean {
  return (
    sameName(certificate.subjectDer, certificate.subject, certificate.issuerDer, certificate.issuer) &&
    verifiedBy(certificate, certificate).valid
  );
}

const keys = new WeakMap<Certificate, KeyObject | null>();

/** The public key of a certificate; undefined when its kind is not known here. */
export function keyOf(certificate: Certificate): KeyObject | undefined {
  const known = keys.get(certificate);
  if (known !== undefined) return known ?? undefined;
  let key: KeyObject | null = null;
  try {
    key = createPublicKey({ key: Buffer.from(certificate.spki), format: 'der', type: 'spki' });
  } catch {
    // An unknown algorithm or curve, or garbage: nothing can be verified with it.
  }
  keys.set(certificate, key);
  return key ?? undefined;
}

const verified = new WeakMap<Certificate, WeakMap<Certificate, SignatureCheck>>();

/** Verifies the signature on `certificate` with the key of `issuer`; remembered for the pair. */
export function verifiedBy(certificate: Certificate, issuer: Certificate): SignatureCheck {
  const byIssuer = verified.get(certificate) ?? new WeakMap<Certificate, SignatureCheck>();
  verified.set(certificate, byIssuer);
  const known = byIssuer.get(issuer);
  if (known !== undefined) return known;
  const key = keyOf(issuer);
  const check: SignatureCheck =
    key === undefined
      ? {
          valid: false,
          unsupported: 'public key',
          use: { digest: 'unknown', key: 'unknown', bits: 0, label: '?' },
        }
      : verifySignature(certificate.algorithm, undefined, key, certificate.tbs, certificate.signature);
  byIssuer.set(issuer, check);
  return check;
}
