import type { PullResponse, WireRecord, WireSnapshot } from '../../contract/sync.ts';
import type { InsertRows } from '../db/bulk.ts';
import { ERASED } from '../../ledger/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import type { CentralContext } from '../engine/context.ts';
import { readHead, toStored, type StoredStand } from '../engine/states.ts';
import { formatCursor, LAUF_LENGTH, parseCursor, STELLE_LENGTH, type Cursor } from './cursor.ts';
import type { Caller } from '../identity/caller.ts';
import { clientRow } from './push.ts';

/** Items of one page; a page is applied atomically, so it must stay small enough for one transaction. */
const PAGE = 500;

export interface Reader extends Caller {
  /** scopes this person reads with today */
  readonly scopes: readonly string[];
  /** hash of the scopes, lower-case hex */
  readonly epoch: string;
}

type Page = Pick<PullResponse, 'snapshots' | 'records' | 'evict' | 'more' | 'remaining'> & {
  readonly next: Cursor;
};

/** One page of what this person may see and does not have yet. */
export async function pull(
  ctx: CentralContext,
  { db, insertRows }: CentralDatabase,
  reader: Reader,
  cursorText: string,
  limit = PAGE,
): Promise<PullResponse> {
  return db.transaction().execute(async (tx) => {
    const head = (await readHead(tx, reader.tenant)).feed;
    const sent = parseCursor(cursorText);
    if (sent !== null && (await stelleOf(tx, reader.tenant, sent.kopf)) !== sent.stelle)
      return resync(ctx, await lastSeqOf(tx, reader));
    const start = await startOf(ctx, tx, sent, reader, head);
    if (start === null) return resync(ctx, await lastSeqOf(tx, reader));
    const page = await nextPage(tx, insertRows, reader, start, head, limit);
    const { next: end, ...rest } = page;
    const told = rest.snapshots.length + rest.evict.length > 0;
    const next = { ...end, seite: told ? start.seite + 1 : start.seite };
    if (told) await notePage(tx, reader, next.seite);
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

/** The last part of `scopes`: how many pages of this comparison have told of something. */
async function notePage(tx: Tx, { tenant, clientId }: Reader, seite: number): Promise<void> {
  const client = await tx
    .selectFrom('client')
    .select('scopes')
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .executeTakeFirstOrThrow();
  const parts = client.scopes.split('.');
  if (Number(parts[3]) >= seite) return;
  await tx
    .updateTable('client')
    .set({ scopes: [...parts.slice(0, 3), seite].join('.') })
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .execute();
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
  return { phase: 'abgleich', feed: sent?.feed ?? head, ...NO_PLACE, epoch, lauf, seite: 0, nach: '' };
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

interface HeldRow {
  readonly vorgang: string;
  readonly seit: number;
  readonly epoch: string;
  readonly evicted: number;
}

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
  const last = readable.length === limit ? (readable.at(-1)?.stand.vorgang ?? null) : null;
  const held = await heldBetween(tx, reader, at.nach, last);
  const known = new Map(held.map((h) => [h.vorgang, h]));
  const fresh = readable.filter(({ stand }) => {
    const h = known.get(stand.vorgang);
    // told in this same comparison before: the answer may have been lost, so it is told again
    return h === undefined || h.evicted === 1 || h.epoch === reader.epoch || h.seit > at.feed;
  });
  const readableIds = new Set(readable.map(({ stand }) => stand.vorgang));
  // also what was told to be dropped before: whether that answer arrived, nobody knows
  const evict = held.filter((h) => !readableIds.has(h.vorgang)).map((h) => h.vorgang);
  // As of the head, not of the cursor: if this request is an old one that arrives late, what it noted must
  // not pass for something that the client has received.
  await remember(
    tx,
    insertRows,
    reader,
    head,
    fresh.map(({ stand }) => stand.vorgang),
    evict,
  );
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
          nach: last,
        };
  return {
    snapshots: await toSnapshots(tx, reader.tenant, fresh),
    // What was erased is not only dropped: nothing about it stays elsewhere on the device either.
    records: await erasuresOf(tx, reader.tenant, evict),
    evict,
    next,
    more: true,
    remaining: last === null ? 0 : await countReadable(tx, reader, last),
  };
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
  const readable = new Map((await readableOf(tx, reader, ids)).map((s) => [s.stand.vorgang, s]));
  const held = new Map((await heldOf(tx, reader, ids)).map((h) => [h.vorgang, h]));
  const holds = (id: string) => {
    const h = held.get(id);
    return h !== undefined && h.evicted === 0 && h.seit <= at.feed;
  };
  const erased = new Set(rows.filter((r) => r.payload.length === 0).map((r) => r.vorgang));
  const fresh = ids.flatMap((id) =>
    readable.has(id) && !holds(id) ? [readable.get(id) as StoredStand] : [],
  );
  const evict = ids.filter((id) => {
    const h = held.get(id);
    return !readable.has(id) && !erased.has(id) && h !== undefined && (h.evicted === 0 || h.seit > at.feed);
  });
  await remember(
    tx,
    insertRows,
    reader,
    end,
    fresh.map(({ stand }) => stand.vorgang),
    evict,
  );
  const records = rows.filter((r) => holds(r.vorgang) && (readable.has(r.vorgang) || erased.has(r.vorgang)));
  return {
    snapshots: await toSnapshots(tx, reader.tenant, fresh),
    records: records.map(toWire),
    evict,
    next: { phase: 'feed', feed: end, ...NO_PLACE, epoch: reader.epoch, lauf: at.lauf, seite: at.seite },
    more: end < head,
    remaining: head - end,
  };
}

function readableQuery(tx: Tx, reader: Reader) {
  return tx
    .selectFrom('stand')
    .where('stand.tenant', '=', reader.tenant)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('stand_scope')
          .select('stand_scope.vorgang')
          .whereRef('stand_scope.tenant', '=', 'stand.tenant')
          .whereRef('stand_scope.vorgang', '=', 'stand.vorgang')
          .where('stand_scope.scope', 'in', ['alle', ...reader.scopes]),
      ),
    );
}

async function readableAfter(
  tx: Tx,
  reader: Reader,
  nach: string,
  limit: number,
): Promise<readonly StoredStand[]> {
  const rows = await readableQuery(tx, reader)
    .selectAll('stand')
    .where('stand.vorgang', '>', nach)
    .orderBy('stand.vorgang')
    .limit(limit)
    .execute();
  return rows.map(toStored);
}

async function readableOf(tx: Tx, reader: Reader, ids: readonly string[]): Promise<readonly StoredStand[]> {
  if (ids.length === 0) return [];
  const rows = await readableQuery(tx, reader)
    .selectAll('stand')
    .where('stand.vorgang', 'in', [...ids])
    .execute();
  return rows.map(toStored);
}

async function countReadable(tx: Tx, reader: Reader, nach: string): Promise<number> {
  const row = await readableQuery(tx, reader)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('stand.vorgang', '>', nach)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

const heldQuery = (tx: Tx, reader: Reader) =>
  tx
    .selectFrom('held')
    .select(['vorgang', 'seit', 'epoch', 'evicted'])
    .where('tenant', '=', reader.tenant)
    .where('client_id', '=', reader.clientId);

async function heldBetween(
  tx: Tx,
  reader: Reader,
  nach: string,
  bis: string | null,
): Promise<readonly HeldRow[]> {
  const query = heldQuery(tx, reader).where('vorgang', '>', nach);
  return (bis === null ? query : query.where('vorgang', '<=', bis)).execute();
}

const heldOf = async (tx: Tx, reader: Reader, ids: readonly string[]): Promise<readonly HeldRow[]> =>
  ids.length === 0
    ? []
    : heldQuery(tx, reader)
        .where('vorgang', 'in', [...ids])
        .execute();

async function remember(
  tx: Tx,
  insertRows: InsertRows,
  { tenant, clientId, epoch }: Reader,
  seit: number,
  held: readonly string[],
  evicted: readonly string[],
): Promise<void> {
  const rows = [
    ...held.map((vorgang) => ({ tenant, client_id: clientId, vorgang, seit, epoch, evicted: 0 })),
    ...evicted.map((vorgang) => ({ tenant, client_id: clientId, vorgang, seit, epoch, evicted: 1 })),
  ];
  await insertRows(tx, 'held', rows, {
    keys: ['tenant', 'client_id', 'vorgang'],
    update: ['seit', 'epoch', 'evicted'],
  });
}

async function toSnapshots(tx: Tx, tenant: string, stands: readonly StoredStand[]): Promise<WireSnapshot[]> {
  if (stands.length === 0) return [];
  const keys = await tx
    .selectFrom('vorgang_key')
    .select(['vorgang', 'key'])
    .where('tenant', '=', tenant)
    .where(
      'vorgang',
      'in',
      stands.map(({ stand }) => stand.vorgang),
    )
    .execute();
  const keyOf = new Map(keys.map((k) => [k.vorgang, k.key]));
  return stands.map(({ stand, ersteller }) => ({
    vorgang: stand.vorgang,
    art: stand.art,
    revision: stand.revision,
    stateVersion: stand.stateVersion,
    state: stand.state,
    zuletzt: stand.zuletzt,
    ersteller,
    key: Buffer.from(keyOf.get(stand.vorgang) ?? []).toString('base64'),
  }));
}

interface RecordRow extends Omit<WireRecord, 'commandId' | 'payload' | 'siegel'> {
  readonly siegel: string | null;
  readonly command_id: string;
  readonly payload: Uint8Array;
}

export const toWire = ({ command_id, payload, ...r }: RecordRow): WireRecord => ({
  feed: r.feed,
  vorgang: r.vorgang,
  art: r.art,
  revision: r.revision,
  type: r.type,
  v: r.v,
  zeit: r.zeit,
  akteur: r.akteur,
  commandId: command_id,
  commitment: r.commitment,
  prev: r.prev,
  hash: r.hash,
  payload: Buffer.from(payload).toString('base64'),
  ...(r.siegel === null ? {} : { siegel: r.siegel }),
});
