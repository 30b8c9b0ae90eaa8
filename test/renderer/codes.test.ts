import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { kinds } from '../../src/main/faecher.ts';
import { umlaufCode } from '../../src/renderer/umlauf/codes.ts';
import { beschaffungCode } from '../../src/renderer/beschaffung/codes.ts';
import { codeText as sitzung } from '../../src/renderer/sitzung/codes.ts';
import { friedhofCode } from '../../src/renderer/friedhof/codes.ts';
import type { CodeText } from '../../src/renderer/faecher.ts';
import { hausCode } from '../../src/renderer/sync/hauscodes.ts';
import { eingaben, vergleiche } from '../../src/renderer/sync/vergleich.ts';
import { namesIn } from '../../src/renderer/sync/werte.ts';
import { byName, musterdatei } from '../support/organisation.ts';

const ORTE = {
  friedhof: { lindenberg: 'Waldfriedhof Lindenberg', nord: 'Nordfriedhof' },
  halle: { 'halle-nord': 'Trauerhalle Nord' },
  kolonne: { k3: 'Kolonne 3' },
  bagger: { b1: 'Minibagger 1' },
};
const friedhof = friedhofCode(ORTE);
const beschaffung = beschaffungCode({ direktauftrag: 'Direktauftrag' });
const NOBODY = '01980000-0000-7000-8002-0000000000ff';
const verzeichnis = { einheiten: musterdatei.einheiten, personen: musterdatei.personen } as never;
const tabellen = [{ tabelle: 'friedhof.hallen', bezeichnung: 'Hallen' }];
const haus = (fach: CodeText, namen: ReadonlyMap<string, string> = new Map()) =>
  hausCode({ verzeichnis, namen, tabellen, fach });
const zeilen = (befehl: object, code: CodeText) =>
  eingaben(befehl as never, code).map((f) => `${f.feld}: ${f.eigen}`);

test('a date at the cemetery reads by the names of hall, crew and digger, not by their ids', () => {
  const plan = {
    friedhof: 'lindenberg',
    halle: 'halle-nord',
    beginn: '2026-11-23T08:30:00.000Z',
    feierMin: 30,
    kolonne: 'k3',
    bagger: null,
  };
  const befehl = { type: 'holdTermin', plan };
  const state = {
    termin: { plan: { ...plan, friedhof: 'nord', bagger: 'b1', beginn: '2026-11-24T09:00:00.000Z' } },
  };
  expect(vergleiche(befehl as never, [], state, haus(friedhof))).toEqual([
    { feld: 'Friedhof', eigen: 'Waldfriedhof Lindenberg', jetzt: 'Nordfriedhof' },
    { feld: 'Beginn', eigen: '23.11.2026, 09:30 Uhr', jetzt: '24.11.2026, 10:00 Uhr' },
    { feld: 'Bagger', eigen: '–', jetzt: 'Minibagger 1' },
  ]);
  expect(zeilen({ type: 'assignGrab', grab: '17-B-204', verlaengerungJahre: 5 }, haus(friedhof))).toEqual([
    'Grab: 17-B-204 (Friedhof 17, Feld B, Grab 204)',
    'Verlängerung (Jahre): 5',
  ]);
});

test('what nobody has a word for is shown as it is, never as nothing', () => {
  const befehl = { type: 'x', friedhof: 'geschlossen', unterlage: 'neu_seit_2027', grab: 'unlesbar' };
  const rows = ['Friedhof: geschlossen', 'Unterlage: neu_seit_2027', 'Grab: unlesbar'];
  expect(zeilen(befehl, haus(friedhof))).toEqual(rows);
  expect(
    zeilen(
      { type: 'x', person: 'kennung-7', rolle: 'eigene_rolle' },
      haus(() => null),
    ),
  ).toEqual(['Person: kennung-7', 'Rolle: eigene_rolle']);
});

test('people, units, roles, areas and tables of the house by name; a word that looks like an id stays a word', () => {
  const person = byName('Arslan');
  const einheit = musterdatei.einheiten.find((e) => e.id === person.einheit);
  const befehl = {
    type: 'x',
    durch: person.id,
    einheit: person.einheit,
    rolle: 'kolonnenfuehrung',
    bereich: 'friedhof:lindenberg',
    tabelle: 'friedhof.hallen',
    lieferant: 'lindenberg',
    unbekannte: NOBODY,
  };
  expect(zeilen(befehl, haus(friedhof))).toEqual([
    'Vertretung durch: Selin Arslan',
    `Einheit: ${einheit?.kuerzel} ${einheit?.name}`,
    'Rolle: Kolonnenführung',
    'Bereich: Waldfriedhof Lindenberg',
    'Tabelle: Hallen',
    'Lieferant: lindenberg',
  ]);
});

test('a slip names its unit and its procedure as its page does', () => {
  const einheit = musterdatei.einheiten.find((e) => e.kuerzel === 'FD 12');
  const angaben = { bedarfsstelle: einheit?.id, leistungsart: 'bauleistung', vergabeart: 'direktauftrag' };
  const state = { angaben: { ...angaben, leistungsart: 'lieferung', vergabeart: 'eigene-art' } };
  expect(vergleiche({ type: 'changeLaufzettel', angaben } as never, [], state, haus(beschaffung))).toEqual([
    { feld: 'Leistungsart', eigen: 'Bauleistung', jetzt: 'Lieferung' },
    { feld: 'Vergabeart', eigen: 'Direktauftrag', jetzt: 'eigene-art' },
  ]);
  expect(zeilen({ type: 'x', angaben }, haus(beschaffung))[0]).toMatch(/^Bedarfsstelle: FD 12 /);
});

test('points, documents and members are named as the state names them; lists read as one text', () => {
  const top = '01980000-0000-7000-8003-000000000001';
  const state = {
    tops: [{ id: top, titel: 'Radweg am Hafen' }],
    dokumente: [{ sha256: 'ab'.repeat(32), dateiname: 'Plan.pdf' }],
  };
  const code = haus(sitzung, namesIn(state));
  const befehl = {
    type: 'x',
    top,
    dokument: 'ab'.repeat(32),
    personen: [byName('Arslan').id, byName('Brandt').id],
    stationen: [{ id: NOBODY, rolle: 'vorberatung' }],
    verhalten: 'zuhoererraum',
    sachverhalt: [{ art: 'absatz', text: [{ text: 'Der ' }, { text: 'Radweg' }] }],
  };
  expect(zeilen(befehl, code)).toEqual([
    'Tagesordnungspunkt: Radweg am Hafen',
    'Dokument: Plan.pdf',
    'Personen: Selin Arslan; Oliver Brandt',
    'Stationen: Vorberatung',
    'Verhalten: Im Zuhörerbereich',
    'Sachverhalt: Der Radweg',
  ]);
});

test('whose name or day it is stands with it; long texts are cut to where they differ', () => {
  const befehl = { type: 'x', angaben: { bestatter: { name: 'Sturm' }, kostentraeger: { name: 'Amt' } } };
  expect(zeilen(befehl, () => null)).toEqual(['Bestatter: Name: Sturm', 'Kostenträger: Name: Amt']);
  const [row] = vergleiche(
    { type: 'x', text: `${'gleich '.repeat(60)}meins` } as never,
    [],
    { text: `${'gleich '.repeat(60)}deins` },
    () => null,
  );
  expect([row?.eigen.endsWith('meins'), row?.jetzt?.endsWith('deins')]).toEqual([true, true]);
  expect(row?.eigen.length).toBeLessThan(210);
});

/** Codes of commands by kind and field, as their schemas list them. */
function codesOf(schema: unknown): readonly (readonly [feld: string, code: string])[] {
  const found: (readonly [string, string])[] = [];
  const walk = (node: unknown, feld: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach((n) => walk(n, feld));
    const {
      properties = {},
      enum: codes = [],
      const: only,
      ...rest
    } = node as Readonly<Record<string, never>>;
    for (const code of [...(codes as readonly unknown[]), only])
      if (typeof code === 'string') found.push([feld, code]);
    for (const [key, inner] of Object.entries(properties)) if (key !== 'type') walk(inner, key);
    for (const inner of Object.values(rest)) walk(inner, feld);
  };
  walk(z.toJSONSchema(schema as z.ZodType, { unrepresentable: 'any', io: 'input' }), '');
  return found;
}

/** Marks inside a formatted text; they are read as the text they stand in. */
const FORMATE = new Set(['absatz', 'liste', 'tabelle', 'ueberschrift', 'zitat', 'hoch', 'tief']);

test('every code a command of the house can carry has a German text', () => {
  const asked = (art: string): CodeText => {
    const fach = {
      laufzettel: beschaffung,
      bestattung: friedhof,
      arbeitsauftrag: friedhof,
      grabakte: friedhof,
    }[art];
    return haus(
      fach ?? (art === 'person' || art === 'einheit' || art === 'stammdaten' ? () => null : sitzung),
    );
  };
  const missing = [...kinds.values()].flatMap((k) =>
    codesOf(k.commandSchema)
      .filter(([, code]) => !FORMATE.has(code) && !/^i\. [VA]\.$/.test(code))
      .filter(([feld, code]) => asked(k.art)(feld, code) === null)
      .map(([feld, code]) => `${k.art}.${feld}: ${code}`),
  );
  expect([...new Set(missing)]).toEqual([]);
  expect(umlaufCode('lage', 'danach')).toBe('Danach');
});
