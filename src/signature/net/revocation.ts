// Validation data for the DSS from where the certificates say they are (RFC 5280, 4.2.1.13 and 4.2.2.1): OCSP first,
// the CRL where there is none. Only what holds (signed by the right authority, in force now) is taken.
import { parseCertificate, sameName, verifiedBy, type Certificate } from '../trust/certificate.ts';
import { fetchCrl, fetchIssuers, fetchOcsp, httpFetcher, type Fetcher } from '../trust/net.ts';
import { parseCrl, parseOcsp, revocationAt, type RevocationData } from '../trust/revocation.ts';

/** What is known about the revocation of one certificate. The bytes are DER (a whole OCSPResponse, a whole CRL). */
export type RevocationAnswer =
  | {
      readonly status: 'good' | 'revoked';
      readonly ocsp?: Uint8Array;
      readonly crl?: Uint8Array;
      /** certificates that came along (of an OCSP responder) */
      readonly certificates: readonly Certificate[];
    }
  /** `offered` false: the certificate names nobody to ask, so that no later try can help */
  | { readonly status: 'unknown'; readonly offered: boolean; readonly detail: string };

/** Where validation data come from. Answers are remembered, so that a batch asks once. */
export type ValidationSource = {
  /** issuer certificates as the certificate names them (AIA) */
  readonly issuers: (certificate: Certificate) => Promise<readonly Certificate[]>;
  readonly revocation: (certificate: Certificate, issuer: Certificate) => Promise<RevocationAnswer>;
};

export type ValidationSourceOptions = {
  /** default: HTTP with limits */
  readonly fetcher?: Fetcher | undefined;
  /** DER of issuers at hand (trust anchors), for certificates that do not say where theirs can be had */
  readonly known?: readonly Uint8Array[] | undefined;
  /** the clock, default the machine's */
  readonly now?: (() => Date) | undefined;
};

/** Reads foreign bytes: whatever the reader stumbles over, they are not usable. */
const readOr = <T>(read: () => T | undefined): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** True if `issuer` has the right name and its key fits the signature of the certificate. */
export const issued = (issuer: Certificate, certificate: Certificate): boolean =>
  sameName(issuer.subjectDer, issuer.subject, certificate.issuerDer, certificate.issuer) &&
  verifiedBy(certificate, issuer).valid;

/** Validation data over HTTP. One source per batch: what it was told, it tells again. */
export const httpValidation = (options: ValidationSourceOptions = {}): ValidationSource => {
  const fetcher = options.fetcher ?? httpFetcher();
  const clock = options.now ?? (() => new Date());
  const known = (options.known ?? []).flatMap((der) => parseCertificate(der) ?? []);
  const answers = new Map<string, Promise<RevocationAnswer>>();

  const judge = (certificate: Certificate, issuer: Certificate, data: RevocationData | undefined) => {
    const now = clock();
    return data === undefined ? 'unknown' : revocationAt(certificate, issuer, [data], now, () => now).status;
  };

  const ask = async (certificate: Certificate, issuer: Certificate): Promise<RevocationAnswer> => {
    if (certificate.ocspUrls.length === 0 && certificate.crlUrls.length === 0)
      return { status: 'unknown', offered: false, detail: 'the certificate names neither OCSP nor CRL' };
    const answer = await fetchOcsp(fetcher, certificate, issuer);
    const ocsp = answer === undefined ? undefined : readOr(() => parseOcsp(answer));
    const byOcsp = judge(certificate, issuer, ocsp);
    if (ocsp !== undefined && (byOcsp === 'good' || byOcsp === 'revoked'))
      return { status: byOcsp, ocsp: answer!, certificates: ocsp.certificates };
    const list = await fetchCrl(fetcher, certificate);
    const crl = list === undefined ? undefined : readOr(() => parseCrl(list));
    const byCrl = judge(certificate, issuer, crl);
    if (crl !== undefined && (byCrl === 'good' || byCrl === 'revoked'))
      return { status: byCrl, crl: list!, certificates: [] };
    const reached = answer !== undefined || list !== undefined;
    return { status: 'unknown', offered: true, detail: reached ? 'no usable answer' : 'nobody answered' };
  };

  return {
    issuers: async (certificate) => {
      const here = known.filter((one) => issued(one, certificate));
      if (here.length > 0) return here;
      return (await fetchIssuers(fetcher, certificate)).filter((one) => issued(one, certificate));
    },
    revocation: (certificate, issuer) => {
      const answer = answers.get(certificate.fingerprint) ?? ask(certificate, issuer);
      answers.set(certificate.fingerprint, answer);
      return answer;
    },
  };
};
