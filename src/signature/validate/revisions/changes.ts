// What a comparison of two revisions can find, and the collector that gathers it.

import type { PdfRef } from '../../pdf/index.ts';
import { objectName } from '../view.ts';

/**
 * Kinds of change between the signed and the present document:
 * - `validation` DSS, document time stamps, extensions: never counts as a change (ISO 32000-2 12.8.2.2.2)
 * - `metadata` XMP and dates of the information dictionary: nothing that is shown
 * - `structure` additions to the tag tree: nothing that is shown
 * - `signature` a signature field that was there before has been signed
 * - `newSignature` a signed signature field was added
 * - `form` a form field was filled in
 * - `annotation` an annotation was added, changed or removed
 * - `forbidden` everything else
 */
export type ChangeKind =
  | 'validation'
  | 'metadata'
  | 'structure'
  | 'signature'
  | 'newSignature'
  | 'form'
  | 'annotation'
  | 'forbidden';

export type Change = {
  readonly kind: ChangeKind;
  /** Stable code, e.g. PAGE_CONTENT; German sentences for it are in `report/texts.ts`. */
  readonly code: ChangeCode;
  /** "12 0 obj" when it can be named. */
  readonly object: string | undefined;
  /** Where in the document, e.g. "Root/Pages/Kids[0]/Contents". */
  readonly path: string;
  /** Page number from 1. */
  readonly page: number | undefined;
  /** Fully qualified name of the form field concerned. */
  readonly field: string | undefined;
};

export type ChangeCode =
  | 'PAGE_CONTENT'
  | 'PAGE_RESOURCES'
  | 'PAGE_FONT'
  | 'PAGE_ATTRIBUTE'
  | 'PAGE_ADDED'
  | 'PAGE_REMOVED'
  | 'PAGE_ORDER'
  | 'ACTION'
  | 'LAYERS'
  | 'ATTACHMENT'
  | 'CATALOG'
  | 'TRAILER'
  | 'ENCRYPTION'
  | 'FORM'
  | 'FIELD_REMOVED'
  | 'FIELD_ADDED'
  | 'FIELD_CHANGED'
  | 'FIELD_FILLED'
  | 'FIELD_LOCKED'
  | 'FIELD_APPEARANCE'
  | 'SIGNATURE_CHANGED'
  | 'SIGNATURE_REMOVED'
  | 'SIGNATURE_ADDED'
  | 'SIGNATURE_FILLED'
  | 'SIGNATURE_OVERLAY'
  | 'TIMESTAMP_ADDED'
  | 'VALIDATION_DATA'
  | 'ANNOTATION_ADDED'
  | 'ANNOTATION_REMOVED'
  | 'ANNOTATION_CHANGED'
  | 'METADATA'
  | 'STRUCTURE'
  | 'TRAILING_DATA'
  | 'HIDDEN_OBJECT'
  | 'AMBIGUOUS_OBJECT';

/** Where a comparison stands. */
export type Place = {
  readonly path: string;
  readonly ref?: PdfRef | undefined;
  readonly page?: number | undefined;
  readonly field?: string | undefined;
};

export type Changes = {
  readonly list: readonly Change[];
  add(kind: ChangeKind, code: ChangeCode, place: Place): void;
};

/** An empty collector. The same code is kept once for each object and field; long lists end at 200. */
export function changeCollector(): Changes {
  const list: Change[] = [];
  const seen = new Set<string>();
  return {
    list,
    add(kind, code, place) {
      const object = place.ref === undefined ? undefined : objectName(place.ref);
      const key = `${kind} ${code} ${object ?? place.path} ${place.field ?? ''}`;
      if (seen.has(key)) return;
      seen.add(key);
      // A long list must not push out what is forbidden: that always goes in front of the limit.
      if (list.length >= 200 && (kind !== 'forbidden' || list.some((one) => one.kind === 'forbidden')))
        return;
      list.push({ kind, code, object, path: place.path, page: place.page, field: place.field });
    },
  };
}

/** Step of a path: key of a dictionary or index of an array. */
export const below = (place: Place, step: string | number): Place => ({
  ...place,
  path: typeof step === 'number' ? `${place.path}[${step}]` : `${place.path}/${step}`,
});

/** What a strict difference at a path means to people. */
export function codeOfPath(path: string): ChangeCode {
  if (/\/(OpenAction|AA|A|JavaScript|JS)(\/|$|\[)/.test(path)) return 'ACTION';
  if (/\/(OCProperties|OCGs|OC)(\/|$|\[)/.test(path)) return 'LAYERS';
  if (/\/(EmbeddedFiles|AF|EF)(\/|$|\[)/.test(path)) return 'ATTACHMENT';
  if (path.startsWith('Root/Pages')) {
    if (/\/Annots(\/|$|\[)/.test(path)) return 'ANNOTATION_CHANGED';
    if (/\/Font(\/|$)/.test(path)) return 'PAGE_FONT';
    if (/\/Resources(\/|$)/.test(path)) return 'PAGE_RESOURCES';
    if (/\/Contents(\/|$|\[)/.test(path)) return 'PAGE_CONTENT';
    return 'PAGE_ATTRIBUTE';
  }
  if (path.startsWith('Root/AcroForm')) return 'FORM';
  return path.startsWith('Root') ? 'CATALOG' : 'TRAILER';
}
