import type { PersonId, Tag } from '../../shared/vorgang.ts';

/** A unit as a source (file, directory service) has it; units are told apart by their short name. */
export interface SollEinheit {
  readonly zeile: number;
  readonly kuerzel: string;
  readonly name: string;
  /** short name of the unit above; null: none, or the source does not say */
  readonly uebergeordnet: string | null;
}

export interface SollPerson {
  readonly zeile: number;
  /** what the identity provider calls this person in its tokens; null: the source does not know it */
  readonly id: PersonId | null;
  readonly vorname: string;
  readonly nachname: string;
  readonly titel: string;
  readonly funktion: string;
  /** short name of the unit */
  readonly einheit: string;
  readonly email: string;
  /** last day in service; null: open */
  readonly gueltigBis: Tag | null;
  /** roles to be added where missing; a source never takes one away */
  readonly rollen: readonly { readonly rolle: string; readonly bereich: string | null }[];
}

/** What a source says the directory should be. */
export interface Soll {
  readonly einheiten: readonly SollEinheit[];
  readonly personen: readonly SollPerson[];
  readonly fehler: readonly Zeilenfehler[];
}

/** A row that can't be taken over, with its line (0: the whole source), column and cause. */
export interface Zeilenfehler {
  readonly zeile: number;
  readonly spalte: string;
  readonly ursache: string;
  /** whose row it is, when at least that could be read: they are still there */
  readonly id?: PersonId;
}
