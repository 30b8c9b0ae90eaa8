// The tag tree (ISO 32000-2 14.7) is not drawn, and a visible signature field adds its own element: additions are
// accepted, what was there stays.

import { isArray, isDict, isRef } from '../../pdf/index.ts';
import type { PdfObject } from '../../pdf/index.ts';
import { at } from '../view.ts';
import type { View } from '../view.ts';
import { below } from './changes.ts';
import type { Changes, Place } from './changes.ts';
import type { Strict } from './strict.ts';

export type StructureContext = {
  readonly before: View;
  readonly after: View;
  readonly strict: Strict;
  readonly changes: Changes;
  readonly hasRole: (num: number) => boolean;
};

/** Compares the structure tree: dictionaries and arrays may grow, everything else is strict. */
export function compareStructure(
  context: StructureContext,
  was: PdfObject | undefined,
  is: PdfObject | undefined,
  place: Place,
): void {
  const visited = new Set<number>();
  const queue: { was: PdfObject | undefined; is: PdfObject | undefined; place: Place }[] = [
    { was, is, place },
  ];
  let grown = false;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) grow(next.was, next.is, next.place);
  if (grown) context.changes.add('structure', 'STRUCTURE', place);

  function grow(a: PdfObject | undefined, b: PdfObject | undefined, where: Place): void {
    if (a === undefined) {
      grown ||= b !== undefined;
      return;
    }
    if (isRef(a) && isRef(b) && a.num === b.num) {
      if (context.hasRole(a.num) || visited.has(a.num)) return;
      visited.add(a.num);
      where = { ...where, ref: a };
    }
    const old = at(context.before, a);
    const now = at(context.after, b);
    if (isDict(old) && isDict(now)) {
      for (const key of now.entries.keys()) if (!old.entries.has(key)) grown = true;
      for (const [key, value] of old.entries) {
        const other = now.entries.get(key);
        if (key === 'ParentTreeNextKey' || key === 'ParentTree') continue;
        queue.push({ was: value, is: other, place: below(where, key) });
      }
      return;
    }
    if (isArray(old) && isArray(now)) return growArray(old.items, now.items, where);
    // /K may be a single child that becomes a list of children.
    if (!isArray(old) && isArray(now) && where.path.endsWith('/K')) return growArray([a], now.items, where);
    context.strict.same(a, b, where);
  }

  /** The old items are still there, in their order. */
  function growArray(old: readonly PdfObject[], now: readonly PdfObject[], where: Place): void {
    if (old.length === now.length) {
      for (const [index, item] of old.entries())
        queue.push({ was: item, is: now[index], place: below(where, index) });
      return;
    }
    grown = true;
    let from = 0;
    for (const [index, item] of old.entries()) {
      const found = now.findIndex((other, position) => position >= from && sameItem(item, other));
      if (found < 0) return context.changes.add('forbidden', 'CATALOG', below(where, index));
      queue.push({ was: item, is: now[found], place: below(where, index) });
      from = found + 1;
    }
  }
}

function sameItem(a: PdfObject, b: PdfObject): boolean {
  if (isRef(a) && isRef(b)) return a.num === b.num;
  if (a.kind === 'number' && b.kind === 'number') return a.value === b.value;
  if (a.kind === 'string' && b.kind === 'string') return Buffer.compare(a.bytes, b.bytes) === 0;
  return a.kind === b.kind && !isRef(a) && a.kind !== 'number' && a.kind !== 'string';
}
