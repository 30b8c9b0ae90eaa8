import type { PersonId, VorgangId } from '../../domain/shared/vorgang.ts';
import type { Kinds, LedgerRecord, Stand } from '../../ledger/index.ts';
import type { Sql } from './database.ts';
import { vorgangKey, type KeyFile } from './keys.ts';
import { appendRecord, emptyPayloads } from './records.ts';
import { removeRow, rowNumber } from './rows.ts';
import { showConfirmed } from './states.ts';

/** What the feed of a central service changes on a laptop; every function only inside a transaction. */
export function openFeed(sql: Sql, kinds: Kinds, keys: KeyFile) {
  return {
    keyOf: (vorgang: VorgangId): Uint8Array | null => keys.get(vorgangKey(vorgang)),
    /** the key of a Vorgang first seen; durable before the transaction that needs it commits */
    putKey: (vorgang: VorgangId, key: Uint8Array): void => keys.keep(vorgangKey(vorgang), key),
    /** a record of the feed; the laptop's log has gaps where it may not look */
    append: (record: LedgerRecord): void => {
      const known = sql<{ n: number }>('SELECT count(*) AS n FROM record WHERE feed = ?').get(record.feed);
      if (!known?.n) appendRecord(sql, record);
    },
    confirm: (stand: Stand, ersteller: PersonId): void => showConfirmed(sql, kinds, stand, ersteller),
    /** drops everything of a Vorgang that this person may no longer see; answers whether it was here */
    evict: (vorgang: VorgangId): boolean => {
      if (rowNumber(sql, vorgang) === null) return false;
      removeRow(sql, vorgang);
      sql('DELETE FROM claim WHERE vorgang = ?').run(vorgang);
      emptyPayloads(sql, vorgang);
      return true;
    },
    /** for a resync: forgets all confirmed states and records, keeps outbox and results */
    forgetAll: (): void => {
      const rows = sql<{ id: string }>('SELECT id FROM zeile').all();
      for (const { id } of rows) removeRow(sql, id);
      sql('DELETE FROM record').run();
      sql('DELETE FROM claim').run();
    },
  };
}
