import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* The main job without a window, by the command a newcomer types (README), judged by strangers. */

const root = join(import.meta.dirname, '../..');
const eforms = (name: string) => join(root, 'test/fixtures/eforms', name);
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'amtsmappe-demo-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function amtsmappe(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, 'bin/amtsmappe'), args, {
    cwd: dir,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('a real notice', () => {
  test('goes through the house: slip, route with its rules, three signatures, protocol, evidence', () => {
    const { status, stdout } = amtsmappe('demo', '--notice', eforms('cn_24_minimal.xml'), '--out', 'out');
    expect(status).toBe(0);
    expect(stdout.match(/^bestätigt: /gm)?.length).toBeGreaterThanOrEqual(6);
    expect(stdout).toContain('Prüfung: 3 Unterschriften');
    for (const file of ['Vergabevermerk.pdf', 'Umlaufprotokoll.pdf', 'nachweis.json', 'uebungs-wurzel.pem'])
      expect(existsSync(join(dir, 'out', file))).toBe(true);
    const evidence = JSON.parse(readFileSync(join(dir, 'out/nachweis.json'), 'utf8')) as {
      readonly kette: { readonly fehler: unknown };
      readonly ereignisse: readonly { readonly type: string }[];
    };
    expect(evidence.kette.fehler).toBeNull();
    expect(evidence.ereignisse.filter((e) => e.type === 'SchrittGezeichnet')).toHaveLength(3);
  }, 60_000);

  test('pdfsig finds three valid signatures, qpdf a sound file', () => {
    const file = join(dir, 'out/Vergabevermerk.pdf');
    const judged = execFileSync('pdfsig', [file], { encoding: 'utf8' });
    expect(judged.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(3);
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax');
  });

  test('verify passes with the authority of the demo, and says without it that the issuer is unknown', () => {
    const trusted = amtsmappe('verify', 'out/Vergabevermerk.pdf', '--trust', 'out/uebungs-wurzel.pem');
    expect(trusted.stdout).toContain('TOTAL_PASSED');
    expect(trusted.status).toBe(0);
    const untrusted = amtsmappe('verify', 'out/Vergabevermerk.pdf');
    expect(untrusted.stdout).toContain('NO_CERTIFICATE_CHAIN_FOUND');
    expect(untrusted.status).toBe(1);
  }, 60_000);

  test.each([
    ['one byte changed', (b: Buffer) => void (b[Math.floor(b.length / 3)]! ^= 1), Buffer.alloc(0)],
    ['something appended', () => {}, Buffer.from('\n1 0 obj << >> endobj\n')],
  ] as const)(
    '%s: reported',
    (_what, change, tail) => {
      const bytes = readFileSync(join(dir, 'out/Vergabevermerk.pdf'));
      change(bytes);
      writeFileSync(join(dir, 'anders.pdf'), Buffer.concat([bytes, tail]));
      const { status, stdout } = amtsmappe('verify', 'anders.pdf', '--trust', 'out/uebungs-wurzel.pem');
      expect(status).toBe(2);
      expect(stdout).toContain('TOTAL_FAILED');
    },
    60_000,
  );
});

describe('bad input', () => {
  test('an INVALID notice names what is missing and leaves no papers', () => {
    const args = ['demo', '--notice', eforms('INVALID_cn_24_empty.xml'), '--out', 'leer'];
    const { status, stderr } = amtsmappe(...args);
    expect(status).toBe(65);
    expect(stderr).toMatch(/BT-701.*Es wurde nichts übernommen/s);
    expect(existsSync(join(dir, 'leer/Vergabevermerk.pdf'))).toBe(false);
  }, 60_000);

  test('no file, no arguments', () => {
    const gone = amtsmappe('demo', '--notice', 'nix.xml', '--out', 'x');
    expect(gone.status).toBe(64);
    expect(gone.stderr).toContain('nix.xml');
    expect(amtsmappe('demo')).toMatchObject({ status: 64, stderr: expect.stringContaining('Aufruf') });
  });
});
