import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import type { ChannelInput, ChannelName } from '../../../src/contract/channels.ts';
import { fetchAsMachine } from '../../../src/main/system-trust.ts';
import { LOGIN_SETTING, type StoredLogin } from '../../../src/main/app/connection/login-ports.ts';
import { eventually } from '../../support/eventually.ts';
import { hoursAt, TABLE } from '../../support/hours.ts';
import { connectAs, loginAs, logIn, startTestLogin, type TestLogin } from '../../support/login.ts';
import { openLaptop } from '../../support/open-laptop.ts';
import { byName } from '../../support/organisation.ts';
import { startTlsFront } from '../../support/tls-front.ts';
import { startTestService, type TestService } from '../../support/service.ts';

/** Login against a real OpenID provider (oidc-provider) and a real service, over HTTP. */
let login: TestLogin;
let service: TestService;
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-login-'));
const apps: { close: () => void }[] = [];
const brandt = byName('Brandt').id;
const janssen = byName('Janssen').id;

beforeAll(async () => {
  // So short that a renewal is due at once: the app takes half a minute off.
  login = await startTestLogin(31);
  service = await startTestService({ login, leaseDays: 14 });
});
afterEach(() => apps.splice(0).forEach((app) => app.close()));
afterAll(async () => {
  await service.remove();
  await login.close();
  rmSync(base, { recursive: true, force: true });
});

function laptop(name: string) {
  const net = { cut: false, asked: [] as string[] };
  const uhr = { ms: 0 };
  const dir = join(base, name);
  const { app, ask, call, refused } = openLaptop(dir, {
    clock: {
      now: () => new Date(Date.now() + uhr.ms).toISOString(),
      today: () => new Date(Date.now() + uhr.ms).toISOString().slice(0, 10),
    },
    network: ((url: string | URL, init?: RequestInit) => {
      net.asked.push(String(url));
      return net.cut ? Promise.reject(new Error('cut')) : fetchAsMachine(url, init);
    }) as typeof fetch,
  });
  apps.push(app);
  const code = async <N extends ChannelName>(channel: N, input: ChannelInput<N>) => {
    const answer = await ask(channel, input);
    return answer.ok ? 'ok' : answer.problem.code;
  };
  const stored = () => app.app.workspace()?.open.ctx.store.read.setting(LOGIN_SETTING) as StoredLogin | null;
  return { app, dir, net, uhr, ask, call, refused, code, stored };
}

const enter = (l: ReturnType<typeof laptop>, quelle: string) => hoursAt(l).enter(quelle);

describe('the way in', () => {
  test('an address is looked at first: nothing there, something else there, without TLS, not readable', async () => {
    const l = laptop('adresse');
    expect(await l.code('sync.check', { adresse: '127.0.0.1:1' })).toBe('sync.keine-verbindung');
    expect(await l.code('sync.check', { adresse: login.issuer })).toBe('login.kein-zentraler-dienst');
    const tls = service.address.replace('http:', 'https:');
    expect(await l.code('sync.check', { adresse: tls })).toBe('login.spricht-kein-tls');
    expect(await l.code('sync.check', { adresse: 'https://zentrale.invalid' })).toBe('login.name-unbekannt');
    const away = createServer((_, response) => response.writeHead(502).end('Bad Gateway')).listen(
      0,
      '127.0.0.1',
    );
    await once(away, 'listening');
    const port = (away.address() as AddressInfo).port;
    expect(await l.code('sync.check', { adresse: `http://127.0.0.1:${port}` })).toBe('login.dienst-steht');
    away.close();
    expect(await l.code('sync.check', { adresse: 'http://amtsmappe.stadt.example' })).toBe('login.ohne-tls');
    expect(await l.code('sync.check', { adresse: 'ftp://x' })).toBe('login.adresse-ungueltig');
    expect(await l.code('sync.check', { adresse: 'https://a:b@x' })).toBe('login.adresse-ungueltig');
    expect(await l.call('sync.check', { adresse: service.address.slice('http://'.length) })).toMatchObject({
      adresse: service.address,
      tls: false,
      staedte: ['Musterhafen'],
    });
  });

  test('PKCE with S256, state and nonce; a request without the state of this login changes nothing', async () => {
    const l = laptop('zustand');
    const { id, url } = await l.call('login.begin', { adresse: service.address });
    const query = new URL(url).searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect((query.get(name) ?? '').length).toBeGreaterThan(20);
    const back = new URL(query.get('redirect_uri') ?? '');
    expect(back.hostname).toBe('127.0.0.1');
    const wait = l.ask('login.wait', { id });
    for (const wrong of ['?code=x', '?code=x&state=falsch', `x?code=x&state=${query.get('state')}`])
      expect((await fetch(`${back.href}${wrong}`)).status).toBe(404);
    await loginAs(url, brandt);
    expect(await wait).toMatchObject({ ok: true, value: { stadt: 'Musterhafen' } });
  });

  test('a code that the provider never gave is refused, and given up is given up', async () => {
    const l = laptop('falsch');
    const { id, url } = await l.call('login.begin', { adresse: service.address });
    const query = new URL(url).searchParams;
    const wait = l.code('login.wait', { id });
    const forged = new URL(query.get('redirect_uri') ?? '');
    forged.search = String(
      new URLSearchParams({ code: 'x', state: query.get('state') ?? '', iss: login.issuer }),
    );
    expect((await fetch(forged)).status).toBe(400);
    expect(await wait).toBe('login.abgelehnt');
    const second = await l.call('login.begin', { adresse: service.address });
    const given = l.code('login.wait', { id: second.id });
    await l.call('login.cancel', null);
    expect(await given).toBe('login.abgebrochen');
    expect(await l.code('sync.setup', { id: second.id, passphrase: 'x' })).toBe('login.abgebrochen');
    expect((await l.call('app.state', null)).phase).toBe('einrichten');
  });
});

test('refresh tokens are used once and kept only in the encrypted file; a stolen old one locks both out', async () => {
  const l = laptop('drehen');
  await connectAs(l.app, service.address, brandt, 'pw');
  await l.call('sync.now', null);
  const first = l.stored()?.refreshToken ?? '';
  expect(first).not.toBe('');
  await new Promise((done) => setTimeout(done, 1100));
  await l.call('sync.now', null);
  const second = l.stored()?.refreshToken ?? '';
  expect([second === '', second === first]).toEqual([false, false]);
  for (const file of readdirSync(l.dir, { withFileTypes: true }))
    if (file.isFile()) expect(readFileSync(join(l.dir, file.name)).includes(second)).toBe(false);

  // Somebody has copied the first one and uses it: the provider takes back everything that came of it.
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: 'amtsmappe',
    refresh_token: first,
  });
  expect((await fetch(`${login.issuer}/token`, { method: 'POST', body })).status).toBe(400);
  await new Promise((done) => setTimeout(done, 1100));
  expect(await l.call('sync.now', null)).toMatchObject({ art: 'anmeldung_noetig' });

  // Another person may not go on with this workspace; its owner may, and nothing is lost.
  await enter(l, 'während abgemeldet');
  const stranger = await logIn(l.app, null, janssen);
  expect(await l.code('sync.login', stranger)).toBe('login.andere-person');
  expect(await l.call('sync.login', await logIn(l.app, null, brandt))).toMatchObject({ art: 'verbunden' });
  expect(await l.call('sync.now', null)).toMatchObject({ wartend: 0, konflikte: 0 });
});

test('without the identity provider, but with the centre, the line is down and nobody is logged out', async () => {
  const l = laptop('idp');
  await connectAs(l.app, service.address, brandt, 'pw');
  await l.call('sync.now', null);
  await l.call('session.lock', null);
  l.net.cut = true;
  const state = await l.call('session.unlock', { passphrase: 'pw' });
  expect(state.phase).toBe('offen');
  expect(await l.call('sync.now', null)).toMatchObject({ art: 'offline' });
  l.net.cut = false;
  expect(await l.call('sync.now', null)).toMatchObject({ art: 'verbunden' });
});

test('a certificate that does not hold is named with its cause; nothing is lost, and it goes on by itself', async () => {
  const front = await startTlsFront(join(base, 'tls'), service.address);
  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...trusted, front.ca]);
  try {
    const l = laptop('zertifikat');
    await connectAs(l.app, front.address, brandt, 'pw');
    await l.call('sync.now', null);
    for (const [certificate, fault] of [
      ['abgelaufen', 'abgelaufen'],
      ['noch-nicht-gueltig', 'noch-nicht-gueltig'],
      ['anderer-name', 'anderer-name'],
      ['selbst', 'unbekannt'],
    ] as const) {
      front.use(certificate);
      await enter(l, `Zertifikat ${certificate}`);
      expect(await l.call('sync.now', null)).toMatchObject({
        art: 'offline',
        grund: `zertifikat-${fault}`,
        wartend: 1,
        konflikte: 0,
      });
      // Whoever connects anew, or logs in again, is told what is wrong and who mends it.
      const problem = await laptop(`neu-${certificate}`).refused('sync.check', { adresse: front.address });
      expect(problem.code).toBe(`login.zertifikat-${fault}`);
      expect(problem.cause).toContain(front.address);
      expect(await l.code('login.begin', { adresse: null })).toBe(problem.code);
      front.use('gut');
      // Nobody presses anything: the sync tries again by itself. Seen once, that is enough.
      if (certificate !== 'selbst') await l.call('sync.now', null);
      await eventually(async () => {
        const state = await l.call('sync.state', null);
        expect(state).toMatchObject({ art: 'verbunden', wartend: 0, konflikte: 0 });
        expect(state).not.toHaveProperty('grund');
      }, 90_000);
    }
    const quellen = (await hoursAt(l).table()).fassungen.map((f) => f.quelle);
    expect(quellen.filter((q) => q.startsWith('Zertifikat '))).toHaveLength(4);
  } finally {
    tls.setDefaultCACertificates(trusted);
    await front.close();
  }
}, 120_000);

test('logging out forgets the login, closes the workspace, and a new login opens it with everything', async () => {
  const l = laptop('abmelden');
  await connectAs(l.app, service.address, brandt, 'pw');
  await l.call('sync.now', null);
  l.net.cut = true;
  await enter(l, 'vor dem Abmelden');
  l.net.cut = false;
  const old = l.stored()?.refreshToken ?? '';
  const before = l.net.asked.length;
  const { url } = await l.call('sync.logout', null);
  expect(l.net.asked.slice(before).some((u) => u.includes('/revocation'))).toBe(true);
  expect(url).toContain('/session/end?');
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: 'amtsmappe',
    refresh_token: old,
  });
  expect((await fetch(`${login.issuer}/token`, { method: 'POST', body })).status).toBe(400);

  const state = await l.call('session.unlock', { passphrase: 'pw' });
  expect(state).toMatchObject({ phase: 'freigabe', sync: { wartend: 1 } });
  expect(await l.code('vorgang.get', { id: TABLE })).toBe('sync.freigabe-noetig');
  await l.call('sync.login', await logIn(l.app, null, brandt));
  expect((await l.call('app.state', null)).phase).toBe('offen');
  expect(await l.call('sync.now', null)).toMatchObject({ art: 'verbunden', wartend: 0 });
});

test('too long without the centre: closed until it is heard; a clock set back is noticed and mended by it', async () => {
  const l = laptop('frist');
  await connectAs(l.app, service.address, brandt, 'pw');
  await l.call('sync.now', null);
  await l.call('session.lock', null);
  l.net.cut = true;
  l.uhr.ms = 13 * 86_400_000;
  expect((await l.call('session.unlock', { passphrase: 'pw' })).phase).toBe('offen');
  await enter(l, 'am 13. Tag');
  await l.call('session.lock', null);
  l.uhr.ms = 15 * 86_400_000;
  expect(await l.call('session.unlock', { passphrase: 'pw' })).toMatchObject({
    phase: 'freigabe',
    sync: { freigabe: { art: 'abgelaufen' }, wartend: 1 },
  });
  expect(await l.code('vorgang.get', { id: TABLE })).toBe('sync.freigabe-noetig');
  await l.call('session.lock', null);
  // Setting the clock back does not help.
  l.uhr.ms = 0;
  expect(await l.call('session.unlock', { passphrase: 'pw' })).toMatchObject({
    phase: 'freigabe',
    sync: { freigabe: { art: 'uhr' } },
  });
  l.net.cut = false;
  await l.call('sync.now', null);
  expect((await l.call('app.state', null)).phase).toBe('offen');
  expect(await l.call('sync.now', null)).toMatchObject({ wartend: 0 });
});

test('a lost device is revoked with a reason: it says so, keeps its outbox, and goes on when let in again', async () => {
  const chief = laptop('chefin');
  await connectAs(chief.app, service.address, brandt, 'pw');
  const lost = laptop('verloren');
  await connectAs(lost.app, service.address, byName('Arslan').id, 'pw');
  for (const l of [chief, lost]) await l.call('sync.now', null);
  await enter(lost, 'angekommen');
  await lost.call('sync.now', null);
  lost.net.cut = true;
  await enter(lost, 'noch auf dem Gerät');

  await chief.call('sync.now', null);
  const { geraete, eigenes } = await chief.call('geraete.list', null);
  const device = geraete.find((g) => g.name.includes('Arslan'))?.device ?? '';
  expect(geraete.find((g) => g.device === device)).toMatchObject({ gesperrt: null });
  expect(await chief.call('geraete.gesendet', { device })).toMatchObject([
    { seq: 1, ausgang: 'applied', art: 'stammdaten' },
  ]);
  const sperre = { device, gesperrt: true, grund: 'Im Zug liegen gelassen' };
  expect(await chief.code('geraete.setzen', { ...sperre, device: eigenes })).toBe('sync.eigenes-geraet');
  await chief.call('geraete.setzen', sperre);
  expect((await chief.call('geraete.list', null)).geraete.find((g) => g.device === device)).toMatchObject({
    gesperrt: { grund: 'Im Zug liegen gelassen', durch: expect.stringContaining('Brandt') },
  });

  lost.net.cut = false;
  await lost.call('sync.now', null);
  expect(await lost.call('app.state', null)).toMatchObject({
    phase: 'freigabe',
    sync: {
      art: 'gesperrt',
      grund: 'geraet-gesperrt',
      wartend: 1,
      // whom to call, from the directory of this device
      ansprechpartner: expect.arrayContaining([expect.objectContaining({ name: 'Oliver Brandt' })]),
    },
  });
  expect(await lost.code('vorgang.get', { id: TABLE })).toBe('sync.freigabe-noetig');
  // What waits can be kept: a copy as sealed as the workspace itself.
  expect(await lost.call('backup.create', null)).toMatchObject({ geprueft: true });
  // Also after a restart without a line it says why, and what waits is still there.
  lost.net.cut = true;
  await lost.call('session.lock', null);
  expect(await lost.call('session.unlock', { passphrase: 'pw' })).toMatchObject({
    phase: 'freigabe',
    sync: { grund: 'geraet-gesperrt', wartend: 1 },
  });
  lost.net.cut = false;

  await chief.call('geraete.setzen', { device, gesperrt: false, grund: 'Wieder da' });
  await lost.call('sync.now', null);
  await lost.call('sync.now', null);
  const again = await lost.call('app.state', null);
  expect(again).toMatchObject({ phase: 'offen', sync: { wartend: 0 } });
  expect(again.sync.grund).toBeUndefined();
});

test('only the administration sees and revokes devices', async () => {
  const l = laptop('sachbearbeitung');
  await connectAs(l.app, service.address, janssen, 'pw');
  await l.call('sync.now', null);
  expect(await l.code('geraete.list', null)).toBe('sync.nur-systemverwaltung');
  const { device } = l.app.app.workspace()!.open.ctx;
  expect(await l.code('geraete.setzen', { device: `${device}x`, gesperrt: true, grund: 'weil' })).toBe(
    'sync.nur-systemverwaltung',
  );
});
