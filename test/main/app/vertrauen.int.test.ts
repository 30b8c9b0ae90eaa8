import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ok, PASSPHRASE, problem, startTestApp, type TestApp } from '../../support/app.ts';
import { startTestPki, TEST_PIN, type TestPki } from '../../support/pki.ts';
import { classicPdf } from '../../signature/write/samples.ts';

/* A real workspace trusts nobody by itself: only what its administration has named makes a signature valid. */

let t: TestApp;
let pki: TestPki;

beforeAll(async () => {
  pki = await startTestPki();
  t = startTestApp();
  const person = { vorname: 'Mia', nachname: 'Kern', funktion: 'Leitung' };
  ok(
    await t.app.handlers['setup.create']({
      passphrase: PASSPHRASE,
      demo: false,
      stadt: 'Musterhafen',
      person,
    }),
  );
}, 90_000);
afterAll(async () => {
  t.remove();
  await pki.close();
});

const upload = async (name: string, bytes: Uint8Array) => ok(await t.app.app.putDocument(name, bytes)).sha256;

async function signedFile() {
  const key = ok(
    await t.app.handlers['sign.addKey']({
      upload: await upload('key.p12', readFileSync(pki.signers.p256.p12File)),
      pin: TEST_PIN,
      name: '',
    }),
  );
  const sha256 = await upload('Bescheid.pdf', await classicPdf(1));
  return ok(await t.app.handlers['sign.file']({ sha256, schluessel: key.id, pin: TEST_PIN })).document;
}
const verdict = async (sha256: string) => {
  const { document } = ok(await t.app.handlers['sign.check']({ sha256 }));
  return document.signaturen.map((s) => [s.indication, s.subIndication]);
};

test('a signature passes only after its root was added, and no longer once it was taken away', async () => {
  const signed = await signedFile();
  const unknown = [['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND']];
  expect(await verdict(signed.sha256)).toEqual(unknown);

  const root = await upload('root.pem', readFileSync(pki.rootFile));
  const [anchor] = ok(await t.app.handlers['trust.add']({ upload: root }));
  expect(ok(await t.app.handlers['trust.list'](null))).toEqual([anchor]);
  expect(anchor).toMatchObject({ durch: expect.stringContaining('Kern') });
  // the certificate names its CRL and OCSP responder, and they are asked
  expect(await verdict(signed.sha256)).toEqual([['TOTAL_PASSED', null]]);
  expect((await signedFile()).signaturen.map((s) => s.indication)).toEqual(['TOTAL_PASSED']);

  ok(await t.app.handlers['trust.remove']({ id: anchor?.id ?? '' }));
  expect(await verdict(signed.sha256)).toEqual(unknown);
});

test('neither the certificate of a person nor another file becomes an issuer', async () => {
  const person = await upload('person.pem', readFileSync(pki.signers.p256.certFile));
  expect(problem(await t.app.handlers['trust.add']({ upload: person })).code).toBe(
    'vertrauen.kein-aussteller',
  );
  const other = await upload('leer.pem', Buffer.from('nichts'));
  expect(problem(await t.app.handlers['trust.add']({ upload: other })).code).toBe(
    'vertrauen.kein-zertifikat',
  );
  expect(ok(await t.app.handlers['trust.list'](null))).toEqual([]);
});

test('only the administration changes it', async () => {
  const { trust } = t.workspace();
  const refused = trust.add('jemand-anders', { name: 'root.pem', bytes: readFileSync(pki.rootFile) });
  expect(refused).toMatchObject({ ok: false, error: { code: 'organisation.keine-berechtigung' } });
  expect(trust.list()).toEqual([]);
});
