import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenedStore } from '../../src/main/store/open.ts';
import { laptopIn, TABLE } from '../support/laptop.ts';
import { loginAs } from '../support/login.ts';
import { byName } from '../support/organisation.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** Two laptops and one centre: real apps, real service, a network one can cut. */
let service: TestService;
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-zwei-'));
const laptops: ReturnType<typeof laptopOf>[] = [];

const laptopOf = (name: string) => laptopIn(base, name);

beforeAll(async () => {
  service = await startTestService({ login: true });
  laptops.push(laptopOf('a'), laptopOf('b'));
});
afterAll(async () => {
  for (const l of laptops) l.app.close();
  await service.remove();
  rmSync(base, { recursive: true, force: true });
});

test('both see the changes of the other; cut off, both work on; one conflict appears and is resolved', async () => {
  const [a, b] = laptops as [ReturnType<typeof laptopOf>, ReturnType<typeof laptopOf>];
  const admin = byName('Brandt').id;
  const adresse = service.address;
  for (const l of [a, b]) {
    expect(await l.call('sync.check', { adresse })).toMatchObject({ staedte: ['Musterhafen'], uebung: true });
    const { id, url } = await l.call('login.begin', { adresse });
    const [page, who] = await Promise.all([loginAs(url, admin), l.call('login.wait', { id })]);
    expect([page, who.name]).toEqual([
      expect.stringContaining('Sie sind angemeldet'),
      expect.stringContaining('Brandt'),
    ]);
    await l.call('sync.setup', { id, passphrase: 'pw' });
    expect(await l.call('sync.now', null)).toMatchObject({ art: 'verbunden', wartend: 0, konflikte: 0 });
    expect((await l.call('app.state', null)).person?.name).toContain('Brandt');
  }
  expect(await b.shown()).toEqual(await a.shown());

  await a.enter('Beschluss 1');
  expect(await a.shown()).toMatchObject({ quelle: 'Beschluss 1', vorlaeufig: true });
  await a.call('sync.now', null);
  await b.call('sync.now', null);
  for (const l of [a, b]) expect(await l.shown()).toEqual({ quelle: 'Beschluss 1', vorlaeufig: false });

  a.cut(true);
  b.cut(true);
  await a.enter('Von A');
  await b.enter('Von B');
  expect(await a.call('sync.now', null)).toMatchObject({ art: 'offline', wartend: 1 });
  expect(await b.call('sync.now', null)).toMatchObject({ art: 'offline', wartend: 1 });
  expect(await b.shown()).toEqual({ quelle: 'Von B', vorlaeufig: true });

  a.cut(false);
  expect(await a.call('sync.now', null)).toMatchObject({ art: 'verbunden', wartend: 0, konflikte: 0 });
  b.cut(false);
  expect(await b.call('sync.now', null)).toMatchObject({ art: 'verbunden', wartend: 0, konflikte: 1 });
  expect(await b.shown()).toEqual({ quelle: 'Von A', vorlaeufig: false });
  const [conflict] = await b.call('sync.conflicts', null);
  expect(conflict).toMatchObject({
    ausgang: 'conflict',
    vorgangId: TABLE,
    grund: { code: 'ledger.stand-veraltet' },
    befehl: { quelle: 'Von B' },
  });
  expect(conflict?.grund.cause).toContain('Ihre Eingabe beruht auf einem älteren Stand');

  await b.call('sync.resolve', { seq: conflict!.seq, wie: 'wiederholen' });
  expect(await b.call('sync.now', null)).toMatchObject({ wartend: 0, konflikte: 0 });
  await a.call('sync.now', null);
  for (const l of [a, b]) expect(await l.shown()).toEqual({ quelle: 'Von B', vorlaeufig: false });
});

test('a workspace is locked and opened without the network; its outbox is still there and goes out later', async () => {
  const [a, b] = laptops as [ReturnType<typeof laptopOf>, ReturnType<typeof laptopOf>];
  a.cut(true);
  await a.enter('offline eingegeben');
  await a.call('session.lock', null);
  const state = await a.call('session.unlock', { passphrase: 'pw' });
  expect(state.sync).toMatchObject({ art: 'offline', wartend: 1 });
  expect(await a.shown()).toEqual({ quelle: 'offline eingegeben', vorlaeufig: true });
  a.cut(false);
  await a.call('sync.now', null);
  await b.call('sync.now', null);
  expect(await b.shown()).toEqual({ quelle: 'offline eingegeben', vorlaeufig: false });
});

test('online, a change shows on the other laptop by itself', async () => {
  const [a, b] = laptops as [ReturnType<typeof laptopOf>, ReturnType<typeof laptopOf>];
  await new Promise((done) => setTimeout(done, 1500));
  const seen = new Promise<void>((done) => {
    b.app.subscribe((event) => {
      if (event.type === 'changed' && event.vorgaenge.includes(TABLE)) done();
    });
  });
  await a.enter('von selbst');
  await seen;
  expect(await b.shown()).toEqual({ quelle: 'von selbst', vorlaeufig: false });
});

test('on a full disk the sync rests and says why; with room again it goes on, and nothing is half there', async () => {
  const [a, b] = laptops as [ReturnType<typeof laptopOf>, ReturnType<typeof laptopOf>];
  const { ctx } = b.app.app.workspace()!.open;
  const file = (ctx.store as unknown as OpenedStore).files.data;
  const before = await b.shown();
  file.pragma(`max_page_count = ${Number(file.pragma('page_count', { simple: true }))}`);
  for (let i = 0; i < 20; i += 1) await a.enter(`Beschluss ${i}`);
  await a.call('sync.now', null);
  expect(await b.call('sync.now', null)).toMatchObject({ art: 'gesperrt', grund: 'ablage' });
  expect(await b.shown()).toEqual(before);
  expect(b.logged.join('\n')).toContain('sync: StoreFault');
  expect(b.logged.join('\n')).not.toContain('Beschluss');

  file.pragma('max_page_count = 1073741823');
  const after = await b.call('sync.now', null);
  expect(after).toMatchObject({ art: 'verbunden', konflikte: 0 });
  expect(after.grund).toBeUndefined();
  expect(await b.shown()).toEqual({ quelle: 'Beschluss 19', vorlaeufig: false });
});
