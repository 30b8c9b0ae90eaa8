import type { FactQuery, Facts, Tag } from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';

/**
 * Editable data with validity: rules, limits, hours, holidays, number series, forms.
 * Answer to the FactQuery `stammdaten`. Every table has one name and dated versions of its whole content.
 */
export interface StammdatenTabelle<T = unknown> {
  readonly tabelle: string;
  readonly fassungen: readonly Fassung<T>[];
}

export interface Fassung<T = unknown> {
  /** 1, 2, 3 ...; events name it, so that one can say under which rules they were decided */
  readonly nummer: number;
  readonly gueltigAb: Tag;
  readonly quelle: string;
  /** false: sample or second-hand; the screen says so */
  readonly geprueft: boolean;
  readonly inhalt: T;
}

/** The version in force on a day: the latest that has begun; null when none has. */
export function fassungAm<T>(tabelle: StammdatenTabelle<T>, tag: Tag): Fassung<T> | null {
  let found: Fassung<T> | null = null;
  for (const f of tabelle.fassungen) {
    if (f.gueltigAb <= tag && (found === null || f.gueltigAb >= found.gueltigAb)) found = f;
  }
  return found;
}

export const tabelleQuery = (tabelle: string): FactQuery => ({ art: 'stammdaten', tabelle });

/** The version of a table in force on a day; null: there is none, or the table is not known here. */
export function tabelleAm<T>(facts: Facts, tabelle: string, tag: Tag): Fassung<T> | null {
  const fact = getFact<StammdatenTabelle<T> | null>(facts, tabelleQuery(tabelle));
  return fact.bekannt && fact.wert ? fassungAm(fact.wert, tag) : null;
}
