import { beforeAll, describe, expect, test } from '@jest/globals';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { parseCertificate } from '../../../src/signature/trust/certificate.ts';
import type { Certificate } from '../../../src/signature/trust/certificate.ts';
import { faultsOf, pathsTo } from '../../../src/signature/trust/path.ts';
import { certificatePool } from '../../../src/signature/trust/pool.ts';

x509.cryptoProvider.set(webcrypto as unknown as Crypto);
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;
const now = new Date();
type Keys = webcrypto.CryptoKeyPair;
const newKeys = () => webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']) as Promise<Keys>;
let serial = 1;

const issue = async (
  subject: string,
  keys: Keys,
  issuer: string,
  issuerKeys: Keys,
  extensions: x509.Extension[] = [],
): Promise<Certificate> => {
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: (serial++).toString(16).padStart(2, '0'),
    subject,
    issuer,
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + DAY),
    signingAlgorithm: EC,
    publicKey: keys.publicKey as CryptoKey,
    signingKey: issuerKeys.privateKey as CryptoKey,
    extensions,
  });
  return parseCertificate(new Uint8Array(certificate.rawData))!;
};
const ca = (pathLength?: number) => new x509.BasicConstraintsExtension(true, pathLength, true);

let root: Keys;
let middle: Keys;
let leaf: Keys;
let rootCert: Certificate;

beforeAll(async () => {
  [root, middle, leaf] = (await Promise.all([newKeys(), newKeys(), newKeys()])) as [Keys, Keys, Keys];
  rootCert = await issue('CN=Wurzel', root, 'CN=Wurzel', root, [ca()]);
});

const faults = (path: readonly Certificate[], at = now) =>
  faultsOf(path, 'signer', at, () => now).map((one) => one.problem);

describe('paths', () => {
  test('from the leaf over an intermediate to the anchor, whatever the order', async () => {
    const middleCert = await issue('CN=Mitte', middle, 'CN=Wurzel', root, [ca()]);
    const leafCert = await issue('CN=Blatt', leaf, 'CN=Mitte', middle);
    const paths = pathsTo(leafCert, certificatePool([leafCert, middleCert]), [rootCert]);
    expect(paths.map((path) => path.map((one) => one.subject))).toEqual([
      ['CN=Blatt', 'CN=Mitte', 'CN=Wurzel'],
    ]);
    expect(faults(paths[0]!)).toEqual([]);
  });

  test('a name alone is nothing: the signature counts', async () => {
    const stranger = await newKeys();
    const forged = await issue('CN=Blatt', leaf, 'CN=Wurzel', stranger);
    expect(pathsTo(forged, certificatePool(), [rootCert])).toEqual([]);
  });

  test('authorities that all certify each other end soon', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `CN=Stelle ${index}`);
    const keys = await Promise.all(names.map(newKeys));
    const all: Certificate[] = [];
    for (const [i, subject] of names.entries())
      for (const [j, issuer] of names.entries())
        all.push(await issue(subject, keys[i]!, issuer, keys[j]!, [ca()]));
    const leafCert = await issue('CN=Blatt', leaf, names[0]!, keys[0]!);
    expect(pathsTo(leafCert, certificatePool(all), [rootCert])).toEqual([]);
  });

  test('an anchor that is the certificate itself', () => {
    expect(pathsTo(rootCert, certificatePool(), [rootCert])).toEqual([[rootCert]]);
  });
});

describe('faults', () => {
  test('who is no authority cannot issue', async () => {
    const middleCert = await issue('CN=Mitte', middle, 'CN=Wurzel', root);
    const leafCert = await issue('CN=Blatt', leaf, 'CN=Mitte', middle);
    expect(faults([leafCert, middleCert, rootCert])).toEqual(['CHAIN_CONSTRAINTS_FAILURE']);
  });

  test('path length', async () => {
    const short = await issue('CN=Wurzel', root, 'CN=Wurzel', root, [ca(0)]);
    const middleCert = await issue('CN=Mitte', middle, 'CN=Wurzel', root, [ca()]);
    const leafCert = await issue('CN=Blatt', leaf, 'CN=Mitte', middle);
    expect(faults([leafCert, middleCert, short])).toEqual(['CHAIN_CONSTRAINTS_FAILURE']);
  });

  test('validity of leaf and intermediate, but not of the anchor', async () => {
    const leafCert = await issue('CN=Blatt', leaf, 'CN=Wurzel', root);
    expect(faults([leafCert, rootCert], new Date(now.getTime() + 2 * DAY))).toEqual(['OUT_OF_BOUNDS_NO_POE']);
    expect(faults([leafCert, rootCert], new Date(now.getTime() - 2 * DAY))).toEqual(['NOT_YET_VALID']);
  });

  test('an unknown critical extension', async () => {
    const odd = new x509.Extension('1.2.3.4', true, new Uint8Array([5, 0]));
    const leafCert = await issue('CN=Blatt', leaf, 'CN=Wurzel', root, [odd]);
    expect(faults([leafCert, rootCert])).toEqual(['CHAIN_CONSTRAINTS_FAILURE']);
  });

  test('names outside of what the authority may certify', async () => {
    // NameConstraints { permitted [0] { dNSName "amt.example" } }
    const constraints = new x509.Extension(
      '2.5.29.30',
      true,
      Buffer.from('3011a00f300d820b616d742e6578616d706c65', 'hex'),
    );
    const bound = await issue('CN=Mitte', middle, 'CN=Wurzel', root, [ca(), constraints]);
    const named = (name: string) =>
      issue('CN=Blatt', leaf, 'CN=Mitte', middle, [
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }]),
      ]);
    expect(faults([await named('www.amt.example'), bound, rootCert])).toEqual([]);
    expect(faults([await named('www.boese.example'), bound, rootCert])).toEqual([
      'CHAIN_CONSTRAINTS_FAILURE',
    ]);
  });

  test('a time stamp needs its extended key usage', async () => {
    const leafCert = await issue('CN=Blatt', leaf, 'CN=Wurzel', root);
    expect(faultsOf([leafCert, rootCert], 'timestamp', now, () => now).map((one) => one.problem)).toEqual([
      'CHAIN_CONSTRAINTS_FAILURE',
    ]);
  });
});
