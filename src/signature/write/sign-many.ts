// Many documents with one authorisation: all are prepared first, the key is asked once, all are finished.
import type { SignatureError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';
import type { Signer, SignerFailure } from '../signer.ts';
import type { SignOptions } from './options.ts';
import { prepareSignature } from './prepare.ts';
import { signedPdf, type SignedPdf } from './sign.ts';

export type SigningJob = { readonly pdf: Uint8Array; readonly options: SignOptions };

const oneByOne = async (
  signer: Signer,
  all: readonly Uint8Array[],
): Promise<Result<readonly Uint8Array[], SignerFailure>> => {
  const values: Uint8Array[] = [];
  for (const bytes of all) {
    const value = await signer.signRaw(bytes);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
};

/**
 * Signs several documents as B-B. A document that can't be signed (damaged, locked) has its own error and leaves the
 * others alone; if the key refuses, nothing is signed and the error is that of the whole.
 * Error of the whole: SIGNER. Errors of one: as `prepareSignature`, CONTENTS_TOO_SMALL.
 */
export const signPdfs = async (
  jobs: readonly SigningJob[],
  signer: Signer,
): Promise<Result<readonly Result<SignedPdf, SignatureError>[], SignatureError>> => {
  const prepared = jobs.map(({ pdf, options }) => prepareSignature(pdf, signer, options));
  const wanted = prepared.flatMap((one) => (one.ok ? [one.value.toBeSigned] : []));
  const values = await (signer.signMany ?? ((all) => oneByOne(signer, all)))(wanted);
  if (!values.ok) return err({ code: 'SIGNER', signer: values.error });
  let next = 0;
  return ok(
    prepared.map((one, i) => {
      if (!one.ok) return one;
      const appended = one.value.finish(values.value[next++]!);
      return appended.ok ? ok(signedPdf(one.value.field, jobs[i]!.pdf, appended.value)) : appended;
    }),
  );
};
