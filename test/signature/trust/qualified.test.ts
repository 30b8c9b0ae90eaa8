import { beforeAll, expect, test } from '@jest/globals';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { isQualified } from '../../../src/signature/trust/certificate.ts';

/** Statements of EN 319 412-5: SEQUENCE OF SEQUENCE { OID, value }, with DER written by hand. */
x509.cryptoProvider.set(webcrypto as unknown as Crypto);
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const sequence = (...parts: readonly string[]): string => {
  const body = parts.join('');
  return `30${(body.length / 2).toString(16).padStart(2, '0')}${body}`;
};
const COMPLIANCE = sequence('060604008e460101');
const SSCD = sequence('060604008e460104');
const typeOf = (last: string) => sequence('060604008e460106', sequence(`060704008e4601060${last}`));
const THIRD_COUNTRY = sequence('060604008e460107', sequence('13024742'));
const statements = (...all: readonly string[]) =>
  new x509.Extension('1.3.6.1.5.5.7.1.3', false, Buffer.from(sequence(...all), 'hex'));

let keys: webcrypto.CryptoKeyPair;
beforeAll(async () => {
  keys = (await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
});

async function issue(...extensions: readonly x509.Extension[]): Promise<Uint8Array> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ serialNumber: '01', name: 'CN=Blatt', signingAlgorithm: EC, extensions: [...extensions] },
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
    keys: keys as unknown as CryptoKeyPair,
  });
  return new Uint8Array(certificate.rawData);
}

test('qualified is what the statements say, for signatures of people and with a device that keeps the key', async () => {
  expect(isQualified(await issue(statements(COMPLIANCE, SSCD)))).toBe(true);
  expect(isQualified(await issue(statements(COMPLIANCE, typeOf('1'), SSCD)))).toBe(true);
  for (const others of [
    [COMPLIANCE],
    [SSCD],
    [COMPLIANCE, SSCD, typeOf('2')],
    [COMPLIANCE, SSCD, THIRD_COUNTRY],
    [sequence('060604008e460105', COMPLIANCE), SSCD],
  ])
    expect(isQualified(await issue(statements(...others)))).toBe(false);
  expect(isQualified(Buffer.from(COMPLIANCE + SSCD, 'hex'))).toBe(false);
});

test('the same octets anywhere else say nothing: whoever asks for a certificate chooses some of them', async () => {
  const octets = Buffer.from(sequence(COMPLIANCE, SSCD), 'hex');
  const keyId = new x509.SubjectKeyIdentifierExtension(octets.toString('hex'));
  const foreign = new x509.Extension('1.3.6.1.4.1.55555.1', false, octets);
  for (const extension of [keyId, foreign]) {
    const certificate = await issue(extension);
    expect(Buffer.from(certificate).includes(Buffer.from(COMPLIANCE, 'hex'))).toBe(true);
    expect(isQualified(certificate)).toBe(false);
  }
});
