// amtsmappe verify: JSON shape, exit status and usage, as the real command.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { openPkcs12 } from '../../src/main/tokens/index.ts';
import { httpTimestamps, httpValidation, signPdf } from '../../src/signature/index.ts';
import { runVerify } from '../../src/cli/verify.ts';
import { startTestPki, TEST_PIN } from '../support/pki.ts';
import { listBody, serviceOf, signList } from '../support/trusted-list.ts';
import type { TestPki } from '../support/pki.ts';
import { basePdf, update } from '../signature/attacks/base.ts';

let pki: TestPki;
let good: string;
let changed: string;

beforeAll(async () => {
  pki = await startTestPki();
  const opened = openPkcs12(readFileSync(pki.signers.p256.p12File), TEST_PIN);
  if (!opened.ok) throw new Error(opened.error.code);
  const sources = { timestamps: httpTimestamps(pki.tsaUrl), validation: httpValidation() };
  const signed = await signPdf(
    basePdf(),
    opened.value.keys[0]!,
    { claimedTime: new Date(), field: 'Sig1' },
    'B-LTA',
    sources,
  );
  if (!signed.ok) throw new Error(signed.error.code);
  good = join(pki.dir, 'gut.pdf');
  changed = join(pki.dir, 'geaendert.pdf');
  writeFileSync(good, signed.value.bytes());
  writeFileSync(changed, update(signed.value.bytes(), { 4: '<<>>' }));
  writeFileSync(join(pki.dir, 'kein.pdf'), 'hallo');
  writeFileSync(join(pki.dir, 'ohne.pdf'), basePdf());
}, 60_000);
afterAll(() => pki.close());

async function verify(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    env: {},
  };
  return { status: await runVerify(args, io), out, err };
}

describe('verify --json', () => {
  test('prints the object of the specification and nothing else', async () => {
    const { status, out, err } = await verify(good, '--json', '--trust', pki.rootFile, '--offline');
    expect([status, err]).toEqual([0, '']);
    const report = JSON.parse(out) as Record<string, unknown>;
    expect(report).toEqual({
      file: good,
      sha256: createHash('sha256').update(readFileSync(good)).digest('hex'),
      indication: 'TOTAL_PASSED',
      subIndication: null,
      signatures: [
        {
          field: 'Sig1',
          kind: 'signature',
          signer: 'CN=Erika Muster p256, O=Stadt Musterstadt (Test), C=DE',
          signingTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          timeSource: 'timestamp',
          level: 'B-LTA',
          indication: 'TOTAL_PASSED',
          subIndication: null,
          intact: true,
          coversWholeFile: false,
          modifications: 'permitted',
          findings: expect.any(Array),
        },
        expect.objectContaining({
          kind: 'timestamp',
          coversWholeFile: true,
          modifications: 'none',
          indication: 'TOTAL_PASSED',
        }),
      ],
    });
  });

  test('ten years later', async () => {
    const at = new Date(Date.now() + 10 * 365.25 * 86_400_000).toISOString();
    expect((await verify(good, '--json', '--offline', '--at', at, '--trust', pki.rootFile)).status).toBe(0);
  });

  test('untrusted is 1, changed is 2 and names the object, no PDF is 3', async () => {
    expect((await verify(good, '--json', '--offline')).status).toBe(1);
    const bad = await verify(changed, '--json', '--offline', '--trust', pki.rootFile);
    expect(bad.status).toBe(2);
    expect(bad.out).toContain('4 0 obj');
    const none = await verify(join(pki.dir, 'kein.pdf'), '--json');
    expect(none.status).toBe(3);
    expect(JSON.parse(none.out)).toMatchObject({ error: { code: 'notPdf' } });
    expect((await verify(join(pki.dir, 'fehlt.pdf'), '--json')).status).toBe(3);
  });

  test('a PDF without signature is INDETERMINATE / NO_SIGNATURE', async () => {
    const { status, out } = await verify(join(pki.dir, 'ohne.pdf'), '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_SIGNATURE',
      signatures: [],
    });
  });
});

describe('trust', () => {
  test('several files after one --trust, or a folder', async () => {
    expect((await verify(good, '--offline', '--trust', pki.stranger.certFile, pki.rootFile)).status).toBe(0);
    expect(
      (await verify('--offline', '--trust', pki.stranger.certFile, '--trust', pki.rootFile, good)).status,
    ).toBe(0);
    expect((await verify(good, '--offline', '--trust', pki.dir)).status).toBe(0);
  });
});

describe('for people', () => {
  test('one sentence per signature with cause and next step', async () => {
    const { out } = await verify(changed, '--offline', '--trust', pki.rootFile);
    expect(out).toMatch(/Die Signatur von Erika Muster p256 vom .* ist ungültig\./);
    expect(out).toContain('Grund: ');
    expect(out).toContain('Nächster Schritt: ');
  });
});

describe('usage', () => {
  test.each([
    [[]],
    [['a.pdf', 'b.pdf']],
    [['a.pdf', '--at', 'gestern']],
    [['a.pdf', '--unbekannt']],
    [['a.pdf', '--trust', '/nicht/da']],
  ])('%j is 64', async (args) => {
    expect((await verify(...args)).status).toBe(64);
  });

  test('the command itself', () => {
    const run = spawnSync('bin/amtsmappe', ['verify', good, '--json', '--trust', pki.rootFile, '--offline'], {
      encoding: 'utf8',
    });
    expect([run.status, run.stderr]).toEqual([0, '']);
    expect(JSON.parse(run.stdout)).toMatchObject({ indication: 'TOTAL_PASSED' });
  });
});

describe('reports and evidence', () => {
  test('--etsi and --evidence write files, and the package alone proves the same without a network', async () => {
    const etsi = join(pki.dir, 'bericht.xml');
    const zip = join(pki.dir, 'nachweis.zip');
    const made = await verify(good, '--trust', pki.rootFile, '--etsi', etsi, '--evidence', zip);
    expect([made.status, made.err]).toEqual([0, '']);
    expect(readFileSync(etsi, 'utf8')).toContain('urn:etsi:019102:mainindication:total-passed');
    const again = await verify(zip, '--json', '--trust', pki.rootFile);
    expect(again.status).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({
      file: zip,
      indication: 'TOTAL_PASSED',
      package: { indication: 'TOTAL_PASSED' },
    });
    // its own anchors are no reason to trust it
    expect((await verify(zip)).status).toBe(1);
  });

  test('a package that was changed is refused by the name of what was changed', async () => {
    const zip = join(pki.dir, 'nachweis.zip');
    await verify(good, '--trust', pki.rootFile, '--evidence', zip);
    const entries = unzipSync(readFileSync(zip));
    const altered = join(pki.dir, 'veraendert.zip');
    writeFileSync(altered, zipSync({ ...entries, 'bericht.html': Buffer.from('<p>gültig</p>') }));
    const { status, err } = await verify(altered, '--trust', pki.rootFile);
    expect([status, err]).toEqual([3, expect.stringContaining('bericht.html')]);
    writeFileSync(altered, zipSync({ 'brief.txt': Buffer.from('hallo') }));
    expect((await verify(altered, '--json')).out).toContain('"code":"incomplete"');
  });

  test('a report is written of what is no PDF, too; --help says what there is', async () => {
    const etsi = join(pki.dir, 'kein.xml');
    expect((await verify(join(pki.dir, 'kein.pdf'), '--etsi', etsi)).status).toBe(3);
    expect(readFileSync(etsi, 'utf8')).toContain('<ValidationReport');
    const help = await verify('--help');
    expect([help.status, help.out]).toEqual([0, expect.stringContaining('--evidence')]);
  });
});

describe('a trusted list', () => {
  test('counts with the certificate of its signer, and never without', async () => {
    const list = join(pki.dir, 'liste.xml');
    writeFileSync(
      list,
      signList(
        listBody(serviceOf('CA/QC', 'granted', '2020-01-01T00:00:00Z', pki.root.chainDer[0]!)),
        pki.signers.rsa.keyFile,
      ),
    );
    const signer = pki.signers.rsa.certFile;
    expect((await verify(good, '--list', list, '--list-signer', signer, '--offline')).status).toBe(0);
    expect((await verify(good, '--list', list, '--list-signer', pki.signers.p256.certFile)).status).toBe(64);
    expect((await verify(good, '--list', list)).status).toBe(64);
  });
});
