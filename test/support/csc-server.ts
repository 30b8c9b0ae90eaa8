// The remote signature service of `csc-api.ts` over HTTP, with its OAuth 2.0 server: PKCE, refresh, revocation, and
// pages for login and release that a person (or `browse`) confirms.
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bad, createCscApi, newMood, type CscAnswer, type CscCredential, type CscMood } from './csc-api.ts';

export type { CscCredential } from './csc-api.ts';

export type CscServer = {
  /** without a version: `…/csc` */
  readonly url: string;
  /** requests by path */
  readonly requests: Map<string, number>;
  /** bodies of all requests: shows what left the machine */
  readonly bodies: string[];
  readonly mood: CscMood;
  readonly otpOf: (id: string) => string;
  /** what the browser does: confirms (or denies) the page and returns where it was sent */
  readonly browse: (pageUrl: string, deny?: boolean) => Promise<string>;
  /** as `browse`, and goes there, as a browser would */
  readonly confirm: (pageUrl: string, deny?: boolean) => Promise<string>;
  /** every token that was handed out */
  readonly tokens: ReadonlySet<string>;
  readonly close: () => Promise<void>;
};

type Page = {
  readonly challenge: string;
  readonly scope: string;
  readonly credential: string;
  readonly hashes: readonly string[];
};

export const CLIENT_SECRET = 'geheimnis-des-programms';

/** @param clientSecret asked for at the token endpoint if given */
export const startCscServer = async (
  credentials: readonly CscCredential[],
  options: { readonly clientSecret?: string } = {},
): Promise<CscServer> => {
  const requests = new Map<string, number>();
  const bodies: string[] = [];
  const mood = newMood();
  const api = createCscApi(credentials, mood);
  const codes = new Map<string, Page>();
  const access = new Set<string>();
  const refresh = new Set<string>();
  const given = new Set<string>();
  const give = (set: Set<string>): string => {
    const token = randomUUID();
    set.add(token);
    given.add(token);
    return token;
  };

  const token = (form: URLSearchParams): CscAnswer => {
    if (options.clientSecret !== undefined && form.get('client_secret') !== options.clientSecret)
      return bad('invalid_client', '', 401);
    const remembered = () => (mood.remembers ? { refresh_token: give(refresh) } : {});
    if (form.get('grant_type') === 'refresh_token') {
      const old = form.get('refresh_token') ?? '';
      // each is good once
      if (!refresh.delete(old) || !mood.remembers) return bad('invalid_grant');
      mood.expired = false;
      return {
        status: 200,
        body: { access_token: give(access), token_type: 'Bearer', expires_in: 600, ...remembered() },
      };
    }
    const page = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (page === undefined || page.challenge !== verifier) return bad('invalid_grant');
    if (page.scope === 'credential') {
      const sad = api.release(page.credential, page.hashes);
      access.add(sad);
      given.add(sad);
      return {
        status: 200,
        body: { access_token: sad, token_type: mood.modern ? 'Bearer' : 'SAD', expires_in: 300 },
      };
    }
    mood.expired = false;
    return {
      status: 200,
      body: { access_token: give(access), token_type: 'Bearer', expires_in: 600, ...remembered() },
    };
  };

  /** The page itself: one link to agree, one to refuse. Without a decision it is shown. */
  const authorize = (url: URL): { status: number; headers: Record<string, string>; body: string } => {
    const q = url.searchParams;
    const decision = q.get('entscheidung');
    if (decision === null) {
      const link = (value: string, text: string) => {
        const to = new URL(url);
        to.searchParams.set('entscheidung', value);
        return `<a href="${to.pathname}${to.search.replaceAll('&', '&amp;')}">${text}</a>`;
      };
      const was =
        q.get('scope') === 'credential' ? `${q.get('numSignatures')} Signaturen freigeben` : 'Anmelden';
      const body = `<!doctype html><html lang="de"><meta charset="utf-8"><title>Probe-Fernsignatur</title><h1>${was}</h1>${link('ja', 'Zustimmen')} ${link('nein', 'Ablehnen')}`;
      return { status: 200, headers: { 'content-type': 'text/html' }, body };
    }
    const back = new URL(q.get('redirect_uri') ?? '');
    back.searchParams.set('state', q.get('state') ?? '');
    if (decision === 'nein') back.searchParams.set('error', 'access_denied');
    else {
      const code = randomUUID();
      const hashes = (q.get('hashes') ?? q.get('hash') ?? '').split(',').filter(Boolean);
      codes.set(code, {
        challenge: q.get('code_challenge') ?? '',
        scope: q.get('scope') ?? '',
        credential: q.get('credentialID') ?? '',
        hashes: hashes.map((h) => Buffer.from(h, 'base64url').toString('base64')),
      });
      back.searchParams.set('code', code);
    }
    return { status: 302, headers: { location: back.href }, body: '' };
  };

  const answerTo = (version: 1 | 2, method: string, text: string, bearer: string): CscAnswer => {
    if (method === 'info') return api.info(version, `${url}/v${version}`);
    if (method === 'oauth2/token') return token(new URLSearchParams(text));
    if (method === 'oauth2/revoke') {
      const gone = new URLSearchParams(text).get('token') ?? '';
      access.delete(gone);
      refresh.delete(gone);
      return { status: 200, body: {} };
    }
    if (!access.has(bearer) || mood.expired)
      return bad('invalid_token', 'The access token is not valid', 401);
    return api.call(version, method, JSON.parse(text) as Record<string, unknown>, bearer);
  };

  const server = createServer((request, response) => {
    void read(request).then((text) => {
      const asked = new URL(request.url ?? '/', 'http://127.0.0.1');
      requests.set(asked.pathname, (requests.get(asked.pathname) ?? 0) + 1);
      bodies.push(text);
      const [, version, method = ''] = /^\/csc\/v([12])\/(.*)$/.exec(asked.pathname) ?? [];
      if (mood.down) return response.destroy();
      const described = /^\/\.well-known\/oauth-authorization-server(\/csc\/v[12])$/.exec(
        asked.pathname,
      )?.[1];
      if (described !== undefined) {
        const issuer = new URL(described, url).href;
        const body = {
          issuer,
          authorization_endpoint: `${issuer}/oauth2/authorize`,
          token_endpoint: `${issuer}/oauth2/token`,
          revocation_endpoint: `${issuer}/oauth2/revoke`,
        };
        return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      }
      if (method === 'oauth2/authorize') {
        const { status, headers, body } = authorize(asked);
        return response.writeHead(status, headers).end(body);
      }
      const bearer = (request.headers.authorization ?? '').replace('Bearer ', '');
      const answer =
        version === undefined
          ? bad('not_found', '', 404)
          : answerTo(version === '1' ? 1 : 2, method, text, bearer);
      return response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(answer.status === 204 ? undefined : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc`;
  const browse = async (pageUrl: string, deny = false): Promise<string> => {
    const page = new URL(pageUrl);
    page.searchParams.set('entscheidung', deny ? 'nein' : 'ja');
    const answer = await fetch(page, { redirect: 'manual' });
    return answer.headers.get('location') ?? '';
  };
  return {
    url,
    requests,
    bodies,
    mood,
    otpOf: api.otpOf,
    tokens: given,
    browse,
    confirm: async (pageUrl, deny) => (await fetch(await browse(pageUrl, deny))).text(),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};
