import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';

const { seal, open, sha256, sha256Hex, hmac } = ledgerCrypto;
const hex = (b: Uint8Array) => Buffer.from(b).toString('hex');
const utf8 = (s: string) => new TextEncoder().encode(s);
const bytes = fc.uint8Array({ maxLength: 300 });
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('hashes as the standards say', () => {
  // FIPS 180-4, „abc“; RFC 4231, test case 2
  expect(hex(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hex(hmac(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('what is sealed opens with its key and context, and with nothing else', () => {
  fc.assert(
    fc.property(key, key, bytes, bytes, bytes, (k, other, plain, context, elsewhere) => {
      const sealed = seal(k, plain, context);
      expect(hex(open(k, sealed, context)!)).toBe(hex(plain));
      if (hex(k) !== hex(other)) expect(open(other, sealed, context)).toBeNull();
      if (hex(context) !== hex(elsewhere)) expect(open(k, sealed, elsewhere)).toBeNull();
    }),
  );
});

test('any changed or missing byte is noticed', () => {
  fc.assert(
    fc.property(key, bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (k, plain, at, by) => {
      const sealed = Uint8Array.from(seal(k, plain, plain));
      expect(open(k, sealed.subarray(0, at % sealed.length), plain)).toBeNull();
      sealed[at % sealed.length]! ^= by;
      expect(open(k, sealed, plain)).toBeNull();
    }),
  );
});

test('the same text is never sealed the same way twice', () => {
  const k = new Uint8Array(32);
  expect(hex(seal(k, utf8('a'), k))).not.toBe(hex(seal(k, utf8('a'), k)));
});

test('the HMAC is that of Node for every key and message, as bytes and as text', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      (k, text) => {
        const nodes = createHmac('sha256', k).update(text).digest('hex');
        expect(hex(hmac(k, text))).toBe(nodes);
        expect(hex(hmac(k, utf8(text)))).toBe(nodes);
      },
    ),
    { numRuns: 1000 },
  );
});

test('parts are hashed as if they were one', () => {
  fc.assert(
    fc.property(bytes, fc.string({ maxLength: 100 }), (salt, text) => {
      expect(sha256Hex(salt, text)).toBe(hex(sha256(Buffer.concat([salt, utf8(text)]))));
      expect(sha256Hex(text)).toBe(hex(sha256(utf8(text))));
    }),
  );
});
