import type { Tx } from '../db/schema.ts';
import type { InsertRows } from '../db/bulk.ts';
import type { Caller } from '../identity/caller.ts';

export interface Reader extends Caller {
  /** scopes this person reads with today */
  readonly scopes: readonly string[];
  /** hash of the scopes, lower-case hex */
  readonly epoch: string;
}

/** What this client was told to keep, or to drop. */
export interface HeldRow {
  readonly vorgang: string;
  readonly seit: number;
  readonly epoch: string;
  readonly evicted: number;
}

/** A state as it lies in the database; `state` is JSON; `key` null: destroyed. */
export interface ReadableStand {
  readonly vorgang: string;
  readonly art: string;
  readonly revision: number;
  readonly state_version: number;
  readonly state: string;
  readonly zuletzt_zeit: string;
  readonly zuletzt_akteur: string;
  readonly ersteller: string;
  readonly key: Uint8Array | null;
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

/** The next ids of what this person may read, in their order. */
export async function readableAfter(
  tx: Tx,
  reader: Reader,
  nach: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await readableQuery(tx, reader)
    .select('stand.vorgang')
    .where('stand.vorgang', '>', nach)
    .orderBy('stand.vorgang')
    .limit(limit)
    .execute();
  return rows.map((r) => r.vorgang);
}

/** Of these, what this person may read. */
export async function readableOf(
  tx: Tx,
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await readableQuery(tx, reader)
    .select('stand.vorgang')
    .where('stand.vorgang', 'in', [...ids])
    .execute();
  return new Set(rows.map((r) => r.vorgang));
}

/** The states of these, which the caller has found to be readable, in the order of their ids. */
export async function readStates(
  tx: Tx,
  tenant: string,
  ids: readonly string[],
): Promise<readonly ReadableStand[]> {
  if (ids.length === 0) return [];
  return withKeys(tx.selectFrom('stand').where('stand.tenant', '=', tenant))
    .where('stand.vorgang', 'in', [...ids])
    .execute();
}

/** The same for a stretch of all that is readable: no list of thousands of ids to be read and looked up. */
export const readStatesBetween = (
  tx: Tx,
  reader: Reader,
  nach: string,
  bis: string,
): Promise<readonly ReadableStand[]> =>
  withKeys(readableQuery(tx, reader))
    .where('stand.vorgang', '>', nach)
    .where('stand.vorgang', '<=', bis)
    .execute();

const withKeys = (stands: ReturnType<typeof readableQuery>) =>
  stands
    .leftJoin('vorgang_key', (join) =>
      join
        .onRef('vorgang_key.tenant', '=', 'stand.tenant')
        .onRef('vorgang_key.vorgang', '=', 'stand.vorgang'),
    )
    .select([
      'stand.vorgang',
      'stand.art',
      'stand.revision',
      'stand.state_version',
      'stand.state',
      'stand.zuletzt_zeit',
      'stand.zuletzt_akteur',
      'stand.ersteller',
      'vorgang_key.key',
    ])
    .orderBy('stand.vorgang');

export async function countReadable(tx: Tx, reader: Reader): Promise<number> {
  const row = await readableQuery(tx, reader)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

const heldQuery = (tx: Tx, reader: Reader) =>
  tx
    .selectFrom('held')
    .select(['vorgang', 'seit', 'epoch', 'evicted'])
    .where('tenant', '=', reader.tenant)
    .where('client_id', '=', reader.clientId);

export async function heldBetween(
  tx: Tx,
  reader: Reader,
  nach: string,
  bis: string | null,
): Promise<readonly HeldRow[]> {
  const query = heldQuery(tx, reader).where('vorgang', '>', nach);
  return (bis === null ? query : query.where('vorgang', '<=', bis)).execute();
}

export const heldOf = async (tx: Tx, reader: Reader, ids: readonly string[]): Promise<readonly HeldRow[]> =>
  ids.length === 0
    ? []
    : heldQuery(tx, reader)
        .where('vorgang', 'in', [...ids])
        .execute();

/** Notes what was told to this client. */
export async function remember(
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
