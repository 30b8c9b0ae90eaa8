import type { RejectionParams } from '../../domain/shared/rejection.ts';
import { err, type Result } from '../../domain/shared/result.ts';
import type { TokenErrorCode } from './errors.ts';

/** Why a key can't be used. `params` fill the German text; a PIN or passphrase never gets in here. */
export type TokenError = { readonly code: TokenErrorCode; readonly params: RejectionParams };

export const tokenError = (code: TokenErrorCode, params: RejectionParams = {}) =>
  err<TokenError>({ code, params });

export type HashName = 'sha256' | 'sha384' | 'sha512';

/** Same shape as `SignatureAlgorithm` of src/signature, which this folder must not import. */
export type SigningAlgorithm =
  | { readonly kind: 'rsa-pkcs1'; readonly hash: HashName }
  | { readonly kind: 'rsa-pss'; readonly hash: HashName; readonly saltLength?: number }
  | { readonly kind: 'ecdsa'; readonly hash: HashName };

/**
 * A key ready to sign: fits where src/signature asks for a `Signer`.
 * `signRaw` hashes and signs the bytes; ECDSA values are DER.
 */
export type TokenKey = {
  /** stable within its token: label or id on a card, credential id at a service, SHA-256 of the certificate in a file */
  readonly id: string;
  readonly label: string;
  /** DER */
  readonly certificate: Uint8Array;
  /** DER, issuers upwards */
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SigningAlgorithm;
  readonly signRaw: (toBeSigned: Uint8Array) => Promise<Result<Uint8Array, TokenError>>;
  /** remote services: all with one authorisation, all or nothing */
  readonly signMany?: (
    toBeSigned: readonly Uint8Array[],
  ) => Promise<Result<readonly Uint8Array[], TokenError>>;
};

/** An open token. `close` logs out and forgets the key; it never throws. */
export type TokenSession = {
  readonly keys: readonly TokenKey[];
  readonly close: () => void;
};

/** Faults of one key or one document; after all others nothing more may be asked of the token. */
const GOES_ON: ReadonlySet<TokenErrorCode> = new Set<TokenErrorCode>([
  'token.verfahren-nicht-moeglich',
  'token.zertifikat-abgelaufen',
]);

/** True if nothing more may be asked of the token after this error: the next try could lock it, or it is gone. */
export const stopsBatch = (code: string): boolean =>
  code.startsWith('token.') && !GOES_ON.has(code as TokenErrorCode);
