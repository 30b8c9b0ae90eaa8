// An X.509 certificate as plain data: what path building, revocation and report need, parsed once.

import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import 'reflect-metadata';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { decodeBer } from './asn1.ts';
import { verifySignature } from './algorithms.ts';
import type { Algorithm, SignatureCheck } from './algorithms.ts';

/** RFC 5280 certificate. Names are RFC 4514 strings (most specific first); hex is lower case. */
export type Certificate = {
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
  readonly key: KeyObject | undefined;
  readonly subjectKeyId: string | undefined;
  readonly authorityKeyId: string | undefined;
  readonly isCa: boolean;
  readonly pathLength: number | undefined;
  /** Bits of key usage (RFC 5280 4.2.1.3) by name; undefined when the extension is absent. */
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined;
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly crlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  readonly issuerUrls: readonly string[];
  /** Nobody has to ask for its revocation: id-pkix-ocsp-nocheck, noRevAvail, or short-term (ETSI EN 319 412-1). */
  readonly noRevocationCheck: boolean;
  readonly nameConstraints: pkijs.NameConstraints | undefined;
  readonly altNames: readonly pkijs.GeneralName[];
  /** Critical extensions nobody here understands: such a certificate must not be relied on (RFC 5280 4.2). */
  readonly unknownCritical: readonly string[];
};

export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign';

const KEY_USAGES: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
];

const EXT = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  altName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  crlPoints: '2.5.29.31',
  policies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyId: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
  noRevAvail: '2.5.29.56',
  authorityInfo: '1.3.6.1.5.5.7.1.1',
  qcStatements: '1.3.6.1.5.5.7.1.3',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  validityAssured: '0.4.0.194121.2.1',
} as const;

const KNOWN: ReadonlySet<string> = new Set(Object.values(EXT));

const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.42': 'GN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

const parsed = new Map<string, WeakRef<Certificate>>();

/** Parses a DER certificate. Returns undefined when it is none. Equal bytes give the same object. */
export function parseCertificate(der: Uint8Array): Certificate | undefined {
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const known = parsed.get(fingerprint)?.deref();
  if (known !== undefined) return known;
  try {
    const certificate = fromPki(der, fingerprint);
    if (parsed.size > 5000) parsed.clear();
    parsed.set(fingerprint, new WeakRef(certificate));
    return certificate;
  } catch {
    return undefined;
  }
}

function fromPki(der: Uint8Array, fingerprint: string): Certificate {
  const asn1 = decodeBer(der);
  if (asn1.offset === -1) throw new Error('not DER');
  const cert = new pkijs.Certificate({ schema: asn1.result });
  if (paddedInteger(cert.serialNumber.valueBlock.valueHexView)) throw new Error('serial number is not DER');
  const tbsBlock = (asn1.result as asn1js.Sequence).valueBlock.value[0] as asn1js.Sequence;
  const extensions = new Map((cert.extensions ?? []).map((one) => [one.extnID, one]));
  const value = (oid: string): unknown => extensions.get(oid)?.parsedValue;
  const basic = value(EXT.basicConstraints) as pkijs.BasicConstraints | undefined;
  const usage = value(EXT.keyUsage) as asn1js.BitString | undefined;
  const ext = value(EXT.extendedKeyUsage) as pkijs.ExtKeyUsage | undefined;
  const authority = value(EXT.authorityInfo) as pkijs.InfoAccess | undefined;
  const access = (method: string): string[] =>
    (authority?.accessDescriptions ?? [])
      .filter((one) => one.accessMethod === method && one.accessLocation.type === 6)
      .map((one) => String(one.accessLocation.value));
  const spki = new Uint8Array(cert.subjectPublicKeyInfo.toSchema().toBER());
  const rawSpki = findSpki(tbsBlock) ?? spki;
  const akid = value(EXT.authorityKeyId) as pkijs.AuthorityKeyIdentifier | undefined;
  const skid = value(EXT.subjectKeyId) as asn1js.OctetString | undefined;
  const alt = value(EXT.altName) as pkijs.GeneralNames | pkijs.AltName | undefined;
  const pathLength = basic?.pathLenConstraint;
  return {
    der,
    fingerprint,
    subject: nameText(cert.subject),
    issuer: nameText(cert.issuer),
    subjectDer: nameDer(cert.subject),
    issuerDer: nameDer(cert.issuer),
    serial: hex(cert.serialNumber.valueBlock.valueHexView),
    notBefore: cert.notBefore.value,
    notAfter: cert.notAfter.value,
    tbs: tbsBlock.valueBeforeDecodeView,
    algorithm: algorithmOf(cert.signatureAlgorithm),
    signature: cert.signatureValue.valueBlock.valueHexView,
    spki: rawSpki,
    key: publicKey(rawSpki),
    subjectKeyId: skid === undefined ? undefined : hex(skid.valueBlock.valueHexView),
    authorityKeyId:
      akid?.keyIdentifier === undefined ? undefined : hex(akid.keyIdentifier.valueBlock.valueHexView),
    isCa: basic?.cA === true,
    pathLength: typeof pathLength === 'number' ? pathLength : pathLength === undefined ? undefined : 0,
    keyUsage: usage === undefined ? undefined : usageSet(usage.valueBlock.valueHexView),
    extendedKeyUsage: ext?.keyPurposes,
    crlUrls: crlUrls(value(EXT.crlPoints) as pkijs.CRLDistributionPoints | undefined),
    ocspUrls: access('1.3.6.1.5.5.7.48.1'),
    issuerUrls: access('1.3.6.1.5.5.7.48.2'),
    noRevocationCheck:
      extensions.has(EXT.ocspNoCheck) ||
      extensions.has(EXT.noRevAvail) ||
      extensions.has(EXT.validityAssured),
    nameConstraints: value(EXT.nameConstraints) as pkijs.NameConstraints | undefined,
    altNames: alt === undefined ? [] : 'names' in alt ? alt.names : alt.altNames,
    unknownCritical: [...extensions.values()]
      .filter((one) => one.critical && (!KNOWN.has(one.extnID) || brokenValue(one.parsedValue)))
      .map((one) => one.extnID),
  };
}

/** DER (X.690 8.3.2) allows no superfluous leading octet; OpenSSL refuses such a certificate too. */
const paddedInteger = (bytes: Uint8Array): boolean =>
  bytes.length > 1 && ((bytes[0] === 0 && bytes[1]! < 0x80) || (bytes[0] === 0xff && bytes[1]! >= 0x80));

/** pkijs marks an extension that it knows but cannot read. */
const brokenValue = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'parsingError' in value && Boolean(value.parsingError);

function usageSet(bits: Uint8Array): ReadonlySet<KeyUsage> {
  return new Set(KEY_USAGES.filter((_, at) => ((bits[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0));
}

function crlUrls(points: pkijs.CRLDistributionPoints | undefined): string[] {
  return (points?.distributionPoints ?? []).flatMap((point) =>
    Array.isArray(point.distributionPoint)
      ? point.distributionPoint.filter((name) => name.type === 6).map((name) => String(name.value))
      : [],
  );
}

/** The bytes of SubjectPublicKeyInfo as they stand in the certificate (explicit curve parameters and all). */
function findSpki(tbs: asn1js.Sequence): Uint8Array | undefined {
  const fields = tbs.valueBlock.value;
  const version = fields[0]?.idBlock.tagClass === 3 ? 1 : 0;
  return fields[version + 5]?.valueBeforeDecodeView;
}

function publicKey(spki: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

/** AlgorithmIdentifier of pkijs as plain data. */
export function algorithmOf(identifier: pkijs.AlgorithmIdentifier): Algorithm {
  const parameters: unknown = identifier.algorithmParams;
  const der =
    parameters instanceof asn1js.BaseBlock &&
    !(parameters instanceof asn1js.Null) &&
    !(parameters instanceof asn1js.Any)
      ? new Uint8Array(parameters.toBER())
      : undefined;
  return { oid: identifier.algorithmId, parameters: der };
}

/** RFC 4514: the last attribute first, special characters escaped. */
export function nameText(name: pkijs.RelativeDistinguishedNames): string {
  return name.typesAndValues
    .map((one) => {
      const value = one.value.valueBlock as { value?: unknown };
      const text = typeof value.value === 'string' ? value.value : '?';
      return `${ATTRIBUTE_NAMES[one.type] ?? one.type}=${text.replace(/[,+"\\<>;]/g, '\\$&')}`;
    })
    .reverse()
    .join(', ');
}

/** The encoded name as received, else encoded anew. */
export function nameDer(name: pkijs.RelativeDistinguishedNames): Uint8Array {
  const received = new Uint8Array(name.valueBeforeDecode);
  return received.length > 0 ? received : new Uint8Array(name.toSchema().toBER());
}

/** Names are equal when their bytes are, or their text without regard to case and white space (RFC 5280 7.1). */
export function sameName(aDer: Uint8Array, a: string, bDer: Uint8Array, b: string): boolean {
  return Buffer.compare(aDer, bDer) === 0 || (a !== '' && normalized(a) === normalized(b));
}

const normalized = (name: string): string => name.toLowerCase().replace(/\s+/g, ' ').trim();

/** Hex of bytes, lower case. */
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** True when subject and issuer are the same name and the key verifies its own signature. */
export function isSelfSigned(certificate: Certificate): boolean {
  return (
    sameName(certificate.subjectDer, certificate.subject, certificate.issuerDer, certificate.issuer) &&
    verifiedBy(certificate, certificate).valid
  );
}

const verified = new WeakMap<Certificate, WeakMap<Certificate, SignatureCheck>>();

/** Verifies the signature on `certificate` with the key of `issuer`; remembered for the pair. */
export function verifiedBy(certificate: Certificate, issuer: Certificate): SignatureCheck {
  const byIssuer = verified.get(certificate) ?? new WeakMap<Certificate, SignatureCheck>();
  verified.set(certificate, byIssuer);
  const known = byIssuer.get(issuer);
  if (known !== undefined) return known;
  const check: SignatureCheck =
    issuer.key === undefined
      ? {
          valid: false,
          unsupported: 'public key',
          use: { digest: 'unknown', key: 'unknown', bits: 0, label: '?' },
        }
      : verifySignature(certificate.algorithm, undefined, issuer.key, certificate.tbs, certificate.signature);
  byIssuer.set(issuer, check);
  return check;
}

/** A set of certificates without doubles, found by subject. */
export type CertificatePool = {
  add(certificate: Certificate): void;
  all(): readonly Certificate[];
  /** Certificates whose name is the issuer of this one; those with the fitting key identifier first. */
  issuersOf(certificate: Certificate): readonly Certificate[];
};

/** An empty pool with some certificates put in. */
export function certificatePool(initial: readonly Certificate[] = []): CertificatePool {
  const byFingerprint = new Map<string, Certificate>();
  const bySubject = new Map<string, Certificate[]>();
  const pool: CertificatePool = {
    add(certificate) {
      if (byFingerprint.has(certificate.fingerprint)) return;
      byFingerprint.set(certificate.fingerprint, certificate);
      const key = normalized(certificate.subject);
      const same = bySubject.get(key);
      if (same === undefined) bySubject.set(key, [certificate]);
      else same.push(certificate);
    },
    all: () => [...byFingerprint.values()],
    issuersOf(certificate) {
      const found = bySubject.get(normalized(certificate.issuer)) ?? [];
      const fits = (one: Certificate) =>
        certificate.authorityKeyId !== undefined && one.subjectKeyId === certificate.authorityKeyId ? 0 : 1;
      return found.toSorted((a, b) => fits(a) - fits(b));
    },
  };
  for (const one of initial) pool.add(one);
  return pool;
}
