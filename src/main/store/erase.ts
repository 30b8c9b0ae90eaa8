import type { Sha256, VorgangId } from '../../domain/shared/vorgang.ts';
import type { CommandResult, LedgerRecord } from '../../ledger/index.ts';
import type { Db, Sql } from './database.ts';
import { emptyInbox } from './inbox.ts';
import { blobKey, vorgangKey, type KeyFile } from './keys.ts';
import { appendRecord, emptyPayloads } from './records.ts';
import { removeRow } from './rows.ts';

/** what the centre answers to whoever comes with more on an erased Vorgang */
export const ERASED_CODE = 'ledger.vorgang-geloescht';

/** First half, inside the transaction of the data file: nothing of the Vorgang is left in it but headers. */
export function eraseData(sql: Sql, record: LedgerRecord, documents: readonly Sha256[]): void {
  const { vorgang } = record;
  appendRecord(sql, record);
  emptyPayloads(sql, vorgang);
  noteErasure(sql, vorgang, documents);
  removeRow(sql, vorgang);
  sql('DELETE FROM claim WHERE vorgang = ?').run(vorgang);
  sql('DELETE FROM outbox WHERE vorgang = ?').run(vorgang);
  forgetAbout(sql, vorgang);
}

const GONE: CommandResult = {
  outcome: 'rejected',
  rejection: { code: ERASED_CODE, params: {} },
  revision: 0,
};

/** What is kept about a Vorgang beside its states and records. */
export function forgetAbout(sql: Sql, vorgang: VorgangId): void {
  sql('DELETE FROM gesendet WHERE vorgang = ?').run(vorgang);
  // Settings about a Vorgang or person are called `what:ID`.
  sql("DELETE FROM setting WHERE name LIKE '%:%' AND substr(name, instr(name, ':') + 1) = ?").run(vorgang);
  // A refusal may name people. The row itself stays: a repeated push must still be recognised.
  sql(
    `UPDATE result SET result = ? WHERE vorgang = ? AND result ->> '$.outcome' IN ('rejected', 'conflict')`,
  ).run(JSON.stringify(GONE), vorgang);
  emptyInbox(sql, vorgang, GONE);
}

/**
 * Notes for the second half which key and which documents go; before the row goes, because it knows them. `stays`:
 * documents that something else on this device still needs.
 */
export function noteErasure(
  sql: Sql,
  vorgang: VorgangId,
  documents: readonly Sha256[],
  stays: (sha256: Sha256) => boolean = () => false,
): void {
  const own = sql<{ sha256: string }>(
    'SELECT d.sha256 FROM dokument_ref d JOIN zeile z ON z.nr = d.nr WHERE z.id = ?',
  ).all(vorgang);
  const before = sql<{ dokumente: string }>('SELECT dokumente FROM loeschung WHERE vorgang = ?').get(vorgang);
  const noted = before ? (JSON.parse(before.dokumente) as Sha256[]) : [];
  const all = new Set([...noted, ...[...documents, ...own.map((d) => d.sha256)].filter((d) => !stays(d))]);
  sql(
    'INSERT INTO loeschung (vorgang, dokumente) VALUES (?, ?) ON CONFLICT DO UPDATE SET dokumente = excluded.dokumente',
  ).run(vorgang, JSON.stringify([...all]));
}

export const hasErasures = (sql: Sql): boolean => sql('SELECT 1 FROM loeschung LIMIT 1').get() !== undefined;

/**
 * Second half, after the commit and again at every start until it is through: keys, documents, copies, and the
 * traces that deleting leaves behind in free space and in the write-ahead log.
 */
export function finishErasures(
  db: Db,
  sql: Sql,
  keys: KeyFile,
  blobs: { readonly remove: (shas: readonly Sha256[]) => void },
  removeCopies: () => void,
): readonly VorgangId[] {
  const open = sql<{ vorgang: string; dokumente: string }>('SELECT vorgang, dokumente FROM loeschung').all();
  if (open.length === 0) return [];
  // Documents that another Vorgang refers to stay; one may have been named again between the two halves.
  const documents = open
    .flatMap((o) => JSON.parse(o.dokumente) as Sha256[])
    .filter((sha256) => !isReferred(sql, sha256));
  keys.destroy([...open.map((o) => vorgangKey(o.vorgang)), ...documents.map(blobKey)]);
  blobs.remove(documents);
  for (const sha256 of documents) sql('DELETE FROM dokument_fakt WHERE sha256 = ?').run(sha256);
  removeCopies();
  // The index keeps words of texts that are gone until its segments merge; built anew it knows only what is there.
  db.exec("INSERT INTO suche (suche) VALUES ('rebuild')");
  db.exec('VACUUM');
  // The notes name documents by their hash: overwritten, not only freed.
  db.pragma('secure_delete = ON');
  sql('DELETE FROM loeschung').run();
  db.pragma('secure_delete = OFF');
  db.pragma('wal_checkpoint(TRUNCATE)');
  return open.map((o) => o.vorgang);
}

const isReferred = (sql: Sql, sha256: Sha256): boolean =>
  sql('SELECT 1 FROM dokument_ref WHERE sha256 = ? LIMIT 1').get(sha256) !== undefined;
