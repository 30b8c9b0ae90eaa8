import type { Gueltigkeit } from '../shared/validity.ts';
import { isValidOn } from '../shared/validity.ts';
import type { PersonId, Tag } from '../shared/vorgang.ts';

/** The people of the house as one readable whole; answer to the FactQuery `verzeichnis`. */
export interface Verzeichnis {
  readonly einheiten: readonly Einheit[];
  readonly personen: readonly Person[];
}

export interface Einheit extends Gueltigkeit {
  readonly id: string;
  /** e.g. „FB 4/6-1“ */
  readonly kuerzel: string;
  readonly name: string;
  readonly uebergeordnet: string | null;
  /** true for the Rechnungsprüfungsamt: its deputies come from the unit itself (§101 GO NRW) */
  readonly nurEigeneVertretung: boolean;
}

export interface Person extends Gueltigkeit {
  readonly id: PersonId;
  readonly vorname: string;
  readonly nachname: string;
  /** e.g. „Dr.“, or '' */
  readonly titel: string;
  /** function in the house, e.g. „Sachbearbeitung Vergabe“ */
  readonly funktion: string;
  readonly einheit: string;
  readonly email: string;
  readonly rollen: readonly Rollenzuweisung[];
  readonly vertretungen: readonly Vertretung[];
  /** hex SHA-256 of the certificates this person signs with */
  readonly zertifikate: readonly string[];
  /** the same of those struck off; absent: none, or not known here */
  readonly gesperrteZertifikate?: readonly string[];
}

/** A role a person holds, for the whole city or one scope (`einheit:ID`, `friedhof:ID`, `gremium:ID`). */
export interface Rollenzuweisung extends Gueltigkeit {
  readonly rolle: string;
  readonly bereich: string | null;
}

/** Who stands in for this person, and how the deputy signs. */
export interface Vertretung extends Gueltigkeit {
  readonly durch: PersonId;
  readonly zusatz: 'i. V.' | 'i. A.';
}

export const findPerson = (v: Verzeichnis, id: PersonId): Person | null =>
  indexOf(v).personen.get(id) ?? null;

export const findEinheit = (v: Verzeichnis, id: string): Einheit | null =>
  indexOf(v).einheiten.get(id) ?? null;

interface Index {
  readonly personen: ReadonlyMap<PersonId, Person>;
  readonly einheiten: ReadonlyMap<string, Einheit>;
}

const indexes = new WeakMap<Verzeichnis, Index>();

/** A directory does not change, a changed one is another; it is asked for people and units by every rule. */
function indexOf(v: Verzeichnis): Index {
  const known = indexes.get(v);
  if (known) return known;
  const made = {
    personen: new Map(v.personen.map((p) => [p.id, p])),
    einheiten: new Map(v.einheiten.map((e) => [e.id, e])),
  };
  indexes.set(v, made);
  return made;
}

/** „Dr. Aylin Kaya“ */
export const formatPerson = (p: Pick<Person, 'titel' | 'vorname' | 'nachname'>): string =>
  [p.titel, p.vorname, p.nachname].filter(Boolean).join(' ');

/** Does the person hold the role on that day, for this scope or for the whole city? */
export function hasRolle(p: Person, rolle: string, tag: Tag, bereich: string | null = null): boolean {
  return p.rollen.some(
    (r) =>
      r.rolle === rolle &&
      isValidOn(r, tag) &&
      (r.bereich === null || bereich === null || r.bereich === bereich),
  );
}

/** Whose certificate (hex SHA-256) this is; null: nobody's in the directory. */
export const findCertificateOwner = (v: Verzeichnis, certificate: string): PersonId | null =>
  v.personen.find((p) => p.zertifikate.includes(certificate))?.id ?? null;
