import type { PersonId, Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Anlage } from '../grundtypen.ts';
import type { Bloecke } from '../text/bloecke.ts';

/** A motion or a question of a Fraktion or member; the mayor puts it on the agenda (§ 48 Abs. 1 GO NRW). */
export interface Antrag {
  readonly art: 'antrag';
  readonly antragArt: 'antrag' | 'anfrage';
  readonly nummer: string | null;
  readonly betreff: string;
  readonly text: Bloecke;
  readonly anlagen: readonly Anlage[];
  readonly oeffentlich: boolean;
  /** e.g. „Fraktion Grün“ */
  readonly steller: string;
  readonly personen: readonly PersonId[];
  readonly eingegangenAm: Tag;
  /** when the office entered it */
  readonly erfasstAm: Zeitpunkt;
  /** body it is addressed to */
  readonly gremium: VorgangId;
  readonly phase: 'eingegangen' | 'zugelassen' | 'zurueckgewiesen' | 'zurueckgezogen' | 'erledigt';
  readonly grund: string | null;
  /** Vorlage it became */
  readonly vorlage: VorgangId | null;
  readonly antwort: { readonly text: Bloecke; readonly am: Zeitpunkt; readonly von: PersonId } | null;
  readonly sitzung: VorgangId | null;
  readonly ergebnis: string | null;
  readonly einsicht: readonly PersonId[];
}
