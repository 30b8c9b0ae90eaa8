import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { verifyEvidence } from '../../../src/signature/index.ts';
import { ok, PASSPHRASE, problem, startTestApp, type TestApp } from '../../support/app.ts';
import { startTestPki, TEST_PIN, type TestPki } from '../../support/pki.ts';
import { classicPdf } from '../../signature/write/samples.ts';

/* Files from disk in a real workspace: level, batch, evidence, and what was there when somebody signed. */

let t: TestApp;
let pki: TestPki;
let schluessel: string;
const upload = async (name: string, bytes: Uint8Array) => ok(await t.app.app.putDocument(name, bytes)).sha256;
const handlers = () => t.app.handlers;

beforeAll(async () => {
  pki = await startTestPki();
  t = startTestApp();
  const person = { vorname: 'Mia', nachname: 'Kern', funktion: 'Leitung' };
  ok(await handlers()['setup.create']({ passphrase: PASSPHRASE, demo: false, stadt: 'Musterhafen', person }));
  const file = await upload('key.p12', readFileSync(pki.signers.noRevocationInfo.p12File));
  schluessel = ok(await handlers()['sign.addKey']({ upload: file, pin: TEST_PIN, name: '' })).id;
  ok(await handlers()['trust.add']({ upload: await upload('root.pem', readFileSync(pki.rootFile)) }));
}, 90_000);
afterAll(async () => {
  t.remove();
  await pki.close();
});

// Made within one second, files of the same length are the same file: each test takes a length of its own.
const sign = async (name: string, pages = 1) =>
  handlers()['sign.file']({ sha256: await upload(name, await classicPdf(pages)), schluessel, pin: TEST_PIN });
const levelOf = async (sha256: string) =>
  ok(await handlers()['sign.check']({ sha256 }))
    .unterschriften.filter((s) => s.art === 'unterschrift')
    .map((s) => s.stufe);

test('with a time stamp service B-T, without a network B-B that says so, refused by the service nothing', async () => {
  const plain = ok(await sign('a.pdf'));
  expect([plain.stufe, plain.hinweis]).toEqual(['B-B', null]);

  ok(await handlers()['sign.setOptions']({ tsaUrl: pki.tsaUrl, niveau: 'B-T' }));
  const stamped = ok(await sign('b.pdf'));
  expect([stamped.stufe, stamped.hinweis]).toEqual(['B-T', null]);
  expect(await levelOf(stamped.document.sha256)).toEqual(['B-T']);

  ok(await handlers()['sign.setOptions']({ tsaUrl: 'http://127.0.0.1:9/tsr', niveau: 'B-T' }));
  const offline = ok(await sign('c.pdf'));
  expect(offline).toMatchObject({ stufe: 'B-B', hinweis: expect.stringContaining('nicht erreichbar') });
  expect(await levelOf(offline.document.sha256)).toEqual(['B-B']);
  ok(await handlers()['sign.setOptions']({ tsaUrl: null, niveau: 'B-B' }));
});

test('a batch with one PIN: a damaged file does not hold up the others', async () => {
  const dateien = [
    await upload('1.pdf', await classicPdf(1)),
    'f'.repeat(64),
    await upload('2.pdf', await classicPdf(2)),
  ];
  const { eintraege: entries, abbruch } = ok(
    await handlers()['sign.files']({ dateien, schluessel, pin: TEST_PIN }),
  );
  expect(abbruch).toBeNull();
  expect(entries.map((e) => e.status)).toEqual(['fertig', 'fehler', 'fertig']);
  for (const e of entries)
    if (e.status === 'fertig')
      expect(e.document.signaturen.map((s) => s.indication)).toEqual(['TOTAL_PASSED']);
  const refused = problem(await handlers()['sign.files']({ dateien, schluessel, pin: 'falsch' }));
  expect(refused.code).toBe('token.passphrase-falsch');
  expect(JSON.stringify(refused)).not.toContain(TEST_PIN);
});

test('the files of a batch as one ZIP, each under its own name', async () => {
  const dateien = [
    await upload('gleich.pdf', await classicPdf(5)),
    await upload('gleich.pdf', await classicPdf(6)),
    await upload('../anders.pdf', await classicPdf(7)),
  ];
  const made = ok(await handlers()['sign.zip']({ dateien }));
  const zip = unzipSync(t.app.app.getDocument(made.sha256)?.bytes ?? new Uint8Array());
  expect(Object.keys(zip)).toEqual(['gleich.pdf', 'gleich (2).pdf', '_anders.pdf']);
  expect(made.name).toMatch(/^Signierte-Dokumente-\d{4}-\d{2}-\d{2}\.zip$/);
  const missing = problem(await handlers()['sign.zip']({ dateien: ['e'.repeat(64)] }));
  expect(missing.code).toBe('app.nichts-gefunden');
});

test('the evidence package proves the same to a second installation, without a network', async () => {
  const { document } = ok(await sign('beleg.pdf', 3));
  const made = ok(await handlers()['sign.evidence']({ sha256: document.sha256 }));
  expect(made.name).toBe('beleg-signiert-nachweis.zip');
  const zip = t.app.app.getDocument(made.sha256);
  const again = await verifyEvidence(zip?.bytes ?? new Uint8Array(), { trust: [readFileSync(pki.rootFile)] });
  expect(again).toMatchObject({ ok: true, value: { report: { indication: 'TOTAL_PASSED' } } });
});

test('what came after a signature is told, and the state that was signed can be fetched', async () => {
  const first = ok(await sign('zweimal.pdf', 4)).document;
  const then = t.app.app.getDocument(first.sha256)?.bytes ?? new Uint8Array();
  const second = ok(
    await handlers()['sign.file']({ sha256: first.sha256, schluessel, pin: TEST_PIN }),
  ).document;
  const [before] = ok(await handlers()['sign.check']({ sha256: second.sha256 })).unterschriften;
  expect(before?.danach.flatMap((d) => d.zeilen).every((z) => z.erlaubt)).toBe(true);
  expect(before?.danach.length).toBeGreaterThan(0);
  const state = ok(await handlers()['sign.revision']({ sha256: second.sha256, feld: before?.feld ?? '' }));
  expect(Buffer.from(t.app.app.getDocument(state.sha256)?.bytes ?? []).equals(Buffer.from(then))).toBe(true);
});
