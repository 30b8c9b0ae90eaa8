import { sql } from 'kysely';
import { ADOPTED, adoptionId } from '../../ledger/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import { lockTenant } from '../db/lock.ts';
import { readSealed, sealedKeyOf } from '../engine/sealed.ts';

/**
 * Destroys the contents of a sealed chain that did not enter the city: people, units and tables of the seat, and what
 * was left out. Headers stay, so the chain still verifies; what entered is erased by itself, like everything else.
 * Answers how many records were emptied, or in German why none.
 */
export async function forgetRest(
  { db, dialect }: CentralDatabase,
  tenant: string,
  vorsatz: string,
  zeit: string,
): Promise<number | string> {
  const done = await db.transaction().execute(async (tx): Promise<number | string> => {
    await lockTenant(tx, dialect, tenant);
    const chain = (await readSealed(tx, tenant)).find((s) => s.vorsatz === vorsatz);
    if (chain === undefined)
      return `Eine Mappe mit Vorsatz „${vorsatz}“ ist in „${tenant}“ nicht versiegelt.`;
    if (chain.fertig === 0)
      return 'Noch sind nicht alle Vorgänge übernommen; was zusammenstößt, steht im Plan. Erst die Übernahme zu Ende führen.';
    const { kette, kopf } = chain;
    const emptied = await tx
      .updateTable('siegel_record')
      .set({ payload: Buffer.alloc(0) })
      .where('tenant', '=', tenant)
      .where('kette', '=', kette)
      .where('vorgang', 'not in', (eb) =>
        eb
          .selectFrom('record')
          .select('record.vorgang')
          .where('record.tenant', '=', tenant)
          .where('record.type', '=', ADOPTED)
          .where('record.command_id', '=', adoptionId(kopf)),
      )
      .executeTakeFirst();
    await tx
      .deleteFrom('vorgang_key')
      .where('tenant', '=', tenant)
      .where('vorgang', 'like', sealedKeyOf(kette, '%'))
      .execute();
    await tx
      .updateTable('siegelkette')
      .set({ getilgt: zeit })
      .where('tenant', '=', tenant)
      .where('kette', '=', kette)
      .execute();
    return Number(emptied.numUpdatedRows);
  });
  if (typeof done === 'string') return done;
  if (dialect === 'sqlite') {
    await sql`VACUUM`.execute(db);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
  } else
    for (const table of ['siegel_record', 'vorgang_key'])
      await sql`VACUUM (FULL, ANALYZE) ${sql.table(table)}`.execute(db);
  return done;
}
