// What earlier signatures still allow (ISO 32000-2, 12.8.2.2 DocMDP, 12.8.2.4 FieldMDP, table 236 lock).
import { catalogOf, get, resolve, type Pdf } from '../pdf/document.ts';
import { countOf, isArray, isDict, nameOf, textOf, type PdfDict } from '../pdf/objects.ts';
import { isSigned, type FormField } from './fields.ts';

/** Which fields a signature locks. */
export type FieldLock = {
  readonly action: 'All' | 'Include' | 'Exclude';
  /** full names; empty for `All` */
  readonly fields: readonly string[];
  /** table 236: /P, permissions for the whole document from then on */
  readonly permission?: 1 | 2 | 3 | undefined;
};

const transforms = (pdf: Pdf, signature: PdfDict): readonly { method: string; params: PdfDict }[] => {
  const references = get(pdf, signature, 'Reference');
  if (!isArray(references)) return [];
  return references.items.flatMap((item) => {
    const dict = resolve(pdf, item);
    if (!isDict(dict)) return [];
    const method = nameOf(get(pdf, dict, 'TransformMethod'));
    const params = get(pdf, dict, 'TransformParams');
    return method !== undefined && isDict(params) ? [{ method, params }] : [];
  });
};

/** Reads a lock or a FieldMDP parameter dictionary: both have /Action and /Fields. */
export const readLock = (pdf: Pdf, dict: PdfDict): FieldLock | undefined => {
  const action = nameOf(get(pdf, dict, 'Action'));
  if (action !== 'All' && action !== 'Include' && action !== 'Exclude') return undefined;
  const fields = get(pdf, dict, 'Fields');
  const names = isArray(fields) ? fields.items.map((f) => textOf(resolve(pdf, f)) ?? '') : [];
  const p = countOf(get(pdf, dict, 'P'));
  return { action, fields: names, permission: p === 1 || p === 2 || p === 3 ? p : undefined };
};

/** True if the lock covers the field: by its own name or by that of an ancestor. */
export const locks = (lock: FieldLock, field: string): boolean => {
  const named = lock.fields.some((name) => field === name || field.startsWith(`${name}.`));
  return lock.action === 'All' || (lock.action === 'Include') === named;
};

export type Permissions = {
  /** 1 nothing, 2 fill forms and sign, 3 also annotate; undefined: not certified, no lock speaks of it */
  readonly docMdp: 1 | 2 | 3 | undefined;
  readonly fieldLocks: readonly FieldLock[];
};

/** The strictest of what all signatures in the file allow. */
export const permissionsOf = (pdf: Pdf, fields: readonly FormField[]): Permissions => {
  const levels: number[] = [];
  const fieldLocks: FieldLock[] = [];
  const perms = get(pdf, catalogOf(pdf), 'Perms');
  const certified = isDict(perms) ? get(pdf, perms, 'DocMDP') : undefined;
  if (isDict(certified))
    for (const { method, params } of transforms(pdf, certified))
      if (method === 'DocMDP') levels.push(countOf(get(pdf, params, 'P')) ?? 2);
  for (const field of fields) {
    if (!isSigned(field) || !isDict(field.value)) continue;
    for (const { method, params } of transforms(pdf, field.value)) {
      const lock = method === 'FieldMDP' ? readLock(pdf, params) : undefined;
      if (lock !== undefined) fieldLocks.push(lock);
    }
    const own = get(pdf, field.dict, 'Lock');
    const lock = isDict(own) ? readLock(pdf, own) : undefined;
    // Some signers leave out the FieldMDP reference; the lock of a signed field binds all the same.
    if (lock !== undefined) fieldLocks.push(lock);
    if (lock?.permission !== undefined) levels.push(lock.permission);
  }
  const strictest = Math.min(...levels, 4);
  return { docMdp: strictest <= 3 ? (strictest as 1 | 2 | 3) : undefined, fieldLocks };
};
