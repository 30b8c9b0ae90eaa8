// Every published attack class against a file signed by our own writer with a key of a real certificate authority:
// each must be TOTAL_FAILED, and none may be called intact and unchanged. Benign changes must pass.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { openPkcs12 } from '../../../src/main/tokens/index.ts';
import {
  httpFetcher,
  httpTimestamps,
  httpValidation,
  signPdf,
  upgradePdf,
  validatePdf,
} from '../../../src/signature/index.ts';
import type { Signer, SignOptions } from '../../../src/signature/index.ts';
import { startTestPki, TEST_PIN } from '../../support/pki.ts';
import type { SignerName, TestPki } from '../../support/pki.ts';
import { pdfsig } from '../write/judges.ts';
import { ATTACKS } from './attacks.ts';
import type { Signed } from './attacks.ts';
import { basePdf, NUM, update } from './base.ts';
import { BENIGN } from './benign.ts';

let pki: TestPki;
let signed: Signed;
let root: string;

const signer = (name: SignerName): Signer => {
  const opened = openPkcs12(readFileSync(pki.signers[name].p12File), TEST_PIN);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.keys[0]!;
};

const sign = async (
  pdf: Uint8Array,
  options: Partial<SignOptions> = {},
  name: SignerName = 'noRevocationInfo',
): Promise<Uint8Array> => {
  const result = await signPdf(pdf, signer(name), { claimedTime: new Date(), field: 'Signatur', ...options });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.bytes();
};

beforeAll(async () => {
  pki = await startTestPki();
  root = readFileSync(pki.rootFile, 'utf8');
  const base = basePdf();
  signed = {
    plain: await sign(base),
    certified1: await sign(base, { certify: 1 }),
    certified2: await sign(base, { certify: 2 }),
    certified3: await sign(base, { certify: 3 }),
    locked: await sign(base, { lock: { action: 'Include', fields: ['Vermerk'] } }),
  };
}, 60_000);
afterAll(() => pki.close());

// The authority above the signers names a revocation list: it is fetched once.
const fetcher = httpFetcher();
const validate = (pdf: Uint8Array) => validatePdf(pdf, { trust: [root], online: true, fetcher });

describe('the signed files themselves', () => {
  test.each(['plain', 'certified1', 'certified2', 'certified3', 'locked'] as const)(
    '%s passes',
    async (name) => {
      const report = await validate(signed[name]);
      expect(report).toMatchObject({
        indication: 'TOTAL_PASSED',
        signatures: [{ intact: true, modifications: 'none', coversWholeFile: true }],
      });
      expect(pdfsig(signed[name]).valid).toBe(1);
    },
  );
});

describe('attacks', () => {
  test.each(ATTACKS.map((attack) => [attack.family, attack.name, attack] as const))(
    '%s: %s is flagged',
    async (_, __, attack) => {
      const report = await validate(attack.make(signed));
      expect(report.indication).toBe('TOTAL_FAILED');
      const flagged = report.signatures.every(
        (one) =>
          !(one.intact && ['none', 'permitted'].includes(one.modifications)) ||
          one.indication === 'TOTAL_FAILED',
      );
      expect(report.error !== undefined || flagged).toBe(true);
      if (attack.object !== undefined) {
        const texts = report.signatures
          .flatMap((one) => one.findings.map((finding) => finding.text))
          .join('\n');
        expect(texts).toContain(`${attack.object} 0 obj`);
      }
    },
  );

  test.each(Object.entries(NUM))('object %s (%d) replaced, and freed', async (name, num) => {
    // Nothing refers to the objects of the prepared second document: replacing them changes nothing that is shown.
    const expected = name.startsWith('hidden') ? 'permitted' : 'forbidden';
    for (const pdf of [
      update(signed.plain, { [num]: '<</Ersetzt true>>' }),
      update(signed.plain, {}, { free: [num] }),
    ]) {
      const report = await validate(pdf);
      // Without a page tree or a form the file is damaged: then nothing is known, which is not good either.
      const verdicts = report.signatures.map((one) =>
        one.modifications === 'unknown' ? 'forbidden' : one.modifications,
      );
      expect(verdicts.every((one) => one === expected)).toBe(true);
      expect(report.indication === 'TOTAL_PASSED').toBe(expected === 'permitted');
    }
  });

  test('pdfsig sees nothing in most of them: the comparison of revisions is what finds them', () => {
    const blind = ATTACKS.filter(({ make }) => pdfsig(make(signed)).valid > 0);
    expect(blind.length).toBeGreaterThan(ATTACKS.length / 2);
  });
});

describe('benign changes', () => {
  test.each(BENIGN.map((benign) => [benign.name, benign] as const))('%s', async (_, benign) => {
    const report = await validate(benign.make(signed));
    expect(report.signatures[0]).toMatchObject({
      intact: true,
      modifications: benign.verdict,
      indication: 'TOTAL_PASSED',
    });
  });

  test('a second signature in the prepared field, and one in a new field', async () => {
    const second = await sign(signed.plain, { field: 'Zweite', appearance: { lines: ['Erika Muster'] } });
    const third = await sign(second, {
      field: 'Dritte',
      place: { page: 2, x: 50, y: 50, width: 150, height: 40 },
      appearance: { lines: ['Otto'] },
    });
    const report = await validate(third);
    expect(report.signatures.map((one) => [one.field, one.indication, one.modifications])).toEqual([
      ['Signatur', 'TOTAL_PASSED', 'permitted'],
      ['Zweite', 'TOTAL_PASSED', 'permitted'],
      ['Dritte', 'TOTAL_PASSED', 'none'],
    ]);
  });

  test('P=2: a signature in the prepared field', async () => {
    const second = await sign(signed.certified2, {
      field: 'Zweite',
      appearance: { lines: ['Erika Muster'] },
    });
    const report = await validate(second);
    expect(report).toMatchObject({
      indication: 'TOTAL_PASSED',
      signatures: [{ modifications: 'permitted' }, { modifications: 'none' }],
    });
  });

  test('upgrading to B-LTA', async () => {
    const sources = { timestamps: httpTimestamps(pki.tsaUrl), validation: httpValidation() };
    const upgraded = await upgradePdf(await sign(basePdf(), { certify: 2 }, 'p256'), 'B-LTA', sources);
    if (!upgraded.ok) throw new Error(JSON.stringify(upgraded.error));
    const report = await validate(upgraded.value);
    expect(report).toMatchObject({
      indication: 'TOTAL_PASSED',
      signatures: [{ level: 'B-LTA', modifications: 'permitted' }, {}, {}],
    });
  });
});

test('the objects of the base document have the numbers the attacks rely on', () => {
  expect(NUM.contents1).toBe(4);
});
