import { isValidOn } from '../shared/validity.ts';
import type { Adressat, PersonId, Tag } from '../shared/vorgang.ts';
import { einheitenAbwaerts } from './einheiten.ts';
import { LEITUNGSROLLEN } from './rollen.ts';
import type { Person, Verzeichnis } from './verzeichnis.ts';
import { findPerson } from './verzeichnis.ts';
import { vertretenePersonen } from './vertretung.ts';

/**
 * Scopes of a person on that day; `Projection.lesbar` is matched against them (any one in common: readable).
 *
 * - `alle`; `person:ID`; `einheit:ID` of the own unit
 * - a role for the whole city gives `rolle:NAME` and `rolle:NAME@stadt`
 * - a role for a scope gives `rolle:NAME`, `rolle:NAME@BEREICH` and the scope itself (`friedhof:3`); a leading
 *   role of a unit also gives the units below
 * - everything of those whom the person stands in for that day
 */
export function lesbareScopes(v: Verzeichnis, person: PersonId, tag: Tag): readonly string[] {
  const self = findPerson(v, person);
  if (!self || !isValidOn(self, tag)) return [];
  const scopes = new Set(['alle']);
  for (const p of [self, ...vertretenePersonen(v, person, tag)]) addScopes(v, p, tag, scopes);
  return [...scopes];
}

/** Scopes by which those addressed can read; put them into `Projection.lesbar` and match tasks with them. */
export function adressatScopes(a: Adressat): readonly string[] {
  if (a.person !== undefined) return [`person:${a.person}`];
  if (a.rolle !== undefined) {
    return a.einheit === undefined
      ? [`rolle:${a.rolle}`]
      : [`rolle:${a.rolle}@einheit:${a.einheit}`, `rolle:${a.rolle}@stadt`];
  }
  return a.einheit === undefined ? [] : [`einheit:${a.einheit}`];
}

function addScopes(v: Verzeichnis, p: Person, tag: Tag, scopes: Set<string>): void {
  scopes.add(`person:${p.id}`);
  scopes.add(`einheit:${p.einheit}`);
  for (const r of p.rollen) {
    if (!isValidOn(r, tag)) continue;
    scopes.add(`rolle:${r.rolle}`);
    if (r.bereich === null) {
      scopes.add(`rolle:${r.rolle}@stadt`);
      continue;
    }
    scopes.add(`rolle:${r.rolle}@${r.bereich}`);
    scopes.add(r.bereich);
    if (r.bereich.startsWith('einheit:') && LEITUNGSROLLEN.includes(r.rolle)) {
      for (const id of einheitenAbwaerts(v, r.bereich.slice('einheit:'.length))) scopes.add(`einheit:${id}`);
    }
  }
}
