// What signs: a key somewhere (file, card, remote service) with its certificate.
import type { SignatureAlgorithm } from './cms/algorithms.ts';
import type { Result } from './result.ts';

/** Why a key could not sign. `code` and `params` are the token's own, handed through to the caller unchanged. */
export type SignerFailure = {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

/**
 * A key that signs. `signRaw` gets the bytes to be signed (DER of the signed attributes, not their hash), applies
 * `algorithm` to them and returns the signature value; ECDSA as DER SEQUENCE (r, s).
 * It never throws for an expected failure (PIN wrong, card gone): that is a value.
 */
export type Signer = {
  /** DER */
  readonly certificate: Uint8Array;
  /** DER, issuers upwards, without the signer's own; the root may be missing */
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  readonly signRaw: (toBeSigned: Uint8Array) => Promise<Result<Uint8Array, SignerFailure>>;
  /** where one authorisation covers many signatures (remote services): all or nothing, in order */
  readonly signMany?: (
    toBeSigned: readonly Uint8Array[],
  ) => Promise<Result<readonly Uint8Array[], SignerFailure>>;
};
