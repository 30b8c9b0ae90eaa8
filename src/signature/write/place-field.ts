// Putting signature fields into a document by touching as few objects as possible: the page's /Annots, the form's
// /Fields and /SigFlags, nothing else. A page is written again with all its other entries as they were.
import { catalogOf, get, type Pdf } from '../pdf/document.ts';
import {
  countOf,
  dictWith,
  isArray,
  isRef,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfText,
  type PdfArray,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from '../pdf/objects.ts';
import { PdfFormatError } from '../pdf/errors.ts';
import { err, ok, type Result } from '../result.ts';
import type { SignatureError } from '../errors.ts';
import { findPage } from './pages.ts';
import type { FieldLock } from './permissions.ts';
import type { Place } from './options.ts';
import { add, pending, put, type Update } from './update.ts';

/** The reference of the catalog; without one nothing can be replaced. */
export const catalogRef = (pdf: Pdf): PdfRef => {
  const root = pdf.trailer.entries.get('Root');
  if (!isRef(root)) throw new PdfFormatError('TYPE', '/Root is not a reference');
  return root;
};

/** The dictionary as this update leaves it. */
export const currentDict = (update: Update, ref: PdfRef, old: PdfDict): PdfDict => {
  const changed = pending(update, ref);
  return changed?.kind === 'dict' ? changed : old;
};

/** Changes entries of the catalog. */
export const changeCatalog = (update: Update, change: Readonly<Record<string, PdfObject>>): void => {
  const ref = catalogRef(update.pdf);
  put(update, ref, dictWith(currentDict(update, ref, catalogOf(update.pdf)), change));
};

/**
 * Adds items to an array that is the value of `key` in `holder`: where the array is an object of its own only
 * that is written again, else the holder is (`write` is told its new dictionary).
 */
const append = (
  update: Update,
  holder: PdfDict,
  key: string,
  items: readonly PdfObject[],
  write: (changed: PdfDict) => void,
): void => {
  const value = holder.entries.get(key);
  if (isRef(value)) {
    const changed = pending(update, value);
    const old = changed ?? get(update.pdf, holder, key);
    if (old?.kind === 'array') {
      put(update, value, pdfArray([...old.items, ...items]));
      return;
    }
  }
  const old: PdfObject | undefined = isArray(value) ? value : undefined;
  write(dictWith(holder, { [key]: pdfArray([...((old as PdfArray | undefined)?.items ?? []), ...items]) }));
};

/** Adds fields to the form, makes the form if there is none, sets /SigFlags to 3 (signatures exist, append only). */
export const addToForm = (update: Update, fields: readonly PdfRef[]): void => {
  const { pdf } = update;
  const catalog = catalogOf(pdf);
  const value = currentDict(update, catalogRef(pdf), catalog).entries.get('AcroForm');
  const old = isRef(value) ? (pending(update, value) ?? get(pdf, catalog, 'AcroForm')) : value;
  if (old === undefined || old.kind === 'null') {
    const form = add(update, pdfDict({ Fields: pdfArray(fields), SigFlags: pdfNumber(3) }));
    changeCatalog(update, { AcroForm: form });
    return;
  }
  if (old.kind !== 'dict') throw new PdfFormatError('TYPE', '/AcroForm is not a dictionary');
  const write = (form: PdfDict): void => {
    if (isRef(value)) put(update, value, form);
    else changeCatalog(update, { AcroForm: form });
  };
  let form: PdfDict = old;
  if (countOf(get(pdf, form, 'SigFlags')) !== 3) {
    form = dictWith(form, { SigFlags: pdfNumber(3) });
    write(form);
  }
  if (fields.length > 0) append(update, form, 'Fields', fields, write);
};

/** Table 236: the lock of a signature field. */
export const lockDict = (lock: FieldLock): PdfDict =>
  pdfDict({
    Type: pdfName('SigFieldLock'),
    Action: pdfName(lock.action),
    Fields: lock.action === 'All' ? undefined : pdfArray(lock.fields.map(pdfText)),
    P: lock.permission === undefined ? undefined : pdfNumber(lock.permission),
  });

/** True if the rectangle is none. */
export const badPlace = (place: Place | undefined): boolean =>
  place !== undefined &&
  (![place.x, place.y, place.width, place.height].every(Number.isFinite) ||
    place.width <= 0 ||
    place.height <= 0);

/**
 * Adds one signature field merged with its widget (12.7.5.5) to a page. Print and Locked are set: PDF/A wants the
 * first (ISO 19005-2, 6.3.2), the second keeps viewers from moving it. Without a place it is invisible on page 1.
 * Errors: PAGE_MISSING, RECTANGLE.
 */
export const addField = (
  update: Update,
  field: {
    readonly name: string;
    readonly place?: Place | undefined;
    readonly lock?: FieldLock | undefined;
    readonly value?: PdfRef | undefined;
    readonly appearance?: PdfRef | undefined;
  },
): Result<PdfRef, SignatureError> => {
  const { pdf } = update;
  const { place } = field;
  const number = place?.page ?? 1;
  if (badPlace(place)) return err({ code: 'RECTANGLE' });
  const page = findPage(pdf, number - 1);
  if (page === undefined) return err({ code: 'PAGE_MISSING', detail: `page ${number}` });
  const { x, y, width, height } = place ?? { x: 0, y: 0, width: 0, height: 0 };
  const ref = add(
    update,
    pdfDict({
      Type: pdfName('Annot'),
      Subtype: pdfName('Widget'),
      FT: pdfName('Sig'),
      T: pdfText(field.name),
      F: pdfNumber(132),
      Rect: pdfArray([x, y, x + width, y + height].map(pdfNumber)),
      P: page.ref,
      Lock: field.lock === undefined ? undefined : add(update, lockDict(field.lock)),
      V: field.value,
      AP: field.appearance === undefined ? undefined : pdfDict({ N: field.appearance }),
    }),
  );
  const current = currentDict(update, page.ref, page.dict);
  append(update, current, 'Annots', [ref], (changed) => put(update, page.ref, changed));
  return ok(ref);
};
