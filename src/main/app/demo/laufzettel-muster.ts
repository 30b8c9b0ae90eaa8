import type { Angaben } from '../../../domain/beschaffung/index.ts';

/** One invented procurement of the demo workspace and how far it has travelled. */
export interface Muster {
  readonly angaben: Partial<Angaben> & { readonly titel: string };
  /** short name of the unit that needs it, e.g. „FD 11“ */
  readonly stelle: string;
  /** working days ago on which it was made, and time of day */
  readonly vorTagen: number;
  readonly uhrzeit: string;
  /** null: still a draft; otherwise how many steps are signed; `alle`: closed */
  readonly gezeichnet: number | 'alle' | null;
  /** question asked at the step that is current then */
  readonly rueckfrage?: string;
  /** items of § 8 (2) VgV that the rules do not derive */
  readonly punkte?: Readonly<Record<number, string>>;
}

const netto = (euro: number, methode: string, ustProzent = 19) =>
  ({ betragCent: Math.round(euro * 100), basis: 'netto', ustProzent, methode, tag: null }) as const;

export const MUSTER: readonly Muster[] = [
  {
    angaben: {
      titel: 'Ersatz von sechs Defibrillatoren (AED)',
      bedarf:
        'Die sechs AED-Geräte in den Verwaltungsgebäuden sind abgeschrieben; die Garantie des Herstellers endete am 30. Juni. Der Rettungsdienst empfiehlt den Ersatz vor Beginn der Heizperiode.',
      leistungsart: 'lieferung',
      schaetzung: netto(9600, 'Marktabfrage bei drei Anbietern'),
      cpv: ['33182100-0'],
      haushaltsstelle: '1110.0821',
    },
    stelle: 'FD 11',
    vorTagen: 6,
    uhrzeit: '09:12',
    gezeichnet: 2,
  },
  {
    angaben: {
      titel: 'Streusalz, 40 Tonnen, für den Winterdienst',
      bedarf: 'Der Vorrat aus dem letzten Winter reicht für etwa zwölf Einsätze; üblich sind dreißig.',
      leistungsart: 'lieferung',
      schaetzung: netto(8285.7, 'Preis des Vorjahres zuzüglich 4 %'),
      cpv: ['34927100-2'],
      haushaltsstelle: '5410.0524',
    },
    stelle: 'FD 66',
    vorTagen: 9,
    uhrzeit: '08:40',
    gezeichnet: 1,
  },
  {
    angaben: {
      titel: 'Inspektion der Drehleiter DLK 23/12',
      bedarf: 'Die Zehnjahresinspektion nach Herstellervorgabe ist bis Ende des ersten Quartals fällig.',
      leistungsart: 'dienstleistung',
      schaetzung: netto(21400, 'Angebot der Vertragswerkstatt aus dem Vorjahr'),
      cpv: ['50118000-5'],
      haushaltsstelle: '1260.0525',
    },
    stelle: 'FD 37',
    vorTagen: 5,
    uhrzeit: '10:05',
    gezeichnet: 1,
    rueckfrage:
      'Bitte ein Vergleichsangebot einer zweiten Werkstatt nachreichen oder begründen, warum es nur eine gibt.',
  },
  {
    angaben: {
      titel: 'Mobile Endgeräte für die Friedhofskolonnen',
      bedarf:
        'Sechs robuste Laptops für die Arbeit vor Ort, mit Lesegerät für Signaturkarten und Tasche. Die Kolonnen arbeiten bisher mit Papier.',
      leistungsart: 'lieferung',
      schaetzung: netto(14700, 'Rahmenvertrag des Rechenzentrums, Preisblatt Oktober'),
      cpv: ['30213100-6'],
      haushaltsstelle: '5530.0783',
    },
    stelle: 'FD 12',
    vorTagen: 4,
    uhrzeit: '11:30',
    gezeichnet: 2,
  },
  {
    angaben: {
      titel: 'Sanierung der Sporthalle am Löhrtor, Fenster Nordseite',
      bedarf: 'Austausch von 38 Fenstern; die Dichtungen sind versprödet, zwei Flügel sind gesperrt.',
      leistungsart: 'bauleistung',
      schaetzung: netto(184000, 'Kostenberechnung nach DIN 276, Stand September'),
      cpv: ['45421100-5'],
      haushaltsstelle: '4241.0785',
    },
    stelle: 'FD 65',
    vorTagen: 8,
    uhrzeit: '14:20',
    gezeichnet: 2,
  },
  {
    angaben: {
      titel: 'Digitale Tafeln für die Grundschule Giersberg',
      bedarf: 'Acht Klassenräume werden im Rahmen des Medienentwicklungsplans ausgestattet.',
      leistungsart: 'lieferung',
      schaetzung: netto(38400, 'Drei Vergleichspreise, Mittelwert'),
      cpv: ['30195200-4'],
      haushaltsstelle: '2110.0783',
      foerderung: 'Förderprogramm Digitale Schule (Beispiel)',
    },
    stelle: 'FD 40',
    vorTagen: 3,
    uhrzeit: '08:15',
    gezeichnet: 0,
  },
  {
    angaben: {
      titel: 'Unterhaltsreinigung der Kindertagesstätten, Nachtrag Waschräume',
      bedarf:
        'Zwei Kindertagesstätten kommen hinzu; der Vertrag sieht die Erweiterung zu gleichen Preisen vor.',
      leistungsart: 'dienstleistung',
      schaetzung: netto(11900, 'Vertragspreise mal Fläche'),
      cpv: ['90911200-8'],
      haushaltsstelle: '3650.0524',
    },
    stelle: 'FD 65',
    vorTagen: 11,
    uhrzeit: '09:50',
    gezeichnet: 'alle',
  },
  {
    angaben: {
      titel: 'Schutzkleidung für die Ordnungsamtsaußendienste',
      bedarf: 'Ersatz nach fünf Jahren Nutzung, 24 Sätze.',
      leistungsart: 'lieferung',
      schaetzung: netto(5760, 'Preisliste des Rahmenvertrags'),
      cpv: ['35113400-3'],
      haushaltsstelle: '1220.0823',
    },
    stelle: 'FD 32',
    vorTagen: 1,
    uhrzeit: '13:45',
    gezeichnet: null,
  },
];
