// Certificates, OCSP answers and CRLs from where a certificate says they are (RFC 5280, 4.2.1.13 and 4.2.2.1).
import { createHash } from 'node:crypto';
import { BasicOCSPResponse, CertificateRevocationList, OCSPResponse } from 'pkijs';
import { children, DerError, elements, nil, octets, oid, raw, seq } from '../cms/der.ts';
import { parseCms } from '../validate/cms.ts';
import { parseCertificate, sameName, verifiedBy, type Certificate } from '../trust/certificate.ts';
import { request, type NetOptions } from './http.ts';

/** What is known about the revocation of one certificate. The bytes are DER (a whole OCSPResponse, a whole CRL). */
export type RevocationAnswer =
  | {
      readonly status: 'good' | 'revoked';
      readonly ocsp?: Uint8Array;
      readonly crl?: Uint8Array;
      /** certificates that came along (of an OCSP responder) */
      readonly certificates: readonly Certificate[];
    }
  | { readonly status: 'unknown'; readonly detail: string };

/** Where validation data come from. Answers are remembered, so that a batch asks once. */
export type ValidationSource = {
  /** issuer certificates as the certificate names them (AIA) */
  readonly issuers: (certificate: Certificate) => Promise<readonly Certificate[]>;
  readonly revocation: (certificate: Certificate, issuer: Certificate) => Promise<RevocationAnswer>;
};

/** OCSPRequest for one certificate (RFC 6960, 4.1.1); SHA-1 only names the issuer, as all responders expect. */
const ocspRequest = (certificate: Certificate, issuer: Certificate): Buffer => {
  const sha1 = (bytes: Uint8Array) => octets(createHash('sha1').update(bytes).digest());
  const tbs = elements(children(certificate.der)[0]!.content);
  const serial = (tbs[0]!.tag === 0xa0 ? tbs[1]! : tbs[0]!).raw;
  const key = children(issuer.spki)[1]!.content.subarray(1);
  const id = seq(seq(oid('1.3.14.3.2.26'), nil()), sha1(certificate.issuerDer), sha1(key), raw(serial));
  return seq(seq(seq(seq(id))));
};

const exact = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

const readOcsp = (answer: Uint8Array, certificate: Certificate): RevocationAnswer => {
  const response = OCSPResponse.fromBER(exact(answer));
  const status = response.responseStatus.valueBlock.valueDec;
  if (status !== 0 || response.responseBytes === undefined)
    return { status: 'unknown', detail: `OCSP status ${status}` };
  const basic = BasicOCSPResponse.fromBER(exact(response.responseBytes.response.valueBlock.valueHexView));
  const mine = basic.tbsResponseData.responses.find(
    (r) => Buffer.from(r.certID.serialNumber.valueBlock.valueHexView).toString('hex') === certificate.serial,
  );
  const tag = (mine?.certStatus as { idBlock?: { tagNumber: number } } | undefined)?.idBlock?.tagNumber;
  if (tag !== 0 && tag !== 1) return { status: 'unknown', detail: 'OCSP does not know the certificate' };
  const certificates = (basic.certs ?? [])
    .map((c) => parseCertificate(new Uint8Array(c.toSchema().toBER(false))))
    .filter((c) => c !== undefined);
  return { status: tag === 0 ? 'good' : 'revoked', ocsp: answer, certificates };
};

const pemOrDer = (bytes: Uint8Array): Uint8Array => {
  const text = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  if (!text.includes('-----BEGIN')) return bytes;
  const body = Buffer.from(bytes)
    .toString('latin1')
    .replace(/-----[^-]+-----/g, '');
  return Buffer.from(body, 'base64');
};

const readCrl = (answer: Uint8Array, certificate: Certificate, issuer: Certificate): RevocationAnswer => {
  const der = pemOrDer(answer);
  const crl = CertificateRevocationList.fromBER(exact(der));
  const name = new Uint8Array(crl.issuer.toSchema().toBER(false));
  if (!Buffer.from(name).equals(Buffer.from(issuer.subjectDer)))
    return { status: 'unknown', detail: 'CRL of another issuer' };
  const revoked = (crl.revokedCertificates ?? []).some(
    (r) => Buffer.from(r.userCertificate.valueBlock.valueHexView).toString('hex') === certificate.serial,
  );
  return { status: revoked ? 'revoked' : 'good', crl: der, certificates: [] };
};

/** Runs a reader of foreign bytes: whatever it stumbles over, the answer is not usable. */
const tolerant = (read: () => RevocationAnswer): RevocationAnswer => {
  try {
    return read();
  } catch (thrown) {
    return { status: 'unknown', detail: thrown instanceof DerError ? 'damaged answer' : 'unreadable answer' };
  }
};

/** Validation data over HTTP: OCSP first, the CRL where there is none. */
export const httpValidation = (options: NetOptions = {}): ValidationSource => {
  const pages = new Map<string, Promise<Uint8Array | undefined>>();
  const answers = new Map<string, Promise<RevocationAnswer>>();
  const page = (url: string): Promise<Uint8Array | undefined> => {
    const known = pages.get(url) ?? request(url, options).then((a) => (a.ok ? a.value : undefined));
    pages.set(url, known);
    return known;
  };
  const ask = async (certificate: Certificate, issuer: Certificate): Promise<RevocationAnswer> => {
    let detail = 'the certificate names neither OCSP nor CRL';
    for (const url of certificate.ocspUrls) {
      const bytes = ocspRequest(certificate, issuer);
      const answer = await request(url, options, { type: 'application/ocsp-request', bytes });
      const read: RevocationAnswer = answer.ok
        ? tolerant(() => readOcsp(answer.value, certificate))
        : { status: 'unknown', detail: answer.error.detail };
      if (read.status !== 'unknown') return read;
      detail = read.detail;
    }
    for (const url of certificate.crlUrls) {
      const bytes = await page(url);
      if (bytes === undefined) continue;
      const read = tolerant(() => readCrl(bytes, certificate, issuer));
      if (read.status !== 'unknown') return read;
      detail = read.detail;
    }
    return { status: 'unknown', detail };
  };
  return {
    issuers: async (certificate) => {
      const found: Certificate[] = [];
      for (const url of certificate.issuerUrls) {
        const bytes = await page(url);
        if (bytes === undefined) continue;
        const one = parseCertificate(pemOrDer(bytes));
        found.push(...(one === undefined ? (parseCms(bytes)?.certificates ?? []) : [one]));
      }
      return found.filter((c) => issued(c, certificate));
    },
    revocation: (certificate, issuer) => {
      const key = certificate.fingerprint;
      const known = answers.get(key) ?? ask(certificate, issuer);
      answers.set(key, known);
      return known;
    },
  };
};

/** True if `issuer` has the right name and its key fits the signature of the certificate. */
export const issued = (issuer: Certificate, certificate: Certificate): boolean =>
  sameName(issuer.subjectDer, issuer.subject, certificate.issuerDer, certificate.issuer) &&
  verifiedBy(certificate, issuer).valid;
