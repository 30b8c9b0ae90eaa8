// The fields that signatures stand in: finding an empty one, filling it, making new ones.
import type { SignatureError } from '../errors.ts';
import { get, type Pdf } from '../pdf/document.ts';
import { dictWith, isArray, isDict, numberOf, pdfDict, type PdfDict, type PdfRef } from '../pdf/objects.ts';
import { err, ok, type Result } from '../result.ts';
import { addAppearance } from './appearance.ts';
import { formFields, isSigned, type FormField } from './fields.ts';
import type { SignOptions } from './options.ts';
import { findPage, rotationOf } from './pages.ts';
import { permissionsOf } from './permissions.ts';
import { addField, addToForm, badPlace, currentDict } from './place-field.ts';
import { put, startUpdate, type Update } from './update.ts';

/** The field to sign: an empty one of this name, or undefined for a new one. */
export const existingField = (
  fields: readonly FormField[],
  name: string | undefined,
): Result<FormField | undefined, SignatureError> => {
  const field = name === undefined ? undefined : fields.find((f) => f.name === name);
  if (field === undefined) return ok(undefined);
  if (field.type !== 'Sig') return err({ code: 'FIELD_NOT_SIGNATURE' });
  if (isSigned(field)) return err({ code: 'FIELD_SIGNED' });
  if (field.ref === undefined)
    return err({ code: 'FIELD_NOT_SIGNATURE', detail: 'field is not an object of its own' });
  return ok(field);
};

export const freshName = (fields: readonly FormField[]): string => {
  const taken = new Set(fields.map((f) => f.name));
  for (let i = 1; ; i++) if (!taken.has(`Signature${i}`)) return `Signature${i}`;
};

export const badName = (name: string): boolean => name === '' || name.includes('.') || name.length > 200;

/** The size of the rectangle of a widget; 0 by 0 is invisible. */
const sizeOf = (pdf: Pdf, widget: PdfDict): { width: number; height: number } => {
  const rect = get(pdf, widget, 'Rect');
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = isArray(rect) ? rect.items.map((n) => numberOf(n) ?? 0) : [];
  return { width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
};

/** Fills an empty field that is there: value, and its look if it has a rectangle. Only the field is written again. */
export const fillField = (
  update: Update,
  field: FormField,
  value: PdfRef,
  options: SignOptions,
): Result<PdfRef, SignatureError> => {
  const { pdf } = update;
  const ref = field.ref!;
  put(update, ref, dictWith(field.dict, { V: value }));
  const widgetRef = field.widgets[0];
  const widget = widgetRef === undefined ? undefined : get(pdf, pdfDict({ w: widgetRef }), 'w');
  if (widgetRef === undefined || !isDict(widget)) return ok(ref);
  const { width, height } = sizeOf(pdf, widget);
  if (width > 0 && height > 0) {
    const page = get(pdf, widget, 'P');
    const rotation = isDict(page) ? rotationOf(pdf, page) : 0;
    const look = addAppearance(update, {
      width,
      height,
      rotation,
      ...(options.appearance ?? { lines: [], border: false }),
    });
    if (!look.ok) return look;
    put(
      update,
      widgetRef,
      dictWith(currentDict(update, widgetRef, widget), { AP: pdfDict({ N: look.value }) }),
    );
  }
  return ok(ref);
};

export const createField = (
  update: Update,
  name: string,
  value: PdfRef | undefined,
  options: Pick<SignOptions, 'place' | 'appearance' | 'lock'>,
): Result<PdfRef, SignatureError> => {
  let appearance: PdfRef | undefined;
  if (options.place !== undefined) {
    const { width, height } = options.place;
    if (badPlace(options.place)) return err({ code: 'RECTANGLE' });
    const page = findPage(update.pdf, options.place.page - 1);
    const look = addAppearance(update, {
      width,
      height,
      rotation: page === undefined ? 0 : rotationOf(update.pdf, page.dict),
      ...(options.appearance ?? { lines: [], border: false }),
    });
    if (!look.ok) return look;
    appearance = look.value;
  }
  return addField(update, { name, place: options.place, lock: options.lock, value, appearance });
};

/** Builds the update that only creates empty fields. */
export const buildFields = (
  pdf: Pdf,
  newFields: readonly { readonly name: string }[] & NonNullable<SignOptions['newFields']>,
): Result<Update, SignatureError> => {
  const fields = formFields(pdf);
  const taken = new Set(fields.map((f) => f.name));
  const names = newFields.map((f) => f.name);
  if (names.some((n) => badName(n) || taken.has(n)) || new Set(names).size < names.length)
    return err({ code: 'FIELD_NAME' });
  const { docMdp, fieldLocks } = permissionsOf(pdf, fields);
  if (docMdp !== undefined || fieldLocks.length > 0) return err({ code: 'CERTIFIED_NO_CHANGES' });
  const update = startUpdate(pdf);
  const added: PdfRef[] = [];
  for (const extra of newFields) {
    const created = createField(update, extra.name, undefined, extra);
    if (!created.ok) return created;
    added.push(created.value);
  }
  addToForm(update, added);
  return ok(update);
};
