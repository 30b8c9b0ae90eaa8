import type { Kind } from '../domain/shared/vorgang.ts';
import { err, ok, type Result } from '../domain/shared/result.ts';
import { openRecord } from './chain.ts';
import { upcastEvent } from './kinds.ts';
import type { LedgerCrypto, LedgerRecord, PlainEvent } from './types.ts';

/**
 * Opens the records of one Vorgang and lifts their events to today's shape, for `advance`. An error is the first record
 * that cannot be opened with this key, or holds an event this program does not know.
 */
export function readEvents(
  crypto: LedgerCrypto,
  kind: Kind,
  key: Uint8Array,
  records: readonly LedgerRecord[],
): Result<readonly PlainEvent[], LedgerRecord> {
  const events: PlainEvent[] = [];
  for (const record of records) {
    const opened = openRecord(crypto, key, record);
    const event = opened && upcastEvent(kind, opened.event);
    if (!opened || !event) return err(record);
    events.push({ event, meta: opened.meta });
  }
  return ok(events);
}
