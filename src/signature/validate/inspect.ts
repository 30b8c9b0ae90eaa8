// A first look at a PDF that enters: can it be read at all, how many pages, is it encrypted, is it signed?

import { openPdf, PdfFormatError } from '../pdf/index.ts';
import type { Pdf, PdfFormatErrorCode, PdfLimits } from '../pdf/index.ts';
import { assertNever, err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { formOf, inherited } from './fields.ts';
import { pageTreeOf } from './revisions/pageTree.ts';
import { catalogIn, newest } from './view.ts';

export type PdfInspection = {
  readonly pages: number;
  readonly encrypted: boolean;
  /** Signature fields with a value, document time stamps included. */
  readonly signatures: number;
  /** Names of signature fields without a value. */
  readonly emptySignatureFields: readonly string[];
  /** Names of all other form fields. */
  readonly otherFields: readonly string[];
  /** Saved states of the file. */
  readonly revisions: number;
  /** The document starts something by itself (JavaScript, launch actions, additional actions of the catalog). */
  readonly active: boolean;
};

/**
 * Why a file cannot be used:
 * - `notPdf` it is no PDF
 * - `damaged` its structure cannot be followed
 * - `encrypted` it cannot be opened without another password
 * - `hostile` it goes beyond the limits (nesting, circles, decompression)
 */
export type PdfRefusal = {
  readonly code: 'notPdf' | 'damaged' | 'encrypted' | 'hostile';
  readonly detail: string;
};

/** Reads what a case needs to know of a PDF. Never throws for a bad file. */
export function inspectPdf(
  bytes: Uint8Array,
  options: { readonly password?: string | undefined; readonly limits?: Partial<PdfLimits> | undefined } = {},
): Result<PdfInspection, PdfRefusal> {
  try {
    const pdf = openPdf(bytes, options);
    return ok(inspect(pdf));
  } catch (error) {
    return err(refusalOf(error));
  }
}

function inspect(pdf: Pdf): PdfInspection {
  const view = newest(pdf);
  const form = formOf(view);
  const catalog = catalogIn(view);
  if (catalog === undefined) throw new PdfFormatError('TYPE', 'the catalog is missing');
  const signatureFields = form.fields.filter((field) => field.type === 'Sig');
  const signed = signatureFields.filter((field) => inherited(view, field, 'V') !== undefined);
  return {
    pages: pageTreeOf(view).pages.length,
    encrypted: pdf.encryption !== undefined,
    signatures: signed.length,
    emptySignatureFields: signatureFields
      .filter((field) => !signed.includes(field))
      .map((field) => field.name),
    otherFields: form.fields.filter((field) => field.type !== 'Sig').map((field) => field.name),
    revisions: pdf.revisions.length,
    active: ['OpenAction', 'AA'].some((key) => catalog.entries.has(key)) || catalog.entries.has('JavaScript'),
  };
}

/** The refusal that an exception of the parser stands for; anything else is a bug and thrown again. */
export function refusalOf(error: unknown): PdfRefusal {
  if (error instanceof RangeError) return { code: 'hostile', detail: 'nested too deep' };
  if (!(error instanceof PdfFormatError)) throw error;
  return { code: refusalCode(error.code), detail: error.message };
}

function refusalCode(code: PdfFormatErrorCode): PdfRefusal['code'] {
  switch (code) {
    case 'NO_PDF':
      return 'notPdf';
    case 'PASSWORD_REQUIRED':
    case 'PASSWORD_WRONG':
    case 'ENCRYPTION':
      return 'encrypted';
    case 'LIMIT':
    case 'CYCLE':
      return 'hostile';
    case 'STARTXREF':
    case 'XREF':
    case 'SYNTAX':
    case 'OBJECT':
    case 'TYPE':
    case 'STREAM':
    case 'FILTER':
      return 'damaged';
    default:
      return assertNever(code);
  }
}
