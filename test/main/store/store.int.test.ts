import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openRecord, verifyChain } from '../../../src/ledger/index.ts';
import type { WorkspaceStore } from '../../../src/main/app/ports.ts';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';
import {
  applied,
  envelopeFor,
  makeWorkspace,
  settleOn,
  type TestWorkspace,
} from '../../support/workspace.ts';

let ws: TestWorkspace;
beforeEach(() => {
  ws = makeWorkspace();
});
afterEach(() => ws.remove());

const create = (id: string, titel: string, rest: object = {}) =>
  applied(ws.execute(id, { type: 'createNotiz', titel, ...rest } as never));

describe('the workspace store', () => {
  test('is what the use cases need', () => {
    const port: WorkspaceStore = ws.store;
    expect(port.read.head()).toEqual({ feed: 0, hash: '0'.repeat(64), zeit: '' });
  });

  test('keeps states, rows and the chain over closing and opening', () => {
    create('n1', 'Radlader');
    applied(ws.execute('n1', { type: 'addText', text: 'für den Friedhof' } as never));
    ws = ws.reopen();
    expect(ws.store.read.stand('n1')).toMatchObject({ revision: 2, state: { texte: ['für den Friedhof'] } });
    expect(ws.store.read.row('n1')).toMatchObject({
      art: 'notiz',
      revision: 2,
      ersteller: 'kaya',
      vorlaeufig: false,
      projection: { titel: 'Radlader', untertitel: 'für den Friedhof' },
    });
    const { key, records } = ws.store.read.history('n1');
    expect(records.map((r) => openRecord(ledgerCrypto, key!, r)?.event.type)).toEqual([
      'NotizAngelegt',
      'TextErgaenzt',
    ]);
    expect(verifyChain(ledgerCrypto, ws.store.read.records())).toMatchObject({
      fault: null,
      head: { feed: 2 },
    });
  });

  test('writes nothing when the work throws', () => {
    expect(() =>
      ws.store.transaction(() => {
        settleOn(
          ws.store,
          ws.kinds,
          envelopeFor(ws.store, 'n1', { type: 'createNotiz', titel: 'X' } as never),
        );
        throw new Error('crash');
      }),
    ).toThrow('crash');
    expect(ws.store.read.stand('n1')).toBeNull();
    expect(ws.store.read.head().feed).toBe(0);
    expect(ws.store.read.search('X', 5)).toEqual([]);
  });

  test('refuses nested and asynchronous transactions', () => {
    expect(() => ws.store.transaction(() => ws.store.transaction(() => 1))).toThrow('nest');
    expect(() => ws.store.transaction(async () => 1)).toThrow('synchronous');
  });

  test('gives numbers of a series without a gap, and none for a refused command', () => {
    create('n1', 'A');
    create('n2', 'B');
    applied(ws.execute('n1', { type: 'assignNummer' } as never));
    ws.execute('n3', { type: 'assignNummer' } as never);
    applied(ws.execute('n2', { type: 'assignNummer' } as never));
    expect(ws.store.read.row('n2')?.projection.nummer).toBe('NZ-2026-2');
    expect(ws.store.read.nummer('NZ-2026')).toBe(3);
    expect(ws.store.read.nummer('unbekannt')).toBe(1);
  });

  test('the log itself can neither be changed nor shortened', () => {
    create('n1', 'A');
    const db = ws.store.files.data;
    expect(() => db.exec("UPDATE record SET akteur = 'x'")).toThrow('append-only');
    expect(() => db.exec('DELETE FROM record')).toThrow('append-only');
    expect(() => db.exec("UPDATE record SET payload = x'01'")).toThrow('only be erased');
  });

  test('lists newest first, open only when asked', () => {
    create('n1', 'A');
    applied(
      ws.execute('n2', { type: 'createNotiz', titel: 'B' } as never, { jetzt: '2026-11-22T09:00:00.000Z' }),
    );
    applied(ws.execute('n1', { type: 'close' } as never, { jetzt: '2026-11-22T10:00:00.000Z' }));
    expect(ws.store.read.rows(['notiz']).map((r) => r.id)).toEqual(['n1', 'n2']);
    expect(ws.store.read.rows(['notiz'], { offen: true }).map((r) => r.id)).toEqual(['n2']);
    expect(ws.store.read.rows(['anderes'])).toEqual([]);
    expect(ws.store.read.statesOf('notiz')).toHaveLength(2);
  });

  test('finds tasks by person, by role and by role within a unit', () => {
    create('n1', 'A', { fuer: 'brand' });
    create('n2', 'B', { rolle: 'pruefung' });
    create('n3', 'C', { rolle: 'pruefung@amt-14' });
    const ids = (who: Parameters<WorkspaceStore['read']['tasksFor']>[0]) =>
      ws.store.read.tasksFor(who).map((t) => t.row.id);
    expect(ids({ personen: ['brand'], rollen: [] })).toEqual(['n1']);
    expect(ids({ personen: [], rollen: [{ rolle: 'pruefung', einheit: null }] })).toEqual(['n2', 'n3']);
    expect(ids({ personen: [], rollen: [{ rolle: 'pruefung', einheit: 'amt-14' }] })).toEqual(['n2', 'n3']);
    expect(ids({ personen: [], rollen: [{ rolle: 'pruefung', einheit: 'amt-20' }] })).toEqual(['n2']);
    expect(ws.store.read.tasksWaiting('kaya').map((t) => t.row.id)).toEqual(['n1', 'n2', 'n3']);
    applied(ws.execute('n1', { type: 'close' } as never));
    expect(ids({ personen: ['brand'], rollen: [] })).toEqual([]);
  });

  test('finds appointments and features', () => {
    create('n1', 'Trauerfeier');
    const belegt = [
      { ressource: 'halle:1', von: '2026-11-23T09:00:00.000Z', bis: '2026-11-23T10:00:00.000Z' },
    ];
    applied(ws.execute('n1', { type: 'book', belegt } as never));
    const days = (von: string, bis: string) => ws.store.read.appointments(von, bis).map((t) => t.row.id);
    expect(days('2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z')).toEqual(['n1']);
    expect(days('2026-11-23T10:00:00.000Z', '2026-11-24T00:00:00.000Z')).toEqual([]);
    expect(days('2026-11-23T00:00:00.000Z', '2026-11-23T09:00:00.000Z')).toEqual([]);
    expect(ws.store.read.byMerkmal('notiz', 'titel:Trauerfeier')).toMatchObject([
      { vorgang: 'n1', titel: 'Trauerfeier' },
    ]);
  });

  test('keeps settings and mass data', () => {
    ws.store.setSetting('theme', { dark: true });
    const n = ws.store.putDatensaetze('graeber', [
      {
        schluessel: '17-B-204',
        suche: 'Hermelsbach Flur 17 Müller',
        gruppe: 'hermelsbach',
        wert: { art: 'Reihe' },
      },
      { schluessel: '17-B-205', suche: 'Hermelsbach Flur 17', gruppe: 'hermelsbach', wert: { art: 'Wahl' } },
      { schluessel: '01-A-001', suche: 'Lindenberg', gruppe: 'lindenberg', wert: { art: 'Urne' } },
    ]);
    ws = ws.reopen();
    expect(n).toBe(3);
    expect(ws.store.read.setting('theme')).toEqual({ dark: true });
    expect(ws.store.read.setting('fehlt')).toBeUndefined();
    expect(ws.store.read.datensaetze('graeber', ['17-B-204', 'gibtsnicht'])).toEqual({
      '17-B-204': { art: 'Reihe' },
    });
    const find = (frage: { text?: string; gruppe?: string }) =>
      ws.store.findDatensaetze('graeber', { ...frage, limit: 10 }).map((d) => d.schluessel);
    expect(find({ text: 'mueller' })).toEqual(['17-B-204']);
    expect(find({ text: 'flur herm' })).toEqual(['17-B-204', '17-B-205']);
    expect(find({ gruppe: 'lindenberg' })).toEqual(['01-A-001']);
  });
});

describe('claims', () => {
  const slot = (ressource: string, von: string, bis: string) => ({
    ressource,
    von: `2026-11-23T${von}:00.000Z`,
    bis: `2026-11-23T${bis}:00.000Z`,
  });

  test('a resource is held once; touching spans do not overlap', () => {
    create('n1', 'A');
    create('n2', 'B');
    applied(ws.execute('n1', { type: 'book', belegt: [slot('halle', '09:00', '10:00')] } as never));
    expect(
      ws.execute('n2', { type: 'book', belegt: [slot('halle', '09:59', '11:00')] } as never),
    ).toMatchObject({
      result: { outcome: 'conflict', rejection: { code: 'ledger.ressource-belegt' } },
    });
    applied(ws.execute('n2', { type: 'book', belegt: [slot('halle', '10:00', '11:00')] } as never));
    const busy = ws.store.read.belegung(
      ['halle', 'kolonne'],
      slot('', '09:30', '10:30').von,
      slot('', '09:30', '10:30').bis,
    );
    expect(busy.map((b) => b.vorgang)).toEqual(['n1', 'n2']);
    applied(ws.execute('n1', { type: 'close' } as never));
    applied(ws.execute('n2', { type: 'book', belegt: [slot('halle', '09:00', '11:00')] } as never));
  });

  test('behind the rule stands a trigger', () => {
    const insert = ws.store.files.data.prepare(
      'INSERT INTO claim (vorgang, ressource, von, bis) VALUES (?, ?, ?, ?)',
    );
    insert.run('a', 'halle', '2026-01-01T10', '2026-01-01T11');
    expect(() => insert.run('b', 'halle', '2026-01-01T10:30', '2026-01-01T12')).toThrow('taken');
    expect(() => insert.run('b', 'halle', '2026-01-01T13', '2026-01-01T12')).toThrow('CHECK');
  });
});

describe('outbox', () => {
  const envelope = (seq: number, vorgang = 'n1') =>
    envelopeFor(ws.store, vorgang, { type: 'addText', text: `t${seq}` } as never, { seq });

  test('numbers without a gap, also after commands have left', () => {
    const { outbox, centre } = ws.store;
    ws.store.transaction(() => {
      expect(outbox.nextSeq('geraet:kaya')).toBe(1);
      outbox.enqueue(envelope(1));
      outbox.enqueue(envelope(2));
      expect(() => outbox.enqueue(envelope(4))).toThrow('next is 3');
      expect(outbox.lastOn('geraet:kaya', 'n1')).toBe(2);
      outbox.settle('geraet:kaya', 2, { outcome: 'applied', revision: 3, feed: 9, from: 2, seen: 3 });
      expect(outbox.lastOn('geraet:kaya', 'n1')).toBe(1);
      expect(outbox.nextSeq('geraet:kaya')).toBe(3);
      expect(outbox.waiting().map((e) => e.seq)).toEqual([1]);
      expect(centre.result('geraet:kaya', 2)).toMatchObject({ outcome: 'applied' });
      // An answer received as a client is not one given as the centre.
      expect(centre.seen('geraet:kaya', 2)).toEqual({ lastSeq: 0, stored: null });
    });
  });

  test('what has arrived is kept until a backup of the centre holds it for certain', () => {
    const { outbox } = ws.store;
    const me = 'geraet:kaya';
    create('n1', 'Titel');
    ws.store.transaction(() => {
      const results = [
        { outcome: 'applied', revision: 1, feed: 5, from: 0, seen: 1 },
        // Answered at the same place of the log without a record of its own: before the backup or after it?
        { outcome: 'applied', revision: 1, feed: 5, from: 1, seen: 1 },
      ] as const;
      results.forEach((result, i) => {
        outbox.enqueue(envelope(i + 1));
        outbox.settle(me, i + 1, result);
        outbox.keepSent([envelope(i + 1)]);
      });
      outbox.dropSent(me, 4);
      expect(outbox.sent(me, 1).map((e) => e.seq)).toEqual([1, 2]);
      outbox.dropSent(me, 5);
      expect(outbox.sent(me, 1).map((e) => e.seq)).toEqual([2]);
    });
    // Restored, it has lost the second: it waits again, before what was entered later, with the answer of then.
    ws.store.transaction(() => outbox.enqueue(envelope(3)));
    expect(ws.store.transaction(() => outbox.takeBack(me, 2))).toEqual(['n1']);
    expect(outbox.sent(me, 1)).toEqual([]);
    expect(ws.store.transaction(() => outbox.takeBack(me, 1))).toEqual([]);
    ws.store.transaction(() => outbox.enqueue(envelope(4)));
    expect(outbox.waiting().map((e) => e.seq)).toEqual([2, 3, 4]);
  });

  test('provisional states are shown and fall back to what is confirmed', () => {
    create('n1', 'Alt');
    const before = ws.store.read.confirmed('n1')!;
    const kind = ws.kinds.get('notiz')!;
    const show = (vorgang: string, state: object, revision: number) => {
      const stand = { ...before, vorgang, revision, state };
      return { stand, projection: kind.project(state, vorgang) };
    };
    ws.store.transaction(() =>
      ws.store.outbox.setCurrent([
        show('n1', { ...(before.state as object), titel: 'Neu' }, 2),
        show('n2', { ...(before.state as object), titel: 'Ganz neu' }, 1),
      ]),
    );
    expect(ws.store.read.row('n1')).toMatchObject({ vorlaeufig: true, projection: { titel: 'Neu' } });
    expect(ws.store.read.confirmed('n1')).toEqual(before);
    expect(ws.store.read.confirmed('n2')).toBeNull();
    expect(ws.store.read.search('neu', 5)).toHaveLength(2);
    ws.store.transaction(() => ws.store.outbox.setCurrent([]));
    expect(ws.store.read.row('n1')).toMatchObject({ vorlaeufig: false, projection: { titel: 'Alt' } });
    expect(ws.store.read.row('n2')).toBeNull();
    expect(ws.store.read.search('neu', 5)).toEqual([]);
  });
});
