// The PAdES baseline level a signature has by its form (ETSI EN 319 142-1 6): attributes, entries, time stamps and
// validation data that are there. Says nothing about whether they are good.

import { attributesOf, OID } from './cms.ts';
import { attributesInOrder } from './cmsCheck.ts';
import type { Container } from './container.ts';
import type { LocatedSignature } from './located.ts';

export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | 'other';

export type LevelEvidence = {
  /** A signature time stamp that fits the signature value. */
  readonly signatureTimestamp: boolean;
  /** A document time stamp over this signature. */
  readonly documentTimestamp: boolean;
  /** Certificates and revocation data in the DSS. */
  readonly validationData: boolean;
  /** A document time stamp over validation data. */
  readonly archiveTimestamp: boolean;
};

/** The level by form. */
export function levelOf(located: LocatedSignature, container: Container, evidence: LevelEvidence): Level {
  if (located.kind === 'timestamp' || !isBaseline(located, container)) return 'other';
  if (!evidence.signatureTimestamp && !evidence.documentTimestamp) return 'B-B';
  if (!evidence.validationData) return 'B-T';
  return evidence.archiveTimestamp ? 'B-LTA' : 'B-LT';
}

/** The CAdES baseline level of a detached signature (ETSI EN 319 122-1 6), as far as B-LT. */
export function detachedLevelOf(
  { cms, signer, certificate }: Container,
  timestamped: boolean,
  validationData: boolean,
): Level {
  if (cms === undefined || signer === undefined || certificate === undefined || cms.content !== undefined)
    return 'other';
  const has = (oid: string) => attributesOf(signer.signedAttributes, oid).length > 0;
  const named = has(OID.signingCertificate) || has(OID.signingCertificateV2);
  if (cms.signers.length !== 1 || !has(OID.contentType) || !has(OID.messageDigest) || !named) return 'other';
  return timestamped ? (validationData ? 'B-LT' : 'B-T') : 'B-B';
}

/** Requirements of table 1 of EN 319 142-1 for B-B that can be seen in the file. */
function isBaseline(located: LocatedSignature, container: Container): boolean {
  const { cms, signer, certificate } = container;
  if (located.subFilter !== 'ETSI.CAdES.detached' || cms === undefined || signer === undefined) return false;
  const attributes = signer.signedAttributes;
  const has = (oid: string) => attributesOf(attributes, oid).length > 0;
  return (
    cms.signers.length === 1 &&
    attributesInOrder(signer) &&
    cms.content === undefined &&
    certificate !== undefined &&
    cms.certificates.includes(certificate) &&
    has(OID.contentType) &&
    has(OID.messageDigest) &&
    (has(OID.signingCertificate) || has(OID.signingCertificateV2)) &&
    !has(OID.signingTime) &&
    located.dict.entries.has('M') &&
    !located.dict.entries.has('Cert')
  );
}
