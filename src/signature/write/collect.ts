// What a signature needs to be checked in later years: the chains of all certificates in it and, for each, an answer
// on revocation (ETSI EN 319 142-1, 5.4.2 and 6.3, B-LT).
import type { SignatureError } from '../errors.ts';
import { issued, type ValidationSource } from '../net/revocation.ts';
import { err, ok, type Result } from '../result.ts';
import { isSelfSigned, type Certificate } from '../trust/certificate.ts';

export type ValidationData = {
  readonly certificates: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
};

const MAX_CERTIFICATES = 200;

/**
 * Collects validation data for `leaves` (signers, time stamp authorities). `known` are certificates at hand.
 * Errors: REVOCATION_UNAVAILABLE when one certificate has no usable answer, REVOCATION_NOT_OFFERED when it names
 * nobody to ask, CERTIFICATE_REVOKED.
 */
export const collectValidationData = async (
  leaves: readonly Certificate[],
  known: readonly Certificate[],
  source: ValidationSource,
): Promise<Result<ValidationData, SignatureError>> => {
  const pool = new Map([...known, ...leaves].map((c) => [c.fingerprint, c]));
  const done = new Map<string, Certificate>();
  const ocsps = new Map<string, Uint8Array>();
  const crls = new Map<string, Uint8Array>();
  const queue = [...leaves];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (done.has(next.fingerprint)) continue;
    done.set(next.fingerprint, next);
    if (done.size > MAX_CERTIFICATES)
      return err({ code: 'REVOCATION_UNAVAILABLE', detail: 'too many certificates' });
    if (isSelfSigned(next)) continue;
    const certificate = next;
    let issuer = [...pool.values()].find((c) => issued(c, certificate));
    if (issuer === undefined) {
      for (const found of await source.issuers(certificate)) pool.set(found.fingerprint, found);
      issuer = [...pool.values()].find((c) => issued(c, certificate));
    }
    if (issuer === undefined) return err({ code: 'REVOCATION_UNAVAILABLE', detail: 'an issuer is missing' });
    queue.push(issuer);
    if (certificate.noRevocationCheck) continue;
    const answer = await source.revocation(certificate, issuer);
    if (answer.status === 'unknown')
      return err({
        code: answer.offered ? 'REVOCATION_UNAVAILABLE' : 'REVOCATION_NOT_OFFERED',
        detail: answer.detail,
      });
    if (answer.status === 'revoked') return err({ code: 'CERTIFICATE_REVOKED' });
    if (answer.ocsp !== undefined) ocsps.set(key(answer.ocsp), answer.ocsp);
    if (answer.crl !== undefined) crls.set(key(answer.crl), answer.crl);
    for (const extra of answer.certificates) pool.set(extra.fingerprint, extra);
    queue.push(...answer.certificates);
  }
  return ok({
    certificates: [...done.values()].map((c) => c.der),
    ocsps: [...ocsps.values()],
    crls: [...crls.values()],
  });
};

const key = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
