import { describe, expect, test } from '@jest/globals';
import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { digestName, keyBits, verifySignature } from '../../../src/signature/trust/algorithms.ts';
import { agingOf, weaknessAt } from '../../../src/signature/trust/constraints.ts';
import type { AlgorithmUse } from '../../../src/signature/trust/algorithms.ts';

const data = Buffer.from('zu unterschreiben');
const use = (digest: string, key: AlgorithmUse['key'], bits: number): AlgorithmUse => ({
  digest,
  key,
  bits,
  label: '',
});
const at = (year: number) => new Date(Date.UTC(year, 5, 1));

describe('verification', () => {
  test.each(['P-256', 'P-384', 'P-521', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'])(
    'ECDSA on %s, as DER and plain',
    (namedCurve) => {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
      const der = sign('sha384', data, privateKey);
      const plain = sign('sha384', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      const check = (oid: string, value: Uint8Array) =>
        verifySignature({ oid, parameters: undefined }, undefined, publicKey, data, value).valid;
      expect(check('1.2.840.10045.4.3.3', der)).toBe(true);
      expect(check('0.4.0.127.0.7.1.1.4.1.4', plain)).toBe(true);
      expect(check('1.2.840.10045.4.3.3', plain)).toBe(false);
      expect(check('1.2.840.10045.4.3.2', der)).toBe(false);
    },
  );

  test('RSA-PSS with its parameters, also with another digest for the mask', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const value = sign('sha256', data, {
      key: privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 32,
    });
    const parameters = Buffer.from(
      '3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120',
      'hex',
    );
    expect(
      verifySignature({ oid: '1.2.840.113549.1.1.10', parameters }, undefined, publicKey, data, value),
    ).toMatchObject({ valid: true, use: { label: 'RSA-PSS 2048, SHA-256' } });
    const wrongSalt = Buffer.from(parameters);
    wrongSalt[wrongSalt.length - 1] = 20;
    expect(
      verifySignature(
        { oid: '1.2.840.113549.1.1.10', parameters: wrongSalt },
        undefined,
        publicKey,
        data,
        value,
      ).valid,
    ).toBe(false);
    const otherMask = generateKeyPairSync('rsa-pss', {
      modulusLength: 2048,
      hashAlgorithm: 'sha256',
      mgf1HashAlgorithm: 'sha512',
      // The types of Node say string, Node itself wants a number.
      saltLength: 32 as unknown as string,
    });
    const masked = sign('sha256', data, otherMask.privateKey);
    const altered = Buffer.from(
      parameters.toString('hex').replace(/(010108300d06096086480165030402)01/, '$103'),
      'hex',
    );
    expect(
      verifySignature(
        { oid: '1.2.840.113549.1.1.10', parameters: altered },
        undefined,
        otherMask.publicKey,
        data,
        masked,
      ).valid,
    ).toBe(true);
  });

  test('an algorithm of another family, or none at all, is unsupported and never valid', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (const oid of ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.10', '1.3.101.112', '1.2.3.4'])
      expect(verifySignature({ oid, parameters: undefined }, 'sha256', publicKey, data, data)).toMatchObject({
        valid: false,
        unsupported: expect.any(String),
      });
  });

  test('a digest that is none has no name', () =>
    expect(digestName('1.2.840.113549.1.1.11')).toBeUndefined());

  test('size of keys', () => {
    expect(keyBits(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey)).toBe(384);
    expect(keyBits(generateKeyPairSync('ed25519').publicKey)).toBe(256);
  });
});

describe('constraints by date', () => {
  test.each([
    ['sha1', 'rsa', 2048, 2010, undefined],
    ['sha1', 'rsa', 2048, 2013, 'SHA1'],
    ['md5', 'rsa', 2048, 2005, 'MD5'],
    ['sha256', 'rsa', 1024, 2008, undefined],
    ['sha256', 'rsa', 1024, 2026, 'RSA 1024'],
    ['sha256', 'rsa', 2048, 2036, undefined],
    ['sha256', 'ec', 192, 2026, 'EC 192'],
    ['sha512', 'ec', 256, 2036, undefined],
    ['unknown', 'unknown', 0, 2026, 'UNKNOWN'],
  ] as const)('%s with %s %d in %d: %s', (digest, key, bits, year, expected) => {
    expect(weaknessAt(use(digest, key, bits), at(year))?.what).toBe(expected);
  });

  test('what ends in the future is a hint only', () => {
    expect(agingOf(use('sha256', 'rsa', 2048), at(2036))).toBe('RSA 2048');
    expect(agingOf(use('sha256', 'rsa', 3072), at(2036))).toBeUndefined();
    expect(agingOf(use('sha256', 'rsa', 2048), at(2026))).toBeUndefined();
  });
});
