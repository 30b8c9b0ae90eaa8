import type { Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Bestattungsart, Grabart } from '../begriffe.ts';
import type { Terminplan } from '../belegung.ts';
import type { BestattungCode } from '../errors.ts';
import type { Genehmigung, Sterbezeit } from '../fristen.ts';
import type { Friedhof } from '../tabellen/orte.ts';
import type { Suchtag } from './raster.ts';

/** What the search is asked and what it answers. */

export interface Suchanfrage {
  readonly art: Bestattungsart;
  readonly sterbezeit: Sterbezeit;
  readonly einaescherung: Tag | null;
  readonly genehmigungen: readonly Genehmigung[];
  /** cemeteries to look at; null: all that have a fitting field */
  readonly friedhoefe: readonly string[] | null;
  /** wanted kind of grave; null: any that is allowed */
  readonly grabart: Grabart | null;
  /** key of a chosen grave; its cemetery is the only one then, closed or not (its right is checked elsewhere) */
  readonly grab: string | null;
  /** minutes of ceremony in a hall; 0: none */
  readonly feierMin: number;
  readonly jetzt: Zeitpunkt;
  /** first day looked at, and how many */
  readonly abTag: Tag;
  readonly tage: number;
  /** the time the family would like; null: as soon as it is lawful */
  readonly wunsch: Zeitpunkt | null;
  readonly hoechstens: number;
}

export interface Terminvorschlag {
  readonly plan: Terminplan;
  readonly beginn: Zeitpunkt;
  readonly friedhofName: string;
  readonly halleName: string | null;
  /** why it is proposed, each with the rule or fact behind it */
  readonly gruende: readonly string[];
  /** lower is better */
  readonly punkte: number;
}

/** Which rule kept which starts out. */
export interface Ausschluss {
  readonly code: BestattungCode;
  readonly heading: string;
  readonly text: string;
  /** how many starts it blocked */
  readonly anzahl: number;
}

export interface Suchergebnis {
  readonly vorschlaege: readonly Terminvorschlag[];
  readonly ausschluesse: readonly Ausschluss[];
  /** starts looked at */
  readonly geprueft: number;
}

/** A start that holds, before it is written out. */
export interface Kandidat {
  readonly punkte: number;
  readonly tag: Suchtag;
  readonly start: number;
  readonly friedhof: Friedhof;
  readonly halle: string | null;
  readonly kolonne: string;
  readonly bagger: string | null;
  readonly aushubTag: Suchtag;
  readonly aushub: number;
}
