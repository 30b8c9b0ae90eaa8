import type { PersonId, Sha256, Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Niveau } from '../gremium/schema.ts';
import type { Bloecke } from '../text/bloecke.ts';
import type { Unterschrift } from '../niederschrift/unterschrift.ts';

/**
 * Urgent decision, § 60 GO NRW. In matters of the council: the Hauptausschuss, and where it cannot be
 * called in time the mayor with one councillor; in matters of a committee: the mayor with its chair or
 * another councillor of it. To be put to the body at its next session for approval.
 */
export interface Dringlichkeitsentscheidung {
  readonly art: 'dringlichkeitsentscheidung';
  readonly nummer: string | null;
  readonly gremium: VorgangId;
  readonly gremiumName: string;
  readonly anstelle: 'rat' | 'ausschuss';
  readonly betreff: string;
  readonly oeffentlich: boolean;
  readonly beschluss: Bloecke;
  readonly dringlichkeit: string;
  /** why the Hauptausschuss could not meet in time; only in matters of the council */
  readonly hauptausschussGrund: string;
  readonly phase: 'entwurf' | 'zurUnterschrift' | 'entschieden' | 'genehmigt' | 'aufgehoben' | 'verworfen';
  readonly dokument: Sha256 | null;
  /** as they were before time stamps and validation data were added */
  readonly fruehereFassungen: readonly Sha256[];
  readonly niveau: Niveau | null;
  readonly papierErlaubt: boolean;
  readonly norm: string;
  readonly unterschriften: readonly Unterschrift[];
  /** all signatures reach the level the rules ask for */
  readonly entschiedenAm: Zeitpunkt | null;
  readonly angelegtAm: Zeitpunkt;
  readonly uebung: boolean;
  readonly sitzung: VorgangId | null;
  readonly sitzungstag: Tag | null;
  readonly ergebnis: string | null;
  readonly einsicht: readonly PersonId[];
}
