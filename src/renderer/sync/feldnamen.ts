import { beschriftung, istBenannt } from '../einstellungen/tabelle/beschriftung.ts';

/**
 * German names of fields of commands whose keys have more than one word, as their forms call them. A test goes through
 * the schemas of all commands and asks for each of them.
 */
const FELDNAMEN: Readonly<Record<string, string>> = {
  antragArt: 'Art des Antrags',
  arbeitGestoppt: 'Arbeit angehalten',
  aufwandCent: 'Aufwand',
  aushubBeginn: 'Beginn des Aushubs',
  beigesetztAm: 'Beigesetzt am',
  bekanntmachungTage: 'Bekanntmachung (Tage vorher)',
  betragCent: 'Betrag',
  bezugNummer: 'Nummer des Bezugs',
  durch: 'Vertretung durch',
  eingegangenAm: 'Eingegangen am',
  folgekostenCent: 'Folgekosten',
  geprueftePunkte: 'Geprüfte Punkte',
  gesetzlicheMitgliederzahl: 'Gesetzliche Mitgliederzahl',
  gremiumName: 'Name des Gremiums',
  gueltigAb: 'Gültig ab',
  gueltigBis: 'Gültig bis',
  gueltigVon: 'Gültig von',
  hauptausschussGrund: 'Warum der Hauptausschuss nicht rechtzeitig tagen kann',
  hinweisKolonne: 'Hinweis für die Kolonne',
  imHaushalt: 'Im Haushalt vorgesehen',
  investitionCent: 'Investition',
  keinDoppelfall: 'Kein doppelter Fall',
  keinInteressenkonflikt: 'Kein Interessenkonflikt',
  letzterTag: 'Letzter Tag',
  lieferungBis: 'Lieferung bis',
  nachtragGrund: 'Grund des Nachtrags',
  nettoCent: 'Netto',
  neutralerTitel: 'Neutraler Titel',
  nichtBeteiligt: 'Nicht beteiligt',
  nichtoeffentlicheSitzung: 'Nichtöffentliche Sitzung',
  nurEigeneVertretung: 'Vertretung nur aus der eigenen Einheit',
  nurWerktage: 'Nur Werktage',
  ratsmitgliederUeberwiegen: 'Ratsmitglieder überwiegen',
  standardTops: 'Übliche Tagesordnungspunkte',
  stueckelungBegruendung: 'Begründung zur Stückelung',
  top: 'Tagesordnungspunkt',
  topArt: 'Art des Tagesordnungspunkts',
  um: 'Zeitpunkt',
  ustProzent: 'Umsatzsteuer (%)',
  vergabeartBegruendung: 'Begründung der Vergabeart',
  verkuerzungGrund: 'Grund der Verkürzung',
  verlaengerungJahre: 'Verlängerung (Jahre)',
  vonHand: 'Von Hand vergeben',
  vorherigerWerktag: 'Vorheriger Werktag',
  wiederholungVon: 'Wiederholung von',
  zweitePerson: 'Zweite Person',
};

/** Whose name, whose day? Such a field is called together with the one around it. */
const VIELDEUTIG = new Set([
  'art',
  'bis',
  'email',
  'name',
  'nummer',
  'tag',
  'telefon',
  'uhrzeit',
  'zugestimmt',
]);
/** Only bundle what belongs together; they say nothing of whose it is. */
const HUELLEN = new Set(['angaben', 'inhalt', 'plan', 'regeln', 'adressat', 'an']);

const keyLabel = (key: string): string => FELDNAMEN[key] ?? beschriftung(key);

/** `angaben.titel` -> „Titel“; `gueltigAb` -> „Gültig ab“; `angaben.bestatter.name` -> „Bestatter: Name“ */
export function label(path: string): string {
  const [key = path, around] = path.split('.').reverse();
  const whose = around !== undefined && VIELDEUTIG.has(key) && !HUELLEN.has(around);
  return whose ? `${keyLabel(around)}: ${keyLabel(key)}` : keyLabel(key);
}

/** Whether a key has a name of its own, or needs none. */
export const hatNamen = (key: string): boolean => key in FELDNAMEN || istBenannt(key);
