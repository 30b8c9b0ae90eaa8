// The only public entrance of this package. Nobody outside imports deeper.
export { err, ok, type Result } from './result.ts';
export { openPdf, PdfFormatError, type OpenOptions, type Pdf, type PdfFormatErrorCode } from './pdf/index.ts';
export type { HashName, SignatureAlgorithm } from './cms/algorithms.ts';
export type { SignatureError, SignatureErrorCode } from './errors.ts';
export type { Signer, SignerFailure } from './signer.ts';
export type { NewField, Place, SignatureAppearance, SignOptions } from './write/options.ts';
export type { FieldLock } from './write/permissions.ts';
export { prepareSignature, type PreparedSignature, type SignerIdentity } from './write/prepare.ts';
export { addSignatureFields, signPdf, type SignedPdf } from './write/sign.ts';
export {
  prepareDetached,
  signDetached,
  type DetachedLevel,
  type PreparedDetached,
} from './write/detached.ts';
export { pictureSize } from './write/picture.ts';
export { previewAppearance } from './write/preview.ts';
export { inspectPdf, type PdfInspection, type PdfRefusal } from './validate/inspect.ts';
export {
  renewArchiveTimestamp,
  timestampPdf,
  upgradePdf,
  type Level,
  type LevelSources,
} from './write/levels.ts';
export { httpTimestamps, type TimestampOptions, type TimestampSource } from './net/timestamp.ts';
export { httpValidation, type ValidationSource, type ValidationSourceOptions } from './net/revocation.ts';
export type { NetOptions } from './net/http.ts';
export { signFile } from './write/sign-file.ts';
export { explainSignatureError, signatureErrorTexts, type SignatureErrorText } from './error-texts.ts';
export { validatePdf, type ValidationOptions } from './validate/validatePdf.ts';
export { validateInWorker, verifyEvidenceInWorker, type WorkerOptions } from './validate/worker.ts';
export type {
  Finding,
  Indication,
  SignatureDetails,
  SignatureReport,
  SubIndication,
  TimestampReport,
  ValidationReport,
} from './validate/types.ts';
export type { Level as ValidatedLevel } from './validate/level.ts';
export type { JudgedChange, Modifications } from './validate/revisions/judge.ts';
export { loadTrustStore, trustStoreOf, type TrustError, type TrustStore } from './trust/store.ts';
export { isQualified, type Certificate } from './trust/certificate.ts';
export { httpFetcher, type Fetcher, type NetRequest } from './trust/net.ts';
export {
  changesByPage,
  explainDocument,
  explainRefusal,
  explainSignature,
  type Explanation,
} from './report/texts.ts';
export { findingText, FINDING_CODES, type FindingCode } from './report/findingTexts.ts';
export { jsonReport } from './report/json.ts';
export { updateKind, type UpdateKind } from './validate/signing-update.ts';
export { verifyTimestamp, type TimestampVerdict } from './validate/verifyTimestamp.ts';
export { verifyDetached } from './validate/detached.ts';
export { signPdfs, type SigningJob } from './write/sign-many.ts';
export {
  packEvidence,
  unpackEvidence,
  verifyEvidence,
  type Evidence,
  type EvidenceError,
} from './report/evidence.ts';
export { etsiReport } from './report/etsi.ts';
export { htmlReport } from './report/html.ts';
export type { Material } from './validate/types.ts';
export { signedVersion } from './report/signedVersion.ts';
export {
  anchorsOf,
  isAnchorService,
  isTrustedAt,
  readTrustedList,
  type TrustedList,
  type TrustedListError,
  type TrustedService,
} from './trust/trustedList.ts';
