// Pages must stay as they were signed; only the list of annotations may grow in ways that are judged here.

import { isDict, isRef } from '../../pdf/index.ts';
import type { PdfDict, PdfObject } from '../../pdf/index.ts';
import { inherited } from '../fields.ts';
import type { Form } from '../fields.ts';
import { at, itemsIn } from '../view.ts';
import type { View } from '../view.ts';
import { below } from './changes.ts';
import type { Changes, Place } from './changes.ts';
import type { Page, PageTree } from './pageTree.ts';
import { keysOf } from './strict.ts';
import type { Strict } from './strict.ts';

export type PageContext = {
  readonly before: View;
  readonly after: View;
  readonly oldPages: PageTree;
  readonly newPages: PageTree;
  readonly oldForm: Form;
  readonly newForm: Form;
  readonly strict: Strict;
  readonly changes: Changes;
};

const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
/** Marks that a program leaves on a page for itself. */
const PRIVATE = new Set(['ITXT', 'LastModified']);
const TREE = new Set(['Kids', 'Parent', 'Count', 'Type']);

/** Compares the page trees of both revisions. */
export function comparePages(context: PageContext): void {
  const { oldPages, newPages, changes } = context;
  const key = (page: Page, index: number): string =>
    page.ref === undefined ? `direct ${index}` : String(page.ref.num);
  const now = new Map(newPages.pages.map((page, index) => [key(page, index), { page, index }]));
  const kept: number[] = [];
  for (const [index, old] of oldPages.pages.entries()) {
    const found = now.get(key(old, index));
    const place: Place = { path: `Root/Pages/Page ${index + 1}`, ref: old.ref, page: index + 1 };
    if (found === undefined) {
      changes.add('forbidden', 'PAGE_REMOVED', place);
      continue;
    }
    kept.push(found.index);
    now.delete(key(old, index));
    comparePage(context, old, found.page, { ...place, page: found.index + 1 });
  }
  for (const { page, index } of now.values())
    changes.add('forbidden', 'PAGE_ADDED', {
      path: `Root/Pages/Page ${index + 1}`,
      ref: page.ref,
      page: index + 1,
    });
  if (kept.some((index, at_) => at_ > 0 && index < kept[at_ - 1]!))
    changes.add('forbidden', 'PAGE_ORDER', { path: 'Root/Pages' });
}

function comparePage(context: PageContext, old: Page, now: Page, place: Place): void {
  const { strict, changes } = context;
  for (const key of keysOf(old.dict, now.dict)) {
    if (key === 'Annots' || key === 'Parent' || PRIVATE.has(key)) continue;
    strict.same(old.dict.entries.get(key), now.dict.entries.get(key), below(place, key));
  }
  if ((now.dict.duplicates ?? []).join() !== (old.dict.duplicates ?? []).join())
    changes.add('forbidden', 'AMBIGUOUS_OBJECT', place);
  for (const key of INHERITABLE)
    strict.same(inheritedValue(old, key), inheritedValue(now, key), below(place, key));
  for (const [level, node] of old.ancestors.entries()) {
    const other = now.ancestors[level]?.dict;
    if (other === undefined || other === node.dict) continue;
    for (const key of keysOf(node.dict, other)) {
      if (!TREE.has(key) && !PRIVATE.has(key))
        strict.same(
          node.dict.entries.get(key),
          other.entries.get(key),
          below({ ...place, ref: node.ref }, key),
        );
    }
  }
  compareAnnotations(context, old.dict, now.dict, place);
}

const inheritedValue = (page: Page, key: string): PdfObject | undefined =>
  page.dict.entries.get(key) ??
  page.ancestors.map((node) => node.dict.entries.get(key)).find((one) => one !== undefined);

function compareAnnotations(context: PageContext, old: PdfDict, now: PdfDict, page: Place): void {
  const { before, after, changes, strict, oldForm, newForm } = context;
  const was = itemsIn(before, old, 'Annots');
  const is = itemsIn(after, now, 'Annots');
  const place = below(page, 'Annots');
  const direct = (items: readonly PdfObject[]) => items.filter((item) => !isRef(item));
  const oldDirect = direct(was);
  const newDirect = direct(is);
  for (const [index, item] of oldDirect.entries()) strict.same(item, newDirect[index], below(place, index));
  if (newDirect.length > oldDirect.length) changes.add('annotation', 'ANNOTATION_ADDED', place);

  const left = new Set(is.flatMap((item) => (isRef(item) ? [item.num] : [])));
  const order = [...left];
  let last = -1;
  for (const item of was) {
    if (!isRef(item)) continue;
    const where = { ...place, ref: item };
    const position = order.indexOf(item.num);
    const role = oldForm.roles.get(item.num);
    if (position < 0) {
      if (isDict(at(before, item))) changes.add('annotation', 'ANNOTATION_REMOVED', where);
      continue;
    }
    left.delete(item.num);
    // The order of annotations is the order in which they are painted.
    if (position < last) changes.add('forbidden', 'ANNOTATION_CHANGED', where);
    last = Math.max(last, position);
    if (role === undefined || newForm.roles.get(item.num) === undefined) strict.same(item, item, where);
  }
  for (const num of left) {
    const role = newForm.roles.get(num);
    const ref = { kind: 'ref', num, gen: 0 } as const;
    // A widget of a new field is judged with its field, and one that appears by being signed likewise; any other
    // widget of an old field has been moved or doubled.
    if (role?.field !== undefined && (oldForm.roles.get(num) === undefined || isNewlySigned(num))) continue;
    if (!isDict(at(after, ref))) continue;
    changes.add(role === undefined ? 'annotation' : 'forbidden', 'ANNOTATION_ADDED', { ...place, ref });
  }

  function isNewlySigned(num: number): boolean {
    const then = oldForm.roles.get(num)?.field;
    const today = newForm.roles.get(num)?.field;
    if (then?.type !== 'Sig' || today === undefined) return false;
    return inherited(before, then, 'V') === undefined && inherited(after, today, 'V') !== undefined;
  }
}
