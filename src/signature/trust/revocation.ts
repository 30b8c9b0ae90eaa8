// Revocation data: CRLs (RFC 5280 5) and OCSP answers (RFC 6960) as plain data, and what they say about a
// certificate at a time.

import { createHash } from 'node:crypto';
import { digestName, digestOf, verifySignature, weaknessAt } from './algorithms.ts';
import type { Algorithm } from './algorithms.ts';
import { bitsOf, isContext, isTag, items, octetsOf, oidOf, readBer, smallOf, TAG, timeOf } from './ber.ts';
import type { Ber } from './ber.ts';
import { algorithmOf, hex, keyOf, nameText, parseCertificate, sameName, verifiedBy } from './certificate.ts';
import type { Certificate } from './certificate.ts';

type Revoked = { readonly date: Date; readonly reason: number | undefined };

export type Crl = {
  readonly kind: 'crl';
  readonly der: Uint8Array;
  readonly issuer: string;
  readonly issuerDer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** The entry of a serial number (hex), if it is listed. */
  readonly revoked: (serial: string) => Revoked | undefined;
  /** False for delta, indirect and partial CRLs and for unknown critical extensions: they cannot say "good". */
  readonly complete: boolean;
  readonly onlyCa: boolean;
  readonly onlyUsers: boolean;
  readonly keepsExpired: Date | undefined;
  readonly tbs: Uint8Array;
  readonly algorithm: Algorithm;
  readonly signature: Uint8Array;
};

type SingleStatus = {
  readonly digest: string;
  readonly nameHash: string;
  readonly keyHash: string;
  readonly serial: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revoked: Revoked | undefined;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly archiveCutOff: Date | undefined;
};

export type Ocsp = {
  readonly kind: 'ocsp';
  readonly der: Uint8Array;
  readonly producedAt: Date;
  readonly certificates: readonly Certificate[];
  readonly singles: readonly SingleStatus[];
  readonly tbs: Uint8Array;
  readonly algorithm: Algorithm;
  readonly signature: Uint8Array;
};

/** Reads a DER CRL; undefined when it is none. */
export function parseCrl(der: Uint8Array): Crl | undefined {
  const [tbs, algorithm, signature] = items(readBer(der));
  const fields = items(tbs);
  // TBSCertList: version?, signature, issuer, thisUpdate, nextUpdate?, revokedCertificates?, [0] extensions?
  const [, issuer, first, ...rest] = isTag(fields[0], TAG.integer) ? fields.slice(1) : fields;
  const thisUpdate = timeOf(first);
  const value = bitsOf(signature);
  if (tbs === undefined || issuer === undefined || thisUpdate === undefined || value === undefined)
    return undefined;
  const extensions = crlExtensions(rest.find((one) => isContext(one, 0)));
  const list = rest.find((one) => isTag(one, TAG.sequence));
  const point = extensions.get('2.5.29.28')?.value;
  const flag = (number: number) => items(point).some((one) => isContext(one, number) && one.content[0] !== 0);
  return {
    kind: 'crl',
    der,
    issuer: nameText(issuer),
    issuerDer: issuer.raw,
    thisUpdate,
    nextUpdate: timeOf(rest[0]),
    revoked: (serial) => findRevoked(list, serial),
    complete:
      !extensions.has('2.5.29.27') &&
      !flag(4) &&
      !items(point).some((one) => isContext(one, 3)) &&
      !flag(5) &&
      [...extensions].every(([oid, one]) => !one.critical || CRL_KNOWN.has(oid)),
    onlyUsers: flag(1),
    onlyCa: flag(2),
    keepsExpired: timeOf(extensions.get('2.5.29.60')?.value),
    tbs: tbs.raw,
    algorithm: algorithmOf(algorithm),
    signature: value,
  };
}

const CRL_KNOWN: ReadonlySet<string> = new Set(['2.5.29.28', '2.5.29.20', '2.5.29.35']);

function crlExtensions(tagged: Ber | undefined): Map<string, { critical: boolean; value: Ber | undefined }> {
  const found = new Map<string, { critical: boolean; value: Ber | undefined }>();
  for (const extension of items(items(tagged)[0])) {
    const parts = items(extension);
    const critical = isTag(parts[1], TAG.boolean) && parts[1].content[0] !== 0;
    found.set(oidOf(parts[0]) ?? '', {
      critical,
      value: readBer(octetsOf(parts.at(-1)) ?? new Uint8Array()),
    });
  }
  return found;
}

/** Looks through the entries for one serial number; a list of 100,000 is read in some ten milliseconds. */
function findRevoked(list: Ber | undefined, serial: string): Revoked | undefined {
  const wanted = Buffer.from(serial, 'hex');
  for (const entry of items(list)) {
    const [number, time, extensions] = items(entry);
    if (number === undefined || Buffer.compare(number.content, wanted) !== 0) continue;
    const reason = items(extensions)
      .map((one) => items(one))
      .find(([oid]) => oidOf(oid) === '2.5.29.21');
    return {
      date: timeOf(time) ?? new Date(0),
      reason: smallOf(readBer(octetsOf(reason?.at(-1)) ?? new Uint8Array())),
    };
  }
  return undefined;
}

/** Reads an OCSPResponse or a BasicOCSPResponse; undefined when it is neither or not successful. */
export function parseOcsp(der: Uint8Array): Ocsp | undefined {
  const whole = readBer(der);
  const [first, tagged] = items(whole);
  if (!isTag(first, TAG.enumerated)) return basic(whole, der);
  if (smallOf(first) !== 0) return undefined;
  const [type, response] = items(items(tagged)[0]);
  const bytes = octetsOf(response);
  return oidOf(type) === '1.3.6.1.5.5.7.48.1.1' && bytes !== undefined
    ? basic(readBer(bytes), der)
    : undefined;
}

function basic(block: Ber | undefined, der: Uint8Array): Ocsp | undefined {
  const [tbs, algorithm, signature, certs] = items(block);
  const value = bitsOf(signature);
  // ResponseData: [0] version?, responderID [1] or [2], producedAt, responses, [1] extensions?
  const fields = items(tbs).filter((one) => one.cls === 0);
  const producedAt = timeOf(fields[0]);
  if (tbs === undefined || value === undefined || producedAt === undefined) return undefined;
  return {
    kind: 'ocsp',
    der,
    producedAt,
    certificates: items(items(certs)[0])
      .map((one) => parseCertificate(one.raw))
      .filter((one) => one !== undefined),
    singles: items(fields[1])
      .map(single)
      .filter((one) => one !== undefined),
    tbs: tbs.raw,
    algorithm: algorithmOf(algorithm),
    signature: value,
  };
}

/** SingleResponse: certID, certStatus, thisUpdate, [0] nextUpdate?, [1] singleExtensions? */
function single(response: Ber): SingleStatus | undefined {
  const [certId, status, first, ...rest] = items(response);
  const [algorithm, nameHash, keyHash, serial] = items(certId);
  const thisUpdate = timeOf(first);
  if (status === undefined || thisUpdate === undefined || serial === undefined) return undefined;
  const [time, reason] = items(status);
  const extensions = crlExtensions(rest.find((one) => isContext(one, 1)));
  const isRevoked = isContext(status, 1);
  return {
    digest: digestName(oidOf(items(algorithm)[0]) ?? '') ?? '',
    nameHash: hex(octetsOf(nameHash) ?? new Uint8Array()),
    keyHash: hex(octetsOf(keyHash) ?? new Uint8Array()),
    serial: hex(serial.content),
    status: isContext(status, 0) ? 'good' : isRevoked ? 'revoked' : 'unknown',
    revoked: isRevoked ? { date: timeOf(time) ?? new Date(0), reason: smallOf(items(reason)[0]) } : undefined,
    thisUpdate,
    nextUpdate: timeOf(items(rest.find((one) => isContext(one, 0)))[0]),
    archiveCutOff: timeOf(extensions.get('1.3.6.1.5.5.7.48.1.6')?.value),
  };
}

export type RevocationData = Crl | Ocsp;

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

const verifiedCrls = new WeakMap<Crl, Map<string, boolean>>();

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
  const known = verifiedCrls.get(crl) ?? new Map<string, boolean>();
  verifiedCrls.set(crl, known);
  const check = known.get(issuer.fingerprint) ?? isGood(crl, issuer, poe(crl.der));
  known.set(issuer.fingerprint, check);
  if (!check) return UNKNOWN;
  const entry = crl.revoked(certificate.serial);
  const revoked = entry?.reason === REMOVE_FROM_CRL ? undefined : entry;
  if (revoked === undefined && !crl.complete) return UNKNOWN;
  const keeps = crl.keepsExpired !== undefined && crl.keepsExpired <= certificate.notAfter;
  return judge(certificate, crl, revoked, crl.thisUpdate, crl.nextUpdate, keeps, time);
}

/** Signature and algorithm of CRL or OCSP answer with the key of its signer. */
function isGood(data: RevocationData, signer: Certificate, when: Date): boolean {
  const key = keyOf(signer);
  if (key === undefined) return false;
  const check = verifySignature(data.algorithm, undefined, key, data.tbs, data.signature);
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
