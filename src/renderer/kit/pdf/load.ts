import * as pdfjs from 'pdfjs-dist';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

/** Files pdf.js fetches when a document needs them; the build puts them beside the page. */
const DATA = new URL('pdfjs/', document.baseURI).href;

export interface Laden {
  readonly promise: Promise<PDFDocumentProxy>;
  readonly cancel: () => void;
}

/** Opens a document in the worker. Scripts, forms and links of the PDF stay dead: we only draw it. */
export function openPdf(url: string, onProgress: (done: number, total: number) => void): Laden {
  const task = pdfjs.getDocument({
    url,
    cMapUrl: `${DATA}cmaps/`,
    standardFontDataUrl: `${DATA}standard_fonts/`,
    wasmUrl: `${DATA}wasm/`,
    iccUrl: `${DATA}iccs/`,
    enableXfa: false,
    isEvalSupported: false,
  } as Parameters<typeof pdfjs.getDocument>[0]);
  task.onProgress = ({ loaded, total }: { loaded: number; total: number }) => onProgress(loaded, total);
  // closing what was never opened fails, and matters to nobody
  return { promise: task.promise, cancel: () => void task.destroy().catch(() => {}) };
}

export { TextLayer } from 'pdfjs-dist';
