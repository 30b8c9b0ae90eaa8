// The only public entrance of this package. Nobody outside imports deeper.
export { err, ok, type Result } from './result.ts';
export { openPdf, PdfFormatError, type OpenOptions, type Pdf, type PdfFormatErrorCode } from './pdf/index.ts';
