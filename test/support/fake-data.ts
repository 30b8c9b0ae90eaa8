import type { SessionPerson } from '../../src/contract/app.ts';
import type { Arbeitskorb, AufgabeRow, VorgangRow } from '../../src/contract/vorgang.ts';

/** Invented people and slips of an invented summer in Siegen, as the screens get them from the bridge. */
const person = (
  id: string,
  name: string,
  funktion: string,
  einheit: string,
  rollen: string[],
): SessionPerson => ({
  id,
  name,
  funktion,
  einheit,
  rollen,
  vertritt: [],
});

export const samplePersonen: readonly SessionPerson[] = [
  {
    ...person('p-soerensen', 'Katrin Sörensen', 'Prüferin', 'Rechnungsprüfung', ['rechnungspruefung']),
    vertritt: [{ id: 'p-dahl', name: 'Dahl', zusatz: 'i. V.' }],
  },
  person('p-petersen', 'Jan Petersen', 'Sachbearbeitung', 'FB 1', ['bedarfsstelle']),
  person('p-kaya', 'Dr. Aylin Kaya', 'Leitung Zentrale Vergabestelle', 'ZVS', ['vergabestelle']),
  person('p-holm', 'Ines Holm', 'Bürgermeisterin', 'Verwaltungsleitung', ['buergermeister']),
];

const status = {
  dran: { code: 'laeuft', text: 'Im Umlauf', stufe: 'laeuft' },
  vorgemerkt: { code: 'vorgemerkt', text: 'Vorgemerkt', stufe: 'warnung' },
  frei: { code: 'frei', text: 'Freigegeben', stufe: 'gut' },
} as const;

const row = (
  id: string,
  nummer: string,
  titel: string,
  netto: number,
  mehr: Partial<VorgangRow> = {},
): VorgangRow => ({
  id,
  art: 'laufzettel',
  nummer,
  titel,
  untertitel: 'FB 1',
  status: status.dran,
  faellig: null,
  felder: { wertNetto: netto, bedarfsstelle: 'FB 1', schritt: 'Prüfung RPA' },
  vorlaeufig: false,
  abgeschlossen: false,
  geaendert: '2026-07-21T09:12:00.000Z',
  ...mehr,
});

const aufgabe = (vorgang: VorgangRow, a: Partial<AufgabeRow>): AufgabeRow => ({
  id: 'schritt:rpa',
  fuer: { rolle: 'rechnungspruefung' },
  art: 'pruefen',
  text: 'Prüfung RPA',
  faellig: null,
  seit: '2026-07-20T12:05:00.000Z',
  vorgang,
  vertretung: null,
  ...a,
});

export function sampleKorb(leer: boolean): Arbeitskorb {
  const heute = '2026-07-22';
  if (leer) return { heute, aufgaben: [], rueckfragen: [], termine: [], wartetAufAndere: [] };
  const salz = row('lz-409', 'LZ-2026-0409', 'Streusalz 40 t, Bauhof', 828_571, {
    untertitel: 'von Finke, Bauhof',
  });
  const aed = row('lz-417', 'LZ-2026-0417', 'Ersatz von sechs Defibrillatoren (AED)', 960_000, {
    untertitel: 'von Petersen, FB 1',
  });
  const moebel = row('lz-414', 'LZ-2026-0414', 'Büromöbel Bürgerbüro', 1_588_277, { vorlaeufig: true });
  const drehleiter = row('lz-398', 'LZ-2026-0398', 'Drehleiter-Inspektion: Zweitangebot fehlt', 350_000);
  const wartend = row('lz-371', 'LZ-2026-0371', 'Softwarepflege Einwohnermeldewesen', 1_950_000);
  return {
    heute,
    aufgaben: [
      aufgabe(moebel, {
        faellig: '2026-07-27',
        text: 'Mitzeichnung',
        art: 'zeichnen',
        vertretung: 'i. V. Dahl',
      }),
      aufgabe(aed, { faellig: '2026-07-24' }),
      aufgabe(salz, { faellig: '2026-07-21' }),
      aufgabe(row('lz-401', 'LZ-2026-0401', 'Winterreifen Kommunalfahrzeuge', 533_849), {
        faellig: heute,
        uhrzeit: '12:00',
      }),
    ],
    rueckfragen: [
      aufgabe(drehleiter, {
        art: 'rueckfrage',
        text: 'Rückfrage: „Bitte Vergleichsangebot nachreichen.“',
        seit: '2026-07-21T14:20:00.000Z',
      }),
      aufgabe(row('lz-380', 'LZ-2026-0380', 'Spielgeräte Kita Seestern', 1_250_000), {
        art: 'rueckfrage',
        text: 'Rückfrage: „Anlage 3 hat keine Textebene.“',
        seit: '2026-07-22T05:58:00.000Z',
      }),
    ],
    termine: [
      {
        beginn: '2026-07-22T08:00:00.000Z',
        ende: '2026-07-22T08:30:00.000Z',
        text: 'Öffnung der Angebote: Reinigung Rathaus',
        ort: 'Rathaus, Raum 2.04',
        status: status.frei,
        fuer: [],
        vorgang: row('lz-390', 'LZ-2026-0390', 'Reinigung Rathaus, Los 2', 1_830_000),
      },
      {
        beginn: '2026-07-22T12:00:00.000Z',
        ende: '2026-07-22T13:00:00.000Z',
        text: 'Vorbesprechung Kopierpapier',
        ort: 'Raum 1.12',
        status: status.vorgemerkt,
        fuer: [],
        vorgang: row('lz-410', 'LZ-2026-0410', 'Kopierpapier, Jahresbedarf', 285_000),
      },
    ],
    wartetAufAndere: [
      {
        ...aufgabe(wartend, { seit: '2026-07-16T07:00:00.000Z', text: 'Mittelbestätigung' }),
        bei: 'FD 20 Finanzen',
      },
      { ...aufgabe(aed, { seit: '2026-07-20T07:00:00.000Z' }), bei: 'Katrin Sörensen' },
    ],
  };
}

const GEGENSTAENDE = [
  'Ersatz von sechs Defibrillatoren (AED)',
  'Streusalz 40 t, Bauhof',
  'Drehleiter-Inspektion',
  'Büromöbel Bürgerbüro',
  'Softwarepflege Einwohnermeldewesen',
  'Spielgeräte Kita Seestern',
  'Winterreifen Kommunalfahrzeuge',
  'Kopierpapier, Jahresbedarf',
  'Reinigung Rathaus, Los 2',
  'Grabfräse Friedhof Nord',
];
const STATUS = [
  { code: 'dran', text: 'Sie sind dran', stufe: 'wartet' },
  { code: 'faellig', text: 'Überfällig', stufe: 'fehler' },
  { code: 'rueckfrage', text: 'Rückfrage', stufe: 'warnung' },
  { code: 'laeuft', text: 'Im Umlauf', stufe: 'laeuft' },
  { code: 'gut', text: 'Abgeschlossen', stufe: 'gut' },
  { code: 'entwurf', text: 'Entwurf', stufe: 'entwurf' },
] as const;
const SCHRITTE = ['Prüfung RPA', 'Mittelbestätigung', 'Mitzeichnung', 'Schlusszeichnung', ''];

export const sampleRows = (n: number): readonly VorgangRow[] =>
  Array.from({ length: n }, (_, i) =>
    row(
      `lz-${i}`,
      `LZ-2026-${String(n - i).padStart(4, '0')}`,
      GEGENSTAENDE[i % 10] ?? '',
      300_000 + ((i * 7919) % 2_000_000),
      {
        status: STATUS[i % 6] ?? STATUS[0],
        faellig: `2026-${String(7 + ((i >> 5) % 3)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`,
        vorlaeufig: i % 11 === 5,
        felder: {
          wertNetto: 300_000 + ((i * 7919) % 2_000_000),
          bedarfsstelle: `FB ${1 + (i % 5)}`,
          schritt: SCHRITTE[i % 5] ?? '',
        },
      },
    ),
  );
