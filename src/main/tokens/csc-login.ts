import { createHash, randomBytes } from 'node:crypto';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { RemoteClient, RemoteEndpoint, RemoteGrant } from '../app/signing/remote-ports.ts';
import { send, text, type Json, type Net } from './csc-http.ts';
import { tokenError, type TokenError } from './token.ts';

/** Where codes are traded for tokens, and who asks. */
export type CscClient = RemoteClient & Pick<RemoteEndpoint, 'authorizeUrl' | 'tokenUrl'>;

/** A page under way in the browser. `verifier` and `state` must be kept until it comes back. */
export type CscLogin = {
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
};

/**
 * The address to open in the browser (CSC API 8.4.2; RFC 6749, 4.1; PKCE, RFC 7636; loopback, RFC 8252, 7.3).
 * @param wanted `scope=service` to log in, or `scope=credential` with what is to be signed
 */
export const beginCscLogin = (
  client: CscClient,
  redirectUri: string,
  wanted: Readonly<Record<string, string>> = { scope: 'service' },
): CscLogin => {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const url = new URL(client.authorizeUrl);
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    ...wanted,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    lang: 'de',
  }))
    url.searchParams.set(name, value);
  return { url: url.href, state, verifier, redirectUri };
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
  net: Net = {},
): Promise<Result<RemoteGrant & { readonly tokenType: string }, TokenError>> => {
  const query = URL.parse(returned)?.searchParams;
  // Another state means that this answer belongs to another login (RFC 6749, 10.12).
  if (query?.get('state') !== login.state) return tokenError('token.dienst-anmeldung');
  if (query.get('error') === 'access_denied') return tokenError('token.abgebrochen');
  const code = query.get('code');
  if (!code) return tokenError('token.dienst-anmeldung');
  return askForToken(
    client,
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: login.redirectUri,
      code_verifier: login.verifier,
    },
    net,
  );
};

/** A new access token by the refresh token, without the person (RFC 6749, 6). Errors: as `finishCscLogin`. */
export const refreshCscLogin = (client: CscClient, refreshToken: string, net: Net = {}) =>
  askForToken(client, { grant_type: 'refresh_token', refresh_token: refreshToken }, net);

const askForToken = async (
  client: CscClient,
  grant: Readonly<Record<string, string>>,
  net: Net,
): Promise<Result<RemoteGrant & { readonly tokenType: string }, TokenError>> => {
  const answer = await send(client.tokenUrl, form({ ...grant, ...identity(client) }), net);
  if (!answer.ok) return answer;
  const { body } = answer.value as { readonly body: Json };
  const accessToken = text(body['access_token']);
  if (accessToken === null) return tokenError('token.dienst-anmeldung');
  const expires = body['expires_in'];
  return ok({
    accessToken,
    expiresInS: typeof expires === 'number' ? expires : 3600,
    refreshToken: text(body['refresh_token']),
    tokenType: text(body['token_type']) ?? 'Bearer',
  });
};

/** Takes a token back (RFC 7009). Whether the service heard it changes nothing here. */
export const revokeCscToken = async (
  url: string,
  client: RemoteClient,
  token: string,
  net: Net = {},
): Promise<void> => {
  await send(url, form({ token, ...identity(client) }), { ...net, timeoutMs: 5_000 });
};

const identity = ({ clientId, clientSecret }: RemoteClient): Readonly<Record<string, string>> => ({
  client_id: clientId,
  ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
});

const form = (fields: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});
