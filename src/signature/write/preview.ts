// What a visible signature will look like, as a page of its own: drawn by the same code as the signature itself.
import type { SignatureError } from '../errors.ts';
import { openPdf } from '../pdf/document.ts';
import { dictWith, pdfDict } from '../pdf/objects.ts';
import { err, ok, type Result } from '../result.ts';
import { addAppearance } from './appearance.ts';
import { joinBytes } from './join.ts';
import type { SignatureAppearance } from './options.ts';
import { findPage } from './pages.ts';
import { addStream, put, serialiseUpdate, startUpdate } from './update.ts';

/** An empty page of this size, as a file (ISO 32000-2, 7.5). */
const emptyPage = (width: number, height: number): Uint8Array => {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<<>>>>`,
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((body, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const table = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${rows}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
};

/**
 * A PDF with one page of `width` by `height` points that shows the appearance as it would stand in a frame of that
 * size. Errors: RECTANGLE, FONT_GLYPH, PICTURE.
 */
export const previewAppearance = (
  appearance: SignatureAppearance,
  { width, height }: { readonly width: number; readonly height: number },
): Result<Uint8Array, SignatureError> => {
  if (![width, height].every((side) => Number.isFinite(side) && side >= 1 && side <= 14_400))
    return err({ code: 'RECTANGLE' });
  const empty = emptyPage(Math.round(width * 100) / 100, Math.round(height * 100) / 100);
  const pdf = openPdf(empty);
  const update = startUpdate(pdf);
  const drawn = addAppearance(update, { ...appearance, width, height });
  if (!drawn.ok) return drawn;
  const page = findPage(pdf, 0)!;
  const Contents = addStream(update, pdfDict({}), Buffer.from('/Sig Do', 'latin1'));
  const Resources = pdfDict({ XObject: pdfDict({ Sig: drawn.value }) });
  put(update, page.ref, dictWith(page.dict, { Contents, Resources }));
  return ok(joinBytes(empty, serialiseUpdate(update).appended));
};
