import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  beginCscLogin,
  finishCscLogin,
  listCscCredentials,
  openCsc,
  type CscClient,
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

const login = async (version: 1 | 2): Promise<CscService> => {
  const client: CscClient = {
    oauthUrl: `${server.url}/v${version}`,
    clientId: 'amtsmappe',
    redirectUri: 'amtsmappe://csc',
  };
  const begun = beginCscLogin(client);
  const done = await finishCscLogin(client, begun, await server.browse(begun.url));
  if (!done.ok) throw new Error(done.error.code);
  return { url: `${server.url}/v${version}`, version, accessToken: done.value.accessToken };
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
    const session = await openCsc(service, id, { pin: PIN }, { pss });
    if (!session.ok) throw new Error(session.error.code);
    const signed = await signPdf(await classicPdf(), session.value.keys[0]!, { claimedTime });
    if (!signed.ok) throw new Error(JSON.stringify(signed.error));
    expect(pdfsig(signed.value.bytes())).toEqual({ found: 1, valid: 1 });
  });

  test('a batch is authorised as often as the service allows hashes at once; only hashes leave the machine', async () => {
    const service = await login(2);
    const session = await openCsc(service, 'p256', { pin: PIN });
    if (!session.ok) throw new Error(session.error.code);
    const pdf = await classicPdf(1);
    const jobs = Array.from({ length: 7 }, () => ({ pdf, options: { claimedTime } }));
    jobs.splice(2, 0, { pdf: Buffer.from('kein PDF'), options: { claimedTime } });
    const all = await signPdfs(jobs, session.value.keys[0]!);
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
    const session = await openCsc(await login(2), 'p256', { pin: PIN });
    if (!session.ok) throw new Error(session.error.code);
    const key = session.value.keys[0]!;
    server.mood.raw = true;
    expect((await key.signRaw(Buffer.from('x'))).ok).toBe(true);
    server.mood.wrong = true;
    expect(await key.signRaw(Buffer.from('x'))).toMatchObject({ error: { code: 'token.dienst-abgelehnt' } });
  });

  test('a wrong PIN is tried once only', async () => {
    const session = await openCsc(await login(1), 'rsa', { pin: '000000' });
    if (!session.ok) throw new Error(session.error.code);
    const key = session.value.keys[0]!;
    expect(await key.signRaw(Buffer.from('x'))).toMatchObject({ error: { code: 'token.pin-falsch' } });
    expect(await key.signRaw(Buffer.from('x'))).toMatchObject({ ok: false });
    expect(server.requests.get('/csc/v1/credentials/authorize')).toBe(1);
  });

  test('a locked key, an expired login, a service that is away', async () => {
    const service = await login(2);
    const wrong = async (pin: string) => {
      const session = await openCsc(service, 'rsa', { pin });
      return session.ok ? session.value.keys[0]!.signRaw(Buffer.from('x')) : session;
    };
    for (let i = 0; i < 3; i++) await wrong('1');
    expect(await wrong(PIN)).toMatchObject({ error: { code: 'token.pin-gesperrt' } });
    server.mood.expired = true;
    expect(await openCsc(service, 'rsa', {})).toMatchObject({ error: { code: 'token.dienst-anmeldung' } });
    server.mood.down = true;
    expect(await openCsc(service, 'rsa', {})).toMatchObject({
      error: { code: 'token.dienst-nicht-erreichbar' },
    });
  });

  test('a refused login, and an answer that belongs to another login', async () => {
    const client: CscClient = { oauthUrl: `${server.url}/v2`, clientId: 'a', redirectUri: 'amtsmappe://csc' };
    const begun = beginCscLogin(client);
    expect(await finishCscLogin(client, begun, await server.browse(begun.url, true))).toMatchObject({
      error: { code: 'token.abgebrochen' },
    });
    const back = await server.browse(begun.url);
    expect(await finishCscLogin(client, beginCscLogin(client), back)).toMatchObject({
      error: { code: 'token.dienst-anmeldung' },
    });
  });
});
