import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliIo } from '../../src/cli/io.ts';
import { runSign } from '../../src/cli/sign.ts';
import { runVerify } from '../../src/cli/verify.ts';
import { objectBytes, openPdf, pdfRef, resolve } from '../../src/signature/pdf/index.ts';
import { PIN, startSoftHsm, type SoftHsm } from '../main/tokens/softhsm.ts';
import { pdfsig } from '../signature/write/judges.ts';
import { classicPdf, encryptedPdf } from '../signature/write/samples.ts';
import { startTestPki, TEST_PIN, type TestPki } from '../support/pki.ts';

let pki: TestPki;
let hsm: SoftHsm;
let slot: number;
let dir: string;
const path = (name: string): string => join(dir, name);

beforeAll(async () => {
  pki = await startTestPki();
  hsm = startSoftHsm();
  const { keyPem, chainDer } = pki.signers.p256;
  slot = hsm.addToken('Karte', [{ label: 'Siegelring', keyPem, certificate: chainDer[0]! }]);
}, 60_000);
afterAll(async () => {
  await pki.close();
  hsm.close();
  rmSync(dir, { recursive: true, force: true });
});

beforeEach(async () => {
  if (dir !== undefined) rmSync(dir, { recursive: true, force: true });
  dir = mkdtempSync(join(tmpdir(), 'amtsmappe-cli-'));
  writeFileSync(path('in.pdf'), await classicPdf());
});

type Said = { readonly status: number; readonly out: string; readonly err: string };

const run = async (
  command: (argv: readonly string[], io: CliIo) => Promise<number>,
  args: readonly string[],
  env: Record<string, string> = { AMTSMAPPE_PIN: TEST_PIN },
): Promise<Said> => {
  let out = '';
  let err = '';
  const status = await command(args, { out: (text) => (out += text), err: (text) => (err += text), env });
  return { status, out, err };
};

const sign = (...args: readonly string[]) =>
  run(runSign, [path('in.pdf'), '--out', path('out.pdf'), '--p12', pki.signers.p256.p12File, ...args]);

describe('sign', () => {
  test('with everything one may ask for', async () => {
    const said = await sign(
      ...['--reason', 'Geprüft', '--location', 'Siegen', '--visible', '1,50,50,200,60'],
      ...['--certify', '2', '--field', 'Amt20'],
    );
    expect(said).toMatchObject({ status: 0, err: '' });
    expect(said.out).toContain('Feld Amt20, B-B');
    expect(pdfsig(readFileSync(path('out.pdf')))).toEqual({ found: 1, valid: 1 });
  });

  test('with a card, the slot by number or place, the key by name', async () => {
    for (const where of [String(slot), '0']) {
      const card = ['--pkcs11', hsm.modulePath, '--slot', where, '--key', 'Siegelring'];
      const said = await run(runSign, [path('in.pdf'), '--out', path('out.pdf'), ...card], {
        AMTSMAPPE_PIN: PIN,
      });
      expect(said).toMatchObject({ status: 0, err: '' });
      expect(pdfsig(readFileSync(path('out.pdf')))).toEqual({ found: 1, valid: 1 });
    }
  });

  test('an encrypted file with its password', async () => {
    writeFileSync(path('in.pdf'), await encryptedPdf('nutzer', 'chef', 256));
    const args = [path('in.pdf'), '--out', path('out.pdf'), '--p12', pki.signers.rsa.p12File];
    const without = await run(runSign, args);
    expect(without.status).toBe(1);
    expect(without.err).toContain('verschlüsselt');
    const env = { AMTSMAPPE_PIN: TEST_PIN, WORT: 'nutzer' };
    expect((await run(runSign, [...args, '--password-env', 'WORT'], env)).status).toBe(0);
  });

  test('refusals say heading, cause and next step, write no file and no secret', async () => {
    const refusals: readonly (readonly [() => Promise<Said>, string])[] = [
      [
        () =>
          run(runSign, [path('in.pdf'), '--out', path('out.pdf'), '--p12', pki.signers.rsa.p12File], {
            AMTSMAPPE_PIN: 'streng geheim',
          }),
        'Passphrase stimmt nicht',
      ],
      [() => sign('--visible', '7,0,0,10,10'), 'Diese Seite gibt es nicht'],
      [
        () => sign('--level', 'B-T', '--tsa', 'http://127.0.0.1:1/'),
        'Zeitstempeldienst ist nicht erreichbar',
      ],
      [
        () => run(runSign, [path('weg.pdf'), '--out', path('out.pdf'), '--p12', pki.signers.rsa.p12File]),
        'nicht erreichbar',
      ],
      [
        () => run(runSign, [path('in.pdf'), '--out', path('out.pdf'), '--p12', pki.signers.expired.p12File]),
        'Zertifikat ist nicht gültig',
      ],
      [
        () => run(runSign, [path('in.pdf'), '--out', path('out.pdf'), '--pkcs11', '/etc/hostname']),
        'Kartenmodul',
      ],
    ];
    for (const [refused, text] of refusals) {
      const said = await refused();
      expect(said.status).toBe(1);
      expect(said.err).toContain(text);
      expect(said.err.trim().split('\n')).toHaveLength(3);
      expect(said.err + said.out).not.toMatch(/streng geheim|geheim-4711/);
      expect(existsSync(path('out.pdf'))).toBe(false);
    }
  });

  test.each([
    [[]],
    [['a.pdf', 'b.pdf', '--out', 'x', '--p12', 'k']],
    [['a.pdf', '--out', 'x']],
    [['a.pdf', '--out', 'x', '--p12', 'k', '--pkcs11', 'm']],
    [['a.pdf', '--out', 'x', '--p12', 'k', '--level', 'B-X']],
    [['a.pdf', '--out', 'x', '--p12', 'k', '--level', 'B-T']],
    [['a.pdf', '--out', 'x', '--p12', 'k', '--certify', '4']],
    [['a.pdf', '--out', 'x', '--p12', 'k', '--visible', '1,2,3']],
    [['a.pdf', '--out', 'x', '--p12', 'k', '--pin-env', 'FEHLT']],
    [['a.pdf', '--out', 'x', '--p12', 'k', '--pin', '1234']],
  ])('%j is wrong usage', async (args) => {
    const said = await run(runSign, args);
    expect(said.status).toBe(64);
    expect(said.err).toContain('Aufruf: amtsmappe sign');
  });
});

test('B-LTA holds ten years later, and breaks when one object is replaced', async () => {
  expect((await sign('--level', 'B-LTA', '--tsa', pki.tsaUrl)).status).toBe(0);
  const signed = readFileSync(path('out.pdf'));
  expect(pdfsig(signed).valid).toBe(1);
  const later = new Date(Date.now() + 10 * 365 * 86_400_000).toISOString();
  const check = async (): Promise<{
    status: number;
    report: { indication: string; signatures: { level: string; findings: { text: string }[] }[] };
  }> => {
    const said = await run(runVerify, [
      path('out.pdf'),
      '--json',
      '--offline',
      '--at',
      later,
      '--trust',
      pki.rootFile,
    ]);
    return { status: said.status, report: JSON.parse(said.out) };
  };
  const good = await check();
  expect(good).toMatchObject({ status: 0, report: { indication: 'TOTAL_PASSED' } });
  expect(good.report.signatures[0]!.level).toBe('B-LTA');

  // The first page again, with another size, behind the last %%EOF: an update as any editor would write it.
  const pdf = openPdf(signed);
  const num = [...Array(50).keys()].find((n) =>
    objectBytes(resolve(pdf, pdfRef(n))).includes('/Type /Page\n'),
  )!;
  const body = objectBytes(resolve(pdf, pdfRef(num)))
    .toString('latin1')
    .replace('842', '400');
  const offset = signed.length;
  const object = `${num} 0 obj\n${body}\nendobj\n`;
  const table = `xref\n${num} 1\n${String(offset).padStart(10, '0')} 00000 n \ntrailer\n<</Size 99/Root ${rootOf(pdf)}/Prev ${pdf.startxref}>>\n`;
  const update = `${object}${table}startxref\n${offset + object.length}\n%%EOF\n`;
  writeFileSync(path('out.pdf'), Buffer.concat([signed, Buffer.from(update, 'latin1')]));
  const bad = await check();
  expect(bad).toMatchObject({ status: 2, report: { indication: 'TOTAL_FAILED' } });
  expect(bad.report.signatures[0]!.findings.map((f) => f.text).join(' ')).toMatch(new RegExp(`\\b${num}\\b`));
}, 60_000);

const rootOf = (pdf: ReturnType<typeof openPdf>): string =>
  objectBytes(pdf.trailer.entries.get('Root')!).toString('latin1');
