import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { verifyChain } from '../../../src/ledger/index.ts';
import { closeLaufzettel } from '../../../src/main/app/beschaffung/laufzettel.ts';
import { readLoeschungen } from '../../../src/main/app/erase.ts';
import {
  execute,
  makeLaufzettel,
  ok,
  PASSPHRASE,
  problem,
  revisionOf,
  signNext,
  startDemoApp,
  stateOf,
  type TestApp,
} from '../../support/app.ts';

/* A finished procurement that names a bidder is erased after its retention, by whoever administers the system. */

const NAMES = ['Quittenbaum', 'quittenbaum', 'Jörgensträßer', 'jorgenstra', 'joergenstraesser'];
const SECRET = 'Angebot von Ottilie Quittenbaum';
let t: TestApp;
let slip: string;
let attached: string;

beforeAll(async () => {
  t = await startDemoApp();
  slip = await makeLaufzettel(t, {
    titel: SECRET,
    bedarf: 'Herr Jörgensträßer hat angerufen.',
    senden: false,
  });
  const { classicPdf } = await import('../../signature/write/samples.ts');
  attached = ok(await t.app.app.putDocument('Quittenbaum.pdf', await classicPdf())).sha256;
  await execute(t, slip, {
    type: 'attachDokument',
    dokument: 'angebot-1',
    sha256: attached,
    dateiname: 'Quittenbaum.pdf',
    art: 'angebot',
  });
}, 90_000);
afterAll(() => t.remove());

const erase = (vorgang: string, grund = 'Aufbewahrung abgelaufen') =>
  t.app.handlers['vorgang.erase']({ vorgang, grund });

interface OpenFiles {
  readonly files: Readonly<Record<'data' | 'blobs' | 'keys', { readonly serialize: () => Buffer }>>;
}
/** Where a planted name stands: in every page of the opened files as they are without their encryption, and on disk. */
function places(): readonly string[] {
  const { files } = t.workspace().ctx.store as unknown as OpenFiles;
  const named = (bytes: Buffer) => NAMES.some((name) => bytes.includes(Buffer.from(name)));
  const opened = Object.entries(files)
    .filter(([, db]) => named(db.serialize()))
    .map(([name]) => name);
  const onDisk = readdirSync(t.dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(t.dir, name))
    .filter((path) => statSync(path).isFile() && named(readFileSync(path)));
  return [...opened, ...onDisk];
}

const retention = () => t.app.handlers['retention.list']({ limit: 100 });

describe('refused', () => {
  test('while it is a draft: no retention runs yet', async () => {
    await t.als('Brandt');
    const refused = problem(await erase(slip));
    expect(refused.code).toBe('loeschung.frist-unbekannt');
    expect(refused.cause).toContain('Laufzettel');
  });

  test('to whoever does not administer the system', async () => {
    await t.als('Krüger');
    const refused = problem(await erase(slip));
    expect(refused.code).toBe('organisation.keine-berechtigung');
    expect(refused.cause).toContain('Systemverwaltung');
    expect(problem(await retention()).code).toBe('organisation.keine-berechtigung');
  });

  test('without a reason, and where there is nothing', async () => {
    await t.als('Brandt');
    expect(problem(await erase(slip, '  '))).toMatchObject({ code: 'loeschung.grund-fehlt', field: 'grund' });
    expect(problem(await erase('gibt-es-nicht')).code).toBe('ledger.vorgang-unbekannt');
  });

  test('what has no rule of retention: the record of a table', async () => {
    const [table] = ok(await t.app.handlers['stammdaten.list'](null));
    expect(problem(await erase(table?.vorgang ?? '')).code).toBe('loeschung.frist-unbekannt');
  });

  test('somebody still in office', async () => {
    const person = await t.als('Brandt');
    expect(problem(await erase(person)).code).toBe('loeschung.frist-unbekannt');
  });
});

test('before its retention is over the date is named and nothing happens', async () => {
  const person = await t.als('Arslan');
  const { sendLaufzettel } = await import('../../../src/main/app/beschaffung/laufzettel.ts');
  expect((await sendLaufzettel(t.workspace(), person, slip)).ok).toBe(true);
  for (const name of ['Naumann', 'Krüger', 'Lohmann']) await signNext(t, slip, name);
  await t.als('Arslan');
  expect((await closeLaufzettel(t.workspace(), person, slip)).ok).toBe(true);
  const bis = stateOf(t, slip).abschluss?.aufbewahrenBis ?? '';
  expect(bis > '2029').toBe(true);

  await t.als('Brandt');
  t.uhr.jetzt = `${bis}T10:00:00.000Z`;
  const before = revisionOf(t, slip);
  const listed = ok(await retention()).zeilen.find((z) => z.vorgang === slip);
  expect(listed).toMatchObject({ bis, abgelaufen: false, artBezeichnung: 'Laufzettel' });
  const refused = problem(await erase(slip));
  expect(refused.code).toBe('loeschung.vor-ablauf');
  expect(refused.cause).toContain(bis.split('-').reverse().join('.'));
  expect(revisionOf(t, slip)).toBe(before);
  expect(places()).toContain('data');
}, 60_000);

test('afterwards it is erased: the names are in no byte, the chain verifies, the act is on record', async () => {
  await t.als('Brandt');
  // A backup from before, which must not bring the erased back.
  const backup = ok(await t.app.handlers['backup.create'](null));
  const bis = stateOf(t, slip).abschluss?.aufbewahrenBis ?? '';
  const day = new Date(Date.parse(bis) + 24 * 3600_000 + 10 * 3600_000).toISOString();
  t.uhr.jetzt = day;
  const due = ok(await retention());
  expect(due.zeilen.find((z) => z.vorgang === slip)).toMatchObject({ abgelaufen: true });
  const before = t.workspace().ctx.store.read.head().feed;
  const done = ok(await erase(slip));
  expect(done).toEqual({ vorgang: slip, zeit: day, feed: before + 1 });

  expect(places()).toEqual([]);
  const { store, crypto } = t.workspace().ctx;
  expect(verifyChain(crypto, store.read.records())).toMatchObject({
    fault: null,
    head: { feed: before + 1 },
  });
  expect(store.blobs.read(attached)).toBeNull();
  expect(ok(await t.app.handlers['search.query']({ text: 'Quittenbaum' }))).toEqual([]);
  expect(ok(await t.app.handlers['vorgang.list']({ arten: ['laufzettel'] }))).toEqual([]);
  expect(problem(await t.app.handlers['vorgang.get']({ id: slip })).code).toBe('ledger.vorgang-unbekannt');
  const after = ok(await retention());
  expect(after.abgelaufen).toBe(due.abgelaufen - 1);
  expect(after.geloescht).toMatchObject([
    { vorgang: slip, durch: expect.stringContaining('Brandt'), grund: 'Aufbewahrung abgelaufen' },
  ]);
  expect(readLoeschungen(t.workspace().ctx)).toMatchObject([
    { vorgang: slip, art: 'laufzettel', grund: 'Aufbewahrung abgelaufen', feed: before + 1 },
  ]);
  expect(problem(await erase(slip)).code).toBe('ledger.vorgang-geloescht');

  ok(await t.app.handlers['backup.restore']({ name: backup.name, passphrase: PASSPHRASE }));
  expect(t.workspace().ctx.store.read.stand(slip)).toBeNull();
  expect(ok(await t.app.handlers['search.query']({ text: 'Quittenbaum' }))).toEqual([]);
  expect(verifyChain(crypto, t.workspace().ctx.store.read.records()).fault).toBeNull();
}, 60_000);

test('a person who has left the service is erased with their key; the others stay', async () => {
  t.uhr.jetzt = '2040-01-02T09:00:00.000Z';
  await t.als('Brandt');
  const { ctx } = t.workspace();
  const person = ctx.verzeichnis().personen.find((p) => p.nachname === 'Petrović')?.id ?? '';
  await t.als('Petrović');
  expect(ok(await t.app.handlers['sign.keys'](null))).toHaveLength(1);
  await t.als('Brandt');
  await execute(t, person, { type: 'endPerson', gueltigBis: '2040-01-02' }, 'person');
  expect(problem(await erase(person))).toMatchObject({
    code: 'loeschung.vor-ablauf',
    params: { bis: '02.01.2040' },
  });
  t.uhr.jetzt = '2040-01-03T09:00:00.000Z';
  const before = ctx.verzeichnis().personen.length;
  ok(await erase(person, 'Ausgeschieden'));
  expect(t.workspace().ctx.verzeichnis().personen).toHaveLength(before - 1);
  expect(t.workspace().ctx.store.read.setting(`schluessel:${person}`)).toBeUndefined();
  const { files } = t.workspace().ctx.store as unknown as OpenFiles;
  expect(files.data.serialize().includes(Buffer.from('Petrović'))).toBe(false);
}, 60_000);
