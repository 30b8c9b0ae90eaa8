// The signatures of a document: where they stand, what their ByteRange covers, and which revision they signed.

import { entryOf, isArray, isDict, isRef, isString, openPdf, PdfFormatError } from '../pdf/index.ts';
import type { Pdf, PdfDict, PdfObject, PdfRef } from '../pdf/index.ts';
import { formOf } from './fields.ts';
import type { Field, Form } from './fields.ts';
import { at, nameIn, newest, valueOf } from './view.ts';
import type { View } from './view.ts';

/** A fault of the signature dictionary or its ByteRange. Every one of them means FORMAT_FAILURE. */
export type FormatFault = { readonly code: string; readonly detail: string };

export type LocatedSignature = {
  readonly field: Field;
  /** Object that holds the signature dictionary, when it is an object of its own. */
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  readonly kind: 'signature' | 'timestamp';
  readonly subFilter: string | undefined;
  /** Decoded /Contents, with its padding. */
  readonly contents: Uint8Array;
  readonly byteRange: readonly number[];
  readonly faults: readonly FormatFault[];
  /**
   * A later revision has written the signature dictionary anew (with the same /Contents): what was signed stands
   * where the ByteRange says, but what readers show about the signature does not come from there.
   */
  readonly dictReplaced: boolean;
  /** First byte behind what is covered. */
  readonly coveredEnd: number;
  readonly coversWholeFile: boolean;
  /** The revision that was signed; undefined when the covered bytes are not one of the file's revisions. */
  readonly revision: number | undefined;
};

/** The signature fields with a value of the newest revision, in the order they were signed. */
export function locateSignatures(
  pdf: Pdf,
  damaged = false,
): {
  readonly form: Form;
  readonly signatures: readonly LocatedSignature[];
} {
  const view = newest(pdf);
  const form = formOf(view);
  const signatures: LocatedSignature[] = [];
  for (const field of form.fields) {
    if (field.type !== 'Sig') continue;
    const raw = field.chain.map((dict) => dict.entries.get('V')).find((one) => one !== undefined);
    const value = at(view, raw);
    if (raw === undefined || !isDict(value)) continue;
    signatures.push(locate(view, field, raw, value, damaged));
  }
  return { form, signatures: signatures.toSorted((a, b) => a.coveredEnd - b.coveredEnd) };
}

function locate(view: View, field: Field, raw: PdfObject, dict: PdfDict, damaged: boolean): LocatedSignature {
  const { pdf } = view;
  const faults: FormatFault[] = [];
  const fault = (code: string, detail: string) => void faults.push({ code, detail });
  if (damaged) fault('DOCUMENT_DAMAGED', 'the structure of the file had to be guessed');
  const ref = isRef(raw) ? raw : undefined;
  const holder = ref ?? field.ref;
  const entry = holder === undefined ? undefined : entryOf(pdf, holder.num);
  if (entry?.kind !== 'offset')
    fault('SIGNATURE_NOT_DIRECT', 'the signature dictionary is not an object of its own in the file');
  const doubled = (dict.duplicates ?? []).filter((key) => key !== 'Type');
  if (doubled.length > 0) fault('DUPLICATE_KEYS', `key ${doubled.join(', ')} occurs twice`);

  const contents = dict.entries.get('Contents');
  if (!isString(contents)) fault('NO_CONTENTS', '/Contents is missing or not written in place');
  const range = byteRangeOf(view, dict);
  if (range === undefined) fault('BYTE_RANGE', '/ByteRange is missing or not four whole numbers');
  const [start = 0, length = 0, next = 0, rest = 0] = range ?? [];
  const coveredEnd = next + rest;
  const replaced =
    isString(contents) && contents.start > coveredEnd && isContentsAt(pdf, length, next, contents.bytes);
  if (range !== undefined) {
    if (start !== 0) fault('BYTE_RANGE_START', 'the ByteRange does not start at byte 0');
    if (next < start + length) fault('BYTE_RANGE_OVERLAP', 'the two parts of the ByteRange overlap');
    if (coveredEnd > pdf.bytes.length)
      fault('BYTE_RANGE_OUTSIDE', 'the ByteRange reaches behind the end of the file');
    if (isString(contents) && (length !== contents.start || next !== contents.end) && !replaced)
      fault('BYTE_RANGE_GAP', 'the ByteRange leaves out something else than exactly /Contents');
  }
  const type = nameIn(view, dict, 'Type');
  const subFilter = nameIn(view, dict, 'SubFilter');
  if (type !== undefined && type !== 'Sig' && type !== 'DocTimeStamp')
    fault('SIGNATURE_TYPE', `/Type is /${type}`);
  return {
    field,
    ref,
    dict,
    kind: subFilter === 'ETSI.RFC3161' ? 'timestamp' : 'signature',
    subFilter,
    contents: isString(contents) ? contents.bytes : new Uint8Array(),
    byteRange: range ?? [],
    faults,
    coveredEnd,
    dictReplaced: replaced,
    coversWholeFile: faults.length === 0 && coveredEnd === pdf.bytes.length,
    revision: faults.length === 0 ? signedRevision(view, field, raw, coveredEnd, replaced, fault) : undefined,
  };
}

function byteRangeOf(view: View, dict: PdfDict): readonly number[] | undefined {
  const value = valueOf(view, dict, 'ByteRange');
  if (!isArray(value) || value.items.length !== 4) return undefined;
  const numbers = value.items.map((item) => at(view, item));
  const whole = numbers.every(
    (one) => one.kind === 'number' && Number.isSafeInteger(one.value) && one.value >= 0,
  );
  return whole ? numbers.map((one) => (one.kind === 'number' ? one.value : 0)) : undefined;
}

/**
 * The covered bytes, read as a file of their own, must be one of the revisions of the whole file: same chain of
 * cross-reference sections, and the field holds this very signature there.
 */
function signedRevision(
  view: View,
  field: Field,
  raw: PdfObject,
  coveredEnd: number,
  replaced: boolean,
  fault: (code: string, detail: string) => void,
): number | undefined {
  const { pdf } = view;
  const asSigned = openSigned(pdf, coveredEnd);
  if (asSigned === undefined) {
    fault('SIGNED_PART_UNREADABLE', 'the covered bytes are not a complete document');
    return undefined;
  }
  const offsets = asSigned.sections.map((section) => section.offset).join();
  const revision = pdf.revisions.findIndex(
    (_, index) =>
      sectionsUpTo(pdf, index)
        .map((section) => section.offset)
        .join() === offsets,
  );
  if (revision < 0) {
    fault('SIGNED_REVISION_BYPASSED', 'the cross-reference chain of the file leads past the signed revision');
    return undefined;
  }
  const tail = pdf.bytes.subarray(asSigned.revisions.at(-1)!.end ?? coveredEnd, coveredEnd);
  if (tail.some((byte) => !isWhite(byte))) {
    fault('SIGNED_PART_TAIL', 'the covered bytes go on behind the end of their revision');
    return undefined;
  }
  const then = { pdf, revision };
  const same =
    replaced ||
    (isRef(raw)
      ? formOf(then).fields.some((one) =>
          one.chain.some((dict) => {
            const value = dict.entries.get('V');
            return isRef(value) && value.num === raw.num;
          }),
        )
      : field.ref !== undefined);
  if (!same) {
    fault('SIGNATURE_MOVED', 'the field did not hold this signature in the signed revision');
    return undefined;
  }
  return revision;
}

/** Whether the gap of the ByteRange holds the same /Contents, written as a hexadecimal string. */
function isContentsAt(pdf: Pdf, start: number, end: number, contents: Uint8Array): boolean {
  if (end > pdf.bytes.length || pdf.bytes[start] !== 0x3c || pdf.bytes[end - 1] !== 0x3e) return false;
  const digits = Buffer.from(pdf.bytes.subarray(start + 1, end - 1)).toString('latin1');
  return Buffer.compare(Buffer.from(digits, 'hex'), contents) === 0;
}

const isWhite = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;

/** Opens only the chain of the first bytes; encryption plays no part in that. */
function openSigned(pdf: Pdf, end: number): Pdf | undefined {
  if (end === pdf.bytes.length) return pdf;
  try {
    return openPdf(pdf.bytes.subarray(0, end), { limits: pdf.limits, skipEncryption: true });
  } catch (error) {
    if (error instanceof PdfFormatError) return undefined;
    throw error;
  }
}

/** Sections of revision `index` and all older ones, newest first. */
const sectionsUpTo = (pdf: Pdf, index: number) =>
  pdf.revisions
    .slice(0, index + 1)
    .toReversed()
    .flatMap((one) => one.sections);
