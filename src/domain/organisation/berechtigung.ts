import { tagOf } from '../shared/dates.ts';
import type { Rejection } from '../shared/rejection.ts';
import { reject } from '../shared/rejection.ts';
import type { Result } from '../shared/result.ts';
import { ok } from '../shared/result.ts';
import type { FactQuery, Facts } from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';
import { formatRolle } from './rollen.ts';
import type { Verzeichnis } from './verzeichnis.ts';
import { findPerson, hasRolle } from './verzeichnis.ts';

export const VERZEICHNIS: FactQuery = { art: 'verzeichnis' };

/** The directory from the facts; null: unknown, but the decision is provisional, so the rule may pass. */
export function readVerzeichnis(facts: Facts): Result<Verzeichnis | null, Rejection> {
  const fact = getFact<Verzeichnis>(facts, VERZEICHNIS);
  if (fact.bekannt) return ok(fact.wert);
  return facts.vorlaeufig ? ok(null) : reject('organisation.verzeichnis-unbekannt');
}

/**
 * Does the actor hold one of the roles today? Until somebody has been given `systemverwaltung` for the first time
 * (a new installation) everybody counts as such: somebody must be able to enter the first people. A role that
 * has merely run out opens nothing.
 */
export function requireRolle(
  facts: Facts,
  v: Verzeichnis | null,
  rollen: readonly string[],
): Result<null, Rejection> {
  if (v === null) return ok(null);
  const tag = tagOf(facts.jetzt);
  const person = findPerson(v, facts.akteur);
  if (person && rollen.some((r) => hasRolle(person, r, tag))) return ok(null);
  if (rollen.includes('systemverwaltung') && isNew(v)) return ok(null);
  return reject('organisation.keine-berechtigung', { rolle: rollen.map(formatRolle).join('“ oder „') });
}

const isNew = (v: Verzeichnis): boolean =>
  !v.personen.some((p) => p.rollen.some((r) => r.rolle === 'systemverwaltung'));

/** Is there anybody in office with the role `systemverwaltung` on that day? */
export const hasSystemverwaltung = (v: Verzeichnis, tag: string): boolean =>
  v.personen.some(
    (p) =>
      hasRolle(p, 'systemverwaltung', tag) &&
      (p.gueltigVon === null || p.gueltigVon <= tag) &&
      (p.gueltigBis === null || tag <= p.gueltigBis),
  );
