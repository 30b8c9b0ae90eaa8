// The extensions of a certificate (RFC 5280 4.2) that decide what it may be used for.

import { bitsOf, isContext, isTag, items, octetsOf, oidOf, readBer, smallOf, TAG } from './ber.ts';
import type { Ber } from './ber.ts';
import { hex, nameText } from './names.ts';

export type CertificateExtensions = {
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
  /** It says to be an EU qualified certificate for electronic signatures, its key in a QSCD (EN 319 412-5 4). */
  readonly qualified: boolean;
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

/** Reads the extensions from their tagged element; without any all values are empty. */
export function extensionsOf(tagged: Ber | undefined): CertificateExtensions {
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
    qualified: saysQualified(values.get(EXT.qcStatements)),
    unknownCritical,
  };
}

const QC = {
  compliance: '0.4.0.1862.1.1',
  sscd: '0.4.0.1862.1.4',
  type: '0.4.0.1862.1.6',
  typeESign: '0.4.0.1862.1.6.1',
  legislation: '0.4.0.1862.1.7',
} as const;

/**
 * Read from the statements themselves: the same octets can stand anywhere else, in a key that its owner chose. A seal,
 * a web site, a key outside of a QSCD (Annex I (j) eIDAS) and the law of another country are none.
 */
function saysQualified(extension: Ber | undefined): boolean {
  const statements = new Map(items(extension).map((one) => [oidOf(items(one)[0]) ?? '', items(one)[1]]));
  const types = items(statements.get(QC.type)).map((one) => oidOf(one));
  return (
    statements.has(QC.compliance) &&
    statements.has(QC.sscd) &&
    !statements.has(QC.legislation) &&
    (!statements.has(QC.type) || types.includes(QC.typeESign))
  );
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

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
