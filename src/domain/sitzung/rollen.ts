import { tagOf } from '../shared/dates.ts';
import { reject } from '../shared/rejection.ts';
import type { Rejection } from '../shared/rejection.ts';
import { ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import type { FactQuery, Facts, PersonId } from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';
import { findPerson, formatPerson, hasRolle } from '../organisation/verzeichnis.ts';
import type { Verzeichnis } from '../organisation/verzeichnis.ts';

/** Roles of this Fach; who holds them is data of the organisation. */
export const SITZUNGSDIENST = 'sitzungsdienst';
export const BUERGERMEISTER = 'buergermeister';

export const VERZEICHNIS: FactQuery = { art: 'verzeichnis' };

/**
 * The actor must hold one of the roles today (or stand in for nobody: deputies hold the role themselves).
 * Unknown directory: provisionally yes, finally SITZUNG_ANGABE_UNBEKANNT.
 */
export function requireRolle(facts: Facts, rollen: readonly string[], was: string): Result<null, Rejection> {
  const verzeichnis = getFact<Verzeichnis>(facts, VERZEICHNIS);
  if (!verzeichnis.bekannt)
    return facts.vorlaeufig ? ok(null) : reject('SITZUNG_ANGABE_UNBEKANNT', { angabe: 'Verzeichnis' });
  const person = findPerson(verzeichnis.wert, facts.akteur);
  const tag = tagOf(facts.jetzt);
  if (person && rollen.some((r) => hasRolle(person, r, tag))) return ok(null);
  return reject('SITZUNG_NICHT_BERECHTIGT', { was, rollen: rollen.join(' oder ') });
}

/** Name and function as they are to stand in a record of that day; the id when nobody is known by it. */
export function nameOf(facts: Facts, person: PersonId): { readonly name: string; readonly funktion: string } {
  const verzeichnis = getFact<Verzeichnis>(facts, VERZEICHNIS);
  const found = verzeichnis.bekannt ? findPerson(verzeichnis.wert, person) : null;
  return found ? { name: formatPerson(found), funktion: found.funktion } : { name: person, funktion: '' };
}
