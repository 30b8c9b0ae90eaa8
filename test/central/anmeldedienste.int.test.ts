import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, SignJWT } from 'jose';
import { issuerKeys } from '../../src/central/identity/issuer-keys.ts';
import { verifyToken } from '../../src/central/identity/token.ts';
import { enterTenant } from '../../src/central/setup.ts';
import { configSchema, loginSettingsOf, readConfig, tokenSettings } from '../../src/cli/central-config.ts';
import { demoEntries } from '../../src/cli/central-setup.ts';
import type { Answer } from '../../src/contract/channel.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import { openApp } from '../../src/main/workspace.ts';
import { loginAs, startTestLogin, type TestLogin } from '../support/login.ts';
import { byName } from '../support/organisation.ts';
import { operationsOf, request, type Bearer } from '../support/raw-request.ts';
import { newDeviceKey, startTestService, type TestService } from '../support/service.ts';

/**
 * One installation, four cities: Musterhafen and Olpe log in where all do, Siegen and Hagen have identity providers
 * of their own. Three real OpenID providers, with real keys, found by discovery.
 */
type Name = 'alle' | 'siegen' | 'hagen';
const NAMES: readonly Name[] = ['alle', 'siegen', 'hagen'];
const providers = {} as Record<Name, TestLogin>;
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-anmeldedienste-'));
const janssen = byName('Janssen').id;
const log: object[] = [];
let service: TestService;

beforeAll(async () => {
  providers.alle = await startTestLogin();
  // Siegen's provider knows of no other city and names none.
  providers.siegen = await startTestLogin(600, 0, { tenant: null, log: (entry) => void log.push(entry) });
  providers.hagen = await startTestLogin(600, 0, { tenant: 'hagen' });
  const config = configSchema.parse({
    tenants: {
      siegen: { issuer: providers.siegen.issuer },
      hagen: { issuer: providers.hagen.issuer },
    },
  });
  service = await startTestService({
    login: providers.alle,
    providers: { tokens: tokenSettings(config), loginOf: loginSettingsOf(config) },
  });
  for (const [tenant, name] of [
    ['siegen', 'Stadt Siegen'],
    ['hagen', 'Stadt Hagen'],
  ] as const)
    await enterTenant(service.ctx, service.database, tenant, name, demoEntries());
  await enterTenant(service.ctx, service.database, 'olpe', 'Stadt Olpe', []);
}, 120_000);
afterAll(async () => {
  await service.remove();
  for (const name of NAMES) await providers[name].close();
  rmSync(base, { recursive: true, force: true });
});

const sign = async (by: Name, tenant: unknown, issuer: Name = by): Promise<string> =>
  new SignJWT(tenant === undefined ? {} : { tenant })
    .setProtectedHeader({ alg: 'ES256', kid: 'demo' })
    .setSubject(janssen)
    .setIssuer(providers[issuer].issuer)
    .setAudience('amtsmappe')
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(await importJWK(providers[by].demo.jwk, 'ES256'));

/** As whom of which city the service takes the bearer of a token. */
async function cityOf(token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${service.address}/person`, { headers });
  const answer = (await response.json()) as { tenant?: string; code?: string };
  return response.ok ? (answer.tenant ?? '') : `${response.status} ${answer.code}`;
}

const REFUSED = '401 anmeldung';
/** Written down by hand: provider, city named in its token, and of which city that is. */
const TABLE: readonly (readonly [by: Name, named: unknown, is: string])[] = [
  ['alle', 'musterhafen', 'musterhafen'],
  ['alle', 'siegen', REFUSED],
  ['alle', 'hagen', REFUSED],
  ['alle', undefined, REFUSED],
  ['siegen', undefined, 'siegen'],
  ['siegen', 'siegen', 'siegen'],
  ['siegen', 'hagen', REFUSED],
  ['siegen', 'musterhafen', REFUSED],
  ['siegen', ['siegen', 'hagen'], REFUSED],
  ['siegen', null, REFUSED],
  ['hagen', undefined, 'hagen'],
  ['hagen', 'hagen', 'hagen'],
  ['hagen', 'siegen', REFUSED],
  ['hagen', 'musterhafen', REFUSED],
];

describe('whose token it is', () => {
  test.each(TABLE)('of %s, naming %j: %s', async (by, named, is) => {
    expect(await cityOf(await sign(by, named))).toBe(is);
  });

  test.each(NAMES.flatMap((by) => NAMES.filter((n) => n !== by).map((iss) => [by, iss] as const)))(
    'signed by %s in the name of %s: nobody',
    async (by, iss) => {
      for (const tenant of ['musterhafen', 'siegen', 'hagen', undefined])
        expect(await cityOf(await sign(by, tenant, iss))).toBe(REFUSED);
    },
  );

  test('a device of Siegen is opened by no token of another provider, whatever it names', async () => {
    const key = newDeviceKey('siegener-geraet');
    const own = await sign('siegen', undefined);
    const transport = createHttpTransport({ address: service.address, key, token: async () => own });
    expect((await transport.enrol()).line).toBe('ok');
    const bearer: Bearer = { person: janssen, key, token: own, clientId: `siegener-geraet:${janssen}` };
    const foreign = await Promise.all([
      sign('hagen', 'siegen'),
      sign('hagen', undefined),
      sign('alle', 'siegen'),
      sign('alle', 'musterhafen'),
      sign('hagen', undefined, 'siegen'),
    ]);
    const guarded = (await operationsOf(service)).operations.filter((o) => !o.isPublic);
    for (const { method, path } of guarded) {
      if (`${method} ${path}` === 'POST /devices' || path === '/person') continue;
      for (const token of foreign) {
        const answer = await request(service, bearer, method, path, { forgery: { token } });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
      }
    }
    expect((await request(service, bearer, 'GET', '/session')).status).toBe(200);
  });
});

describe('in the app', () => {
  const laptop = (name: string) =>
    openApp({ dir: join(base, name), scryptCost: { N: 16, r: 8, p: 1 }, log: () => undefined });
  const must = <T>(answer: Answer<T>): T => {
    if (!answer.ok) throw new Error(answer.problem.code);
    return answer.value;
  };

  test('one chooses the city, logs in at its provider, and goes back there when the login has ended', async () => {
    const { handlers, close } = laptop('siegen');
    const found = must(await handlers['sync.check']({ adresse: service.address }));
    expect(found.wahl.map((w) => w.name)).toEqual([
      'Musterhafen',
      'Stadt Hagen',
      'Stadt Olpe',
      'Stadt Siegen',
    ]);
    const begun = must(await handlers['login.begin']({ adresse: service.address, stadt: 'siegen' }));
    expect(new URL(begun.url).origin).toBe(providers.siegen.issuer);
    const [, who] = await Promise.all([
      loginAs(begun.url, janssen),
      handlers['login.wait']({ id: begun.id }),
    ]);
    expect(must(who).stadt).toBe('Stadt Siegen');
    must(await handlers['sync.setup']({ id: begun.id, passphrase: 'pw' }));
    expect(must(await handlers['sync.now'](null)).art).toBe('verbunden');
    const again = must(await handlers['login.begin']({ adresse: null }));
    expect(new URL(again.url).origin).toBe(providers.siegen.issuer);
    must(await handlers['login.cancel'](null));
    close();
    // Nothing went wrong at the provider on the way, and it said nothing to the console.
    expect(log).toEqual([]);
  });

  test('whoever chooses a city and logs in with an account of another is told so', async () => {
    const { handlers, close } = laptop('verwechselt');
    const begun = must(await handlers['login.begin']({ adresse: service.address, stadt: 'olpe' }));
    expect(new URL(begun.url).origin).toBe(providers.alle.issuer);
    const [, who] = await Promise.all([
      loginAs(begun.url, janssen),
      handlers['login.wait']({ id: begun.id }),
    ]);
    expect(who).toMatchObject({ ok: false, problem: { code: 'login.andere-stadt' } });
    const none = await handlers['login.begin']({ adresse: service.address, stadt: 'nirgends' });
    expect(none).toMatchObject({ ok: false, problem: { code: 'login.stadt-unbekannt' } });
    close();
  });

  test('what the provider refuses goes to the log by its kind, without a name', async () => {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: 'x',
      client_id: 'amtsmappe',
    });
    const response = await fetch(`${providers.siegen.issuer}/token`, { method: 'POST', body: form });
    expect(response.status).toBe(400);
    expect(log).toEqual([{ anmeldedienst: 'token-abgelehnt', art: 'invalid_grant' }]);
  });
});

describe('the configuration', () => {
  const read = (content: object) => {
    const file = join(base, 'central.json');
    writeFileSync(file, JSON.stringify(content));
    let err = '';
    const io = { out: () => undefined, err: (t: string) => void (err += t), env: {} };
    return { config: readConfig(file, io), err };
  };
  const siegen = { issuer: 'https://anmeldung.siegen.example' };

  test('one provider for all is enough, with or without the address of its keys', () => {
    const { config } = read({
      issuer: 'https://anmeldung.example',
      roleClaim: 'groups',
      loginRoles: ['mappe'],
    });
    expect(tokenSettings(config!)).toMatchObject([{ issuer: 'https://anmeldung.example', without: [] }]);
  });

  test('a city takes over names of claims and client, and nothing of who may enter', () => {
    const { config } = read({
      issuer: 'https://anmeldung.example',
      personClaim: 'uid',
      roleClaim: 'groups',
      loginRoles: ['mappe'],
      tenants: { siegen },
    });
    const [all, own] = tokenSettings(config!);
    expect(all).toMatchObject({ without: ['siegen'], roles: { login: ['mappe'] } });
    expect(own).toMatchObject({ tenant: 'siegen', personClaim: 'uid' });
    expect(own).not.toHaveProperty('roles');
  });

  test.each([
    ['two cities with one issuer', { tenants: { siegen, hagen: siegen } }],
    ['a city with the issuer of all', { ...siegen, tenants: { siegen } }],
    ['a city without an issuer', { tenants: { siegen: {} } }],
    ['an unknown key', { tenants: { siegen: { ...siegen, secret: 'x' } } }],
    ['a name that is a path', { tenants: { '../siegen': siegen } }],
  ])('%s is refused', (_what, content) => {
    const { config, err } = read(content);
    expect(config).toBeNull();
    expect(err).toContain('Konfiguration');
  });
});

describe('a provider that is away or has changed', () => {
  const settings = (doFetch: typeof fetch, issuer = providers.siegen.issuer, now?: () => number) => ({
    issuer,
    audience: 'amtsmappe',
    ...issuerKeys(issuer, { doFetch, now }),
    tenantClaim: 'tenant',
    personClaim: 'sub',
    tenant: 'siegen',
  });

  test('is no reason to log in anew: the token is neither good nor bad', async () => {
    const away = settings((() => Promise.reject(new Error('away'))) as typeof fetch);
    expect(await verifyToken(away, await sign('siegen', undefined))).toBe('unerreichbar');
  });

  test('a discovery document that speaks for another issuer counts for nothing', async () => {
    const liar = settings((() =>
      fetch(`${providers.hagen.issuer}/.well-known/openid-configuration`)) as typeof fetch);
    expect(await verifyToken(liar, await sign('hagen', 'siegen', 'siegen'))).toBe('unerreichbar');
  });

  test('it is asked once, however many tokens come', async () => {
    const asked: string[] = [];
    const counting = settings(((url: string, init?: RequestInit) => {
      asked.push(url);
      return fetch(url, init);
    }) as typeof fetch);
    const token = await sign('siegen', undefined);
    const all = await Promise.all(Array.from({ length: 20 }, () => verifyToken(counting, token)));
    expect(all.every((one) => typeof one === 'object' && one?.tenant === 'siegen')).toBe(true);
    const { issuer } = providers.siegen;
    expect(asked).toEqual([`${issuer}/.well-known/openid-configuration`, `${issuer}/jwks`]);
  });

  test('restarted with a new key of the same name, it is believed at once; forged tokens do not make us ask it more', async () => {
    let provider = await startTestLogin(600, 0, { tenant: 'siegen' });
    const { issuer } = provider;
    let [clock, asked, away] = [0, 0, false];
    const centre = settings(
      ((url: string, init?: RequestInit) => {
        if (away) return Promise.reject(new Error('away'));
        if (url.endsWith('/jwks')) asked += 1;
        return fetch(url, init);
      }) as typeof fetch,
      issuer,
      () => clock,
    );
    const isGood = async (by: TestLogin, log?: (art: string) => void) => {
      const identity = await verifyToken(centre, (await by.demo.issue(janssen, 'siegen')).access_token, log);
      return identity === null || typeof identity === 'string' ? identity : identity.person === janssen;
    };
    const restart = async () => {
      const before = provider;
      await before.close();
      provider = await startTestLogin(600, Number(new URL(issuer).port), { tenant: 'siegen' });
      return before;
    };
    try {
      expect(await isGood(provider)).toBe(true);
      let before = await restart();
      const all = await Promise.all(Array.from({ length: 20 }, () => isGood(provider)));
      expect(all.every((good) => good === true)).toBe(true);
      const faults: string[] = [];
      for (let i = 0; i < 20; i += 1) expect(await isGood(before, (art) => faults.push(art))).toBeNull();
      expect(new Set(faults)).toEqual(new Set(['ERR_JWS_SIGNATURE_VERIFICATION_FAILED']));
      expect(asked).toBe(2);
      // Half a minute later, at most one more.
      clock += 30_000;
      for (let i = 0; i < 20; i += 1) expect(await isGood(before)).toBeNull();
      expect(asked).toBe(3);
      // A key that was withdrawn counts no longer than ten minutes.
      before = await restart();
      clock += 600_001;
      expect(await isGood(before)).toBeNull();
      expect(asked).toBe(4);
      // While it is away, what is known counts for a day; what is not can't be told.
      away = true;
      clock += 3_600_000;
      expect(await isGood(provider)).toBe(true);
      expect(await isGood(before)).toBe('unerreichbar');
      clock += 24 * 3_600_000;
      expect(await isGood(provider)).toBe('unerreichbar');
      away = false;
      clock += 30_000;
      expect(await isGood(provider)).toBe(true);
    } finally {
      await provider.close();
    }
  });
});
