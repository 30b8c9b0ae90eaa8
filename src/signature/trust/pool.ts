// Certificates at hand, found by the name of their subject.

import type { Certificate } from './certificate.ts';
import { normalized } from './names.ts';

/** A set of certificates without doubles, found by subject. */
export type CertificatePool = {
  add(certificate: Certificate): void;
  all(): readonly Certificate[];
  /** Certificates whose name is the issuer of this one; those with the fitting key identifier first. */
  issuersOf(certificate: Certificate): readonly Certificate[];
};

/** An empty pool with some certificates put in. */
export function certificatePool(initial: readonly Certificate[] = []): CertificatePool {
  const byFingerprint = new Map<string, Certificate>();
  const bySubject = new Map<string, Certificate[]>();
  const pool: CertificatePool = {
    add(certificate) {
      if (byFingerprint.has(certificate.fingerprint)) return;
      byFingerprint.set(certificate.fingerprint, certificate);
      const key = normalized(certificate.subject);
      const same = bySubject.get(key);
      if (same === undefined) bySubject.set(key, [certificate]);
      else same.push(certificate);
    },
    all: () => [...byFingerprint.values()],
    issuersOf(certificate) {
      const found = bySubject.get(normalized(certificate.issuer)) ?? [];
      const fits = (one: Certificate) =>
        certificate.authorityKeyId !== undefined && one.subjectKeyId === certificate.authorityKeyId ? 0 : 1;
      return found.toSorted((a, b) => fits(a) - fits(b));
    },
  };
  for (const one of initial) pool.add(one);
  return pool;
}
