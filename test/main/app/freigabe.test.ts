import { beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { dropLease, keepLease, leaseState, noteSeen } from '../../../src/main/app/connection/lease.ts';

/** How long a laptop may be used without the centre: signed, for one person on one device, and the clock is watched. */
const HOLDER = { tenant: 'siegen', person: 'kaya', device: 'laptop' };
const NOW = '2026-03-01T08:00:00.000Z';
const at = (days: number, minutes = 0) =>
  new Date(Date.parse(NOW) + days * 86_400_000 + minutes * 60_000).toISOString();

let sign: (claims: object, days?: number) => Promise<{ token: string; key: never }>;
beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const { kty, crv, x } = await exportJWK(publicKey);
  sign = async (claims, days = 14) => ({
    token: await new SignJWT({ tenant: 'siegen', device: 'laptop', ...claims })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject('kaya')
      .setIssuedAt(Date.parse(NOW) / 1000)
      .setExpirationTime(Date.parse(at(days)) / 1000)
      .sign(privateKey),
    key: { kty, crv, x } as never,
  });
});

function memory() {
  const settings = new Map<string, unknown>();
  return {
    settings,
    read: { setting: (name: string) => settings.get(name) } as never,
    setSetting: (name: string, value: unknown) => void settings.set(name, value),
  };
}

describe('the offline lease', () => {
  test('counts to its last day and not a moment longer', async () => {
    const store = memory();
    expect(leaseState(store, HOLDER, NOW).art).toBe('fehlt');
    keepLease(store, { freigabe: await sign({}), serverTime: NOW }, NOW);
    expect(leaseState(store, HOLDER, NOW)).toEqual({ art: 'gueltig', bis: at(14) });
    expect(leaseState(store, HOLDER, at(13, 1439)).art).toBe('gueltig');
    expect(leaseState(store, HOLDER, at(14)).art).toBe('abgelaufen');
  });

  test('is of no use to another person, device or city, nor when a letter of it is changed', async () => {
    const store = memory();
    keepLease(store, { freigabe: await sign({}), serverTime: NOW }, NOW);
    for (const other of [{ person: 'brand' }, { device: 'anderer' }, { tenant: 'hagen' }])
      expect(leaseState(store, { ...HOLDER, ...other }, NOW).art).toBe('fehlt');
    const { token, key } = await sign({});
    const [head, body = '', signature] = token.split('.');
    const longer = JSON.parse(Buffer.from(body, 'base64url').toString()) as { exp: number };
    longer.exp += 86_400;
    const forged = [head, Buffer.from(JSON.stringify(longer)).toString('base64url'), signature].join('.');
    keepLease(store, { freigabe: { token: forged, key }, serverTime: NOW }, NOW);
    expect(leaseState(store, HOLDER, NOW).art).toBe('fehlt');
    dropLease(store);
    expect(leaseState(store, HOLDER, NOW).art).toBe('fehlt');
  });

  test('a clock set back is noticed; a small correction is not', async () => {
    const store = memory();
    keepLease(store, { freigabe: await sign({}), serverTime: NOW }, NOW);
    noteSeen(store, at(10));
    expect(leaseState(store, HOLDER, at(10, -5)).art).toBe('gueltig');
    expect(leaseState(store, HOLDER, at(2))).toEqual({ art: 'uhr', gesehen: at(10) });
    // An earlier time is not remembered over the later one.
    noteSeen(store, at(2));
    expect(leaseState(store, HOLDER, at(2)).art).toBe('uhr');
    // The centre knows the time: heard again, its word counts.
    keepLease(store, { freigabe: await sign({}, 16), serverTime: at(2) }, at(2));
    expect(leaseState(store, HOLDER, at(2)).art).toBe('gueltig');
  });

  test('goes by the clock of the centre, as far off as that of the laptop was', async () => {
    const store = memory();
    keepLease(store, { freigabe: await sign({}), serverTime: NOW }, at(-3));
    expect(leaseState(store, HOLDER, at(10)).art).toBe('gueltig');
    expect(leaseState(store, HOLDER, at(11)).art).toBe('abgelaufen');
  });
});
