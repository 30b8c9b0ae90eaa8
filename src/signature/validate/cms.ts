// Cryptographic Message Syntax (RFC 5652) as plain data, read tolerantly.

import { algorithmOf, hex, nameText, parseCertificate, sameName } from '../trust/certificate.ts';
import { copyOf, hasTag, isContext, isTag, items, octetsOf, oidOf, readBer, TAG } from '../trust/ber.ts';
import type { Ber } from '../trust/ber.ts';
import type { Certificate } from '../trust/certificate.ts';
import type { Algorithm } from '../trust/algorithms.ts';

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
export type Attribute = { readonly oid: string; readonly values: readonly Ber[] };

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
  const whole = readBer(bytes);
  const [type, wrapped] = items(whole);
  if (whole === undefined || oidOf(type) !== OID.signedData) return undefined;
  return signedData(items(wrapped)[0], whole.raw.length);
}

function signedData(block: Ber | undefined, length: number): Cms | undefined {
  const fields = items(block);
  const encapsulated = items(fields[2]);
  const tagged = (tag: number) => fields.slice(3).find((one) => isContext(one, tag));
  const signerSet = fields.at(-1);
  if (!isTag(signerSet, TAG.set)) return undefined;
  const signers = items(signerSet).map(signerInfo);
  if (!signers.every((one) => one !== undefined)) return undefined;
  const certificates = items(tagged(0))
    .map((one) => (isTag(one, TAG.sequence) ? parseCertificate(one.raw) : undefined))
    .filter((one) => one !== undefined);
  const crls: Uint8Array[] = [];
  const ocsps: Uint8Array[] = [];
  for (const one of items(tagged(1))) {
    if (isTag(one, TAG.sequence)) crls.push(one.raw);
    else {
      // [1] OtherRevocationInfoFormat: RFC 5940 puts OCSP answers here.
      const [format, info] = items(one);
      const oid = oidOf(format);
      if (info !== undefined && (oid === OID.ocspResponse || oid === OID.ocspBasic)) ocsps.push(info.raw);
    }
  }
  for (const signer of signers) collectRevocation(signer, crls, ocsps, certificates);
  const contentBlock = items(encapsulated[1])[0];
  return {
    contentType: oidOf(encapsulated[0]) ?? '',
    content:
      contentBlock !== undefined && hasTag(contentBlock, TAG.octetString)
        ? octetsOf(contentBlock)
        : // PKCS#7 content may be any type (ISO 32000-1 12.8.3.3.1 writes the octets of a digest)
          contentBlock?.content,
    certificates,
    crls,
    ocsps,
    signers,
    length,
  };
}

function signerInfo(block: Ber): CmsSigner | undefined {
  const fields = items(block);
  const signedBlock = isContext(fields[3], 0) ? fields[3] : undefined;
  const [algorithm, value, unsigned] = fields.slice(signedBlock === undefined ? 3 : 4);
  const signature = isTag(value, TAG.octetString) ? octetsOf(value) : undefined;
  const id = signerId(fields[1]);
  if (signature === undefined || algorithm === undefined || id === undefined) return undefined;
  return {
    id,
    digestOid: oidOf(items(fields[2])[0]) ?? '',
    algorithm: algorithmOf(algorithm),
    signature,
    signedAttributes: signedBlock === undefined ? undefined : items(signedBlock).map(attribute),
    signedBytes: signedBlock === undefined ? undefined : asSet(signedBlock),
    unsignedAttributes: items(unsigned).map(attribute),
  };
}

function signerId(block: Ber | undefined): SignerId | undefined {
  if (block !== undefined && hasTag(block, TAG.sequence)) {
    const [issuer, serial] = items(block);
    if (issuer === undefined || serial === undefined) return undefined;
    return { kind: 'issuer', issuer: nameText(issuer), issuerDer: issuer.raw, serial: hex(serial.content) };
  }
  if (block === undefined || block.cls !== 2 || block.number !== 0) return undefined;
  const keyId = block.constructed ? octetsOf(items(block)[0]) : block.content;
  return keyId === undefined ? undefined : { kind: 'keyId', keyId: hex(keyId) };
}

function attribute(block: Ber): Attribute {
  const [type, values] = items(block);
  return { oid: oidOf(type) ?? '', values: items(values) };
}

/** Signed attributes are digested with an explicit SET OF tag instead of [0] (RFC 5652 5.4). */
function asSet(block: Ber): Uint8Array {
  const bytes = block.indefinite ? withLength(block.content) : copyOf(block.raw);
  bytes[0] = 0x31;
  return bytes;
}

/** A definite length in front of the content, as DER demands. */
function withLength(content: Uint8Array): Uint8Array {
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([0x31, ...length]), content]);
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
        const certificate = parseCertificate(block.raw);
        if (certificate !== undefined) certificates.push(certificate);
      }
    }
    if (one.oid !== OID.adobeRevocation && one.oid !== OID.revocationValues) continue;
    for (const tagged of one.values.flatMap(items)) {
      const found = items(items(tagged)[0]).map((block) => block.raw);
      if (isContext(tagged, 0)) crls.push(...found);
      if (isContext(tagged, 1)) ocsps.push(...found);
    }
  }
}

/** The encoding of an element as it was received. */
export const rawOf = (element: Ber): Uint8Array => element.raw;

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
