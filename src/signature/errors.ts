// Expected failures of signing, as values, with what people need to know about them.
import { PdfFormatError, type PdfFormatErrorCode } from './pdf/errors.ts';
import type { SignerFailure } from './signer.ts';

export type SignatureErrorCode =
  | 'ALGORITHM_REFUSED'
  | 'CERTIFICATE_DAMAGED'
  | 'CERTIFICATE_REVOKED'
  | 'CERTIFIED_NO_CHANGES'
  | 'CERTIFY_NOT_FIRST'
  | 'CONTENTS_TOO_SMALL'
  | 'FIELD_LOCKED'
  | 'FIELD_NAME'
  | 'FIELD_NOT_SIGNATURE'
  | 'FIELD_REQUIRED'
  | 'FIELD_SIGNED'
  | 'FONT_GLYPH'
  | 'LEVEL_SOURCES'
  | 'NOTHING_SIGNED'
  | 'PAGE_MISSING'
  | 'PDF'
  | 'PICTURE'
  | 'RECTANGLE'
  | 'REVOCATION_NOT_OFFERED'
  | 'REVOCATION_UNAVAILABLE'
  | 'SIGNER'
  | 'TIMESTAMP_REFUSED'
  | 'TIMESTAMP_UNAVAILABLE'
  | 'XFA';

/** `detail` is for the log: never personal, never secret. `cause` hands through a parser's or token's own code. */
export type SignatureError = {
  readonly code: SignatureErrorCode;
  readonly detail?: string;
  readonly pdf?: PdfFormatErrorCode;
  readonly signer?: SignerFailure;
};

/** Runs something that reads the PDF; a format error becomes a value, everything else stays an exception. */
export const pdfErrorOf = (thrown: unknown): SignatureError => {
  if (thrown instanceof PdfFormatError) return { code: 'PDF', pdf: thrown.code, detail: thrown.message };
  throw thrown;
};
