import type { CentralDatabase } from '../db/open.ts';

const SWEEP_SECONDS = 60;

export interface SeenNumbers {
  /** from when on (seconds) every number used is known */
  readonly since: number;
  /** false: this number was used before */
  readonly take: (tenant: string, device: string, jti: string, at: number, until: number) => Promise<boolean>;
}

/**
 * Numbers of proofs used. Several processes may share a PostgreSQL: there they stand in a table without a log, so that
 * one used at one process is used at all. On SQLite there is one process, and memory will do.
 */
export function createSeenNumbers({ db, dialect }: CentralDatabase, startedAt: number): SeenNumbers {
  let swept = startedAt;
  if (dialect === 'postgres') {
    return {
      since: Number.NEGATIVE_INFINITY,
      take: async (tenant, device, jti, at, until) => {
        if (at - swept > SWEEP_SECONDS) {
          swept = at;
          await db.deleteFrom('nachweis_nummer').where('bis', '<', Math.floor(at)).execute();
        }
        const taken = await db
          .insertInto('nachweis_nummer')
          .values({ tenant, device, jti, bis: Math.ceil(until) })
          .onConflict((c) => c.doNothing())
          .executeTakeFirst();
        return Number(taken.numInsertedOrUpdatedRows) > 0;
      },
    };
  }
  const seen = new Map<string, number>();
  return {
    since: startedAt,
    take: (tenant, device, jti, at, until) => {
      if (at - swept > SWEEP_SECONDS) {
        swept = at;
        for (const [key, end] of seen) if (end < at) seen.delete(key);
      }
      const key = JSON.stringify([tenant, device, jti]);
      const fresh = !seen.has(key);
      seen.set(key, until);
      return Promise.resolve(fresh);
    },
  };
}
