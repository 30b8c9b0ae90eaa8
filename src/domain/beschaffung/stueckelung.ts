import { formatEuro } from '../shared/money.ts';
import type { FactQuery, Facts, MerkmalTreffer } from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';
import type { Angaben } from './schema.ts';
import type { Vergabearten } from './tabellen.ts';
import { nettoOf } from './wert.ts';

/** Group of a CPV code: its first three digits (33182100-0 -> 331). */
export const cpvGruppe = (cpv: string): string => cpv.replace(/\D/g, '').slice(0, 3);

const jahrOf = (a: Angaben): string => String(a.haushaltsjahr ?? '');

/** Features by which similar orders of one year find each other: kind of goods, supplier, budget line. */
export function aehnlichkeitsmerkmale(a: Angaben): readonly string[] {
  const jahr = jahrOf(a);
  const [haupt] = a.cpv;
  const merkmale: string[] = [];
  if (haupt !== undefined && cpvGruppe(haupt) !== '') merkmale.push(`cpv:${cpvGruppe(haupt)}:${jahr}`);
  const lieferant = a.lieferant.toLowerCase().replace(/\s+/g, ' ').trim();
  if (lieferant !== '') merkmale.push(`lieferant:${lieferant}:${jahr}`);
  if (a.haushaltsstelle !== '') merkmale.push(`konto:${a.haushaltsstelle}:${jahr}`);
  return merkmale;
}

export const stueckelungQueries = (a: Angaben): readonly FactQuery[] =>
  aehnlichkeitsmerkmale(a).map((merkmal) => ({ art: 'merkmal', kind: 'laufzettel', merkmal }));

export interface Stueckelungshinweis {
  /** total with the similar orders */
  readonly summe: string;
  readonly grenze: string;
  readonly vergabeart: string;
  /** „LZ-2026-0401 Verbandmaterial (9.000,00 €)“ */
  readonly aehnliche: readonly string[];
}

/**
 * Together with similar orders of the year, is the value above what the chosen procedure allows (§ 3 (2)
 * VgV: no splitting)? A hint to be answered with a reason, not a proof: supplier or account may coincide.
 */
export function findStueckelung(
  a: Angaben,
  facts: Facts,
  arten: Vergabearten | null,
): Stueckelungshinweis | null {
  const netto = nettoOf(a);
  const art = arten?.arten.find(
    (v) => v.code === a.vergabeart && a.leistungsart !== null && v.leistungsarten.includes(a.leistungsart),
  );
  if (netto === null || !art || art.bisNettoCent === null) return null;
  const gefunden = new Map<string, MerkmalTreffer>();
  for (const query of stueckelungQueries(a)) {
    const fact = getFact<readonly MerkmalTreffer[]>(facts, query);
    if (!fact.bekannt) continue;
    for (const t of fact.wert) if (t.vorgang !== facts.vorgang) gefunden.set(t.vorgang, t);
  }
  const nettoVon = (t: MerkmalTreffer) =>
    typeof t.felder['wertNetto'] === 'number' ? t.felder['wertNetto'] : 0;
  const summe = [...gefunden.values()].reduce((sum, t) => sum + nettoVon(t), netto);
  if (gefunden.size === 0 || summe <= art.bisNettoCent) return null;
  return {
    summe: formatEuro(summe),
    grenze: formatEuro(art.bisNettoCent),
    vergabeart: art.bezeichnung,
    aehnliche: [...gefunden.values()].map((t) =>
      t.verdeckt
        ? 'ein Auftrag einer anderen Stelle'
        : `${t.nummer ?? 'ohne Nummer'} ${t.titel} (${formatEuro(nettoVon(t))})`,
    ),
  };
}
