import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { currentVersion } from '../../../src/domain/beschaffung/index.ts';
import {
  makeLaufzettel,
  ok,
  problem,
  revisionOf,
  startDemoApp,
  stateOf,
  type TestApp,
} from '../../support/app.ts';

/* Nobody sees what they may not: a foreman of the cemetery and a procurement, by every way there is. */

let t: TestApp;
let slip: string;
let draft: string;
let file: string;

beforeAll(async () => {
  t = await startDemoApp();
  slip = await makeLaufzettel(t, { titel: 'Aktenvernichter Quittenbaum' });
  draft = await makeLaufzettel(t, { titel: 'Entwurf Quittenbaum', senden: false });
  const [vermerk] = stateOf(t, slip).dokumente;
  file = vermerk ? currentVersion(vermerk).sha256 : '';
}, 90_000);
afterAll(() => t.remove());

const list = async () => ok(await t.app.handlers['vorgang.list']({ arten: ['laufzettel'] })).map((r) => r.id);
const search = async (text: string) =>
  ok(await t.app.handlers['search.query']({ text })).map((h) => h.vorgang.id);

test('the requester sees both', async () => {
  await t.als('Arslan');
  expect((await list()).toSorted()).toEqual([slip, draft].toSorted());
  expect(await search('Quittenb')).toHaveLength(2);
  expect(t.app.app.getDocument(file)?.mime).toBe('application/pdf');
});

test('a colleague whose turn it is sees what is on its way, and no draft', async () => {
  await t.als('Naumann');
  expect(await list()).toEqual([slip]);
  expect(await search('Quittenb')).toEqual([slip]);
  const basket = ok(await t.app.handlers['arbeitskorb.get'](null));
  expect(basket.aufgaben.map((a) => a.vorgang.id)).toEqual([slip]);
  expect(t.app.app.getDocument(file)?.mime).toBe('application/pdf');
  expect(problem(await t.app.handlers['vorgang.get']({ id: draft })).code).toBe('ledger.vorgang-unbekannt');
});

test('a foreman sees neither: not in lists, nor by search, nor by its id, nor its file', async () => {
  await t.als('Nolte');
  expect(await list()).toEqual([]);
  for (const words of ['Quittenb', 'Aktenvernichter', 'LZ', 'Arslan'])
    expect((await search(words)).filter((id) => id === slip || id === draft)).toEqual([]);
  const basket = ok(await t.app.handlers['arbeitskorb.get'](null));
  expect(JSON.stringify(basket)).not.toContain('Quittenbaum');
  for (const id of [slip, draft]) {
    expect(problem(await t.app.handlers['vorgang.get']({ id })).code).toBe('ledger.vorgang-unbekannt');
    expect(problem(await t.app.handlers['vorgang.history']({ id })).code).toBe('ledger.vorgang-unbekannt');
  }
  expect(t.app.app.getDocument(file)).toBeNull();
  expect(problem(await t.app.handlers['document.info']({ sha256: file })).code).toBe('app.nichts-gefunden');
  expect(problem(await t.app.handlers['sign.check']({ sha256: file })).code).toBe('app.nichts-gefunden');
  const form = { vorgang: slip, form: 'vermerk' };
  expect(problem(await t.app.handlers['print.create'](form)).code).toBe('app.nichts-gefunden');
});

test('nor may he command it, sign it, sign its file or print it: the answer is as if it were not there', async () => {
  await t.als('Nolte');
  const before = revisionOf(t, slip);
  const command = { type: 'withdrawLaufzettel', grund: 'so nicht' };
  const refused = problem(
    await t.app.handlers['command.execute']({
      art: 'laufzettel',
      vorgang: slip,
      baseRevision: before,
      command,
    }),
  );
  const nothing = problem(
    await t.app.handlers['command.execute']({
      art: 'laufzettel',
      vorgang: 'gibt-es-nicht',
      baseRevision: 0,
      command,
    }),
  );
  expect(refused.code).toBe('ledger.vorgang-unbekannt');
  expect(JSON.stringify(refused)).not.toContain('Quittenbaum');
  expect(nothing.code).toMatch(/unbekannt|gibt-es-nicht/);
  const [key] = ok(await t.app.handlers['sign.keys'](null));
  const signed = await t.app.handlers['sign.step']({
    art: 'laufzettel',
    vorgang: slip,
    baseRevision: before,
    schritt: stateOf(t, slip).umlauf?.schritte[0]?.id ?? '',
    gezeigt: [],
    rolle: '',
    entscheidung: 'mittel-bestaetigt',
    bemerkung: '',
    keinInteressenkonflikt: true,
    schluessel: key?.id ?? '',
    pin: '123456',
  });
  expect(problem(signed).code).toBe('app.nichts-gefunden');
  const taken = await t.app.handlers['sign.file']({ sha256: file, schluessel: key?.id ?? '', pin: '123456' });
  expect(problem(taken).code).toBe('app.nichts-gefunden');
  expect(revisionOf(t, slip)).toBe(before);
});

test('what is his he sees: people and tables are open to the house', async () => {
  await t.als('Nolte');
  expect(ok(await t.app.handlers['verzeichnis.get'](null)).personen.length).toBeGreaterThan(50);
  expect(await search('Kolonne')).not.toEqual([]);
});

test('settings and keys are per person', async () => {
  await t.als('Nolte');
  ok(await t.app.handlers['settings.set']({ theme: 'dark' }));
  const own = ok(await t.app.handlers['sign.keys'](null)).map((k) => k.id);
  await t.als('Naumann');
  expect(ok(await t.app.handlers['settings.get'](null)).theme).not.toBe('dark');
  const others = ok(await t.app.handlers['sign.keys'](null)).map((k) => k.id);
  expect(others.some((id) => own.includes(id))).toBe(false);
});
