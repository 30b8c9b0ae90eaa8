import { ERASED, erasureRecord, type LedgerCrypto } from '../../ledger/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';

/** stands in the record: nobody of the city has done this, the restore has */
const ACTOR = 'wiederherstellung';

/**
 * What was erased since the backup has lost its key and comes back without it: its payloads cannot be read, but states
 * and search features can. They go again, with a record of it in the log. Answers how many.
 */
export async function eraseAgain(
  { db }: CentralDatabase,
  crypto: LedgerCrypto,
  zeit: string,
): Promise<number> {
  const lost = await db
    .selectFrom('stand')
    .leftJoin('vorgang_key', (j) =>
      j.onRef('vorgang_key.tenant', '=', 'stand.tenant').onRef('vorgang_key.vorgang', '=', 'stand.vorgang'),
    )
    .select(['stand.tenant', 'stand.vorgang', 'stand.art', 'stand.revision'])
    .where('vorgang_key.key', 'is', null)
    .execute();
  for (const stand of lost) await db.transaction().execute((tx) => erase(tx, crypto, zeit, stand));
  return lost.length;
}

async function erase(
  tx: Tx,
  crypto: LedgerCrypto,
  zeit: string,
  { tenant, ...stand }: { tenant: string; vorgang: string; art: string; revision: number },
): Promise<void> {
  const { vorgang } = stand;
  const head = await tx
    .selectFrom('record')
    .select(['feed', 'hash', 'zeit'])
    .where('tenant', '=', tenant)
    .orderBy('feed', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const act = { zeit, akteur: ACTOR, commandId: `${ACTOR}-${ERASED}-${vorgang}` };
  const { commandId, ...record } = erasureRecord(crypto, tenant, head, stand, act);
  const empty = Buffer.alloc(0);
  await tx
    .insertInto('record')
    .values({ ...record, command_id: commandId, payload: empty })
    .execute();
  await tx
    .updateTable('record')
    .set({ payload: empty })
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .execute();
  const documents = await tx
    .selectFrom('dokument_ref')
    .select('sha256')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .execute();
  for (const table of ['stand', 'stand_scope', 'merkmal', 'claim', 'dokument_ref', 'mail_aufgabe'] as const)
    await tx.deleteFrom(table).where('tenant', '=', tenant).where('vorgang', '=', vorgang).execute();
  for (const { sha256 } of documents) {
    const other = await tx
      .selectFrom('dokument_ref')
      .select('vorgang')
      .where('tenant', '=', tenant)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (!other)
      await tx.deleteFrom('dokument').where('tenant', '=', tenant).where('sha256', '=', sha256).execute();
  }
}
