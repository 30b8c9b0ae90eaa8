// Revocation data and missing issuers from the net, when the caller allows it. Every request has a time and a size
// limit, addresses are those the certificates name, and nothing that goes wrong here is more than "not there".

import { randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import { isContext, isTag, items, readBer, TAG } from './ber.ts';
import { digestOf } from './algorithms.ts';
import { parseCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';

export type NetRequest = {
  readonly url: string;
  readonly body?: Uint8Array | undefined;
  readonly contentType?: string | undefined;
};

/** Fetches bytes; undefined when that fails for whatever reason. */
export type Fetcher = (request: NetRequest) => Promise<Uint8Array | undefined>;

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 20 * 1024 * 1024;

/** A fetcher over HTTP(S) with limits; every answer is remembered as long as the fetcher lives. */
export function httpFetcher(): Fetcher {
  const cache = new Map<string, Promise<Uint8Array | undefined>>();
  return (request) => {
    const key = `${request.url} ${request.body === undefined ? '' : Buffer.from(request.body).toString('base64')}`;
    const known = cache.get(key) ?? load(request);
    cache.set(key, known);
    return known;
  };
}

async function load({ url, body, contentType }: NetRequest): Promise<Uint8Array | undefined> {
  if (!/^https?:\/\//i.test(url)) return undefined;
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      body: body === undefined ? undefined : Buffer.from(body),
      headers: contentType === undefined ? {} : { 'content-type': contentType },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'follow',
    });
    if (!response.ok || response.body === null) return undefined;
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body) {
      size += part.length;
      if (size > MAX_BYTES) return undefined;
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch {
    return undefined;
  }
}

/** An OCSP request (RFC 6960 4.1) for one certificate, with SHA-1 identifiers as every responder knows them. */
export function ocspRequest(certificate: Certificate, issuer: Certificate): Uint8Array {
  const info = asn1js.fromBER(issuer.spki).result as asn1js.Sequence;
  const bits = (info.valueBlock.value[1] as asn1js.BitString).valueBlock.valueHexView;
  const sequence = (...value: asn1js.AsnType[]) => new asn1js.Sequence({ value });
  const octets = (bytes: Uint8Array) => new asn1js.OctetString({ valueHex: new Uint8Array(bytes).buffer });
  const certId = sequence(
    sequence(new asn1js.ObjectIdentifier({ value: '1.3.14.3.2.26' }), new asn1js.Null()),
    octets(digestOf('sha1', issuer.subjectDer)),
    octets(digestOf('sha1', bits)),
    new asn1js.Integer({ valueHex: new Uint8Array(Buffer.from(certificate.serial, 'hex')).buffer }),
  );
  const nonce = octets(new Uint8Array(octets(randomBytes(16)).toBER()));
  const extensions = new asn1js.Constructed({
    idBlock: { tagClass: 3, tagNumber: 2 },
    value: [sequence(sequence(new asn1js.ObjectIdentifier({ value: '1.3.6.1.5.5.7.48.1.2' }), nonce))],
  });
  return new Uint8Array(sequence(sequence(sequence(sequence(certId)), extensions)).toBER());
}

/** OCSP answer for a certificate from the first address that gives one. */
export async function fetchOcsp(
  fetcher: Fetcher,
  certificate: Certificate,
  issuer: Certificate,
): Promise<Uint8Array | undefined> {
  for (const url of certificate.ocspUrls.slice(0, 3)) {
    const answer = await fetcher({
      url,
      body: ocspRequest(certificate, issuer),
      contentType: 'application/ocsp-request',
    });
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** CRL for a certificate from the first address that gives one. */
export async function fetchCrl(fetcher: Fetcher, certificate: Certificate): Promise<Uint8Array | undefined> {
  for (const url of certificate.crlUrls.slice(0, 3)) {
    const answer = await fetcher({ url });
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Issuers a certificate names (AIA caIssuers): one certificate or a PKCS#7 bag. */
export async function fetchIssuers(
  fetcher: Fetcher,
  certificate: Certificate,
): Promise<readonly Certificate[]> {
  for (const url of certificate.issuerUrls.slice(0, 2)) {
    const answer = await fetcher({ url });
    if (answer === undefined) continue;
    const der = answer[0] === 0x30 ? answer : pemBytes(answer);
    const one = parseCertificate(der);
    if (one !== undefined) return [one];
    const bag = certificatesOfBag(der);
    if (bag.length > 0) return bag;
  }
  return [];
}

const pemBytes = (text: Uint8Array): Uint8Array => {
  const body =
    /-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(Buffer.from(text).toString('latin1'))?.[1] ?? '';
  return Buffer.from(body, 'base64');
};

/** Certificates of a SignedData without signers ("certs-only", RFC 5652 5.1). */
function certificatesOfBag(der: Uint8Array): readonly Certificate[] {
  const signed = items(items(items(readBer(der))[1])[0]);
  return items(signed.find((one) => isContext(one, 0)))
    .filter((one) => isTag(one, TAG.sequence))
    .map((one) => parseCertificate(one.raw))
    .filter((one) => one !== undefined);
}
