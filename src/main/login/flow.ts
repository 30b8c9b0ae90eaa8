import { randomUUID } from 'node:crypto';
import * as oidc from 'openid-client';
import type { LoginTarget } from '../../contract/central.ts';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import type { FinishedLogin } from '../app/connection/login-ports.ts';
import { certificateFaultOf } from '../certificate-fault.ts';
import { askPerson, faultOf } from './centre.ts';
import { listenOnLoopback } from './loopback.ts';
import { discover } from './provider.ts';

export interface PendingLogin {
  readonly id: string;
  readonly url: string;
  readonly done: Promise<Result<FinishedLogin, Rejection>>;
  readonly cancel: () => void;
}

/** How long the browser may take. */
const TIMEOUT_MS = 10 * 60_000;
/** An access token is not used to its last second. */
export const MARGIN_MS = 30_000;

/**
 * Authorization code with PKCE (S256), state and nonce, back over a loopback port (RFC 8252): the browser of the
 * system shows the page of the provider, this program never sees a password.
 */
export async function beginLogin(
  adresse: string,
  info: LoginTarget,
  stadt: string | null,
  doFetch: typeof fetch,
  timeoutMs = TIMEOUT_MS,
): Promise<Result<PendingLogin, Rejection>> {
  const { issuer, clientId, scopes, resource } = info;
  let config: oidc.Configuration;
  try {
    config = await discover(info, doFetch);
  } catch (error) {
    return certificateFaultOf(error) === null
      ? reject('login.anmeldedienst-nicht-erreichbar', { anmeldedienst: issuer })
      : reject(faultOf(error), { adresse: issuer });
  }
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const { promise, resolve } = Promise.withResolvers<Result<FinishedLogin, Rejection>>();

  const loopback = await listenOnLoopback(state, async (url) => {
    const result = await exchange(url);
    resolve(result);
    return result.ok;
  });
  const timer = setTimeout(() => resolve(reject('login.abgebrochen')), timeoutMs);
  timer.unref();
  void promise.then(() => {
    clearTimeout(timer);
    loopback.close();
  });

  async function exchange(url: URL): Promise<Result<FinishedLogin, Rejection>> {
    if (url.searchParams.get('error') === 'access_denied') return reject('login.abgebrochen');
    try {
      const tokens = await oidc.authorizationCodeGrant(
        config,
        url,
        { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
        resource === undefined ? {} : { resource },
      );
      const person = await askPerson(adresse, tokens.access_token, doFetch);
      if (!person.ok) return err(person.error);
      if (stadt !== null && person.value.tenant !== stadt)
        return reject('login.andere-stadt', { stadt: person.value.stadt });
      return ok({
        adresse,
        person: person.value,
        login: {
          issuer,
          clientId,
          scopes,
          ...(resource === undefined ? {} : { resource }),
          refreshToken: tokens.refresh_token ?? null,
          idToken: tokens.id_token ?? null,
        },
        access: accessOf(tokens),
      });
    } catch {
      // Whatever is wrong with an answer, the person is told the same; it may hold what must not be logged.
      return reject('login.abgelehnt');
    }
  }

  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: loopback.redirectUri,
    scope: scopes.join(' '),
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(resource === undefined ? {} : { resource }),
  });
  return ok({
    id: randomUUID(),
    url: url.href,
    done: promise,
    cancel: () => resolve(reject('login.abgebrochen')),
  });
}

export const accessOf = (tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers) => ({
  token: tokens.access_token,
  until: Date.now() + (tokens.expiresIn() ?? 300) * 1000 - MARGIN_MS,
});
