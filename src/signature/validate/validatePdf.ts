// Validation of all signatures of a PDF: ETSI EN 319 102-1 5.3 (basic), 5.5 (with time) and 5.6 (long term), and
// the comparison of revisions that EN 319 142 leaves to the reader.

import { createHash } from 'node:crypto';
import { nameOf, openPdf } from '../pdf/index.ts';
import type { Pdf, PdfLimits } from '../pdf/index.ts';
import { weaknessAt } from '../trust/algorithms.ts';
import { certificatePool, parseCertificate } from '../trust/certificate.ts';
import type { Certificate } from '../trust/certificate.ts';
import { certify } from '../trust/certify.ts';
import type { CertificateVerdict, TrustContext } from '../trust/certify.ts';
import { httpFetcher } from '../trust/net.ts';
import type { Fetcher } from '../trust/net.ts';
import { parseCrl, parseOcsp } from '../trust/revocation.ts';
import type { RevocationData } from '../trust/revocation.ts';
import { trustStoreOf } from '../trust/store.ts';
import type { TrustStore } from '../trust/store.ts';
import { attributesOf, contentOf, OID } from './cms.ts';
import type { CmsCheck, EssCheck } from './cms.ts';
import { openContainer } from './container.ts';
import type { Container } from './container.ts';
import { refusalOf } from './inspect.ts';
import { locateSignatures } from './located.ts';
import type { LocatedSignature } from './located.ts';
import { dssOf, dssOfAll } from './material.ts';
import type { Dss } from './material.ts';
import { proofsOfExistence } from './poe.ts';
import type { ProofsOfExistence } from './poe.ts';
import { judgeModifications } from './revisions/judge.ts';
import { pageTreeOf } from './revisions/pageTree.ts';
import { openDamaged } from './salvage.ts';
import { reportSignature } from './signatureReport.ts';
import { checkTimestamp, parseTimestamp } from './timestamp.ts';
import type { TimestampCheck, TimestampToken } from './timestamp.ts';
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

/** A time stamp that was checked and judged. */
export type JudgedTimestamp = {
  readonly kind: 'signature' | 'document';
  readonly token: TimestampToken;
  readonly intact: boolean;
  readonly verdict: CertificateVerdict | undefined;
  /** Intact, and its authority was good. */
  readonly good: boolean;
  /** /Type is not /Sig: a document time stamp has to say what it is (ETSI EN 319 142-1 5.4.3). */
  readonly typed: boolean;
  /** For document time stamps: the revision they cover. */
  readonly revision: number | undefined;
};

export type OpenSignature = {
  readonly located: LocatedSignature;
  readonly container: Container;
  readonly tokens: readonly { readonly token: TimestampToken; readonly check: TimestampCheck }[];
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
  const pages = pageCount(pdf);
  if (located.length === 0)
    return { indication: 'INDETERMINATE', subIndication: 'NO_SIGNATURE', signatures: [], pages };

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
  return { indication: worst.indication, subIndication: worst.subIndication, signatures: reports, pages };
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

function openSignature(pdf: Pdf, located: LocatedSignature, dss: Dss): OpenSignature {
  // The ByteRange may point anywhere: without a usable one there is nothing to digest.
  const usable = located.byteRange.length === 4 && located.coveredEnd <= pdf.bytes.length;
  const container: Container = usable
    ? openContainer(pdf, located, dss.certificates)
    : {
        cms: undefined,
        signer: undefined,
        certificate: undefined,
        token: undefined,
        check: undefined,
        ess: 'absent',
        intact: false,
        notes: [],
      };
  return {
    located,
    container,
    tokens: located.kind === 'timestamp' ? [] : tokensOf(container, dss.certificates),
  };
}

/** The signature time stamps of a container, checked against the signature value. */
export function tokensOf(container: Container, more: readonly Certificate[]): OpenSignature['tokens'] {
  const { signer } = container;
  if (signer === undefined) return [];
  const known = [...(container.cms?.certificates ?? []), ...more];
  return attributesOf(signer.unsignedAttributes, OID.signatureTimestamp)
    .flatMap((one) => one.values)
    .map((value) => parseTimestamp(value.raw, known))
    .filter((token) => token !== undefined)
    .map((token) => ({ token, check: checkTimestamp(token, contentOf(signer.signature)) }));
}

export function trustContext(
  opened: readonly OpenSignature[],
  dss: Dss,
  proofs: ProofsOfExistence,
  at: Date,
  options: ValidationOptions,
): TrustContext {
  const trust = options.trust ?? [];
  const anchors = 'anchors' in trust ? trust.anchors : trustStoreOf(trust).anchors;
  const { material } = options;
  const extra = (material?.certificates ?? []).map(parseCertificate).filter((one) => one !== undefined);
  const pool = certificatePool([...anchors, ...dss.certificates, ...extra]);
  const crls = [...dss.crls, ...(material?.crls ?? [])];
  const ocsps = [...dss.ocsps, ...(material?.ocsps ?? [])];
  for (const { container, tokens } of opened) {
    for (const cms of [container.cms, ...tokens.map((one) => one.token.cms)]) {
      for (const certificate of cms?.certificates ?? []) pool.add(certificate);
      crls.push(...(cms?.crls ?? []));
      ocsps.push(...(cms?.ocsps ?? []));
    }
  }
  // Reading revocation lists costs time and is of no use when nobody is trusted.
  const revocation: RevocationData[] =
    anchors.length === 0
      ? []
      : [...unique(crls).map(parseCrl), ...unique(ocsps).map(parseOcsp)].filter((one) => one !== undefined);
  for (const one of revocation)
    if (one.kind === 'ocsp') for (const certificate of one.certificates) pool.add(certificate);
  return {
    anchors,
    pool,
    revocation,
    at,
    poe: (der) => proofs.oldest(der, at),
    fetcher: options.online === true ? (options.fetcher ?? httpFetcher()) : undefined,
  };
}

const unique = (list: readonly Uint8Array[]): readonly Uint8Array[] => [
  ...new Map(
    list.map((one) => [Buffer.from(one.buffer, one.byteOffset, one.byteLength).toString('latin1'), one]),
  ).values(),
];

/** 5.6.3: from the newest document time stamp to the oldest, each proving what lies before the next. */
async function judgeDocumentTimestamps(
  opened: readonly OpenSignature[],
  context: TrustContext,
  proofs: ProofsOfExistence,
  dssAt: (revision: number) => Dss,
): Promise<readonly JudgedTimestamp[]> {
  const judged: JudgedTimestamp[] = [];
  for (const { located, container } of opened.toReversed()) {
    const { token } = container;
    if (located.kind !== 'timestamp' || token === undefined) continue;
    const intact = container.intact && located.faults.length === 0;
    const stamp = await judgeToken(
      {
        kind: 'document',
        token,
        check: container.check,
        ess: container.ess,
        intact,
        data: located.contents,
        revision: located.revision,
        typed: typeOf(located) !== 'Sig',
      },
      context,
      proofs,
    );
    judged.push(stamp);
    const revision = located.revision;
    if (!stamp.good || revision === undefined) continue;
    // Everything in the covered revision existed when the stamp was made.
    const dss = dssAt(revision);
    proofs.record(
      dss.certificates.map((one) => one.der),
      token.time,
    );
    proofs.record([...dss.crls, ...dss.ocsps], token.time);
    for (const earlier of opened) {
      if (earlier.located.revision === undefined || earlier.located.revision >= revision) continue;
      proofs.record(proven(earlier), token.time);
    }
  }
  return judged;
}

/** The pieces of data a signature consists of. */
function proven({ located, container, tokens }: OpenSignature): readonly Uint8Array[] {
  const containers = [container.cms, ...tokens.map((one) => one.token.cms)].filter(
    (one) => one !== undefined,
  );
  return [
    located.contents,
    ...tokens.map((one) => one.token.der),
    ...containers.flatMap((cms) => [
      ...cms.certificates.map((one: Certificate) => one.der),
      ...cms.crls,
      ...cms.ocsps,
    ]),
  ];
}

export async function judgeSignatureTimestamps(
  { container, located, tokens }: OpenSignature,
  context: TrustContext,
  proofs: ProofsOfExistence,
): Promise<readonly JudgedTimestamp[]> {
  const judged: JudgedTimestamp[] = [];
  for (const { token, check } of tokens) {
    const intact =
      check.imprintMatches && check.digestMatches && check.signatureValid && check.faults.length === 0;
    const stamp = await judgeToken(
      {
        kind: 'signature',
        token,
        check,
        ess: check.ess,
        intact,
        data: token.der,
        revision: undefined,
        typed: true,
      },
      context,
      proofs,
    );
    judged.push(stamp);
    if (stamp.good && container.signer !== undefined) {
      proofs.record(
        [located.contents, ...(container.cms?.certificates ?? []).map((one) => one.der)],
        token.time,
      );
    }
  }
  return judged;
}

type Candidate = {
  readonly kind: JudgedTimestamp['kind'];
  readonly token: TimestampToken;
  readonly check: CmsCheck | undefined;
  readonly ess: EssCheck;
  readonly intact: boolean;
  /** The data under which its own proof of existence is kept. */
  readonly data: Uint8Array;
  readonly revision: number | undefined;
  readonly typed: boolean;
};

const typeOf = (located: LocatedSignature): string | undefined => nameOf(located.dict.entries.get('Type'));

async function judgeToken(
  candidate: Candidate,
  context: TrustContext,
  proofs: ProofsOfExistence,
): Promise<JudgedTimestamp> {
  const { kind, token, check, intact, data, revision } = candidate;
  const when = proofs.oldest(data, context.at);
  const verdict =
    token.certificate === undefined
      ? undefined
      : await certify(token.certificate, 'timestamp', when, context);
  const use = check?.use;
  const strong = use === undefined || weaknessAt(use, when) === undefined;
  const essFits = candidate.ess !== 'differs';
  const good =
    intact &&
    strong &&
    essFits &&
    verdict !== undefined &&
    verdict.problem === undefined &&
    token.time <= context.at;
  return { kind, token, intact, verdict, good, revision, typed: candidate.typed };
}

/** A document time stamp covers a signature of an earlier revision. */
const covers = (stamp: JudgedTimestamp, { located }: OpenSignature): boolean =>
  stamp.revision !== undefined && located.revision !== undefined && located.revision < stamp.revision;

/** 5.5.4: the oldest good time stamp, else the time of validation. */
export function bestTime(stamps: readonly JudgedTimestamp[], at: Date): Date {
  return stamps
    .filter((one) => one.good)
    .reduce((oldest, one) => (one.token.time < oldest ? one.token.time : oldest), at);
}
