// Revocation data: CRLs (RFC 5280 5) and OCSP answers (RFC 6960) as plain data, and what they say about a
// certificate at a time.

import { createHash } from 'node:crypto';
import 'reflect-metadata';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { decodeBer } from './asn1.ts';
import { digestName, digestOf, verifySignature, weaknessAt } from './algorithms.ts';
import type { Algorithm } from './algorithms.ts';
import {
  algorithmOf,
  hex,
  nameDer,
  nameText,
  parseCertificate,
  sameName,
  verifiedBy,
} from './certificate.ts';
import type { Certificate } from './certificate.ts';

type Revoked = { readonly date: Date; readonly reason: number | undefined };

export type Crl = {
  readonly kind: 'crl';
  readonly der: Uint8Array;
  readonly issuer: string;
  readonly issuerDer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly revoked: ReadonlyMap<string, Revoked>;
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
  try {
    const asn1 = decodeBer(der);
    if (asn1.offset === -1) return undefined;
    const crl = new pkijs.CertificateRevocationList({ schema: asn1.result });
    const extensions = new Map((crl.crlExtensions?.extensions ?? []).map((one) => [one.extnID, one]));
    const point = extensions.get('2.5.29.28')?.parsedValue as pkijs.IssuingDistributionPoint | undefined;
    const known = new Set(['2.5.29.28', '2.5.29.20', '2.5.29.35']);
    const keeps = extensions.get('2.5.29.60')?.extnValue.valueBlock.valueHexView;
    const revoked = new Map<string, Revoked>();
    for (const one of crl.revokedCertificates ?? []) {
      const reason = one.crlEntryExtensions?.extensions.find((extension) => extension.extnID === '2.5.29.21');
      const value = reason?.extnValue.valueBlock.valueHexView;
      revoked.set(hex(one.userCertificate.valueBlock.valueHexView), {
        date: one.revocationDate.value,
        reason: value?.[2],
      });
    }
    return {
      kind: 'crl',
      der,
      issuer: nameText(crl.issuer),
      issuerDer: nameDer(crl.issuer),
      thisUpdate: crl.thisUpdate.value,
      nextUpdate: crl.nextUpdate?.value,
      revoked,
      complete:
        !extensions.has('2.5.29.27') &&
        point?.indirectCRL !== true &&
        point?.onlySomeReasons === undefined &&
        point?.onlyContainsAttributeCerts !== true &&
        [...extensions.values()].every((one) => !one.critical || known.has(one.extnID)),
      onlyCa: point?.onlyContainsCACerts === true,
      onlyUsers: point?.onlyContainsUserCerts === true,
      keepsExpired: keeps === undefined ? undefined : generalizedTime(keeps),
      tbs: (asn1.result as asn1js.Sequence).valueBlock.value[0]!.valueBeforeDecodeView,
      algorithm: algorithmOf(crl.signatureAlgorithm),
      signature: crl.signatureValue.valueBlock.valueHexView,
    };
  } catch {
    return undefined;
  }
}

/** Reads an OCSPResponse or a BasicOCSPResponse; undefined when it is neither or not successful. */
export function parseOcsp(der: Uint8Array): Ocsp | undefined {
  try {
    const asn1 = decodeBer(der);
    if (asn1.offset === -1 || !(asn1.result instanceof asn1js.Sequence)) return undefined;
    const first = asn1.result.valueBlock.value[0];
    if (!(first instanceof asn1js.Enumerated)) return basic(asn1.result, der);
    if (first.valueBlock.valueDec !== 0) return undefined;
    const response = new pkijs.OCSPResponse({ schema: asn1.result });
    const inner = response.responseBytes?.response;
    if (inner === undefined) return undefined;
    const bytes = new Uint8Array(inner.getValue());
    return basic(decodeBer(bytes).result, der);
  } catch {
    return undefined;
  }
}

function basic(block: asn1js.AsnType, der: Uint8Array): Ocsp {
  const response = new pkijs.BasicOCSPResponse({ schema: block });
  const certificates = (response.certs ?? [])
    .map((one) => parseCertificate(new Uint8Array(one.toSchema(false).toBER())))
    .filter((one) => one !== undefined);
  const received = (block as asn1js.Sequence).valueBlock.value[3];
  const raw = asCertificates(received);
  return {
    kind: 'ocsp',
    der,
    producedAt: response.tbsResponseData.producedAt,
    certificates: raw.length > 0 ? raw : certificates,
    singles: response.tbsResponseData.responses.map(single),
    tbs: (block as asn1js.Sequence).valueBlock.value[0]!.valueBeforeDecodeView,
    algorithm: algorithmOf(response.signatureAlgorithm),
    signature: response.signature.valueBlock.valueHexView,
  };
}

function asCertificates(tagged: asn1js.AsnType | undefined): readonly Certificate[] {
  const list = (tagged?.valueBlock as { value?: asn1js.AsnType[] } | undefined)?.value?.[0];
  const blocks = (list?.valueBlock as { value?: asn1js.AsnType[] } | undefined)?.value ?? [];
  return blocks.map((one) => parseCertificate(one.valueBeforeDecodeView)).filter((one) => one !== undefined);
}

function single(response: pkijs.SingleResponse): SingleStatus {
  const status = response.certStatus as asn1js.BaseBlock & { valueBlock: { value?: asn1js.AsnType[] } };
  const tag = status.idBlock.tagNumber;
  const time = status.valueBlock.value?.[0];
  const reason = status.valueBlock.value?.[1]?.valueBlock as { value?: asn1js.AsnType[] } | undefined;
  const cutOff = response.singleExtensions?.find((one) => one.extnID === '1.3.6.1.5.5.7.48.1.6');
  const reasonBlock = reason?.value?.[0] as asn1js.Enumerated | undefined;
  return {
    digest: digestName(response.certID.hashAlgorithm.algorithmId) ?? '',
    nameHash: hex(response.certID.issuerNameHash.valueBlock.valueHexView),
    keyHash: hex(response.certID.issuerKeyHash.valueBlock.valueHexView),
    serial: hex(response.certID.serialNumber.valueBlock.valueHexView),
    status: tag === 0 ? 'good' : tag === 1 ? 'revoked' : 'unknown',
    revoked:
      tag === 1 && time instanceof asn1js.GeneralizedTime
        ? { date: time.toDate(), reason: reasonBlock?.valueBlock.valueDec }
        : undefined,
    thisUpdate: response.thisUpdate,
    nextUpdate: response.nextUpdate,
    archiveCutOff:
      cutOff === undefined ? undefined : generalizedTime(cutOff.extnValue.valueBlock.valueHexView),
  };
}

function generalizedTime(der: Uint8Array): Date | undefined {
  const block = decodeBer(der).result;
  return block instanceof asn1js.GeneralizedTime ? block.toDate() : undefined;
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
  if (issuer.key === undefined) return UNKNOWN;
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.has('cRLSign')) return UNKNOWN;
  const known = verifiedCrls.get(crl) ?? new Map<string, boolean>();
  verifiedCrls.set(crl, known);
  const check = known.get(issuer.fingerprint) ?? isGood(crl, issuer, poe(crl.der));
  known.set(issuer.fingerprint, check);
  if (!check) return UNKNOWN;
  const entry = crl.revoked.get(certificate.serial);
  const revoked = entry?.reason === REMOVE_FROM_CRL ? undefined : entry;
  if (revoked === undefined && !crl.complete) return UNKNOWN;
  const keeps = crl.keepsExpired !== undefined && crl.keepsExpired <= certificate.notAfter;
  return judge(certificate, crl, revoked, crl.thisUpdate, crl.nextUpdate, keeps, time);
}

/** Signature and algorithm of CRL or OCSP answer with the key of its signer. */
function isGood(data: RevocationData, signer: Certificate, when: Date): boolean {
  if (signer.key === undefined) return false;
  const check = verifySignature(data.algorithm, undefined, signer.key, data.tbs, data.signature);
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
  const info = decodeBer(certificate.spki).result as asn1js.Sequence;
  return (info.valueBlock.value[1] as asn1js.BitString).valueBlock.valueHexView;
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
