// From everything that was checked to the indication (ETSI EN 319 102-1 5.1.3).

import type { SignatureFacts } from './signatureReport.ts';
import type { Indication, SubIndication } from './types.ts';

type Verdict = { readonly indication: Indication; readonly subIndication: SubIndication | null };

/** The order follows EN 319 102-1 5.3: format, certificate, integrity, constraints, path. */
export function verdictOf({
  located,
  container,
  modifications,
  verdict,
  weakness,
  judgedAt,
  at,
}: SignatureFacts): Verdict {
  const failed = (subIndication: SubIndication): Verdict => ({ indication: 'TOTAL_FAILED', subIndication });
  const unclear = (subIndication: SubIndication): Verdict => ({ indication: 'INDETERMINATE', subIndication });
  if (located.faults.length > 0 || container.cms === undefined) return failed('FORMAT_FAILURE');
  const { check } = container;
  if (check === undefined || container.certificate === undefined) {
    return modifications.verdict === 'forbidden'
      ? failed('FORMAT_FAILURE')
      : unclear('NO_SIGNING_CERTIFICATE_FOUND');
  }
  if (check.faults.length > 0) return failed('FORMAT_FAILURE');
  if (check.unsupported !== undefined) return unclear('CRYPTO_CONSTRAINTS_FAILURE');
  if (!check.digestMatches) return failed('HASH_FAILURE');
  if (!check.signatureValid) return failed('SIG_CRYPTO_FAILURE');
  if (modifications.verdict === 'forbidden') return failed('FORMAT_FAILURE');
  if (container.ess === 'differs') return unclear('NO_SIGNING_CERTIFICATE_FOUND');
  if (modifications.verdict === 'unknown') return unclear('SIG_CONSTRAINTS_FAILURE');
  if (verdict === undefined) return unclear('NO_CERTIFICATE_CHAIN_FOUND');
  if (verdict.problem === 'NO_CERTIFICATE_CHAIN_FOUND') return unclear(verdict.problem);
  if (weakness !== undefined)
    return unclear(judgedAt < at ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
  if (verdict.problem !== undefined) return unclear(verdict.problem);
  return { indication: 'TOTAL_PASSED', subIndication: null };
}
