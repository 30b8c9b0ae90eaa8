// Time-stamp tokens (RFC 3161, ETSI EN 319 422): a CMS whose content is a TSTInfo.

import { items, octetsOf, oidOf, readBer, timeOf } from '../trust/ber.ts';
import { digestName } from '../trust/algorithms.ts';
import type { Certificate } from '../trust/certificate.ts';
import { OID, parseCms, signerCertificate } from './cms.ts';
import type { Cms } from './cms.ts';
import { checkEss, checkSigner, contentOf } from './cmsCheck.ts';
import type { CmsCheck, EssCheck, SignedContent } from './cmsCheck.ts';

export type TimestampToken = {
  readonly der: Uint8Array;
  readonly cms: Cms;
  readonly time: Date;
  readonly imprintDigest: string | undefined;
  readonly imprint: Uint8Array;
  readonly certificate: Certificate | undefined;
};

/** Reads a time-stamp token; `more` are further certificates in which the one of the TSA may be found. */
export function parseTimestamp(
  der: Uint8Array,
  more: readonly Certificate[] = [],
): TimestampToken | undefined {
  const cms = parseCms(der);
  if (cms?.content === undefined || cms.contentType !== OID.tstInfo || cms.signers.length !== 1)
    return undefined;
  // TSTInfo: version, policy, messageImprint, serialNumber, genTime, ... (RFC 3161 2.4.2)
  const [, , messageImprint, , genTime] = items(readBer(cms.content));
  const [algorithm, hashed] = items(messageImprint);
  const time = timeOf(genTime);
  const imprint = octetsOf(hashed);
  if (time === undefined || imprint === undefined) return undefined;
  return {
    der: der.subarray(0, cms.length),
    cms,
    time,
    imprintDigest: digestName(oidOf(items(algorithm)[0]) ?? ''),
    imprint,
    certificate: signerCertificate(cms.signers[0]!, [...cms.certificates, ...more]),
  };
}

export type TimestampCheck = CmsCheck & {
  /** The message imprint is the digest of what should have been stamped. */
  readonly imprintMatches: boolean;
  readonly ess: EssCheck;
};

/** Verifies imprint, token signature and signing-certificate of a token over `content`. Says nothing about trust. */
export function checkTimestamp(token: TimestampToken, content: SignedContent): TimestampCheck {
  const imprintMatches =
    token.imprintDigest !== undefined &&
    Buffer.compare(token.imprint, content.digest(token.imprintDigest)) === 0;
  if (token.certificate === undefined) {
    return {
      digestMatches: false,
      signatureValid: false,
      unsupported: 'no certificate of the time-stamp authority',
      faults: [],
      digest: undefined,
      use: undefined,
      imprintMatches,
      ess: 'absent',
    };
  }
  const signer = token.cms.signers[0]!;
  const check = checkSigner(token.cms, signer, token.certificate, contentOf(token.cms.content!));
  return { ...check, imprintMatches, ess: checkEss(signer, token.certificate) };
}
