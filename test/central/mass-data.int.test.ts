import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { GRAB_TABELLE, GRAEBER_TABELLE, type Grab } from '../../src/domain/bestattung/index.ts';
import type { SyncHost } from '../../src/main/app/connection/sync-ports.ts';
import { kinds } from '../../src/main/faecher.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import { syncMassData } from '../../src/main/sync/mass-data.ts';
import { byName } from '../support/organisation.ts';
import { filesWith } from '../support/raw.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { makeWorkspace, type TestWorkspace } from '../support/workspace.ts';

/* 65,000 graves reach every place by sync, as far as its people may see them; a crew has those of its cemeteries. */

let service: TestService;
const laptops: TestWorkspace[] = [];
beforeAll(async () => {
  service = await startTestService();
}, 120_000);
afterAll(async () => {
  for (const l of laptops) l.remove();
  await service.remove();
});

const csv = readFileSync(new URL('../../resources/demo/friedhof/graeber-beispiel.csv', import.meta.url));
const sha256 = createHash('sha256').update(csv).digest('hex');

function laptop() {
  // Unencrypted, so that its files can be searched.
  const made = makeWorkspace({ kinds: [...kinds.values()], databaseKey: null });
  laptops.push(made);
  const told: number[] = [];
  const host = {
    store: made.store,
    progress: (done: number) => told.push(done),
    stateChanged: () => undefined,
  } as unknown as SyncHost;
  const graves = () =>
    made.store.findDatensaetze(GRAB_TABELLE, { limit: 1_000_000 }).map((r) => r.wert as Grab);
  return { ...made, host, graves, told };
}

const cutAfter = (line: Awaited<ReturnType<TestService['lineOf']>>, pages: number) => {
  let left = pages;
  return createHttpTransport({
    address: service.address,
    key: line.key,
    token: async () => line.token,
    fetch: ((url: string, init: RequestInit) => {
      if (url.includes('/datensaetze/') && (left -= 1) < 0) return Promise.reject(new Error('cut'));
      return fetch(url, init);
    }) as typeof fetch,
  });
};

test('the office gets all graves, a crew those of its cemeteries; a cut transfer goes on', async () => {
  const office = laptop();
  const line = await service.lineOf(byName('Overbeck').id);
  let rounds = 0;
  while ((await syncMassData(office.host, cutAfter(line, 9))) === 'down' && (rounds += 1) < 60);
  expect(rounds).toBeGreaterThan(2);
  const all = office.graves();
  expect(all.length).toBeGreaterThan(50_000);
  expect(office.store.findDatensaetze(GRAB_TABELLE, { text: all[17]!.schluessel, limit: 5 })).toHaveLength(1);

  const crew = laptop();
  const foreman = await service.lineOf(byName('Nolte').id);
  expect(await syncMassData(crew.host, foreman.transport)).toBe('ok');
  const own = crew.graves();
  expect(own.length).toBeGreaterThan(500);
  expect(own.length).toBeLessThan(all.length / 2);
  const cemeteries = new Set(own.map((g) => g.friedhof));
  expect(all.filter((g) => cemeteries.has(g.friedhof))).toEqual(own);
  // Nobody who lies elsewhere stands in any file of the crew.
  const ownText = JSON.stringify(own);
  const elsewhere = all.filter((g) => !cemeteries.has(g.friedhof));
  const foreign = new Set(elsewhere.slice(0, 4000).flatMap((g) => g.belegungen.map((b) => b.name)));
  const strangers = [...foreign].filter((name) => !ownText.includes(name));
  expect(strangers.length).toBeGreaterThan(0);
  expect(filesWith([crew.dir], strangers)).toEqual([]);
  // Not by asking for it either.
  expect(await foreman.transport.massPage(GRAB_TABELLE, elsewhere[0]!.friedhof, '')).toEqual({
    line: 'ok',
    value: null,
  });

  // Others of the house have none.
  const clerk = await service.lineOf(byName('Arslan').id);
  expect(await clerk.transport.massGroups()).toEqual({ line: 'ok', value: [] });
}, 180_000);

test('a new file entered at one place replaces the graves at all; its own bytes are for the office alone', async () => {
  const office = await service.lineOf(byName('Overbeck').id);
  await office.transport.uploadBlob(sha256, csv, null);
  const vorgang = `stammdaten:${GRAEBER_TABELLE}`;
  const answer = await office.transport.push({
    protocol: 1,
    clientId: office.clientId,
    commands: [
      {
        seq: 1,
        id: 'einfuhr',
        art: 'stammdaten',
        vorgang,
        command: {
          type: 'setFassung',
          tabelle: GRAEBER_TABELLE,
          gueltigAb: new Date().toISOString().slice(0, 10),
          quelle: 'Neue Erfassung',
          geprueft: false,
          inhalt: {
            art: 'csv',
            dokument: sha256,
            version: 1,
            zeilen: csv.toString().trim().split('\n').length - 1,
          },
          begruendung: 'Test',
        },
        v: 1,
        baseRevision: 9,
        hangsOn: null,
        clientTime: new Date().toISOString(),
      },
    ],
  });
  expect(answer).toMatchObject({ line: 'ok', value: { answers: [{ result: { outcome: 'applied' } }] } });

  const [officeLaptop, crew] = laptops as [TestWorkspace, TestWorkspace];
  const hostOf = ({ store }: TestWorkspace) =>
    ({ store, progress: () => undefined, stateChanged: () => undefined }) as unknown as SyncHost;
  expect(await syncMassData(hostOf(officeLaptop), office.transport)).toBe('ok');
  const rows = officeLaptop.store.findDatensaetze(GRAB_TABELLE, { limit: 1000 });
  expect(rows.length).toBe(csv.toString().trim().split('\n').length - 1);

  const foreman = await service.lineOf(byName('Nolte').id);
  expect(await foreman.transport.downloadBlob(sha256)).toEqual({ line: 'ok', value: null });
  expect(await syncMassData(hostOf(crew), foreman.transport)).toBe('ok');
  const left = crew.store.findDatensaetze(GRAB_TABELLE, { limit: 1000 }).length;
  expect(left).toBeLessThan(rows.length);
});

test('who loses a cemetery has its graves in no file any more', async () => {
  const crew = laptop();
  const office = await service.lineOf(byName('Overbeck').id);
  expect(await syncMassData(crew.host, office.transport)).toBe('ok');
  const names = crew.graves().flatMap((g) => g.belegungen.map((b) => b.name));
  expect(filesWith([crew.dir], names)).not.toEqual([]);
  const clerk = await service.lineOf(byName('Arslan').id);
  expect(await syncMassData(crew.host, clerk.transport)).toBe('ok');
  expect(crew.graves()).toEqual([]);
  expect(filesWith([crew.dir], names)).toEqual([]);
});
