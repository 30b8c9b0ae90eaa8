import { reject } from '../shared/rejection.ts';
import type { Rejection } from '../shared/rejection.ts';
import { ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import type { DokumentFakt, FactQuery, Facts, MerkmalTreffer, Sha256, VorgangId } from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';
import { dokumentQuery } from '../umlauf/signatur.ts';

export { dokumentQuery };
export { tabelleAm, tabelleQuery } from '../stammdaten/tabelle.ts';

/** The questions of this Fach to the world and the reading of their answers, each in one place. */

export const vorgangQuery = (id: VorgangId): FactQuery => ({ art: 'vorgang', id });
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

/** Other Vorgaenge with this feature; [] when not known. */
export function treffer(facts: Facts, kind: string, merkmal: string): readonly MerkmalTreffer[] {
  const fact = getFact<readonly MerkmalTreffer[]>(facts, merkmalQuery(kind, merkmal));
  return fact.bekannt ? fact.wert.filter((t) => t.vorgang !== facts.vorgang) : [];
}
