// What the writer and the validator use of the parser.
export { PdfFormatError, type PdfFormatErrorCode } from './errors.ts';
export { DEFAULT_LIMITS, type PdfLimits } from './limits.ts';
export * from './objects.ts';
export {
  catalogOf,
  entriesIn,
  entryOf,
  get,
  openPdf,
  resolve,
  resolveAsOf,
  revisions,
  streamData,
  streamRaw,
  type OpenOptions,
  type Pdf,
  type Revision,
} from './document.ts';
export type { XrefEntry, XrefSection } from './xref.ts';
export { objectBytes } from './serialise.ts';
