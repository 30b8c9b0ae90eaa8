import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BridgeEvent } from '../../../src/contract/bridge.ts';
import { ok, PASSPHRASE, problem, startTestApp, type TestApp } from '../../support/app.ts';
import { newMood } from '../../support/csc-api.ts';
import { CLIENT_SECRET, startCscServer, type CscServer } from '../../support/csc-server.ts';
import { startTestPki, type TestPki } from '../../support/pki.ts';
import { pdfsig } from '../../signature/write/judges.ts';
import { classicPdf } from '../../signature/write/samples.ts';

/* A remote signature service in a real workspace, over HTTP: login in the browser, keys in the list, each way of
   releasing a signature, a batch with one release, and every way it can go wrong. */

const PIN = '271828';
let pki: TestPki;
let server: CscServer;
let t: TestApp;
/** what the person does on the page that the browser shows */
let person: 'stimmt zu' | 'lehnt ab' | 'tut nichts' = 'stimmt zu';
const log: string[] = [];
const h = () => t.app.handlers;

beforeAll(async () => {
  pki = await startTestPki();
  const key = (id: 'rsa' | 'p256' | 'p384' | 'rsa3072') => ({
    id,
    keyPem: pki.signers[id].keyPem,
    chain: pki.signers[id].chainDer,
  });
  server = await startCscServer(
    [
      { ...key('rsa'), pin: PIN, multisign: 100, qualifier: 'eu_eidas_qes' },
      { ...key('p256'), pin: PIN, otp: true, multisign: 3 },
      { ...key('p384'), mode: 'oauth2code', multisign: 5 },
      { ...key('rsa3072'), mode: 'implicit', multisign: 1 },
    ],
    { clientSecret: CLIENT_SECRET },
  );
  t = startTestApp({
    log: (line) => log.push(line),
    openExternal: async (url) => {
      if (person !== 'tut nichts') void server.confirm(url, person === 'lehnt ab');
    },
  });
  const who = { vorname: 'Mia', nachname: 'Kern', funktion: 'Leitung' };
  ok(await h()['setup.create']({ passphrase: PASSPHRASE, demo: false, stadt: 'Musterhafen', person: who }));
});
afterAll(async () => {
  t.remove();
  await server.close();
  await pki.close();
});
beforeEach(() => {
  Object.assign(server.mood, newMood());
  person = 'stimmt zu';
});

const connect = async (version: 1 | 2) => {
  const adresse = `${server.url}/v${version}`;
  ok(
    await h()['remote.connect']({ adresse, clientId: 'amtsmappe', clientSecret: CLIENT_SECRET, port: null }),
  );
  return ok(await h()['remote.login'](null));
};
const keys = async () => ok(await h()['sign.keys'](null)).filter((k) => k.art === 'csc');
const keyOf = async (signer: 'rsa' | 'p256' | 'p384' | 'rsa3072') => {
  const der = pki.signers[signer].chainDer[0]!;
  const id = Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(der))).toString('hex');
  const found = (await keys()).find((k) => k.id === id);
  if (!found) throw new Error(`${signer} is not in the list`);
  return found;
};
let number = 0;
/** Every file another one: the same bytes would be the same document. */
const upload = async (): Promise<string> => {
  number += 1;
  const name = `datei-${number}.pdf`;
  const bytes = Buffer.concat([await classicPdf(1), Buffer.from(`% ${number}\n`)]);
  return ok(await t.app.app.putDocument(name, bytes)).sha256;
};
type Secrets = { readonly pin?: string; readonly otp?: string };
const sign = async (signer: 'rsa' | 'p256' | 'p384' | 'rsa3072', secrets: Secrets = {}) =>
  h()['sign.file']({ sha256: await upload(), schluessel: (await keyOf(signer)).id, ...secrets });
const judged = (sha256: string) => pdfsig(t.app.app.getDocument(sha256)?.bytes ?? new Uint8Array());

describe.each([1, 2] as const)('CSC v%s', (version) => {
  beforeAll(() => connect(version));

  test('the keys stand in the list with holder, level and what they ask for', async () => {
    const state = ok(await h()['remote.get'](null));
    expect(state).toMatchObject({
      name: 'Probe-Fernsignatur',
      version,
      angemeldet: true,
      bleibt: true,
      schluessel: 4,
    });
    expect(JSON.stringify(state)).not.toContain(CLIENT_SECRET);
    const rsa = await keyOf('rsa');
    expect(rsa).toMatchObject({
      dienst: 'Probe-Fernsignatur',
      niveau: version === 2 ? 'qualifiziert' : 'fortgeschritten',
      freigabe: 'eingabe',
      anmelden: false,
      hindernis: null,
    });
    expect(rsa.eingaben.map((e) => [e.feld, e.name, e.ziffern])).toEqual([['pin', 'Signatur-PIN', true]]);
    expect((await keyOf('p256')).eingaben.map((e) => [e.feld, e.anfordern, e.hinweis])).toEqual([
      ['pin', false, null],
      ['otp', true, 'Kommt auf Ihr Telefon'],
    ]);
    expect((await keyOf('p384')).freigabe).toBe('browser');
    expect(await keyOf('rsa3072')).toMatchObject({ freigabe: 'keine', eingaben: [] });
  });

  test('PIN: signed, judged good by pdfsig, and remembered as the last key', async () => {
    const { document } = ok(await sign('rsa', { pin: PIN }));
    expect(judged(document.sha256)).toEqual({ found: 1, valid: 1 });
    expect((await keys()).filter((k) => k.zuletztBenutzt).map((k) => k.id)).toEqual([
      (await keyOf('rsa')).id,
    ]);
  });

  test('PIN and OTP: asked for, used once', async () => {
    const { id } = await keyOf('p256');
    ok(await h()['remote.otp']({ schluessel: id }));
    const otp = server.otpOf('p256');
    expect(otp).toMatch(/^\d{6}$/);
    const { document } = ok(await sign('p256', { pin: PIN, otp }));
    expect(judged(document.sha256)).toEqual({ found: 1, valid: 1 });
    const again = problem(await sign('p256', { pin: PIN, otp }));
    expect(again.code).toBe(version === 1 ? 'token.dienst-otp-falsch' : 'token.dienst-freigabe-falsch');
  });

  test('release on a page of the service', async () => {
    const events: BridgeEvent[] = [];
    const stop = t.app.subscribe((event) => events.push(event));
    const { document } = ok(await sign('p384'));
    stop();
    expect(judged(document.sha256)).toEqual({ found: 1, valid: 1 });
    const pages = events.filter((e) => e.type === 'browser');
    expect(
      pages.map((e) => [e.url === null ? null : new URL(e.url).searchParams.get('scope'), e.offen]),
    ).toEqual([
      ['credential', true],
      [null, false],
    ]);
  });

  test('a key that asks for nothing', async () => {
    const { document } = ok(await sign('rsa3072'));
    expect(judged(document.sha256)).toEqual({ found: 1, valid: 1 });
  });

  // v1 differs only in names of fields
  const many = version === 2 ? 50 : 5;
  test(`${many} files with one release and one request for signatures`, async () => {
    const before = count(`/csc/v${version}/credentials/authorize`);
    const signed = count(`/csc/v${version}/signatures/signHash`);
    const dateien: string[] = [];
    for (let i = 0; i < many; i++) dateien.push(await upload());
    const done: string[] = [];
    const stop = t.app.subscribe((e) => e.type === 'progress' && done.push(`${e.done}/${e.total} ${e.text}`));
    const schluessel = (await keyOf('rsa')).id;
    const { eintraege, abbruch } = ok(await h()['sign.files']({ dateien, schluessel, pin: PIN }));
    stop();
    expect(abbruch).toBeNull();
    expect(eintraege.map((e) => e.status)).toEqual(Array.from({ length: many }, () => 'fertig'));
    expect(count(`/csc/v${version}/credentials/authorize`) - before).toBe(1);
    expect(count(`/csc/v${version}/signatures/signHash`) - signed).toBe(1);
    expect(done.length).toBe(many + 1);
    expect(done.at(-1)).toMatch(new RegExp(`^${many}/${many} datei-\\d+\\.pdf$`));
    const sample = [eintraege[0], eintraege[many - 1]].flatMap((e) =>
      e?.status === 'fertig' ? [e.document] : [],
    );
    expect(sample.map((d) => judged(d.sha256))).toEqual([
      { found: 1, valid: 1 },
      { found: 1, valid: 1 },
    ]);
  });
});

const count = (path: string): number => server.requests.get(path) ?? 0;

describe('a batch that stops', () => {
  beforeAll(() => connect(2));

  test('at the first wrong PIN, with one request and nothing signed', async () => {
    const before = count('/csc/v2/credentials/authorize');
    const dateien = [await upload(), await upload()];
    const schluessel = (await keyOf('rsa')).id;
    const refused = problem(await h()['sign.files']({ dateien, schluessel, pin: '000000' }));
    expect(refused.code).toBe('token.dienst-pin-falsch');
    expect(count('/csc/v2/credentials/authorize') - before).toBe(1);
    // the counter of the service is set back by nothing we do: sign once with the right one
    ok(await sign('rsa', { pin: PIN }));
  });

  test('when the one-time password is used up: those before are signed, the rest is listed', async () => {
    const { id } = await keyOf('p256');
    ok(await h()['remote.otp']({ schluessel: id }));
    const dateien = [await upload(), await upload(), await upload(), await upload(), await upload()];
    const input = { dateien, schluessel: id, pin: PIN };
    const first = ok(await h()['sign.files']({ ...input, otp: server.otpOf('p256') }));
    expect(first.eintraege.map((e) => e.status).join(' ')).toBe('fertig fertig fertig offen offen');
    expect(first.abbruch?.code).toBe('token.dienst-freigabe-verbraucht');
    ok(await h()['remote.otp']({ schluessel: id }));
    const rest = ok(
      await h()['sign.files']({ ...input, dateien: dateien.slice(3), otp: server.otpOf('p256') }),
    );
    expect(rest.eintraege.map((e) => e.status).join(' ')).toBe('fertig fertig');
  });

  test('when the person stops it between two releases', async () => {
    const schluessel = (await keyOf('rsa3072')).id; // one signature per release
    const dateien = [await upload(), await upload(), await upload()];
    const stop = t.app.subscribe((e) => {
      if (e.type === 'progress' && e.done === 1) void h()['sign.cancel'](null);
    });
    const { eintraege, abbruch } = ok(await h()['sign.files']({ dateien, schluessel }));
    stop();
    expect(eintraege.map((e) => e.status).join(' ')).toBe('fertig offen offen');
    expect(abbruch).toMatchObject({ code: 'signatur.stapel-abgebrochen', params: { fertig: 1, gesamt: 3 } });
  });

  test('reaches the level of the single act', async () => {
    ok(await h()['sign.setOptions']({ tsaUrl: pki.tsaUrl, niveau: 'B-LTA' }));
    const alone = ok(await sign('rsa', { pin: PIN }));
    const dateien = [await upload(), await upload()];
    const schluessel = (await keyOf('rsa')).id;
    const { eintraege } = ok(await h()['sign.files']({ dateien, schluessel, pin: PIN }));
    ok(await h()['sign.setOptions']({ tsaUrl: null, niveau: 'beste' }));
    expect([alone.stufe, ...eintraege.map((e) => (e.status === 'fertig' ? e.stufe : e.status))]).toEqual([
      'B-LTA',
      'B-LTA',
      'B-LTA',
    ]);
  });

  test('a damaged file among others does not hold up the release', async () => {
    const dateien = [await upload(), 'f'.repeat(64), await upload()];
    const schluessel = (await keyOf('rsa')).id;
    const { eintraege, abbruch } = ok(await h()['sign.files']({ dateien, schluessel, pin: PIN }));
    expect(eintraege.map((e) => e.status).join(' ')).toBe('fertig fehler fertig');
    expect(abbruch).toBeNull();
  });
});

describe('refused with cause and next step, and nothing is stored', () => {
  beforeAll(() => connect(2));

  test.each([
    ['the service is away', { down: true }, 'token.dienst-nicht-erreichbar'],
    ['the key is switched off', { disabled: true }, 'token.dienst-abgeschaltet'],
    ['the certificate has run out', { certStatus: 'expired' }, 'token.dienst-zertifikat-ungueltig'],
    ['the certificate is revoked', { certStatus: 'revoked' }, 'token.dienst-zertifikat-ungueltig'],
    ['the release has run out', { sadExpired: true }, 'token.dienst-freigabe-abgelaufen'],
    ['a signature that is none', { wrong: true }, 'token.dienst-signatur-falsch'],
  ] as const)('%s', async (_, mood, code) => {
    Object.assign(server.mood, mood);
    const documents = () => t.workspace().ctx.store.read.head();
    const before = documents();
    expect(problem(await sign('rsa', { pin: PIN })).code).toBe(code);
    expect(documents()).toEqual(before);
  });

  test('a one-time password that is too old', async () => {
    ok(await h()['remote.otp']({ schluessel: (await keyOf('p256')).id }));
    const otp = server.otpOf('p256');
    server.mood.otpExpired = true;
    const refused = problem(await sign('p256', { pin: PIN, otp }));
    expect(refused.code).toBe('token.dienst-freigabe-falsch');
    expect(`${refused.cause} ${refused.next}`).not.toContain(otp);
  });

  test('the page is refused, or nobody goes on with it', async () => {
    person = 'lehnt ab';
    expect(problem(await sign('p384')).code).toBe('token.abgebrochen');
    person = 'tut nichts';
    const waiting = sign('p384');
    await new Promise<void>((shown) => {
      const stop = t.app.subscribe((e) => {
        if (e.type !== 'browser' || e.url === null) return;
        stop();
        shown();
      });
    });
    ok(await h()['sign.cancel'](null));
    expect(problem(await waiting).code).toBe('token.abgebrochen');
  });

  test('too many wrong PINs lock the key', async () => {
    for (let i = 0; i < 3; i++) await sign('rsa', { pin: '1' });
    expect(problem(await sign('rsa', { pin: PIN })).code).toBe('token.dienst-gesperrt');
  });
});

describe('the session', () => {
  test('is renewed without the person as long as the service allows it', async () => {
    await connect(2);
    server.mood.expired = true;
    ok(await sign('rsa3072'));
    // a refresh token is good once: who asks at the same time shares its use
    server.mood.expired = true;
    const id = (await keyOf('p256')).id;
    for (const answer of await Promise.all([1, 2, 3].map(() => h()['remote.otp']({ schluessel: id }))))
      ok(answer);
    ok(await sign('rsa3072'));
    // over for good: the list says so, and signing too
    server.mood.expired = true;
    server.mood.remembers = false;
    expect(problem(await sign('rsa3072')).code).toBe('token.dienst-anmeldung');
    expect((await keyOf('rsa3072')).anmelden).toBe(true);
    ok(await h()['remote.login'](null));
    expect((await keyOf('rsa3072')).anmelden).toBe(false);
    ok(await sign('rsa3072'));
  });

  test('outlives the program only by a refresh token in the encrypted workspace', async () => {
    await connect(2);
    ok(await sign('rsa', { pin: 'nie-gespeichert-4711' }).then(() => ({ ok: true, value: null })));
    t.reopen();
    ok(await h()['session.unlock']({ passphrase: PASSPHRASE }));
    ok(await sign('rsa3072'));
    const secrets = [...server.tokens, CLIENT_SECRET, PIN, 'nie-gespeichert-4711'];
    for (const file of filesIn(t.dir)) {
      const bytes = readFileSync(file);
      expect(secrets.filter((s) => bytes.includes(s))).toEqual([]);
    }
    expect(secrets.filter((s) => log.join('\n').includes(s))).toEqual([]);
  });

  test('a login that is refused leaves no session; removing takes keys and tokens back', async () => {
    const adresse = server.url;
    ok(await h()['remote.connect']({ adresse, clientId: 'x', clientSecret: CLIENT_SECRET, port: null }));
    person = 'lehnt ab';
    expect(problem(await h()['remote.login'](null)).code).toBe('token.abgebrochen');
    expect(ok(await h()['remote.get'](null))).toMatchObject({ angemeldet: false, schluessel: 0 });
    person = 'stimmt zu';
    ok(await h()['remote.login'](null));
    const before = count('/csc/v2/oauth2/revoke');
    ok(await h()['remote.remove'](null));
    expect(count('/csc/v2/oauth2/revoke') - before).toBe(2);
    expect(ok(await h()['remote.get'](null))).toBeNull();
    expect(await keys()).toEqual([]);
    expect(problem(await h()['remote.login'](null)).code).toBe('token.dienst-fehlt');
  });

  test('a login server that describes itself, and a release that stands in the header', async () => {
    server.mood.modern = true;
    await connect(2);
    const { document } = ok(await sign('p384'));
    expect(judged(document.sha256)).toEqual({ found: 1, valid: 1 });
    expect(count('/.well-known/oauth-authorization-server/csc/v2')).toBe(1);
  });

  test('an address that is none, without TLS, or without a login in the browser', async () => {
    const find = async (adresse: string) => problem(await h()['remote.find']({ adresse })).code;
    expect(await find(`${server.url}/v9`)).toBe('token.dienst-adresse');
    expect(await find('http://sign.example/csc/v2')).toBe('token.dienst-unverschluesselt');
  });

  test('a port of the way back that another program holds', async () => {
    const { port } = new URL(server.url);
    const input = { adresse: server.url, clientId: 'x', clientSecret: CLIENT_SECRET, port: Number(port) };
    ok(await h()['remote.connect'](input));
    expect(problem(await h()['remote.login'](null))).toMatchObject({
      code: 'token.dienst-rueckweg',
      params: { port: Number(port) },
    });
  });
});

const filesIn = (dir: string): readonly string[] =>
  readdirSync(dir, { recursive: true })
    .map((name) => join(dir, String(name)))
    .filter((path) => statSync(path).isFile());
