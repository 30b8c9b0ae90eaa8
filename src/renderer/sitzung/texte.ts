import type { Beratung, Mehrheit, Sitzung, Stimme, TopArt } from '../../domain/sitzung/index.ts';

export const BERATUNGSROLLE: Readonly<Record<Beratung['rolle'], string>> = {
  vorberatung: 'Vorberatung',
  entscheidung: 'Entscheidung',
  kenntnisnahme: 'Kenntnisnahme',
  anhoerung: 'Anhörung',
};

export const TOPART: Readonly<Record<TopArt, string>> = {
  vorlage: 'Vorlage',
  antrag: 'Antrag',
  anfrage: 'Anfrage',
  dringlichkeitsentscheidung: 'Dringlichkeitsentscheidung',
  standard: 'Ständiger Punkt',
  berichtigung: 'Berichtigung der Niederschrift',
  frei: 'Freier Punkt',
};

export const FORM: Readonly<Record<Sitzung['form'], string>> = {
  praesenz: 'Präsenz',
  hybrid: 'hybrid (§ 58a GO NRW)',
  digital: 'digital (§ 47a, § 58a GO NRW)',
};

export const WEG: Readonly<Record<Sitzung['zustellungen'][number]['weg'], string>> = {
  portal: 'Portal',
  email: 'E-Mail',
  post: 'Post',
  bote: 'Bote',
};

export const ROLLE: Readonly<Record<string, string>> = {
  vorsitz: 'Vorsitz',
  schriftfuehrung: 'Schriftführung',
  buergermeister: 'Bürgermeisterin/Bürgermeister',
  mitglied: 'Ratsmitglied',
};

export const EIGENSCHAFT: Readonly<Record<string, string>> = {
  buergermeister: 'Bürgermeisterin',
  ratsmitglied: 'Ratsmitglied',
  sachkundigerBuerger: 'sachkundige/r Bürger/in',
  sachkundigerEinwohner: 'sachkundige/r Einwohner/in',
  verwaltung: 'Verwaltung',
};

export const AUSGANG: Readonly<Record<string, string>> = {
  angenommen: 'angenommen',
  abgelehnt: 'abgelehnt',
  vertagt: 'vertagt',
  abgesetzt: 'abgesetzt',
  zurKenntnis: 'zur Kenntnis genommen',
  offen: 'offen',
};

export const MEHRHEIT: Readonly<Record<Mehrheit, string>> = {
  einfach: 'einfache Mehrheit (§ 50 Abs. 1 GO NRW)',
  mehrheitDerMitglieder: 'Mehrheit der gesetzlichen Mitgliederzahl',
  zweiDritteDerMitglieder: 'zwei Drittel der gesetzlichen Mitgliederzahl',
};

export const STIMME: Readonly<Record<Stimme, string>> = {
  ja: 'Ja',
  nein: 'Nein',
  enthaltung: 'Enthaltung',
  nichtBeteiligt: 'nicht beteiligt',
};

export const GEGENSTAND: Readonly<Record<string, string>> = {
  beschluss: 'den Beschluss',
  aenderungsantrag: 'einen Änderungsantrag',
  geschaeftsordnung: 'die Geschäftsordnung',
};

export const ABSTIMMUNGSFORM: Readonly<Record<string, string>> = {
  offen: 'offen',
  namentlich: 'namentlich',
  geheim: 'geheim',
};

export const VERHALTEN: Readonly<Record<string, string>> = {
  raumVerlassen: 'Hat den Raum verlassen',
  zuhoererraum: 'Im Zuhörerbereich',
};

export const FESTSTELLUNG: Readonly<Record<string, string>> = {
  beschlussfaehig: 'Beschlussfähig',
  beschlussunfaehig: 'Beschlussunfähig',
};

export const UMSETZUNG: Readonly<Record<string, string>> = {
  offen: 'Offen',
  inArbeit: 'In Arbeit',
  erledigt: 'Erledigt',
};
