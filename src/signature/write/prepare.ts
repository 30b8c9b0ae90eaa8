// Signing in two steps: everything but the key's work first, so that a card or a remote service may take its time.
import { certificateParts } from '../cms/certificate.ts';
import { DerError } from '../cms/der.ts';
import { isAllowed, type SignatureAlgorithm } from '../cms/algorithms.ts';
import { signedAttributes, signedData } from '../cms/signed-data.ts';
import { pdfErrorOf, type SignatureError } from '../errors.ts';
import { openPdf } from '../pdf/document.ts';
import { err, ok, type Result } from '../result.ts';
import { buildSignature } from './build-signature.ts';
import type { SignOptions } from './options.ts';
import { reserve, type Reserved } from './reserve.ts';

/** Who is going to sign: a `Signer` without its key. */
export type SignerIdentity = {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
};

export type PreparedSignature = {
  /** name of the field that the signature will be in */
  readonly field: string;
  /** hash of the document's byte range, with the algorithm's hash */
  readonly documentDigest: Uint8Array;
  /** DER of the signed attributes: what the key signs (RFC 5652, 5.4) */
  readonly toBeSigned: Uint8Array;
  /**
   * The bytes to append to the document. For ECDSA the value is DER; `timestamp` is an RFC 3161 token over the
   * signature value. Errors: CONTENTS_TOO_SMALL.
   */
  readonly finish: (signatureValue: Uint8Array, timestamp?: Uint8Array) => Result<Uint8Array, SignatureError>;
};

/** Room for the CMS object: attributes and signature fit into 2,500 bytes, a time stamp with its chain into 9,500. */
const contentsBytes = (identity: SignerIdentity, options: SignOptions): number => {
  const certificates = [identity.certificate, ...identity.chain].reduce((sum, c) => sum + c.length, 0);
  return options.contentsBytes ?? Math.max(12_000, certificates + 2_500 + 9_500);
};

/**
 * Writes the update in memory and computes what is to be signed. The bytes of `pdf` are never changed or copied.
 * Errors: every code of SignatureErrorCode that concerns the document or the options.
 */
export const prepareSignature = (
  pdf: Uint8Array,
  identity: SignerIdentity,
  options: SignOptions,
): Result<PreparedSignature, SignatureError> => {
  if (!isAllowed(identity.algorithm))
    return err({ code: 'ALGORITHM_REFUSED', detail: identity.algorithm.hash });
  try {
    certificateParts(identity.certificate);
    identity.chain.forEach(certificateParts);
  } catch (thrown) {
    if (thrown instanceof DerError) return err({ code: 'CERTIFICATE_DAMAGED' });
    throw thrown;
  }
  try {
    const built = buildSignature(
      openPdf(pdf, { password: options.password }),
      options,
      contentsBytes(identity, options),
    );
    if (!built.ok) return built;
    return ok(prepared(reserve(built.value.update), built.value.field, identity));
  } catch (thrown) {
    return err(pdfErrorOf(thrown));
  }
};

const prepared = (reserved: Reserved, field: string, identity: SignerIdentity): PreparedSignature => {
  const documentDigest = reserved.digest(identity.algorithm.hash);
  const attributes = signedAttributes(identity.certificate, identity.algorithm.hash, documentDigest);
  return {
    field,
    documentDigest,
    toBeSigned: attributes,
    finish: (signatureValue, timestamp) =>
      reserved.embed(signedData({ ...identity, attributes, signatureValue, timestamp })),
  };
};
