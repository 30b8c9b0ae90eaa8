// The document as it stood after one of its revisions: every reader in `validate/` works on such a view.

import { isDict, pdfNull, resolveAsOf, textOf } from '../pdf/index.ts';
import type { Pdf, PdfDict, PdfObject, PdfRef } from '../pdf/index.ts';

export type View = { readonly pdf: Pdf; readonly revision: number };

/** The view of the newest revision. */
export const newest = (pdf: Pdf): View => ({ pdf, revision: pdf.revisions.length - 1 });

/** Follows references as of the view; the null object for nothing. */
export const at = (view: View, object: PdfObject | undefined): PdfObject =>
  resolveAsOf(view.pdf, view.revision, object ?? pdfNull);

/** The resolved value of a key, undefined when missing or null. */
export function valueOf(view: View, dict: PdfDict | undefined, key: string): PdfObject | undefined {
  const value = at(view, dict?.entries.get(key));
  return value.kind === 'null' ? undefined : value;
}

/** The resolved value of a key if it is a dictionary. */
export function dictIn(view: View, dict: PdfDict | undefined, key: string): PdfDict | undefined {
  const value = valueOf(view, dict, key);
  return isDict(value) ? value : undefined;
}

/** Items of an array value, not resolved; empty when it is no array. */
export function itemsIn(view: View, dict: PdfDict | undefined, key: string): readonly PdfObject[] {
  const value = valueOf(view, dict, key);
  return value?.kind === 'array' ? value.items : [];
}

/** Name value of a key. */
export function nameIn(view: View, dict: PdfDict | undefined, key: string): string | undefined {
  const value = valueOf(view, dict, key);
  return value?.kind === 'name' ? value.name : undefined;
}

/** Text value of a key. */
export const textIn = (view: View, dict: PdfDict | undefined, key: string): string | undefined =>
  textOf(valueOf(view, dict, key));

/** Number value of a key. */
export function numberIn(view: View, dict: PdfDict | undefined, key: string): number | undefined {
  const value = valueOf(view, dict, key);
  return value?.kind === 'number' ? value.value : undefined;
}

/** The trailer of the view's revision. */
export const trailerOf = (view: View): PdfDict => view.pdf.revisions[view.revision]!.trailer;

/** The catalog of the view; undefined when there is none. */
export const catalogIn = (view: View): PdfDict | undefined => dictIn(view, trailerOf(view), 'Root');

/** "12 0 obj", the way findings name an object. */
export const objectName = (ref: PdfRef): string => `${ref.num} ${ref.gen} obj`;

/** A function of a view whose result is kept as long as the document is open: several signatures ask the same. */
export function remembered<T>(make: (view: View) => T): (view: View) => T {
  const byPdf = new WeakMap<Pdf, Map<number, T>>();
  return (view) => {
    const byRevision = byPdf.get(view.pdf) ?? new Map<number, T>();
    byPdf.set(view.pdf, byRevision);
    const known = byRevision.get(view.revision);
    if (known !== undefined) return known;
    const made = make(view);
    byRevision.set(view.revision, made);
    return made;
  };
}
