// Cryptographic Message Syntax (RFC 5652) as plain data, read tolerantly, verified strictly.

import 'reflect-metadata';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { decodeBer } from '../trust/asn1.ts';
import { algorithmOf, hex, nameDer, nameText, parseCertificate, sameName } from '../trust/certificate.ts';
import type { Certificate } from '../trust/certificate.ts';
import { digestName, digestOf, verifySignature } from '../trust/algorithms.ts';
import type { Algorithm, AlgorithmUse } from '../trust/algorithms.ts';

export const OID = {
  signedData: '1.2.840.113549.1.7.2',
  data: '1.2.840.113549.1.7.1',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  contentTimestamp: '1.2.840.113549.1.9.16.2.20',
  signaturePolicy: '1.2.840.113549.1.9.16.2.15',
  commitmentType: '1.2.840.113549.1.9.16.2.16',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  cmsAlgorithmProtection: '1.2.840.113549.1.9.52',
  adobeRevocation: '1.2.840.113583.1.1.8',
  ocspBasic: '1.3.6.1.5.5.7.48.1.1',
  ocspResponse: '1.3.6.1.5.5.7.16.2',
} as const;

/** Attribute of a signer (RFC 5652 5.3). */
export type Attribute = { readonly oid: string; readonly values: readonly asn1js.AsnType[] };

export type SignerId =
  | {
      readonly kind: 'issuer';
      readonly issuer: string;
      readonly issuerDer: Uint8Array;
      readonly serial: string;
    }
  | { readonly kind: 'keyId'; readonly keyId: string };

export type CmsSigner = {
  readonly id: SignerId;
  readonly digestOid: string;
  readonly algorithm: Algorithm;
  readonly signature: Uint8Array;
  /** Undefined when the signature is made over the content itself. */
  readonly signedAttributes: readonly Attribute[] | undefined;
  /** What was signed when there are signed attributes: their SET OF encoding as received. */
  readonly signedBytes: Uint8Array | undefined;
  readonly unsignedAttributes: readonly Attribute[];
};

export type Cms = {
  readonly contentType: string;
  /** Encapsulated content; undefined in a detached signature. */
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly Certificate[];
  /** DER of the CRLs and OCSP answers carried in the structure or its attributes. */
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly signers: readonly CmsSigner[];
  /** Bytes used of the input: what follows should be padding only. */
  readonly length: number;
};

/** Reads a CMS SignedData. Returns undefined when the bytes are none. */
export function parseCms(bytes: Uint8Array): Cms | undefined {
  try {
    const asn1 = decodeBer(bytes);
    if (asn1.offset === -1) return undefined;
    const [type, wrapped] = items(asn1.result);
    if (oidOf(type) !== OID.signedData) return undefined;
    return signedData(items(wrapped)[0], asn1.offset);
  } catch {
    return undefined;
  }
}

function signedData(block: asn1js.AsnType | undefined, length: number): Cms | undefined {
  const fields = items(block);
  const encapsulated = items(fields[2]);
  const tagged = (tag: number) =>
    fields.slice(3).find((one) => one.idBlock.tagClass === 3 && one.idBlock.tagNumber === tag);
  const signerSet = fields.at(-1);
  if (signerSet === undefined || !(signerSet instanceof asn1js.Set)) return undefined;
  const signers = items(signerSet).map(signerInfo);
  const certificates = items(tagged(0))
    .map((one) => (one instanceof asn1js.Sequence ? parseCertificate(rawOf(one)) : undefined))
    .filter((one) => one !== undefined);
  const crls: Uint8Array[] = [];
  const ocsps: Uint8Array[] = [];
  for (const one of items(tagged(1))) {
    if (one instanceof asn1js.Sequence) crls.push(rawOf(one));
    else {
      // [1] OtherRevocationInfoFormat: RFC 5940 puts OCSP answers here.
      const [format, info] = items(one);
      if (info !== undefined && [OID.ocspResponse, OID.ocspBasic].includes(oidOf(format) as never))
        ocsps.push(rawOf(info));
    }
  }
  for (const signer of signers) collectRevocation(signer, crls, ocsps, certificates);
  const contentBlock = items(encapsulated[1])[0];
  return {
    contentType: oidOf(encapsulated[0]) ?? '',
    content: contentBlock instanceof asn1js.OctetString ? new Uint8Array(contentBlock.getValue()) : undefined,
    certificates,
    crls,
    ocsps,
    signers,
    length,
  };
}

function signerInfo(block: asn1js.AsnType): CmsSigner {
  const fields = items(block);
  const signedBlock = fields[3]?.idBlock.tagClass === 3 ? fields[3] : undefined;
  const rest = fields.slice(signedBlock === undefined ? 3 : 4);
  const digest = new pkijs.AlgorithmIdentifier({ schema: fields[2] });
  const signature = rest[1];
  if (!(signature instanceof asn1js.OctetString)) throw new Error('signature value');
  return {
    id: signerId(fields[1]),
    digestOid: digest.algorithmId,
    algorithm: algorithmOf(new pkijs.AlgorithmIdentifier({ schema: rest[0] })),
    signature: new Uint8Array(signature.getValue()),
    signedAttributes: signedBlock === undefined ? undefined : items(signedBlock).map(attribute),
    signedBytes: signedBlock === undefined ? undefined : asSet(signedBlock),
    unsignedAttributes: rest[2] === undefined ? [] : items(rest[2]).map(attribute),
  };
}

function signerId(block: asn1js.AsnType | undefined): SignerId {
  if (block instanceof asn1js.Sequence) {
    const id = new pkijs.IssuerAndSerialNumber({ schema: block });
    return {
      kind: 'issuer',
      issuer: nameText(id.issuer),
      issuerDer: nameDer(id.issuer),
      serial: hex(id.serialNumber.valueBlock.valueHexView),
    };
  }
  const inner = block as (asn1js.AsnType & { valueBlock: { valueHexView?: Uint8Array } }) | undefined;
  const nested = items(block)[0];
  const keyId =
    nested instanceof asn1js.OctetString ? nested.valueBlock.valueHexView : inner?.valueBlock.valueHexView;
  return { kind: 'keyId', keyId: hex(keyId ?? new Uint8Array()) };
}

function attribute(block: asn1js.AsnType): Attribute {
  const [type, values] = items(block);
  return { oid: oidOf(type) ?? '', values: items(values) };
}

/** Signed attributes are digested with an explicit SET OF tag instead of [0] (RFC 5652 5.4). */
function asSet(block: asn1js.AsnType): Uint8Array {
  const raw = rawOf(block);
  const indefinite = raw[1] === 0x80;
  const bytes = indefinite
    ? new Uint8Array(new asn1js.Set({ value: [...items(block)] }).toBER())
    : raw.slice();
  bytes[0] = 0x31;
  return bytes;
}

/** Adobe's revocation attribute (ISO 32000-2 12.8.3.3.2) and the CAdES values (ETSI EN 319 122-1 A.1). */
function collectRevocation(
  signer: CmsSigner,
  crls: Uint8Array[],
  ocsps: Uint8Array[],
  certificates: Certificate[],
) {
  for (const one of [...(signer.signedAttributes ?? []), ...signer.unsignedAttributes]) {
    if (one.oid === OID.certificateValues) {
      for (const block of one.values.flatMap(items)) {
        const certificate = parseCertificate(rawOf(block));
        if (certificate !== undefined) certificates.push(certificate);
      }
    }
    if (one.oid !== OID.adobeRevocation && one.oid !== OID.revocationValues) continue;
    for (const tagged of one.values.flatMap(items)) {
      const blocks = items(tagged).flatMap((inner) =>
        inner instanceof asn1js.Sequence && tagged.idBlock.tagClass === 3 ? items(inner) : [],
      );
      if (tagged.idBlock.tagNumber === 0) crls.push(...blocks.map(rawOf));
      if (tagged.idBlock.tagNumber === 1) ocsps.push(...blocks.map(rawOf));
    }
  }
}

/** Children of a constructed block; none for anything else. */
export function items(block: asn1js.AsnType | undefined): readonly asn1js.AsnType[] {
  const value: unknown = (block?.valueBlock as { value?: unknown } | undefined)?.value;
  return Array.isArray(value) ? (value as asn1js.AsnType[]) : [];
}

/** The encoding of a block as it was received. */
export const rawOf = (block: asn1js.AsnType): Uint8Array => block.valueBeforeDecodeView;

/** Dotted form of an OBJECT IDENTIFIER block. */
export const oidOf = (block: asn1js.AsnType | undefined): string | undefined =>
  block instanceof asn1js.ObjectIdentifier ? block.valueBlock.toString() : undefined;

/** The bytes of an OCTET STRING block, put together when it was sent in parts. */
export const octetsOf = (block: asn1js.AsnType | undefined): Uint8Array | undefined =>
  block instanceof asn1js.OctetString ? new Uint8Array(block.getValue()) : undefined;

/** All attributes of one kind. */
export const attributesOf = (
  attributes: readonly Attribute[] | undefined,
  oid: string,
): readonly Attribute[] => (attributes ?? []).filter((one) => one.oid === oid);

/** The certificate a signer names, out of those given. */
export function signerCertificate(
  signer: CmsSigner,
  candidates: readonly Certificate[],
): Certificate | undefined {
  const id = signer.id;
  return candidates.find((one) =>
    id.kind === 'keyId'
      ? one.subjectKeyId === id.keyId
      : one.serial === id.serial && sameName(one.issuerDer, one.issuer, id.issuerDer, id.issuer),
  );
}

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
  const encoded = items(decodeBer(signer.signedBytes).result).map(rawOf);
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
  if (certificate.key === undefined) return { ...none, unsupported: 'public key of the certificate' };
  if (signer.signedAttributes === undefined || signer.signedBytes === undefined) {
    const check = verifySignature(
      signer.algorithm,
      digest,
      certificate.key,
      content.bytes(),
      signer.signature,
    );
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
  const check = verifySignature(
    signer.algorithm,
    digest,
    certificate.key,
    signer.signedBytes,
    signer.signature,
  );
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
  if (byDefault === 'sha256' && parts[0] instanceof asn1js.Sequence)
    digest = digestName(oidOf(items(parts.shift())[0]) ?? '');
  const hash = octetsOf(parts[0]);
  if (digest === undefined || hash === undefined) return false;
  if (Buffer.compare(hash, digestOf(digest, certificate.der)) !== 0) return false;
  const serial = items(parts[1])[1];
  return serial instanceof asn1js.Integer ? hex(serial.valueBlock.valueHexView) === certificate.serial : true;
}
