import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  chooseKey,
  listCardCertificates,
  listSlots,
  loadModule,
  openPkcs11,
  signBatch,
  type CardModule,
  type TokenSession,
} from '../../../src/main/tokens/index.ts';
import { signPdf, type SignatureError } from '../../../src/signature/index.ts';
import { startTestPki, type SignerName, type TestPki } from '../../support/pki.ts';
import { pdfsig } from '../../signature/write/judges.ts';
import { classicPdf } from '../../signature/write/samples.ts';
import { PIN, startSoftHsm, type CardKey, type SoftHsm } from './softhsm.ts';

const claimedTime = new Date('2026-05-04T10:00:00Z');
let pki: TestPki;
let hsm: SoftHsm;
let module: CardModule;
let slots: { rsa: number; ec: number; always: number; doomed: number };

const cardKey = (name: SignerName): CardKey => ({
  label: name,
  keyPem: pki.signers[name].keyPem,
  certificate: pki.signers[name].chainDer[0]!,
});

beforeAll(async () => {
  pki = await startTestPki();
  hsm = startSoftHsm();
  slots = {
    rsa: hsm.addToken('Karte RSA', [cardKey('rsa'), cardKey('rsa3072')]),
    ec: hsm.addToken('Karte EC', [cardKey('p256'), cardKey('p384'), cardKey('p521'), cardKey('expired')]),
    always: hsm.addToken('Karte PIN', [cardKey('rsa')], true),
    doomed: hsm.addToken('Karte weg', [cardKey('p256')]),
  };
  const loaded = loadModule(hsm.modulePath);
  if (!loaded.ok) throw new Error(loaded.error.code);
  module = loaded.value;
}, 120_000);
afterAll(async () => {
  await pki.close();
  hsm.close();
});

const open = (slot: number, pin = PIN, card: CardModule = module, pss = false): TokenSession => {
  const session = openPkcs11(card, slot, pin, { pss });
  if (!session.ok) throw new Error(session.error.code);
  return session.value;
};

const keyOf = (session: TokenSession, label: string) => session.keys.find((key) => key.label === label)!;

describe('cards', () => {
  test('all slots with a card are listed', () => {
    const found = listSlots(module);
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value.map((slot) => slot.label)).toEqual(
      expect.arrayContaining(['Karte RSA', 'Karte EC', 'Karte PIN']),
    );
  });

  test('certificates can be read without PIN, to choose a key', () => {
    const found = listCardCertificates(module, slots.rsa);
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value.map((one) => one.label).sort()).toEqual(['rsa', 'rsa3072']);
    const session = open(slots.rsa);
    expect(session.keys.map((key) => key.id).sort()).toEqual(found.value.map((one) => one.id).sort());
    session.close();
  });

  test('a reader with a pad of its own gets no PIN', () => {
    const given: unknown[] = [];
    const pad = wrap({
      C_GetTokenInfo: (slot) => ({ ...module.C_GetTokenInfo(slot), flags: 0x100 }),
      C_Login: (session, type, pin) => {
        given.push(pin);
        module.C_Login(session, type, PIN);
      },
    });
    open(slots.rsa, '', pad).close();
    expect(given).toEqual([undefined]);
  });

  test.each([
    ['rsa', 'rsa', false],
    ['rsa', 'rsa3072', false],
    ['rsa', 'rsa', true],
    ['ec', 'p256', false],
    ['ec', 'p384', false],
    ['ec', 'p521', false],
  ] as const)('card %s, key %s, PSS %s signs a PDF that pdfsig accepts', async (slot, label, pss) => {
    const session = open(slots[slot], PIN, module, pss);
    try {
      const key = keyOf(session, label);
      expect(key.algorithm.kind).toBe(slot === 'ec' ? 'ecdsa' : pss ? 'rsa-pss' : 'rsa-pkcs1');
      const signed = await signPdf(await classicPdf(), key, { claimedTime });
      if (!signed.ok) throw new Error(JSON.stringify(signed.error));
      expect(pdfsig(signed.value.bytes())).toEqual({ found: 1, valid: 1 });
    } finally {
      session.close();
    }
  });

  test('a key that asks for its PIN each time still signs a batch of 50 with one entry', async () => {
    const session = open(slots.always);
    const pdf = await classicPdf(1);
    const seen: number[] = [];
    const outcomes = await signBatch(
      Array.from({ length: 50 }, () => pdf),
      (document) => signPdf(document, session.keys[0]!, { claimedTime }),
      (error: SignatureError) => error.signer?.code,
      (done) => seen.push(done),
    );
    session.close();
    expect(outcomes.every((outcome) => outcome.status === 'fertig')).toBe(true);
    expect(seen.at(-1)).toBe(50);
  }, 30_000);

  test('a wrong PIN is said so, and does not pass because somebody else is logged in', () => {
    const other = open(slots.rsa);
    expect(openPkcs11(module, slots.rsa, '999999')).toEqual({
      ok: false,
      error: { code: 'token.pin-falsch', params: {} },
    });
    other.close();
  });

  test('a slot without card, and a module that is none', () => {
    expect(openPkcs11(module, 4_000_000_000, PIN)).toMatchObject({
      ok: false,
      error: { code: 'token.karte-fehlt' },
    });
    expect(loadModule('/etc/hostname')).toMatchObject({ ok: false, error: { code: 'token.modul-unladbar' } });
  });

  test('a locked card is not tried at all', () => {
    const tried: string[] = [];
    const locked: CardModule = wrap({
      C_GetTokenInfo: (slot) => ({ ...module.C_GetTokenInfo(slot), flags: 0x40000 }),
      C_Login: () => tried.push('login'),
    });
    expect(openPkcs11(locked, slots.rsa, PIN)).toMatchObject({ error: { code: 'token.pin-gesperrt' } });
    expect(tried).toEqual([]);
  });

  test('an expired certificate is refused with its dates', () => {
    const session = open(slots.ec);
    const chosen = chooseKey(session, 'expired', new Date());
    session.close();
    expect(chosen).toMatchObject({ ok: false, error: { code: 'token.zertifikat-abgelaufen' } });
  });

  test('a batch stops at the first wrong PIN and leaves the card alone', async () => {
    let logins = 0;
    const moody = wrap({
      C_Login: (session, type, pin) => {
        logins++;
        module.C_Login(session, type, type === 2 && logins > 3 ? '000000' : pin);
      },
    });
    const session = open(slots.always, PIN, moody);
    const pdf = await classicPdf(1);
    const outcomes = await signBatch(
      Array.from({ length: 10 }, () => pdf),
      (document) => signPdf(document, session.keys[0]!, { claimedTime }),
      (error: SignatureError) => error.signer?.code,
    );
    const after = logins;
    expect(await session.keys[0]!.signRaw(Buffer.from('x'))).toMatchObject({
      error: { code: 'token.pin-falsch' },
    });
    session.close();
    expect(outcomes.map((o) => o.status).join(' ')).toBe(
      'fertig fertig fehler offen offen offen offen offen offen offen',
    );
    expect(logins).toBe(after);
  });

  test('a card that goes in the middle of a batch ends it', async () => {
    const session = open(slots.doomed);
    const pdf = await classicPdf(1);
    const outcomes = await signBatch(
      Array.from({ length: 4 }, () => pdf),
      async (document, index) => {
        if (index === 2) rmSync(join(hsm.dir, 'tokens'), { recursive: true, force: true });
        return signPdf(document, session.keys[0]!, { claimedTime });
      },
      (error: SignatureError) => error.signer?.code,
    );
    session.close();
    expect(outcomes.slice(0, 2).every((o) => o.status === 'fertig')).toBe(true);
    const broken = outcomes[2]!;
    expect(broken).toMatchObject({
      status: 'fehler',
      error: { code: 'SIGNER', signer: { code: 'token.karte-entfernt' } },
    });
    expect(outcomes[3]).toEqual({ status: 'offen' });
  });
});

/** The real module with some functions replaced. */
const wrap = (
  changes: Partial<{ [K in keyof CardModule]: (...args: Parameters<CardModule[K]>) => unknown }>,
): CardModule =>
  new Proxy(module, {
    get: (target, name) => {
      const own = (changes as Record<PropertyKey, unknown>)[name];
      const value = own ?? (target as unknown as Record<PropertyKey, unknown>)[name];
      return typeof value === 'function' && own === undefined ? value.bind(target) : value;
    },
  });
