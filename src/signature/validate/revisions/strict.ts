// The strict comparison: two values must be the same in both revisions, all the way down. Objects that have a role
// of their own (pages, fields, widgets) are only compared by reference here; their own rules look at them.

import { isRef, streamRaw } from '../../pdf/index.ts';
import type { PdfDict, PdfObject, PdfStream } from '../../pdf/index.ts';
import { at } from '../view.ts';
import type { View } from '../view.ts';
import { below } from './changes.ts';
import type { Place } from './changes.ts';

export type Strict = {
  /** Queues two values for comparison. */
  same(before: PdfObject | undefined, after: PdfObject | undefined, place: Place): void;
  /** Works until the queue is empty; calls `different` for every place that differs. */
  run(): void;
  /** Whether an object was reached, that is: is used by something that must not change. */
  reached(num: number): boolean;
};

type Pair = { readonly before: PdfObject; readonly after: PdfObject; readonly place: Place };

const NULL: PdfObject = { kind: 'null' };

/** Keys that say how a stream is stored, not what it is. */
const STORAGE = new Set(['Length']);

/** A strict comparison between two views. `hasRole` names the objects that are judged elsewhere. */
export function strictComparison(
  before: View,
  after: View,
  hasRole: (num: number) => boolean,
  different: (place: Place) => void,
): Strict {
  const queue: Pair[] = [];
  const visited = new Set<string>();
  const same = (a: PdfObject | undefined, b: PdfObject | undefined, place: Place) =>
    void queue.push({ before: a ?? NULL, after: b ?? NULL, place });

  return {
    same,
    reached: (num) => visited.has(String(num)),
    run() {
      for (let pair = queue.pop(); pair !== undefined; pair = queue.pop())
        compare(pair.before, pair.after, pair.place);
    },
  };

  function compare(a: PdfObject, b: PdfObject, place: Place): void {
    if (!isRef(a) && !isRef(b)) return a === b ? follow(a, place) : compareDirect(a, b, place);
    const same = isRef(a) && isRef(b) && a.num === b.num && a.gen === b.gen;
    if (same && hasRole(a.num)) return;
    if (!same && ((isRef(a) && hasRole(a.num)) || (isRef(b) && hasRole(b.num)))) return different(place);
    const key = same ? String(a.num) : `${isRef(a) ? a.num : 'x'}|${isRef(b) ? b.num : 'x'}`;
    if (isRef(a) && isRef(b)) {
      if (visited.has(key)) return;
      visited.add(key);
    }
    // Where another object stands now, it is the one that refers to it that has been changed.
    const next = same ? { ...place, ref: a } : place;
    const was = at(before, a);
    const is = at(after, b);
    if (was === is) follow(was, next);
    else compareDirect(was, is, next);
  }

  /** The very same parsed object in both revisions: only what it refers to may differ. */
  function follow(value: PdfObject, place: Place): void {
    switch (value.kind) {
      case 'array':
        for (const [index, item] of value.items.entries())
          if (mayRefer(item)) same(item, item, below(place, index));
        return;
      case 'dict':
        for (const [key, item] of value.entries) if (mayRefer(item)) same(item, item, below(place, key));
        return;
      case 'stream':
        return follow(value.dict, place);
      default:
        return;
    }
  }

  function compareDirect(a: PdfObject, b: PdfObject, place: Place): void {
    if (a.kind !== b.kind) return different(place);
    switch (a.kind) {
      case 'null':
        return;
      case 'boolean':
      case 'number':
        return a.value === (b as typeof a).value ? undefined : different(place);
      case 'name':
        return a.name === (b as typeof a).name ? undefined : different(place);
      case 'string':
        return Buffer.compare(a.bytes, (b as typeof a).bytes) === 0 ? undefined : different(place);
      case 'array': {
        const other = (b as typeof a).items;
        if (a.items.length !== other.length) return different(place);
        for (const [index, item] of a.items.entries()) same(item, other[index], below(place, index));
        return;
      }
      case 'dict':
        return compareDicts(a, b as PdfDict, place);
      case 'stream': {
        if (!sameBytes(a, b as PdfStream)) return different(place);
        return compareDicts(a.dict, (b as PdfStream).dict, place, STORAGE);
      }
      case 'ref':
        return;
    }
  }

  function compareDicts(a: PdfDict, b: PdfDict, place: Place, without?: ReadonlySet<string>): void {
    for (const key of keysOf(a, b)) {
      if (without?.has(key) === true) continue;
      same(a.entries.get(key), b.entries.get(key), below(place, key));
    }
    if ((b.duplicates ?? []).join() !== (a.duplicates ?? []).join()) different(place);
  }

  function sameBytes(a: PdfStream, b: PdfStream): boolean {
    if (a.start === b.start && a.end === b.end && a.exact === b.exact) return true;
    if (!b.exact) return false;
    return Buffer.compare(streamRaw(before.pdf, a), streamRaw(after.pdf, b)) === 0;
  }
}

const mayRefer = (value: PdfObject): boolean =>
  value.kind === 'ref' || value.kind === 'array' || value.kind === 'dict';

/** All keys of two dictionaries, each once. */
export const keysOf = (a: PdfDict | undefined, b: PdfDict | undefined): readonly string[] => [
  ...new Set([...(a?.entries.keys() ?? []), ...(b?.entries.keys() ?? [])]),
];
