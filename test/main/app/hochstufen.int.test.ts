import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { validatePdf } from '../../../src/signature/index.ts';
import {
  makeLaufzettel,
  ok,
  problem,
  signingInput,
  startDemoApp,
  stateOf,
  trustRoot,
  type TestApp,
} from '../../support/app.ts';
import { eventually } from '../../support/eventually.ts';
import { startTestPki, TEST_PIN, type SignerName, type TestPki } from '../../support/pki.ts';
import { pdfsig, qpdfAccepts } from '../../signature/write/judges.ts';
import { classicPdf } from '../../signature/write/samples.ts';

/*
 * Levels in the app, with a real authority (openssl CA, CRL, OCSP, TSA): three signers of one slip, offline in between,
 * raised to B-LTA afterwards, valid ten years later.
 */

const NOBODY = 'http://127.0.0.1:9/tsr';
const TEN_YEARS = new Date(Date.now() + 10 * 365.25 * 86_400_000);
let t: TestApp;
let pki: TestPki;
/** the slip that three have signed */
let slip: string;

beforeAll(async () => {
  [t, pki] = await Promise.all([startDemoApp(), startTestPki()]);
  await trustRoot(t, pki.rootFile);
}, 120_000);
afterAll(async () => {
  t.remove();
  await pki.close();
});

const level = async (tsaUrl: string | null, niveau: 'beste' | 'B-LT' | 'B-LTA' = 'beste') => {
  await t.als('Brandt');
  ok(await t.app.handlers['sign.setOptions']({ tsaUrl, niveau }));
};
async function key(nachname: string, name: SignerName): Promise<string> {
  await t.als(nachname);
  const { sha256: upload } = ok(
    await t.app.app.putDocument(`${name}.p12`, readFileSync(pki.signers[name].p12File)),
  );
  return ok(await t.app.handlers['sign.addKey']({ upload, pin: TEST_PIN, name })).id;
}
const bytesOf = (sha256: string) => t.workspace().ctx.store.blobs.read(sha256) ?? new Uint8Array();
const levelsOf = async (sha256: string) =>
  ok(await t.app.handlers['sign.check']({ sha256 }))
    .unterschriften.filter((s) => s.art === 'unterschrift')
    .map((s) => s.stufe);
const waiting = async () => ok(await t.app.handlers['upgrade.list'](null));
const vermerk = (vorgang: string) =>
  stateOf(t, vorgang).dokumente.find((d) => d.art === 'vergabevermerk')?.versionen ?? [];

test('three signers at B-LT, one of them offline, then all of it B-LTA: accepted by others, valid in ten years', async () => {
  slip = await makeLaufzettel(t);
  const sign = async (nachname: string, name: SignerName) => {
    const schluessel = await key(nachname, name);
    return ok(await t.app.handlers['sign.step'](signingInput(t, slip, schluessel, TEST_PIN))).nachweis;
  };
  await level(pki.tsaUrl, 'B-LT');
  expect(await sign('Thomsen', 'rsa')).toMatchObject({
    stufe: 'B-LT',
    hinweis: null,
    signatur: { indication: 'TOTAL_PASSED' },
  });

  await level(NOBODY, 'B-LT');
  const offline = await sign('Krüger', 'p384');
  expect(offline).toMatchObject({ stufe: 'B-B', hinweis: expect.stringContaining('nicht erreichbar') });
  expect(await waiting()).toMatchObject({
    dienst: 'unerreichbar',
    eintraege: [{ sha256: offline?.sha256, art: 'stufe', ist: 'B-B', soll: 'B-LT', vorgang: { id: slip } }],
  });
  expect(problem(await t.app.handlers['upgrade.run']({ sha256: offline?.sha256 ?? '' })).code).toBe(
    'signatur.zeitstempel-fehlt',
  );

  await level(pki.tsaUrl, 'B-LT');
  await t.als('Krüger');
  const before = vermerk(slip).length;
  const raised = ok(await t.app.handlers['upgrade.run']({ sha256: offline?.sha256 ?? '' }));
  expect(raised).toMatchObject({ stufe: 'B-LT', hinweis: null });
  // the raised file is the version in force, and the one before is still there
  expect(vermerk(slip).length).toBe(before + 1);
  expect(vermerk(slip).at(-1)).toMatchObject({ sha256: raised.document.sha256, previous: offline?.sha256 });
  expect(bytesOf(offline?.sha256 ?? '').length).toBeGreaterThan(0);
  expect((await waiting()).eintraege).toEqual([]);

  // the next one signs the raised version; when that is done, the whole is raised by hand
  const last = await sign('Lohmann', 'p521');
  expect(last?.stufe).toBe('B-LT');
  expect(stateOf(t, slip).status).toBe('gezeichnet');
  await level(pki.tsaUrl, 'B-LTA');
  await t.als('Lohmann');
  const { document } = ok(await t.app.handlers['upgrade.run']({ sha256: last?.sha256 ?? '' }));
  expect(await levelsOf(document.sha256)).toEqual(['B-LTA', 'B-LTA', 'B-LTA']);
  expect(vermerk(slip).at(-1)?.sha256).toBe(document.sha256);

  const file = bytesOf(document.sha256);
  expect(qpdfAccepts(file)).toBe(true);
  expect(pdfsig(file).valid).toBeGreaterThanOrEqual(3);
  const later = await validatePdf(file, {
    trust: [readFileSync(pki.rootFile)],
    at: TEN_YEARS,
    online: false,
  });
  expect(later.signatures.map((s) => [s.field, s.indication])).toEqual(
    later.signatures.map((s) => [s.field, 'TOTAL_PASSED']),
  );
}, 180_000);

test('a file from disk: the best level there is, remembered when the net is away, seen by its signer alone', async () => {
  await level(NOBODY);
  const schluessel = await key('Naumann', 'p256');
  const { sha256 } = ok(await t.app.app.putDocument('Bescheid.pdf', await classicPdf(4)));
  const signed = ok(await t.app.handlers['sign.file']({ sha256, schluessel, pin: TEST_PIN }));
  expect(signed.stufe).toBe('B-B');
  const mine = (await waiting()).eintraege;
  expect(mine).toMatchObject([{ sha256: signed.document.sha256, soll: 'B-LTA', vorgang: null }]);
  await t.als('Thomsen');
  expect((await waiting()).eintraege).toEqual([]);
  expect(problem(await t.app.handlers['upgrade.run']({ sha256: signed.document.sha256 })).code).toBe(
    'app.nichts-gefunden',
  );
  // it waits on, also after the workspace was closed
  await level(pki.tsaUrl);
  await t.als('Naumann');
  const raised = ok(await t.app.handlers['upgrade.run']({ sha256: signed.document.sha256 }));
  expect(await levelsOf(raised.document.sha256)).toEqual(['B-LTA']);
  expect((await waiting()).eintraege).toEqual([]);
});

test('an archive time stamp that ends soon is shown and renewed', async () => {
  await level(pki.tsaUrl);
  await t.als('Lohmann');
  const sha256 = vermerk(slip).at(-1)?.sha256 ?? '';
  expect((await waiting()).eintraege).toEqual([]);
  // the certificate of the authority lasts twenty years; nineteen and a half of them have gone by
  const now = t.uhr.jetzt;
  t.uhr.jetzt = new Date(Date.parse(now) + 19.5 * 365.25 * 86_400_000).toISOString();
  const [entry] = (await waiting()).eintraege.filter((e) => e.sha256 === sha256);
  expect(entry).toMatchObject({ art: 'archiv', vorgang: { id: slip } });
  t.uhr.jetzt = now;
  const renewed = ok(await t.app.handlers['upgrade.run']({ sha256 }));
  const stamps = ok(
    await t.app.handlers['sign.check']({ sha256: renewed.document.sha256 }),
  ).unterschriften.filter((s) => s.art === 'zeitstempel');
  const before = ok(await t.app.handlers['sign.check']({ sha256 })).unterschriften;
  expect(stamps.length).toBe(before.filter((s) => s.art === 'zeitstempel').length + 1);
});

test('what was judged while an issuer was unknown is judged again when it is trusted, and when it is not any more', async () => {
  await t.als('Brandt');
  const [anchor] = ok(await t.app.handlers['trust.list'](null));
  const outcomes = () =>
    t
      .workspace()
      .ctx.store.read.dokumente()
      .flatMap((f) => f.signaturen)
      .filter((s) => s.zertifikatName.includes('p521'))
      .map((s) => s.indication);
  expect(new Set(outcomes())).toEqual(new Set(['TOTAL_PASSED']));
  ok(await t.app.handlers['trust.remove']({ id: anchor?.id ?? '' }));
  await eventually(async () => expect(new Set(outcomes())).toEqual(new Set(['INDETERMINATE'])));
  await trustRoot(t, pki.rootFile);
  await eventually(async () => expect(new Set(outcomes())).toEqual(new Set(['TOTAL_PASSED'])));
}, 180_000);
