import type { WireRecord } from '../../contract/sync.ts';
import type { Tx } from '../db/schema.ts';
import { toWire } from './wire.ts';

/** Every record of a Vorgang in order, for whoever reads with these scopes; null: not there, or not for them. */
export async function readHistory(
  tx: Tx,
  tenant: string,
  scopes: readonly string[],
  vorgang: string,
): Promise<readonly WireRecord[] | null> {
  const readable = await tx
    .selectFrom('stand_scope')
    .select('scope')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .where('scope', 'in', ['alle', ...scopes])
    .executeTakeFirst();
  if (!readable) return null;
  const rows = await tx
    .selectFrom('record')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .orderBy('revision')
    .execute();
  return rows.map(toWire);
}
