import type { PushedCommand, PushResponse } from '../../contract/sync.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { CentralContext } from '../engine/context.ts';
import type { Caller } from '../identity/caller.ts';
import { settleSoon } from './settle.ts';

/**
 * Settles a batch in order. What is answered is durable; several batches that wait for the same tenant share one
 * transaction. After a gap or a protocol error the rest is not looked at.
 */
export async function push(
  ctx: CentralContext,
  database: CentralDatabase,
  caller: Caller,
  commands: readonly PushedCommand[],
): Promise<PushResponse['answers']> {
  const answers = await settleSoon(database, { ctx, caller, commands });
  return answers as PushResponse['answers'];
}

export const clientRow = ({ tenant, clientId, person, device }: Caller) => ({
  tenant,
  client_id: clientId,
  person,
  device,
  last_seq: 0,
  scopes: '',
});
