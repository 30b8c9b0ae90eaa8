// The report of one signature.

import type { Pdf } from '../pdf/index.ts';
import { timeOf as asn1Time } from '../trust/ber.ts';
import { hex, sameName } from '../trust/certificate.ts';
import type { Certificate } from '../trust/certificate.ts';
import type { CertificateVerdict } from '../trust/certify.ts';
import type { AlgorithmWeakness } from '../trust/constraints.ts';
import { parseCrl, parseOcsp } from '../trust/revocationData.ts';
import { attributesOf, OID } from './cms.ts';
import { findingsOf } from './findings.ts';
import { detachedLevelOf, levelOf } from './level.ts';
import type { Level } from './level.ts';
import type { Dss } from './material.ts';
import type { OpenSignature } from './opened.ts';
import { isVisible } from './revisions/formRules.ts';
import type { ModificationReport } from './revisions/judge.ts';
import { pageTreeOf } from './revisions/pageTree.ts';
import { parsePdfDate } from './time.ts';
import type { JudgedTimestamp } from './timestamps.ts';
import type { Material, SignatureReport, TimestampReport } from './types.ts';
import { verdictOf } from './verdict.ts';
import { itemsIn, newest, textIn } from './view.ts';

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
