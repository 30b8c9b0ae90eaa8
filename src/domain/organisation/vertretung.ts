import { formatTag } from '../shared/dates.ts';
import type { Gueltigkeit } from '../shared/validity.ts';
import { isValidOn } from '../shared/validity.ts';
import type { Adressat, PersonId, Tag } from '../shared/vorgang.ts';
import { einheitMitEigenerVertretung, gehoertZu } from './einheiten.ts';
import type { Person, Verzeichnis, Vertretung } from './verzeichnis.ts';
import { findPerson, formatPerson, hasRolle } from './verzeichnis.ts';

/** How somebody acts on a step: in person, or for somebody with the mark that stands beside the signature. */
export interface Handlung {
  readonly wie: 'selbst' | 'i. V.' | 'i. A.';
  /** whose step it is; equals the actor when `wie` is `selbst` */
  readonly fuer: PersonId;
}

/**
 * Deputies of a person who may act on that day. A deputy from outside a unit that only lets its own people
 * stand in (audit office) is left out even if the data names one, e.g. after a change of department.
 */
export function activeVertreter(v: Verzeichnis, person: PersonId, tag: Tag): readonly Vertretung[] {
  const vertretene = findPerson(v, person);
  if (!vertretene) return [];
  return vertretene.vertretungen.filter((d) => {
    const deputy = findPerson(v, d.durch);
    return (
      deputy !== null && isValidOn(d, tag) && isValidOn(deputy, tag) && isOwnDeputy(v, vertretene, deputy)
    );
  });
}

/** Persons whom this one stands in for on that day. */
export const vertretenePersonen = (v: Verzeichnis, durch: PersonId, tag: Tag): readonly Person[] =>
  v.personen.filter((p) => activeVertreter(v, p.id, tag).some((d) => d.durch === durch));

/** False if the represented person's unit only allows deputies from itself and the deputy is not of it. */
export function isOwnDeputy(v: Verzeichnis, vertretene: Person, deputy: Person): boolean {
  const grenze = einheitMitEigenerVertretung(v, vertretene.einheit);
  return grenze === null || gehoertZu(v, deputy.einheit, grenze);
}

/** Does the step address this person (by name, role or unit) on that day, leaving deputies aside? */
export function isAdressat(v: Verzeichnis, person: Person, adressat: Adressat, tag: Tag): boolean {
  if (!isValidOn(person, tag)) return false;
  if (adressat.person !== undefined) return adressat.person === person.id;
  if (adressat.rolle !== undefined) {
    const bereich = adressat.einheit === undefined ? null : `einheit:${adressat.einheit}`;
    return hasRolle(person, adressat.rolle, tag, bereich);
  }
  return adressat.einheit !== undefined && gehoertZu(v, person.einheit, adressat.einheit);
}

/**
 * May the actor act on something addressed so on that day, and how? In person first; else for somebody it
 * addresses who has named the actor as deputy. null: not at all. Deputies do not hand on: the deputy of a
 * deputy has no authority.
 */
export function mayActFor(v: Verzeichnis, akteur: PersonId, adressat: Adressat, tag: Tag): Handlung | null {
  return handlungen(v, akteur, adressat, tag)[0] ?? null;
}

/** All ways in which the actor may act on it, in person first; used where some of them are excluded. */
export function handlungen(
  v: Verzeichnis,
  akteur: PersonId,
  adressat: Adressat,
  tag: Tag,
): readonly Handlung[] {
  const person = findPerson(v, akteur);
  if (!person || !isValidOn(person, tag)) return [];
  const found: Handlung[] = [];
  if (isAdressat(v, person, adressat, tag)) found.push({ wie: 'selbst', fuer: akteur });
  for (const other of v.personen) {
    if (other.id === akteur || !isAdressat(v, other, adressat, tag)) continue;
    const d = activeVertreter(v, other.id, tag).find((one) => one.durch === akteur);
    if (d) found.push({ wie: d.zusatz, fuer: other.id });
  }
  return found;
}

/** Everybody the step addresses on that day, leaving deputies aside. */
export const adressaten = (v: Verzeichnis, adressat: Adressat, tag: Tag): readonly Person[] =>
  v.personen.filter((p) => isAdressat(v, p, adressat, tag));

/**
 * Chain of deputies that leads back to `person` if `neu` were added, each with its dates; null: no circle.
 * Only periods that share a day count: standing in for each other in different weeks is usual and fine.
 */
export function findVertretungskreis(
  v: Verzeichnis,
  person: PersonId,
  neu: { readonly durch: PersonId } & Gueltigkeit,
): readonly string[] | null {
  interface Glied {
    readonly an: PersonId;
    readonly zeit: Gueltigkeit;
    readonly kette: readonly string[];
    readonly besucht: readonly PersonId[];
  }
  const name = (id: PersonId) => {
    const p = findPerson(v, id);
    return p ? formatPerson(p) : 'unbekannt';
  };
  const glied = (von: PersonId, an: PersonId, zeit: Gueltigkeit) =>
    `${name(von)} → ${name(an)} (${formatZeitraum(zeit)})`;
  const todo: Glied[] = [
    { an: neu.durch, zeit: neu, kette: [glied(person, neu.durch, neu)], besucht: [neu.durch] },
  ];
  for (let g = todo.pop(); g !== undefined; g = todo.pop()) {
    for (const d of findPerson(v, g.an)?.vertretungen ?? []) {
      const zeit = overlap(g.zeit, d);
      if (zeit === null) continue;
      const kette = [...g.kette, glied(g.an, d.durch, d)];
      if (d.durch === person) return kette;
      if (!g.besucht.includes(d.durch)) {
        todo.push({ an: d.durch, zeit, kette, besucht: [...g.besucht, d.durch] });
      }
    }
  }
  return null;
}

/** Days that both periods share; null if none. */
export function overlap(a: Gueltigkeit, b: Gueltigkeit): Gueltigkeit | null {
  const gueltigVon = maxDay(a.gueltigVon, b.gueltigVon);
  const gueltigBis = minDay(a.gueltigBis, b.gueltigBis);
  return gueltigVon !== null && gueltigBis !== null && gueltigVon > gueltigBis
    ? null
    : { gueltigVon, gueltigBis };
}

/** „01.07.2026 bis 14.07.2026“ */
export function formatZeitraum(g: Gueltigkeit): string {
  const von = g.gueltigVon === null ? 'unbefristet' : formatTag(g.gueltigVon);
  return g.gueltigBis === null ? `ab ${von}` : `${von} bis ${formatTag(g.gueltigBis)}`;
}

const maxDay = (a: Tag | null, b: Tag | null) => (a === null ? b : b === null ? a : a > b ? a : b);
const minDay = (a: Tag | null, b: Tag | null) => (a === null ? b : b === null ? a : a < b ? a : b);
