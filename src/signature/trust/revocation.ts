// What revocation data says about a certificate at a time.

import { createHash } from 'node:crypto';
import { digestOf, verifySignature } from './algorithms.ts';
import type { SignatureCheck } from './algorithms.ts';
import { bitsOf, items, readBer } from './ber.ts';
import { hex, keyOf, sameName, verifiedBy } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import { weaknessAt } from './constraints.ts';
import type { Crl, Ocsp, RevocationData, Revoked, SingleStatus } from './revocationData.ts';

export { parseCrl, parseOcsp } from './revocationData.ts';
export type { RevocationData } from './revocationData.ts';

/** Revocation status of a certificate as of a time. */
export type RevocationStatus = {
  readonly status: 'good' | 'stale' | 'revoked' | 'unknown';
  /** When it was revoked, also when that was later than the time asked for. */
  readonly revokedAt: Date | undefined;
  readonly reason: number | undefined;
  readonly source: RevocationData | undefined;
  readonly thisUpdate: Date | undefined;
};

const UNKNOWN: RevocationStatus = {
  status: 'unknown',
  revokedAt: undefined,
  reason: undefined,
  source: undefined,
  thisUpdate: undefined,
};

/** Clocks differ by a few minutes. */
const SKEW_MS = 5 * 60_000;
const REMOVE_FROM_CRL = 8;

/**
 * What the data says about `certificate` at `time`. Data counts when its signature holds and it was issued for this
 * issuer; it is `good` when it was in force at `time` or issued later while the certificate was still valid,
 * `stale` when it ended before. `poe` gives the oldest time at which a piece of data is proven to have existed:
 * there its own signer and algorithms must have been good.
 */
export function revocationAt(
  certificate: Certificate,
  issuer: Certificate,
  data: readonly RevocationData[],
  time: Date,
  poe: (der: Uint8Array) => Date,
): RevocationStatus {
  let best = UNKNOWN;
  for (const one of data) {
    const found =
      one.kind === 'crl'
        ? fromCrl(one, certificate, issuer, time, poe)
        : fromOcsp(one, certificate, issuer, time, poe);
    if (rank(found) > rank(best)) best = found;
  }
  return best;
}

const RANK = { unknown: 0, stale: 1, good: 2, revoked: 3 } as const;

/** Revoked counts most, then what was said latest. */
function rank(one: RevocationStatus): number {
  const said = one.revokedAt === undefined ? 0 : 0.5;
  return RANK[one.status] + said + (one.thisUpdate?.getTime() ?? 0) / 1e15;
}

function fromCrl(
  crl: Crl,
  certificate: Certificate,
  issuer: Certificate,
  time: Date,
  poe: (der: Uint8Array) => Date,
): RevocationStatus {
  if (!sameName(crl.issuerDer, crl.issuer, certificate.issuerDer, certificate.issuer)) return UNKNOWN;
  if (crl.onlyCa && !certificate.isCa) return UNKNOWN;
  if (crl.onlyUsers && certificate.isCa) return UNKNOWN;
  if (keyOf(issuer) === undefined) return UNKNOWN;
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.has('cRLSign')) return UNKNOWN;
  if (!isGood(crl, issuer, poe(crl.der))) return UNKNOWN;
  const entry = crl.revoked(certificate.serial);
  const revoked = entry?.reason === REMOVE_FROM_CRL ? undefined : entry;
  if (revoked === undefined && !crl.complete) return UNKNOWN;
  const keeps = crl.keepsExpired !== undefined && crl.keepsExpired <= certificate.notAfter;
  return judge(certificate, crl, revoked, crl.thisUpdate, crl.nextUpdate, keeps, time);
}

const signatureChecks = new WeakMap<RevocationData, Map<string, SignatureCheck>>();

/** Signature and algorithm of CRL or OCSP answer with the key of its signer. */
function isGood(data: RevocationData, signer: Certificate, when: Date): boolean {
  const key = keyOf(signer);
  if (key === undefined) return false;
  const known = signatureChecks.get(data) ?? new Map<string, SignatureCheck>();
  signatureChecks.set(data, known);
  const check =
    known.get(signer.fingerprint) ??
    verifySignature(data.algorithm, undefined, key, data.tbs, data.signature);
  known.set(signer.fingerprint, check);
  return check.valid && weaknessAt(check.use, when) === undefined;
}

function fromOcsp(
  ocsp: Ocsp,
  certificate: Certificate,
  issuer: Certificate,
  time: Date,
  poe: (der: Uint8Array) => Date,
): RevocationStatus {
  const found = ocsp.singles.find((one) => one.serial === certificate.serial && namesIssuer(one, issuer));
  if (found === undefined) return UNKNOWN;
  const when = poe(ocsp.der);
  const responder = [issuer, ...ocsp.certificates].find(
    (one) => mayAnswer(one, issuer, when, ocsp.producedAt) && isGood(ocsp, one, when),
  );
  if (responder === undefined || found.status === 'unknown') return UNKNOWN;
  const keeps = found.archiveCutOff !== undefined && found.archiveCutOff <= certificate.notAfter;
  return judge(
    certificate,
    ocsp,
    found.revoked,
    found.thisUpdate,
    found.nextUpdate ?? ocsp.producedAt,
    keeps,
    time,
  );
}

function namesIssuer(single: SingleStatus, issuer: Certificate): boolean {
  if (single.digest === '') return false;
  return (
    hex(digestOf(single.digest, issuer.subjectDer)) === single.nameHash &&
    hex(digestOf(single.digest, keyBits(issuer))) === single.keyHash
  );
}

/** The bits of the public key without tag, length and unused-bits octet (RFC 6960 4.1.1). */
function keyBits(certificate: Certificate): Uint8Array {
  return bitsOf(items(readBer(certificate.spki))[1]) ?? new Uint8Array();
}

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

/** RFC 6960 4.2.2.2: the CA itself, or somebody it has charged with it by a certificate of its own. */
function mayAnswer(responder: Certificate, issuer: Certificate, when: Date, producedAt: Date): boolean {
  if (responder.fingerprint === issuer.fingerprint) return true;
  if (responder.extendedKeyUsage?.includes(OCSP_SIGNING) !== true) return false;
  if (!sameName(responder.issuerDer, responder.issuer, issuer.subjectDer, issuer.subject)) return false;
  const valid = [when, producedAt].some((day) => responder.notBefore <= day && day <= responder.notAfter);
  const existed = when <= responder.notAfter || producedAt <= responder.notAfter;
  return valid && existed && verifiedBy(responder, issuer).valid;
}

function judge(
  certificate: Certificate,
  source: RevocationData,
  revoked: Revoked | undefined,
  thisUpdate: Date,
  nextUpdate: Date | undefined,
  keepsExpired: boolean,
  time: Date,
): RevocationStatus {
  const base = { revokedAt: revoked?.date, reason: revoked?.reason, source, thisUpdate };
  if (revoked !== undefined) return { ...base, status: revoked.date <= time ? 'revoked' : 'good' };
  if (thisUpdate >= time) {
    // Authorities drop expired certificates from their lists: silence proves nothing then.
    return thisUpdate <= certificate.notAfter || keepsExpired ? { ...base, status: 'good' } : UNKNOWN;
  }
  const end = (nextUpdate ?? thisUpdate).getTime() + SKEW_MS;
  return { ...base, status: time.getTime() <= end ? 'good' : 'stale' };
}

/** SHA-256 of a piece of data, hex: the key under which its proof of existence is kept. */
export const dataId = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex');
