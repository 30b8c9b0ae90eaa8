import type { PullResponse } from '../../contract/sync.ts';
import type { InsertRows } from '../db/bulk.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import { readLastSeq } from '../engine/clients.ts';
import type { CentralContext } from '../engine/context.ts';
import { readHead } from '../engine/states.ts';
import { comparePage } from './compare.ts';
import { formatCursor, parseCursor, STELLE_LENGTH, type Cursor } from './cursor.ts';
import { feedPage } from './feed.ts';
import type { Page } from './page.ts';
import type { Reader } from './readable.ts';
import { notePage, startOf } from './start.ts';

/**
 * Items of one page, and at most: a page is applied atomically, so it must stay small enough for one transaction. The
 * client asks for as many as its line brings in time.
 */
const PAGE = 500;
export const MAX_PAGE = 2000;

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
      return resync(ctx, await readLastSeq(tx, reader));
    const start = await startOf(ctx, tx, sent, reader, head);
    if (start === null) return resync(ctx, await readLastSeq(tx, reader));
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
      lastSeq: await readLastSeq(tx, reader),
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

/** The newest record that a backup is known to hold; laptops keep what is newer, to bring it again. */
async function backedUpTo(tx: Tx, tenant: string): Promise<number> {
  const row = await tx
    .selectFrom('sicherung')
    .select((eb) => eb.fn.max('feed').as('feed'))
    .where('tenant', '=', tenant)
    .executeTakeFirst();
  return Number(row?.feed ?? 0);
}
