import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventually } from '../../support/eventually.ts';
import { applied, makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

let ws: TestWorkspace;
beforeEach(() => {
  ws = makeWorkspace();
  const make = (id: string, titel: string, text: string) => {
    applied(ws.execute(id, { type: 'createNotiz', titel } as never));
    applied(ws.execute(id, { type: 'addText', text } as never));
  };
  make('n1', 'Kehrmaschine', 'Ausschreibung für Frau Müller, Straßenreinigung');
  make('n2', 'Mueller Bau GmbH', 'Angebot über Radlader');
  make('n3', 'Grünfläche', 'Muller & Söhne');
});
afterEach(() => ws.remove());

const find = (text: string) =>
  ws.store.read
    .search(text, 10)
    .map((h) => h.row.id)
    .sort();

test('ä is found as ä, ae and a', () => {
  expect(find('müller')).toEqual(['n1', 'n2', 'n3']);
  expect(find('mueller')).toEqual(['n1', 'n2']);
  expect(find('muller')).toEqual(['n1', 'n3']);
  expect(find('strasse')).toEqual(['n1']);
  expect(find('straßen')).toEqual(['n1']);
  expect(find('gruenfl')).toEqual(['n3']);
  expect(find('soehne')).toEqual(['n3']);
});

test('letters of other languages are found as one types them here', () => {
  const namen = [
    'Fatma Yıldız',
    'İbrahim Şahin',
    'Zofia Wałęsa',
    'Đorđe Đorđević',
    'Олексій Шевченко',
    'Jørn Ø',
  ];
  for (const [i, titel] of namen.entries())
    applied(ws.execute(`x${i}`, { type: 'createNotiz', titel } as never));
  const fragen = ['yildiz', 'YILDIZ', 'Yıldız', 'ibrahim', 'IBRAHIM SAHIN', 'İbrahim', 'walesa', 'Wałę'];
  expect(fragen.map((f) => find(f).join())).toEqual(['x0', 'x0', 'x0', 'x1', 'x1', 'x1', 'x2', 'x2']);
  expect(['dordevic', 'Đorđ', 'шевченко', 'Олексій', 'jorn', 'joern'].map((f) => find(f).join())).toEqual([
    'x3',
    'x3',
    'x4',
    'x4',
    'x5',
    'x5',
  ]);
});

test('every word must be found, prefixes are enough, the title weighs more', () => {
  expect(find('kehr müll')).toEqual(['n1']);
  expect(find('kehr radlader')).toEqual([]);
  expect(ws.store.read.search('mueller', 10)[0]?.row.id).toBe('n2');
  expect(ws.store.read.search('mueller', 1)).toHaveLength(1);
});

test('the index follows changes', () => {
  applied(ws.execute('n2', { type: 'rename', titel: 'Baggerbetrieb' } as never));
  expect(find('gmbh')).toEqual([]);
  expect(find('bagger')).toEqual(['n2']);
});

test('whatever a user types is a question, never an error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      ws.store.read.search(text, 5);
    }),
    { numRuns: 300 },
  );
});

describe('what comes in bulk', () => {
  const bring = (id: string, titel: string, inBulk = true) =>
    ws.store.transaction(() => {
      const state = { ...(ws.store.read.confirmed('n1')!.state as object), titel };
      const stand = { ...ws.store.read.confirmed('n1')!, vorgang: id, state };
      ws.store.feed.confirm(stand, 'kaya', inBulk);
    });

  test('is indexed afterwards by itself, and a search that waits finds all of it', async () => {
    for (let i = 0; i < 250; i += 1) bring(`b${i}`, `Baumfällung ${i}`);
    expect(find('baumfaellung')).toEqual([]);
    await ws.store.completeIndex();
    expect(ws.store.read.search('baumfaellung', 300)).toHaveLength(250);
    bring('spaet', 'Nachzügler');
    await eventually(async () => expect(find('nachzuegler')).toEqual(['spaet']));
  });

  test('is still noted after a crash, changed once more, and not when it is gone', async () => {
    for (const id of ['b1', 'b2', 'b3']) bring(id, 'Baumfällung');
    bring('b2', 'Neupflanzung', false);
    ws.store.transaction(() => ws.store.feed.evict('b3'));
    ws = ws.reopen();
    await ws.store.completeIndex();
    expect(find('baumf')).toEqual(['b1']);
    expect(find('neupfl')).toEqual(['b2']);
    expect(ws.store.files.data.prepare('SELECT count(*) AS n FROM suchtext_offen').get()).toEqual({ n: 0 });
  });
});
