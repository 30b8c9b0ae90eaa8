// Is a certificate good at a time? Path, revocation and algorithms together (ETSI EN 319 102-1 5.2.6, 5.6.2.1).

import type { Certificate } from './certificate.ts';
import type { CertificatePool } from './pool.ts';
import { fetchCrl, fetchIssuers, fetchOcsp } from './net.ts';
import type { Fetcher } from './net.ts';
import { agingIn, faultsOf, pathsTo } from './path.ts';
import type { PathProblem, Usage } from './path.ts';
import { revocationAt } from './revocation.ts';
import type { RevocationStatus } from './revocation.ts';
import { parseCrl, parseOcsp } from './revocationData.ts';
import type { RevocationData } from './revocationData.ts';

export type TrustProblem = PathProblem | 'REVOKED_NO_POE' | 'REVOKED_CA_NO_POE' | 'TRY_LATER';

export type TrustHint = {
  readonly code: 'REVOCATION_STALE' | 'REVOCATION_NOT_ANNOUNCED' | 'REVOKED_LATER' | 'ALGORITHM_AGING';
  readonly subject: string;
  readonly detail: string;
};

/** Verdict on a certificate. `chain` is the path judged (leaf first); empty when there is none. */
export type CertificateVerdict = {
  readonly problem: TrustProblem | undefined;
  readonly detail: string;
  /** The certificate the problem lies in. */
  readonly subject: string | undefined;
  readonly chain: readonly Certificate[];
  readonly hints: readonly TrustHint[];
  readonly revocation: readonly (RevocationStatus | undefined)[];
};

export type TrustContext = {
  readonly anchors: readonly Certificate[];
  readonly pool: CertificatePool;
  /** Grows when something is fetched. */
  readonly revocation: RevocationData[];
  /** Time of validation. */
  readonly at: Date;
  /** Oldest time at which a piece of data (DER) is proven to have existed; the time of validation without proof. */
  readonly poe: (der: Uint8Array) => Date;
  readonly fetcher: Fetcher | undefined;
};

/** Judges a certificate at a time. */
export async function certify(
  leaf: Certificate,
  usage: Usage,
  time: Date,
  context: TrustContext,
): Promise<CertificateVerdict> {
  let paths = pathsTo(leaf, context.pool, context.anchors);
  if (paths.length === 0 && context.fetcher !== undefined && context.anchors.length > 0) {
    await fetchMissing(leaf, context, context.fetcher);
    paths = pathsTo(leaf, context.pool, context.anchors);
  }
  if (paths.length === 0)
    return {
      problem: 'NO_CERTIFICATE_CHAIN_FOUND',
      detail: leaf.issuer,
      subject: leaf.subject,
      chain: [],
      hints: [],
      revocation: [],
    };
  let best: CertificateVerdict | undefined;
  for (const path of paths) {
    const verdict = await judgePath(path, usage, time, context);
    if (verdict.problem === undefined) return verdict;
    best ??= verdict;
  }
  return best!;
}

async function judgePath(
  path: readonly Certificate[],
  usage: Usage,
  time: Date,
  context: TrustContext,
): Promise<CertificateVerdict> {
  const hints: TrustHint[] = [];
  const revocation: (RevocationStatus | undefined)[] = [];
  const fault = faultsOf(path, usage, time, (certificate) => context.poe(certificate.der))[0];
  const ended = (
    problem: TrustProblem | undefined,
    detail = '',
    certificate?: Certificate,
  ): CertificateVerdict => ({
    problem,
    detail,
    subject: certificate?.subject,
    chain: path,
    hints,
    revocation,
  });
  if (fault !== undefined) return ended(fault.problem, fault.detail, fault.certificate);
  // From the anchor down, as in 5.6.2.1: a revoked authority decides before its subjects.
  for (let index = path.length - 2; index >= 0; index--) {
    const certificate = path[index]!;
    if (certificate.noRevocationCheck) continue;
    const status = await statusOf(certificate, path[index + 1]!, usage, time, context);
    revocation.unshift(status);
    const named = {
      subject: certificate.subject,
      detail: status.revokedAt?.toISOString() ?? status.thisUpdate?.toISOString() ?? '',
    };
    switch (status.status) {
      case 'good':
        if (status.revokedAt !== undefined) hints.push({ code: 'REVOKED_LATER', ...named });
        break;
      case 'revoked':
        return ended(index === 0 ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE', named.detail, certificate);
      case 'stale':
        // Of a time-stamp authority it is enough to know that it was good when it stamped or later.
        if (usage !== 'timestamp') return ended('TRY_LATER', named.detail, certificate);
        hints.push({ code: 'REVOCATION_STALE', ...named });
        break;
      case 'unknown':
        if (certificate.crlUrls.length + certificate.ocspUrls.length > 0)
          return ended('TRY_LATER', '', certificate);
        hints.push({ code: 'REVOCATION_NOT_ANNOUNCED', ...named });
        break;
    }
  }
  const aging = agingIn(path, time);
  if (aging !== undefined) hints.push({ code: 'ALGORITHM_AGING', subject: path[0]!.subject, detail: aging });
  return ended(undefined);
}

async function statusOf(
  certificate: Certificate,
  issuer: Certificate,
  usage: Usage,
  time: Date,
  context: TrustContext,
): Promise<RevocationStatus> {
  const ask = () => revocationAt(certificate, issuer, upTo(context), time, context.poe);
  let status = ask();
  const fetcher = context.fetcher;
  if (fetcher === undefined || status.status === 'good' || status.status === 'revoked') return status;
  const ocsp = await fetchOcsp(fetcher, certificate, issuer);
  const answer = ocsp === undefined ? undefined : parseOcsp(ocsp);
  if (answer !== undefined) context.revocation.push(answer);
  status = ask();
  if (status.status === 'good' || status.status === 'revoked') return status;
  const crl = await fetchCrl(fetcher, certificate);
  const list = crl === undefined ? undefined : parseCrl(crl);
  if (list !== undefined) context.revocation.push(list);
  return usage === 'timestamp' && list === undefined && answer === undefined ? status : ask();
}

/** What was issued after the time of validation is not known yet then. */
function upTo(context: TrustContext): readonly RevocationData[] {
  const limit = context.at.getTime() + 5 * 60_000;
  return context.revocation.filter(
    (one) => (one.kind === 'crl' ? one.thisUpdate : one.producedAt).getTime() <= limit,
  );
}

/** Follows the issuer addresses upwards until a certificate is found whose issuer is known. */
async function fetchMissing(leaf: Certificate, context: TrustContext, fetcher: Fetcher): Promise<void> {
  let current: readonly Certificate[] = [leaf];
  for (let level = 0; level < 5 && current.length > 0; level++) {
    const found = (await Promise.all(current.slice(0, 4).map((one) => fetchIssuers(fetcher, one)))).flat();
    for (const one of found) context.pool.add(one);
    if (pathsTo(leaf, context.pool, context.anchors).length > 0) return;
    current = found;
  }
}
