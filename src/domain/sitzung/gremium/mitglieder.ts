import { isValidOn } from '../../shared/validity.ts';
import type { PersonId, Tag } from '../../shared/vorgang.ts';
import type { Gremium, GremiumRegeln, Mitglied, Unterschriftsregel } from './schema.ts';

/** Members, deputies included, on a day. */
export const mitgliederAm = (g: Gremium, tag: Tag): readonly Mitglied[] =>
  g.mitglieder.filter((m) => isValidOn(m, tag));

/** The seat a person holds on a day; null when not a member. */
export const findMitglied = (g: Gremium, person: PersonId, tag: Tag): Mitglied | null =>
  mitgliederAm(g, tag).find((m) => m.person === person) ?? null;

export const vorsitzAm = (g: Gremium, tag: Tag): Mitglied | null =>
  mitgliederAm(g, tag).find((m) => m.funktion === 'vorsitz') ?? null;

/** Everyone who is invited: members and, so that they can stand in, deputies. */
export const zuLaden = (g: Gremium, tag: Tag): readonly PersonId[] => [
  ...new Set(mitgliederAm(g, tag).map((m) => m.person)),
];

/** The rules of the body in force on a day; before the first version begins, the first one holds. */
export function regelnAm(g: Gremium, tag: Tag): GremiumRegeln {
  const sorted = g.regeln.toSorted((a, b) => a.gueltigAb.localeCompare(b.gueltigAb));
  const first = sorted[0];
  if (!first) throw new Error('a Gremium is created with rules');
  return sorted.findLast((r) => r.gueltigAb <= tag) ?? first;
}

/** May the deputy sit for this member? Named members only, or anyone of the own Fraktion. */
export function darfVertreten(vertretung: Mitglied, mitglied: Mitglied): boolean {
  if (vertretung.funktion !== 'stellvertretung' || mitglied.funktion === 'stellvertretung') return false;
  if (vertretung.vertritt.length > 0) return vertretung.vertritt.includes(mitglied.person);
  return vertretung.fraktion !== null && vertretung.fraktion === mitglied.fraktion;
}

/**
 * The rule for signing one kind of document: the body's own rule in force on the day, else the city's
 * table, else null (nobody can sign then, and the message says that the table has no row).
 */
export function unterschriftsregel(
  g: Gremium,
  tag: Tag,
  dokument: Unterschriftsregel['dokument'],
  allgemein: readonly Unterschriftsregel[],
): Unterschriftsregel | null {
  const eigene = regelnAm(g, tag).unterschriften.find((u) => u.dokument === dokument);
  return eigene ?? allgemein.find((u) => u.dokument === dokument) ?? null;
}
