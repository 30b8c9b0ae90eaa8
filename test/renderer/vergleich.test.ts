import { expect, test } from '@jest/globals';
import type { HistoryEntry } from '../../src/contract/vorgang.ts';
import { befehlText, ereignisText, label, vergleiche } from '../../src/renderer/sync/vergleich.ts';

const event = (revision: number, fields: object): HistoryEntry => ({
  revision,
  zeit: '2026-03-01T08:00:00.000Z',
  akteur: 'x',
  akteurName: 'X',
  type: 'Geaendert',
  event: { type: 'Geaendert', ...fields },
  hash: '',
  vorlaeufig: false,
});

test('only what differs is shown, by what the latest event says, else by the state', () => {
  const befehl = { type: 'change', angaben: { titel: 'Meiner', ort: 'Halle 1', gueltigAb: '2027-01-02' } };
  const seitdem = [event(2, { angaben: { titel: 'Älter' } }), event(3, { angaben: { titel: 'Ihrer' } })];
  const state = { angaben: { titel: 'egal', ort: 'Halle 1', gueltigAb: null } };
  expect(vergleiche(befehl, seitdem, state)).toEqual([
    { feld: 'Titel', eigen: 'Meiner', jetzt: 'Ihrer' },
    { feld: 'Gültig ab', eigen: '02.01.2027', jetzt: '–' },
  ]);
});

test('what a command bundles as its particulars is found in a state that does not bundle them', () => {
  const befehl = { type: 'change', angaben: { funktion: 'Meine' } };
  expect(vergleiche(befehl, [], { funktion: 'Ihre' })).toEqual([
    { feld: 'Funktion', eigen: 'Meine', jetzt: 'Ihre' },
  ]);
});

test('ids, hashes and lists are left out; when all is alike, it is shown alike', () => {
  const befehl = {
    type: 'x',
    id: 'a',
    durch: '01980000-0000-7000-8002-000000000001',
    teile: [1],
    quelle: 'Q',
  };
  expect(vergleiche(befehl, [], { quelle: 'Q' })).toEqual([{ feld: 'Quelle', eigen: 'Q', jetzt: 'Q' }]);
  expect(vergleiche(befehl, [], null)).toEqual([{ feld: 'Quelle', eigen: 'Q', jetzt: null }]);
});

test('names of fields, commands and events read as German', () => {
  expect([
    label('angaben.gueltigAb'),
    label('neue.quelle'),
    befehlText('setFassung'),
    ereignisText('FassungGesetzt'),
  ]).toEqual(['Gültig ab', 'Quelle', 'Fassung setzen', 'Fassung gesetzt']);
});
