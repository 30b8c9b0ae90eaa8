import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { openPkcs12 } from '../../../src/main/tokens/index.ts';
import {
  addSignatureFields,
  prepareSignature,
  signDetached,
  signPdf,
  type Signer,
  type SignOptions,
} from '../../../src/signature/index.ts';
import { startTestPki, TEST_PIN, type SignerName, type TestPki } from '../../support/pki.ts';
import { cutSignatures, opensslVerifies, pdfsig, qpdfAccepts } from './judges.ts';
import { classicPdf, encryptedPdf, hybridPdf, qpdfPdf, streamPdf } from './samples.ts';

const claimedTime = new Date('2026-05-04T10:00:00Z');
let pki: TestPki;

beforeAll(async () => {
  pki = await startTestPki();
}, 60_000);
afterAll(() => pki.close());

const signer = (name: SignerName, pss = false): Signer => {
  const opened = openPkcs12(readFileSync(pki.signers[name].p12File), TEST_PIN, { pss });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.keys[0]!;
};

const sign = async (
  pdf: Uint8Array,
  options: Partial<SignOptions> = {},
  by: Signer = signer('p256'),
): Promise<Uint8Array> => {
  const signed = await signPdf(pdf, by, { claimedTime, ...options });
  if (!signed.ok) throw new Error(JSON.stringify(signed.error));
  return signed.value.bytes();
};

const refusal = async (pdf: Uint8Array, options: Partial<SignOptions> = {}): Promise<string> => {
  const signed = await signPdf(pdf, signer('p256'), { claimedTime, ...options });
  return signed.ok ? 'signed' : signed.error.code;
};

const beginsWith = (pdf: Uint8Array, start: Uint8Array): boolean =>
  Buffer.from(pdf).subarray(0, start.length).equals(Buffer.from(start));

const latin = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

describe('keys', () => {
  test.each([
    ['rsa', false],
    ['rsa', true],
    ['rsa3072', false],
    ['p256', false],
    ['p384', false],
    ['p521', false],
    ['brainpool256', false],
    ['brainpool384', false],
    ['brainpool512', false],
  ] as const)('%s (PSS %s): openssl accepts the CAdES signature', async (name, pss) => {
    const pdf = await sign(await classicPdf(), {}, signer(name, pss));
    const [signature] = cutSignatures(pdf);
    expect(opensslVerifies(signature!.cms, signature!.content, pki.rootFile)).toBe(true);
    // NSS, which pdfsig uses, does not know the Brainpool curves.
    if (!name.startsWith('brainpool')) expect(pdfsig(pdf)).toEqual({ found: 1, valid: 1 });
  });

  test('attributes are those of PAdES baseline: no signing-time', async () => {
    const [signature] = cutSignatures(await sign(await classicPdf()));
    const hex = signature!.cms.toString('hex');
    const oid = (value: string): boolean => hex.includes(value);
    expect(oid('06092a864886f70d010903')).toBe(true); // content-type
    expect(oid('06092a864886f70d010904')).toBe(true); // message-digest
    expect(oid('060b2a864886f70d010910022f')).toBe(true); // signing-certificate-v2
    expect(oid('06092a864886f70d010905')).toBe(false); // signing-time
  });

  test.each(['md5', 'sha1'])('%s is refused', async (hash) => {
    const weak = { ...signer('rsa'), algorithm: { kind: 'rsa-pkcs1', hash } } as unknown as Signer;
    const pdf = await classicPdf();
    expect(await signPdf(pdf, weak, { claimedTime })).toMatchObject({ error: { code: 'ALGORITHM_REFUSED' } });
    expect(await signDetached(pdf, weak)).toMatchObject({ error: { code: 'ALGORITHM_REFUSED' } });
  });

  test('a detached signature over any bytes is accepted by openssl', async () => {
    const bytes = Buffer.from('{"schritt":"Mitzeichnung"}');
    const cms = await signDetached(bytes, signer('p384'));
    if (!cms.ok) throw new Error(cms.error.code);
    expect(opensslVerifies(cms.value, bytes, pki.rootFile)).toBe(true);
    expect(() => opensslVerifies(cms.value, Buffer.from('anderes'), pki.rootFile)).toThrow();
  });

  test('the two steps of a remote signature: prepare, sign elsewhere, finish', async () => {
    const pdf = await classicPdf();
    const remote = signer('p256');
    const prepared = prepareSignature(pdf, remote, { claimedTime });
    if (!prepared.ok) throw new Error(prepared.error.code);
    const value = await remote.signRaw(prepared.value.toBeSigned);
    if (!value.ok) throw new Error(value.error.code);
    const appended = prepared.value.finish(value.value);
    if (!appended.ok) throw new Error(appended.error.code);
    const signed = Buffer.concat([pdf, appended.value]);
    expect(pdfsig(signed)).toEqual({ found: 1, valid: 1 });
    const content = createHash('sha256').update(cutSignatures(signed)[0]!.content).digest();
    expect(Buffer.from(prepared.value.documentDigest).equals(content)).toBe(true);
  });

  test('what does not fit is said, and nothing is written', async () => {
    expect(await refusal(await classicPdf(), { contentsBytes: 500 })).toBe('CONTENTS_TOO_SMALL');
  });
});

describe('kinds of files', () => {
  const kinds: readonly (readonly [string, () => Promise<Uint8Array>, string | undefined])[] = [
    ['classic table', () => classicPdf(), undefined],
    ['cross-reference stream', () => streamPdf(), undefined],
    ['hybrid', async () => hybridPdf(), undefined],
    ['linearised', () => qpdfPdf('--linearize'), undefined],
    ['linearised with streams', () => qpdfPdf('--linearize', '--object-streams=generate'), undefined],
    [
      'without final newline',
      async () => Buffer.from(latin(await classicPdf()).trimEnd(), 'latin1'),
      undefined,
    ],
    ['RC4 40', () => encryptedPdf('', 'chef', 40), ''],
    ['RC4 128', () => encryptedPdf('nutzer', 'chef', 128, '--use-aes=n'), 'nutzer'],
    ['AES 128', () => encryptedPdf('nutzer', 'chef', 128, '--use-aes=y'), 'nutzer'],
    ['AES 128, opened by the owner', () => encryptedPdf('nutzer', 'chef', 128, '--use-aes=y'), 'chef'],
    ['AES 256', () => encryptedPdf('nützer', 'chef', 256), 'nützer'],
  ];

  test.each(kinds)('%s: continued in its own manner, three times', async (_, make, password) => {
    const original = await make();
    let pdf = original;
    for (let i = 0; i < 3; i++) {
      const before = pdf;
      const options = {
        password,
        reason: `Nr. ${i} (geprüft)`,
        place: { page: 1, x: 50, y: 50 + 80 * i, width: 200, height: 60 },
      };
      pdf = await sign(pdf, { ...options, appearance: { lines: ['Änne Müller', 'Prüfung'] } });
      expect(beginsWith(pdf, before)).toBe(true);
    }
    const streams = latin(original).includes('/Type /XRef') && !latin(original).includes('\nxref\n');
    const added = latin(pdf).slice(original.length);
    expect(added.includes('\nxref\n')).toBe(!streams);
    expect(qpdfAccepts(pdf, password)).toBe(true);
    if (password !== 'chef') expect(pdfsig(pdf, password)).toEqual({ found: 3, valid: 3 });
  });

  test('a password that is wrong or missing is said', async () => {
    const pdf = await encryptedPdf('nutzer', 'chef', 256);
    expect(await signPdf(pdf, signer('p256'), { claimedTime })).toMatchObject({
      error: { pdf: 'PASSWORD_REQUIRED' },
    });
    expect(await signPdf(pdf, signer('p256'), { claimedTime, password: 'x' })).toMatchObject({
      error: { pdf: 'PASSWORD_WRONG' },
    });
  });

  test('what is no PDF is a value, not an exception', async () => {
    expect(await refusal(Buffer.from('Hallo'))).toBe('PDF');
    expect(await refusal(Buffer.from('%PDF-1.7\nstartxref\n99999\n%%EOF'))).toBe('PDF');
  });
});

describe('fields, certification, locks', () => {
  test('a route: fields up front, certified, then filled one after another', async () => {
    const place = { page: 2, x: 300, y: 100, width: 200, height: 60 };
    const prepared = addSignatureFields(await classicPdf(), [{ name: 'Amt20', place }, { name: 'Pruefung' }]);
    if (!prepared.ok) throw new Error(prepared.error.code);
    let pdf = await sign(prepared.value, { certify: 2 });
    expect(await refusal(pdf)).toBe('FIELD_REQUIRED');
    expect(await refusal(pdf, { field: 'Neu' })).toBe('FIELD_REQUIRED');
    pdf = await sign(pdf, { field: 'Amt20', appearance: { lines: ['Kämmerei'] } }, signer('rsa'));
    pdf = await sign(pdf, { field: 'Pruefung' });
    expect(await refusal(pdf, { field: 'Amt20' })).toBe('FIELD_SIGNED');
    expect(pdfsig(pdf)).toEqual({ found: 3, valid: 3 });
    expect(qpdfAccepts(pdf)).toBe(true);
  });

  test('fields may be made in the certifying update itself', async () => {
    const pdf = await sign(await streamPdf(), { certify: 2, newFields: [{ name: 'A' }, { name: 'B' }] });
    expect(pdfsig(await sign(await sign(pdf, { field: 'A' }), { field: 'B' }))).toEqual({
      found: 3,
      valid: 3,
    });
  });

  test('P=1 allows nothing more; only the first signature certifies', async () => {
    expect(await refusal(await sign(await classicPdf(), { certify: 1 }))).toBe('CERTIFIED_NO_CHANGES');
    expect(await refusal(await sign(await classicPdf()), { certify: 2 })).toBe('CERTIFY_NOT_FIRST');
  });

  test('a lock keeps other fields from being signed', async () => {
    const fields = addSignatureFields(await classicPdf(), [{ name: 'A' }, { name: 'B' }, { name: 'C' }]);
    if (!fields.ok) throw new Error(fields.error.code);
    const pdf = await sign(fields.value, { field: 'A', lock: { action: 'Include', fields: ['B'] } });
    expect(await refusal(pdf, { field: 'B' })).toBe('FIELD_LOCKED');
    expect(await refusal(pdf)).toBe('FIELD_REQUIRED');
    // pdfsig counts the empty field too.
    expect(pdfsig(await sign(pdf, { field: 'C' }))).toEqual({ found: 3, valid: 2 });
  });

  test.each([
    [{ place: { page: 9, x: 0, y: 0, width: 10, height: 10 } }, 'PAGE_MISSING'],
    [{ place: { page: 1, x: 0, y: 0, width: 0, height: 10 } }, 'RECTANGLE'],
    [{ field: 'a.b' }, 'FIELD_NAME'],
    [{ newFields: [{ name: 'x' }, { name: 'x' }] }, 'FIELD_NAME'],
    [{ place: { page: 1, x: 0, y: 0, width: 90, height: 90 }, appearance: { lines: ['漢'] } }, 'FONT_GLYPH'],
    [
      {
        place: { page: 1, x: 0, y: 0, width: 90, height: 90 },
        appearance: { lines: [], picture: Buffer.from('x') },
      },
      'PICTURE',
    ],
  ])('%j is refused with %s', async (options, code) => {
    expect(await refusal(await classicPdf(), options)).toBe(code);
  });
});

describe('properties', () => {
  test('whatever the document and the text, the old bytes stay and every signature is valid', async () => {
    const by = signer('p256');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        fc.string({ unit: 'grapheme-composite', maxLength: 60 }),
        async (count, streams, signatures, reason) => {
          let pdf = streams ? await streamPdf(count) : await classicPdf(count);
          for (let i = 0; i < signatures; i++) {
            const before = pdf;
            const place = { page: 1 + (i % count), x: 10, y: 10, width: 150, height: 40 };
            const options = i % 2 === 0 ? { reason } : { reason, place, appearance: { lines: [`Nr. ${i}`] } };
            pdf = await sign(pdf, options, by);
            expect(beginsWith(pdf, before)).toBe(true);
          }
          for (const { cms, content } of cutSignatures(pdf))
            expect(opensslVerifies(cms, content, pki.rootFile)).toBe(true);
          expect(cutSignatures(pdf)).toHaveLength(signatures);
          expect(pdfsig(pdf)).toEqual({ found: signatures, valid: signatures });
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  test('twenty signatures in a row', async () => {
    const by = signer('rsa');
    let pdf = await classicPdf();
    for (let i = 0; i < 20; i++) pdf = await sign(pdf, {}, by);
    expect(pdfsig(pdf)).toEqual({ found: 20, valid: 20 });
    expect(qpdfAccepts(pdf)).toBe(true);
  });
});
