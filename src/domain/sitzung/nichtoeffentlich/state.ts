import type { Rejection } from '../../shared/rejection.ts';
import type { PersonId, Sha256, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Treffer } from '../paket/lecks.ts';
import type { TopArt } from '../sitzung/schema.ts';
import type { Bloecke } from '../text/bloecke.ts';
import type { Verlaeufe } from '../verlauf/state.ts';

/** What stands behind the neutral title of a non-public item. */
export interface Punkt {
  /** the same id as the item on the agenda of the session */
  readonly id: string;
  readonly topArt: TopArt;
  readonly titel: string;
  /** what the public agenda says instead */
  readonly neutralerTitel: string;
  readonly bezug: VorgangId | null;
  readonly beratung: string | null;
  readonly bezugNummer: string | null;
  readonly beschlussvorschlag: Bloecke;
  /** names and words that must not become known; searched for in the public package */
  readonly begriffe: readonly string[];
}

/** A hit lifted as false by two people, each with a reason of their own. */
export interface Aufhebung {
  readonly von: PersonId;
  readonly grund: string;
  readonly am: Zeitpunkt;
}

export interface Leckpruefung {
  readonly dokument: Sha256;
  readonly seiten: number;
  readonly am: Zeitpunkt;
  readonly von: PersonId;
  readonly geprueftePunkte: readonly string[];
  readonly treffer: readonly (Treffer & { readonly aufhebungen: readonly Aufhebung[] })[];
}

/**
 * The non-public part of a session: a Vorgang of its own, because the Vorgang is the unit of visibility.
 * Order, numbers and presence are kept by the session; here are contents, votes and the leak check.
 */
export interface NichtoeffentlicheSitzung {
  readonly art: 'sitzung_nichtoeffentlich';
  readonly sitzung: VorgangId;
  readonly gremium: VorgangId;
  readonly gremiumName: string;
  readonly beginn: Zeitpunkt;
  readonly abgeschlossen: boolean;
  readonly punkte: readonly Punkt[];
  readonly berechtigt: readonly PersonId[];
  readonly verlauf: Verlaeufe;
  readonly leckpruefung: Leckpruefung | null;
  /** public package that has passed the check */
  readonly freigegebenesPaket: Sha256 | null;
  readonly vollstaendigesPaket: { readonly dokument: Sha256; readonly am: Zeitpunkt } | null;
}

export const OFFENE_AUFHEBUNGEN = 2;

/** Hits that still block the public package. */
export const offeneTreffer = (p: Leckpruefung): Leckpruefung['treffer'] =>
  p.treffer.filter((t) => t.aufhebungen.length < OFFENE_AUFHEBUNGEN);

/** Why the public package may not leave: the first open hit, or a source that could not be searched at all. */
export function freigabesperre(p: Leckpruefung): Rejection | null {
  const [erster, ...weitere] = offeneTreffer(p);
  if (!erster) return null;
  const params = {
    quelle: erster.bezeichnung,
    weitere: weitere.length,
    aufhebungen: erster.aufhebungen.length,
  };
  if (erster.art === 'ungeprueft')
    return { code: 'sitzung.quelle-ungeprueft', params: { ...params, mangel: erster.fundstelle } };
  const ort = erster.seite === null ? erster.ort : `Seite ${erster.seite}`;
  return { code: 'sitzung.leck-im-paket', params: { ...params, ort } };
}
