import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tabellen } from '../../../src/domain/bestattung/tabellen/index.ts';
import { erzeugeGraeber } from '../../../src/domain/bestattung/muster/graeber.ts';
import { grabMitAkte, sucheGraeber, zGrab } from '../../../src/domain/bestattung/grab.ts';
import {
  einfuhrAblehnung,
  graeberAlsCsv,
  pruefeGraeberCsv,
} from '../../../src/domain/bestattung/einfuhr/graeber.ts';
import { fehlerAlsCsv, registerAlsCsv } from '../../../src/domain/bestattung/einfuhr/ausfuhr.ts';
import { findeTrennzeichen, leseCsv, schreibeCsvZeile } from '../../../src/domain/shared/csv.ts';
import { liesZeichen } from '../../../src/domain/shared/zeichen.ts';
import { personMerkmale } from '../../../src/domain/bestattung/merkmale.ts';
import { angaben, grab } from './beispiele.ts';
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

test.each([
  ['Yıldız', ['yildiz', 'YILDIZ', 'Yıldız']],
  ['İbrahim Şahin', ['ibrahim', 'IBRAHIM sahin', 'İbrahim']],
  ['Weiß', ['weiss', 'WEISS', 'weiß']],
  ['Wałęsa', ['walesa', 'Walesa', 'wałęsa']],
  ['Øster Ågård', ['oster', 'agard', 'Østergaard'.slice(0, 5)]],
  ['Đorđević', ['dordevic', 'Đorđević']],
  ['Олексій Шевченко', ['олексій', 'ОЛЕКСІЙ шевченко', 'Олексій']],
  ['Nguyễn', ['nguyen']],
])('a grave of %s is found as one types the name', (name, eingaben) => {
  const g = grab({ recht: { inhaber: name, erworbenAm: '2020-01-01', endetAm: '2060-01-01' } });
  for (const text of eingaben) expect([text, sucheGraeber([g], text).length]).toEqual([text, 1]);
});

test('the same person is recognised however the name is spelt, another one is not', () => {
  const merkmal = (nachname: string) => personMerkmale(angaben({ nachname }))[0];
  expect(merkmal('Mueller')).toBe(merkmal('Müller'));
  expect(merkmal('Yildiz')).toBe(merkmal('YILDIZ'.toLowerCase().replace(/i/g, 'ı')));
  expect(merkmal('Groß-Weiß')).toBe(merkmal('Gross Weiss'));
  expect(merkmal('Шевченко')).not.toBe(merkmal('Коваленко'));
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

  test('a file is read in the letters and with the separator its program wrote, and both are said', () => {
    // Windows-1252 has no Turkish letters: Windows programs could not have written them
    const text = demo('graeber-beispiel.csv').replace(/[\u0100-\ufefe]/g, 'x');
    const kopf = pruefeGraeberCsv(text, r.friedhoefe);
    const latin = Uint8Array.from(text.slice(1), (c) => c.charCodeAt(0));
    const ohneZeichen = (bytes: Uint8Array) => {
      const { text: gelesen, zeichensatz } = liesZeichen(bytes);
      return [zeichensatz, pruefeGraeberCsv(gelesen, r.friedhoefe).gueltig] as const;
    };
    expect(/[äöüß]/.test(text)).toBe(true);
    expect(ohneZeichen(new TextEncoder().encode(text))).toEqual(['UTF-8', kopf.gueltig]);
    expect(ohneZeichen(new TextEncoder().encode(text.slice(1)))).toEqual(['UTF-8', kopf.gueltig]);
    expect(ohneZeichen(latin)).toEqual(['Windows-1252', kopf.gueltig]);
    const utf16 = new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);
    expect(ohneZeichen(utf16)).toEqual(['UTF-16', kopf.gueltig]);
    for (const trenner of ['\t', ','] as const) {
      const zeilen = leseCsv(text).zeilen.map((z) =>
        z.zellen.map((c) => `"${c.replaceAll('"', '""')}"`).join(trenner),
      );
      const anders = pruefeGraeberCsv(zeilen.join('\n'), r.friedhoefe);
      expect([anders.trennzeichen, anders.gueltig]).toEqual([trenner, kopf.gueltig]);
    }
    expect(kopf.trennzeichen).toBe(';');
    expect(findeTrennzeichen('"a,b,c";d')).toBe(';');
  });

  test('a burial of the Grabakte that was written to the file is not counted twice when it is read in again', () => {
    const belegung = {
      name: 'Karl Muster',
      bestattungsart: 'erdbestattung',
      geburtsdatum: null,
      beigesetztAm: '2026-11-20',
      ruhefristBis: '2056-11-20',
    } as const;
    const akte = { belegungen: [belegung], recht: null };
    const einmal = grabMitAkte(grab(), akte);
    expect(einmal.belegungen).toEqual([belegung]);
    expect(grabMitAkte(einmal, akte)).toEqual(einmal);
  });

  test('faulty rows leave as a file: number, every cause, and the row as it came', () => {
    const text = demo('graeber-mit-fehlern.csv');
    const liste = leseCsv(fehlerAlsCsv(text, pruefeGraeberCsv(text, r.friedhoefe).fehler)).zeilen;
    expect(liste.map((z) => z.zellen.slice(0, 3))).toEqual([
      ['zeile', 'fehler', 'grab'],
      ['3', 'grabart: „Hochgrab“ ist keine Grabart.', '19-A-002'],
      ['5', 'recht_endet: „31.02.2020“ ist kein Datum (TT.MM.JJJJ).', expect.stringMatching(/^19-A-/)],
      ['6', 'grab: Grab steht schon in Zeile 2.', '19-A-001'],
    ]);
    const ohne = fehlerAlsCsv('grab\n1', [{ zeile: 1, spalte: 'feld', ursache: 'Spalte fehlt.' }]);
    expect(leseCsv(ohne, ';').zeilen[1]?.zellen).toEqual(['1', 'feld: Spalte fehlt.']);
  });

  test('the register leaves with German dates and a byte order mark', () => {
    const text = registerAlsCsv([
      {
        bestattung: 'b-1',
        nummer: 'B-2026-0001',
        name: 'Müller; Karl',
        geburtsdatum: '1941-05-03',
        sterbetag: '2026-11-20',
        bestattungsart: 'urne',
        beigesetztAm: '2026-11-26',
        stelle: 2,
        ruhefristBis: '2046-11-26',
        einaescherungsnummer: null,
        grab: '01-A1-001',
        friedhof: 'Lindenberg',
      },
    ]);
    expect(text.startsWith('\uFEFFnummer;name;geboren')).toBe(true);
    expect(leseCsv(text).zeilen[1]?.zellen).toEqual(
      'B-2026-0001|Müller; Karl|03.05.1941|20.11.2026|Urnenbeisetzung|26.11.2026|Lindenberg|01-A1-001|2|26.11.2046|'.split(
        '|',
      ),
    );
  });

  test('quotes, separators and line breaks inside a cell survive; formulas are defused', () => {
    const zellen = ['a;b', 'sagt "nein"', 'zwei\nZeilen', '-12,5'];
    expect(leseCsv(schreibeCsvZeile(zellen)).zeilen[0]?.zellen).toEqual(zellen);
    expect(schreibeCsvZeile(['=HYPERLINK("x")'])).toContain("'=HYPERLINK");
  });
});
