import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatherAnswers } from '../../src/central/engine/facts.ts';
import { openSession } from '../../src/central/engine/session.ts';
import { pull } from '../../src/central/sync/pull.ts';
import { factKey, type Kind, type MerkmalTreffer } from '../../src/domain/shared/vorgang.ts';
import { simNotiz } from '../sim/notiz.ts';
import {
  NOW,
  callerOf,
  commandOf,
  geheimNotiz,
  openTestCentre,
  readerOf,
  testContext,
} from '../support/central.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let postgres: TestPostgres;
const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-central-'));
let files = 0;
const urls = {
  sqlite: () => join(dir, `central${(files += 1)}.db`),
  postgres: () => postgres.newDatabase(),
};
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => {
  postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});

const kaya = callerOf('kaya');
const brand = callerOf('brand', 'd2');
const outcomes = (answers: readonly unknown[]) =>
  answers.map((a) => {
    const answer = a as { answer: string; result?: { outcome: string } };
    return answer.result?.outcome ?? answer.answer;
  });
const slot = (n: number) => ({
  ressource: 'halle',
  von: new Date(Date.UTC(2026, 10, 22) + n * 3600_000).toISOString(),
  bis: new Date(Date.UTC(2026, 10, 22) + (n + 1) * 3600_000).toISOString(),
});

describe.each(['sqlite', 'postgres'] as const)('the central engine on %s', (dialect) => {
  test('a command pushed twice is effective once and gets the same answer', async () => {
    const c = await openTestCentre(urls[dialect]());
    const first = commandOf(1, 'n1', { type: 'createNotiz', titel: 'A' });
    const once = await c.push(kaya, first);
    const twice = await c.push(kaya, first);
    expect(outcomes(once)).toEqual(['applied']);
    expect(twice).toEqual(once);
    expect((await c.pullAll(readerOf('kaya', []))).snapshots).toHaveLength(1);
    expect(await c.chainFault('siegen')).toBeNull();
    await c.database.close();
  });

  test('a missing seq is a gap, the same seq with other content a protocol error; the rest is not looked at', async () => {
    const c = await openTestCentre(urls[dialect]());
    const gap = await c.push(
      kaya,
      commandOf(1, 'n1', { type: 'createNotiz', titel: 'A' }),
      commandOf(3, 'n1', { type: 'addText', text: 'x' }),
      commandOf(4, 'n1', { type: 'addText', text: 'y' }),
    );
    expect(gap.slice(1)).toEqual([{ answer: 'gap', expected: 2 }]);
    const other = await c.push(kaya, commandOf(1, 'n1', { type: 'createNotiz', titel: 'B' }));
    expect(other).toEqual([{ answer: 'protocol_error', seq: 1 }]);
    await c.database.close();
  });

  test('a report is judged at its time, but not at one long before there was anything to report on', async () => {
    const times: string[] = [];
    const kind = {
      ...geheimNotiz,
      decide: (...[state, command, facts]: Parameters<Kind['decide']>) => (
        times.push(facts.geschehenAm),
        geheimNotiz.decide(state, command, facts)
      ),
    };
    const c = await openTestCentre(urls[dialect](), testContext({ kinds: [kind] }));
    await c.push(kaya, commandOf(1, 'n1', { type: 'createNotiz', titel: 'A' }));
    const said = ['2026-11-01T08:00:00.000Z', '2026-10-23T08:00:00.000Z', '2020-01-01T08:00:00.000Z'];
    for (const [i, clientTime] of said.entries())
      await c.push(kaya, commandOf(i + 2, 'n1', { type: 'report', text: 'x' }, { clientTime }));
    expect(times.slice(1)).toEqual([said[0], said[1], NOW]);
    await c.database.close();
  });

  test('a text that no database keeps is refused, and holds up nothing that comes after it', async () => {
    const c = await openTestCentre(urls[dialect]());
    const answers = await c.push(
      kaya,
      commandOf(1, 'n1', { type: 'createNotiz', titel: 'a\0b' }),
      commandOf(2, 'n2', { type: 'createNotiz', titel: 'ab', fuer: '\ud800' }),
      commandOf(3, 'n3', { type: 'createNotiz', titel: 'ab' }),
    );
    expect(outcomes(answers)).toEqual(['rejected', 'rejected', 'applied']);
    await c.database.close();
  });

  test('what hangs on a refused command is blocked, what another has changed is a conflict', async () => {
    const c = await openTestCentre(urls[dialect]());
    const answers = await c.push(
      kaya,
      commandOf(1, 'n1', { type: 'addText', text: 'to nothing' }),
      commandOf(2, 'n1', { type: 'addText', text: 'after' }, { hangsOn: 1 }),
      commandOf(3, 'n2', { type: 'createNotiz', titel: 'A' }),
    );
    expect(outcomes(answers)).toEqual(['rejected', 'blocked', 'applied']);
    await c.push(brand, commandOf(1, 'n2', { type: 'rename', titel: 'B' }, { baseRevision: 1 }));
    const late = await c.push(kaya, commandOf(4, 'n2', { type: 'rename', titel: 'C' }, { baseRevision: 1 }));
    expect(late).toMatchObject([
      { result: { outcome: 'conflict', rejection: { code: 'ledger.stand-veraltet' } } },
    ]);
    await c.database.close();
  });

  test('numbers of a series come without a gap, and a reaction is part of its command', async () => {
    const c = await openTestCentre(urls[dialect]());
    await c.push(
      kaya,
      commandOf(1, 'n1', { type: 'createNotiz', titel: 'A' }),
      commandOf(2, 'n2', { type: 'createNotiz', titel: 'B' }),
      commandOf(3, 'n1', { type: 'assignNummer' }),
      commandOf(4, 'n2', { type: 'assignNummer' }),
      commandOf(5, 'n1', { type: 'closeOther', vorgang: 'n2' }),
    );
    const again = await c.push(kaya, commandOf(6, 'n1', { type: 'closeOther', vorgang: 'n2' }));
    expect(outcomes(again)).toEqual(['rejected']);
    const { snapshots } = await c.pullAll(readerOf('kaya', []));
    expect(snapshots.map((s) => (s.state as { nummer: string }).nummer)).toEqual(['NZ-2026-1', 'NZ-2026-2']);
    expect(snapshots.map((s) => (s.state as { geschlossen: boolean }).geschlossen)).toEqual([false, true]);
    expect(await c.chainFault('siegen')).toBeNull();
    await c.database.close();
  });

  test('the directory that is kept between transactions is the one of the log, whatever is pushed in between', async () => {
    const einheit = { ...geheimNotiz, art: 'einheit' };
    const c = await openTestCentre(urls[dialect](), testContext({ kinds: [geheimNotiz, einheit] }));
    const units = () =>
      c.database.db.transaction().execute(async (tx) => {
        const { verzeichnis } = openSession(tx, 'siegen', c.database.insertRows);
        return (await verzeichnis()).einheiten.length;
      });
    const create = (seq: number, art: string, titel = 'A') =>
      commandOf(seq, `${art}-${seq}`, { type: 'createNotiz', titel }, { art });
    await c.push(kaya, create(1, 'notiz'));
    expect(await units()).toBe(0);
    await c.push(kaya, create(2, 'einheit'), create(3, 'notiz'));
    expect(await units()).toBe(1);
    // Refused ones leave nothing; one that was written within a command and taken back neither.
    await c.push(kaya, create(4, 'notiz'), create(5, 'einheit', ''), create(6, 'notiz'));
    expect(await units()).toBe(1);
    await c.push(kaya, create(7, 'notiz'));
    await c.push(kaya, create(8, 'notiz'), create(9, 'einheit'));
    expect(await units()).toBe(2);
    await c.database.close();
  });

  test('a rule counts what others have; number and title of what its author may not read stay hidden', async () => {
    const c = await openTestCentre(urls[dialect]());
    await c.push(
      kaya,
      commandOf(1, 'offen', { type: 'createNotiz', titel: 'A' }),
      commandOf(2, 'geheim', { type: 'createNotiz', titel: 'A', fuer: 'kaya' }),
    );
    const query = { art: 'merkmal', kind: 'notiz', merkmal: 'titel:A' } as const;
    const envelope = {
      ...commandOf(1, 'neu', { type: 'look' }),
      tenant: 'siegen',
      clientId: 'd',
      author: 'x',
    };
    const answers = await c.database.db
      .transaction()
      .execute(async (tx) =>
        gatherAnswers(openSession(tx, 'siegen', c.database.insertRows), [query], envelope, NOW),
      );
    const found = [...((answers.get(factKey(query)) ?? []) as readonly MerkmalTreffer[])];
    const felder = { texte: 0, von: 'kaya' };
    expect(found.sort((a, b) => (a.vorgang < b.vorgang ? -1 : 1))).toEqual([
      { vorgang: 'geheim', nummer: null, titel: '', felder, verdeckt: true },
      { vorgang: 'offen', nummer: null, titel: 'A', felder },
    ]);
    await c.database.close();
  });

  test('tenants share nothing', async () => {
    const c = await openTestCentre(urls[dialect]());
    await c.push(kaya, commandOf(1, 'n1', { type: 'createNotiz', titel: 'Siegen' }));
    await c.push(
      callerOf('kaya', 'd1', 'hagen'),
      commandOf(1, 'n1', { type: 'createNotiz', titel: 'Hagen' }),
    );
    const { snapshots } = await c.pullAll({ ...readerOf('kaya', []), tenant: 'hagen' });
    expect(snapshots.map((s) => (s.state as { titel: string }).titel)).toEqual(['Hagen']);
    await c.database.close();
  });

  test('first sync brings states, later syncs the events; a lost answer is told again', async () => {
    const c = await openTestCentre(urls[dialect]());
    const reader = readerOf('brand', ['person:brand'], 'd2');
    await c.push(
      kaya,
      commandOf(1, 'n1', { type: 'createNotiz', titel: 'alle' }),
      commandOf(2, 'n2', { type: 'createNotiz', titel: 'nur Kaya', fuer: 'kaya' }),
    );
    const first = await c.pullAll(reader);
    expect(first.snapshots.map((s) => s.vorgang)).toEqual(['n1']);
    await c.push(
      kaya,
      commandOf(3, 'n1', { type: 'addText', text: 'neu' }),
      commandOf(4, 'n2', { type: 'addText', text: 'geheim' }),
      commandOf(5, 'n3', { type: 'createNotiz', titel: 'für Brand', fuer: 'brand' }),
    );
    const lost = await c.pullAll(reader, first.cursor);
    const again = await c.pullAll(reader, first.cursor);
    for (const page of [lost, again]) {
      expect(page.records.map((r) => [r.vorgang, r.type])).toEqual([['n1', 'TextErgaenzt']]);
      expect(page.snapshots.map((s) => s.vorgang)).toEqual(['n3']);
    }
    const end = await c.pullAll(reader, again.cursor);
    expect(end).toMatchObject({ snapshots: [], records: [], evict: [] });
    await c.database.close();
  });

  test('who loses a scope is told to drop what it gave, also when answers are lost in between', async () => {
    const c = await openTestCentre(urls[dialect]());
    const wide = readerOf('brand', ['person:kaya', 'person:brand'], 'd2');
    const narrow = readerOf('brand', ['person:brand'], 'd2');
    const none = readerOf('brand', [], 'd2');
    await c.push(
      kaya,
      commandOf(1, 'n1', { type: 'createNotiz', titel: 'K', fuer: 'kaya' }),
      commandOf(2, 'n2', { type: 'createNotiz', titel: 'B', fuer: 'brand' }),
    );
    const first = await c.pullAll(wide);
    expect(first.snapshots.map((s) => s.vorgang)).toEqual(['n1', 'n2']);
    expect((await c.pullAll(narrow, first.cursor)).evict).toEqual(['n1']);
    // that answer was lost; meanwhile the other scope goes, too
    expect((await c.pullAll(none, first.cursor)).evict).toEqual(['n1', 'n2']);
    // lost again, and everything comes back
    const back = await c.pullAll(wide, first.cursor);
    expect(back.snapshots.map((s) => s.vorgang)).toEqual(['n1', 'n2']);
    expect(back.evict).toEqual([]);
    await c.database.close();
  });

  test('a request that arrives late does not pass for one that was answered', async () => {
    const c = await openTestCentre(urls[dialect](), testContext({ kinds: [simNotiz] }));
    const at = readerOf('celik', ['person:celik']);
    const { cursor: before } = await c.pullAll(at);
    await c.push(kaya, commandOf(1, 'n1', { type: 'createNotiz', titel: 'A' }));
    await c.push(kaya, commandOf(2, 'n2', { type: 'createNotiz', titel: 'B', fuer: 'dorn' }));
    const { cursor } = await c.pullAll(at, before);
    await c.push(kaya, commandOf(3, 'n1', { type: 'handOver', fuer: 'dorn' }));
    await c.push(kaya, commandOf(4, 'n2', { type: 'handOver', fuer: null }));
    // The first request once more, in pages that end before the handing over; nobody hears the answers.
    await pull(c.ctx, c.database, at, before, 1);
    await pull(c.ctx, c.database, at, before, 2);
    const next = await c.pullAll(at, cursor);
    expect(next.evict).toEqual(['n1']);
    expect(next.snapshots.map((s) => s.vorgang)).toEqual(['n2']);
    await c.database.close();
  });

  test('a client without a cursor gets everything again; a cursor from the future is a resync', async () => {
    const c = await openTestCentre(urls[dialect]());
    const reader = readerOf('kaya', []);
    await c.push(kaya, commandOf(1, 'n1', { type: 'createNotiz', titel: 'A' }));
    await c.pullAll(reader);
    expect((await c.pullAll(reader)).snapshots).toHaveLength(1);
    expect(
      await c.pull(reader, `f:999:999:${'a'.repeat(16)}:${reader.epoch}:${'b'.repeat(16)}:0`),
    ).toMatchObject({
      status: 'resync',
      cursor: '',
    });
    await c.database.close();
  });

  test('pages follow each other over more states than one page holds', async () => {
    const c = await openTestCentre(urls[dialect]());
    const many = Array.from({ length: 620 }, (_, i) =>
      commandOf(i + 1, `n${String(i).padStart(4, '0')}`, { type: 'createNotiz', titel: `${i}` }),
    );
    await c.push(kaya, ...many);
    const { snapshots } = await c.pullAll(readerOf('kaya', []));
    expect(new Set(snapshots.map((s) => s.vorgang)).size).toBe(620);
    await c.database.close();
  });

  test('16 clients race for 200 slots: each slot has exactly one winner, the database agrees', async () => {
    const c = await openTestCentre(urls[dialect]());
    const slots = dialect === 'postgres' ? 200 : 40;
    const clients = Array.from({ length: 16 }, (_, i) => callerOf(`p${i}`, `d${i}`));
    await Promise.all(
      clients.map(async (client, k) => {
        await c.push(client, commandOf(1, `anfang-${k}`, { type: 'createNotiz', titel: 'x' }));
        let seq = 1;
        for (let n = 0; n < slots; n += 1) {
          // everybody wants every slot, each begins elsewhere, so that they meet in all orders
          const wanted = (n * 7 + k * 13) % slots;
          const id = `slot-${wanted}-${k}`;
          await c.push(
            client,
            commandOf((seq += 1), id, { type: 'createNotiz', titel: 'Slot' }),
            commandOf((seq += 1), id, { type: 'book', belegt: [slot(wanted)] }, { hangsOn: seq - 1 }),
          );
        }
      }),
    );
    const results = await c.database.db
      .selectFrom('result')
      .select('result')
      .where('result', 'like', '%ressource-belegt%')
      .execute();
    const claims = await c.database.db.selectFrom('claim').select(['von', 'vorgang']).execute();
    expect(claims).toHaveLength(slots);
    expect(new Set(claims.map((x) => x.von)).size).toBe(slots);
    expect(results).toHaveLength(slots * 15);
    expect(await c.chainFault('siegen')).toBeNull();
    await c.database.close();
  });
});
