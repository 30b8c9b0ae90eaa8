import type { Projection, VorgangId, Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { Stand } from '../../ledger/index.ts';
import type { Sql } from './database.ts';
import { indexable, transcription } from './search.ts';

/** What is shown of one Vorgang, written to all tables that lists, tasks, search and rights read. */
export interface Shown {
  readonly stand: Stand;
  readonly projection: Projection;
  readonly documents: readonly string[];
  readonly vorlaeufig: boolean;
  /** author of the first event; used only when the row is new */
  readonly ersteller: string;
  /** came with many others: its text is indexed afterwards (indexing.ts) */
  readonly inBulk?: boolean;
}

export const rowNumber = (sql: Sql, vorgang: VorgangId): number | null =>
  sql<{ nr: number }>('SELECT nr FROM zeile WHERE id = ?').get(vorgang)?.nr ?? null;

/** Writes the row and everything derived from it; answers its number. Does not touch the states. */
export function showRow(sql: Sql, shown: Shown): number {
  const { stand, projection, documents } = shown;
  const before = sql<{ nr: number; projection: string }>('SELECT nr, projection FROM zeile WHERE id = ?').get(
    stand.vorgang,
  );
  const lean: Lean = { ...projection, suchtext: undefined };
  const nr = before === undefined ? insertRow(sql, shown, lean) : updateRow(sql, before.nr, shown, lean);
  const old = before === undefined ? null : (JSON.parse(before.projection) as Lean);
  if (!same(old?.aufgaben, lean.aufgaben)) writeTasks(sql, nr, old, lean);
  if (!same(old?.termine, lean.termine)) writeAppointments(sql, nr, old, lean);
  if (!same(old?.merkmale, lean.merkmale)) writeMerkmale(sql, nr, stand.art, old, lean);
  writeReferences(sql, nr, old, documents);
  if (shown.inBulk) noteOpen(sql, nr);
  else writeSearch(sql, nr, projection);
  return nr;
}

function insertRow(sql: Sql, { stand, vorlaeufig, ersteller }: Shown, lean: Lean): number {
  const { lastInsertRowid } = sql(
    `INSERT INTO zeile (id, art, revision, vorlaeufig, geaendert, ersteller, abgeschlossen, projection)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    stand.vorgang,
    stand.art,
    stand.revision,
    vorlaeufig ? 1 : 0,
    stand.zuletzt.zeit,
    ersteller,
    lean.abgeschlossen ? 1 : 0,
    JSON.stringify(lean),
  );
  return Number(lastInsertRowid);
}

function updateRow(sql: Sql, nr: number, { stand, vorlaeufig }: Shown, lean: Lean): number {
  sql(
    `UPDATE zeile SET revision = ?, vorlaeufig = ?, geaendert = ?, abgeschlossen = ?, projection = ? WHERE nr = ?`,
  ).run(
    stand.revision,
    vorlaeufig ? 1 : 0,
    stand.zuletzt.zeit,
    lean.abgeschlossen ? 1 : 0,
    JSON.stringify(lean),
    nr,
  );
  return nr;
}

/** Removes a Vorgang from everything that shows it; states go with it. */
export function removeRow(sql: Sql, vorgang: VorgangId): void {
  const nr = rowNumber(sql, vorgang);
  if (nr === null) return;
  // Child tables first and by name: their triggers keep the full-text index clean.
  for (const table of [
    'suchtext_wartend',
    'suchtext_offen',
    'suchtext',
    'aufgabe',
    'termin',
    'merkmal',
    'dokument_ref',
    'vorher',
    'stand',
    'zeile',
  ]) {
    sql(`DELETE FROM ${table} WHERE nr = ?`).run(nr);
  }
}

/** What the row shows; the text to be searched lies in a table of its own. */
type Lean = Omit<Projection, 'suchtext'> & { readonly suchtext?: undefined };

/** Most changes of a Vorgang leave its tasks, appointments and marks as they are. */
const same = (a: readonly unknown[] | undefined, b: readonly unknown[]): boolean =>
  (a === undefined || a.length === 0) && b.length === 0 ? true : JSON.stringify(a) === JSON.stringify(b);

/** `old` null: the row is new, and nothing of it stands anywhere yet. */
function writeTasks(sql: Sql, nr: number, old: Lean | null, { aufgaben }: Lean): void {
  if (old !== null) sql('DELETE FROM aufgabe WHERE nr = ?').run(nr);
  aufgaben.forEach(({ fuer }, idx) => {
    sql('INSERT INTO aufgabe (nr, idx, person, rolle, einheit) VALUES (?, ?, ?, ?, ?)').run(
      nr,
      idx,
      fuer.person ?? null,
      fuer.rolle ?? null,
      fuer.einheit ?? null,
    );
  });
}

function writeAppointments(sql: Sql, nr: number, old: Lean | null, { termine }: Lean): void {
  if (old !== null) sql('DELETE FROM termin WHERE nr = ?').run(nr);
  termine.forEach(({ beginn, ende }: { readonly beginn: Zeitpunkt; readonly ende: Zeitpunkt }, idx) => {
    sql('INSERT INTO termin (nr, idx, beginn, ende) VALUES (?, ?, ?, ?)').run(nr, idx, beginn, ende);
  });
}

function writeMerkmale(sql: Sql, nr: number, art: string, old: Lean | null, { merkmale }: Lean): void {
  if (old !== null) sql('DELETE FROM merkmal WHERE nr = ?').run(nr);
  for (const merkmal of new Set(merkmale)) {
    sql('INSERT INTO merkmal (nr, art, merkmal) VALUES (?, ?, ?)').run(nr, art, merkmal);
  }
}

function writeReferences(sql: Sql, nr: number, old: Lean | null, documents: readonly string[]): void {
  if (old !== null) sql('DELETE FROM dokument_ref WHERE nr = ?').run(nr);
  for (const sha256 of new Set(documents)) {
    sql('INSERT INTO dokument_ref (sha256, nr) VALUES (?, ?)').run(sha256, nr);
  }
}

/**
 * Texts wait in a table of this connection until the transaction ends: the index writes itself out at every
 * savepoint, and the engine sets one for each command. A rollback to a savepoint takes them back as well.
 */
export const SEARCH_QUEUE = `CREATE TEMP TABLE IF NOT EXISTS suchtext_wartend (
  nr INTEGER PRIMARY KEY, titel TEXT NOT NULL, inhalt TEXT NOT NULL, umschrift TEXT NOT NULL
)`;

/** Puts what is to be found into the queue of this transaction. */
export function writeSearch(sql: Sql, nr: number, { titel, nummer, untertitel, suchtext }: Projection): void {
  const title = indexable([titel, nummer].filter(Boolean).join(' '));
  const inhalt = indexable([untertitel, suchtext].filter(Boolean).join('\n'));
  sql('INSERT OR REPLACE INTO suchtext_wartend (nr, titel, inhalt, umschrift) VALUES (?, ?, ?, ?)').run(
    nr,
    title,
    inhalt,
    transcription(title, inhalt),
  );
}

/** Rows of this transaction whose text is indexed afterwards; thousands of them are noted in one step. */
const open = new WeakMap<Sql, number[]>();

function noteOpen(sql: Sql, nr: number): void {
  const noted = open.get(sql);
  if (noted) noted.push(nr);
  else open.set(sql, [nr]);
}

/** The transaction was taken back. */
export const discardSearch = (sql: Sql): void => void open.delete(sql);

/** Last step of every transaction. A text that stays the same leaves the index alone. */
export function flushSearch(sql: Sql): void {
  const noted = open.get(sql);
  if (noted) {
    open.delete(sql);
    sql(
      'INSERT OR IGNORE INTO suchtext_offen (nr) SELECT nr FROM zeile WHERE nr IN (SELECT value FROM json_each(?))',
    ).run(JSON.stringify(noted));
  }
  sql(
    `INSERT INTO suchtext (nr, titel, inhalt, umschrift)
     SELECT nr, titel, inhalt, umschrift FROM suchtext_wartend WHERE true
     ON CONFLICT (nr) DO UPDATE SET titel = excluded.titel, inhalt = excluded.inhalt, umschrift = excluded.umschrift
     WHERE titel <> excluded.titel OR inhalt <> excluded.inhalt`,
  ).run();
  sql('DELETE FROM suchtext_wartend').run();
}
