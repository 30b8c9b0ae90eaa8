// A CMS SignedData with one signer as PAdES and CAdES baseline want it: ETSI EN 319 122-1, 6.3, EN 319 142-1, 6.3;
// RFC 5652, 5; RFC 5035. Signed attributes are content-type, message-digest and signing-certificate-v2; there is
// no signing-time (EN 319 142-1, 6.3: the claimed time stands in /M).
import { createHash } from 'node:crypto';
import { certificateParts, type CertificateParts } from './certificate.ts';
import {
  digestIdentifier,
  HASH_OIDS,
  signatureIdentifier,
  type HashName,
  type SignatureAlgorithm,
} from './algorithms.ts';
import { context, int, octets, oid, raw, seq, setOf, type Part } from './der.ts';

const ID_DATA = '1.2.840.113549.1.7.1';
const ID_SIGNED_DATA = '1.2.840.113549.1.7.2';
const ID_CONTENT_TYPE = '1.2.840.113549.1.9.3';
const ID_MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const ID_SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const ID_RI_OCSP_RESPONSE = '1.3.6.1.5.5.7.16.2';
const ID_SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';

const attribute = (type: string, value: Part) => seq(oid(type), setOf(value));

/** ESSCertIDv2 of the signer (RFC 5035, 3): SHA-256 is the default and must then be left out in DER. */
const signingCertificate = (certificate: CertificateParts, hash: HashName) => {
  const digest = octets(createHash(hash).update(certificate.der).digest());
  const name = seq(seq(context(4, raw(certificate.issuer))), raw(certificate.serial));
  const id = hash === 'sha256' ? seq(digest, name) : seq(seq(oid(HASH_OIDS[hash])), digest, name);
  return seq(seq(id));
};

/**
 * The signed attributes as the SET that is hashed and signed (RFC 5652, 5.4).
 * @param digest hash of the signed bytes, with the hash of the algorithm
 */
export const signedAttributes = (certificate: Uint8Array, hash: HashName, digest: Uint8Array): Buffer =>
  setOf(
    attribute(ID_CONTENT_TYPE, oid(ID_DATA)),
    attribute(ID_MESSAGE_DIGEST, octets(digest)),
    attribute(ID_SIGNING_CERTIFICATE_V2, signingCertificate(certificateParts(certificate), hash)),
  );

/** Retags a SET as `[n] IMPLICIT`. */
const retag = (set: Uint8Array, tag: number): Buffer => {
  const copy = Buffer.from(set);
  copy[0] = 0xa0 | tag;
  return copy;
};

export type CmsParts = {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  /** from `signedAttributes` */
  readonly attributes: Uint8Array;
  /** for ECDSA the DER form of (r, s) */
  readonly signatureValue: Uint8Array;
  /** RFC 3161 TimeStampToken over the signature value (B-T) */
  readonly timestamp?: Uint8Array | undefined;
  /** further certificates, CRLs and OCSP answers (DER), for a detached signature that carries its own proofs (B-LT) */
  readonly proofs?: ValidationProofs | undefined;
};

export type ValidationProofs = {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
};

/** RevocationInfoChoices (RFC 5652, 10.2.1); OCSP answers as another format (RFC 5940, 2.1). */
const revocationInfo = ({ crls, ocsps }: ValidationProofs): readonly Buffer[] =>
  crls.length + ocsps.length === 0
    ? []
    : [
        retag(
          setOf(
            ...crls.map(raw),
            ...ocsps.map((answer) => retag(seq(oid(ID_RI_OCSP_RESPONSE), raw(answer)), 1)),
          ),
          1,
        ),
      ];

/** The detached signature: DER of ContentInfo with SignedData. */
export const signedData = (parts: CmsParts): Buffer => {
  const signer = certificateParts(parts.certificate);
  const { proofs = { certificates: [], crls: [], ocsps: [] } } = parts;
  const all = [parts.certificate, ...parts.chain, ...proofs.certificates];
  const certificates = [...new Map(all.map((c) => [hex(c), c])).values()];
  const unsigned =
    parts.timestamp === undefined
      ? []
      : [retag(setOf(attribute(ID_SIGNATURE_TIMESTAMP, raw(parts.timestamp))), 1)];
  const signerInfo = seq(
    int(1),
    seq(raw(signer.issuer), raw(signer.serial)),
    digestIdentifier(parts.algorithm.hash),
    retag(parts.attributes, 0),
    signatureIdentifier(parts.algorithm),
    octets(parts.signatureValue),
    ...unsigned,
  );
  return seq(
    oid(ID_SIGNED_DATA),
    context(
      0,
      seq(
        // RFC 5652, 5.1: 5 where revocation information of another format is there
        int(proofs.ocsps.length > 0 ? 5 : 1),
        setOf(digestIdentifier(parts.algorithm.hash)),
        seq(oid(ID_DATA)),
        retag(setOf(...certificates.map(raw)), 0),
        ...revocationInfo(proofs),
        setOf(signerInfo),
      ),
    ),
  );
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
