import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWTHeaderParameters } from 'jose';
import { byName } from '../support/organisation.ts';
import {
  bearerOf,
  operationsOf,
  prove,
  request,
  send,
  type Bearer,
  type Forgery,
} from '../support/raw-request.ts';
import { newDeviceKey, startTestService, type TestService } from '../support/service.ts';

/** Every operation that the service describes, with every token and every proof that must not open it. */
let service: TestService;
let officer: Bearer;
let other: Bearer;
let operations: Awaited<ReturnType<typeof operationsOf>>['operations'];
beforeAll(async () => {
  service = await startTestService();
  officer = await bearerOf(service, byName('Janssen').id);
  other = await bearerOf(service, byName('Brandt').id);
  operations = (await operationsOf(service)).operations.filter((o) => !o.isPublic);
});
afterAll(() => service.remove());

const WITHOUT_DEVICE = ['POST /devices', 'GET /person'];
const nowSeconds = () => Math.floor(Date.now() / 1000);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Claims {
  readonly sub?: string;
  readonly iss?: string;
  readonly aud?: string;
  readonly iat?: number;
  readonly exp?: number | undefined;
  readonly nbf?: number;
  readonly tenant?: unknown;
}
const claimsOf = (c: Claims = {}) => ({
  sub: officer.person,
  iss: 'urn:amtsmappe:demo',
  aud: 'amtsmappe',
  tenant: 'musterhafen',
  iat: nowSeconds(),
  exp: nowSeconds() + 3600,
  ...c,
});

async function forge(claims: Claims, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256');
  return new SignJWT(claimsOf(claims) as Record<string, unknown>)
    .setProtectedHeader({ alg: 'ES256', kid: 'demo', ...header })
    .sign(privateKey);
}

/** Signed by the real issuer, wrong in one thing. */
const real = async (c: Claims) =>
  new SignJWT(claimsOf(c) as Record<string, unknown>)
    .setProtectedHeader({ alg: 'ES256', kid: 'demo' })
    .sign(await importJWK(service.demo.jwk, 'ES256'));

async function forgedTokens(): Promise<Readonly<Record<string, string>>> {
  const honest = officer.token.split('.');
  const attacker = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(attacker.publicKey);
  const { d: _, ...publicJwk } = service.demo.jwk;
  const published = JSON.stringify(publicJwk);
  const hs = (secret: string) => {
    const input = `${part({ alg: 'HS256', kid: 'demo' })}.${part(claimsOf())}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };
  return {
    'no token': '',
    'not a token': 'x',
    'too long': 'x'.repeat(9000),
    'another key': await forge({}),
    'another key, shipped in the header': await new SignJWT(claimsOf())
      .setProtectedHeader({ alg: 'ES256', jwk })
      .sign(attacker.privateKey),
    'another key, fetched from elsewhere': await forge(
      {},
      { jku: 'https://angreifer.example/jwks', kid: 'x' },
    ),
    'a key id that is a path': await forge({}, { kid: '../../etc/passwd' }),
    'alg none': `${part({ alg: 'none', kid: 'demo' })}.${honest[1]}.`,
    'alg None in capitals': `${part({ alg: 'NONE', kid: 'demo' })}.${honest[1]}.`,
    'honest signature, header alg none': `${part({ alg: 'none' })}.${honest[1]}.${honest[2]}`,
    'HS256 with the published key as secret': hs(published),
    'HS256 with its x as secret': hs(String(service.demo.jwk.x)),
    'honest signature over other claims': `${honest[0]}.${part(claimsOf({ sub: other.person }))}.${honest[2]}`,
    'signature cut off': `${honest[0]}.${honest[1]}.`,
    expired: await real({ iat: nowSeconds() - 7200, exp: nowSeconds() - 60 }),
    'without an end': await real({ exp: undefined }),
    'not valid yet': await real({ nbf: nowSeconds() + 600 }),
    'for another service': await real({ aud: 'ratsinformation' }),
    'of another issuer': await real({ iss: 'urn:anders' }),
    'without a city': await real({ tenant: undefined }),
    'with a list of cities': await real({ tenant: ['musterhafen'] }),
    'with a city that is a path': await real({ tenant: '../musterhafen' }),
  };
}

describe('tokens', () => {
  test('forged, expired, stripped and confused tokens open no operation', async () => {
    for (const [name, token] of Object.entries(await forgedTokens())) {
      for (const { method, path } of operations) {
        const answer = await request(service, officer, method, path, { forgery: { token } });
        expect([name, method, path, answer.status]).toEqual([name, method, path, 401]);
        expect(answer.text).toBe(method === 'HEAD' ? '' : '{"code":"anmeldung"}');
      }
    }
  }, 120_000);

  test('a good token of a city that is not here, and of somebody who is in no directory, opens nothing', async () => {
    const strangers = [
      [await real({ tenant: 'hagen' }), 'stadt-unbekannt'],
      [await real({ sub: 'niemand' }), 'person-unbekannt'],
    ] as const;
    for (const [token, code] of strangers) {
      for (const { method, path } of operations) {
        const answer = await request(service, officer, method, path, { forgery: { token } });
        expect([method, path, answer.status]).toEqual([method, path, 403]);
        expect(answer.text).toBe(method === 'HEAD' ? '' : `{"code":"${code}"}`);
      }
    }
  });
});

describe('proofs of the device', () => {
  test('a token opens nothing without an honest proof of its own enrolled device for this very request', async () => {
    const stranger = newDeviceKey(officer.key.device);
    const ath = createHash('sha256').update(other.token).digest('base64url');
    const x = String(officer.key.jwk.x);
    const hs = (method: string, path: string) => {
      const own = createHash('sha256').update(officer.token).digest('base64url');
      const claims = { htm: method, htu: path, ath: own, jti: 'hs', iat: nowSeconds() };
      const input = `${part({ alg: 'HS256' })}.${part(claims)}`;
      return `${input}.${createHmac('sha256', x).update(input).digest('base64url')}`;
    };
    const none = (method: string, path: string) =>
      `${part({ alg: 'none' })}.${part({ htm: method, htu: path, jti: 'n', iat: nowSeconds() })}.`;
    const forgeries: Readonly<Record<string, (method: string, path: string) => Forgery>> = {
      'no device': () => ({ device: '' }),
      'unknown device': () => ({ device: 'gibt-es-nicht' }),
      'device of somebody else, proof of the own key': () => ({ device: other.key.device }),
      'device and key of somebody else': () => ({ device: other.key.device, signWith: other.key.jwk }),
      'no proof': () => ({ proof: '' }),
      'not a proof': () => ({ proof: 'x' }),
      'too long a proof': () => ({ proof: 'x'.repeat(7000) }),
      'key of a stranger': () => ({ signWith: stranger.jwk }),
      'for another way': () => ({ claims: { htm: 'TRACE' } }),
      'for another place': () => ({ claims: { htu: '/anderswo' } }),
      'for another token': () => ({ claims: { ath } }),
      'from an hour ago': () => ({ claims: { iat: nowSeconds() - 3600 } }),
      'from tomorrow': () => ({ claims: { iat: nowSeconds() + 86_400 } }),
      'time as text': () => ({ claims: { iat: 'jetzt' } }),
      'without a number': () => ({ claims: { jti: undefined } }),
      'number too long': () => ({ claims: { jti: 'x'.repeat(5000) } }),
      'alg none': (method, path) => ({ proof: none(method, path) }),
      'HS256 with the public key': (method, path) => ({ proof: hs(method, path) }),
    };
    for (const [name, forgery] of Object.entries(forgeries)) {
      for (const { method, path } of operations) {
        if (WITHOUT_DEVICE.includes(`${method} ${path}`)) continue;
        const answer = await request(service, officer, method, path, { forgery: forgery(method, path) });
        expect([name, method, path, answer.status]).toEqual([name, method, path, 401]);
        expect(answer.text).toMatch(
          method === 'HEAD' ? /^$/ : /^\{"code":"geraet-(unbekannt|uhr|nachweis)"\}$/,
        );
      }
    }
  }, 120_000);

  test('a proof is good once: a request that is played again is refused, whatever it was', async () => {
    for (const { method, path } of operations) {
      if (WITHOUT_DEVICE.includes(`${method} ${path}`)) continue;
      const proof = await prove(officer.key.jwk, method, path, officer.token);
      const first = await request(service, officer, method, path, { forgery: { proof } });
      expect([method, path, first.status === 401]).toEqual([method, path, false]);
      const again = await request(service, officer, method, path, { forgery: { proof } });
      expect([method, path, again.status]).toEqual([method, path, 401]);
    }
  });
});

test('what the service does not describe is not there, and nothing but GET and HEAD is public', async () => {
  for (const path of [
    '/admin',
    '/debug',
    '/.env',
    '/sync',
    '/blobs',
    '/devices/../session',
    '/%2e%2e/etc',
    '//',
  ])
    expect((await send(`${service.address}${path}`, 'GET')).status).toBe(401);
  const open = (await operationsOf(service)).operations.filter((o) => o.isPublic);
  expect(open.filter((o) => o.method !== 'GET').map((o) => o.path)).toEqual(['/demo/token']);
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    for (const path of ['/health', '/metrics', '/openapi.json'])
      expect([404, 405]).toContain((await send(`${service.address}${path}`, method)).status);
});
