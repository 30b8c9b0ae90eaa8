// The only public entrance of this package. Nobody outside imports deeper.
export { err, ok, type Result } from './result.ts';
export { openPdf, PdfFormatError, type OpenOptions, type Pdf, type PdfFormatErrorCode } from './pdf/index.ts';
export type { HashName, SignatureAlgorithm } from './cms/algorithms.ts';
export type { SignatureError, SignatureErrorCode } from './errors.ts';
export type { Signer, SignerFailure } from './signer.ts';
export type { NewField, Place, SignatureAppearance, SignOptions } from './write/options.ts';
export type { FieldLock } from './write/permissions.ts';
export { prepareSignature, type PreparedSignature, type SignerIdentity } from './write/prepare.ts';
export { addSignatureFields, signDetached, signPdf, type SignedPdf } from './write/sign.ts';
export { inspectPdf, type PdfInspection, type PdfRefusal } from './validate/inspect.ts';
export { renewArchiveTimestamp, upgradePdf, type Level, type LevelSources } from './write/levels.ts';
export { httpTimestamps, type TimestampOptions, type TimestampSource } from './net/timestamp.ts';
export { httpValidation, type ValidationSource } from './net/revocation.ts';
export type { NetOptions } from './net/http.ts';
