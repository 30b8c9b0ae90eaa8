import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Command, Kind } from '../../../src/domain/shared/vorgang.ts';
import { notiz, type Notiz } from '../../support/toy.ts';
import { applied, makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

let ws: TestWorkspace;
const run = (vorgang: string, command: object, author = 'kaya') =>
  applied(ws.execute(vorgang, command as Command, { author, clientId: author }));

beforeEach(() => {
  ws = makeWorkspace();
  run('n1', { type: 'createNotiz', titel: 'Radlader' }, 'brand');
  run('n1', { type: 'addText', text: 'eins' });
  run('n2', { type: 'createNotiz', titel: 'Kehrmaschine' });
  ws.store.close();
});
afterEach(() => ws.remove());

test('a kind with another shape of state gets its states anew from the log', () => {
  const changed: Kind = {
    ...notiz,
    stateVersion: 2,
    project: (s: Notiz, id) => ({ ...notiz.project(s, id), titel: `${s.titel} (neu)` }),
  };
  ws = makeWorkspace({ dir: ws.dir, kinds: [changed] });
  expect(ws.store.read.stand('n1')).toMatchObject({
    revision: 2,
    stateVersion: 2,
    state: { texte: ['eins'] },
  });
  expect(ws.store.read.row('n1')).toMatchObject({
    ersteller: 'brand',
    projection: { titel: 'Radlader (neu)' },
  });
  expect(ws.store.read.search('neu', 5)).toHaveLength(2);
  // the next opening has nothing to do
  ws = ws.reopen();
  expect(ws.store.read.row('n2')?.projection.titel).toBe('Kehrmaschine (neu)');
});

test('a Vorgang with an event of a newer program stays as it was', () => {
  const older: Kind = {
    ...notiz,
    stateVersion: 2,
    eventSchema: { safeParse: (e: { type: string }) => ({ success: e.type !== 'TextErgaenzt' }) } as never,
  };
  ws = makeWorkspace({ dir: ws.dir, kinds: [older] });
  expect(ws.store.read.stand('n1')).toMatchObject({ revision: 2, stateVersion: 1 });
  expect(ws.store.read.stand('n2')).toMatchObject({ stateVersion: 2 });
});

test('kinds that this program does not know stay readable in the log', () => {
  ws = makeWorkspace({ dir: ws.dir, kinds: [{ ...notiz, art: 'anderes' }] });
  expect(ws.store.read.rows(['notiz'])).toHaveLength(2);
  expect(ws.store.read.history('n1').records).toHaveLength(2);
});
