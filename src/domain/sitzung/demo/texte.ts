import type { Bloecke } from '../text/bloecke.ts';
import type { FinanzielleAuswirkungen } from '../vorlage/state.ts';

/** Invented papers of a city of a hundred thousand; how far each has come is decided in the script. */
export interface Demovorlage {
  readonly schluessel: string;
  readonly einheit: string;
  readonly betreff: string;
  readonly oeffentlich: boolean;
  readonly beschluss: Bloecke;
  readonly sachverhalt: Bloecke;
  readonly finanzen: FinanzielleAuswirkungen;
  /** short names of the bodies; the last one decides */
  readonly gremien: readonly string[];
  readonly stand: 'entwurf' | 'mitzeichnung' | 'zurueckgegeben' | 'mitgezeichnet' | 'freigegeben';
  /** days before today on which it was begun */
  readonly vorTagen: number;
}

const p = (text: string) => ({ art: 'absatz' as const, text: [{ text }] });
const h = (text: string) => ({ art: 'ueberschrift' as const, ebene: 2, text: [{ text }] });
const ul = (...punkte: string[]) => ({
  art: 'liste' as const,
  nummeriert: false,
  punkte: punkte.map((t) => ({ text: [{ text: t }], unterpunkte: null })),
});
const tab = (...zeilen: string[][]) => ({
  art: 'tabelle' as const,
  kopfzeile: true,
  zeilen: zeilen.map((z) => z.map((t) => ({ text: [{ text: t }], spalten: 1, zeilen: 1 }))),
});
const kosten = (aufwandCent: number, investitionCent: number, produkt: string): FinanzielleAuswirkungen => ({
  art: 'ja',
  aufwandCent,
  investitionCent,
  folgekostenCent: 0,
  produkt,
  imHaushalt: true,
  erlaeuterung: '',
});

export const VORLAGEN: readonly Demovorlage[] = [
  {
    schluessel: 'radweg',
    einheit: 'FD 66',
    betreff: 'Ausbau des Radwegs an der Hafenstraße, zweiter Bauabschnitt',
    oeffentlich: true,
    beschluss: [
      p('Dem Ausbau des Radwegs an der Hafenstraße zwischen Kornkai und Werftbrücke wird zugestimmt.'),
      p('Die Verwaltung wird beauftragt, die Förderung beim Land zu beantragen.'),
    ],
    sachverhalt: [
      h('Anlass'),
      p(
        'Der erste Bauabschnitt ist seit dem Frühjahr fertig. Die Zählung im Juni ergab 2.140 Fahrten am Werktag.',
      ),
      h('Varianten'),
      tab(
        ['Variante', 'Breite', 'Kosten'],
        ['A: beidseitig', '2,00 m', '610.000 €'],
        ['B: einseitig', '3,00 m', '420.000 €'],
      ),
      p('Die Verwaltung schlägt Variante B vor; sie erhält die Baumreihe.'),
    ],
    finanzen: kosten(0, 42_000_000, '54.01 Gemeindestraßen'),
    gremien: ['BUA', 'Rat'],
    stand: 'freigegeben',
    vorTagen: 52,
  },
  {
    schluessel: 'gebuehren',
    einheit: 'FB 4/6-1',
    betreff: 'Anpassung der Friedhofsgebührensatzung zum 1. Januar',
    oeffentlich: true,
    beschluss: [
      p('Die Satzung zur Änderung der Friedhofsgebührensatzung wird in der Fassung der Anlage beschlossen.'),
    ],
    sachverhalt: [
      p('Die Kalkulation der Jahre 2024 bis 2026 weist eine Unterdeckung von 3,1 Prozent aus.'),
      ul('Urnenreihengrab: +2,4 Prozent', 'Wahlgrab: +3,5 Prozent', 'Nutzung der Trauerhalle: unverändert'),
    ],
    finanzen: kosten(0, 0, '55.03 Friedhofswesen'),
    gremien: ['BUA', 'Rat'],
    stand: 'freigegeben',
    vorTagen: 49,
  },
  {
    schluessel: 'spielplatz',
    einheit: 'FD 61',
    betreff: 'Bebauungsplan Nr. 214 „Alte Gärtnerei“: Aufstellungsbeschluss',
    oeffentlich: true,
    beschluss: [p('Die Aufstellung des Bebauungsplans Nr. 214 „Alte Gärtnerei“ wird beschlossen.')],
    sachverhalt: [p('Auf der Fläche sollen etwa 60 Wohnungen und ein öffentlicher Spielplatz entstehen.')],
    finanzen: { art: 'keine' },
    gremien: ['BUA'],
    stand: 'freigegeben',
    vorTagen: 47,
  },
  {
    schluessel: 'grundstueck',
    einheit: 'FD 65',
    betreff: 'Veräußerung des Grundstücks Gemarkung Nordhafen, Flur 7, Flurstück 113',
    oeffentlich: false,
    beschluss: [
      p('Das Grundstück Gemarkung Nordhafen, Flur 7, Flurstück 113 wird zum Verkehrswert veräußert.'),
    ],
    sachverhalt: [p('Die Muster Werft GmbH bietet den vom Gutachterausschuss ermittelten Verkehrswert.')],
    finanzen: kosten(0, 0, '11.13 Grundstücke'),
    gremien: ['Rat'],
    stand: 'freigegeben',
    vorTagen: 30,
  },
  {
    schluessel: 'kita',
    einheit: 'FD 51',
    betreff: 'Bericht zur Kindertagesbetreuung im laufenden Kindergartenjahr',
    oeffentlich: true,
    beschluss: [p('Der Rat nimmt den Bericht zur Kenntnis.')],
    sachverhalt: [p('Die Versorgungsquote der Drei- bis Sechsjährigen liegt bei 98,2 Prozent.')],
    finanzen: { art: 'keine' },
    gremien: ['Rat'],
    stand: 'freigegeben',
    vorTagen: 28,
  },
  {
    schluessel: 'turnhalle',
    einheit: 'FD 65',
    betreff: 'Sanierung des Daches der Turnhalle Grundschule Am Wall',
    oeffentlich: true,
    beschluss: [p('Der Sanierung des Daches wird auf Grundlage der Kostenschätzung zugestimmt.')],
    sachverhalt: [p('Bei der Prüfung im September wurden Undichtigkeiten an drei Stellen festgestellt.')],
    finanzen: kosten(18_500_000, 0, '21.01 Grundschulen'),
    gremien: ['BUA'],
    stand: 'mitzeichnung',
    vorTagen: 4,
  },
  {
    schluessel: 'platz',
    einheit: 'FD 61',
    betreff: 'Benennung des Platzes vor dem Neuen Speicher',
    oeffentlich: true,
    beschluss: [p('Der Platz erhält den Namen „Am Neuen Speicher“.')],
    sachverhalt: [p('Der Vorschlag ist mit dem Stadtarchiv abgestimmt.')],
    finanzen: { art: 'keine' },
    gremien: ['HFA', 'Rat'],
    stand: 'mitgezeichnet',
    vorTagen: 8,
  },
  {
    schluessel: 'ogs',
    einheit: 'FD 40',
    betreff: 'Fortschreibung der Schulentwicklungsplanung',
    oeffentlich: true,
    beschluss: [p('Die Fortschreibung wird zur Grundlage der weiteren Planung gemacht.')],
    sachverhalt: [p('Die Zahl der Einschulungen steigt bis 2029 um etwa vier Prozent.')],
    finanzen: { art: 'keine' },
    gremien: ['HFA', 'Rat'],
    stand: 'zurueckgegeben',
    vorTagen: 7,
  },
  {
    schluessel: 'loeschfahrzeug',
    einheit: 'FD 37',
    betreff: 'Ersatzbeschaffung von zwei Löschfahrzeugen',
    oeffentlich: true,
    beschluss: [p('Der Ersatzbeschaffung von zwei Löschfahrzeugen wird zugestimmt.')],
    sachverhalt: [p('Beide Fahrzeuge sind älter als zwanzig Jahre.')],
    finanzen: kosten(0, 98_000_000, '12.06 Brandschutz'),
    gremien: ['HFA', 'Rat'],
    stand: 'entwurf',
    vorTagen: 1,
  },
];
