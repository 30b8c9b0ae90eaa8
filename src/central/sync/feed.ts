import type { InsertRows } from '../db/bulk.ts';
import type { Tx } from '../db/schema.ts';
import { readHead } from '../engine/states.ts';
import type { Cursor } from './cursor.ts';
import { NO_PLACE, type Page } from './page.ts';
import { heldOf, readableOf, remember, type Reader } from './readable.ts';
import { readSnapshots, toWire } from './wire.ts';

/** Follows the feed: records of what the client holds, snapshots of what is new to it, evictions. */
export async function feedPage(
  tx: Tx,
  insertRows: InsertRows,
  reader: Reader,
  at: Extract<Cursor, { phase: 'feed' }>,
  head: number,
  limit: number,
): Promise<Page> {
  const rows = await tx
    .selectFrom('record')
    .selectAll()
    .where('tenant', '=', reader.tenant)
    .where('feed', '>', at.feed)
    .orderBy('feed')
    .limit(limit)
    .execute();
  const end = rows.at(-1)?.feed ?? at.feed;
  const ids = [...new Set(rows.map((r) => r.vorgang))];
  const readable = await readableOf(tx, reader, ids);
  const held = new Map((await heldOf(tx, reader, ids)).map((h) => [h.vorgang, h]));
  const holds = (id: string) => {
    const h = held.get(id);
    return h !== undefined && h.evicted === 0 && h.seit <= at.feed;
  };
  const erased = new Set(rows.filter((r) => r.payload.length === 0).map((r) => r.vorgang));
  const fresh = ids.filter((id) => readable.has(id) && !holds(id));
  const evict = ids.filter((id) => {
    const h = held.get(id);
    return !readable.has(id) && !erased.has(id) && h !== undefined && (h.evicted === 0 || h.seit > at.feed);
  });
  // As of what was just read, not of this page: a late request tells of states that are newer than its page, and
  // the client may stand beyond that page by now; it must not pass for having been told.
  const told = fresh.length + evict.length > 0 ? (await readHead(tx, reader.tenant)).feed : end;
  await remember(tx, insertRows, reader, told, fresh, evict);
  const records = rows.filter((r) => holds(r.vorgang) && (readable.has(r.vorgang) || erased.has(r.vorgang)));
  return {
    snapshots: await readSnapshots(tx, reader.tenant, fresh),
    records: records.map(toWire),
    evict,
    next: { phase: 'feed', feed: end, ...NO_PLACE, epoch: reader.epoch, lauf: at.lauf, seite: at.seite },
    more: end < head,
    remaining: head - end,
  };
}
