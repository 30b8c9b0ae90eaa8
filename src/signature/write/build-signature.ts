// All objects of one signature: field, signature dictionary, appearance, permissions (ISO 32000-2, 12.8.1).
import type { SignatureError } from '../errors.ts';
import { catalogOf, get, type Pdf } from '../pdf/document.ts';
import {
  dictWith,
  isDict,
  isRef,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfText,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from '../pdf/objects.ts';
import { err, ok, type Result } from '../result.ts';
import { acroFormOf, formFields, isSigned, type FormField } from './fields.ts';
import type { SignOptions } from './options.ts';
import { locks, permissionsOf, readLock, type FieldLock } from './permissions.ts';
import { addToForm, catalogRef, changeCatalog } from './place-field.ts';
import { badName, createField, existingField, fillField, freshName } from './sign-fields.ts';
import { placeholders } from './reserve.ts';
import { allocate, put, startUpdate, writableDict, type Update } from './update.ts';

/** 7.9.4, in UTC. */
export const dateText = (date: Date): string => `D:${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

const reference = (method: 'DocMDP' | 'FieldMDP', params: PdfDict): PdfDict =>
  pdfDict({
    Type: pdfName('SigRef'),
    TransformMethod: pdfName(method),
    TransformParams: dictWith(params, { Type: pdfName('TransformParams'), V: pdfName('1.2') }),
  });

const references = (
  update: Update,
  options: SignOptions,
  lock: FieldLock | undefined,
): PdfObject | undefined => {
  const found: PdfObject[] = [];
  if (options.certify !== undefined)
    found.push(reference('DocMDP', pdfDict({ P: pdfNumber(options.certify) })));
  if (lock !== undefined) {
    const fields = lock.action === 'All' ? undefined : pdfArray(lock.fields.map(pdfText));
    const params = reference('FieldMDP', pdfDict({ Action: pdfName(lock.action), Fields: fields }));
    found.push(dictWith(params, { Data: catalogRef(update.pdf) }));
  }
  return found.length === 0 ? undefined : pdfArray(found);
};

/** What the signatures that are there forbid. */
const forbidden = (
  pdf: Pdf,
  fields: readonly FormField[],
  existing: FormField | undefined,
  name: string,
  options: SignOptions,
): SignatureError | undefined => {
  const { docMdp, fieldLocks } = permissionsOf(pdf, fields);
  if (docMdp === 1) return { code: 'CERTIFIED_NO_CHANGES' };
  if (fieldLocks.some((lock) => locks(lock, name))) return { code: 'FIELD_LOCKED' };
  const adds = existing === undefined || (options.newFields ?? []).length > 0;
  if (adds && (docMdp !== undefined || fieldLocks.length > 0)) return { code: 'FIELD_REQUIRED' };
  if (options.certify !== undefined && fields.some(isSigned)) return { code: 'CERTIFY_NOT_FIRST' };
  return undefined;
};

/** Builds the update that carries the signature, its placeholders still empty. */
export const buildSignature = (
  pdf: Pdf,
  options: SignOptions,
  contentsBytes: number,
): Result<{ readonly update: Update; readonly field: string }, SignatureError> => {
  const form = acroFormOf(pdf);
  if (form !== undefined && get(pdf, form, 'XFA') !== undefined) return err({ code: 'XFA' });
  const fields = formFields(pdf);
  const existing = existingField(fields, options.field);
  if (!existing.ok) return existing;
  const name = options.field ?? freshName(fields);
  const names = [
    ...(existing.value === undefined ? [name] : []),
    ...(options.newFields ?? []).map((f) => f.name),
  ];
  if (
    names.some(badName) ||
    new Set([...names, ...fields.map((f) => f.name)]).size <
      names.length + new Set(fields.map((f) => f.name)).size
  )
    return err({ code: 'FIELD_NAME' });
  const refusal = forbidden(pdf, fields, existing.value, name, options);
  if (refusal !== undefined) return err(refusal);

  const update = startUpdate(pdf);
  const value = allocate(update);
  const own = existing.value === undefined ? undefined : get(pdf, existing.value.dict, 'Lock');
  const lock = (isDict(own) ? readLock(pdf, own) : undefined) ?? options.lock;
  put(
    update,
    value,
    writableDict({
      Type: pdfName('Sig'),
      Filter: pdfName('Adobe.PPKLite'),
      SubFilter: pdfName('ETSI.CAdES.detached'),
      ...placeholders(contentsBytes),
      M: pdfText(dateText(options.claimedTime)),
      Name: options.name === undefined ? undefined : pdfText(options.name),
      Reason: options.reason === undefined ? undefined : pdfText(options.reason),
      Location: options.location === undefined ? undefined : pdfText(options.location),
      ContactInfo: options.contactInfo === undefined ? undefined : pdfText(options.contactInfo),
      Reference: references(update, options, lock),
    }),
  );
  const added: PdfRef[] = [];
  for (const extra of options.newFields ?? []) {
    const created = createField(update, extra.name, undefined, extra);
    if (!created.ok) return created;
    added.push(created.value);
  }
  const field =
    existing.value === undefined
      ? createField(update, name, value, options)
      : fillField(update, existing.value, value, options);
  if (!field.ok) return field;
  addToForm(update, existing.value === undefined ? [field.value, ...added] : added);
  if (options.certify !== undefined) certify(update, value);
  return ok({ update, field: name });
};

/** 12.8.6: /Perms names the certifying signature. */
const certify = (update: Update, value: PdfRef): void => {
  const { pdf } = update;
  const catalog = catalogOf(pdf);
  const perms = get(pdf, catalog, 'Perms');
  const changed = dictWith(isDict(perms) ? perms : pdfDict({}), { DocMDP: value });
  const holder = catalog.entries.get('Perms');
  if (isRef(holder)) put(update, holder, changed);
  else changeCatalog(update, { Perms: changed });
};
