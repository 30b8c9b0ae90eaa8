import type { PDFDocumentProxy } from 'pdfjs-dist';

/**
 * Prints a document as it is shown. Frames and pop-ups are closed to us (CSP), so the pages are drawn at
 * printing size into the page itself, seen only by the printer, and taken out again afterwards.
 */
export async function printPdf(
  doc: PDFDocumentProxy,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const box = document.createElement('div');
  box.className = 'am-print';
  try {
    for (let n = 1; n <= doc.numPages; n++) {
      const page = await doc.getPage(n);
      const viewport = page.getViewport({ scale: 150 / 72 });
      const canvas = document.createElement('canvas');
      canvas.width = viewport.width;
      canvas.height = viewport.height;
      await page.render({ canvas, viewport, intent: 'print' }).promise;
      const image = new Image();
      image.src = canvas.toDataURL('image/png');
      await image.decode();
      box.append(image);
      onProgress(n, doc.numPages);
    }
    document.body.append(box);
    window.print();
  } finally {
    box.remove();
  }
}
