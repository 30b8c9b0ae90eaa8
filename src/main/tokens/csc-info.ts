import { err, ok, type Result } from '../../domain/shared/result.ts';
import type { RemoteEndpoint } from '../app/signing/remote-ports.ts';
import { record, send, strings, text, type Json, type Net } from './csc-http.ts';
import { tokenError, type TokenError } from './token.ts';

const trimmed = (url: string): string => url.replace(/\/+$/, '');

const isLoopback = (host: string): boolean => /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(host);

/** TLS only; the one exception is a service on this very machine (a test, a local gateway). */
export const isSafeAddress = (address: string): boolean => {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.username === '' &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
  );
};

/**
 * Finds the service at an address as people type it: with its version (`…/csc/v2`), its base (`…/csc`), or the host
 * alone. Where both versions are there, the newer one is taken.
 * Errors: token.dienst-unverschluesselt, token.dienst-adresse, token.dienst-anmeldeart, token.dienst-nicht-erreichbar.
 */
export const findCscService = async (
  address: string,
  net: Net = {},
): Promise<Result<RemoteEndpoint, TokenError>> => {
  const typed = trimmed(address.includes('://') ? address.trim() : `https://${address.trim()}`);
  if (URL.parse(typed) === null) return tokenError('token.dienst-adresse', { adresse: typed });
  if (!isSafeAddress(typed)) return tokenError('token.dienst-unverschluesselt');
  let failure: TokenError | null = null;
  for (const base of candidates(typed)) {
    const asked = await send(
      `${base}/info`,
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"lang":"de"}' },
      net,
    );
    if (asked.ok && isInfo(asked.value.body)) return describe(base, asked.value.body, net);
    if (!asked.ok) failure = asked.error;
  }
  // Nobody answered at all: that is another cause than an answer which is none of a service.
  if (failure?.code === 'token.dienst-nicht-erreichbar') return err(failure);
  return tokenError('token.dienst-adresse', { adresse: typed });
};

const candidates = (typed: string): readonly string[] =>
  /\/v\d+$/.test(typed)
    ? [typed]
    : typed.endsWith('/csc')
      ? [`${typed}/v2`, `${typed}/v1`]
      : [`${typed}/csc/v2`, `${typed}/csc/v1`, typed];

/** `specs` and `methods` are required in both versions (CSC API 11.1). */
const isInfo = (info: Json): boolean =>
  /^[12]\./.test(text(info['specs']) ?? '') && Array.isArray(info['methods']);

const describe = async (url: string, info: Json, net: Net): Promise<Result<RemoteEndpoint, TokenError>> => {
  const name = (text(info['name']) ?? new URL(url).host).slice(0, 100);
  if (!strings(info['authType']).includes('oauth2code'))
    return tokenError('token.dienst-anmeldeart', { dienst: name });
  const pages = await loginPages(url, info, net);
  if (!pages.ok) return pages;
  if (![pages.value.authorizeUrl, pages.value.tokenUrl].every(isSafeAddress))
    return tokenError('token.dienst-unverschluesselt');
  return ok({
    url,
    name,
    version: (text(info['specs']) ?? '').startsWith('1') ? 1 : 2,
    methods: strings(info['methods']).slice(0, 50),
    async: info['asynchronousOperationMode'] === true,
    ...pages.value,
  });
};

type Pages = Pick<RemoteEndpoint, 'authorizeUrl' | 'tokenUrl' | 'revokeUrl'>;

/** `oauth2` names the base of fixed paths, `oauth2Issuer` a server that describes itself (RFC 8414). */
const loginPages = async (url: string, info: Json, net: Net): Promise<Result<Pages, TokenError>> => {
  const issuer = text(info['oauth2Issuer']);
  if (issuer === null) {
    const base = `${trimmed(text(info['oauth2']) ?? url)}/oauth2`;
    const methods = strings(info['methods']);
    return ok({
      authorizeUrl: `${base}/authorize`,
      tokenUrl: `${base}/token`,
      revokeUrl: methods.includes('oauth2/revoke') ? `${base}/revoke` : null,
    });
  }
  if (!isSafeAddress(issuer)) return tokenError('token.dienst-unverschluesselt');
  const at = new URL(issuer);
  const path = at.pathname === '/' ? '' : trimmed(at.pathname);
  const described = await send(`${at.origin}/.well-known/oauth-authorization-server${path}`, {}, net);
  if (!described.ok) return described;
  const meta = record(described.value.body);
  const authorizeUrl = text(meta['authorization_endpoint']);
  const tokenUrl = text(meta['token_endpoint']);
  // A description of another issuer is not the one that was asked for (RFC 8414, 3.3).
  if (authorizeUrl === null || tokenUrl === null || trimmed(text(meta['issuer']) ?? '') !== trimmed(issuer))
    return tokenError('token.dienst-adresse', { adresse: issuer });
  return ok({ authorizeUrl, tokenUrl, revokeUrl: text(meta['revocation_endpoint']) });
};
