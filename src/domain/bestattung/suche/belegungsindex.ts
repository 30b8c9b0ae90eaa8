import type { Claim, VorgangId } from '../../shared/vorgang.ts';

/**
 * Claims of all resources as sorted intervals. Built once and kept up to date by whoever holds the claims; the search
 * only reads it. Per resource the intervals do not overlap (the centre's constraint), so both ends are sorted.
 */
export interface Belegungsindex {
  readonly ressourcen: Map<string, Intervalle>;
  readonly vorgaenge: Map<VorgangId, readonly Claim[]>;
}

interface Intervalle {
  /** milliseconds since 1970 */
  von: number[];
  bis: number[];
}

export const createIndex = (): Belegungsindex => ({ ressourcen: new Map(), vorgaenge: new Map() });

/** Index over everything that is claimed now. Sorts each resource once. */
export function indexVon(belegungen: Iterable<Claim & { readonly vorgang: VorgangId }>): Belegungsindex {
  const index = createIndex();
  const roh = new Map<string, { von: number; bis: number }[]>();
  for (const b of belegungen) {
    const liste = roh.get(b.ressource);
    const spanne = { von: Date.parse(b.von), bis: Date.parse(b.bis) };
    if (liste) liste.push(spanne);
    else roh.set(b.ressource, [spanne]);
    index.vorgaenge.set(b.vorgang, [...(index.vorgaenge.get(b.vorgang) ?? []), b]);
  }
  for (const [ressource, liste] of roh) {
    liste.sort((a, b) => a.von - b.von);
    index.ressourcen.set(ressource, { von: liste.map((s) => s.von), bis: liste.map((s) => s.bis) });
  }
  return index;
}

/** Replaces what one Vorgang claims. [] frees everything it held. */
export function setzeBelegung(index: Belegungsindex, vorgang: VorgangId, claims: readonly Claim[]): void {
  for (const alt of index.vorgaenge.get(vorgang) ?? []) {
    const i = index.ressourcen.get(alt.ressource);
    const stelle = i ? i.von.indexOf(Date.parse(alt.von)) : -1;
    if (i && stelle >= 0) {
      i.von.splice(stelle, 1);
      i.bis.splice(stelle, 1);
    }
  }
  for (const neu of claims) {
    const i = index.ressourcen.get(neu.ressource) ?? { von: [], bis: [] };
    index.ressourcen.set(neu.ressource, i);
    const von = Date.parse(neu.von);
    const stelle = ersterAb(i.von, von);
    i.von.splice(stelle, 0, von);
    i.bis.splice(stelle, 0, Date.parse(neu.bis));
  }
  if (claims.length === 0) index.vorgaenge.delete(vorgang);
  else index.vorgaenge.set(vorgang, claims);
}

/** First position whose value is >= wert (binary search). */
export function ersterAb(werte: readonly number[], wert: number): number {
  let lo = 0;
  let hi = werte.length;
  while (lo < hi) {
    const mitte = (lo + hi) >>> 1;
    if ((werte[mitte] as number) < wert) lo = mitte + 1;
    else hi = mitte;
  }
  return lo;
}

/** Does any interval of the resource touch [von, bis)? */
export function istBelegt(index: Belegungsindex, ressource: string, von: number, bis: number): boolean {
  const i = index.ressourcen.get(ressource);
  if (!i) return false;
  const stelle = ersterAb(i.von, bis);
  return stelle > 0 && (i.bis[stelle - 1] as number) > von;
}
