// From a list of changes to a verdict, under the permissions in force (ISO 32000-2 12.8.2.2, table 257).

import type { LocatedSignature } from '../located.ts';
import { assertNever } from '../../result.ts';
import { PdfFormatError } from '../../pdf/index.ts';
import type { Pdf } from '../../pdf/index.ts';
import type { Change } from './changes.ts';
import { compareRevisions } from './compare.ts';
import { hiddenContent } from './hidden.ts';
import { objectName } from '../view.ts';
import { permissionsAfter } from './permissions.ts';
import type { Permissions } from './permissions.ts';

export type Modifications = 'none' | 'permitted' | 'forbidden' | 'unknown';

export type JudgedChange = Change & { readonly allowed: boolean };

export type ModificationReport = {
  readonly verdict: Modifications;
  readonly changes: readonly JudgedChange[];
  readonly docMdp: 1 | 2 | 3 | undefined;
  /** Why nothing could be said, when the verdict is `unknown`. */
  readonly reason: string | undefined;
};

/** Judges everything that happened to the file behind one signature. `all` are the signatures in their order. */
export function judgeModifications(
  pdf: Pdf,
  signature: LocatedSignature,
  all: readonly LocatedSignature[],
): ModificationReport {
  const signed = signature.revision;
  if (signed === undefined)
    return { verdict: 'unknown', changes: [], docMdp: undefined, reason: 'SIGNED_REVISION' };
  try {
    const view = { pdf, revision: signed };
    const earlier = all.filter((one) => one.revision !== undefined && one.revision <= signed);
    const permissions = permissionsAfter(view, earlier);
    const last = pdf.revisions.length - 1;
    const hidden = hiddenContent(pdf, signature.coveredEnd, signed);
    const found = signed === last ? [] : compareRevisions(view, { pdf, revision: last });
    const rewritten = signature.dictReplaced ? [dictReplaced(signature)] : [];
    const changes = [...rewritten, ...hidden, ...found].map((change) => ({
      ...change,
      allowed: isAllowed(change, permissions),
    }));
    const verdict = changes.some((change) => !change.allowed)
      ? 'forbidden'
      : signed === last
        ? 'none'
        : 'permitted';
    return { verdict, changes, docMdp: permissions.docMdp, reason: undefined };
  } catch (error) {
    // RangeError: a structure so deep that the stack ends. Both mean that two readers may see different things.
    if (error instanceof PdfFormatError || error instanceof RangeError)
      return {
        verdict: 'unknown',
        changes: [],
        docMdp: undefined,
        reason: error instanceof PdfFormatError ? error.code : 'LIMIT',
      };
    throw error;
  }
}

const dictReplaced = (signature: LocatedSignature): Change => ({
  kind: 'forbidden',
  code: 'SIGNATURE_CHANGED',
  object: signature.ref === undefined ? undefined : objectName(signature.ref),
  path: `Root/AcroForm/${signature.field.name}/V`,
  page: undefined,
  field: signature.field.name,
});

function isAllowed(change: Change, permissions: Permissions): boolean {
  const locked = change.field !== undefined && permissions.isLocked(change.field);
  switch (change.kind) {
    case 'validation':
    case 'metadata':
      return true;
    case 'structure':
      return permissions.docMdp !== 1;
    case 'signature':
    case 'form':
      return permissions.docMdp !== 1 && !locked;
    case 'newSignature':
      return !permissions.restricted;
    case 'annotation':
      return permissions.docMdp === 3;
    case 'forbidden':
      return false;
    default:
      return assertNever(change.kind);
  }
}
