// The one error class of the parser. Whatever a hostile or damaged file does, it ends here.

/**
 * What is wrong with the file:
 * - `NO_PDF` no `%PDF-` header in the first 1,024 bytes
 * - `STARTXREF` no usable `startxref` / `%%EOF` at the end (ISO 32000-2, 7.5.5)
 * - `XREF` a cross-reference section is damaged (7.5.4, 7.5.8)
 * - `SYNTAX` an object is not well-formed (7.3)
 * - `OBJECT` the cross-reference entry points to something that is not that object
 * - `TYPE` an object has another type than the structure demands
 * - `STREAM` a stream has no usable length or no `endstream` (7.3.8)
 * - `FILTER` a stream cannot be decoded, or the filter is not known (7.4)
 * - `CYCLE` references lead back to themselves
 * - `LIMIT` nesting, chains or decoded size go beyond the limits
 * - `ENCRYPTION` an encryption this package does not know (7.6)
 * - `PASSWORD_REQUIRED` encrypted, and no or an empty password was given
 * - `PASSWORD_WRONG` encrypted, and the given password does not open it
 */
export type PdfFormatErrorCode =
  | 'NO_PDF'
  | 'STARTXREF'
  | 'XREF'
  | 'SYNTAX'
  | 'OBJECT'
  | 'TYPE'
  | 'STREAM'
  | 'FILTER'
  | 'CYCLE'
  | 'LIMIT'
  | 'ENCRYPTION'
  | 'PASSWORD_REQUIRED'
  | 'PASSWORD_WRONG';

/** Thrown by everything in `pdf/` when the file is not as ISO 32000 demands. `offset` is a byte position. */
export class PdfFormatError extends Error {
  readonly code: PdfFormatErrorCode;
  readonly offset: number | undefined;

  constructor(code: PdfFormatErrorCode, detail: string, offset?: number) {
    super(offset === undefined ? `${code}: ${detail}` : `${code}: ${detail} (at byte ${offset})`);
    this.name = 'PdfFormatError';
    this.code = code;
    this.offset = offset;
  }
}
