import { ERASED, type LedgerCrypto } from '../../ledger/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import { eraseRows } from '../engine/erase-rows.ts';
import { readHead } from '../engine/states.ts';
import type { ErasureRow } from './keys.ts';

/** stands in the record: nobody of the city has done this, the restore has */
const ACTOR = 'wiederherstellung';

/**
 * What was erased since the backup comes back with it, without its key or even with it. It goes again in the same way
 * as the first time, with a record of it in the log; who wanted it, when and why is what `erased` tells. Answers how
 * many; files and free pages follow (finishErasures).
 */
export async function eraseAgain(
  { db }: CentralDatabase,
  crypto: LedgerCrypto,
  zeit: string,
  erased: readonly ErasureRow[],
): Promise<number> {
  const acts = new Map(erased.map((e) => [`${e.tenant}\n${e.vorgang}`, e]));
  const stands = await db
    .selectFrom('stand')
    .leftJoin('vorgang_key', (j) =>
      j.onRef('vorgang_key.tenant', '=', 'stand.tenant').onRef('vorgang_key.vorgang', '=', 'stand.vorgang'),
    )
    .select(['stand.tenant', 'stand.vorgang', 'stand.art', 'stand.revision', 'vorgang_key.key'])
    .execute();
  const lost = stands.filter((s) => s.key === null || acts.has(`${s.tenant}\n${s.vorgang}`));
  for (const { tenant, vorgang, art, revision } of lost) {
    const act = acts.get(`${tenant}\n${vorgang}`);
    await db.transaction().execute(async (tx) => {
      const head = await readHead(tx, tenant);
      const record = { zeit, akteur: ACTOR, commandId: `${ACTOR}-${ERASED}-${vorgang}` };
      await eraseRows(
        tx,
        crypto,
        tenant,
        head,
        { vorgang, art, revision },
        { zeit: act?.zeit ?? zeit, akteur: act?.akteur ?? ACTOR, grund: act?.grund ?? ACTOR },
        record,
      );
    });
  }
  // Also of what the backup does not have yet: a laptop that offers it again is told that it is erased.
  for (const { tenant, vorgang } of erased)
    await db
      .insertInto('vorgang_key')
      .values({ tenant, vorgang, key: null })
      .onConflict((c) => c.columns(['tenant', 'vorgang']).doUpdateSet({ key: null }))
      .execute();
  return lost.length;
}
