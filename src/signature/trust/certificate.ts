// An X.509 certificate as plain data: what path building, revocation and report need, read once.

import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { verifySignature } from './algorithms.ts';
import type { Algorithm, SignatureCheck } from './algorithms.ts';
import {
  bitsOf,
  copyOf,
  hasTag,
  isContext,
  isTag,
  items,
  octetsOf,
  oidOf,
  readBer,
  smallOf,
  stringOf,
  TAG,
  timeOf,
} from './ber.ts';
import type { Ber } from './ber.ts';

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
  readonly nameConstraints: NameConstraints | undefined;
  readonly altNames: readonly GeneralName[];
  /** Critical extensions nobody here understands: such a certificate must not be relied on (RFC 5280 4.2). */
  readonly unknownCritical: readonly string[];
};

/** GeneralName (RFC 5280 4.2.1.6): number of its choice and its text (directory names as RFC 4514). */
export type GeneralName = { readonly type: number; readonly text: string };

export type NameConstraints = {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
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

type FromExtensions = Pick<
  Certificate,
  | 'subjectKeyId'
  | 'authorityKeyId'
  | 'isCa'
  | 'pathLength'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'crlUrls'
  | 'ocspUrls'
  | 'issuerUrls'
  | 'noRevocationCheck'
  | 'nameConstraints'
  | 'altNames'
  | 'unknownCritical'
>;

function extensionsOf(tagged: Ber | undefined): FromExtensions {
  const values = new Map<string, Ber | undefined>();
  const unknownCritical: string[] = [];
  for (const extension of items(items(tagged)[0])) {
    const parts = items(extension);
    const oid = oidOf(parts[0]) ?? '';
    const critical = isTag(parts[1], TAG.boolean) && parts[1].content[0] !== 0;
    const value = readBer(octetsOf(parts.at(-1)) ?? new Uint8Array());
    // A doubled or unreadable extension is one that nobody understands.
    if (critical && (!KNOWN.has(oid) || value === undefined || values.has(oid))) unknownCritical.push(oid);
    values.set(oid, value);
  }
  const basic = items(values.get(EXT.basicConstraints));
  const isCa = isTag(basic[0], TAG.boolean) && basic[0].content[0] !== 0;
  const usage = bitsOf(values.get(EXT.keyUsage));
  const purposes = values.get(EXT.extendedKeyUsage);
  const skid = octetsOf(values.get(EXT.subjectKeyId));
  const akid = items(values.get(EXT.authorityKeyId)).find((one) => isContext(one, 0));
  const constraints = values.get(EXT.nameConstraints);
  const access = (method: string): string[] =>
    items(values.get(EXT.authorityInfo))
      .map((one) => items(one))
      .filter(([oid, location]) => oidOf(oid) === method && isContext(location, 6))
      .map(([, location]) => latin1(location!.content));
  return {
    subjectKeyId: skid === undefined ? undefined : hex(skid),
    authorityKeyId: akid === undefined ? undefined : hex(akid.content),
    isCa,
    pathLength: isCa ? smallOf(basic.find((one) => isTag(one, TAG.integer))) : undefined,
    keyUsage: usage === undefined ? undefined : usageSet(usage),
    extendedKeyUsage: purposes === undefined ? undefined : items(purposes).map((one) => oidOf(one) ?? ''),
    crlUrls: crlUrls(values.get(EXT.crlPoints)),
    ocspUrls: access('1.3.6.1.5.5.7.48.1'),
    issuerUrls: access('1.3.6.1.5.5.7.48.2'),
    noRevocationCheck:
      values.has(EXT.ocspNoCheck) || values.has(EXT.noRevAvail) || values.has(EXT.validityAssured),
    nameConstraints: constraints === undefined ? undefined : constraintsOf(constraints),
    altNames: items(values.get(EXT.altName)).map(generalName),
    unknownCritical,
  };
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** DER (X.690 8.3.2) allows no superfluous leading octet; OpenSSL refuses such a certificate too. */
const paddedInteger = (bytes: Uint8Array): boolean =>
  bytes.length === 0 ||
  (bytes.length > 1 && ((bytes[0] === 0 && bytes[1]! < 0x80) || (bytes[0] === 0xff && bytes[1]! >= 0x80)));

function usageSet(bits: Uint8Array): ReadonlySet<KeyUsage> {
  return new Set(KEY_USAGES.filter((_, at) => ((bits[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0));
}

/** CRLDistributionPoints: fullName with a URI (RFC 5280 4.2.1.13). */
function crlUrls(points: Ber | undefined): string[] {
  return items(points)
    .flatMap((point) => items(point).filter((one) => isContext(one, 0)))
    .flatMap((name) => items(name).filter((one) => isContext(one, 0)))
    .flatMap((full) => items(full).filter((one) => isContext(one, 6)))
    .map((uri) => latin1(uri.content));
}

function constraintsOf(constraints: Ber): NameConstraints {
  const trees = (number: number): GeneralName[] =>
    items(items(constraints).find((one) => isContext(one, number))).flatMap((tree) =>
      items(tree).slice(0, 1).map(generalName),
    );
  return { permitted: trees(0), excluded: trees(1) };
}

const DIRECTORY_NAME = 4;

function generalName(name: Ber): GeneralName {
  const inner = name.number === DIRECTORY_NAME ? items(name)[0] : undefined;
  return { type: name.number, text: inner === undefined ? latin1(name.content) : nameText(inner) };
}

/** AlgorithmIdentifier as plain data; NULL parameters are none. */
export function algorithmOf(identifier: Ber | undefined): Algorithm {
  const [oid, parameters] = items(identifier);
  return {
    oid: oidOf(oid) ?? '',
    parameters: parameters === undefined || hasTag(parameters, TAG.null) ? undefined : copyOf(parameters.raw),
  };
}

/** RFC 4514: the last attribute first, special characters escaped. */
export function nameText(name: Ber): string {
  return items(name)
    .flatMap((set) => items(set))
    .map((one) => {
      const [type, value] = items(one);
      const oid = oidOf(type) ?? '';
      return `${ATTRIBUTE_NAMES[oid] ?? oid}=${(stringOf(value) ?? '?').replace(/[,+"\\<>;]/g, '\\$&')}`;
    })
    .toReversed()
    .join(', ');
}

/** Names are equal when their bytes are, or their text without regard to case and white space (RFC 5280 7.1). */
export function sameName(aDer: Uint8Array, a: string, bDer: Uint8Array, b: string): boolean {
  return Buffer.compare(aDer, bDer) === 0 || (a !== '' && normalized(a) === normalized(b));
}

const normalized = (name: string): string => name.toLowerCase().replace(/\s+/g, ' ').trim();

/** Hex of bytes, lower case. */
export const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

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
