import type { PullResponse, WireRecord } from '../../contract/sync.ts';
import { ERASED } from '../../ledger/index.ts';
import type { InsertRows } from '../db/bulk.ts';
import type { Tx } from '../db/schema.ts';
import type { Cursor } from './cursor.ts';
import { NO_PLACE, type Page } from './page.ts';
import { countReadable, heldBetween, readableAfter, remember, type Reader } from './readable.ts';
import { readSnapshots, readSnapshotsBetween, toWire } from './wire.ts';

/** Compares a stretch of what is readable with what the client holds. */
export async function comparePage(
  tx: Tx,
  insertRows: InsertRows,
  reader: Reader,
  at: Extract<Cursor, { phase: 'abgleich' }>,
  head: number,
  limit: number,
): Promise<Page> {
  const readable = await readableAfter(tx, reader, at.nach, limit);
  const last = readable.length === limit ? (readable.at(-1) ?? null) : null;
  const offen = (at.nach === '' ? await countReadable(tx, reader) : at.offen) - readable.length;
  const held = await heldBetween(tx, reader, at.nach, last);
  const known = new Map(held.map((h) => [h.vorgang, h]));
  const fresh = readable.filter((id) => {
    const h = known.get(id);
    // told in this same comparison before: the answer may have been lost, so it is told again
    return h === undefined || h.evicted === 1 || h.epoch === reader.epoch || h.seit > at.feed;
  });
  const readableIds = new Set(readable);
  // also what was told to be dropped before: whether that answer arrived, nobody knows
  const evict = held.filter((h) => !readableIds.has(h.vorgang)).map((h) => h.vorgang);
  // As of the head, not of the cursor: if this request is an old one that arrives late, what it noted must
  // not pass for something that the client has received.
  await remember(tx, insertRows, reader, head, fresh, evict);
  const next: Cursor =
    last === null
      ? { phase: 'feed', feed: at.feed, ...NO_PLACE, epoch: reader.epoch, lauf: at.lauf, seite: at.seite }
      : {
          phase: 'abgleich',
          feed: at.feed,
          ...NO_PLACE,
          epoch: reader.epoch,
          lauf: at.lauf,
          seite: at.seite,
          offen,
          nach: last,
        };
  return {
    snapshots:
      held.length === 0
        ? await snapshotsOf(tx, reader, at.nach, fresh)
        : await readSnapshots(tx, reader.tenant, fresh),
    // What was erased is not only dropped: nothing about it stays elsewhere on the device either.
    records: await erasuresOf(tx, reader.tenant, evict),
    evict,
    next,
    more: true,
    remaining: last === null ? 0 : Math.max(offen, 0),
  };
}

/**
 * Of a stretch of which nothing is held yet. Exactly these: what another process adds or takes away between two
 * questions is brought by the feed, and what was not noted as told must not be told.
 */
async function snapshotsOf(
  tx: Tx,
  reader: Reader,
  nach: string,
  ids: readonly string[],
): Promise<PullResponse['snapshots']> {
  const wanted = new Set(ids);
  const found = await readSnapshotsBetween(tx, reader, nach, ids.at(-1) ?? nach);
  const exactly = found.filter((s) => wanted.has(s.vorgang));
  return exactly.length === ids.length ? exactly : readSnapshots(tx, reader.tenant, ids);
}

/** Of these, the records that say that a Vorgang was erased. */
async function erasuresOf(tx: Tx, tenant: string, ids: readonly string[]): Promise<WireRecord[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('record')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('type', '=', ERASED)
    .where('vorgang', 'in', [...ids])
    .execute();
  return rows.map(toWire);
}
