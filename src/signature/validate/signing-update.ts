// Is a file the version before plus one signature, and nothing else? Stricter than validating the new signature,
// which covers (and so would bless) whatever else was slipped into the same update.

import { openPdf, PdfFormatError } from '../pdf/index.ts';
import { compareRevisions } from './revisions/compare.ts';

/**
 * True if `after` begins with exactly the bytes of `before` and its one further revision only signs a field
 * (existing or new) or adds validation data (ISO 32000-2 12.8.2.2.2). False for everything else, also when
 * either file cannot be read: it fails closed.
 */
export function isSigningUpdate(before: Uint8Array, after: Uint8Array): boolean {
  if (after.length <= before.length) return false;
  const head = Buffer.from(after.buffer, after.byteOffset, before.length);
  if (!head.equals(before)) return false;
  try {
    const earlier = openPdf(before).revisions.length;
    const pdf = openPdf(after);
    if (pdf.revisions.length !== earlier + 1) return false;
    const changes = compareRevisions({ pdf, revision: earlier - 1 }, { pdf, revision: earlier });
    const signed = changes.some((c) => c.kind === 'signature' || c.kind === 'newSignature');
    return signed && changes.every((c) => ALLOWED.has(c.kind));
  } catch (error) {
    if (error instanceof PdfFormatError || error instanceof RangeError) return false;
    throw error;
  }
}

const ALLOWED: ReadonlySet<string> = new Set(['signature', 'newSignature', 'validation']);
