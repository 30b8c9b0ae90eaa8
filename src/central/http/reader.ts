import { createHash } from 'node:crypto';
import { begrenzeZumLesen, lesbareScopes } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { Tx } from '../engine/answer.ts';
import { readVerzeichnis } from '../engine/directory.ts';
import type { Reader } from '../sync/readable.ts';
import type { Caller } from '../identity/caller.ts';
import type { ServiceDeps } from './service.ts';

/** Scopes this caller reads with today; null: not in the service of the city (any more), so nothing at all. */
export async function readerOf({ database, ctx }: ServiceDeps, caller: Caller): Promise<Reader | null> {
  return database.db.transaction().execute(async (tx: Tx) => {
    const verzeichnis = begrenzeZumLesen(await readVerzeichnis(tx, caller.tenant), caller.grenze ?? null);
    const scopes = [...lesbareScopes(verzeichnis, caller.person, tagOf(ctx.clock.now()))].sort();
    if (scopes.length === 0) return null;
    const epoch = createHash('sha256').update(JSON.stringify(scopes)).digest('hex').slice(0, 24);
    return { ...caller, scopes, epoch };
  });
}
