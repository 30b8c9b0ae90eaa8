import { adoptionRecord } from '../../ledger/index.ts';
import { lockTenant } from '../db/lock.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { CentralContext } from '../engine/context.ts';
import { sealedKeyOf } from '../engine/sealed.ts';
import { openSession, type Session } from '../engine/session.ts';
import type { Candidate, Origin } from './candidates.ts';
import { judge, readCityState } from './collisions.ts';
import { copyDocument } from './documents.ts';
import type { PlannedVorgang } from './plan.ts';
import type { SeatChain, SingleSeat } from './seat.ts';

/** Enters some, all or none; judged once more under the lock of the city. Answers who stayed out after all. */
export async function enterBatch(
  { ctx, database }: { readonly ctx: CentralContext; readonly database: CentralDatabase },
  tenant: string,
  chain: SeatChain,
  origin: Origin,
  seat: SingleSeat,
  batch: readonly Candidate[],
  draussen: ReadonlySet<string>,
): Promise<readonly PlannedVorgang[]> {
  return database.db.transaction().execute(async (tx) => {
    await lockTenant(tx, database.dialect, tenant);
    // A write first: on SQLite it takes the one place of a writer before anything is read.
    await tx
      .updateTable('siegelkette')
      .set({ fertig: 0 })
      .where('tenant', '=', tenant)
      .where('kette', '=', chain.kette)
      .execute();
    const session = openSession(tx, tenant, database.insertRows);
    const ids = batch.map((c) => c.vorgang);
    await session.prefetch(new Map(), ids);
    const city = await readCityState(tx, tenant, chain.kopf, origin, ids);
    const out = new Map<string, PlannedVorgang>();
    const entered: string[] = [];
    for (const c of batch) {
      const { vorgang, art, projection } = c;
      const standing = await judge(session, c, city, new Set([...draussen, ...out.keys()]), new Set());
      if (standing.stand === 'schon-da') continue;
      if (standing.stand === 'bleibt-draussen') {
        out.set(vorgang, { vorgang, art, nummer: projection.nummer, titel: projection.titel, standing });
        continue;
      }
      for (const sha256 of c.documents) {
        const fakt = seat.fakt(sha256);
        if (fakt !== null) await copyDocument(tx, tenant, fakt);
      }
      await enter(ctx, session, c);
      entered.push(vorgang);
    }
    await session.writeOut();
    // The key has its place with the Vorgang now: destroyed there, it opens nothing here either.
    if (entered.length > 0)
      await tx
        .deleteFrom('vorgang_key')
        .where('tenant', '=', tenant)
        .where(
          'vorgang',
          'in',
          entered.map((v) => sealedKeyOf(chain.kette, v)),
        )
        .execute();
    return [...out.values()];
  });
}

/** One event under the key that it has had; claims, rights and documents as of its state. */
async function enter(ctx: CentralContext, session: Session, c: Candidate): Promise<void> {
  const head = await session.head();
  const now = ctx.clock.now();
  const zeit = now < head.zeit ? head.zeit : now;
  const key = await session.key(c.vorgang, () => c.key);
  if (key === null) throw new Error(`adopt: key of ${c.vorgang} is destroyed`);
  const record = adoptionRecord(ctx.crypto, session.tenant, head, key, c, c.event, zeit);
  session.setClaims(c.vorgang, c.claims);
  await session.write({
    records: [record],
    plain: [{ event: c.event, meta: { zeit, akteur: c.ersteller, revision: record.revision } }],
    before: null,
    after: c.stand,
    projection: c.projection,
    documents: c.documents,
    // Numbers of the seat are its own: the series of the city go on unbroken.
    series: [],
    head: { feed: record.feed, hash: record.hash, zeit },
  });
}
