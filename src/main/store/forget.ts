import type { Sha256, VorgangId } from '../../domain/shared/vorgang.ts';
import type { CommandResult } from '../../ledger/index.ts';
import type { Sql } from './database.ts';
import { noteErasure } from './erase.ts';
import { changeInbox, INBOX_SETTING } from './inbox.ts';
import { vorgangKey, type KeyFile } from './keys.ts';
import { removeRow, rowNumber } from './rows.ts';

/*
 * What leaves this device because its owner may no longer see it, and what stays because it is their own: commands
 * that wait, commands that no backup of the centre holds yet, what was refused and is not dealt with, and the
 * documents that only these name. Nothing of it says more than its author has written himself (docs/adr/0016).
 */

/** what was here before everything is fetched anew: whatever does not come back goes */
export const BEFORE_SETTING = 'sync:vorher';

const HIDDEN: CommandResult = {
  outcome: 'rejected',
  rejection: { code: 'sync.nicht-mehr-sichtbar', params: {} },
  revision: 0,
};

/** Takes away one Vorgang and what the centre has said of it. Answers whether it was shown here. */
export function forgetVorgang(sql: Sql, keys: KeyFile, vorgang: VorgangId): boolean {
  const here = rowNumber(sql, vorgang) !== null;
  if (!here && keys.get(vorgangKey(vorgang)) === null) return false;
  noteErasure(sql, vorgang, [], (sha256) => isOwn(sql, sha256));
  removeRow(sql, vorgang);
  sql('DELETE FROM claim WHERE vorgang = ?').run(vorgang);
  sql('DELETE FROM record WHERE vorgang = ?').run(vorgang);
  // Settings about a Vorgang are called `what:ID`. A refusal may name people; the row itself is still needed.
  sql("DELETE FROM setting WHERE name LIKE '%:%' AND substr(name, instr(name, ':') + 1) = ?").run(vorgang);
  sql(
    `UPDATE result SET result = ? WHERE vorgang = ? AND result ->> '$.outcome' IN ('rejected', 'conflict')`,
  ).run(JSON.stringify(HIDDEN), vorgang);
  changeInbox(sql, vorgang, (entry) => ({ ...entry, result: HIDDEN }));
  return here;
}

/** Named by something that its author has entered and that must not be lost. */
const isOwn = (sql: Sql, sha256: Sha256): boolean =>
  sql(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM outbox WHERE instr(envelope, ?) > 0)
       OR EXISTS (SELECT 1 FROM gesendet WHERE instr(envelope, ?) > 0)
       OR EXISTS (SELECT 1 FROM setting WHERE name = ? AND instr(wert, ?) > 0)`,
  ).get(sha256, sha256, INBOX_SETTING, sha256) !== undefined;

const HASH = /[0-9a-f]{64}/g;

/** An own command is not needed here any more; if its Vorgang is not here, neither is what it named. */
export function forgetOwn(sql: Sql, commands: readonly { vorgang: VorgangId; envelope: string }[]): void {
  for (const { vorgang, envelope } of commands)
    if (rowNumber(sql, vorgang) === null)
      noteErasure(sql, vorgang, envelope.match(HASH) ?? [], (sha256) => isOwn(sql, sha256));
}

/** Before everything is fetched anew. */
export function noteBefore(sql: Sql): void {
  const ids = sql<{ id: string }>('SELECT id FROM zeile').all();
  const documents = sql<{ sha256: string }>('SELECT DISTINCT sha256 FROM dokument_ref').all();
  const before = readBefore(sql);
  const next = {
    vorgaenge: [...new Set([...(before?.vorgaenge ?? []), ...ids.map((r) => r.id)])],
    dokumente: [...new Set([...(before?.dokumente ?? []), ...documents.map((r) => r.sha256)])],
  };
  sql('INSERT INTO setting (name, wert) VALUES (?, ?) ON CONFLICT DO UPDATE SET wert = excluded.wert').run(
    BEFORE_SETTING,
    JSON.stringify(next),
  );
}

interface Before {
  readonly vorgaenge: readonly VorgangId[];
  readonly dokumente: readonly Sha256[];
}
function readBefore(sql: Sql): Before | null {
  const row = sql<{ wert: string }>('SELECT wert FROM setting WHERE name = ?').get(BEFORE_SETTING);
  return row ? (JSON.parse(row.wert) as Before) : null;
}

/** Is something shown here that a restored centre has not told anew, because it has not told everything yet? */
export const isInDoubt = (sql: Sql): boolean =>
  sql('SELECT 1 FROM setting WHERE name = ? AND EXISTS (SELECT 1 FROM vorher)').get(BEFORE_SETTING) !==
  undefined;

/** Everything has been fetched anew: what has not come back is not for these eyes any more. Answers what went. */
export function forgetWhatIsGone(
  sql: Sql,
  keys: KeyFile,
  waits: ReadonlySet<VorgangId>,
): readonly VorgangId[] {
  const before = readBefore(sql);
  if (before !== null) sql('DELETE FROM setting WHERE name = ?').run(BEFORE_SETTING);
  const former = sql<{ id: string }>('SELECT z.id FROM vorher v JOIN zeile z ON z.nr = v.nr')
    .all()
    .flatMap(({ id }) => (waits.has(id) ? [] : [id]));
  const missing = before?.vorgaenge.filter((id) => rowNumber(sql, id) === null) ?? [];
  const gone = [...former, ...missing];
  for (const id of gone) forgetVorgang(sql, keys, id);
  const [first] = gone;
  // What another Vorgang still names stays (finishErasures).
  if (first !== undefined) noteErasure(sql, first, before?.dokumente ?? [], (sha256) => isOwn(sql, sha256));
  return gone;
}

/** Documents that nothing names any more: prints and uploads that no command has used, since a program before this one. */
export function strayDocuments(sql: Sql, all: readonly Sha256[]): readonly Sha256[] {
  const named = new Set<Sha256>();
  for (const { sha256 } of sql<{ sha256: string }>('SELECT DISTINCT sha256 FROM dokument_ref').all())
    for (let at: Sha256 | null = sha256; at !== null && !named.has(at); at = predecessorOf(sql, at))
      named.add(at);
  return all.filter(
    (sha256) =>
      !named.has(sha256) &&
      !isOwn(sql, sha256) &&
      sql('SELECT 1 FROM setting WHERE instr(wert, ?) > 0 LIMIT 1').get(sha256) === undefined,
  );
}

function predecessorOf(sql: Sql, sha256: Sha256): Sha256 | null {
  const row = sql<{ fakt: string }>('SELECT fakt FROM dokument_fakt WHERE sha256 = ?').get(sha256);
  return row ? ((JSON.parse(row.fakt) as { vorgaenger: Sha256 | null }).vorgaenger ?? null) : null;
}
