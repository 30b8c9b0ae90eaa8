// The document as one person signed it: for showing it beside the document as it is now.

import type { SignatureReport } from '../validate/types.ts';

/**
 * The bytes that a signature covers up to, a complete PDF of its own. Undefined when the signature does not cover a
 * revision of the file. The view shares its memory with `bytes`.
 */
export function signedVersion(bytes: Uint8Array, signature: SignatureReport): Uint8Array | undefined {
  const [, , next = 0, rest = 0] = signature.details.byteRange;
  if (signature.details.revision === undefined || next + rest > bytes.length) return undefined;
  return bytes.subarray(0, next + rest);
}
