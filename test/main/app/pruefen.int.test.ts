import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { PDFDocument } from '@cantoo/pdf-lib';
import { ok, PASSPHRASE, problem, startTestApp, type TestApp } from '../../support/app.ts';
import { startTestPki, TEST_PIN, type TestPki } from '../../support/pki.ts';
import { listBody, serviceOf, signList } from '../../support/trusted-list.ts';
import { HOSTILE } from '../../signature/validate/hostile.ts';
import { classicPdf } from '../../signature/write/samples.ts';
import { pdfsig, qpdfAccepts } from '../../signature/write/judges.ts';

/* Options of signing, trusted lists, evidence in a second workspace, hostile files: through the app's own channels. */

let t: TestApp;
let second: TestApp;
let pki: TestPki;
let schluessel: string;

const uploadTo = async (app: TestApp, name: string, bytes: Uint8Array) =>
  ok(await app.app.app.putDocument(name, bytes)).sha256;
const upload = (name: string, bytes: Uint8Array) => uploadTo(t, name, bytes);
const bytesOf = (app: TestApp, sha256: string) => app.app.app.getDocument(sha256)?.bytes ?? new Uint8Array();

beforeAll(async () => {
  pki = await startTestPki();
  const person = { vorname: 'Mia', nachname: 'Kern', funktion: 'Leitung' };
  const start = async () => {
    const app = startTestApp();
    ok(
      await app.app.handlers['setup.create']({ passphrase: PASSPHRASE, demo: false, stadt: 'Hafen', person }),
    );
    return app;
  };
  [t, second] = [await start(), await start()];
  const file = await upload('key.p12', readFileSync(pki.signers.p256.p12File));
  schluessel = ok(await t.app.handlers['sign.addKey']({ upload: file, pin: TEST_PIN, name: '' })).id;
  ok(await t.app.handlers['trust.add']({ upload: await upload('root.pem', readFileSync(pki.rootFile)) }));
}, 120_000);
afterAll(async () => {
  t.remove();
  second.remove();
  await pki.close();
});

async function form(): Promise<Uint8Array> {
  const doc = await PDFDocument.create();
  const page = doc.addPage([595, 842]);
  for (const [i, name] of ['Betrag', 'Bemerkung'].entries()) {
    const field = doc.getForm().createTextField(name);
    field.addToPage(page, { x: 50, y: 700 - i * 40, width: 200, height: 20 });
  }
  return doc.save({ useObjectStreams: false });
}

describe('options of signing', () => {
  const platz = { seite: 1, x: 50, y: 60, breite: 220, hoehe: 60 };

  test('certified with fields for others and a locked form field; the others sign, the field stays locked', async () => {
    const sha256 = await upload('antrag.pdf', await form());
    expect(ok(await t.app.handlers['sign.fields']({ sha256 }))).toMatchObject({
      leer: [],
      formular: ['Betrag', 'Bemerkung'],
      unterschriften: 0,
    });
    const first = ok(
      await t.app.handlers['sign.file']({
        sha256,
        schluessel,
        pin: TEST_PIN,
        sichtbar: platz,
        zertifizieren: 2,
        sperren: { art: 'nur', felder: ['Betrag'] },
        weitereFelder: [{ name: 'Amtsleitung', platz: { ...platz, y: 140 } }],
      }),
    ).document;
    const [view] = ok(await t.app.handlers['sign.check']({ sha256: first.sha256 })).unterschriften;
    expect(view).toMatchObject({
      indication: 'TOTAL_PASSED',
      zertifiziert: 2,
      platz: { seite: 1, rahmen: [50, 60, 270, 120] },
      ursache: expect.any(String),
    });
    expect(view?.kette.map((c) => c.name)).toEqual([
      'Erika Muster p256',
      'Test-Zwischenstelle',
      'Test-Wurzel',
    ]);

    // a new field is forbidden now, the one made up front is there to be signed
    const again = { sha256: first.sha256, schluessel, pin: TEST_PIN };
    expect(problem(await t.app.handlers['sign.file'](again)).cause).toContain(
      'nur noch in vorhandene Felder',
    );
    expect(problem(await t.app.handlers['sign.file']({ ...again, zertifizieren: 2 })).code).toBe(
      'signatur.nicht-moeglich',
    );
    expect(ok(await t.app.handlers['sign.fields']({ sha256: first.sha256 })).leer).toEqual(['Amtsleitung']);
    const both = ok(await t.app.handlers['sign.file']({ ...again, feld: 'Amtsleitung' })).document;
    expect(both.signaturen.map((s) => s.indication)).toEqual(['TOTAL_PASSED', 'TOTAL_PASSED']);
    expect(pdfsig(bytesOf(t, both.sha256)).valid).toBe(2);
    expect(qpdfAccepts(bytesOf(t, both.sha256))).toBe(true);
  });

  test('the picture of a signature: kept in the workspace, shown when asked for, refused when it is none', async () => {
    const sha256 = await upload('brief.pdf', await classicPdf(5));
    const wish = { sha256, schluessel, pin: TEST_PIN, sichtbar: platz, bild: true };
    expect(problem(await t.app.handlers['sign.file'](wish)).code).toBe('signatur.bild-fehlt');
    const big = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(1_200_000)]);
    const set = async (name: string, bytes: Uint8Array) =>
      t.app.handlers['picture.set']({ upload: await upload(name, bytes) });
    expect(problem(await set('gross.png', big)).code).toBe('signatur.bild-zu-gross');
    expect(problem(await set('kaputt.png', big.subarray(0, 40))).code).toBe('signatur.bild-unbrauchbar');
    const picture = ok(await set('kern.jpg', JPEG));
    expect(picture).toMatchObject({ mime: 'image/jpeg', breite: 8, hoehe: 4 });
    expect(Buffer.from(bytesOf(t, picture.sha256)).equals(JPEG)).toBe(true);
    const { document } = ok(await t.app.handlers['sign.file'](wish));
    expect(Buffer.from(bytesOf(t, document.sha256)).includes(JPEG)).toBe(true);
    const preview = ok(
      await t.app.handlers['sign.preview']({ breite: 220, hoehe: 60, bild: true, grund: 'Geprüft' }),
    );
    const drawn = bytesOf(t, preview.sha256);
    expect(Buffer.from(drawn).includes(JPEG)).toBe(true);
    ok(await t.app.handlers['picture.remove'](null));
    expect(ok(await t.app.handlers['picture.get'](null))).toBeNull();
  });
});

describe('evidence in a second workspace', () => {
  test('proves the same without a network, but only with an anchor of its own', async () => {
    const sha256 = await upload('beleg.pdf', await classicPdf(6));
    const { document } = ok(await t.app.handlers['sign.file']({ sha256, schluessel, pin: TEST_PIN }));
    const made = ok(await t.app.handlers['sign.evidence']({ sha256: document.sha256 }));
    const zip = bytesOf(t, made.sha256);
    const asked = pki.requests.size && [...pki.requests.values()].reduce((a, b) => a + b, 0);
    const open = async (bytes: Uint8Array) =>
      second.app.handlers['evidence.open']({ upload: await uploadTo(second, 'nachweis.zip', bytes) });

    const stranger = ok(await open(zip));
    expect(stranger.unterschriften.map((s) => s.subIndication)).toEqual(['NO_CERTIFICATE_CHAIN_FOUND']);
    expect(stranger.paket).toMatchObject({
      datei: 'beleg-signiert.pdf',
      damals: 'TOTAL_PASSED',
      anker: [{ name: 'Test-Wurzel', hier: false }],
    });
    const root = await uploadTo(second, 'root.pem', readFileSync(pki.rootFile));
    ok(await second.app.handlers['trust.add']({ upload: root }));
    const trusted = ok(await open(zip));
    expect(trusted.unterschriften.map((s) => s.indication)).toEqual(['TOTAL_PASSED']);
    expect(trusted.paket.anker).toEqual([{ name: 'Test-Wurzel', hier: true }]);
    expect(
      Buffer.from(bytesOf(second, trusted.document.sha256)).equals(Buffer.from(bytesOf(t, document.sha256))),
    ).toBe(true);
    expect([...pki.requests.values()].reduce((a, b) => a + b, 0)).toBe(asked);

    const entries = unzipSync(zip);
    const forged = zipSync({ ...entries, 'bericht.json': strToU8('{"indication":"TOTAL_PASSED"}') });
    expect(problem(await open(forged))).toMatchObject({
      code: 'nachweis.veraendert',
      cause: expect.stringContaining('bericht.json'),
    });
    expect(problem(await open(zipSync({ 'a.txt': strToU8('a') }))).code).toBe('nachweis.unvollstaendig');
    expect(problem(await open(strToU8('PK nichts'))).code).toBe('nachweis.kein-zip');
  });
});

describe('trusted lists', () => {
  const xml = async (text: string) => upload('liste.xml', Buffer.from(text));
  const anker = () => upload('unterzeichner.pem', readFileSync(pki.signers.rsa.certFile));
  const der = (who: { readonly chainDer: readonly Uint8Array[] }) =>
    Buffer.from(who.chainDer[0] ?? []).toString('base64');
  const pointer = (gebiet: string) =>
    `<PointersToOtherTSL><OtherTSLPointer><ServiceDigitalIdentities><ServiceDigitalIdentity><DigitalId><X509Certificate>${der(pki.signers.rsa3072)}</X509Certificate></DigitalId></ServiceDigitalIdentity></ServiceDigitalIdentities><TSLLocation>https://example.org/tl.xml</TSLLocation><AdditionalInformation><OtherInformation><SchemeTerritory>${gebiet}</SchemeTerritory></OtherInformation></AdditionalInformation></OtherTSLPointer></PointersToOtherTSL><TSLType>http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists</TSLType>`;
  const add = (upload: string, mit?: string) =>
    t.app.handlers['trust.addList'](mit === undefined ? { upload } : { upload, anker: mit });
  const intermediate = () => pki.intermediate.chainDer[0] ?? new Uint8Array();

  test('checked with the certificate given; LOTL names who may sign a country; removed it counts no more', async () => {
    const [root] = ok(await t.app.handlers['trust.list'](null));
    ok(await t.app.handlers['trust.remove']({ id: root?.id ?? '' }));
    const service = serviceOf('CA/QC', 'granted', '2020-01-01T00:00:00Z', intermediate());
    const national = (nummer: number, gebiet = 'DE') =>
      signList(
        listBody(service, { gebiet, nummer, naechste: '2099-01-01T00:00:00Z' }),
        pki.signers.rsa3072.keyFile,
      );

    expect(problem(await add(await xml(national(7)))).code).toBe('vertrauen.liste-ohne-anker');
    expect(problem(await add(await xml(national(7)), await anker())).code).toBe('vertrauen.liste-signatur');
    expect(problem(await add(await xml('<a/>'), await anker())).code).toBe('vertrauen.keine-liste');

    const lotl = ok(
      await add(
        await xml(signList(listBody('', { gebiet: 'EU', more: pointer('DE') }), pki.signers.rsa.keyFile)),
        await anker(),
      ),
    );
    expect(lotl).toMatchObject({
      art: 'LOTL',
      gebiet: 'EU',
      verweise: ['DE'],
      abgelaufen: expect.any(Boolean),
    });
    const list = ok(await add(await xml(national(8))));
    expect(list).toMatchObject({ art: 'TL', gebiet: 'DE', abgelaufen: false, dienste: [{ gilt: true }] });
    // the same signer for another country, and an older list, are refused
    expect(problem(await add(await xml(national(8, 'FR')))).code).toBe('vertrauen.liste-signatur');
    expect(problem(await add(await xml(national(6)))).code).toBe('vertrauen.liste-aelter');

    const sha256 = await upload('liste.pdf', await classicPdf(7));
    const { document } = ok(await t.app.handlers['sign.file']({ sha256, schluessel, pin: TEST_PIN }));
    const verdict = async () =>
      ok(await t.app.handlers['sign.check']({ sha256: document.sha256 })).unterschriften.map(
        (s) => s.indication,
      );
    expect(await verdict()).toEqual(['TOTAL_PASSED']);
    t.uhr.jetzt = '2099-02-01T00:00:00.000Z';
    expect(ok(await t.app.handlers['trust.lists'](null)).find((l) => l.art === 'TL')?.abgelaufen).toBe(true);
    t.uhr.jetzt = new Date().toISOString();
    ok(await t.app.handlers['trust.removeList']({ id: list.id }));
    expect(await verdict()).toEqual(['INDETERMINATE']);
  });
});

test.each(HOSTILE.map((one) => [one.name, one.make] as const))(
  'a hostile file is turned away, or nothing in it is called a signature, and the app goes on: %s',
  async (_, make) => {
    const answer = await t.app.app.putDocument('fremd.pdf', make());
    if (answer.ok)
      expect(answer.value.signaturen.map((s) => s.indication)).toEqual(
        answer.value.signaturen.map(() => 'TOTAL_FAILED'),
      );
    else expect(problem(answer).code).toMatch(/^dokument\.(verdaechtig|beschaedigt|kein-pdf)$/);
    expect(ok(await t.app.handlers['trust.list'](null))).toEqual(expect.any(Array));
  },
  30_000,
);

/** Eight by four gray pixels: only its frame header is read. */
const JPEG = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0000b080004000801011100ffda0008010100003f00d2cf20ffd9',
  'hex',
);
