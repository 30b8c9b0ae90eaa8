/**
 * Roles that rules of the house name. Roles are plain text in the data, so that a city can add its own;
 * these are the ones our tables and checks refer to, with their German names for the screens.
 */
export const ROLLEN: Readonly<Record<string, string>> = {
  systemverwaltung: 'Systemverwaltung',
  bedarfsstelle: 'Bedarfsstelle',
  vergabestelle: 'Zentrale Vergabestelle',
  mittelbestaetigung: 'Mittelbestätigung (Kämmerei)',
  rechnungspruefung: 'Rechnungsprüfung',
  datenschutz: 'Datenschutz',
  justiziariat: 'Rechtsprüfung',
  abteilungsleitung: 'Abteilungsleitung',
  fachbereichsleitung: 'Fachbereichsleitung',
  beigeordneter: 'Beigeordnete/Beigeordneter',
  kaemmerer: 'Kämmerin/Kämmerer',
  buergermeister: 'Bürgermeisterin/Bürgermeister',
  ratsbuero: 'Ratsbüro',
  schriftfuehrung: 'Schriftführung',
  gremienmitglied: 'Mitglied eines Gremiums',
  vorlagenerstellung: 'Vorlagen für Rat und Ausschüsse',
  friedhofsverwaltung: 'Friedhofsverwaltung',
  kolonnenfuehrung: 'Kolonnenführung',
};

/** German name of a role; an unknown role shows its own key rather than nothing. */
export const formatRolle = (rolle: string): string => ROLLEN[rolle] ?? rolle;

/** Roles that lead a unit: who holds one for a unit also reads what belongs to the units below it. */
export const LEITUNGSROLLEN: readonly string[] = [
  'abteilungsleitung',
  'fachbereichsleitung',
  'beigeordneter',
];
