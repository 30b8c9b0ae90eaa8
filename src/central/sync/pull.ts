import type { PullResponse, WireRecord } from '../../contract/sync.ts';
import type { InsertRows } from '../db/bulk.ts';
import { ERASED } from '../../ledger/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import type { CentralContext } from '../engine/context.ts';
import { readHead } from '../engine/states.ts';
import { formatCursor, LAUF_LENGTH, parseCursor, STELLE_LENGTH, type Cursor } from './cursor.ts';
import { clientRow } from './push.ts';
import {
  countReadable,
  heldBetween,
  heldOf,
  readableAfter,
  readableOf,
  remember,
  type Reader,
} from './readable.ts';
import { readSnapshots, readSnapshotsBetween, toWire } from './wire.ts';

/**
 * Items of one page, and at most: a page is applied atomically, so it must stay small enough for one transaction. The
 * client asks for as many as its line brings in time.
 */
const PAGE = 500;
export const MAX_PAGE = 2000;

type Page = Pick<PullResponse, 'snapshots' | 'records' | 'evict' | 'more' | 'remaining'> & {
  readonly next: Cursor;
};

/** One page of what this person may see and does not have yet. */
export async function pull(
  ctx: CentralContext,
  { db, dialect, insertRows }: CentralDatabase,
  reader: Reader,
  cursorText: string,
  limit = PAGE,
): Promise<PullResponse> {
  return db.transaction().execute(async (tx) => {
    if (dialect === 'postgres') await lockClient(tx, reader);
    const head = (await readHead(tx, reader.tenant)).feed;
    const sent = parseCursor(cursorText);
    if (sent !== null && (await stelleOf(tx, reader.tenant, sent.kopf)) !== sent.stelle)
      return resync(ctx, await lastSeqOf(tx, reader));
    const start = await startOf(ctx, tx, sent, reader, head);
    if (start === null) return resync(ctx, await lastSeqOf(tx, reader));
    const page = await nextPage(tx, insertRows, reader, start, head, limit);
    const { next: end, ...rest } = page;
    const told = rest.snapshots.length + rest.evict.length > 0;
    const next = { ...end, seite: told ? await notePage(tx, reader, start.seite) : start.seite };
    // Read last: no state in this page is newer than this.
    const last = await readHead(tx, reader.tenant);
    const place = { kopf: last.feed, stelle: last.hash.slice(0, STELLE_LENGTH) };
    const feed = next.phase === 'feed' ? next.feed : 0;
    return {
      status: 'ok',
      ...rest,
      feed,
      lastSeq: await lastSeqOf(tx, reader),
      gesichert: await backedUpTo(tx, reader.tenant),
      cursor: formatCursor({ ...next, ...place }),
      serverTime: ctx.clock.now(),
    };
  });
}

/** Two requests of one client at the same moment take turns, or one would note over what the other has told. */
async function lockClient(tx: Tx, { tenant, clientId }: Reader): Promise<void> {
  await tx
    .selectFrom('client')
    .select('client_id')
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .forUpdate()
    .execute();
}

/** The newest record that a backup is known to hold; laptops keep what is newer, to bring it again. */
async function backedUpTo(tx: Tx, tenant: string): Promise<number> {
  const row = await tx
    .selectFrom('sicherung')
    .select((eb) => eb.fn.max('feed').as('feed'))
    .where('tenant', '=', tenant)
    .executeTakeFirst();
  return Number(row?.feed ?? 0);
}

async function lastSeqOf(tx: Tx, { tenant, clientId }: Reader): Promise<number> {
  const client = await tx
    .selectFrom('client')
    .select('last_seq')
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return client?.last_seq ?? 0;
}

/**
 * Answers the number of this page and notes it as the last part of `scopes`: how many times this comparison has told of
 * something. A page told again has another number, for by now it may tell of more: restored from a backup in between,
 * this database would know of the one and take it for the other.
 */
async function notePage(tx: Tx, { tenant, clientId }: Reader, from: number): Promise<number> {
  const client = await tx
    .selectFrom('client')
    .select('scopes')
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .executeTakeFirstOrThrow();
  const parts = client.scopes.split('.');
  const seite = Math.max(Number(parts[3]), from) + 1;
  await tx
    .updateTable('client')
    .set({ scopes: [...parts.slice(0, 3), seite].join('.') })
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .execute();
  return seite;
}

/** filled in when the page is whole */
const NO_PLACE = { kopf: 0, stelle: '' };

/** Which record stands at this number; null: none. */
async function stelleOf(tx: Tx, tenant: string, feed: number): Promise<string | null> {
  if (feed === 0) return '0'.repeat(STELLE_LENGTH);
  const row = await tx
    .selectFrom('record')
    .select('hash')
    .where('tenant', '=', tenant)
    .where('feed', '=', feed)
    .executeTakeFirst();
  return row?.hash.slice(0, STELLE_LENGTH) ?? null;
}

/**
 * The client stands at a record that is not in this log: the centre was restored from a backup. The client
 * starts anew and keeps its outbox; what it had sent since the backup, it sends again (main/sync/push.ts).
 */
const resync = (ctx: CentralContext, lastSeq: number): PullResponse => ({
  status: 'resync',
  snapshots: [],
  records: [],
  evict: [],
  feed: 0,
  lastSeq,
  cursor: '',
  more: true,
  remaining: 0,
  serverTime: ctx.clock.now(),
});

/**
 * Where to go on: an unknown client, and one whose scopes have changed, begins with a comparison. Null: what is
 * noted as held by this client is not certain, because the answer of a comparison was lost on its way before
 * another began, or because the centre was restored in between; then it begins anew, or it might keep something.
 */
async function startOf(
  ctx: CentralContext,
  tx: Tx,
  sent: Cursor | null,
  reader: Reader,
  head: number,
): Promise<Cursor | null> {
  const { tenant, clientId, epoch } = reader;
  const client = await tx
    .selectFrom('client')
    .select('scopes')
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  const [lastLauf, lastEpoch, before, pages] = (client?.scopes ?? '').split('.');
  if (sent !== null) {
    const follows = sent.lauf === lastLauf && sent.epoch === lastEpoch;
    // Further than we know of: what was told since then is not noted here any more.
    if (follows && sent.seite > Number(pages)) return null;
    if (follows && sent.epoch === epoch) return sent;
    const repeats = before === sent.lauf && lastEpoch === epoch;
    if (sent.phase !== 'feed' || !(follows || repeats)) return null;
  } else {
    await tx
      .updateTable('held')
      .set({ evicted: 1 })
      .where('tenant', '=', tenant)
      .where('client_id', '=', clientId)
      .execute();
  }
  const lauf = Buffer.from(ctx.randomKey()).toString('hex').slice(0, LAUF_LENGTH);
  const scopes = `${lauf}.${epoch}.${sent?.lauf ?? ''}.0`;
  await tx
    .insertInto('client')
    .values({ ...clientRow(reader), scopes })
    .onConflict((c) => c.columns(['tenant', 'client_id']).doUpdateSet({ scopes }))
    .execute();
  return {
    phase: 'abgleich',
    feed: sent?.feed ?? head,
    ...NO_PLACE,
    epoch,
    lauf,
    seite: 0,
    offen: 0,
    nach: '',
  };
}

const nextPage = (
  tx: Tx,
  insertRows: InsertRows,
  reader: Reader,
  at: Cursor,
  head: number,
  limit: number,
): Promise<Page> =>
  at.phase === 'abgleich'
    ? comparePage(tx, insertRows, reader, at, head, limit)
    : feedPage(tx, insertRows, reader, at, head, limit);

/** Compares a stretch of what is readable with what the client holds. */
async function comparePage(
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

/** Follows the feed: records of what the client holds, snapshots of what is new to it, evictions. */
async function feedPage(
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
