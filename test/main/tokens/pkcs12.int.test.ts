import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPkcs12 } from '../../../src/main/tokens/index.ts';
import { startTestPki, TEST_PIN, type TestPki } from '../../support/pki.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await startTestPki();
}, 60_000);
afterAll(() => pki.close());

/** A key file as openssl writes it with these options. */
const make = (name: 'rsa' | 'p256', ...options: readonly string[]): Uint8Array => {
  const { keyFile, certFile } = pki.signers[name];
  const out = join(pki.dir, 'made.p12');
  const pass = ['-passout', 'pass:Größe 1', '-out', out];
  execFileSync('openssl', ['pkcs12', '-export', '-inkey', keyFile, '-in', certFile, ...pass, ...options], {
    cwd: pki.dir,
    stdio: 'pipe',
  });
  return readFileSync(out);
};

describe('key files of openssl', () => {
  test.each([
    ['rsa', []],
    ['p256', []],
    ['rsa', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['rsa', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha512']],
    ['p256', ['-certpbe', 'NONE']],
    ['p256', ['-nomac']],
  ] as const)('%s %j opens with its passphrase only', (name, options) => {
    const file = make(name, ...options);
    const opened = openPkcs12(file, 'Größe 1');
    if (!opened.ok) throw new Error(opened.error.code);
    expect(Buffer.from(opened.value.keys[0]!.certificate).equals(pki.signers[name].chainDer[0]!)).toBe(true);
    expect(openPkcs12(file, 'Größe 2')).toEqual({
      ok: false,
      error: { code: 'token.passphrase-falsch', params: {} },
    });
  });

  test('the chain comes along, in order', () => {
    const opened = openPkcs12(readFileSync(pki.signers.rsa.p12File), TEST_PIN);
    if (!opened.ok) throw new Error(opened.error.code);
    const chain = opened.value.keys[0]!.chain.map((der) => Buffer.from(der).toString('hex'));
    const expected = pki.signers.rsa.chainDer.slice(1).map((der) => Buffer.from(der).toString('hex'));
    expect(chain).toEqual(expected.slice(0, chain.length));
    expect(chain.length).toBeGreaterThan(0);
  });

  test('without key, without certificate, broken protection, damaged', () => {
    const code = (file: Uint8Array): string => {
      const opened = openPkcs12(file, 'Größe 1');
      return opened.ok ? 'open' : opened.error.code;
    };
    expect(code(make('rsa', '-nokeys'))).toBe('token.datei-ohne-schluessel');
    expect(code(make('rsa', '-nocerts'))).toBe('token.zertifikat-fehlt');
    expect(code(make('rsa', '-legacy'))).toBe('token.datei-verfahren');
    const good = make('rsa');
    expect(code(good.subarray(0, good.length - 200))).toBe('token.datei-beschaedigt');
    expect(code(Buffer.from('keine Schlüsseldatei'))).toBe('token.datei-beschaedigt');
    expect(code(Buffer.alloc(0))).toBe('token.datei-beschaedigt');
  });
});
