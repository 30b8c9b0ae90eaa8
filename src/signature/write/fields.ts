// The interactive form as far as signatures need it (ISO 32000-2, 12.7.3, 12.7.4, 12.7.5.5).
import { catalogOf, get, resolve, type Pdf } from '../pdf/document.ts';
import { PdfFormatError } from '../pdf/errors.ts';
import {
  isArray,
  isDict,
  isRef,
  nameOf,
  textOf,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from '../pdf/objects.ts';

/** A terminal field of the form. `dict` is its own dictionary; `type` may be inherited. */
export type FormField = {
  readonly name: string;
  readonly type: string | undefined;
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  readonly value: PdfObject | undefined;
  /** the widgets, the field itself where it is merged with its only one */
  readonly widgets: readonly PdfRef[];
};

export const acroFormOf = (pdf: Pdf): PdfDict | undefined => {
  const form = get(pdf, catalogOf(pdf), 'AcroForm');
  if (form !== undefined && !isDict(form)) throw new PdfFormatError('TYPE', '/AcroForm is not a dictionary');
  return form;
};

/** All terminal fields with their full names (12.7.4.2). @throws PdfFormatError CYCLE, LIMIT */
export const formFields = (pdf: Pdf): readonly FormField[] => {
  const form = acroFormOf(pdf);
  const roots = form === undefined ? undefined : get(pdf, form, 'Fields');
  if (!isArray(roots)) return [];
  const found: FormField[] = [];
  const seen = new Set<number>();
  const walk = (object: PdfObject, prefix: string, inherited: Inherited, depth: number): void => {
    if (depth > 32) throw new PdfFormatError('LIMIT', 'form nested too deep');
    const ref = isRef(object) ? object : undefined;
    if (ref !== undefined && seen.has(ref.num))
      throw new PdfFormatError('CYCLE', 'the form leads back to itself');
    if (ref !== undefined) seen.add(ref.num);
    const dict = resolve(pdf, object);
    if (!isDict(dict)) return;
    const own = textOf(get(pdf, dict, 'T'));
    const name = own === undefined ? prefix : prefix === '' ? own : `${prefix}.${own}`;
    const here: Inherited = {
      type: nameOf(get(pdf, dict, 'FT')) ?? inherited.type,
      value: get(pdf, dict, 'V') ?? inherited.value,
    };
    const kids = get(pdf, dict, 'Kids');
    const items = isArray(kids) ? kids.items : [];
    const subfields = items.filter((kid) => {
      const child = resolve(pdf, kid);
      return isDict(child) && child.entries.has('T');
    });
    if (subfields.length > 0) for (const kid of subfields) walk(kid, name, here, depth + 1);
    else
      found.push({
        name,
        type: here.type,
        ref,
        dict,
        value: here.value,
        widgets: items.length > 0 ? items.filter(isRef) : ref === undefined ? [] : [ref],
      });
  };
  for (const root of roots.items) walk(root, '', { type: undefined, value: undefined }, 0);
  return found;
};

type Inherited = { readonly type: string | undefined; readonly value: PdfObject | undefined };

/** True if the field is a signature field with a signature (or time stamp) in it. */
export const isSigned = (field: FormField): boolean => field.type === 'Sig' && isDict(field.value);
