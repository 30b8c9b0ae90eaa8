import type {
  BelegungFakt,
  DokumentFakt,
  MerkmalTreffer,
  PersonId,
  Projection,
  Sha256,
  VorgangId,
  Zeitpunkt,
} from '../../domain/shared/vorgang.ts';
import type { StoredRow } from '../app/ports.ts';
import type { Sql } from './database.ts';
import { vorgangKey, type KeyFile } from './keys.ts';
import { readHead, readRecords, recordsOf } from './records.ts';
import { excerpt, ftsQuery } from './search.ts';
import { readConfirmed, readCurrent, readFormer, statesOfKind } from './states.ts';

interface ZeileRow {
  readonly id: string;
  readonly art: string;
  readonly revision: number;
  readonly vorlaeufig: number;
  readonly geaendert: string;
  readonly ersteller: string;
  readonly projection: string;
}

const COLUMNS = 'z.id, z.art, z.revision, z.vorlaeufig, z.geaendert, z.ersteller, z.projection';

/** Reads the workspace; no statement here writes. */
export function openReader(sql: Sql, keys: KeyFile) {
  return {
    stand: (id: VorgangId) => readCurrent(sql, id),
    confirmed: (id: VorgangId) => readConfirmed(sql, id),
    former: (id: VorgangId) => readFormer(sql, id),
    statesOf: (art: string) => statesOfKind(sql, art),
    row: (id: VorgangId): StoredRow | null => {
      const row = sql<ZeileRow>(`SELECT ${COLUMNS} FROM zeile z WHERE z.id = ?`).get(id);
      return row ? toStoredRow(row) : null;
    },
    /** author of its first event; null: not here */
    ersteller: (id: VorgangId): PersonId | null =>
      sql<{ ersteller: PersonId }>('SELECT ersteller FROM zeile WHERE id = ?').get(id)?.ersteller ?? null,
    rows: (arten: readonly string[], options: { readonly offen?: boolean } = {}) =>
      readRows(sql, arten, options),
    tasksFor: (who: TaskOwner) => readTasks(sql, who),
    tasksWaiting: (ersteller: string) =>
      sql<ZeileRow & { idx: number }>(
        `SELECT ${COLUMNS}, a.idx FROM zeile z JOIN aufgabe a ON a.nr = z.nr
         WHERE z.ersteller = ? AND a.person IS NOT z.ersteller ORDER BY z.nr, a.idx`,
      )
        .all(ersteller)
        .map(withIndex),
    appointments: (von: Zeitpunkt, bis: Zeitpunkt) =>
      sql<ZeileRow & { idx: number }>(
        `SELECT ${COLUMNS}, t.idx FROM termin t JOIN zeile z ON z.nr = t.nr
         WHERE t.ende >= ? AND t.beginn < ? AND (t.ende > ? OR t.beginn = t.ende) ORDER BY t.beginn, z.nr, t.idx`,
      )
        .all(von, bis, von)
        .map(withIndex),
    search: (text: string, limit: number) => search(sql, text, limit),
    history: (id: VorgangId) => ({ key: keys.get(vorgangKey(id)), records: recordsOf(sql, id) }),
    byMerkmal: (art: string, merkmal: string): readonly MerkmalTreffer[] =>
      sql<ZeileRow>(
        `SELECT ${COLUMNS} FROM merkmal m JOIN zeile z ON z.nr = m.nr WHERE m.art = ? AND m.merkmal = ? ORDER BY z.nr`,
      )
        .all(art, merkmal)
        .map((row) => {
          const { nummer, titel, felder } = toStoredRow(row).projection;
          return { vorgang: row.id, nummer, titel, felder };
        }),
    belegung: (ressourcen: readonly string[], von: Zeitpunkt, bis: Zeitpunkt): readonly BelegungFakt[] =>
      sql<BelegungFakt>(
        `SELECT c.vorgang, c.ressource, c.von, c.bis FROM json_each(?) j
         JOIN claim c ON c.ressource = j.value AND c.bis > ? AND c.von < ? ORDER BY c.von, c.ressource`,
      ).all(JSON.stringify([...new Set(ressourcen)]), von, bis),
    datensaetze: (tabelle: string, schluessel: readonly string[]): Readonly<Record<string, unknown>> =>
      Object.fromEntries(
        // CROSS JOIN keeps the order: otherwise SQLite walks all 65,000 graves for each one looked up.
        sql<{ schluessel: string; wert: string }>(
          `SELECT d.schluessel, d.wert FROM json_each(?) j
           CROSS JOIN datensatz d ON d.tabelle = ? AND d.schluessel = j.value`,
        )
          .all(JSON.stringify(schluessel), tabelle)
          .map((d) => [d.schluessel, JSON.parse(d.wert) as unknown]),
      ),
    nummer: (serie: string): number =>
      sql<{ naechste: number }>('SELECT naechste FROM serie WHERE serie = ?').get(serie)?.naechste ?? 1,
    dokument: (sha256: Sha256): DokumentFakt | null => {
      const row = sql<{ fakt: string }>('SELECT fakt FROM dokument_fakt WHERE sha256 = ?').get(sha256);
      return row ? (JSON.parse(row.fakt) as DokumentFakt) : null;
    },
    dokumente: (): readonly DokumentFakt[] =>
      sql<{ fakt: string }>('SELECT fakt FROM dokument_fakt')
        .all()
        .map((row) => JSON.parse(row.fakt) as DokumentFakt),
    referringTo: (sha256: Sha256): readonly VorgangId[] =>
      sql<{ id: string }>(
        'SELECT z.id FROM dokument_ref d JOIN zeile z ON z.nr = d.nr WHERE d.sha256 = ? ORDER BY z.nr',
      )
        .all(sha256)
        .map((r) => r.id),
    head: () => readHead(sql),
    records: (fromFeed?: number) => readRecords(sql, fromFeed),
    setting: (name: string): unknown => {
      const row = sql<{ wert: string }>('SELECT wert FROM setting WHERE name = ?').get(name);
      return row ? JSON.parse(row.wert) : undefined;
    },
  };
}

function readRows(
  sql: Sql,
  arten: readonly string[],
  { offen }: { readonly offen?: boolean },
): readonly StoredRow[] {
  // Row by row: the texts of 20,000 rows are not held beside what is made of them.
  const rows = sql<ZeileRow>(
    `SELECT ${COLUMNS} FROM zeile z WHERE z.art IN (SELECT value FROM json_each(?))
     ${offen ? 'AND z.abgeschlossen = 0' : ''} ORDER BY z.geaendert DESC, z.nr DESC`,
  ).iterate(JSON.stringify(arten));
  return Array.from(rows, toStoredRow);
}

export interface TaskOwner {
  readonly personen: readonly string[];
  readonly rollen: readonly { readonly rolle: string; readonly einheit: string | null }[];
  /** units whose own tasks (no person, no role named) are asked for, too */
  readonly einheiten?: readonly string[];
}

/** A task for a role without unit reaches every holder; a holder for the whole city is reached by every unit's task. */
function readTasks(sql: Sql, { personen, rollen, einheiten = [] }: TaskOwner) {
  return sql<ZeileRow & { idx: number }>(
    `SELECT ${COLUMNS}, t.idx FROM (
       SELECT a.nr, a.idx FROM json_each(?) p JOIN aufgabe a ON a.person = p.value
       UNION
       SELECT a.nr, a.idx FROM json_each(?) r JOIN aufgabe a ON a.rolle = r.value ->> '$.rolle'
       WHERE a.person IS NULL
         AND (a.einheit IS NULL OR r.value ->> '$.einheit' IS NULL OR a.einheit = r.value ->> '$.einheit')
       UNION
       SELECT a.nr, a.idx FROM json_each(?) e JOIN aufgabe a ON a.einheit = e.value
       WHERE a.person IS NULL AND a.rolle IS NULL
     ) t JOIN zeile z ON z.nr = t.nr ORDER BY z.nr, t.idx`,
  )
    .all(JSON.stringify(personen), JSON.stringify(rollen), JSON.stringify(einheiten))
    .map(withIndex);
}

/** Hits looked at before ranking, newest first: bounds the time of a query that matches half the workspace. */
const CANDIDATES = 300;

/** Hits in title or number first, then newest first; of a very common word only the newest are looked at. */
function search(sql: Sql, text: string, limit: number) {
  const query = ftsQuery(text);
  if (query === null || limit < 1) return [];
  const find = sql<{ nr: number }>(
    'SELECT rowid AS nr FROM suche WHERE suche MATCH ? ORDER BY rowid DESC LIMIT ?',
  );
  const found = new Set([
    ...find.all(`titel : (${query})`, CANDIDATES).map((r) => r.nr),
    ...find.all(query, CANDIDATES).map((r) => r.nr),
  ]);
  return [...found].slice(0, limit).flatMap((nr) => {
    const row = sql<ZeileRow & { titel: string; inhalt: string }>(
      `SELECT ${COLUMNS}, t.titel, t.inhalt FROM zeile z JOIN suchtext t ON t.nr = z.nr WHERE z.nr = ?`,
    ).get(nr);
    return row ? [{ row: toStoredRow(row), auszug: excerpt(row.inhalt || row.titel, text) }] : [];
  });
}

const toStoredRow = (row: ZeileRow): StoredRow => ({
  id: row.id,
  art: row.art,
  revision: row.revision,
  projection: { ...(JSON.parse(row.projection) as Omit<Projection, 'suchtext'>), suchtext: '' },
  vorlaeufig: row.vorlaeufig === 1,
  geaendert: row.geaendert,
  ersteller: row.ersteller,
});

const withIndex = (row: ZeileRow & { readonly idx: number }) => ({ row: toStoredRow(row), index: row.idx });
