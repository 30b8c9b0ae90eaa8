// What the signatures so far allow to be changed: DocMDP and FieldMDP (ISO 32000-2 12.8.2.2, 12.8.2.4) and the
// lock dictionary of a signature field (12.7.5.5).

import { isDict } from '../../pdf/index.ts';
import type { PdfDict } from '../../pdf/index.ts';
import type { LocatedSignature } from '../located.ts';
import { at, dictIn, itemsIn, nameIn, numberIn } from '../view.ts';
import type { View } from '../view.ts';
import { textOf } from '../../pdf/index.ts';

type Lock = { readonly action: string; readonly fields: readonly string[] };

export type Permissions = {
  /** Lowest P of the document-wide permissions in force; undefined when nothing was said. */
  readonly docMdp: 1 | 2 | 3 | undefined;
  /** True when a certification or a field lock is in force. */
  readonly restricted: boolean;
  readonly isLocked: (field: string) => boolean;
};

/** The permissions in force behind a signature: its own and those of every signature before it. */
export function permissionsAfter(view: View, signatures: readonly LocatedSignature[]): Permissions {
  let docMdp: 1 | 2 | 3 | undefined;
  const locks: Lock[] = [];
  const restrict = (p: number | undefined) => {
    if (p === undefined) return;
    // An unknown number must not open anything.
    const known = p === 2 || p === 3 ? p : 1;
    docMdp = docMdp === undefined || known < docMdp ? known : docMdp;
  };
  for (const signature of signatures) {
    for (const item of itemsIn(view, signature.dict, 'Reference')) {
      const reference = at(view, item);
      if (!isDict(reference)) continue;
      const method = nameIn(view, reference, 'TransformMethod');
      const parameters = dictIn(view, reference, 'TransformParams');
      if (method === 'DocMDP') restrict(numberIn(view, parameters, 'P') ?? 2);
      if (method === 'FieldMDP') locks.push(lockOf(view, parameters));
    }
    const lock = dictIn(view, signature.field.dict, 'Lock');
    if (lock !== undefined) {
      restrict(numberIn(view, lock, 'P'));
      locks.push(lockOf(view, lock));
    }
  }
  return {
    docMdp,
    restricted: docMdp !== undefined || locks.length > 0,
    isLocked: (field) => locks.some((lock) => covers(lock, field)),
  };
}

function lockOf(view: View, dict: PdfDict | undefined): Lock {
  return {
    action: nameIn(view, dict, 'Action') ?? 'All',
    fields: itemsIn(view, dict, 'Fields').map((item) => textOf(at(view, item)) ?? ''),
  };
}

function covers(lock: Lock, field: string): boolean {
  const named = lock.fields.some((name) => field === name || field.startsWith(`${name}.`));
  switch (lock.action) {
    case 'Include':
      return named;
    case 'Exclude':
      return !named;
    default:
      return true;
  }
}
