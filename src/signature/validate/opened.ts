// A signature with its container opened and its own time stamps read.

import { openContainer } from './container.ts';
import type { Container } from './container.ts';
import { attributesOf, OID } from './cms.ts';
import { contentOf } from './cmsCheck.ts';
import type { LocatedSignature } from './located.ts';
import type { Dss } from './material.ts';
import type { Pdf } from '../pdf/index.ts';
import type { Certificate } from '../trust/certificate.ts';
import { checkTimestamp, parseTimestamp } from './timestamp.ts';
import type { TimestampCheck, TimestampToken } from './timestamp.ts';

export type OpenSignature = {
  readonly located: LocatedSignature;
  readonly container: Container;
  readonly tokens: readonly { readonly token: TimestampToken; readonly check: TimestampCheck }[];
};

/** Opens the container of a located signature. */
export function openSignature(pdf: Pdf, located: LocatedSignature, dss: Dss): OpenSignature {
  // The ByteRange may point anywhere: without a usable one there is nothing to digest.
  const usable = located.byteRange.length === 4 && located.coveredEnd <= pdf.bytes.length;
  const container: Container = usable
    ? openContainer(pdf, located, dss.certificates)
    : {
        cms: undefined,
        signer: undefined,
        certificate: undefined,
        token: undefined,
        check: undefined,
        ess: 'absent',
        intact: false,
        notes: [],
      };
  return {
    located,
    container,
    tokens: located.kind === 'timestamp' ? [] : tokensOf(container, dss.certificates),
  };
}

/** The signature time stamps of a container, checked against the signature value. */
export function tokensOf(container: Container, more: readonly Certificate[]): OpenSignature['tokens'] {
  const { signer } = container;
  if (signer === undefined) return [];
  const known = [...(container.cms?.certificates ?? []), ...more];
  return attributesOf(signer.unsignedAttributes, OID.signatureTimestamp)
    .flatMap((one) => one.values)
    .map((value) => parseTimestamp(value.raw, known))
    .filter((token) => token !== undefined)
    .map((token) => ({ token, check: checkTimestamp(token, contentOf(signer.signature)) }));
}
