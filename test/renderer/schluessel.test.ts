import { describe, expect, test } from '@jest/globals';
import type { KeyInput, SigningKey } from '../../src/contract/signing.ts';
import { missingSecrets, usableKey } from '../../src/renderer/umlauf/schluessel.ts';

const input = (feld: 'pin' | 'otp', pflicht = true): KeyInput => ({
  feld,
  name: feld.toUpperCase(),
  hinweis: null,
  ziffern: true,
  pflicht,
  anfordern: false,
});
const key = (id: string, more: Partial<SigningKey> = {}): SigningKey => ({
  id,
  art: 'csc',
  name: id,
  aussteller: '',
  gueltigBis: '2030-01-01T00:00:00.000Z',
  algorithmus: 'RSA 2048',
  niveau: 'fortgeschritten',
  eingaben: [input('pin')],
  freigabe: 'eingabe',
  dienst: null,
  anmelden: false,
  hindernis: null,
  zuletztBenutzt: false,
  ...more,
});

describe('the key that is offered first', () => {
  test('chosen, else used last, else the first that works; never one that can not sign', () => {
    const keys = [key('a', { hindernis: 'abgelaufen' }), key('b'), key('c', { zuletztBenutzt: true })];
    expect(usableKey(keys, 'b')?.id).toBe('b');
    expect(usableKey(keys, 'a')?.id).toBe('c');
    expect(usableKey(keys.slice(0, 2), null)?.id).toBe('b');
    expect(usableKey(keys.slice(0, 1), null)).toBeNull();
  });
});

describe('what is missing', () => {
  const leer = { pin: '', otp: '' };
  test.each([
    ['PIN', [input('pin')], leer, ['pin']],
    ['PIN and OTP', [input('pin'), input('otp')], { pin: '1', otp: '' }, ['otp']],
    ['PIN or OTP, none given', [input('pin', false), input('otp', false)], leer, ['pin', 'otp']],
    ['PIN or OTP, one given', [input('pin', false), input('otp', false)], { pin: '', otp: '2' }, []],
    ['nothing asked', [], leer, []],
    ['blanks are nothing', [input('pin')], { pin: '  ', otp: '' }, ['pin']],
  ] as const)('%s', (_, eingaben, given, missing) => {
    expect(Object.keys(missingSecrets(key('k', { eingaben }), given))).toEqual(missing);
  });
});
