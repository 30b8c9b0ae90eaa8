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

/** Only what was changed is sent: what somebody else has changed beside it stays as they left it. */
export const changedAngaben = (vorher: Angaben, jetzt: Angaben): Partial<Angaben> =>
  Object.fromEntries(
    (Object.keys(jetzt) as (keyof Angaben)[]).filter((k) => jetzt[k] !== vorher[k]).map((k) => [k, jetzt[k]]),
  );
