import type { Tx } from '../db/schema.ts';
import type { CentralContext } from '../engine/context.ts';
import { LAUF_LENGTH, type Cursor } from './cursor.ts';
import { NO_PLACE } from './page.ts';
import { clientRow } from './push.ts';
import type { Reader } from './readable.ts';

/**
 * Where to go on: an unknown client, and one whose scopes have changed, begins with a comparison. Null: what is
 * noted as held by this client is not certain, because the answer of a comparison was lost on its way before
 * another began, or because the centre was restored in between; then it begins anew, or it might keep something.
 */
export async function startOf(
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

/**
 * Answers the number of this page and notes it as the last part of `scopes`: how many times this comparison has told of
 * something. A page told again has another number, for by now it may tell of more: restored from a backup in between,
 * this database would know of the one and take it for the other.
 */
export async function notePage(tx: Tx, { tenant, clientId }: Reader, from: number): Promise<number> {
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
