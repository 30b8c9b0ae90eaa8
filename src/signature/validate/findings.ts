// The findings of one signature: what failed first, then trust, then what happened after it.

import { findingText } from '../report/findingTexts.ts';
import type { FindingCode } from '../report/findingTexts.ts';
import { assertNever } from '../result.ts';
import type { CertificateVerdict } from '../trust/certify.ts';
import { agingOf } from '../trust/constraints.ts';
import type { JudgedChange } from './revisions/judge.ts';
import type { SignatureFacts } from './signatureReport.ts';
import type { JudgedTimestamp } from './timestamps.ts';
import type { Finding } from './types.ts';

/** All findings, in German. */
export function findingsOf(facts: SignatureFacts): readonly Finding[] {
  const { located, container, modifications, verdict, weakness } = facts;
  const findings: Finding[] = [];
  const add = (code: FindingCode, about: Parameters<typeof findingText>[1] = {}) =>
    void findings.push({ code, text: findingText(code, about) });
  for (const fault of located.faults) add(fault.code as FindingCode, { detail: fault.detail });
  if (located.faults.length === 0 && container.cms === undefined) add('NO_CMS');
  if (container.cms !== undefined && container.certificate === undefined) add('NO_SIGNER_CERTIFICATE');
  if ((container.cms?.signers.length ?? 0) > 1) add('SEVERAL_SIGNERS');
  for (const note of container.notes) add(note as FindingCode);
  const { check } = container;
  if (check !== undefined) {
    for (const fault of check.faults) add('CMS_FAULT', { detail: fault });
    if (check.unsupported !== undefined) add('ALGORITHM_UNSUPPORTED', { detail: check.unsupported });
    else if (!check.digestMatches) add('HASH_MISMATCH');
    else if (!check.signatureValid) add('SIGNATURE_INVALID');
    if (container.ess === 'differs') add('ESS_DIFFERS');
  }
  for (const change of modifications.changes) if (!change.allowed) add(change.code, about(change));
  if (modifications.verdict === 'unknown') add('MODIFICATIONS_UNKNOWN', { detail: modifications.reason });
  if (weakness !== undefined)
    add('ALGORITHM_WEAK', { detail: `${weakness.what}, ${weakness.since.getUTCFullYear()}` });
  const aging = check?.use === undefined ? undefined : agingOf(check.use, facts.judgedAt);
  if (aging !== undefined) add('ALGORITHM_AGING', { detail: aging });
  trustFindings(verdict, add);
  for (const stamp of facts.timestamps) timestampFinding(stamp, add);
  for (const change of modifications.changes)
    if (change.allowed) add(change.code, { ...about(change), allowed: true });
  return findings;
}

type Add = (code: FindingCode, about?: Parameters<typeof findingText>[1]) => void;

const about = (change: JudgedChange) => ({
  object: change.object,
  page: change.page,
  field: change.field,
  detail: change.path,
});

function trustFindings(verdict: CertificateVerdict | undefined, add: Add): void {
  if (verdict === undefined) return;
  const named = { subject: verdict.subject, detail: verdict.detail };
  if (verdict.problem !== undefined) {
    switch (verdict.problem) {
      case 'NO_CERTIFICATE_CHAIN_FOUND':
        add('NO_TRUST_ANCHOR', named);
        break;
      case 'CERTIFICATE_CHAIN_GENERAL_FAILURE':
      case 'CHAIN_CONSTRAINTS_FAILURE':
        add('CHAIN_BROKEN', named);
        break;
      case 'OUT_OF_BOUNDS_NO_POE':
        add('CERTIFICATE_EXPIRED', named);
        break;
      case 'NOT_YET_VALID':
        add('CERTIFICATE_NOT_YET_VALID', named);
        break;
      case 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE':
        add('ALGORITHM_WEAK', named);
        break;
      case 'REVOKED_NO_POE':
      case 'REVOKED_CA_NO_POE':
        add('CERTIFICATE_REVOKED', named);
        break;
      case 'TRY_LATER':
        add('REVOCATION_UNKNOWN', named);
        break;
      default:
        assertNever(verdict.problem);
    }
  }
  for (const hint of verdict.hints) add(hint.code, { subject: hint.subject, detail: hint.detail });
}

function timestampFinding(stamp: JudgedTimestamp, add: Add): void {
  if (stamp.good) return;
  if (!stamp.intact) add('TIMESTAMP_INVALID', { detail: stamp.token.time.toISOString() });
  else
    add('TIMESTAMP_UNTRUSTED', {
      subject: stamp.token.certificate?.subject,
      detail: stamp.verdict?.problem ?? '',
    });
}
