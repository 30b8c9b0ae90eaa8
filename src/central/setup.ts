import type { PushedCommand } from '../contract/sync.ts';
import type { Command, PersonId } from '../domain/shared/vorgang.ts';
import type { CentralDatabase } from './db/open.ts';
import type { CentralContext } from './engine/context.ts';
import { push } from './sync/push.ts';

export interface Entry {
  readonly author: PersonId;
  readonly art: string;
  readonly vorgang: string;
  readonly command: Command;
}

/** No laptop may enrol under this name (identity/devices.ts). */
const SETUP_DEVICE = 'einrichtung';

/** A fixed time: the same entry made twice after a crash must be the same command. */
const ENTERED = '2026-01-01T00:00:00.000Z';

/**
 * Enters the first people, units and tables of a city, once. Cut short, it goes on where it stopped: every
 * entry has its number, and what was entered is answered again.
 */
export async function enterTenant(
  ctx: CentralContext,
  database: CentralDatabase,
  tenant: string,
  name: string,
  entries: readonly Entry[],
): Promise<void> {
  const { db } = database;
  const done = await db.selectFrom('tenant').select('name').where('tenant', '=', tenant).executeTakeFirst();
  if (done) return;
  // By hand of the operator, who stands outside the directory.
  const open: CentralContext = { ...ctx, authorise: async () => null };
  const seqs = new Map<PersonId, number>();
  for (const { author, art, vorgang, command } of entries) {
    const seq = (seqs.get(author) ?? 0) + 1;
    seqs.set(author, seq);
    const pushed: PushedCommand = {
      seq,
      id: `einrichtung-${author}-${seq}`,
      art,
      vorgang,
      command: command as PushedCommand['command'],
      v: 1,
      // Whatever stands there: nobody else writes before the city is open.
      baseRevision: Number.MAX_SAFE_INTEGER,
      hangsOn: null,
      clientTime: ENTERED,
    };
    const caller = { tenant, person: author, device: SETUP_DEVICE, clientId: `${SETUP_DEVICE}:${author}` };
    const [answer] = await push(open, database, caller, [pushed]);
    if (answer?.answer !== 'result' || answer.result.outcome !== 'applied')
      throw new Error(`Set-up: ${command.type} on ${art}: ${JSON.stringify(answer)}`);
  }
  await db
    .insertInto('tenant')
    .values({ tenant, name })
    .onConflict((c) => c.doNothing())
    .execute();
}
