// Writes the sample master data of the cemeteries: resources/stammdaten/friedhof.*.json and the CSV samples in
// resources/demo/friedhof/. Deterministic; run it again after a change here: `node tools/make-friedhof.ts`.
// All district names, numbers and hours are invented for a city *like* Siegen; sources stand beside each rule.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { grabarten, type Bestattungsart, type Grabart } from '../src/domain/bestattung/begriffe.ts';
import { erzeugeGraeber } from '../src/domain/bestattung/muster/graeber.ts';
import { createZufall } from '../src/domain/bestattung/muster/zufall.ts';
import type { Feld, Friedhof, Halle } from '../src/domain/bestattung/tabellen/orte.ts';
import { tabellen } from '../src/domain/bestattung/tabellen/index.ts';
import type { GrabartRegel } from '../src/domain/bestattung/tabellen/regeln.ts';
import { graeberAlsCsv } from '../src/domain/bestattung/einfuhr/graeber.ts';

const ROOT = join(import.meta.dirname, '..');
const GRAEBER_GESAMT = 65_000;

/** name, crew, weight (share of graves), closed from, special fields */
const ORTE: readonly [string, string, number, string | null, ...Grabart[]][] = [
  ['Lindenberg', '1', 9, null, 'muslimisch', 'sternenkinder', 'anonym'],
  ['Haardter Höhe', '1', 6, null, 'anonym'],
  ['Weidenaue', '2', 7, null, 'anonym'],
  ['Geisbach', '2', 5, null],
  ['Hermelsgrund', '3', 8, null, 'anonym', 'muslimisch'],
  ['Friedhofswald Hainbuche', '3', 3, null, 'friedhofswald'],
  ['Eiserntal', '4', 5, null],
  ['Kaanbach', '4', 4, null],
  ['Trupbachtal', '5', 3, null],
  ['Seelbacher Hang', '5', 3, null],
  ['Achenhütte', '5', 3, null],
  ['Birlenhain', '2', 3, null],
  ['Bürbachtal', '1', 3, null],
  ['Dillenhütte', '2', 2.5, null],
  ['Breitenbacher Weg', '4', 2.5, null],
  ['Feuersbacher Kirche', '4', 1.5, null],
  ['Gosenhang', '6', 3, null],
  ['Langenholdern', '2', 2, null],
  ['Meiswinkel', '5', 1.5, null],
  ['Niederscheld', '6', 3.5, null, 'anonym'],
  ['Oberscheld', '6', 2, null],
  ['Obersetzbach', '2', 1.5, null],
  ['Rinsenau', '6', 1.5, null],
  ['Sohlgrund', '2', 1.5, null],
  ['Volnsbach', '4', 1.5, null],
  ['Eisernhardt', '6', 2, null],
  ['Rosterberg', '3', 2.5, null],
  ['Alter Lindenberg', '1', 2, '1978-01-01'],
  ['Häuslinger Straße', '3', 1, '1985-04-01'],
  ['Alte Weidenaue', '2', 1.5, '1992-01-01'],
  ['Kirchfriedhof Eiserntal', '4', 0.8, '1969-01-01'],
  ['Alt-Kaanbach', '4', 0.7, '1996-07-01'],
  ['Alter Geisbach', '2', 0.7, '2001-01-01'],
  ['Waldfriedhof Trupbach', '5', 0.6, '2004-01-01'],
  ['Alt-Gosenhang', '6', 0.6, '1988-01-01'],
  ['Sieghütter Hang', '3', 0.8, '1975-01-01'],
  ['Charlottental', '1', 0.5, '2010-01-01'],
];
const OHNE_HALLE = new Set([
  'Friedhofswald Hainbuche',
  'Feuersbacher Kirche',
  'Meiswinkel',
  'Obersetzbach',
  'Rinsenau',
  'Sohlgrund',
]);
/** Halls that others may use: large ones; Hermelsgrund's serves the Friedhofswald (as Hermelsbach's does in Siegen). */
const GETEILT: Readonly<Record<string, readonly string[] | '*'>> = {
  Lindenberg: '*',
  Hermelsgrund: ['friedhofswald-hainbuche', 'rosterberg'],
  Eiserntal: ['feuersbacher-kirche', 'volnsbach'],
  Weidenaue: ['obersetzbach', 'sohlgrund', 'langenholdern'],
  Niederscheld: ['rinsenau', 'oberscheld'],
  Trupbachtal: ['meiswinkel', 'seelbacher-hang'],
};

const slug = (s: string): string =>
  s
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]+/g, '-');

const ANTEILE: readonly [string, Grabart, number][] = [
  ['A', 'wahlgrab', 0.24],
  ['B', 'wahlgrab', 0.2],
  ['C', 'reihengrab', 0.2],
  ['D', 'urnenwahlgrab', 0.13],
  ['E', 'urnenreihengrab', 0.11],
  ['F', 'rasengrab', 0.08],
  ['G', 'kindergrab', 0.04],
];
const SONDERFELD: Readonly<Partial<Record<Grabart, string>>> = {
  muslimisch: 'M',
  sternenkinder: 'S',
  anonym: 'U',
  friedhofswald: 'W',
};

function makeFriedhoefe(): Friedhof[] {
  const summe = ORTE.reduce((s, o) => s + o[2], 0);
  const z = createZufall(37);
  return ORTE.map(([name, kolonne, gewicht, geschlossenAb, ...sonder], i) => {
    const soll = Math.round((GRAEBER_GESAMT * gewicht) / summe);
    const wald = sonder.includes('friedhofswald');
    const felder: Feld[] = wald ? teile('W', 'friedhofswald', soll) : [];
    if (!wald) {
      const anteilSonder = sonder.length * 0.04;
      for (const [id, grabart, anteil] of ANTEILE)
        felder.push(...teile(id, grabart, Math.max(4, Math.round(soll * anteil * (1 - anteilSonder)))));
      for (const grabart of sonder)
        felder.push(...teile(SONDERFELD[grabart] as string, grabart, Math.round(soll * 0.04)));
    }
    return {
      id: slug(name),
      nummer: String(i + 1).padStart(2, '0'),
      name,
      adresse: `${z.aus(['Am Friedhof', 'Kirchweg', 'Bergstraße', 'Waldweg', 'Talstraße'])} ${z.int(1, 80)}`,
      geschlossenAb,
      kolonne,
      lage: { ost: 428_000 + z.int(0, 9000), nord: 5_634_000 + z.int(0, 9000) },
      zufahrt: z.aus([
        'Haupttor, Schlüssel bei der Kolonne',
        'Nebentor Talseite, bis 3,5 t',
        'Haupttor, Steigung 12 %',
        'Wirtschaftsweg von oben, nur trocken befahrbar',
      ]),
      felder,
    };
  });
}

/** A field has at most 900 graves; larger ones are numbered B1, B2 ... */
function teile(id: string, grabart: Grabart, anzahl: number): Feld[] {
  const teileZahl = Math.ceil(anzahl / 900);
  return Array.from({ length: teileZahl }, (_, i) => ({
    id: teileZahl === 1 ? id : `${id}${i + 1}`,
    grabart,
    anzahl: Math.floor(anzahl / teileZahl) + (i < anzahl % teileZahl ? 1 : 0),
  }));
}

function makeHallen(friedhoefe: readonly Friedhof[]): Halle[] {
  return friedhoefe
    .filter((f) => f.geschlossenAb === null && !OHNE_HALLE.has(f.name))
    .map((f, i) => ({
      id: f.id,
      name: `Trauerhalle ${f.name}`,
      friedhof: f.id,
      nutzbarFuer: (GETEILT[f.name] ?? []) as string[] | '*',
      plaetze: 40 + ((i * 17) % 110),
      einheitMin: 30,
      ausstattung: i % 3 === 0 ? ['Orgel', 'Musikanlage', 'barrierefrei'] : ['Musikanlage', 'barrierefrei'],
    }));
}

const STANDORTE = ['Lindenberg', 'Weidenaue', 'Hermelsgrund', 'Eiserntal', 'Trupbachtal', 'Niederscheld'];
const kolonnen = STANDORTE.map((standort, i) => ({
  id: String(i + 1),
  name: `Kolonne ${i + 1} ${standort}`,
  standort: slug(standort),
  telefon: `0271 55502${String(i + 1).padStart(2, '0')}`,
  einheit: `01980000-0000-7000-8001-00000000003${i + 1}`,
  staerke: 3 + (i % 3),
  vertritt: i !== 4,
}));
const bagger = [
  { id: '1', name: 'Bagger 1 (1,8 t)', standort: 'lindenberg', tiefeCm: 240, breiteCm: 98 },
  { id: '2', name: 'Bagger 2 (1,8 t)', standort: 'weidenaue', tiefeCm: 240, breiteCm: 98 },
  { id: '3', name: 'Bagger 3 (2,6 t)', standort: 'eiserntal', tiefeCm: 260, breiteCm: 130 },
  { id: '4', name: 'Bagger 4 (1,5 t)', standort: 'niederscheld', tiefeCm: 220, breiteCm: 85 },
];

const BESTG = (norm: string, hinweis?: string) => ({
  norm,
  geprueft: false,
  ...(hinweis ? { hinweis } : {}),
});
const woche = (moDo: [string, string] | null, fr: [string, string] | null) => [
  ...Array.from({ length: 4 }, () => (moDo ? { von: moDo[0], bis: moDo[1] } : null)),
  fr ? { von: fr[0], bis: fr[1] } : null,
  null,
  null,
];
const zeiten = {
  bestattung: woche(['09:00', '15:30'], ['09:00', '12:30']),
  arbeit: woche(['07:00', '16:45'], ['07:00', '13:45']),
  rasterMin: 30,
  letzterStartMitFeierMin: 90,
  letzterStartOhneFeierMin: 60,
  puffer: { halleVorMin: 15, halleNachMin: 15, kolonneMin: 15, baggerMin: 30 },
  vorOrtVorMin: 15,
  wegMin: 10,
  wegAndererFriedhofMin: 30,
  dauer: {
    erdbestattung: { aushubMin: 120, bagger: true, beisetzungMin: 30, verfuellenMin: 60, feierMin: 30 },
    tuchbestattung: { aushubMin: 150, bagger: true, beisetzungMin: 45, verfuellenMin: 60, feierMin: 0 },
    urne: { aushubMin: 30, bagger: false, beisetzungMin: 20, verfuellenMin: 20, feierMin: 30 },
    kind: { aushubMin: 60, bagger: false, beisetzungMin: 30, verfuellenMin: 30, feierMin: 30 },
    sternenkind: { aushubMin: 30, bagger: false, beisetzungMin: 30, verfuellenMin: 20, feierMin: 0 },
  },
  vormerkungStunden: 48,
  vormerkungSpaetestensVorStartStunden: 20,
  geraeteuhrToleranzMin: 5,
};

const STATUT = {
  norm: 'Friedhofssatzung (Muster)',
  geprueft: false,
  hinweis: 'Werte nach Satzungen anderer Städte',
};
const SARG: Bestattungsart[] = ['erdbestattung'];
const r = (
  grabart: Grabart,
  zulaessig: Bestattungsart[],
  ruhe: Partial<Record<Bestattungsart, number>>,
  ersterwerbJahre: number | null,
  masse: [number, number, number],
  sarg: number,
  urne: number,
  urneBisJahreNachErster: number | null = null,
): GrabartRegel => ({
  grabart,
  zulaessig,
  ruhefristJahre: ruhe,
  ersterwerbJahre,
  verlaengerbar: ersterwerbJahre !== null,
  masse: { laengeCm: masse[0], breiteCm: masse[1], tiefeCm: masse[2] },
  kapazitaet: { sarg, urne },
  urneBisJahreNachErster,
  norm: STATUT,
});
const satzung = {
  grabarten: [
    r('reihengrab', [...SARG, 'urne'], { erdbestattung: 30, urne: 20 }, null, [210, 90, 155], 1, 2, 10),
    r(
      'wahlgrab',
      [...SARG, 'urne', 'kind'],
      { erdbestattung: 30, urne: 20, kind: 20 },
      40,
      [210, 90, 155],
      1,
      2,
    ),
    r('urnenreihengrab', ['urne'], { urne: 20 }, null, [80, 80, 80], 0, 1),
    r('urnenwahlgrab', ['urne'], { urne: 20 }, 30, [100, 100, 80], 0, 4),
    r('rasengrab', [...SARG, 'urne'], { erdbestattung: 30, urne: 20 }, null, [210, 90, 155], 1, 1, 10),
    r('kindergrab', ['kind'], { kind: 20 }, null, [140, 70, 120], 1, 0),
    r('sternenkinder', ['sternenkind'], { sternenkind: 15 }, null, [60, 60, 80], 1, 0),
    r(
      'muslimisch',
      ['tuchbestattung', 'erdbestattung', 'kind'],
      { tuchbestattung: 30, erdbestattung: 30, kind: 20 },
      30,
      [210, 90, 160],
      1,
      0,
    ),
    r('anonym', ['urne'], { urne: 20 }, null, [60, 60, 80], 0, 1),
    r('friedhofswald', ['urne'], { urne: 20 }, 30, [60, 60, 80], 0, 8),
  ].sort((a, b) => grabarten.indexOf(a.grabart) - grabarten.indexOf(b.grabart)),
  erdwandCm: 30,
  geschlossenNorm: { ...STATUT, norm: 'Friedhofssatzung (Muster), geschlossene Friedhöfe' },
};

const fristen = {
  fruehestensStunden: 24,
  fruehestensNorm: BESTG('§ 13 Abs. 1 BestG NRW'),
  spaetestensTage: 10,
  spaetestensNorm: BESTG('§ 13 Abs. 3 BestG NRW', 'Sonn- und Feiertage zählen mit'),
  urneWochen: 6,
  urneBeginn: 'einaescherung',
  urneNorm: BESTG('§ 13 Abs. 3 BestG NRW', 'Beginn der Frist einstellbar'),
  unbekannteUhrzeitNorm: BESTG('§ 13 Abs. 1 BestG NRW', 'Nur das Datum bekannt: ab Tagesende gerechnet'),
};

const SARGARTEN: Bestattungsart[] = ['erdbestattung', 'tuchbestattung', 'kind'];
const unterlagen = [
  {
    fuer: [...SARGARTEN, 'urne'],
    eineVon: ['sterbefallanzeige', 'bestattungsgenehmigung'],
    nurMitNutzungsrecht: false,
    norm: BESTG('§ 13 Abs. 2 BestG NRW'),
  },
  {
    fuer: ['urne'],
    eineVon: ['zweite_leichenschau', 'freigabe_staatsanwaltschaft'],
    nurMitNutzungsrecht: false,
    norm: BESTG('§ 15 BestG NRW'),
  },
  {
    fuer: ['urne'],
    eineVon: ['einaescherungsbescheinigung'],
    nurMitNutzungsrecht: false,
    norm: BESTG('§ 15 BestG NRW'),
  },
  {
    fuer: [...SARGARTEN, 'urne', 'sternenkind'],
    eineVon: ['antrag_kostentraeger'],
    nurMitNutzungsrecht: false,
    norm: STATUT,
  },
  {
    fuer: [...SARGARTEN, 'urne'],
    eineVon: ['erklaerung_nutzungsrecht'],
    nurMitNutzungsrecht: true,
    norm: STATUT,
  },
];

const feiertage = {
  land: 'NW',
  weitere: [
    { tag: '12-24', name: 'Heiligabend' },
    { tag: '12-31', name: 'Silvester' },
  ],
  einmalig: [{ tag: '2027-02-08', name: 'Rosenmontag' }],
  norm: {
    norm: '§ 2 Feiertagsgesetz NW',
    geprueft: false,
    hinweis: 'Elf Feiertage; weitere freie Tage nach Hausregel',
  },
};
const schliessungen = [
  {
    id: 'frost-kein',
    betrifft: 'bagger',
    ziel: '4',
    vonTag: '2026-12-07',
    bisTag: '2026-12-09',
    stunden: null,
    grund: 'Hauptuntersuchung Bagger 4',
  },
  {
    id: 'halle-geisbach',
    betrifft: 'halle',
    ziel: 'geisbach',
    vonTag: '2026-12-01',
    bisTag: '2026-12-18',
    stunden: null,
    grund: 'Dachsanierung Trauerhalle',
  },
  {
    id: 'personalversammlung',
    betrifft: 'alle',
    ziel: null,
    vonTag: '2026-12-03',
    bisTag: '2026-12-03',
    stunden: { von: '07:00', bis: '11:00' },
    grund: 'Personalversammlung',
  },
];

const p = (
  schluessel: string,
  text: string,
  anlass: string,
  euro: number,
  bestattungsarten: Bestattungsart[] = [],
  arten: Grabart[] = [],
) => ({
  schluessel,
  text,
  bestattungsarten,
  grabarten: arten,
  anlass,
  cent: euro * 100,
});
const gebuehren = {
  posten: [
    p('erd', 'Bestattung im Sarg', 'bestattung', 1180, ['erdbestattung', 'tuchbestattung']),
    p('kind', 'Bestattung eines Kindes', 'bestattung', 390, ['kind']),
    p('urne', 'Beisetzung einer Urne', 'bestattung', 310, ['urne']),
    p('stern', 'Bestattung eines Sternenkindes', 'bestattung', 0, ['sternenkind']),
    p('halle', 'Trauerhalle je angefangene Einheit', 'halle_je_einheit', 145),
    p('wahl', 'Ersterwerb Wahlgrab', 'ersterwerb', 2280, [], ['wahlgrab', 'muslimisch']),
    p('uwahl', 'Ersterwerb Urnenwahlgrab', 'ersterwerb', 1320, [], ['urnenwahlgrab', 'friedhofswald']),
    p('vwahl', 'Verlängerung Wahlgrab je Jahr', 'verlaengerung_je_jahr', 57, [], ['wahlgrab', 'muslimisch']),
    p(
      'vuwahl',
      'Verlängerung Urnenwahlgrab je Jahr',
      'verlaengerung_je_jahr',
      44,
      [],
      ['urnenwahlgrab', 'friedhofswald'],
    ),
    p('reihe', 'Reihengrab', 'grab', 1240, [], ['reihengrab', 'rasengrab']),
    p('ureihe', 'Urnenreihengrab', 'grab', 720, [], ['urnenreihengrab', 'anonym']),
  ],
  norm: { norm: 'Friedhofsgebührensatzung (Muster)', geprueft: false },
};

const friedhoefe = makeFriedhoefe();
const DATEN: Readonly<Record<string, readonly [quelle: string, inhalt: unknown]>> = {
  'friedhof.friedhoefe': ['Muster: 37 Friedhöfe, 10 geschlossen; Namen erfunden', friedhoefe],
  'friedhof.hallen': ['Muster', makeHallen(friedhoefe)],
  'friedhof.kolonnen': ['Muster: sechs dezentrale Kolonnen', kolonnen],
  'friedhof.bagger': ['Muster', bagger],
  'friedhof.zeiten': ['Muster; letzte Startzeiten nach Hann. Münden, Halleneinheit nach Hannover', zeiten],
  'friedhof.schliessungen': ['Muster', schliessungen],
  'friedhof.feiertage': ['Feiertagsgesetz NW; freie Tage nach Hausregel (Muster)', feiertage],
  'friedhof.satzung': ['Muster nach Satzungen anderer Städte (u. a. Freudenberg)', satzung],
  'friedhof.fristen': ['BestG NRW § 13, Stand 2014, aus zweiter Hand', fristen],
  'friedhof.unterlagen': ['BestG NRW, aus zweiter Hand', unterlagen],
  'friedhof.gebuehren': ['Muster, Beträge erfunden', gebuehren],
  'friedhof.graeber': [
    'Muster, aus den Feldern der Friedhöfe erzeugt',
    { art: 'muster', seed: 65, stichtag: '2026-11-22' },
  ],
};

mkdirSync(join(ROOT, 'resources/stammdaten'), { recursive: true });
mkdirSync(join(ROOT, 'resources/demo/friedhof'), { recursive: true });
for (const { tabelle, schema } of tabellen) {
  const [quelle, inhalt] = DATEN[tabelle] as readonly [string, unknown];
  schema.parse(inhalt);
  const datei = {
    tabelle,
    fassungen: [{ nummer: 1, gueltigAb: '2020-01-01', quelle, geprueft: false, inhalt }],
  };
  writeFileSync(join(ROOT, 'resources/stammdaten', `${tabelle}.json`), `${JSON.stringify(datei, null, 1)}\n`);
}
const graeber = erzeugeGraeber(friedhoefe, satzung, '2026-11-22', 65);
console.log(`${friedhoefe.length} Friedhöfe, ${graeber.length} Gräber`);
const auszug = graeber.filter((g) => g.friedhof === 'meiswinkel').slice(0, 60);
writeFileSync(join(ROOT, 'resources/demo/friedhof/graeber-beispiel.csv'), graeberAlsCsv(auszug));
const [kopf = '', ...zeilen] = graeberAlsCsv(auszug.slice(0, 6)).trimEnd().split('\r\n');
const kaputt = zeilen.map((zeile, i) => {
  const zellen = zeile.split(';');
  if (i === 1) zellen[2] = 'Hochgrab';
  if (i === 3) zellen[8] = '31.02.2020';
  if (i === 4) zellen[0] = (zeilen[0] as string).split(';')[0] as string;
  return zellen.join(';');
});
writeFileSync(
  join(ROOT, 'resources/demo/friedhof/graeber-mit-fehlern.csv'),
  `${[kopf, ...kaputt].join('\r\n')}\r\n`,
);
