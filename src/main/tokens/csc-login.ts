import { createHash, randomBytes } from 'node:crypto';
import { ok, type Result } from '../../domain/shared/result.ts';
import { send, type CscService } from './csc-http.ts';
import { tokenError, type TokenError } from './token.ts';

/** What the service gave to this installation when it was registered. */
export type CscClient = {
  /** base of the OAuth 2.0 endpoints, e.g. `https://sign.example/csc/v2` or what `info` names */
  readonly oauthUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly redirectUri: string;
};

/** A login under way. `verifier` and `state` must be kept until the browser comes back. */
export type CscLogin = { readonly url: string; readonly state: string; readonly verifier: string };

/** The address to open in the browser (CSC API 8.4.2, `scope=service`; RFC 6749, 4.1; PKCE, RFC 7636). */
export const beginCscLogin = (client: CscClient): CscLogin => {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    scope: 'service',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return { url: `${client.oauthUrl.replace(/\/$/, '')}/oauth2/authorize?${query}`, state, verifier };
};

/**
 * Trades the code, with which the browser came back, for an access token (CSC API 8.4.4).
 * @param returned the whole address the browser was sent to
 * Errors: token.abgebrochen, token.dienst-anmeldung, token.dienst-nicht-erreichbar, token.dienst-abgelehnt.
 */
export const finishCscLogin = async (
  client: CscClient,
  login: CscLogin,
  returned: string,
  net: Pick<CscService, 'fetch' | 'timeoutMs'> = {},
): Promise<Result<{ readonly accessToken: string; readonly expiresInS: number }, TokenError>> => {
  const query = URL.parse(returned)?.searchParams;
  if (query?.get('error') === 'access_denied') return tokenError('token.abgebrochen');
  const code = query?.get('code');
  // Another state means that this answer belongs to another login (RFC 6749, 10.12).
  if (!code || query?.get('state') !== login.state) return tokenError('token.dienst-anmeldung');
  const answer = await send(
    `${client.oauthUrl.replace(/\/$/, '')}/oauth2/token`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        client_id: client.clientId,
        redirect_uri: client.redirectUri,
        code_verifier: login.verifier,
        ...(client.clientSecret === undefined ? {} : { client_secret: client.clientSecret }),
      }).toString(),
    },
    net,
  );
  if (!answer.ok) return answer;
  const { access_token: accessToken, expires_in: expires } = answer.value;
  if (typeof accessToken !== 'string') return tokenError('token.dienst-anmeldung');
  return ok({ accessToken, expiresInS: typeof expires === 'number' ? expires : 3600 });
};
