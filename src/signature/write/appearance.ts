// What a visible signature looks like: a form XObject (ISO 32000-2, 12.5.5).
import type { SignatureError } from '../errors.ts';
import { pdfArray, pdfDict, pdfName, pdfNumber, type PdfRef } from '../pdf/objects.ts';
import { ok, type Result } from '../result.ts';
import type { SignatureAppearance } from './options.ts';
import { addStream, type Update } from './update.ts';

export type AppearanceBox = SignatureAppearance & { readonly width: number; readonly height: number };

/** Adds the appearance and returns its form XObject. Width and height in points. */
export const addAppearance = (update: Update, box: AppearanceBox): Result<PdfRef, SignatureError> => {
  const dict = pdfDict({
    Type: pdfName('XObject'),
    Subtype: pdfName('Form'),
    BBox: pdfArray([0, 0, box.width, box.height].map(pdfNumber)),
    Resources: pdfDict({}),
  });
  return ok(addStream(update, dict, Buffer.alloc(0)));
};
