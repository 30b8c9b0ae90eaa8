import type { VorgangId } from '../../domain/shared/vorgang.ts';
import type { Kinds, Stand } from '../../ledger/index.ts';
import type { Sql } from './database.ts';
import { removeRow, showRow } from './rows.ts';

/**
 * States of Vorgaenge: `confirmed`, and `current` where waiting commands make it differ. One that a restored centre has
 * not told anew yet (table `vorher`) is shown as it was, and does not count as confirmed.
 */

export function readCurrent(sql: Sql, vorgang: VorgangId): Stand | null {
  const row = sql<{ json: string | null }>(
    'SELECT coalesce(s.current, s.confirmed) AS json FROM stand s JOIN zeile z ON z.nr = s.nr WHERE z.id = ?',
  ).get(vorgang);
  return parse(row?.json);
}

export function readConfirmed(sql: Sql, vorgang: VorgangId): Stand | null {
  const row = sql<{ json: string | null }>(
    `SELECT s.confirmed AS json FROM stand s JOIN zeile z ON z.nr = s.nr
     WHERE z.id = ? AND NOT EXISTS (SELECT 1 FROM vorher v WHERE v.nr = s.nr)`,
  ).get(vorgang);
  return parse(row?.json);
}

/** What was confirmed before the centre was restored, and has not been told anew; null: nothing of that sort. */
export function readFormer(sql: Sql, vorgang: VorgangId): Stand | null {
  const row = sql<{ json: string | null }>(
    `SELECT s.confirmed AS json FROM stand s JOIN zeile z ON z.nr = s.nr JOIN vorher v ON v.nr = s.nr
     WHERE z.id = ?`,
  ).get(vorgang);
  return parse(row?.json);
}

export const statesOfKind = (sql: Sql, art: string): readonly Stand[] =>
  sql<{ json: string }>(
    `SELECT coalesce(s.current, s.confirmed) AS json FROM stand s JOIN zeile z ON z.nr = s.nr
     WHERE z.art = ? ORDER BY z.nr`,
  )
    .all(art)
    .flatMap(({ json }) => parse(json) ?? []);

export function writeConfirmed(sql: Sql, nr: number, stand: Stand): void {
  sql(
    `INSERT INTO stand (nr, confirmed, current) VALUES (?, ?, NULL)
     ON CONFLICT (nr) DO UPDATE SET confirmed = excluded.confirmed, current = NULL`,
  ).run(nr, JSON.stringify(stand));
  sql('DELETE FROM vorher WHERE nr = ?').run(nr);
  noteVersion(sql, stand);
}

export function writeCurrent(sql: Sql, nr: number, stand: Stand): void {
  sql(
    `INSERT INTO stand (nr, confirmed, current) VALUES (?, NULL, ?)
     ON CONFLICT (nr) DO UPDATE SET current = excluded.current`,
  ).run(nr, JSON.stringify(stand));
}

/** Takes back every provisional state: the rows show what is confirmed, or disappear. */
export function dropProvisional(sql: Sql, kinds: Kinds, except: ReadonlySet<VorgangId>): void {
  const rows = sql<{ id: string; nr: number; confirmed: string | null; former: number }>(
    `SELECT z.id, z.nr, s.confirmed, EXISTS (SELECT 1 FROM vorher v WHERE v.nr = s.nr) AS former
     FROM stand s JOIN zeile z ON z.nr = s.nr WHERE s.current IS NOT NULL`,
  ).all();
  for (const { id, nr, confirmed, former } of rows) {
    if (except.has(id)) continue;
    const stand = parse(confirmed);
    if (stand === null) removeRow(sql, id);
    else showConfirmed(sql, kinds, stand);
    if (former === 1) sql('INSERT INTO vorher (nr) VALUES (?)').run(nr);
  }
}

/** Shows a confirmed state; its projection is made anew by its kind. */
export function showConfirmed(
  sql: Sql,
  kinds: Kinds,
  stand: Stand,
  ersteller = stand.zuletzt.akteur,
  inBulk = false,
): void {
  const kind = kinds.get(stand.art);
  if (!kind) throw new Error(`Unknown kind ${stand.art}`);
  const nr = showRow(sql, {
    stand,
    projection: kind.project(stand.state, stand.vorgang),
    documents: kind.documents(stand.state),
    vorlaeufig: false,
    ersteller,
    inBulk,
  });
  writeConfirmed(sql, nr, stand);
}

function noteVersion(sql: Sql, { art, stateVersion }: Stand): void {
  sql('INSERT INTO stand_version (art, state_version) VALUES (?, ?) ON CONFLICT DO NOTHING').run(
    art,
    stateVersion,
  );
}

const parse = (json: string | null | undefined): Stand | null =>
  json === null || json === undefined ? null : (JSON.parse(json) as Stand);
