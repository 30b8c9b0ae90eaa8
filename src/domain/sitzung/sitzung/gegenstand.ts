import type { VorgangId } from '../../shared/vorgang.ts';
import type { Antrag } from '../antrag/state.ts';
import type { Dringlichkeitsentscheidung } from '../dringlichkeit/state.ts';
import type { Niederschrift } from '../niederschrift/state.ts';
import { formatTag } from '../../shared/dates.ts';
import type { Bloecke } from '../text/bloecke.ts';
import { geltendeFassung } from '../vorlage/state.ts';
import type { Beratung, Vorlage } from '../vorlage/state.ts';

export type Gegenstandsvorgang = Vorlage | Antrag | Dringlichkeitsentscheidung | Niederschrift;

/** What an agenda needs of the paper an item deals with, whatever kind of paper it is. */
export interface Gegenstand {
  readonly art: Gegenstandsvorgang['art'];
  readonly nummer: string | null;
  readonly betreff: string;
  readonly oeffentlich: boolean;
  /** released or admitted: may be put on an agenda */
  readonly beratungsreif: boolean;
  /** state in words, for the message why not */
  readonly stand: string;
  readonly beschlussvorschlag: Bloecke;
  readonly beratungen: readonly Beratung[];
}

export function gegenstandOf(v: Gegenstandsvorgang): Gegenstand {
  switch (v.art) {
    case 'vorlage': {
      const { betreff, beschlussvorschlag } = geltendeFassung(v).inhalt;
      return {
        art: v.art,
        nummer: v.nummer,
        betreff,
        oeffentlich: v.oeffentlich,
        beratungsreif: v.phase === 'freigegeben' || v.phase === 'erledigt',
        stand: v.phase,
        beschlussvorschlag,
        beratungen: v.beratungsfolge,
      };
    }
    case 'antrag':
      return {
        art: v.art,
        nummer: v.nummer,
        betreff: v.betreff,
        oeffentlich: v.oeffentlich,
        beratungsreif: v.phase === 'zugelassen',
        stand: v.phase,
        beschlussvorschlag: v.text,
        beratungen: [],
      };
    case 'dringlichkeitsentscheidung':
      return {
        art: v.art,
        nummer: v.nummer,
        betreff: v.betreff,
        oeffentlich: v.oeffentlich,
        beratungsreif: v.phase === 'entschieden',
        stand: v.phase,
        beschlussvorschlag: v.beschluss,
        beratungen: [],
      };
    case 'niederschrift':
      // § 52 GO NRW: signed minutes never change; the body can only resolve a correction
      return {
        art: v.art,
        nummer: null,
        betreff: `Berichtigung der Niederschrift vom ${formatTag(v.sitzungstag)}`,
        oeffentlich: v.teil === 'oeffentlich',
        // in a demo nothing gets further than practice signatures
        beratungsreif: v.phase === 'unterzeichnet' || v.phase === 'uebung',
        stand: v.phase,
        beschlussvorschlag: [],
        beratungen: [],
      };
  }
}

/** The open stop of the Beratungsfolge for this body: the named one, else its first without a result. */
export const findBeratung = (g: Gegenstand, gremium: VorgangId, id: string | null): Beratung | null =>
  g.beratungen.find((b) => b.gremium === gremium && (id === null ? b.ergebnis === null : b.id === id)) ??
  null;
