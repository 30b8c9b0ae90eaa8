// The signature container in /Contents: which kind it is, whose it is, and whether it fits the covered bytes.

import { isTag, octetsOf, readBer, TAG } from '../trust/ber.ts';
import { isArray, isString } from '../pdf/index.ts';
import type { Pdf } from '../pdf/index.ts';
import { parseCertificate } from '../trust/certificate.ts';
import type { Certificate } from '../trust/certificate.ts';
import { parseCms, signerCertificate } from './cms.ts';
import type { Cms, CmsSigner } from './cms.ts';
import { checkEss, checkSigner, contentOf } from './cmsCheck.ts';
import type { CmsCheck, EssCheck, SignedContent } from './cmsCheck.ts';
import type { LocatedSignature } from './located.ts';
import { checkTimestamp, parseTimestamp } from './timestamp.ts';
import type { TimestampToken } from './timestamp.ts';
import { at, newest, valueOf } from './view.ts';

/** What was found in /Contents. `check` is undefined when there is nothing that could be checked. */
export type Container = {
  readonly cms: Cms | undefined;
  readonly signer: CmsSigner | undefined;
  readonly certificate: Certificate | undefined;
  readonly token: TimestampToken | undefined;
  readonly check: CmsCheck | undefined;
  readonly ess: EssCheck;
  /** True when digest and signature value fit and no fault was found. */
  readonly intact: boolean;
  readonly notes: readonly string[];
};

const NOTHING: Container = {
  cms: undefined,
  signer: undefined,
  certificate: undefined,
  token: undefined,
  check: undefined,
  ess: 'absent',
  intact: false,
  notes: [],
};

/** The covered bytes of a signature whose ByteRange has no fault. */
export function coveredContent(pdf: Pdf, located: LocatedSignature): SignedContent {
  const [start = 0, length = 0, next = 0, rest = 0] = located.byteRange;
  return contentOf(pdf.bytes.subarray(start, start + length), pdf.bytes.subarray(next, next + rest));
}

/** Reads and verifies the container; `more` are certificates of the document (DSS). */
export function openContainer(pdf: Pdf, located: LocatedSignature, more: readonly Certificate[]): Container {
  if (located.subFilter === 'adbe.x509.rsa_sha1') return openRaw(pdf, located);
  const cms = parseCms(located.contents);
  if (cms === undefined) return NOTHING;
  const notes = trailing(located.contents, cms);
  const content = coveredContent(pdf, located);
  return located.kind === 'timestamp'
    ? openStamp(located, cms, content, more, notes)
    : openCms(located.subFilter, cms, content, more, notes);
}

/** Reads and verifies a detached container over some content. */
export function openDetached(content: SignedContent, container: Uint8Array): Container {
  const cms = parseCms(container);
  return cms === undefined ? NOTHING : openCms(undefined, cms, content, [], trailing(container, cms));
}

const trailing = (contents: Uint8Array, cms: Cms): readonly string[] =>
  contents.subarray(cms.length).some((byte) => byte !== 0) ? ['CONTENTS_TRAILING'] : [];

function openCms(
  subFilter: string | undefined,
  cms: Cms,
  content: SignedContent,
  more: readonly Certificate[],
  notes: readonly string[],
): Container {
  const signer = cms.signers[0];
  if (signer === undefined) return { ...NOTHING, cms, notes };
  const certificate = signerCertificate(signer, cms.certificates) ?? signerCertificate(signer, more);
  if (certificate === undefined) return { ...NOTHING, cms, signer, notes };
  const byDigest = subFilter === 'adbe.pkcs7.sha1';
  const signedContent = byDigest && cms.content !== undefined ? contentOf(cms.content) : content;
  const found = checkSigner(cms, signer, certificate, signedContent);
  // adbe.pkcs7.sha1: the encapsulated content is the SHA-1 digest of the covered bytes (ISO 32000-1 12.8.3.3.1).
  const fits =
    !byDigest || (cms.content !== undefined && Buffer.compare(cms.content, content.digest('sha1')) === 0);
  const check = { ...found, digestMatches: found.digestMatches && fits };
  return {
    cms,
    signer,
    certificate,
    token: undefined,
    check,
    ess: checkEss(signer, certificate),
    intact: check.digestMatches && check.signatureValid && check.faults.length === 0,
    notes: cms.content !== undefined && !byDigest ? [...notes, 'ENCAPSULATED_CONTENT'] : notes,
  };
}

function openStamp(
  located: LocatedSignature,
  cms: Cms,
  content: SignedContent,
  more: readonly Certificate[],
  notes: readonly string[],
): Container {
  const token = parseTimestamp(located.contents, more);
  if (token === undefined) return { ...NOTHING, cms, notes };
  const found = checkTimestamp(token, content);
  const check = { ...found, digestMatches: found.digestMatches && found.imprintMatches };
  return {
    cms,
    signer: cms.signers[0],
    certificate: token.certificate,
    token,
    check,
    ess: found.ess,
    intact: check.digestMatches && check.signatureValid && check.faults.length === 0,
    notes,
  };
}

/** adbe.x509.rsa_sha1 (ISO 32000-1 12.8.3.2): a bare RSA signature in an OCTET STRING, certificates in /Cert. */
function openRaw(pdf: Pdf, located: LocatedSignature): Container {
  const view = newest(pdf);
  const cert = valueOf(view, located.dict, 'Cert');
  const strings = isArray(cert) ? cert.items.map((item) => at(view, item)) : [cert];
  const certificates = strings
    .map((one) => (isString(one) ? parseCertificate(one.bytes) : undefined))
    .filter((one) => one !== undefined);
  const certificate = certificates[0];
  const block = readBer(located.contents);
  const value = isTag(block, TAG.octetString) ? octetsOf(block) : undefined;
  if (certificate === undefined || value === undefined) return NOTHING;
  const signer: CmsSigner = {
    id: {
      kind: 'issuer',
      issuer: certificate.issuer,
      issuerDer: certificate.issuerDer,
      serial: certificate.serial,
    },
    digestOid: '1.3.14.3.2.26',
    algorithm: { oid: '1.2.840.113549.1.1.1', parameters: undefined },
    signature: value,
    signedAttributes: undefined,
    signedBytes: undefined,
    unsignedAttributes: [],
  };
  const cms: Cms = {
    contentType: '',
    content: undefined,
    certificates,
    crls: [],
    ocsps: [],
    signers: [signer],
    length: located.contents.length,
  };
  const check = checkSigner(cms, signer, certificate, coveredContent(pdf, located));
  return { ...NOTHING, cms, signer, certificate, check, intact: check.digestMatches && check.signatureValid };
}
