import { expect, test } from '@jest/globals';
import type { HistoryEntry } from '../../src/contract/vorgang.ts';
import { z } from 'zod';
import { hatNamen, label } from '../../src/renderer/sync/feldnamen.ts';
import { kinds } from '../../src/main/faecher.ts';
import * as vergleich from '../../src/renderer/sync/vergleich.ts';
import { befehlText, ereignisText } from '../../src/renderer/sync/worte.ts';

const { vergleicheFormular } = vergleich;
const ohne = () => null;
const eingaben = (befehl: object) => vergleich.eingaben(befehl as never, ohne);
const vergleiche = (befehl: object, seitdem: readonly HistoryEntry[], state: unknown) =>
  vergleich.vergleiche(befehl as never, seitdem, state, ohne);

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

test('ids and hashes nobody has a name for are left out; when all is alike, it is shown alike', () => {
  const befehl = {
    type: 'x',
    id: 'a',
    durch: '01980000-0000-7000-8002-000000000001',
    fassung: 'ab'.repeat(32),
    quelle: 'Q',
  };
  expect(vergleiche(befehl, [], { quelle: 'Q' })).toEqual([{ feld: 'Quelle', eigen: 'Q', jetzt: 'Q' }]);
  expect(vergleiche(befehl, [], null)).toEqual([{ feld: 'Quelle', eigen: 'Q', jetzt: null }]);
  // alike by name only
  expect(vergleiche({ type: 'x', nummer: 6 }, [], { nummer: 'LZ-2026-0001' })).toEqual([
    { feld: 'Nummer', eigen: '6', jetzt: null },
  ]);
});

test('names of fields, commands and events read as German', () => {
  expect([
    label('angaben.gueltigAb'),
    label('neue.quelle'),
    befehlText('setFassung'),
    ereignisText('FassungGesetzt'),
  ]).toEqual(['Gültig ab', 'Quelle', 'Fassung setzen', 'Fassung gesetzt']);
});

test('a form: what I changed, what others changed beside it, and nothing that is alike now', () => {
  const vorher = { Kürzel: 'FD 12', Name: 'Schulen', Übergeordnet: 'FB 1', Titel: '' };
  const eigen = { ...vorher, Name: 'Schule und Sport', Titel: 'Dr.' };
  const jetzt = { ...vorher, Name: 'Schulamt', Übergeordnet: 'FB 4', Titel: 'Dr.' };
  expect(vergleicheFormular(vorher, eigen, jetzt)).toEqual([
    { feld: 'Name', eigen: 'Schule und Sport', jetzt: 'Schulamt' },
    { feld: 'Übergeordnet', eigen: 'nicht geändert', jetzt: 'FB 4' },
  ]);
});

test('every command and event of the house reads as German: no English verb, no ae for ä', () => {
  const typesOf = (schema: unknown): readonly string[] =>
    JSON.stringify(z.toJSONSchema(schema as z.ZodType, { unrepresentable: 'any', io: 'input' }))
      .match(/"type":\{"type":"string","const":"\w+"/g)
      ?.map((m) => m.split('"').at(-2) ?? '') ?? [];
  const commands = [...kinds.values()].flatMap((k) => typesOf(k.commandSchema)).map(befehlText);
  const events = [...kinds.values()].flatMap((k) => typesOf(k.eventSchema)).map(ereignisText);
  expect(commands.length).toBeGreaterThan(100);
  expect(events.length).toBeGreaterThan(100);
  expect(commands.filter((text) => /^[a-z]/.test(text))).toEqual([]);
  expect([...commands, ...events].filter((text) => /[ao]e|(?<![aeqQ])ue/i.test(text))).toEqual([]);
});

test('every field of a command has a German name, and money and times read as such', () => {
  const keys = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties } = node as { properties?: object };
    for (const key of Object.keys(properties ?? {})) keys.add(key);
    for (const inner of Object.values(node)) walk(inner);
  };
  for (const k of kinds.values())
    walk(z.toJSONSchema(k.commandSchema as z.ZodType, { unrepresentable: 'any', io: 'input' }));
  expect([...keys].filter((k) => !hatNamen(k))).toEqual([]);
  const plan = { beginn: '2026-11-23T08:30:00.000Z', betragCent: 99_000, tag: '2026-11-23', leer: '' };
  expect(eingaben({ type: 'x', plan }).map((f) => `${f.feld}: ${f.eigen}`)).toEqual([
    'Beginn: 23.11.2026, 09:30 Uhr',
    'Betrag: 990,00\u00a0€',
    'Tag: 23.11.2026',
  ]);
});
