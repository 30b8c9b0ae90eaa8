// Compares the document as it was signed with the document as it is now. Everything that no rule knows is forbidden.

import { isDict, isRef, isStream } from '../../pdf/index.ts';
import type { PdfDict, PdfObject } from '../../pdf/index.ts';
import { formOf } from '../fields.ts';
import type { Widget } from '../fields.ts';
import { at, catalogIn, dictIn, itemsIn, trailerOf } from '../view.ts';
import type { View } from '../view.ts';
import { below, changeCollector, codeOfPath } from './changes.ts';
import type { Change, Place } from './changes.ts';
import { compareForms, rectOf } from './formRules.ts';
import { comparePages } from './pageRules.ts';
import { pageTreeOf } from './pageTree.ts';
import type { Page } from './pageTree.ts';
import { keysOf, strictComparison } from './strict.ts';
import type { Strict } from './strict.ts';
import { compareStructure } from './structure.ts';

/** Keys of a trailer or cross-reference stream that only say how the file is stored. */
const STORAGE = new Set([
  'Size',
  'Prev',
  'XRefStm',
  'Type',
  'W',
  'Index',
  'Filter',
  'DecodeParms',
  'Length',
  'ID',
  'Root',
  'Info',
  'Encrypt',
  'DocChecksum',
]);
/** Entries of the information dictionary that writers update; a changed title is shown and thus forbidden. */
const INFO = new Set(['ModDate', 'Producer', 'Creator', 'CreationDate', 'Trapped']);

/**
 * All differences between two revisions of one file. Errors of a damaged file come as PdfFormatError: then nothing
 * is known about changes.
 */
export function compareRevisions(before: View, after: View): readonly Change[] {
  const changes = changeCollector();
  const oldForm = formOf(before);
  const newForm = formOf(after);
  const oldPages = pageTreeOf(before);
  const newPages = pageTreeOf(after);
  const rootOf = (view: View) => {
    const root = trailerOf(view).entries.get('Root');
    return isRef(root) ? root.num : -1;
  };
  const roots = new Set([rootOf(before), rootOf(after)]);
  const hasRole = (num: number): boolean =>
    (oldForm.roles.has(num) && newForm.roles.has(num)) ||
    oldPages.numbers.has(num) ||
    oldPages.nodes.has(num) ||
    roots.has(num);
  const strict = strictComparison(before, after, hasRole, (place) => {
    const code = codeOfPath(place.path);
    changes.add(code === 'ANNOTATION_CHANGED' ? 'annotation' : 'forbidden', code, place);
  });

  const onPage = new Map<number, number>();
  for (const [index, page] of newPages.pages.entries())
    for (const item of itemsIn(after, page.dict, 'Annots')) if (isRef(item)) onPage.set(item.num, index);
  const pageIndexOf = (widget: Widget): number | undefined =>
    widget.ref === undefined ? undefined : onPage.get(widget.ref.num);

  compareTrailers(before, after, strict, (code, place) => changes.add('forbidden', code, place));
  compareCatalogs();
  comparePages({ before, after, oldPages, newPages, oldForm, newForm, strict, changes });
  const replaced: { num: number; place: Place }[] = [];
  compareForms({
    onReplaced: (num, place) => void replaced.push({ num, place }),
    before,
    after,
    oldForm,
    newForm,
    strict,
    changes,
    pageOf: (widget) => {
      const index = pageIndexOf(widget);
      return index === undefined ? undefined : index + 1;
    },
    coversPage: (widget) => {
      const index = pageIndexOf(widget);
      return index !== undefined && coverage(after, widget, newPages.pages[index]!) > 0.5;
    },
  });
  strict.run();
  for (const { num, place } of replaced)
    if (strict.reached(num)) changes.add('forbidden', 'FIELD_APPEARANCE', place);
  return changes.list;

  function compareCatalogs(): void {
    const old = catalogIn(before);
    const now = catalogIn(after);
    for (const key of keysOf(old, now)) {
      const place = below({ path: 'Root', ref: refOf(trailerOf(after).entries.get('Root')) }, key);
      const was = old?.entries.get(key);
      const is = now?.entries.get(key);
      compareEntry(key, was, is, place);
    }
    if ((now?.duplicates ?? []).join() !== (old?.duplicates ?? []).join())
      changes.add('forbidden', 'AMBIGUOUS_OBJECT', { path: 'Root' });
  }

  function compareEntry(
    key: string,
    was: PdfObject | undefined,
    is: PdfObject | undefined,
    place: Place,
  ): void {
    switch (key) {
      case 'Pages':
      case 'AcroForm':
        return;
      case 'DSS':
        if (was === undefined || at(before, was) !== at(after, is))
          changes.add('validation', 'VALIDATION_DATA', { ...place, ref: refOf(is) ?? place.ref });
        return;
      case 'Extensions':
      case 'Version':
        return;
      case 'Metadata':
        if (at(before, was) !== at(after, is))
          changes.add('metadata', 'METADATA', { ...place, ref: refOf(is) ?? place.ref });
        return;
      case 'StructTreeRoot':
        return compareStructure({ before, after, strict, changes, hasRole }, was, is, place);
      case 'Perms':
        return comparePerms(was, is, place);
      default:
        strict.same(was, is, place);
    }
  }

  /** A later certification may enter itself; what was there stays. */
  function comparePerms(was: PdfObject | undefined, is: PdfObject | undefined, place: Place): void {
    const old = at(before, was);
    if (old.kind !== 'null') return strict.same(was, is, place);
    const now = at(after, is);
    const onlyDocMdp = isDict(now) && [...now.entries.keys()].every((key) => key === 'DocMDP');
    if (!onlyDocMdp) changes.add('forbidden', 'CATALOG', place);
  }

  function compareTrailers(
    oldView: View,
    newView: View,
    comparison: Strict,
    forbid: (code: 'ENCRYPTION' | 'TRAILER' | 'METADATA', place: Place) => void,
  ): void {
    const old = trailerOf(oldView);
    const now = trailerOf(newView);
    for (const key of keysOf(old, now)) {
      // LibreOffice's hybrid files name the office document here; what is no such stream (any more) shows nothing.
      if (
        key === 'AdditionalStreams' &&
        !itemsIn(newView, now, key).some((item) => isStream(at(newView, item)))
      )
        continue;
      if (!STORAGE.has(key))
        comparison.same(old.entries.get(key), now.entries.get(key), { path: `Trailer/${key}` });
    }
    // An absent and a null /Encrypt are the same, everything else must stay.
    comparison.same(old.entries.get('Encrypt'), now.entries.get('Encrypt'), { path: 'Trailer/Encrypt' });
    compareInfo(dictIn(oldView, old, 'Info'), dictIn(newView, now, 'Info'));

    function compareInfo(was: PdfDict | undefined, is: PdfDict | undefined): void {
      let changed = false;
      for (const key of keysOf(was, is)) {
        const a = at(oldView, was?.entries.get(key));
        const b = at(newView, is?.entries.get(key));
        if (a === b || JSON.stringify(plain(a)) === JSON.stringify(plain(b))) continue;
        changed = true;
        if (!INFO.has(key) && was?.entries.has(key) === true)
          forbid('METADATA', { path: `Trailer/Info/${key}` });
      }
      if (changed) changes.add('metadata', 'METADATA', { path: 'Trailer/Info' });
    }
  }
}

/** Share of the page that the widget covers. */
function coverage(view: View, widget: Widget, page: Page): number {
  const area = (rect: readonly number[]): number => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect;
    return Math.abs(x2 - x1) * Math.abs(y2 - y1);
  };
  const dict = [page.dict, ...page.ancestors.map((node) => node.dict)].find((one) =>
    one.entries.has('MediaBox'),
  );
  const box = dict === undefined ? [] : itemsIn(view, dict, 'MediaBox').map((item) => at(view, item));
  const whole = area(box.map((one) => (one.kind === 'number' ? one.value : 0)));
  return whole === 0 ? 0 : area(rectOf(view, widget.dict)) / whole;
}

const refOf = (object: PdfObject | undefined) => (isRef(object) ? object : undefined);

/** Comparable form of a simple value; positions in the file do not matter. */
function plain(object: PdfObject): unknown {
  if (object.kind === 'string') return Buffer.from(object.bytes).toString('hex');
  return isStream(object) || isDict(object) ? object.kind : object;
}
