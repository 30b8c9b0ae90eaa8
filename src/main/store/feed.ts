import type { PersonId, Sha256, VorgangId } from '../../domain/shared/vorgang.ts';
import type { Kinds, LedgerRecord, Stand } from '../../ledger/index.ts';
import { replaceClaims } from './centre.ts';
import type { Sql } from './database.ts';
import { forgetAbout, noteErasure } from './erase.ts';
import { forgetVorgang, forgetWhatIsGone, isInDoubt, noteBefore } from './forget.ts';
import { vorgangKey, type KeyFile } from './keys.ts';
import { appendRecord } from './records.ts';
import { removeRow, rowNumber } from './rows.ts';
import { showConfirmed } from './states.ts';

/**
 * This log is a copy of what a central service lets its owner see: it has gaps, and what is no longer to be
 * seen is taken out of it. Set for good when the first of it arrives.
 */
const COPY_SETTING = 'abschrift';
export const isCopy = (sql: Sql): boolean =>
  sql('SELECT 1 FROM setting WHERE name = ?').get(COPY_SETTING) !== undefined;

/** What the feed of a central service changes on a laptop; every function only inside a transaction. */
export function openFeed(sql: Sql, kinds: Kinds, keys: KeyFile) {
  const markCopy = () =>
    sql("INSERT INTO setting (name, wert) VALUES (?, 'true') ON CONFLICT DO NOTHING").run(COPY_SETTING);
  return {
    keyOf: (vorgang: VorgangId): Uint8Array | null => keys.get(vorgangKey(vorgang)),
    /** before what a page brings: from now on this log is a copy, with gaps */
    begin: (): void => void markCopy(),
    /** the key of a Vorgang first seen; durable before the transaction that needs it commits */
    putKey: (vorgang: VorgangId, key: Uint8Array): void => keys.put(vorgangKey(vorgang), key),
    /** a record of the feed; one that is here already stays as it is */
    append: (record: LedgerRecord): void => appendRecord(sql, record, { known: true }),
    /** `inBulk`: one of many, whose text may be indexed afterwards */
    confirm: (stand: Stand, ersteller: PersonId, inBulk = false): void => {
      showConfirmed(sql, kinds, stand, ersteller, inBulk);
      // States of one page may be of different times; what seems taken meanwhile is settled by the next ones.
      const claims = kinds.get(stand.art)?.claims?.(stand.state);
      if (claims !== undefined) replaceClaims(sql, stand.vorgang, claims);
    },
    /**
     * Takes away what this person may no longer see: states, records, and after the commit its key and documents.
     * What they have entered themselves stays until the centre has it for good. Answers whether it was here.
     */
    evict: (vorgang: VorgangId): boolean => {
      markCopy();
      return forgetVorgang(sql, keys, vorgang);
    },
    /**
     * Everything has been fetched anew: what has not come back goes as if it had been evicted, but for `waits`, where
     * something of one's own is still to be brought again. Answers what went.
     */
    forgetWhatIsGone: (waits: ReadonlySet<VorgangId> = new Set()): readonly VorgangId[] =>
      forgetWhatIsGone(sql, keys, waits),
    /**
     * Erased at the centre: as with losing it, and nothing about it stays elsewhere either. A waiting command on it
     * stays until the centre has refused it. Answers whether anything was here.
     */
    erase: (record: LedgerRecord): boolean => {
      markCopy();
      const { vorgang } = record;
      const here = rowNumber(sql, vorgang) !== null;
      noteErasure(sql, vorgang, []);
      removeRow(sql, vorgang);
      sql('DELETE FROM claim WHERE vorgang = ?').run(vorgang);
      sql('DELETE FROM record WHERE vorgang = ?').run(vorgang);
      forgetAbout(sql, vorgang);
      appendRecord(sql, record);
      return here;
    },
    /**
     * The centre shows another past, and rightly so: what is here is shown until it is told anew, and counts as
     * confirmed no longer. The records go, for their numbers may be those of others now.
     */
    doubtAll: (): void => {
      markCopy();
      noteBefore(sql);
      sql('INSERT OR IGNORE INTO vorher (nr) SELECT nr FROM stand WHERE confirmed IS NOT NULL').run();
      sql('DELETE FROM record').run();
      sql('DELETE FROM claim').run();
    },
    /** not everything has been told anew yet */
    isInDoubt: (): boolean => isInDoubt(sql),
    /** for a program that reads other states: forgets all confirmed states and records, keeps outbox, results and keys */
    forgetAll: (): void => {
      markCopy();
      noteBefore(sql);
      const rows = sql<{ id: string }>('SELECT id FROM zeile').all();
      for (const { id } of rows) removeRow(sql, id);
      sql('DELETE FROM record').run();
      sql('DELETE FROM claim').run();
    },
    /** documents of open Vorgaenge: first those somebody waits for, then the latest */
    documents: (): readonly Sha256[] =>
      sql<{ sha256: string }>(
        `SELECT d.sha256 FROM dokument_ref d JOIN zeile z ON z.nr = d.nr WHERE z.abgeschlossen = 0
         GROUP BY d.sha256
         ORDER BY max(EXISTS (SELECT 1 FROM aufgabe a WHERE a.nr = z.nr)) DESC, max(z.geaendert) DESC`,
      )
        .all()
        .map((d) => d.sha256),
  };
}
