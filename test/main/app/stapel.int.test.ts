import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WaitingStep } from '../../../src/contract/signing.ts';
import { DEMO_PIN } from '../../../src/main/app/keys/keyring.ts';
import {
  makeLaufzettel,
  ok,
  PASSPHRASE,
  problem,
  revisionOf,
  signNext,
  startDemoApp,
  stateOf,
  trustRoot,
  type TestApp,
} from '../../support/app.ts';
import { startCscServer, type CscServer } from '../../support/csc-server.ts';
import { startTestPki, type TestPki } from '../../support/pki.ts';

/* Waiting steps signed together with one PIN: each is decided by its rule as if it came alone. */

const PIN = '271828';
let t: TestApp;
let pki: TestPki;
let server: CscServer;
let slips: string[];
const h = () => t.app.handlers;
const waiting = async () => ok(await h()['sign.waiting'](null));
const keyOf = async (art: string) => ok(await h()['sign.keys'](null)).find((k) => k.art === art)?.id ?? '';

/** What the screen sends for a step of its list. */
const stepInput = (w: WaitingStep, declared = true) => ({
  art: w.art,
  vorgang: w.vorgang,
  baseRevision: w.revision,
  schritt: w.schritt,
  gezeigt: w.dokumente.map(({ dokument, version, sha256 }) => ({ dokument, version, sha256 })),
  rolle: w.bezeichnung,
  entscheidung: w.entscheidung?.code ?? '',
  bemerkung: '',
  keinInteressenkonflikt: w.erklaerungNoetig && declared,
});

beforeAll(async () => {
  pki = await startTestPki();
  const { keyPem, chainDer } = pki.signers.p256;
  server = await startCscServer([{ id: 'k', keyPem, chain: chainDer, pin: PIN, multisign: 10 }]);
  t = await startDemoApp({ openExternal: async (url) => void server.confirm(url) });
  await trustRoot(t, pki.rootFile);
  slips = [];
  for (const titel of ['Erster', 'Zweiter', 'Dritter', 'Vierter'])
    slips.push(await makeLaufzettel(t, { titel, betragCent: 100_000 }));
});
afterAll(async () => {
  t.remove();
  await server.close();
  await pki.close();
});

test('a step that carries figures of its own must be opened by itself', async () => {
  await t.als('Naumann');
  const list = await waiting();
  expect(list.map((w) => w.titel).sort()).toEqual(['Dritter', 'Erster', 'Vierter', 'Zweiter']);
  expect(list.every((w) => w.einzeln?.includes('eigene Angaben'))).toBe(true);
  for (const slip of slips) await signNext(t, slip, 'Naumann');
  expect(await waiting()).toEqual([]);
});

test('wrong PIN: nothing is signed, and everything still waits', async () => {
  await t.als('Krüger');
  const list = await waiting();
  expect(list.map((w) => [w.einzeln, w.erklaerungNoetig, w.entscheidung?.text])).toEqual(
    slips.map(() => [null, true, expect.any(String)]),
  );
  const input = { schritte: list.map((w) => stepInput(w)), schluessel: await keyOf('uebung') };
  const refused = problem(await h()['sign.steps']({ ...input, pin: '000000' }));
  expect(refused.code).toBe('token.uebungs-pin-falsch');
  expect(await waiting()).toEqual(list);
});

test('two with the key of the house; what a rule refuses stays and says why', async () => {
  await t.als('Krüger');
  const [first, second] = await waiting();
  if (!first || !second) throw new Error('two must wait');
  const { eintraege, abbruch } = ok(
    await h()['sign.steps']({
      schritte: [stepInput(first), stepInput(second, false)],
      schluessel: await keyOf('uebung'),
      pin: DEMO_PIN,
    }),
  );
  expect(abbruch).toBeNull();
  expect(eintraege[0]).toMatchObject({
    status: 'fertig',
    nachweis: { signatur: { indication: 'TOTAL_PASSED' } },
  });
  expect(eintraege[1]).toMatchObject({ status: 'fehler', problem: { code: 'umlauf.erklaerung-offen' } });
  expect((await waiting()).map((w) => w.vorgang)).not.toContain(first.vorgang);
  expect(revisionOf(t, second.vorgang)).toBe(second.revision);
});

test('the rest with a remote key: one release for all', async () => {
  await t.als('Krüger');
  const adresse = `${server.url}/v2`;
  ok(await h()['remote.connect']({ adresse, clientId: 'amtsmappe', port: null }));
  ok(await h()['remote.login'](null));
  const list = await waiting();
  expect(list).toHaveLength(3);
  const { eintraege } = ok(
    await h()['sign.steps']({
      schritte: list.map((w) => stepInput(w)),
      schluessel: await keyOf('csc'),
      pin: PIN,
    }),
  );
  expect(eintraege.map((e) => e.status)).toEqual(['fertig', 'fertig', 'fertig']);
  expect(server.requests.get('/csc/v2/credentials/authorize')).toBe(1);
  expect(await waiting()).toEqual([]);
  for (const slip of slips)
    expect(stateOf(t, slip).umlauf?.schritte[1]?.zeichnungen.map((z) => z.nachweis?.art)).toEqual(['pdf']);
});

test('each person finds the key they used last, also after a restart', async () => {
  t.reopen();
  ok(await h()['session.unlock']({ passphrase: PASSPHRASE }));
  const last = async (who: string) => {
    await t.als(who);
    return ok(await h()['sign.keys'](null))
      .filter((k) => k.zuletztBenutzt)
      .map((k) => k.art);
  };
  expect(await last('Krüger')).toEqual(['csc']);
  expect(await last('Naumann')).toEqual(['uebung']);
  expect(await last('Lohmann')).toEqual([]);
});
