import type { VorgangView } from '../../../contract/vorgang.ts';
import {
  nummern,
  verlaufOf,
  type Bloecke,
  type NichtoeffentlicheSitzung,
  type PunktVerlauf,
  type Sitzung,
} from '../../../domain/sitzung/index.ts';

/** One item as the room deals with it, whatever part it belongs to. */
export interface LivePunkt {
  readonly id: string;
  readonly nummer: string;
  readonly titel: string;
  readonly teil: 'oeffentlich' | 'nichtoeffentlich';
  /** Vorgang that takes its commands */
  readonly ziel: VorgangView;
  readonly vorschlag: Bloecke;
  readonly verlauf: PunktVerlauf;
  readonly bezug: string | null;
  readonly bezugNummer: string | null;
}

export type Noe = { readonly view: VorgangView; readonly s: NichtoeffentlicheSitzung } | null;

/** Items in order; non-public ones only for those who may read what is behind them. */
export function livePunkte(view: VorgangView, s: Sitzung, noe: Noe): readonly LivePunkt[] {
  const n = nummern(s.tagesordnung);
  return s.tagesordnung.flatMap((t): LivePunkt[] => {
    const basis = { id: t.id, nummer: n[t.id] ?? '', teil: t.teil };
    if (t.teil === 'oeffentlich')
      return [
        {
          ...basis,
          titel: t.titel,
          ziel: view,
          vorschlag: t.beschlussvorschlag,
          verlauf: verlaufOf(s.verlauf, t.id),
          bezug: t.bezug,
          bezugNummer: t.bezugNummer,
        },
      ];
    const p = noe?.s.punkte.find((x) => x.id === t.id);
    if (!noe || !p) return [];
    return [
      {
        ...basis,
        titel: p.titel,
        ziel: noe.view,
        vorschlag: p.beschlussvorschlag,
        verlauf: verlaufOf(noe.s.verlauf, t.id),
        bezug: p.bezug,
        bezugNummer: p.bezugNummer,
      },
    ];
  });
}
