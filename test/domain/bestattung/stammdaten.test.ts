import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tabellen } from '../../../src/domain/bestattung/tabellen/index.ts';
import { erzeugeGraeber } from '../../../src/domain/bestattung/muster/graeber.ts';
import { sucheGraeber, zGrab } from '../../../src/domain/bestattung/grab.ts';
import {
  einfuhrAblehnung,
  graeberAlsCsv,
  pruefeGraeberCsv,
} from '../../../src/domain/bestattung/einfuhr/graeber.ts';
import { leseCsv, schreibeCsvZeile } from '../../../src/domain/bestattung/einfuhr/csv.ts';
import { musterRegelwerk, musterTabelle } from './muster.ts';

const r = musterRegelwerk();
const demo = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../resources/demo/friedhof', name), 'utf8');

describe('sample master data', () => {
  test.each(tabellen.map((t) => [t.tabelle, t] as const))('%s fits its schema', (_, t) => {
    for (const f of musterTabelle(t.tabelle)?.fassungen ?? [])
      expect(() => t.schema.parse(f.inhalt)).not.toThrow();
  });

  test('37 cemeteries, 10 closed, 6 crews, 4 excavators, and every reference leads somewhere', () => {
    expect(r.friedhoefe).toHaveLength(37);
    expect(r.friedhoefe.filter((f) => f.geschlossenAb !== null)).toHaveLength(10);
    expect(r.kolonnen).toHaveLength(6);
    expect(r.bagger).toHaveLength(4);
    const orte = new Set(r.friedhoefe.map((f) => f.id));
    const kolonnen = new Set(r.kolonnen.map((k) => k.id));
    expect(r.friedhoefe.every((f) => kolonnen.has(f.kolonne))).toBe(true);
    for (const h of r.hallen) {
      expect(orte.has(h.friedhof)).toBe(true);
      if (h.nutzbarFuer !== '*') for (const id of h.nutzbarFuer) expect(orte.has(id)).toBe(true);
    }
    expect([...r.kolonnen, ...r.bagger].every((k) => orte.has(k.standort))).toBe(true);
  });

  test('the Friedhofswald has no hall but may use another one', () => {
    const wald = 'friedhofswald-hainbuche';
    expect(r.hallen.some((h) => h.friedhof === wald)).toBe(false);
    expect(r.hallen.some((h) => h.nutzbarFuer !== '*' && h.nutzbarFuer.includes(wald))).toBe(true);
  });
});

describe('sample graves', () => {
  const graeber = erzeugeGraeber(r.friedhoefe, r.satzung, '2026-11-22', 65);

  test('about 65,000, each valid, keys unique, the same for the same seed', () => {
    expect(Math.abs(graeber.length - 65_000)).toBeLessThan(200);
    expect(new Set(graeber.map((g) => g.schluessel)).size).toBe(graeber.length);
    for (let i = 0; i < graeber.length; i += 97) expect(() => zGrab.parse(graeber[i])).not.toThrow();
    expect(erzeugeGraeber(r.friedhoefe, r.satzung, '2026-11-22', 65).slice(500, 520)).toEqual(
      graeber.slice(500, 520),
    );
  });

  test('are found by right holder and by a relative buried there, umlauts folded', () => {
    const grab = graeber.find(
      (g) => g.recht !== null && g.belegungen.length > 0 && /ü/.test(g.recht.inhaber),
    );
    if (!grab?.recht) throw new Error('no such grave');
    const nach = (text: string) =>
      sucheGraeber(graeber, text, 5000).some((g) => g.schluessel === grab.schluessel);
    expect(nach(grab.recht.inhaber.replaceAll('ü', 'u').toUpperCase())).toBe(true);
    expect(nach(grab.belegungen[0]?.name ?? '')).toBe(true);
    expect(sucheGraeber(graeber, '  ')).toEqual([]);
  });
});

describe('CSV import of graves', () => {
  test('what was written is read back whole', () => {
    const vorschau = pruefeGraeberCsv(demo('graeber-beispiel.csv'), r.friedhoefe);
    expect(vorschau).toMatchObject({ zeilen: 60, uebernehmbar: true, fehler: [], neu: 60 });
    expect(graeberAlsCsv(vorschau.gueltig)).toBe(demo('graeber-beispiel.csv'));
  });

  test('each bad row is named with line, column and cause, and nothing is taken over by halves', () => {
    const vorschau = pruefeGraeberCsv(demo('graeber-mit-fehlern.csv'), r.friedhoefe);
    expect(vorschau.fehler).toEqual([
      { zeile: 3, spalte: 'grabart', ursache: '„Hochgrab“ ist keine Grabart.' },
      { zeile: 5, spalte: 'recht_endet', ursache: '„31.02.2020“ ist kein Datum (TT.MM.JJJJ).' },
      { zeile: 6, spalte: 'grab', ursache: 'Grab steht schon in Zeile 2.' },
    ]);
    expect(vorschau.uebernehmbar).toBe(false);
    expect(einfuhrAblehnung(vorschau)).toMatchObject({
      code: 'bestattung.einfuhr-fehlerhaft',
      params: { n: 3, zeile: 3, spalte: 'grabart' },
    });
  });

  test('missing columns and an open quote stop the file at once', () => {
    expect(pruefeGraeberCsv('grab;friedhof\n', r.friedhoefe).fehler[0]).toEqual({
      zeile: 1,
      spalte: 'grabart',
      ursache: 'Spalte fehlt.',
    });
    expect(leseCsv('a;b\r\n"x;y\r\n').offen).toBe(2);
  });

  test('quotes, separators and line breaks inside a cell survive; formulas are defused', () => {
    const zellen = ['a;b', 'sagt "nein"', 'zwei\nZeilen', '-12,5'];
    expect(leseCsv(schreibeCsvZeile(zellen)).zeilen[0]?.zellen).toEqual(zellen);
    expect(schreibeCsvZeile(['=HYPERLINK("x")'])).toContain("'=HYPERLINK");
  });
});
