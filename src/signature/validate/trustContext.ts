// Everything the verdict on a certificate may rest on: anchors, certificates and revocation data of the document and
// of the caller.

import { parseCertificate } from '../trust/certificate.ts';
import type { TrustContext } from '../trust/certify.ts';
import { httpFetcher } from '../trust/net.ts';
import { certificatePool } from '../trust/pool.ts';
import { parseCrl, parseOcsp } from '../trust/revocationData.ts';
import type { RevocationData } from '../trust/revocationData.ts';
import { trustStoreOf } from '../trust/store.ts';
import type { Dss } from './material.ts';
import type { OpenSignature } from './opened.ts';
import type { ProofsOfExistence } from './poe.ts';
import type { ValidationOptions } from './validatePdf.ts';

/** Gathers what is at hand. `proofs` is asked again each time: it grows while time stamps are judged. */
export function trustContext(
  opened: readonly OpenSignature[],
  dss: Dss,
  proofs: ProofsOfExistence,
  at: Date,
  options: ValidationOptions,
): TrustContext {
  const trust = options.trust ?? [];
  const anchors = 'anchors' in trust ? trust.anchors : trustStoreOf(trust).anchors;
  const { material } = options;
  const extra = (material?.certificates ?? []).map(parseCertificate).filter((one) => one !== undefined);
  const pool = certificatePool([...anchors, ...dss.certificates, ...extra]);
  const crls = [...dss.crls, ...(material?.crls ?? [])];
  const ocsps = [...dss.ocsps, ...(material?.ocsps ?? [])];
  for (const { container, tokens } of opened) {
    for (const cms of [container.cms, ...tokens.map((one) => one.token.cms)]) {
      for (const certificate of cms?.certificates ?? []) pool.add(certificate);
      crls.push(...(cms?.crls ?? []));
      ocsps.push(...(cms?.ocsps ?? []));
    }
  }
  // Reading revocation lists costs time and is of no use when nobody is trusted.
  const revocation: RevocationData[] =
    anchors.length === 0
      ? []
      : [...unique(crls).map(parseCrl), ...unique(ocsps).map(parseOcsp)].filter((one) => one !== undefined);
  for (const one of revocation)
    if (one.kind === 'ocsp') for (const certificate of one.certificates) pool.add(certificate);
  return {
    anchors,
    pool,
    revocation,
    at,
    poe: (der) => proofs.oldest(der, at),
    fetcher: options.online === true ? (options.fetcher ?? httpFetcher()) : undefined,
  };
}

const unique = (list: readonly Uint8Array[]): readonly Uint8Array[] => [
  ...new Map(
    list.map((one) => [Buffer.from(one.buffer, one.byteOffset, one.byteLength).toString('latin1'), one]),
  ).values(),
];
