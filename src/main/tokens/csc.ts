import { err, ok, type Result } from '../../domain/shared/result.ts';
import type { KeySecrets } from '../app/keys/ports.ts';
import { readCscCredential, type CscCredential } from './csc-credential.ts';
import { call, type CscService } from './csc-http.ts';
import {
  acceptableValue,
  authoriseHashes,
  hashesOf,
  PATIENCE,
  signHashes,
  type Patience,
  type Release,
} from './csc-sign.ts';
import type { KeyPreferences } from './node-key.ts';
import { tokenError, type TokenError, type TokenKey } from './token.ts';

/** An open key at a service. */
export type CscKey = TokenKey & {
  /** most hashes with one release */
  readonly batch: number;
  /** forgets the secrets; the key signs no more */
  readonly close: () => void;
};

export type CscOptions = KeyPreferences & {
  readonly patience?: Patience;
  /** how a release of mode "oauth2code" is got: on a page of the service */
  readonly releaseInBrowser?: (
    credential: CscCredential,
    hashes: readonly string[],
  ) => Promise<Result<Release, TokenError>>;
};

/**
 * Opens a key at a remote service with its state as it is now. Each call of `signMany` is one release for as many
 * hashes as the service allows at once. A wrong secret is sent once and never again: after the first error of the
 * service the key refuses. A one-time password opens one release; for more the person is asked again.
 * Errors: token.dienst-*, token.abgebrochen, token.zertifikat-fehlt, token.verfahren-nicht-moeglich.
 */
export const openCsc = async (
  service: CscService,
  credentialId: string,
  secrets: KeySecrets,
  options: CscOptions = {},
): Promise<Result<CscKey, TokenError>> => {
  const read = await readCscCredential(service, credentialId, options);
  if (!read.ok) return read;
  const credential = read.value;
  if (credential.obstacle !== null) return err(credential.obstacle);
  const { patience = PATIENCE, releaseInBrowser } = options;
  let open: KeySecrets | null = secrets;
  let failed: TokenError | null = null;

  const release = async (hashes: readonly string[]): Promise<Result<Release, TokenError>> => {
    if (failed !== null) return err(failed);
    if (open === null)
      return tokenError('token.dienst-freigabe-verbraucht', { anzahl: credential.multisign });
    if (credential.mode === 'oauth2code')
      return releaseInBrowser === undefined
        ? tokenError('token.dienst-anmeldeart', { dienst: service.url })
        : releaseInBrowser(credential, hashes);
    const released = await authoriseHashes(service, credential, open, hashes, patience);
    if (open?.otp !== undefined) open = null;
    return released;
  };

  const signPart = async (
    part: readonly Uint8Array[],
  ): Promise<Result<readonly Uint8Array[], TokenError>> => {
    const hashes = hashesOf(credential, part);
    const released = await release(hashes);
    if (!released.ok) return released;
    const values = await signHashes(service, credential, released.value, hashes, patience);
    if (!values.ok) return values;
    const good = values.value.map((value, n) => acceptableValue(credential, part[n]!, value));
    return good.every((value) => value !== undefined) ? ok(good) : tokenError('token.dienst-signatur-falsch');
  };

  const signMany = async (all: readonly Uint8Array[]): Promise<Result<readonly Uint8Array[], TokenError>> => {
    const done: Uint8Array[] = [];
    for (let i = 0; i < all.length; i += credential.multisign) {
      const signed = await signPart(all.slice(i, i + credential.multisign));
      if (!signed.ok) {
        failed = signed.error;
        return signed;
      }
      done.push(...signed.value);
    }
    return ok(done);
  };

  const [certificate, ...chain] = credential.chain;
  return ok({
    id: credential.id,
    label: credential.id,
    certificate: certificate!,
    chain,
    algorithm: credential.algorithm,
    batch: credential.multisign,
    signMany,
    signRaw: async (bytes) => {
      const values = await signMany([bytes]);
      return values.ok ? ok(values.value[0]!) : values;
    },
    close: () => {
      open = null;
      failed ??= { code: 'token.dienst-anmeldung', params: {} };
    },
  });
};

/** Makes the service send the one-time password: v1 credentials/sendOTP, v2 a challenge out of band (11.8). */
export const requestCscOtp = async (
  service: CscService,
  credentialID: string,
): Promise<Result<null, TokenError>> => {
  const methods = service.methods ?? [];
  const old = service.version === 1 || !methods.includes('credentials/getChallenge');
  const asked = old
    ? await call(service, 'credentials/sendOTP', { credentialID })
    : await call(service, 'credentials/getChallenge', { credentialID, authObjectID: 'OTP' });
  return asked.ok ? ok(null) : asked;
};
