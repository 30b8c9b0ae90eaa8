// One signature: from everything that was checked to its indication (ETSI EN 319 102-1 5.1.3) and findings.

import type { Pdf } from '../pdf/index.ts';
import { agingOf } from '../trust/algorithms.ts';
import type { AlgorithmWeakness } from '../trust/algorithms.ts';
import { hex, sameName } from '../trust/certificate.ts';
import { parseCrl, parseOcsp } from '../trust/revocation.ts';
import type { Certificate } from '../trust/certificate.ts';
import type { CertificateVerdict } from '../trust/certify.ts';
import { assertNever } from '../result.ts';
import { findingText } from '../report/findingTexts.ts';
import type { FindingCode } from '../report/findingTexts.ts';
import { timeOf as asn1Time } from '../trust/ber.ts';
import { attributesOf, OID } from './cms.ts';
import { detachedLevelOf, levelOf } from './level.ts';
import type { Level } from './level.ts';
import type { Dss } from './material.ts';
import type { JudgedChange, ModificationReport } from './revisions/judge.ts';
import { parsePdfDate } from './time.ts';
import type {
  Material,
  Finding,
  Indication,
  SignatureReport,
  SubIndication,
  TimestampReport,
} from './types.ts';
import { pageTreeOf } from './revisions/pageTree.ts';
import { itemsIn, newest, textIn } from './view.ts';
import { isVisible } from './revisions/formRules.ts';
import type { JudgedTimestamp, OpenSignature } from './validatePdf.ts';

export type SignatureFacts = OpenSignature & {
  /** Undefined for a detached signature. */
  readonly pdf: Pdf | undefined;
  readonly at: Date;
  readonly judgedAt: Date;
  readonly verdict: CertificateVerdict | undefined;
  readonly weakness: AlgorithmWeakness | undefined;
  readonly timestamps: readonly JudgedTimestamp[];
  readonly documentTimestamps: readonly JudgedTimestamp[];
  readonly dssAt: (revision: number) => Dss;
  readonly modifications: ModificationReport;
};

type Verdict = { readonly indication: Indication; readonly subIndication: SubIndication | null };

/** The report of one signature. */
export function reportSignature(facts: SignatureFacts): SignatureReport {
  const { pdf, located, container, modifications } = facts;
  const text = (key: string) => (pdf === undefined ? undefined : textIn(newest(pdf), located.dict, key));
  const intact = container.intact && located.faults.length === 0;
  const findings = findingsOf(facts);
  const { indication, subIndication } = verdictOf(facts);
  const time = timeOf(facts);
  const used = container.check?.use;
  return {
    field: located.field.name,
    kind: located.kind,
    signer: container.certificate?.subject ?? '',
    signingTime: time.time?.toISOString() ?? null,
    timeSource: time.source,
    level: levelIn(facts),
    indication,
    subIndication,
    intact,
    coversWholeFile: located.coversWholeFile,
    modifications: modifications.verdict,
    findings,
    details: {
      subFilter: located.subFilter,
      byteRange: located.byteRange,
      revision: located.revision === undefined ? undefined : located.revision + 1,
      revisions: pdf?.revisions.length ?? 1,
      certificate: container.certificate,
      chain: facts.verdict?.chain ?? [],
      algorithm: used?.label,
      judgedAt: facts.judgedAt,
      timestamps: [...facts.timestamps, ...facts.documentTimestamps].map(timestampReport),
      changes: modifications.changes,
      docMdp: modifications.docMdp,
      name: text('Name'),
      reason: text('Reason'),
      location: text('Location'),
      signatureValue: hex(container.signer?.signature ?? new Uint8Array()),
      material: materialOf([
        facts.verdict,
        ...[...facts.timestamps, ...facts.documentTimestamps].map((one) => one.verdict),
      ]),
      page: pageOf(facts),
    },
  };
}

/** The order follows EN 319 102-1 5.3: format, certificate, integrity, constraints, path. */
function verdictOf({
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

function findingsOf(facts: SignatureFacts): readonly Finding[] {
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

function timestampReport(stamp: JudgedTimestamp): TimestampReport {
  return {
    kind: stamp.kind,
    time: stamp.token.time,
    authority: stamp.token.certificate?.subject,
    intact: stamp.intact,
    trusted: stamp.good,
    problem: stamp.verdict?.problem,
  };
}

/** Time shown for a signature: that of its oldest intact time stamp, else the claimed one. */
function timeOf({ pdf, located, container, timestamps }: SignatureFacts): {
  time: Date | undefined;
  source: 'claimed' | 'timestamp';
} {
  if (container.token !== undefined) return { time: container.token.time, source: 'timestamp' };
  const stamped = timestamps.filter((one) => one.intact).map((one) => one.token.time);
  if (stamped.length > 0) return { time: stamped.reduce((a, b) => (b < a ? b : a)), source: 'timestamp' };
  const attribute = attributesOf(container.signer?.signedAttributes, OID.signingTime)[0]?.values[0];
  const claimed = asn1Time(attribute);
  return {
    time: parsePdfDate(pdf === undefined ? undefined : textIn(newest(pdf), located.dict, 'M')) ?? claimed,
    source: 'claimed',
  };
}

function levelIn(facts: SignatureFacts): Level {
  const { located, container, timestamps, documentTimestamps, dssAt, pdf } = facts;
  if (pdf === undefined)
    return detachedLevelOf(
      container,
      timestamps.some((one) => one.intact),
    );
  const hasData = (dss: Dss): boolean =>
    dss.present && dss.certificates.length > 0 && hasRevocation(dss, container.certificate);
  return levelOf(located, container, {
    signatureTimestamp: timestamps.some((one) => one.intact),
    documentTimestamp: documentTimestamps.some((one) => one.intact),
    // A later DSS may have dropped what an earlier one held; it is still in the file.
    validationData: pdf.revisions.some(({ index }) => hasData(dssAt(index))),
    archiveTimestamp: documentTimestamps.some(
      (one) => one.intact && one.typed && one.revision !== undefined && hasData(dssAt(one.revision)),
    ),
  });
}

/** Whether the data speaks about this certificate: a CRL of its issuer or an OCSP answer with its serial number. */
function hasRevocation(dss: Dss, certificate: Certificate | undefined): boolean {
  if (certificate === undefined) return false;
  const { issuer, issuerDer, serial } = certificate;
  return (
    dss.ocsps.some((der) => parseOcsp(der)?.singles.some((one) => one.serial === serial) === true) ||
    dss.crls
      .map(parseCrl)
      .some((crl) => crl !== undefined && sameName(crl.issuerDer, crl.issuer, issuerDer, issuer))
  );
}

/** What the verdicts rest on, each piece once. */
function materialOf(verdicts: readonly (CertificateVerdict | undefined)[]): Material {
  const chains = verdicts.flatMap((one) => one?.chain ?? []);
  const sources = verdicts.flatMap((one) => one?.revocation ?? []).map((one) => one?.source);
  const responders = sources.flatMap((one) => (one?.kind === 'ocsp' ? one.certificates : []));
  const ders = (kind: 'crl' | 'ocsp') => [
    ...new Set(sources.flatMap((one) => (one?.kind === kind ? [one.der] : []))),
  ];
  return {
    certificates: [...new Set([...chains, ...responders].map((one) => one.der))],
    crls: ders('crl'),
    ocsps: ders('ocsp'),
  };
}

function pageOf({ pdf, located }: SignatureFacts): number | undefined {
  if (pdf === undefined) return undefined;
  const view = newest(pdf);
  const shown = located.field.widgets.filter((widget) => widget.ref !== undefined && isVisible(view, widget));
  if (shown.length === 0) return undefined;
  try {
    const index = pageTreeOf(view).pages.findIndex((page) =>
      itemsIn(view, page.dict, 'Annots').some(
        (item) => item.kind === 'ref' && shown.some((widget) => widget.ref!.num === item.num),
      ),
    );
    return index < 0 ? undefined : index + 1;
  } catch {
    return undefined;
  }
}
