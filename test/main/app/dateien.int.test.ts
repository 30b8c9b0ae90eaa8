import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_DOCUMENT_BYTES } from '../../../src/contract/document.ts';
import { classicPdf, encryptedPdf } from '../../signature/write/samples.ts';
import { ok, PASSPHRASE, problem, startDemoApp, type TestApp } from '../../support/app.ts';

/* Files that come in from outside, through the same doors the window uses. */

const eforms = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../fixtures/eforms', name));
const text = (s: string): Uint8Array => new TextEncoder().encode(s);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let t: TestApp;
beforeAll(async () => {
  t = await startDemoApp();
}, 60_000);
afterAll(() => t.remove());

describe('attachments', () => {
  test.each([
    ['text that is called PDF', 'angebot.pdf', async () => text('Sehr geehrte Damen und Herren'), 'kein-pdf'],
    ['a spreadsheet', 'preise.xlsx', async () => text('PK\u0003\u0004…'), 'kein-pdf'],
    ['nothing at all', 'leer.pdf', async () => new Uint8Array(), 'leer'],
    ['a PDF with a password', 'geheim.pdf', async () => encryptedPdf('auf', 'alles', 256), 'verschluesselt'],
    ['one that all may read', 'frei.pdf', async () => encryptedPdf('', 'alles', 128), 'verschluesselt'],
    ['half a PDF', 'halb.pdf', async () => (await classicPdf()).subarray(0, 400), 'beschaedigt'],
    ['a PDF of nothing but its first line', 'kopf.pdf', async () => text('%PDF-1.7\n'), 'beschaedigt'],
  ])('%s is refused by name and not stored', async (_what, name, make, fault) => {
    const bytes = await make();
    const refused = problem(await t.app.app.putDocument(name, bytes));
    expect(refused.code).toBe(`dokument.${fault}`);
    expect(refused.cause).toContain(name);
    expect(t.workspace().ctx.store.blobs.has(sha256(bytes))).toBe(false);
  });

  test('more than 200 MB: its size and the limit are named', async () => {
    const refused = problem(await t.app.app.putDocument('scan.pdf', new Uint8Array(MAX_DOCUMENT_BYTES + 1)));
    expect(refused).toMatchObject({ code: 'dokument.zu-gross', params: { groesse: 201, grenze: 200 } });
  });

  test('a sound PDF is stored under its hash, with its pages', async () => {
    const bytes = await classicPdf(3);
    const info = ok(await t.app.app.putDocument('Angebot Müller.pdf', bytes));
    expect(info).toMatchObject({
      sha256: sha256(bytes),
      seiten: 3,
      signaturen: [],
      name: 'Angebot Müller.pdf',
    });
    expect(t.app.app.getDocument(info.sha256)?.bytes).toEqual(Buffer.from(bytes));
  });

  test('while locked nothing comes in', async () => {
    t.app.app.lock();
    expect(problem(await t.app.app.putDocument('a.pdf', await classicPdf())).code).toBe('app.gesperrt');
    ok(await t.app.handlers['session.unlock']({ passphrase: PASSPHRASE }));
  });
});

describe('notices', () => {
  const preview = async (name: string, bytes: Uint8Array) => {
    const { sha256: upload } = ok(await t.app.app.putDocument(name, bytes));
    return t.app.handlers['notice.preview']({ sha256: upload });
  };

  test.each([
    ['INVALID_cn_24_empty.xml', /BT-/],
    ['INVALID_cn_24_multiple.xml', /BT-/],
    ['INVALID_can_24_stage-1.xml', /BT-/],
  ])('%s: says what is missing and imports nothing by halves', async (name, says) => {
    const before = t.workspace().ctx.store.read.head();
    const refused = problem(await preview(name, eforms(name)));
    expect(refused.code).toBe('beschaffung.bekanntmachung-unvollstaendig');
    expect(refused.cause).toMatch(says);
    expect(t.workspace().ctx.store.read.head()).toEqual(before);
    expect(ok(await t.app.handlers['vorgang.list']({ arten: ['laufzettel'] }))).toEqual([]);
  });

  test.each(['change-cn_24_void.xml', 'change-cn_24_cumbria_suppliers.xml'])(
    '%s: a change is not a notice of its own',
    async (name) => {
      expect(problem(await preview(name, eforms(name))).code).toBe('beschaffung.bekanntmachung-aenderung');
    },
  );

  test.each([
    ['no XML', 'Guten Tag'],
    ['cut off', '<ContractNotice><cbc:ID>1'],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['another kind of XML', '<rechnung><betrag>1</betrag></rechnung>'],
  ])('%s is no notice', async (_what, content) => {
    const refused = problem(await preview('bekanntmachung.xml', text(content)));
    expect(refused.code).toBe('beschaffung.bekanntmachung-kein-eforms');
    expect(refused.cause).toContain('bekanntmachung.xml');
  });

  test('a sound one gives a draft; the same upload cannot be used twice', async () => {
    const { sha256: upload } = ok(await t.app.app.putDocument('a.xml', eforms('cn_24_minimal.xml')));
    const read = ok(await t.app.handlers['notice.preview']({ sha256: upload }));
    expect(read.entwurf).toMatchObject({ angaben: { titel: expect.stringContaining('IT Services') } });
    expect(problem(await t.app.handlers['notice.preview']({ sha256: upload })).code).toBe(
      'app.nichts-gefunden',
    );
  });
});
