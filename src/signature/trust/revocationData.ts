// CRLs (RFC 5280 5) and OCSP answers (RFC 6960) as plain data.

import { digestName } from './algorithms.ts';
import type { Algorithm } from './algorithms.ts';
import { bitsOf, isContext, isTag, items, octetsOf, oidOf, readBer, smallOf, TAG, timeOf } from './ber.ts';
import type { Ber } from './ber.ts';
import { algorithmOf, hex, nameText, parseCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';

export type Revoked = { readonly date: Date; readonly reason: number | undefined };

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

export type SingleStatus = {
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
