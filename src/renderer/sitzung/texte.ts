import type { Beratung, Sitzung, TopArt } from '../../domain/sitzung/index.ts';

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
