import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { openPkcs12 } from '../../../src/main/tokens/index.ts';
import {
  httpTimestamps,
  httpValidation,
  renewArchiveTimestamp,
  signDetached,
  signPdf,
  updateKind,
  upgradePdf,
  verifyDetached,
  type Level,
  type LevelSources,
  type Signer,
  type SignOptions,
} from '../../../src/signature/index.ts';
import { startTestPki, TEST_PIN, type SignerName, type TestPki } from '../../support/pki.ts';
import { cutSignatures, opensslVerifies, pdfsig, qpdfAccepts } from './judges.ts';
import { classicPdf, streamPdf } from './samples.ts';

const claimedTime = new Date('2026-05-04T10:00:00Z');
let pki: TestPki;
let sources: LevelSources;

beforeAll(async () => {
  pki = await startTestPki();
  sources = { timestamps: httpTimestamps(pki.tsaUrl), validation: httpValidation() };
}, 60_000);
afterAll(() => pki.close());

const signer = (name: SignerName): Signer => {
  const opened = openPkcs12(readFileSync(pki.signers[name].p12File), TEST_PIN);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.keys[0]!;
};

const sign = async (pdf: Uint8Array, name: SignerName, level: Level): Promise<Uint8Array> => {
  const signed = await signPdf(pdf, signer(name), { claimedTime }, level, sources);
  if (!signed.ok) throw new Error(JSON.stringify(signed.error));
  return signed.value.bytes();
};

const count = (pdf: Uint8Array, text: string): number =>
  Buffer.from(pdf).toString('latin1').split(text).length - 1;

describe('levels', () => {
  test.each(['B-T', 'B-LT', 'B-LTA'] as const)('%s is written and accepted by others', async (level) => {
    const original = await streamPdf();
    const pdf = await sign(original, 'p256', level);
    expect(Buffer.from(pdf).subarray(0, original.length).equals(Buffer.from(original))).toBe(true);
    expect(qpdfAccepts(pdf)).toBe(true);
    expect(pdfsig(pdf).valid).toBeGreaterThanOrEqual(1);
    expect(count(pdf, '/DSS ')).toBe(level === 'B-T' ? 0 : 1);
    expect(count(pdf, '/ESIC')).toBe(level === 'B-T' ? 0 : 1);
    expect(count(pdf, '/ETSI.RFC3161')).toBe(level === 'B-LTA' ? 1 : 0);
    const first = cutSignatures(pdf)[0]!;
    expect(opensslVerifies(first.cms, first.content, pki.rootFile)).toBe(true);
  });

  test('several B-B signatures are upgraded at once, and the archive time stamp is renewed', async () => {
    let pdf = await sign(await classicPdf(), 'rsa', 'B-B');
    pdf = await sign(pdf, 'p384', 'B-B');
    const upgraded = await upgradePdf(pdf, 'B-LTA', sources);
    if (!upgraded.ok) throw new Error(JSON.stringify(upgraded.error));
    expect(Buffer.from(upgraded.value).subarray(0, pdf.length).equals(Buffer.from(pdf))).toBe(true);
    expect(count(upgraded.value, '/ETSI.RFC3161')).toBe(2);
    const renewed = await renewArchiveTimestamp(upgraded.value, sources);
    if (!renewed.ok) throw new Error(JSON.stringify(renewed.error));
    expect(count(renewed.value, '/ETSI.RFC3161')).toBe(3);
    expect(qpdfAccepts(renewed.value)).toBe(true);
    expect(pdfsig(renewed.value).valid).toBe(2);
  });

  test('a revoked certificate gets no validation data', async () => {
    const signed = await signPdf(await classicPdf(), signer('revoked'), { claimedTime }, 'B-LT', sources);
    expect(signed).toEqual({ ok: false, error: { code: 'CERTIFICATE_REVOKED' } });
  });

  test('a certificate that names no source of revocation cannot become B-LT', async () => {
    const signed = await signPdf(
      await classicPdf(),
      signer('noRevocationInfo'),
      { claimedTime },
      'B-LT',
      sources,
    );
    expect(signed).toMatchObject({ ok: false, error: { code: 'REVOCATION_NOT_OFFERED' } });
  });

  test('a time stamp authority that is not there is a value, not an exception', async () => {
    const offline = { ...sources, timestamps: httpTimestamps('http://127.0.0.1:1/tsa') };
    const signed = await signPdf(await classicPdf(), signer('p256'), { claimedTime }, 'B-T', offline);
    expect(signed).toMatchObject({ ok: false, error: { code: 'TIMESTAMP_UNAVAILABLE' } });
  });

  test('an unsigned file cannot be upgraded', async () => {
    expect(await upgradePdf(await classicPdf(), 'B-T', sources)).toEqual({
      ok: false,
      error: { code: 'NOTHING_SIGNED' },
    });
  });
});

describe('what an update adds', () => {
  test('a signature with its validation data and archive time stamp is one signature', async () => {
    const original = await classicPdf();
    const signed = await sign(original, 'p256', 'B-LTA');
    expect(updateKind(original, signed)).toBe('signature');
    expect(updateKind(original, await sign(signed, 'p384', 'B-B'))).toBe('other');
    expect(updateKind(signed, original)).toBe('other');
  });

  test.each([1, 2, 3] as const)(
    'a certifying signature (P=%d) is one; with fields for others it is more',
    async (certify) => {
      const original = await classicPdf();
      const kindOf = async (options: Partial<SignOptions>) => {
        const signed = await signPdf(original, signer('p256'), { claimedTime, certify, ...options });
        if (!signed.ok) throw new Error(signed.error.code);
        return updateKind(original, signed.value.bytes());
      };
      expect(await kindOf({})).toBe('signature');
      expect(await kindOf({ newFields: [{ name: 'Zweite' }] })).toBe('other');
    },
  );

  test('an upgrade adds no signature; anything more is something else', async () => {
    const signed = await sign(await classicPdf(), 'rsa', 'B-B');
    const upgraded = await upgradePdf(signed, 'B-LTA', sources);
    if (!upgraded.ok) throw new Error(upgraded.error.code);
    expect(updateKind(signed, upgraded.value)).toBe('upgrade');
    const renewed = await renewArchiveTimestamp(upgraded.value, sources);
    if (!renewed.ok) throw new Error(renewed.error.code);
    expect(updateKind(signed, renewed.value)).toBe('upgrade');
    const more = Buffer.concat([upgraded.value, Buffer.from('\n% more\n')]);
    expect(updateKind(upgraded.value, more)).toBe('other');
  });
});

describe('detached signatures', () => {
  const content = Buffer.from('{"schritt":"1","entscheidung":"einverstanden"}');
  test.each(['B-B', 'B-T', 'B-LT'] as const)('%s, accepted by openssl and by us', async (level) => {
    const signed = await signDetached(content, signer('p256'), level, sources);
    if (!signed.ok) throw new Error(JSON.stringify(signed.error));
    expect(opensslVerifies(signed.value, content, pki.rootFile)).toBe(true);
    const trust = [readFileSync(pki.rootFile)];
    // B-LT proves itself without a network; the others name addresses that nobody asks here
    const report = await verifyDetached(content, signed.value, { trust, online: false });
    expect([report.level, report.indication]).toEqual([
      level,
      level === 'B-LT' ? 'TOTAL_PASSED' : 'INDETERMINATE',
    ]);
    const other = await verifyDetached(Buffer.from('{}'), signed.value, { trust, online: false });
    expect(other.indication).toBe('TOTAL_FAILED');
  });
});
