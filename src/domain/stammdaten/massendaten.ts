import type { Sha256, Tag } from '../shared/vorgang.ts';
import type { StammdatenTabelle } from './tabelle.ts';

/** One row of mass data: key, text to search in, group by which it is filtered, handed out and read. */
export interface Datensatz {
  readonly schluessel: string;
  readonly suche: string;
  readonly gruppe: string;
  readonly wert: unknown;
}

type Tabellen = (name: string) => StammdatenTabelle | null;

/**
 * Mass data that a Fach brings (65,000 graves): rows made from one source, which a table of Stammdaten names. They
 * are no Vorgaenge; the centre makes them once and hands them out by group, as far as somebody may read the group.
 */
export interface Massendaten {
  readonly tabelle: string;
  /** table of Stammdaten that says where the rows come from */
  readonly herkunft: string;
  /** name of the source in force on that day; null: none. The rows are made anew when it changes */
  readonly stand: (tabellen: Tabellen, tag: Tag) => string | null;
  /** document that holds the rows; null: they are made without one */
  readonly dokument: (tabellen: Tabellen, tag: Tag) => Sha256 | null;
  /** `text`: that document; [] when it is not readable */
  readonly zeilen: (tabellen: Tabellen, tag: Tag, text: string | null) => readonly Datensatz[];
  /** scopes that read a group */
  readonly lesbar: (tabellen: Tabellen, tag: Tag, gruppe: string) => readonly string[];
}
