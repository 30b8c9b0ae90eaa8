// Validation of all signatures of a PDF: ETSI EN 319 102-1 5.3 (basic), 5.5 (with time) and 5.6 (long term), and
// the comparison of revisions that EN 319 142 leaves to the reader.

import { createHash } from 'node:crypto';
import { openPdf } from '../pdf/index.ts';
import type { Pdf, PdfLimits } from '../pdf/index.ts';
import { certify } from '../trust/certify.ts';
import { weaknessAt } from '../trust/constraints.ts';
import type { Fetcher } from '../trust/net.ts';
import type { TrustStore } from '../trust/store.ts';
import { refusalOf } from './inspect.ts';
import { locateSignatures } from './located.ts';
import { dssOf, dssOfAll } from './material.ts';
import type { Dss } from './material.ts';
import { openSignature } from './opened.ts';
import { proofsOfExistence } from './poe.ts';
import { judgeModifications } from './revisions/judge.ts';
import { pageTreeOf } from './revisions/pageTree.ts';
import { openDamaged } from './salvage.ts';
import { reportSignature } from './signatureReport.ts';
import { bestTime, covers, judgeDocumentTimestamps, judgeSignatureTimestamps } from './timestamps.ts';
import { trustContext } from './trustContext.ts';
import type { Indication, Material, SignatureReport, SubIndication, ValidationReport } from './types.ts';
import { newest } from './view.ts';

export type ValidationOptions = {
  /** Whom to trust: a store, or PEM texts / DER bytes. Without anchors nothing is ever passed. */
  readonly trust?: TrustStore | readonly (string | Uint8Array)[] | undefined;
  /** Time of validation; now when left out. */
  readonly at?: Date | undefined;
  /** Ask the addresses in the certificates for what is missing. Off unless said otherwise. */
  readonly online?: boolean | undefined;
  /** Fetches in place of HTTP (with `online`). */
  readonly fetcher?: Fetcher | undefined;
  /** Certificates and revocation data from elsewhere, e.g. from an evidence package. */
  readonly material?: Material | undefined;
  readonly password?: string | undefined;
  readonly limits?: Partial<PdfLimits> | undefined;
};

/**
 * Validates every signature and document time stamp of a PDF. Never throws for a bad file: what cannot be read is
 * reported as TOTAL_FAILED / FORMAT_FAILURE with `error`.
 */
export async function validatePdf(
  bytes: Uint8Array,
  options: ValidationOptions = {},
): Promise<ValidationReport> {
  const at = options.at ?? new Date();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    const pdf = openPdf(bytes, options);
    pageTreeOf(newest(pdf));
    return { ...(await validateOpen(pdf, at, options, false)), sha256, at, error: undefined };
  } catch (error) {
    const refusal = refusalOf(error);
    const salvaged = refusal.code === 'damaged' ? await validateDamaged(bytes, at, options) : undefined;
    if (salvaged !== undefined) return { ...salvaged, sha256, at, error: undefined };
    return {
      sha256,
      at,
      indication: 'TOTAL_FAILED',
      subIndication: 'FORMAT_FAILURE',
      signatures: [],
      pages: undefined,
      encrypted: false,
      damaged: refusal.code === 'damaged',
      error: refusal,
    };
  }
}

type Validated = Omit<ValidationReport, 'sha256' | 'at' | 'error'>;

/** The signatures that a damaged file shows when its table is rebuilt; undefined when that shows none either. */
async function validateDamaged(
  bytes: Uint8Array,
  at: Date,
  options: ValidationOptions,
): Promise<Validated | undefined> {
  try {
    const pdf = openDamaged(bytes, options.limits);
    const report = pdf === undefined ? undefined : await validateOpen(pdf, at, options, true);
    return report === undefined || report.signatures.length === 0 ? undefined : report;
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}

async function validateOpen(
  pdf: Pdf,
  at: Date,
  options: ValidationOptions,
  damaged: boolean,
): Promise<Validated> {
  const { signatures: located } = locateSignatures(pdf, damaged);
  const whole = { pages: pageCount(pdf), encrypted: pdf.encryption !== undefined, damaged };
  if (located.length === 0)
    return { indication: 'INDETERMINATE', subIndication: 'NO_SIGNATURE', signatures: [], ...whole };

  const dss = dssOfAll(pdf);
  const opened = located.map((one) => openSignature(pdf, one, dss));
  const proofs = proofsOfExistence();
  const context = trustContext(opened, dss, proofs, at, options);
  const dssAt = rememberDss(pdf);

  const stamps = await judgeDocumentTimestamps(opened, context, proofs, dssAt);
  const reports: SignatureReport[] = [];
  for (const signature of opened) {
    const own = await judgeSignatureTimestamps(signature, context, proofs);
    const covering = stamps.filter((one) => covers(one, signature));
    const time = bestTime([...own, ...covering], at);
    const { certificate } = signature.container;
    const usage = signature.located.kind === 'timestamp' ? 'timestamp' : 'signer';
    const verdict = certificate === undefined ? undefined : await certify(certificate, usage, time, context);
    const use = signature.container.check?.use;
    reports.push(
      reportSignature({
        pdf,
        ...signature,
        at,
        judgedAt: time,
        verdict,
        weakness: use === undefined ? undefined : weaknessAt(use, time),
        timestamps: own,
        documentTimestamps: covering,
        dssAt,
        modifications: judgeModifications(pdf, signature.located, located),
      }),
    );
  }
  const worst = worstOf(reports);
  return { indication: worst.indication, subIndication: worst.subIndication, signatures: reports, ...whole };
}

/** DSS dictionaries by revision, read once. */
function rememberDss(pdf: Pdf): (revision: number) => Dss {
  const known = new Map<number, Dss>();
  return (revision) => {
    const dss = known.get(revision) ?? dssOf({ pdf, revision });
    known.set(revision, dss);
    return dss;
  };
}

const ORDER: Readonly<Record<Indication, number>> = { TOTAL_PASSED: 0, INDETERMINATE: 1, TOTAL_FAILED: 2 };

/** The overall indication is the worst of all. */
function worstOf(reports: readonly SignatureReport[]): {
  indication: Indication;
  subIndication: SubIndication | null;
} {
  const [first, ...rest] = reports;
  return rest.reduce((worst, one) => (ORDER[one.indication] > ORDER[worst.indication] ? one : worst), first!);
}

function pageCount(pdf: Pdf): number | undefined {
  try {
    return pageTreeOf(newest(pdf)).pages.length;
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}
