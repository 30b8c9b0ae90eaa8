// Certification paths: from a certificate to a trust anchor, and whether such a path was good at a time
// (RFC 5280 6, ETSI EN 319 102-1 5.2.6).

import { agingOf, weaknessAt } from './constraints.ts';
import { verifiedBy } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import type { GeneralName, NameConstraints } from './extensions.ts';
import type { CertificatePool } from './pool.ts';

export type Usage = 'signer' | 'timestamp';

/** Sub-indications of EN 319 102-1 table 6 that a path can end in. */
export type PathProblem =
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'NOT_YET_VALID'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE';

export type PathFault = {
  readonly problem: PathProblem;
  readonly certificate: Certificate;
  readonly detail: string;
};

const MAX_LENGTH = 10;
const MAX_STEPS = 400;

/**
 * All paths from a certificate to one of the anchors, leaf first, anchor last. A certificate that is an anchor
 * itself is its own path. Ends after a bounded number of steps, however the certificates sign each other.
 */
export function pathsTo(
  leaf: Certificate,
  pool: CertificatePool,
  anchors: readonly Certificate[],
): readonly (readonly Certificate[])[] {
  const trusted = new Set(anchors.map((one) => one.fingerprint));
  const found: (readonly Certificate[])[] = [];
  let steps = 0;
  const walk = (path: readonly Certificate[]): void => {
    const last = path.at(-1)!;
    if (trusted.has(last.fingerprint)) {
      found.push(path);
      return;
    }
    if (path.length >= MAX_LENGTH) return;
    const byAnchors = anchors.filter((one) => one.subject.toLowerCase() === last.issuer.toLowerCase());
    for (const issuer of [...byAnchors, ...pool.issuersOf(last)]) {
      if (steps++ > MAX_STEPS || found.length >= 8) return;
      if (path.some((one) => one.fingerprint === issuer.fingerprint)) continue;
      if (verifiedBy(last, issuer).valid) walk([...path, issuer]);
    }
  };
  walk([leaf]);
  // The same path through an anchor and its copy in the pool is found twice.
  const keys = new Set<string>();
  return found.filter((path) => {
    const key = path.map((one) => one.fingerprint).join();
    return !keys.has(key) && keys.add(key);
  });
}

/**
 * Faults of a path at a time. `timeOf` gives, for each certificate, the time at which its signature must have been
 * strong enough (a proof of existence, else the time of validation). The anchor itself is trusted as it is.
 */
export function faultsOf(
  path: readonly Certificate[],
  usage: Usage,
  time: Date,
  timeOf: (certificate: Certificate) => Date,
): readonly PathFault[] {
  const faults: PathFault[] = [];
  const fault = (problem: PathProblem, certificate: Certificate, detail: string) =>
    void faults.push({ problem, certificate, detail });
  for (const [index, certificate] of path.entries()) {
    const isAnchor = index === path.length - 1;
    if (index === 0) checkUsage(certificate, usage, fault);
    if (isAnchor && index > 0) break;
    if (time < certificate.notBefore)
      fault('NOT_YET_VALID', certificate, certificate.notBefore.toISOString());
    if (time > certificate.notAfter)
      fault('OUT_OF_BOUNDS_NO_POE', certificate, certificate.notAfter.toISOString());
    if (isAnchor) break;
    for (const oid of certificate.unknownCritical)
      fault('CHAIN_CONSTRAINTS_FAILURE', certificate, `critical extension ${oid}`);
    const issuer = path[index + 1]!;
    const weak = weaknessAt(verifiedBy(certificate, issuer).use, timeOf(certificate));
    if (weak !== undefined) fault('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', certificate, weak.what);
    checkIssuer(issuer, path.slice(0, index + 1), index + 1 === path.length - 1, fault);
  }
  return faults;
}

/** Algorithms of a path that are about to end, for a hint. */
export const agingIn = (path: readonly Certificate[], at: Date): string | undefined =>
  path
    .slice(0, -1)
    .map((one, index) => agingOf(verifiedBy(one, path[index + 1]!).use, at))
    .find((one) => one !== undefined);

type Fault = (problem: PathProblem, certificate: Certificate, detail: string) => void;

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

function checkUsage(certificate: Certificate, usage: Usage, fault: Fault): void {
  const { keyUsage, extendedKeyUsage } = certificate;
  if (usage === 'timestamp' && extendedKeyUsage?.includes(TIME_STAMPING) !== true)
    fault('CHAIN_CONSTRAINTS_FAILURE', certificate, 'extended key usage timeStamping is missing');
  if (keyUsage !== undefined && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation'))
    fault('CHAIN_CONSTRAINTS_FAILURE', certificate, 'the key is not meant for signatures');
}

function checkIssuer(
  issuer: Certificate,
  below: readonly Certificate[],
  isAnchor: boolean,
  fault: Fault,
): void {
  // Anchors of version 1 have no extensions; whoever trusts them trusts them as authority.
  if (!issuer.isCa && !isAnchor) fault('CHAIN_CONSTRAINTS_FAILURE', issuer, 'not a certification authority');
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.has('keyCertSign'))
    fault('CHAIN_CONSTRAINTS_FAILURE', issuer, 'the key is not meant for certificates');
  const between = below.slice(1).filter((one) => one.subject !== one.issuer).length;
  if (issuer.pathLength !== undefined && between > issuer.pathLength)
    fault('CHAIN_CONSTRAINTS_FAILURE', issuer, 'the path is too long');
  const constraints = issuer.nameConstraints;
  if (constraints === undefined) return;
  for (const certificate of below) {
    if (!satisfies(certificate, constraints))
      fault(
        'CHAIN_CONSTRAINTS_FAILURE',
        certificate,
        'the name is outside of what the authority may certify',
      );
  }
}

const DIRECTORY_NAME = 4;
const EMAIL = 1;
const DNS = 2;

/** Name constraints (RFC 5280 4.2.1.10) for directory, e-mail and DNS names; other kinds are refused. */
function satisfies(certificate: Certificate, constraints: NameConstraints): boolean {
  const names: readonly GeneralName[] = [
    { type: DIRECTORY_NAME, text: certificate.subject },
    ...certificate.altNames,
  ];
  return names.every(({ type, text }) => {
    const permitted = constraints.permitted.filter((base) => base.type === type);
    const excluded = constraints.excluded.filter((base) => base.type === type);
    if (permitted.length + excluded.length === 0) return true;
    if (type !== DIRECTORY_NAME && type !== EMAIL && type !== DNS) return false;
    const inside = (base: GeneralName) => within(text, base.text, type);
    return !excluded.some(inside) && (permitted.length === 0 || permitted.some(inside));
  });
}

function within(text: string, base: string, type: number): boolean {
  const name = text.toLowerCase();
  const root = base.toLowerCase();
  if (type === DIRECTORY_NAME) return name === root || name.endsWith(`, ${root}`) || root === '';
  if (type === EMAIL) return name === root || name.endsWith(root.startsWith('.') ? root : `@${root}`);
  return name === root || name.endsWith(root.startsWith('.') ? root : `.${root}`);
}
