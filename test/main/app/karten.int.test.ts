import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok as good } from '../../../src/domain/shared/result.ts';
import { createCards, loadModule, type CardModule } from '../../../src/main/tokens/index.ts';
import { ok, PASSPHRASE, problem, startTestApp, type TestApp } from '../../support/app.ts';
import { startTestPki, type SignerName, type TestPki } from '../../support/pki.ts';
import { pdfsig } from '../../signature/write/judges.ts';
import { classicPdf } from '../../signature/write/samples.ts';
import { PIN, startSoftHsm, type CardKey, type SoftHsm } from '../tokens/softhsm.ts';

/* Cards in a real workspace: what the list and the dialog say of them, a batch with one PIN, and every way it can go
   wrong. The module is SoftHSM itself; where a card must misbehave, one function of it is replaced. */

let pki: TestPki;
let hsm: SoftHsm;
let t: TestApp;
/** what the module does otherwise than SoftHSM */
let trouble: Partial<{ [K in keyof CardModule]: (real: CardModule, ...args: never[]) => unknown }> = {};
let logins = 0;
const h = () => t.app.handlers;

beforeAll(async () => {
  pki = await startTestPki();
  hsm = startSoftHsm();
  const key = (label: SignerName): CardKey => ({
    label,
    keyPem: pki.signers[label].keyPem,
    certificate: pki.signers[label].chainDer[0]!,
  });
  hsm.addToken('Karte RSA', [key('rsa'), key('encryptionOnly')]);
  hsm.addToken('Karte EC', [key('p256'), key('p384'), key('expired')]);
  hsm.addToken('Karte PIN', [key('rsa3072')], true);
  hsm.addToken('Karte weg', [key('p521')]);
  t = startTestApp({
    cards: createCards((path) => {
      const real = loadModule(path);
      return real.ok ? good(around(real.value)) : real;
    }),
  });
  const who = { vorname: 'Mia', nachname: 'Kern', funktion: 'Leitung' };
  ok(await h()['setup.create']({ passphrase: PASSPHRASE, demo: false, stadt: 'Musterhafen', person: who }));
  ok(await h()['settings.set']({ pkcs11Module: hsm.modulePath }));
});
afterAll(async () => {
  t.remove();
  await pki.close();
  hsm.close();
});
beforeEach(() => {
  trouble = {};
  logins = 0;
});

const around = (real: CardModule): CardModule =>
  new Proxy(real, {
    get: (target, name) => {
      const own = trouble[name as keyof CardModule] as ((...args: unknown[]) => unknown) | undefined;
      const value = (target as unknown as Record<PropertyKey, unknown>)[name];
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (name === 'C_Login') logins += 1;
        return own ? own(target, ...args) : (value.apply(target, args) as unknown);
      };
    },
  });

/** Token information with other flags (PKCS#11 v2.40, CK_TOKEN_INFO). */
const flags = (extra: number) => ({
  C_GetTokenInfo: ((real: CardModule, slot: never) => {
    const info = real.C_GetTokenInfo(slot);
    return { ...info, flags: info.flags | extra };
  }) as never,
});
const LAST_TRY = 0x20000;
const LOCKED = 0x40000;
const PIN_PAD = 0x100;

const keyOf = async (signer: SignerName) => {
  const der = Uint8Array.from(pki.signers[signer].chainDer[0]!);
  const id = Buffer.from(await crypto.subtle.digest('SHA-256', der)).toString('hex');
  const found = ok(await h()['sign.keys'](null)).find((k) => k.id === id);
  if (!found) throw new Error(`${signer} is not in the list`);
  return found;
};
let number = 0;
const upload = async (): Promise<string> => {
  number += 1;
  const bytes = Buffer.concat([await classicPdf(1), Buffer.from(`% ${number}\n`)]);
  return ok(await t.app.app.putDocument(`datei-${number}.pdf`, bytes)).sha256;
};
const uploads = async (n: number): Promise<string[]> => {
  const all: string[] = [];
  for (let i = 0; i < n; i++) all.push(await upload());
  return all;
};
const sign = async (signer: SignerName, pin: string | undefined = PIN) =>
  h()['sign.file']({
    sha256: await upload(),
    schluessel: (await keyOf(signer)).id,
    ...(pin === undefined ? {} : { pin }),
  });
const batch = async (signer: SignerName, dateien: string[], pin = PIN) =>
  h()['sign.files']({ dateien, schluessel: (await keyOf(signer)).id, pin });
const judged = (sha256: string) => pdfsig(t.app.app.getDocument(sha256)?.bytes ?? new Uint8Array());

describe('what the list says', () => {
  test('the keys of all readers, none for encryption, and what is in the readers', async () => {
    const cards = ok(await h()['sign.cards'](null));
    const own = cards.filter((c) => c.name.startsWith('Karte '));
    expect(own.map((c) => [c.name, c.zertifikate])).toEqual(
      expect.arrayContaining([
        ['Karte RSA', 1],
        ['Karte EC', 3],
        ['Karte PIN', 1],
        ['Karte weg', 1],
      ]),
    );
    expect(await keyOf('rsa')).toMatchObject({ art: 'pkcs11', freigabe: 'eingabe', hindernis: null });
    await expect(keyOf('encryptionOnly')).rejects.toThrow('not in the list');
  });

  test('an expired certificate, and what comes of it when it is used all the same', async () => {
    expect((await keyOf('expired')).hindernis).toMatch(/^abgelaufen am \d{2}\.\d{2}\.\d{4}$/);
    expect(problem(await sign('expired')).code).toBe('token.zertifikat-abgelaufen');
  });

  test('a PIN that is locked, or has one try left', async () => {
    trouble = flags(LAST_TRY);
    expect((await keyOf('rsa')).eingaben[0]?.hinweis).toMatch(/Nur noch ein Versuch/);
    trouble = flags(LOCKED);
    expect((await keyOf('rsa')).hindernis).toBe('PIN der Karte gesperrt');
    expect(ok(await h()['sign.cards'](null))[0]?.warnung).toMatch(/gesperrt/);
    expect(problem(await sign('rsa')).code).toBe('token.pin-gesperrt');
    expect(logins).toBe(0);
  });

  test('a reader with a pad of its own: nothing is typed here', async () => {
    trouble = flags(PIN_PAD);
    expect(await keyOf('p256')).toMatchObject({ freigabe: 'geraet', eingaben: [] });
    trouble = {
      ...trouble,
      C_Login: ((real: CardModule, session: never, type: never, pin: unknown) => {
        if (pin !== undefined) throw new Error('the pad asks for the PIN, not we');
        return real.C_Login(session, type, PIN);
      }) as never,
    };
    const { document } = ok(
      await h()['sign.file']({ sha256: await upload(), schluessel: (await keyOf('p256')).id }),
    );
    expect(judged(document.sha256)).toEqual({ found: 1, valid: 1 });
  });

  test('a module that is none', async () => {
    ok(await h()['settings.set']({ pkcs11Module: '/etc/hostname' }));
    expect(problem(await h()['sign.cards'](null)).code).toBe('token.modul-unladbar');
    expect(ok(await h()['sign.keys'](null))).toEqual([]);
    ok(await h()['settings.set']({ pkcs11Module: hsm.modulePath }));
  });
});

describe('the PIN', () => {
  test('wrong: tried once, nothing signed, and the next dialog warns', async () => {
    const refused = problem(await sign('rsa', '999999'));
    expect(refused.code).toBe('token.pin-falsch');
    expect(`${refused.heading} ${refused.cause} ${refused.next}`).not.toContain('999999');
    expect(logins).toBe(1);
    expect((await keyOf('rsa')).eingaben[0]?.hinweis).toMatch(/zuletzt falsch/);
    ok(await sign('rsa'));
    expect((await keyOf('rsa')).eingaben[0]?.hinweis).toBeNull();
  });

  test('wrong, and one try left; wrong, and locked by it', async () => {
    const key = await keyOf('rsa');
    const sha256 = await upload();
    const wrong = async (after: number) => {
      const wrongOnce = ((real: CardModule, session: never, type: never) => {
        trouble = flags(after);
        return real.C_Login(session, type, '999999');
      }) as never;
      trouble = { C_Login: wrongOnce };
      return problem(await h()['sign.file']({ sha256, schluessel: key.id, pin: '999999' })).code;
    };
    expect(await wrong(LAST_TRY)).toBe('token.pin-letzter-versuch');
    expect(await wrong(LOCKED)).toBe('token.pin-gesperrt');
    trouble = {};
    ok(await sign('rsa'));
  });

  test('none at all', async () => {
    const { id } = await keyOf('rsa');
    const refused = problem(await h()['sign.file']({ sha256: await upload(), schluessel: id }));
    expect(refused.code).toBe('signatur.schluessel-fehlt');
  });
});

describe('a batch', () => {
  test('50 files with one PIN and one login, progress by name; the key is remembered, not the PIN', async () => {
    const dateien = await uploads(50);
    const steps: string[] = [];
    const stop = t.app.subscribe(
      (e) => e.type === 'progress' && steps.push(`${e.done}/${e.total} ${e.text}`),
    );
    const { eintraege, abbruch } = ok(await batch('p384', dateien));
    stop();
    expect(abbruch).toBeNull();
    expect(eintraege.filter((e) => e.status === 'fertig')).toHaveLength(50);
    expect(logins).toBe(1);
    expect(steps[0]).toMatch(/^0\/50 datei-\d+\.pdf$/);
    expect(steps.at(-1)).toMatch(/^50\/50 datei-\d+\.pdf$/);
    const last = eintraege[49];
    if (last?.status !== 'fertig') throw new Error('not signed');
    expect(judged(last.document.sha256)).toEqual({ found: 1, valid: 1 });
    expect((await keyOf('p384')).zuletztBenutzt).toBe(true);
  });

  test('wrong PIN at the start: refused as a whole after one try', async () => {
    expect(problem(await batch('p256', await uploads(2), '000000')).code).toBe('token.pin-falsch');
    expect(logins).toBe(1);
    ok(await sign('p256'));
  });

  test('a card that asks for its PIN each time and refuses the third: two signed, the rest listed, no more tries', async () => {
    let asked = 0;
    trouble = {
      C_Login: ((real: CardModule, session: never, type: number, pin: string) => {
        if (type === 2) asked += 1;
        return real.C_Login(session, type, type === 2 && asked > 2 ? '000000' : pin);
      }) as never,
    };
    const { eintraege, abbruch } = ok(await batch('rsa3072', await uploads(5)));
    expect(eintraege.map((e) => e.status).join(' ')).toBe('fertig fertig offen offen offen');
    expect(abbruch?.code).toBe('token.pin-falsch');
    expect(asked).toBe(3);
  });

  test('stopped between two documents', async () => {
    const stop = t.app.subscribe((e) => {
      if (e.type === 'progress' && e.done === 2) void h()['sign.cancel'](null);
    });
    const { eintraege, abbruch } = ok(await batch('p256', await uploads(4)));
    stop();
    expect(eintraege.map((e) => e.status).join(' ')).toBe('fertig fertig offen offen');
    expect(abbruch?.cause).toContain('nach 2 von 4');
  });

  test('the card is pulled in the middle: those before stay signed and saved, nothing is half', async () => {
    const dateien = await uploads(4);
    const stop = t.app.subscribe((e) => {
      if (e.type === 'progress' && e.done === 2)
        rmSync(join(hsm.dir, 'tokens'), { recursive: true, force: true });
    });
    const { eintraege, abbruch } = ok(await batch('p521', dateien));
    stop();
    expect(eintraege.map((e) => e.status).join(' ')).toBe('fertig fertig offen offen');
    expect(abbruch?.code).toBe('token.karte-entfernt');
    for (const e of eintraege)
      if (e.status === 'fertig') expect(judged(e.document.sha256)).toEqual({ found: 1, valid: 1 });
    // the originals of the rest are as they were, and can be signed with another key
    for (const sha256 of dateien.slice(2)) expect(judged(sha256)).toEqual({ found: 0, valid: 0 });
  });
});
