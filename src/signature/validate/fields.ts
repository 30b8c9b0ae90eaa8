// The form fields of a view (ISO 32000-2 12.7.4): terminal fields with their widgets, and the role of every object
// in the field tree.

import { isDict, isRef, pdfRef, PdfFormatError } from '../pdf/index.ts';
import type { PdfDict, PdfObject, PdfRef } from '../pdf/index.ts';
import { at, catalogIn, dictIn, itemsIn, nameIn, remembered, textIn, valueOf } from './view.ts';
import type { View } from './view.ts';

export type Widget = { readonly ref: PdfRef | undefined; readonly dict: PdfDict };

/** A terminal field. Inheritable entries are looked up in `chain` (the field itself first, then its parents). */
export type Field = {
  readonly name: string;
  readonly type: string | undefined;
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  readonly chain: readonly PdfDict[];
  readonly widgets: readonly Widget[];
};

export type Form = {
  readonly fields: readonly Field[];
  /** Object numbers of nodes and terminal fields, and of widgets, with the field they belong to. */
  readonly roles: ReadonlyMap<
    number,
    { readonly role: 'node' | 'field' | 'widget'; readonly field: Field | undefined }
  >;
  readonly dict: PdfDict | undefined;
};

const MAX_DEPTH = 64;
const MAX_FIELDS = 100_000;

/** All fields of the interactive form. @throws PdfFormatError CYCLE, LIMIT when the tree is none. */
export const formOf = remembered(readForm);

function readForm(view: View): Form {
  const dict = dictIn(view, catalogIn(view), 'AcroForm');
  const fields: Field[] = [];
  const roles = new Map<number, { role: 'node' | 'field' | 'widget'; field: Field | undefined }>();
  for (const item of itemsIn(view, dict, 'Fields')) visit(item, '', [], 0);
  return { fields, roles, dict };

  function visit(item: PdfObject, prefix: string, parents: readonly PdfDict[], depth: number): void {
    if (depth > MAX_DEPTH || fields.length > MAX_FIELDS)
      throw new PdfFormatError('LIMIT', 'form too deep or too large');
    const node = at(view, item);
    if (!isDict(node)) return;
    const ref = isRef(item) ? pdfRef(item.num, item.gen) : undefined;
    if (ref !== undefined) {
      // A field reached twice or above itself: readers differ in what they make of that.
      if (roles.has(ref.num)) throw new PdfFormatError('CYCLE', `field ${ref.num} occurs twice in the form`);
      roles.set(ref.num, { role: 'node', field: undefined });
    }
    const partial = textIn(view, node, 'T');
    const name = partial === undefined ? prefix : prefix === '' ? partial : `${prefix}.${partial}`;
    const chain = [node, ...parents];
    const kids = itemsIn(view, node, 'Kids');
    const widgetKids = kids.filter((kid) => isWidgetOnly(at(view, kid)));
    if (kids.length > widgetKids.length) {
      for (const kid of kids) visit(kid, name, chain, depth + 1);
      return;
    }
    const widgets: Widget[] = widgetKids.map((kid) => ({
      ref: isRef(kid) ? kid : undefined,
      dict: at(view, kid) as PdfDict,
    }));
    if (nameIn(view, node, 'Subtype') === 'Widget') widgets.unshift({ ref, dict: node });
    const type = chain.map((one) => nameIn(view, one, 'FT')).find((one) => one !== undefined);
    const field: Field = { name, type, ref, dict: node, chain, widgets };
    fields.push(field);
    if (ref !== undefined) roles.set(ref.num, { role: 'field', field });
    for (const one of widgets) {
      if (one.ref !== undefined && one.ref.num !== ref?.num)
        roles.set(one.ref.num, { role: 'widget', field });
    }
  }

  function isWidgetOnly(kid: PdfObject): boolean {
    return isDict(kid) && !kid.entries.has('T') && !kid.entries.has('FT') && !kid.entries.has('Kids');
  }
}

/** The value of an inheritable key of a field: its own, or that of the nearest parent. */
export function inherited(view: View, field: Field, key: string): PdfObject | undefined {
  for (const dict of field.chain) {
    const value = valueOf(view, dict, key);
    if (value !== undefined) return value;
  }
  return undefined;
}
