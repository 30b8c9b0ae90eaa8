import { fromHex } from '../../ledger/index.ts';
import { latestCheckpoint, makeCheckpoint, type EvidenceContext } from './checkpoint.ts';

/**
 * States, signed, that the log of every city goes on from a backup (docs/adr/0016): laptops that saw a longer
 * one accept that, show it, and offer again what was lost. Made by the command that restores, before the service
 * starts. Answers the cities and their sizes; a city whose log is not whole gets none and is named in `faults`.
 */
export async function stateRestored(ctx: EvidenceContext): Promise<{
  readonly stated: readonly { tenant: string; size: number }[];
  readonly faults: readonly string[];
}> {
  const { db } = ctx.database;
  const stated: { tenant: string; size: number }[] = [];
  const faults: string[] = [];
  for (const { tenant } of await db.selectFrom('tenant').select('tenant').orderBy('tenant').execute()) {
    const made = await makeCheckpoint(ctx, tenant);
    const last = made.outcome === 'fault' ? null : await latestCheckpoint(db, tenant);
    if (last === null) {
      if (made.outcome === 'fault') faults.push(`${tenant}: ${made.fault}`);
      continue;
    }
    const zeit = ctx.now();
    const note = ctx.signer.sign({
      art: 'wiederherstellung',
      tenant,
      size: last.groesse,
      root: fromHex(last.wurzel),
      zeit,
    });
    await db.insertInto('pruefnotiz').values({ tenant, art: 'wiederherstellung', zeit, note }).execute();
    stated.push({ tenant, size: last.groesse });
  }
  return { stated, faults };
}
