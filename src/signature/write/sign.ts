// The signing functions most callers need.
import { createHash } from 'node:crypto';
import { pdfErrorOf, type SignatureError } from '../errors.ts';
import { openPdf } from '../pdf/document.ts';
import { err, ok, type Result } from '../result.ts';
import type { Signer } from '../signer.ts';
import { buildFields } from './sign-fields.ts';
import { joinBytes } from './join.ts';
import { upgradePdf, type Level, type LevelSources } from './levels.ts';
import type { NewField, SignOptions } from './options.ts';
import { prepareSignature } from './prepare.ts';
import { serialiseUpdate } from './update.ts';

/** A document and what was added to it. The signed file is both, one after the other. */
export type SignedPdf = {
  readonly field: string;
  readonly original: Uint8Array;
  readonly appended: Uint8Array;
  /** both in one piece (allocates the size of the file, once) */
  readonly bytes: () => Uint8Array;
};

export const signedPdf = (field: string, original: Uint8Array, appended: Uint8Array): SignedPdf => {
  let whole: Uint8Array | undefined;
  return { field, original, appended, bytes: () => (whole ??= joinBytes(original, appended)) };
};

/**
 * Signs a PDF as PAdES baseline (ETSI EN 319 142-1, 6.3), B-B unless `level` says more; the higher levels need
 * `sources`. The bytes given are never changed.
 * Errors: those of `prepareSignature`; SIGNER with the token's own code; those of `upgradePdf`. After an error
 * nothing was signed, as far as the caller is concerned.
 */
export const signPdf = async (
  pdf: Uint8Array,
  signer: Signer,
  options: SignOptions,
  level: Level = 'B-B',
  sources?: LevelSources,
): Promise<Result<SignedPdf, SignatureError>> => {
  if (level !== 'B-B' && sources === undefined) return err({ code: 'LEVEL_SOURCES' });
  // P=1 forbids what these levels append; say so before the key is asked.
  if (options.certify === 1 && (level === 'B-LT' || level === 'B-LTA'))
    return err({ code: 'CERTIFIED_NO_CHANGES' });
  const prepared = prepareSignature(pdf, signer, options);
  if (!prepared.ok) return prepared;
  const value = await signer.signRaw(prepared.value.toBeSigned);
  if (!value.ok) return err({ code: 'SIGNER', signer: value.error });
  let timestamp: Uint8Array | undefined;
  if (sources !== undefined && level !== 'B-B') {
    const { hash } = signer.algorithm;
    const token = await sources.timestamps(hash, createHash(hash).update(value.value).digest());
    if (!token.ok) return token;
    timestamp = token.value;
  }
  const appended = prepared.value.finish(value.value, timestamp);
  if (!appended.ok) return appended;
  const signed = signedPdf(prepared.value.field, pdf, appended.value);
  if (sources === undefined || level === 'B-B' || level === 'B-T') return ok(signed);
  const upgraded = await upgradePdf(signed.bytes(), level, { ...sources, password: options.password });
  if (!upgraded.ok) return upgraded;
  const whole = upgraded.value;
  return ok({ field: signed.field, original: pdf, appended: whole.subarray(pdf.length), bytes: () => whole });
};

/** Adds empty signature fields, e.g. all of a route before it is certified. Errors: FIELD_NAME, PAGE_MISSING, ... */
export const addSignatureFields = (
  pdf: Uint8Array,
  fields: readonly NewField[],
  options: { readonly password?: string | undefined } = {},
): Result<Uint8Array, SignatureError> => {
  try {
    const update = buildFields(openPdf(pdf, options), fields);
    return update.ok ? ok(joinBytes(pdf, serialiseUpdate(update.value).appended)) : update;
  } catch (thrown) {
    return err(pdfErrorOf(thrown));
  }
};
