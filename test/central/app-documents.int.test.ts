import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { umlaufKontext, type Laufzettel } from '../../src/domain/beschaffung/index.ts';
import { aktuelleSchritte, entscheidungenFor, erklaerungVon } from '../../src/domain/umlauf/index.ts';
import { DEMO_PIN } from '../../src/main/app/keys/keyring.ts';
import { connectLaptop, type Laptop } from '../support/connected-laptop.ts';
import { sendSlip } from '../support/connected-slip.ts';
import { byName } from '../support/organisation.ts';
import { startTestService, type TestService } from '../support/service.ts';

/* Laptops of three people and one centre: documents, signatures one after the other, and the past of a Vorgang. */

let service: TestService;
let arslan: Laptop;
let naumann: Laptop;
let zweiter: Laptop;
let slip: string;

beforeAll(async () => {
  service = await startTestService({ login: true, uebung: true });
  arslan = await connectLaptop(service.address, byName('Arslan').id);
  naumann = await connectLaptop(service.address, byName('Naumann').id);
  zweiter = await connectLaptop(service.address, byName('Naumann').id);
}, 180_000);
afterAll(async () => {
  for (const l of [arslan, naumann, zweiter]) l?.remove();
  await service.remove();
});

const stateOf = (l: Laptop): Laufzettel => l.workspace().ctx.store.read.stand(slip)?.state as Laufzettel;
const revisionOf = (l: Laptop): number => l.workspace().ctx.store.read.stand(slip)?.revision ?? 0;

async function makeSlip(titel = 'Zwei Aktenvernichter', betragCent = 960_000): Promise<void> {
  slip = await sendSlip(arslan, titel, betragCent);
}

async function signingInput(l: Laptop) {
  const state = stateOf(l);
  const [schritt] = state.umlauf ? aktuelleSchritte(state.umlauf) : [];
  if (!schritt || !state.umlauf) throw new Error('No step waits');
  const [key] = await l.call('sign.keys', null);
  return {
    art: 'laufzettel',
    vorgang: slip,
    baseRevision: revisionOf(l),
    schritt: schritt.id,
    gezeigt: umlaufKontext(state).dokumente.map(({ dokument, version, sha256 }) => ({
      dokument,
      version,
      sha256,
    })),
    rolle: '',
    entscheidung: entscheidungenFor(schritt.art)[0]?.code ?? '',
    bemerkung: '',
    keinInteressenkonflikt: erklaerungVon(state.umlauf, l.person) === null,
    ...(schritt.art === 'Mittelbestaetigung'
      ? {
          zusatz: {
            betragCent: 1_142_400,
            haushaltsjahr: state.angaben.haushaltsjahr ?? 0,
            konto: state.angaben.haushaltsstelle,
          },
        }
      : {}),
    schluessel: key?.id ?? '',
    pin: DEMO_PIN,
  };
}

const sync = async (...laptops: readonly Laptop[]) => {
  for (const l of laptops) for (let n = 0; n < 2; n += 1) await l.sync();
};

test('a slip goes on its way at one place; the other has its document and its whole history', async () => {
  await makeSlip();
  await sync(arslan, naumann);
  expect(await arslan.sync()).toMatchObject({ art: 'verbunden', wartend: 0, konflikte: 0 });
  const [main] = umlaufKontext(stateOf(naumann)).dokumente;
  expect(naumann.workspace().ctx.store.blobs.has(main!.sha256)).toBe(true);
  expect(naumann.workspace().ctx.store.read.history(slip).records.length).toBeLessThan(revisionOf(naumann));
  const history = await naumann.call('vorgang.history', { id: slip });
  expect(history.map((e) => e.revision)).toEqual(
    Array.from({ length: revisionOf(naumann) }, (_, i) => i + 1),
  );
  expect(history.every((e) => e.event !== null)).toBe(true);
}, 180_000);

test('what is looked at comes at once, also when it has not been fetched yet', async () => {
  const [main] = umlaufKontext(stateOf(zweiter)?.umlauf ? stateOf(zweiter) : stateOf(naumann)).dokumente;
  await sync(zweiter);
  const { blobs } = zweiter.workspace().ctx.store as unknown as {
    blobs: { remove: (shas: readonly string[]) => void };
  };
  blobs.remove([main!.sha256]);
  expect(zweiter.workspace().ctx.store.blobs.has(main!.sha256)).toBe(false);
  expect(await zweiter.app.documents.getDocument(main!.sha256)).toMatchObject({ mime: 'application/pdf' });
}, 120_000);

test('one pen a document: who has it signs next, others see it; offline one signs provisionally and may lose', async () => {
  await sync(naumann, zweiter);
  const [main] = umlaufKontext(stateOf(naumann)).dokumente;
  // The other laptop of the same person has begun.
  const line = zweiter.app.app.workspace();
  expect(line).not.toBeNull();
  const pen = await service.lineOf(arslan.person);
  expect(await pen.transport.takePen(slip, main!.sha256)).toMatchObject({ value: { erhalten: true } });
  await sync(naumann);
  expect(await naumann.call('stift.list', { vorgang: slip })).toMatchObject([
    { name: expect.stringContaining('Arslan'), sha256: main!.sha256 },
  ]);
  const refused = await naumann.refused('sign.step', await signingInput(naumann));
  expect(refused.code).toBe('ledger.stift-vergeben');
  expect(refused.cause).toContain('Arslan');

  // Without the centre nobody can lend it: the signature is provisional, and lands in the inbox when it comes too late.
  naumann.cut(true);
  await naumann.sync();
  await naumann.call('sign.step', await signingInput(naumann));
  naumann.cut(false);
  await sync(naumann);
  const [conflict] = await naumann.call('sync.conflicts', null);
  expect(conflict?.grund.code).toBe('ledger.stift-vergeben');
  await naumann.call('sync.resolve', { seq: conflict!.seq, wie: 'aufgeben' });

  await pen.transport.returnPen(main!.sha256);
  await sync(naumann);
  expect(await naumann.call('stift.list', { vorgang: slip })).toEqual([]);
  await naumann.call('sign.step', await signingInput(naumann));
  await sync(naumann, arslan);
  expect(await naumann.sync()).toMatchObject({ wartend: 0, konflikte: 0 });
  expect(umlaufKontext(stateOf(arslan)).dokumente[0]?.version).toBe(main!.version + 1);
  // Used up: it is lent for one signature.
  expect(await service.database.db.selectFrom('stift').selectAll().execute()).toEqual([]);
}, 180_000);

test('in a batch the document whose pen is held is left out and named, the others are signed; it can follow', async () => {
  await makeSlip('Fahnenmast', 90_000);
  const held = slip;
  await makeSlip('Leiter', 80_000);
  await sync(arslan, naumann);
  const inputOf = async (vorgang: string) => {
    slip = vorgang;
    const { schluessel: _, pin: __, ...step } = await signingInput(naumann);
    return step;
  };
  const free = slip;
  const schritte = [await inputOf(held), await inputOf(free)];
  const [key] = await naumann.call('sign.keys', null);
  const line = await service.lineOf(arslan.person);
  const main = schritte[0]!.gezeigt[0]!.sha256;
  await line.transport.takePen(held, main);
  const batch = { schluessel: key?.id ?? '', pin: DEMO_PIN };
  const { eintraege, abbruch } = await naumann.call('sign.steps', { ...batch, schritte });
  expect(abbruch).toBeNull();
  expect(eintraege).toMatchObject([
    {
      status: 'belegt',
      problem: { code: 'ledger.stift-vergeben', cause: expect.stringContaining('Arslan') },
    },
    { status: 'fertig' },
  ]);
  await line.transport.returnPen(main);
  const later = await naumann.call('sign.steps', { ...batch, schritte: [await inputOf(held)] });
  expect(later.eintraege).toMatchObject([{ status: 'fertig' }]);
  await sync(naumann);
  expect(await naumann.sync()).toMatchObject({ wartend: 0, konflikte: 0 });
}, 180_000);
