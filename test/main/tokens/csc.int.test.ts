import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  beginCscLogin,
  findCscService,
  finishCscLogin,
  listCscCredentials,
  openCsc,
  type CscClient,
  type CscOptions,
  type CscService,
} from '../../../src/main/tokens/index.ts';
import { signPdf, signPdfs } from '../../../src/signature/index.ts';
import { startCscServer, type CscServer } from '../../support/csc-server.ts';
import { startTestPki, type TestPki } from '../../support/pki.ts';
import { pdfsig } from '../../signature/write/judges.ts';
import { classicPdf } from '../../signature/write/samples.ts';

const PIN = '271828';
const claimedTime = new Date('2026-05-04T10:00:00Z');
let pki: TestPki;
let server: CscServer;

beforeAll(async () => {
  pki = await startTestPki();
}, 60_000);
afterAll(() => pki.close());

beforeEach(async () => {
  await server?.close();
  const credential = (id: 'rsa' | 'p256') => ({
    id,
    keyPem: pki.signers[id].keyPem,
    chain: pki.signers[id].chainDer,
    pin: PIN,
    multisign: 3,
  });
  server = await startCscServer([credential('rsa'), credential('p256')]);
});
afterAll(() => server.close());

const BACK = 'http://127.0.0.1:1/zurueck';
const clientOf = (version: 1 | 2): CscClient => ({
  authorizeUrl: `${server.url}/v${version}/oauth2/authorize`,
  tokenUrl: `${server.url}/v${version}/oauth2/token`,
  clientId: 'amtsmappe',
});

const login = async (version: 1 | 2): Promise<CscService> => {
  const client = clientOf(version);
  const begun = beginCscLogin(client, BACK);
  const done = await finishCscLogin(client, begun, await server.browse(begun.url));
  if (!done.ok) throw new Error(done.error.code);
  return { url: `${server.url}/v${version}`, version, accessToken: done.value.accessToken };
};

const PATIENCE = { firstMs: 1, maxMs: 2, totalMs: 100 };
const opened = async (service: CscService, id: string, options: CscOptions = {}, pin = PIN) => {
  const key = await openCsc(service, id, { pin }, { patience: PATIENCE, ...options });
  if (!key.ok) throw new Error(key.error.code);
  return key.value;
};

describe('remote signing', () => {
  test.each([
    [1, 'rsa', false],
    [1, 'p256', false],
    [2, 'rsa', false],
    [2, 'rsa', true],
    [2, 'p256', false],
  ] as const)('v%s, key %s, PSS %s: login, list, authorise, sign a PDF', async (version, id, pss) => {
    const service = await login(version);
    expect(await listCscCredentials(service)).toEqual({ ok: true, value: ['rsa', 'p256'] });
    const signed = await signPdf(await classicPdf(), await opened(service, id, { pss }), { claimedTime });
    if (!signed.ok) throw new Error(JSON.stringify(signed.error));
    expect(pdfsig(signed.value.bytes())).toEqual({ found: 1, valid: 1 });
  });

  test('a batch is authorised as often as the service allows hashes at once; only hashes leave the machine', async () => {
    const service = await login(2);
    const key = await opened(service, 'p256');
    const pdf = await classicPdf(1);
    const jobs = Array.from({ length: 7 }, () => ({ pdf, options: { claimedTime } }));
    jobs.splice(2, 0, { pdf: Buffer.from('kein PDF'), options: { claimedTime } });
    const all = await signPdfs(jobs, key);
    if (!all.ok) throw new Error(JSON.stringify(all.error));
    expect(all.value.map((one) => (one.ok ? 'ok' : one.error.code))).toEqual([
      'ok',
      'ok',
      'PDF',
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
    ]);
    for (const one of all.value)
      if (one.ok) expect(pdfsig(one.value.bytes())).toEqual({ found: 1, valid: 1 });
    expect(server.requests.get('/csc/v2/credentials/authorize')).toBe(3);
    expect(server.requests.get('/csc/v2/signatures/signHash')).toBe(3);
    expect(Math.max(...server.bodies.map((body) => body.length))).toBeLessThan(1000);
  });

  test('ECDSA values side by side are understood, wrong values are not let through', async () => {
    const key = await opened(await login(2), 'p256');
    server.mood.raw = true;
    expect((await key.signRaw(Buffer.from('x'))).ok).toBe(true);
    server.mood.wrong = true;
    expect(await key.signRaw(Buffer.from('x'))).toMatchObject({
      error: { code: 'token.dienst-signatur-falsch' },
    });
  });

  test('a wrong PIN is tried once only', async () => {
    const key = await opened(await login(1), 'rsa', {}, '000000');
    expect(await key.signRaw(Buffer.from('x'))).toMatchObject({ error: { code: 'token.dienst-pin-falsch' } });
    expect(await key.signRaw(Buffer.from('x'))).toMatchObject({ ok: false });
    expect(server.requests.get('/csc/v1/credentials/authorize')).toBe(1);
  });

  test('a locked key, an expired login, a service that is away', async () => {
    const service = await login(2);
    const signWith = async (pin: string) => (await opened(service, 'rsa', {}, pin)).signRaw(Buffer.from('x'));
    for (let i = 0; i < 3; i++) await signWith('1');
    expect(await signWith(PIN)).toMatchObject({ error: { code: 'token.dienst-gesperrt' } });
    server.mood.expired = true;
    expect(await openCsc(service, 'rsa', {})).toMatchObject({ error: { code: 'token.dienst-anmeldung' } });
    server.mood.down = true;
    expect(await openCsc(service, 'rsa', {})).toMatchObject({
      error: { code: 'token.dienst-nicht-erreichbar' },
    });
  });

  test('a refused login, and an answer that belongs to another login', async () => {
    const client = clientOf(2);
    const begun = beginCscLogin(client, BACK);
    expect(await finishCscLogin(client, begun, await server.browse(begun.url, true))).toMatchObject({
      error: { code: 'token.abgebrochen' },
    });
    const back = await server.browse(begun.url);
    expect(await finishCscLogin(client, beginCscLogin(client, BACK), back)).toMatchObject({
      error: { code: 'token.dienst-anmeldung' },
    });
  });

  test('a service is found by its version, its base or its host; others are told apart', async () => {
    const found = async (address: string) => {
      const result = await findCscService(address);
      return result.ok ? result.value.url : result.error.code;
    };
    expect(await found(`${server.url}/v1/`)).toBe(`${server.url}/v1`);
    expect(await found(server.url)).toBe(`${server.url}/v2`);
    expect(await found(server.url.replace('/csc', ''))).toBe(`${server.url}/v2`);
    expect(await found(`${server.url}/anders`)).toBe('token.dienst-adresse');
    expect(await found('http://sign.example/csc')).toBe('token.dienst-unverschluesselt');
    expect(await found('ftp://sign.example')).toBe('token.dienst-unverschluesselt');
    server.mood.down = true;
    expect(await found(server.url)).toBe('token.dienst-nicht-erreichbar');
  });

  test('values that come later are waited for, but not for ever', async () => {
    server.mood.later = 3;
    const service = { ...(await login(2)), async: true };
    const key = await opened(service, 'rsa');
    const signed = await key.signMany!([Buffer.from('a'), Buffer.from('b')]);
    expect(signed.ok && signed.value.length).toBe(2);
    expect(server.requests.get('/csc/v2/signatures/signPolling')).toBe(4);
    server.mood.later = 10_000;
    expect(await key.signRaw(Buffer.from('x'))).toMatchObject({
      error: { code: 'token.dienst-nicht-fertig' },
    });
  });

  test('a release on the phone is waited for', async () => {
    server.mood.phone = 2;
    const key = await opened(await login(2), 'p256');
    expect((await key.signRaw(Buffer.from('x'))).ok).toBe(true);
    expect(server.requests.get('/csc/v2/credentials/authorizeCheck')).toBe(3);
  });

  test('a release that has run out, a key that is disabled, a certificate that is no longer good', async () => {
    const service = await login(2);
    const key = await opened(service, 'rsa');
    server.mood.sadExpired = true;
    expect(await key.signRaw(Buffer.from('x'))).toMatchObject({
      error: { code: 'token.dienst-freigabe-abgelaufen' },
    });
    server.mood.disabled = true;
    expect(await openCsc(service, 'rsa', {})).toMatchObject({ error: { code: 'token.dienst-abgeschaltet' } });
    server.mood.disabled = false;
    server.mood.certStatus = 'revoked';
    expect(await openCsc(service, 'rsa', {})).toMatchObject({
      error: { code: 'token.dienst-zertifikat-ungueltig', params: { zustand: 'gesperrt' } },
    });
  });
});
