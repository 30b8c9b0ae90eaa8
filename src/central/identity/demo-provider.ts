import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { interactionPolicy, type Configuration } from 'oidc-provider';
import { DEMO_AUDIENCE, DEMO_TENANT, type DemoIssuer } from './demo-issuer.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { choosePage, logoutPage, notePage, PAGE_POLICY, type DemoPerson } from './demo-page.ts';

export interface DemoProvider {
  readonly issuer: string;
  readonly close: () => Promise<void>;
}

const DEMO_CLIENT = 'amtsmappe';
const ACCESS_SECONDS = 600;
const REFRESH_SECONDS = 14 * 86_400;
const MAX_FORM_BYTES = 2000;
const CHOOSE = /^\/anmeldung\/[\w-]{1,100}$/;

/**
 * An identity provider for `--demo`, on a port of its own: OpenID Connect as a real one, but whoever logs in
 * chooses who they are. To the service and the app it is a provider like any other.
 */
export async function startDemoProvider(options: {
  readonly host: string;
  /** 0: any free one */
  readonly port: number;
  readonly stadt: string;
  readonly people: () => Promise<readonly DemoPerson[]>;
  readonly makeIssuer: (issuer: string) => Promise<DemoIssuer>;
  readonly accessSeconds?: number;
  /** city it names in its tokens; null: none */
  readonly tenant?: string | null;
  /** faults of its own, by their kind: one line, without personal data */
  readonly log?: (entry: Readonly<Record<string, string>>) => void;
}): Promise<DemoProvider & { readonly demo: DemoIssuer }> {
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port, options.host, done);
  });
  const { port } = server.address() as AddressInfo;
  const issuer = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
  const demo = await options.makeIssuer(issuer);
  const tenant = options.tenant === undefined ? DEMO_TENANT : options.tenant;
  const provider = new Provider(issuer, configuration(demo, options.accessSeconds ?? ACCESS_SECONDS, tenant));
  const { log } = options;
  if (log) {
    provider.on('server_error', (_ctx, error) => log({ fehler: 'anmeldedienst', art: error.name }));
    const refused = (was: string) => (_ctx: unknown, error: { readonly error: string }) =>
      log({ anmeldedienst: was, art: error.error });
    provider.on('authorization.error', refused('anmeldung-abgelehnt'));
    provider.on('grant.error', refused('token-abgelehnt'));
  }
  const handle = provider.callback();

  async function choose(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const people = await options.people();
    if (request.method !== 'POST') {
      await provider.interactionDetails(request, response);
      return html(response, 200, choosePage(options.stadt, people, request.url ?? ''));
    }
    const person = new URLSearchParams(await readBody(request)).get('person') ?? '';
    if (!people.some((p) => p.id === person))
      return html(response, 400, choosePage(options.stadt, people, request.url ?? ''));
    await provider.interactionFinished(request, response, { login: { accountId: person, remember: false } });
  }

  server.on('request', (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (!CHOOSE.test(path)) return void handle(request, response);
    choose(request, response).catch(() =>
      html(
        response,
        400,
        notePage('Diese Anmeldung ist abgelaufen', 'Bitte in der Amtsmappe neu auf „Anmelden“ drücken.'),
      ),
    );
  });
  return {
    issuer,
    demo,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function configuration(demo: DemoIssuer, accessSeconds: number, tenant: string | null): Configuration {
  // Always asked who one is: in a practice several people share one browser.
  const { Check, base } = interactionPolicy;
  const policy = base();
  // One application, and its own: nobody is asked whether it may.
  policy.remove('consent');
  policy
    .get('login')
    ?.checks.add(
      new Check('chosen', 'choose a person', (ctx) =>
        ctx.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
      ),
    );
  return {
    adapter: createMemoryAdapter(),
    jwks: { keys: [demo.jwk as never] },
    clients: [
      {
        client_id: DEMO_CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        // RFC 8252: of a loopback address, any port counts
        redirect_uris: ['http://127.0.0.1/anmeldung'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientBasedCORS: () => false,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    interactions: { policy, url: (_ctx, interaction) => `/anmeldung/${interaction.uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    extraTokenClaims: () => (tenant === null ? {} : { tenant }),
    loadExistingGrant: async (ctx) => {
      const { client, session, provider, params } = ctx.oidc;
      const grant = new provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope(String(params?.['scope'] ?? 'openid'));
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:amtsmappe',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: DEMO_AUDIENCE,
          accessTokenTTL: accessSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => void (ctx.body = logoutPage(form)),
        postLogoutSuccessSource: (ctx) =>
          void (ctx.body = notePage('Abgemeldet', 'Sie können dieses Fenster schließen.')),
      },
    },
    renderError: (ctx) => {
      ctx.type = 'html';
      ctx.body = notePage(
        'Die Anmeldung ist nicht möglich',
        'Bitte in der Amtsmappe neu auf „Anmelden“ drücken.',
      );
    },
    ttl: {
      AccessToken: accessSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 600,
      Session: 3600,
      Grant: REFRESH_SECONDS,
      RefreshToken: REFRESH_SECONDS,
    },
  };
}

function html(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_FORM_BYTES) throw new Error('form too large');
  }
  return text;
}
