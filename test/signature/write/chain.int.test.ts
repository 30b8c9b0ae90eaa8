import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { openPkcs12 } from '../../../src/main/tokens/index.ts';
import {
  addSignatureFields,
  httpTimestamps,
  httpValidation,
  loadTrustStore,
  signPdf,
  upgradePdf,
  validatePdf,
  type Level,
  type LevelSources,
  type Signer,
  type SignOptions,
  type TrustStore,
} from '../../../src/signature/index.ts';
import { startTestPki, TEST_PIN, type SignerName, type TestPki } from '../../support/pki.ts';
import { classicPdf, encryptedPdf, hybridPdf, qpdfPdf, streamPdf } from './samples.ts';

// Writer and validator of this package against each other: what one writes the other passes, on every kind of file.
const claimedTime = new Date();
let pki: TestPki;
let sources: LevelSources;
let trust: TrustStore;

beforeAll(async () => {
  pki = await startTestPki();
  sources = { timestamps: httpTimestamps(pki.tsaUrl), validation: httpValidation() };
  const loaded = await loadTrustStore([pki.rootFile]);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  trust = loaded.value;
}, 60_000);
afterAll(() => pki.close());

const signer = (name: SignerName): Signer => {
  const opened = openPkcs12(readFileSync(pki.signers[name].p12File), TEST_PIN);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.keys[0]!;
};

const sign = async (
  pdf: Uint8Array,
  name: SignerName,
  level: Level = 'B-B',
  options: Partial<SignOptions> = {},
) => {
  const signed = await signPdf(pdf, signer(name), { claimedTime, ...options }, level, sources);
  if (!signed.ok) throw new Error(JSON.stringify(signed.error));
  return signed.value.bytes();
};

/** What the validator says about each signature, in short. */
const judge = async (pdf: Uint8Array, password?: string): Promise<readonly string[]> => {
  const report = await validatePdf(pdf, { trust, password, online: true });
  if (!('signatures' in report)) throw new Error(JSON.stringify(report));
  return report.signatures.map((s) =>
    [s.kind, s.level, s.intact ? 'intact' : 'broken', s.modifications, s.indication].join(' '),
  );
};

describe('what is written is passed', () => {
  test.each([
    ['classic', () => classicPdf(), undefined],
    ['stream', () => streamPdf(), undefined],
    ['hybrid', async () => hybridPdf(), undefined],
    ['linearised with streams', () => qpdfPdf('--linearize', '--object-streams=generate'), undefined],
    ['AES 128', () => encryptedPdf('nutzer', 'chef', 128, '--use-aes=y'), 'nutzer'],
    ['AES 256', () => encryptedPdf('nutzer', 'chef', 256), 'nutzer'],
  ] as const)('%s: a route of three, visible and invisible', async (_, make, password) => {
    const place = { page: 1, x: 50, y: 50, width: 200, height: 60 };
    let pdf = await make();
    pdf = await sign(pdf, 'rsa', 'B-B', { password });
    pdf = await sign(pdf, 'p256', 'B-B', { password, place, appearance: { lines: ['Prüfung'] } });
    pdf = await sign(pdf, 'brainpool256', 'B-B', { password });
    expect(await judge(pdf, password)).toEqual([
      'signature B-B intact permitted TOTAL_PASSED',
      'signature B-B intact permitted TOTAL_PASSED',
      'signature B-B intact none TOTAL_PASSED',
    ]);
  });

  test('certified with fields up front, then filled', async () => {
    const place = { page: 1, x: 50, y: 50, width: 200, height: 60 };
    const prepared = addSignatureFields(await classicPdf(), [{ name: 'A', place }, { name: 'B' }]);
    if (!prepared.ok) throw new Error(prepared.error.code);
    let pdf = await sign(prepared.value, 'rsa', 'B-B', { certify: 2 });
    pdf = await sign(pdf, 'p256', 'B-B', { field: 'A', appearance: { lines: ['A'] } });
    pdf = await sign(pdf, 'p384', 'B-B', { field: 'B', lock: { action: 'All', fields: [] } });
    expect(await judge(pdf)).toEqual([
      'signature B-B intact permitted TOTAL_PASSED',
      'signature B-B intact permitted TOTAL_PASSED',
      'signature B-B intact none TOTAL_PASSED',
    ]);
  });

  test.each(['B-T', 'B-LT', 'B-LTA'] as const)('%s', async (level) => {
    const [first] = await judge(await sign(await streamPdf(), 'p256', level));
    const changes = level === 'B-T' ? 'none' : 'permitted';
    expect(first).toBe(`signature ${level} intact ${changes} TOTAL_PASSED`);
  });

  test('two B-B signatures brought to B-LTA, in a certified file', async () => {
    let pdf = await sign(await classicPdf(), 'rsa', 'B-B', { certify: 2, newFields: [{ name: 'Zweite' }] });
    pdf = await sign(pdf, 'p256', 'B-B', { field: 'Zweite' });
    const upgraded = await upgradePdf(pdf, 'B-LTA', sources);
    if (!upgraded.ok) throw new Error(JSON.stringify(upgraded.error));
    const found = await judge(upgraded.value);
    expect(found.slice(0, 2)).toEqual([
      'signature B-LTA intact permitted TOTAL_PASSED',
      'signature B-LTA intact permitted TOTAL_PASSED',
    ]);
  });
});
