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
import { isVisible, rectOf } from './revisions/formRules.ts';
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
      ...placeOf(facts),
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
      container.cms !== undefined && hasRevocation(container.cms, container.certificate),
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
function hasRevocation(dss: Pick<Dss, 'crls' | 'ocsps'>, certificate: Certificate | undefined): boolean {
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

/** Page (from 1) and rectangle of the field on it, in points from the lower left; undefined when invisible. */
function placeOf({ pdf, located }: SignatureFacts): Pick<SignatureReport['details'], 'page' | 'rect'> {
  const nowhere = { page: undefined, rect: undefined };
  if (pdf === undefined) return nowhere;
  const view = newest(pdf);
  const shown = located.field.widgets.filter((widget) => widget.ref !== undefined && isVisible(view, widget));
  try {
    for (const [index, page] of shown.length === 0 ? [] : pageTreeOf(view).pages.entries())
      for (const item of itemsIn(view, page.dict, 'Annots')) {
        const widget = shown.find((one) => item.kind === 'ref' && one.ref!.num === item.num);
        if (widget !== undefined) return { page: index + 1, rect: upright(rectOf(view, widget.dict)) };
      }
  } catch {
    // a damaged page tree: the signature is judged all the same, it only has no place to jump to
  }
  return nowhere;
}

/** Left, bottom, right, top, whichever corners were written (ISO 32000-2, 7.9.5). */
function upright(numbers: readonly number[]): readonly [number, number, number, number] | undefined {
  const [a, b, c, d] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}
