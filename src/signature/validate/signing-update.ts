// What did a file gain over the version before: one signature, only proof of what is there, or something else?
// Stricter than validating the new signature, which covers (and so would bless) whatever else was slipped in.

import { openPdf, PdfFormatError } from '../pdf/index.ts';
import { compareRevisions } from './revisions/compare.ts';
import type { ChangeKind } from './revisions/changes.ts';

/**
 * - `signature` one field (existing or new) was signed; validation data and document time stamps may have come along
 * - `upgrade` nothing but validation data and document time stamps
 * - `other` anything else, or not to be told
 */
export type UpdateKind = 'signature' | 'upgrade' | 'other';

/** A signature, its validation data, its archive time stamp, and some renewals: nobody needs more at once. */
const MAX_REVISIONS = 12;

/**
 * What `after` adds to `before`, revision by revision (ISO 32000-2 12.8.2.2.2, ETSI EN 319 142-1 5.4 and 5.5).
 * `other` when it does not begin with exactly the bytes of `before`, or either file cannot be read: it fails closed.
 */
export function updateKind(before: Uint8Array, after: Uint8Array): UpdateKind {
  if (after.length <= before.length) return 'other';
  const head = Buffer.from(after.buffer, after.byteOffset, before.length);
  if (!head.equals(before)) return 'other';
  try {
    const earlier = openPdf(before).revisions.length;
    const pdf = openPdf(after);
    const now = pdf.revisions.length;
    if (now <= earlier || now > earlier + MAX_REVISIONS) return 'other';
    let signed = 0;
    for (let revision = earlier; revision < now; revision++) {
      const changes = compareRevisions({ pdf, revision: revision - 1 }, { pdf, revision });
      if (changes.length === 0 || !changes.every((c) => ALLOWED.has(c.kind))) return 'other';
      if (changes.some((c) => SIGNING.has(c.kind))) signed++;
    }
    return signed === 0 ? 'upgrade' : signed === 1 ? 'signature' : 'other';
  } catch (error) {
    if (error instanceof PdfFormatError || error instanceof RangeError) return 'other';
    throw error;
  }
}

const SIGNING: ReadonlySet<ChangeKind> = new Set(['signature', 'newSignature']);
const ALLOWED: ReadonlySet<ChangeKind> = new Set([...SIGNING, 'validation']);
