// Time stamps judged, and what they prove (ETSI EN 319 102-1 5.4, 5.5.4, 5.6.3).

import { nameOf } from '../pdf/index.ts';
import type { Certificate } from '../trust/certificate.ts';
import { certify } from '../trust/certify.ts';
import type { CertificateVerdict, TrustContext } from '../trust/certify.ts';
import { weaknessAt } from '../trust/constraints.ts';
import type { CmsCheck, EssCheck } from './cmsCheck.ts';
import type { LocatedSignature } from './located.ts';
import type { Dss } from './material.ts';
import type { OpenSignature } from './opened.ts';
import type { ProofsOfExistence } from './poe.ts';
import type { TimestampToken } from './timestamp.ts';

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

/** 5.6.3: from the newest document time stamp to the oldest, each proving what lies before the next. */
export async function judgeDocumentTimestamps(
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

/** Judges the time stamps inside a signature and records what they prove. */
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
export const covers = (stamp: JudgedTimestamp, { located }: OpenSignature): boolean =>
  stamp.revision !== undefined && located.revision !== undefined && located.revision < stamp.revision;

/** 5.5.4: the oldest good time stamp, else the time of validation. */
export function bestTime(stamps: readonly JudgedTimestamp[], at: Date): Date {
  return stamps
    .filter((one) => one.good)
    .reduce((oldest, one) => (one.token.time < oldest ? one.token.time : oldest), at);
}
