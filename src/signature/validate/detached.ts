// Validation of a detached CAdES signature (ETSI EN 319 122-1): content here, CMS there.

import { weaknessAt } from '../trust/constraints.ts';
import { certify } from '../trust/certify.ts';
import { contentOf } from './cmsCheck.ts';
import { openDetached } from './container.ts';
import type { LocatedSignature } from './located.ts';
import type { Dss } from './material.ts';
import { proofsOfExistence } from './poe.ts';
import { reportSignature } from './signatureReport.ts';
import type { SignatureReport } from './types.ts';
import { tokensOf } from './opened.ts';
import { bestTime, judgeSignatureTimestamps } from './timestamps.ts';
import { trustContext } from './trustContext.ts';
import type { ValidationOptions } from './validatePdf.ts';

const NO_DSS: Dss = { present: false, certificates: [], crls: [], ocsps: [], vri: [] };

/**
 * Validates a detached CMS signature over `content`. The report is that of a signature in a PDF: `field` is empty,
 * `coversWholeFile` true and `modifications` none, because the signature covers the content as a whole. Never throws
 * for bad input: what is no CMS is TOTAL_FAILED / FORMAT_FAILURE.
 */
export async function verifyDetached(
  content: Uint8Array,
  cms: Uint8Array,
  options: Omit<ValidationOptions, 'password' | 'limits'> = {},
): Promise<SignatureReport> {
  const at = options.at ?? new Date();
  const container = openDetached(contentOf(content), cms);
  const signature = { located: standIn(content, cms), container, tokens: tokensOf(container, []) };
  const proofs = proofsOfExistence();
  const context = trustContext([signature], NO_DSS, proofs, at, options);
  const timestamps = await judgeSignatureTimestamps(signature, context, proofs);
  const time = bestTime(timestamps, at);
  const { certificate, check } = container;
  return reportSignature({
    ...signature,
    pdf: undefined,
    at,
    judgedAt: time,
    verdict: certificate === undefined ? undefined : await certify(certificate, 'signer', time, context),
    weakness: check?.use === undefined ? undefined : weaknessAt(check.use, time),
    timestamps,
    documentTimestamps: [],
    dssAt: () => NO_DSS,
    modifications: { verdict: 'none', changes: [], docMdp: undefined, reason: undefined },
  });
}

/** What a signature field would say in a PDF. */
function standIn(content: Uint8Array, cms: Uint8Array): LocatedSignature {
  const dict = { kind: 'dict', entries: new Map() } as const;
  return {
    field: { name: '', type: 'Sig', ref: undefined, dict, chain: [dict], widgets: [] },
    ref: undefined,
    dict,
    kind: 'signature',
    subFilter: undefined,
    contents: cms,
    byteRange: [],
    faults: [],
    coveredEnd: content.length,
    dictReplaced: false,
    coversWholeFile: true,
    revision: 0,
  };
}
