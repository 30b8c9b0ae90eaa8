// Which changes of the interactive form are what kind of change.

import { isDict, isRef, isStream } from '../../pdf/index.ts';
import type { PdfDict, PdfObject, PdfRef } from '../../pdf/index.ts';
import { inherited } from '../fields.ts';
import type { Field, Form, Widget } from '../fields.ts';
import { at, dictIn, itemsIn, nameIn, numberIn, valueOf } from '../view.ts';
import type { View } from '../view.ts';
import { appearanceFits } from './appearance.ts';
import { below } from './changes.ts';
import type { Changes, Place } from './changes.ts';
import { keysOf } from './strict.ts';
import type { Strict } from './strict.ts';

export type FormContext = {
  readonly before: View;
  readonly after: View;
  readonly oldForm: Form;
  readonly newForm: Form;
  readonly strict: Strict;
  readonly changes: Changes;
  /** An appearance dictionary that was replaced: it must not be in use elsewhere. */
  readonly onReplaced: (num: number, place: Place) => void;
  /** Page (from 1) on which a widget stands. */
  readonly pageOf: (widget: Widget) => number | undefined;
  /** True when the widget covers most of its page. */
  readonly coversPage: (widget: Widget) => boolean;
};

/** Keys of a field or widget that filling in may change. */
const FILLING = new Set(['V', 'AP', 'AS', 'I', 'RV', 'M', 'TI', 'DA']);
/** A button changes its state; what its states look like stays. */
const SWITCHING = new Set([...FILLING].filter((key) => key !== 'AP'));
/** Keys that signing an existing field may change. */
const SIGNING = new Set(['V', 'AP', 'AS', 'F', 'M', 'MK', 'DA', 'DR']);
/** Keys compared elsewhere. */
const TREE = new Set(['Kids', 'Parent', 'P']);

/** Compares the AcroForm dictionary and all fields of both revisions. */
export function compareForms(context: FormContext): void {
  const { oldForm, newForm } = context;
  compareFormDict(context, oldForm.dict, newForm.dict);
  const newByName = new Map<string, Field[]>();
  for (const field of newForm.fields)
    newByName.set(field.name, [...(newByName.get(field.name) ?? []), field]);
  const matched = new Set<Field>();
  for (const field of oldForm.fields) {
    const candidates = newByName.get(field.name) ?? [];
    const now = candidates.find((one) => !matched.has(one) && one.ref?.num === field.ref?.num);
    const place: Place = { path: `Root/AcroForm/${field.name}`, ref: field.ref, field: field.name };
    if (now === undefined) {
      const signed = valueOf(context.before, field.dict, 'V') !== undefined && field.type === 'Sig';
      context.changes.add('forbidden', signed ? 'SIGNATURE_REMOVED' : 'FIELD_REMOVED', place);
      continue;
    }
    matched.add(now);
    compareField(context, field, now, {
      ...place,
      page: now.widgets.map(context.pageOf).find((one) => one !== undefined),
    });
  }
  for (const field of newForm.fields) if (!matched.has(field)) judgeNewField(context, field);
}

function compareFormDict(context: FormContext, old: PdfDict | undefined, now: PdfDict | undefined): void {
  const place: Place = { path: 'Root/AcroForm' };
  if (old !== undefined && now === undefined) return context.changes.add('forbidden', 'FORM', place);
  for (const key of keysOf(old, now)) {
    const where = below(place, key);
    const was = old?.entries.get(key);
    const is = now?.entries.get(key);
    switch (key) {
      case 'Fields':
        continue;
      case 'SigFlags': {
        const added = (numberIn(context.after, now, key) ?? 0) & ~3;
        const kept = numberIn(context.before, old, key) ?? 0;
        if (added !== 0 || ((numberIn(context.after, now, key) ?? 0) & kept) !== kept)
          context.changes.add('forbidden', 'FORM', where);
        continue;
      }
      case 'NeedAppearances': {
        // Switched on, every reader would draw the fields anew; switched off, the stored appearance counts.
        const value = at(context.after, is);
        if (value.kind === 'boolean' && value.value) context.strict.same(was, is, where);
        continue;
      }
      case 'DR':
        compareResources(context, was, is, where, 0);
        continue;
      case 'DA':
        if (was !== undefined) context.strict.same(was, is, where);
        continue;
      default:
        context.strict.same(was, is, where);
    }
  }
}

/**
 * Default resources may grow (a font for a new appearance); what was there stays. Form XObjects are the exception:
 * Adobe rewrites its signature layers there, and nothing draws them from the default resources.
 */
function compareResources(
  context: FormContext,
  was: PdfObject | undefined,
  is: PdfObject | undefined,
  place: Place,
  depth: number,
): void {
  if (was === undefined || place.path.endsWith('/DR/XObject')) return;
  const old = at(context.before, was);
  const now = at(context.after, is);
  if (depth >= 2 || !isDict(old) || !isDict(now)) return context.strict.same(was, is, place);
  for (const [key, value] of old.entries)
    compareResources(context, value, now.entries.get(key), below(place, key), depth + 1);
}

function compareField(context: FormContext, old: Field, now: Field, place: Place): void {
  const { before, after, changes, strict } = context;
  if (
    old.type !== now.type ||
    old.chain.length !== now.chain.length ||
    old.widgets.length !== now.widgets.length
  )
    return changes.add('forbidden', 'FIELD_CHANGED', place);
  const mutable = mutableKeys(context, old, now, place);
  const touched = { value: false };
  for (const [level, was] of old.chain.entries()) {
    if (level > 0) compareKeys(was, now.chain[level]!, old.type === 'Sig' ? new Set() : FILLING);
    else compareKeys(was, now.chain[level]!, mutable);
  }
  for (const [index, widget] of old.widgets.entries()) {
    const other = now.widgets[index]!;
    if (widget.ref?.num !== other.ref?.num) return changes.add('forbidden', 'FIELD_CHANGED', place);
    if (widget.dict !== old.dict) compareKeys(widget.dict, other.dict, mutable);
  }
  if (old.type === 'Sig') judgeSigning(context, old, now, place);
  else if (touched.value) judgeFilling(context, old, now, place);

  function compareKeys(was: PdfDict, is: PdfDict, free: ReadonlySet<string>): void {
    for (const key of keysOf(was, is)) {
      if (TREE.has(key)) {
        if (key === 'Parent') sameTarget(was.entries.get(key), is.entries.get(key));
        continue;
      }
      if (free.has(key)) {
        const value = was.entries.get(key);
        if (key === 'AP' && isRef(value) && !isRef(is.entries.get(key))) context.onReplaced(value.num, place);
        if (!equalDeep(context, was.entries.get(key), is.entries.get(key))) touched.value = true;
      } else strict.same(was.entries.get(key), is.entries.get(key), below(place, key));
    }
    if ((is.duplicates ?? []).join() !== (was.duplicates ?? []).join())
      changes.add('forbidden', 'AMBIGUOUS_OBJECT', place);
  }

  function sameTarget(was: PdfObject | undefined, is: PdfObject | undefined): void {
    if (isRef(was) && isRef(is) && was.num === is.num) return;
    if (at(before, was) !== at(after, is)) changes.add('forbidden', 'FIELD_CHANGED', place);
  }
}

function mutableKeys(context: FormContext, old: Field, now: Field, place: Place): ReadonlySet<string> {
  if (old.type !== 'Sig') return old.type === 'Btn' ? SWITCHING : FILLING;
  const was = inherited(context.before, old, 'V');
  const is = inherited(context.after, now, 'V');
  if (was === undefined && is !== undefined) return SIGNING;
  if (was !== undefined && is === undefined) context.changes.add('forbidden', 'SIGNATURE_REMOVED', place);
  return new Set();
}

function judgeSigning(context: FormContext, old: Field, now: Field, place: Place): void {
  const was = inherited(context.before, old, 'V');
  const is = inherited(context.after, now, 'V');
  if (was !== undefined || is === undefined) return;
  if (!isDict(is) || !holdsSignature(context.after, is))
    return context.changes.add('forbidden', 'FIELD_CHANGED', place);
  const stamp = nameIn(context.after, is, 'SubFilter') === 'ETSI.RFC3161';
  context.changes.add(
    stamp ? 'validation' : 'signature',
    stamp ? 'TIMESTAMP_ADDED' : 'SIGNATURE_FILLED',
    place,
  );
}

function judgeFilling(context: FormContext, old: Field, now: Field, place: Place): void {
  const { changes, after } = context;
  // The flag ReadOnly is no obstacle: it binds the person at the screen, not the program that fills the form.
  if (!appearanceFits(after, now, context.before, old))
    return changes.add('forbidden', 'FIELD_APPEARANCE', place);
  changes.add('form', 'FIELD_FILLED', place);
}

/** At least the two entries of a signature; whether it holds is judged with that signature itself. */
function holdsSignature(view: View, dict: PdfDict): boolean {
  const contents = valueOf(view, dict, 'Contents');
  return (
    itemsIn(view, dict, 'ByteRange').length === 4 && contents?.kind === 'string' && contents.bytes.length > 0
  );
}

/** A new field is only ever a signature with nothing but its widget. */
function judgeNewField(context: FormContext, field: Field): void {
  const { after, changes } = context;
  const page = field.widgets.map(context.pageOf).find((one) => one !== undefined);
  const place: Place = { path: `Root/AcroForm/${field.name}`, ref: field.ref, field: field.name, page };
  const value = inherited(after, field, 'V');
  if (field.type !== 'Sig' || !isDict(value) || !holdsSignature(after, value))
    return changes.add('forbidden', 'FIELD_ADDED', place);
  for (const dict of [field.dict, ...field.widgets.map((widget) => widget.dict)]) {
    if (dict.entries.has('A') || dict.entries.has('AA')) return changes.add('forbidden', 'ACTION', place);
  }
  if (field.widgets.some(context.coversPage)) return changes.add('forbidden', 'SIGNATURE_OVERLAY', place);
  const stamp =
    nameIn(after, value, 'SubFilter') === 'ETSI.RFC3161' &&
    !field.widgets.some((one) => isVisible(after, one));
  changes.add(stamp ? 'validation' : 'newSignature', stamp ? 'TIMESTAMP_ADDED' : 'SIGNATURE_ADDED', place);
}

/** False for widgets without area, without appearance, or with the hidden or no-view flag. */
export function isVisible(view: View, widget: Widget): boolean {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rectOf(view, widget.dict);
  if (x1 === x2 || y1 === y2) return false;
  const hidden = ((numberIn(view, widget.dict, 'F') ?? 0) & (2 | 32)) !== 0;
  const normal = valueOf(view, dictIn(view, widget.dict, 'AP'), 'N');
  return !hidden && isStream(normal) && normal.raw.length > 0;
}

/** The numbers of /Rect; empty when it is none. */
export function rectOf(view: View, dict: PdfDict): readonly number[] {
  const numbers = itemsIn(view, dict, 'Rect').map((item) => at(view, item));
  return numbers.length === 4 ? numbers.map((one) => (one.kind === 'number' ? one.value : 0)) : [];
}

/** Deep equality of two values of both revisions, following references a few steps (appearances, values). */
function equalDeep(
  context: FormContext,
  a: PdfObject | undefined,
  b: PdfObject | undefined,
  depth = 0,
): boolean {
  const was = at(context.before, a);
  const is = at(context.after, b);
  const sameRef = isRef(a) && isRef(b) && (a as PdfRef).num === (b as PdfRef).num;
  if (depth > 32) return sameRef;
  if (was.kind !== is.kind) return false;
  switch (was.kind) {
    case 'array': {
      const other = (is as typeof was).items;
      return (
        was.items.length === other.length &&
        was.items.every((item, index) => equalDeep(context, item, other[index], depth + 1))
      );
    }
    case 'dict':
      return keysOf(was, is as PdfDict).every(
        (key) =>
          key === 'Parent' ||
          key === 'P' ||
          equalDeep(context, was.entries.get(key), (is as PdfDict).entries.get(key), depth + 1),
      );
    case 'stream':
      return (
        Buffer.compare(was.raw, (is as typeof was).raw) === 0 &&
        equalDeep(context, was.dict, (is as typeof was).dict, depth + 1)
      );
    case 'string':
      return Buffer.compare(was.bytes, (is as typeof was).bytes) === 0;
    case 'name':
      return was.name === (is as typeof was).name;
    case 'number':
    case 'boolean':
      return was.value === (is as typeof was).value;
    default:
      return true;
  }
}
