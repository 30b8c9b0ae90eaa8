import { tagOf } from '../shared/dates.ts';
import { reject } from '../shared/rejection.ts';
import type { Rejection } from '../shared/rejection.ts';
import { ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import type { Facts, PersonId } from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';
import { findPerson, formatPerson } from '../organisation/verzeichnis.ts';
import type { Verzeichnis } from '../organisation/verzeichnis.ts';
import { VERZEICHNIS } from '../organisation/berechtigung.ts';
import { formatRolle } from '../organisation/rollen.ts';
import { mayActFor } from '../organisation/vertretung.ts';

/** Roles of this Fach; who holds them is data of the organisation. */
export const SITZUNGSDIENST = 'ratsbuero';
export const SCHRIFTFUEHRUNG = 'schriftfuehrung';
export const BUERGERMEISTER = 'buergermeister';

export { VERZEICHNIS };

/**
 * The actor must hold one of the roles today, or stand in for somebody who does.
 * Unknown directory: provisionally yes, finally sitzung.angabe-unbekannt.
 */
export function requireRolle(facts: Facts, rollen: readonly string[], was: string): Result<null, Rejection> {
  const verzeichnis = getFact<Verzeichnis>(facts, VERZEICHNIS);
  if (!verzeichnis.bekannt)
    return facts.vorlaeufig ? ok(null) : reject('sitzung.angabe-unbekannt', { angabe: 'Verzeichnis' });
  const tag = tagOf(facts.jetzt);
  if (rollen.some((rolle) => mayActFor(verzeichnis.wert, facts.akteur, { rolle }, tag))) return ok(null);
  return reject('sitzung.nicht-berechtigt', { was, rollen: rollen.map(formatRolle).join(' oder ') });
}

/** Name and function as they are to stand in a record of that day; the id when nobody is known by it. */
export function nameOf(facts: Facts, person: PersonId): { readonly name: string; readonly funktion: string } {
  const verzeichnis = getFact<Verzeichnis>(facts, VERZEICHNIS);
  const found = verzeichnis.bekannt ? findPerson(verzeichnis.wert, person) : null;
  return found ? { name: formatPerson(found), funktion: found.funktion } : { name: person, funktion: '' };
}

/** Council office, Schriftführung or mayor: who may keep agenda and record. */
export const requireSitzungsdienst = (facts: Facts, was: string): Result<null, Rejection> =>
  requireRolle(facts, [SITZUNGSDIENST, SCHRIFTFUEHRUNG, BUERGERMEISTER], was);
