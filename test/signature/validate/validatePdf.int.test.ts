// Validation of files from our own writer, with a real certificate authority: levels, times, trust, revocation.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { openPkcs12 } from '../../../src/main/tokens/index.ts';
import {
  httpFetcher,
  httpTimestamps,
  httpValidation,
  renewArchiveTimestamp,
  signDetached,
  signPdf,
  validatePdf,
  verifyDetached,
} from '../../../src/signature/index.ts';
import type { Level, LevelSources, Signer } from '../../../src/signature/index.ts';
import { startTestPki, TEST_PIN } from '../../support/pki.ts';
import type { SignerName, TestPki } from '../../support/pki.ts';
import { update } from '../attacks/base.ts';
import { classicPdf, encryptedPdf, hybridPdf, streamPdf } from '../write/samples.ts';

const YEAR = 365.25 * 86_400_000;
let pki: TestPki;
let sources: LevelSources;
let trust: string[];

beforeAll(async () => {
  pki = await startTestPki();
  sources = { timestamps: httpTimestamps(pki.tsaUrl), validation: httpValidation() };
  trust = [readFileSync(pki.rootFile, 'utf8')];
}, 60_000);
afterAll(() => pki.close());

const signer = (name: SignerName): Signer => {
  const opened = openPkcs12(readFileSync(pki.signers[name].p12File), TEST_PIN);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.keys[0]!;
};

const sign = async (
  name: SignerName,
  level: Level = 'B-B',
  pdf?: Uint8Array,
  password?: string,
): Promise<Uint8Array> => {
  const result = await signPdf(
    pdf ?? (await classicPdf()),
    signer(name),
    { claimedTime: new Date(), password },
    level,
    sources,
  );
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.bytes();
};

const inYears = (years: number): Date => new Date(Date.now() + years * YEAR);

describe('levels', () => {
  test.each(['B-B', 'B-T', 'B-LT', 'B-LTA'] as const)('%s with the root as only anchor', async (level) => {
    const pdf = await sign('p256', level);
    const online = await validatePdf(pdf, { trust, online: true });
    expect(online).toMatchObject({ indication: 'TOTAL_PASSED', subIndication: null });
    expect(online.signatures[0]).toMatchObject({
      kind: 'signature',
      level,
      intact: true,
      timeSource: level === 'B-B' ? 'claimed' : 'timestamp',
    });
    const offline = await validatePdf(pdf, { trust });
    expect(offline.indication).toBe(level === 'B-B' || level === 'B-T' ? 'INDETERMINATE' : 'TOTAL_PASSED');
  });

  test.each(['rsa', 'rsa3072', 'p384', 'p521', 'brainpool256', 'brainpool384', 'brainpool512'] as const)(
    'key %s',
    async (name) => {
      expect(await validatePdf(await sign(name), { trust, online: true })).toMatchObject({
        indication: 'TOTAL_PASSED',
      });
    },
  );

  test('nothing passes without a trust anchor', async () => {
    const report = await validatePdf(await sign('p256', 'B-LTA'), { online: true });
    expect(report).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
    });
    expect(report.signatures.every((one) => one.intact)).toBe(true);
  });

  test('a stranger as anchor helps nobody', async () => {
    const report = await validatePdf(await sign('p256'), { trust: [pki.stranger.certPem], online: true });
    expect(report.subIndication).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  });
});

describe('files', () => {
  test.each([
    ['cross-reference streams', streamPdf],
    ['a hybrid file', async () => hybridPdf()],
  ] as const)('%s', async (_, make) => {
    expect(await validatePdf(await sign('p256', 'B-LTA', await make()), { trust })).toMatchObject({
      indication: 'TOTAL_PASSED',
    });
  });

  test('an encrypted file with its password', async () => {
    const pdf = await sign('p256', 'B-LT', await encryptedPdf('lesen', 'besitzen', 256), 'lesen');
    expect(await validatePdf(pdf, { trust, password: 'lesen' })).toMatchObject({
      indication: 'TOTAL_PASSED',
    });
    expect(await validatePdf(pdf, { trust })).toMatchObject({
      indication: 'TOTAL_FAILED',
      error: { code: 'encrypted' },
    });
  });

  test('no signature', async () => {
    expect(await validatePdf(await classicPdf())).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_SIGNATURE',
      signatures: [],
    });
  });

  test('no PDF', async () => {
    expect(await validatePdf(Buffer.from('hallo'))).toMatchObject({
      indication: 'TOTAL_FAILED',
      error: { code: 'notPdf' },
    });
  });
});

describe('time', () => {
  test('B-LTA passes ten years later, the certificate long expired; B-B does not', async () => {
    const pdf = await sign('p256', 'B-LTA');
    const report = await validatePdf(pdf, { trust, at: inYears(10) });
    expect(report).toMatchObject({ indication: 'TOTAL_PASSED' });
    expect(report.signatures.map((one) => one.kind)).toEqual(['signature', 'timestamp']);
    const plain = await validatePdf(await sign('p256'), { trust, at: inYears(10), online: true });
    expect(plain).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE' });
  });

  test('with one object replaced the same file is TOTAL_FAILED, and the finding names the object', async () => {
    const pdf = await sign('p256', 'B-LTA');
    const text = Buffer.from(pdf).toString('latin1');
    const page = Number(/(\d+) 0 obj\s*<<[^>]*\/Type\s*\/Page\b/.exec(text)![1]);
    const report = await validatePdf(update(pdf, { [page]: '<</Type/Page/MediaBox[0 0 10 10]>>' }), {
      trust,
      at: inYears(10),
    });
    expect(report).toMatchObject({ indication: 'TOTAL_FAILED', subIndication: 'FORMAT_FAILURE' });
    expect(report.signatures[0]!.findings.some((one) => one.text.includes(`${page} 0 obj`))).toBe(true);
  });

  test('a renewed archive time stamp carries the file further', async () => {
    const renewed = await renewArchiveTimestamp(await sign('p256', 'B-LTA'), sources);
    if (!renewed.ok) throw new Error(JSON.stringify(renewed.error));
    expect(await validatePdf(renewed.value, { trust, at: inYears(15) })).toMatchObject({
      indication: 'TOTAL_PASSED',
    });
  });

  test('beyond the authority of the time stamps nothing is certain', async () => {
    const report = await validatePdf(await sign('p256', 'B-LTA'), { trust, at: inYears(21) });
    expect(report.indication).toBe('INDETERMINATE');
  });

  test('a certificate revoked after the time stamp does no harm, without one it does', async () => {
    const stamped = await sign('p384', 'B-LTA');
    const plain = await sign('p384');
    // The revocation has to lie in a later second than the time stamp.
    await new Promise((done) => setTimeout(done, 1100));
    pki.revoke(pki.signers.p384);
    expect(await validatePdf(stamped, { trust, online: true, fetcher: httpFetcher() })).toMatchObject({
      indication: 'TOTAL_PASSED',
    });
    expect(await validatePdf(plain, { trust, online: true })).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'REVOKED_NO_POE',
    });
  });
});

describe('certificates', () => {
  test.each([
    ['expired', 'OUT_OF_BOUNDS_NO_POE'],
    ['revoked', 'REVOKED_NO_POE'],
    ['notYetValid', 'NOT_YET_VALID'],
    ['encryptionOnly', 'CHAIN_CONSTRAINTS_FAILURE'],
  ] as const)('%s: %s', async (name, subIndication) => {
    const report = await validatePdf(await sign(name), { trust, online: true });
    expect(report).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication,
      signatures: [{ intact: true }],
    });
  });

  test('offline nothing is fetched', async () => {
    const pdf = await sign('p256');
    const before = [...pki.requests.values()].reduce((sum, one) => sum + one, 0);
    expect(await validatePdf(pdf, { trust })).toMatchObject({ subIndication: 'TRY_LATER' });
    expect([...pki.requests.values()].reduce((sum, one) => sum + one, 0)).toBe(before);
  });

  test('no address is asked for a signer nobody trusts', async () => {
    const pdf = await sign('p256');
    const before = pki.requests.get('/ocsp') ?? 0;
    await validatePdf(pdf, { trust: [pki.stranger.certPem], online: true });
    expect(pki.requests.get('/ocsp') ?? 0).toBe(before);
  });
});

describe('detached', () => {
  const content = Buffer.from('Mitzeichnung: Schritt 3');

  test('is verified over its content only', async () => {
    const signed = await signDetached(content, signer('p256'));
    if (!signed.ok) throw new Error(signed.error.code);
    expect(await verifyDetached(content, signed.value, { trust, online: true })).toMatchObject({
      indication: 'TOTAL_PASSED',
      level: 'B-B',
      intact: true,
    });
    expect(await verifyDetached(Buffer.from('anders'), signed.value, { trust })).toMatchObject({
      indication: 'TOTAL_FAILED',
      subIndication: 'HASH_FAILURE',
      intact: false,
    });
    expect(await verifyDetached(content, content, { trust })).toMatchObject({
      indication: 'TOTAL_FAILED',
      subIndication: 'FORMAT_FAILURE',
    });
  });
});
