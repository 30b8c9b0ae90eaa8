import { reject } from '../shared/rejection.ts';
import type { Rejection } from '../shared/rejection.ts';
import { ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import type { DokumentFakt, FactQuery, Facts, MerkmalTreffer, Sha256, VorgangId } from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';
import { fassungAm } from '../stammdaten/tabelle.ts';
import type { Fassung, StammdatenTabelle } from '../stammdaten/tabelle.ts';
import type { Tag } from '../shared/vorgang.ts';

/** The questions of this Fach to the world and the reading of their answers, each in one place. */

export const vorgangQuery = (id: VorgangId): FactQuery => ({ art: 'vorgang', id });
export const dokumentQuery = (sha256: Sha256): FactQuery => ({ art: 'dokument', sha256 });
export const tabelleQuery = (tabelle: string): FactQuery => ({ art: 'stammdaten', tabelle });
export const merkmalQuery = (kind: string, merkmal: string): FactQuery => ({ art: 'merkmal', kind, merkmal });

/** Every state of this Fach names its kind, because an answer `vorgang` does not. */
interface MitArt {
  readonly art: string;
}

/** State of another Vorgang that must exist and be of this kind; null only provisionally. */
export function requireVorgang<S extends MitArt>(
  facts: Facts,
  id: VorgangId,
  art: S['art'],
  bezeichnung: string,
): Result<S | null, Rejection> {
  const fact = getFact<S | null>(facts, vorgangQuery(id));
  if (!fact.bekannt)
    return facts.vorlaeufig ? ok(null) : reject('sitzung.angabe-unbekannt', { angabe: bezeichnung });
  if (fact.wert === null || fact.wert.art !== art)
    return reject('sitzung.bezug-fehlt', { bezeichnung, kennung: id });
  return ok(fact.wert);
}

/** A document that must be stored; null only provisionally. */
export function requireDokument(facts: Facts, sha256: Sha256): Result<DokumentFakt | null, Rejection> {
  const fact = getFact<DokumentFakt | null>(facts, dokumentQuery(sha256));
  if (!fact.bekannt)
    return facts.vorlaeufig ? ok(null) : reject('sitzung.angabe-unbekannt', { angabe: 'Dokument' });
  if (fact.wert === null) return reject('sitzung.dokument-fehlt', { sha256 });
  return ok(fact.wert);
}

/** Version of a table in force on a day; null when there is none or it is not known here. */
export function tabelleAm<T>(facts: Facts, tabelle: string, tag: Tag): Fassung<T> | null {
  const fact = getFact<StammdatenTabelle<T> | null>(facts, tabelleQuery(tabelle));
  return fact.bekannt && fact.wert ? fassungAm(fact.wert, tag) : null;
}

/** Other Vorgaenge with this feature; [] when not known. */
export function treffer(facts: Facts, kind: string, merkmal: string): readonly MerkmalTreffer[] {
  const fact = getFact<readonly MerkmalTreffer[]>(facts, merkmalQuery(kind, merkmal));
  return fact.bekannt ? fact.wert.filter((t) => t.vorgang !== facts.vorgang) : [];
}
