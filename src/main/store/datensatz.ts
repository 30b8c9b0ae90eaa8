import type { Sql } from './database.ts';
import { stripMarks, transcribe } from './search.ts';

/** Mass data (65,000 graves): rows by key, with a text to search in and a group to filter by. */
export interface DatensatzRow {
  readonly schluessel: string;
  readonly suche: string;
  readonly gruppe: string;
  readonly wert: unknown;
}

/** Must run inside a transaction; answers how many rows were written. `ganz`: rows not given are removed. */
export function putDatensaetze(
  sql: Sql,
  tabelle: string,
  rows: Iterable<DatensatzRow>,
  { ganz = false }: { readonly ganz?: boolean } = {},
): number {
  if (ganz) sql('DELETE FROM datensatz WHERE tabelle = ?').run(tabelle);
  let n = 0;
  for (const { schluessel, suche, gruppe, wert } of rows) {
    sql(
      `INSERT INTO datensatz (tabelle, schluessel, suche, gruppe, wert) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET suche = excluded.suche, gruppe = excluded.gruppe, wert = excluded.wert`,
    ).run(tabelle, schluessel, bothSpellings(suche), gruppe, JSON.stringify(wert));
    n++;
  }
  return n;
}

/** Rows of one group from the centre, in place of the former ones; must run inside a transaction. */
export function replaceGroup(
  sql: Sql,
  tabelle: string,
  gruppe: string,
  staging: string,
  rows: readonly { readonly schluessel: string; readonly suche: string; readonly wert: string }[],
): void {
  removeGroup(sql, tabelle, gruppe);
  putDatensaetze(
    sql,
    tabelle,
    rows.map(({ schluessel, suche, wert }) => ({
      schluessel,
      suche,
      gruppe,
      wert: JSON.parse(wert) as unknown,
    })),
  );
  sql('DELETE FROM datensatz WHERE tabelle = ?').run(staging);
}

/** Also what has arrived of a newer version of it; must run inside a transaction. */
export function removeGroup(sql: Sql, tabelle: string, gruppe: string): void {
  sql('DELETE FROM datensatz WHERE tabelle = ? AND gruppe = ?').run(tabelle, gruppe);
}

/** Every word of `text` must occur, anywhere; with ü as ü, u or ue. In order of the key. */
export function findDatensaetze(
  sql: Sql,
  tabelle: string,
  { text = '', gruppe, limit }: { readonly text?: string; readonly gruppe?: string; readonly limit: number },
): readonly { readonly schluessel: string; readonly wert: unknown }[] {
  const words = text.split(/\s+/).filter(Boolean);
  const conditions = words.map(() => '(instr(suche, ?) > 0 OR instr(suche, ?) > 0)');
  if (gruppe !== undefined) conditions.unshift('gruppe = ?');
  return sql<{ schluessel: string; wert: string }>(
    `SELECT schluessel, wert FROM datensatz WHERE tabelle = ?
     ${conditions.map((c) => `AND ${c}`).join(' ')} ORDER BY schluessel LIMIT ?`,
  )
    .all(
      tabelle,
      ...(gruppe === undefined ? [] : [gruppe]),
      ...words.flatMap((w) => [transcribe(w), stripMarks(w)]),
      limit,
    )
    .map((r) => ({ schluessel: r.schluessel, wert: JSON.parse(r.wert) as unknown }));
}

function bothSpellings(text: string): string {
  const [a, b] = [transcribe(text), stripMarks(text)];
  return a === b ? a : `${a}\n${b}`;
}
