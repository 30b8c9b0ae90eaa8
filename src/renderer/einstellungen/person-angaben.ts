import type { Person } from '../../domain/organisation/verzeichnis.ts';

export type Angaben = Pick<Person, 'vorname' | 'nachname' | 'titel' | 'funktion' | 'einheit' | 'email'>;

export const LEER: Angaben = { vorname: '', nachname: '', titel: '', funktion: '', einheit: '', email: '' };

/** The part of an entry that the form shows. */
export const angabenOf = ({ vorname, nachname, titel, funktion, einheit, email }: Person): Angaben => ({
  vorname,
  nachname,
  titel,
  funktion,
  einheit,
  email,
});
