import type { LedgerRecord } from '../../ledger/index.ts';
import type { Tx } from '../db/schema.ts';

/** A row of the log as the engine knows it. Records taken over whole keep the name under which they were sealed. */
export function toRecord({
  command_id,
  siegel,
  ...row
}: Omit<LedgerRecord, 'commandId'> & {
  readonly command_id: string;
  readonly siegel: string | null;
}): LedgerRecord {
  return { ...row, tenant: siegel ?? row.tenant, commandId: command_id };
}

/** Every record of one Vorgang, in order. */
export async function readRecords(
  db: Pick<Tx, 'selectFrom'>,
  tenant: string,
  vorgang: string,
): Promise<readonly LedgerRecord[]> {
  const rows = await db
    .selectFrom('record')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .orderBy('feed')
    .execute();
  return rows.map(toRecord);
}

/** The key of one Vorgang; null: destroyed, or none. */
export async function readKey(
  db: Pick<Tx, 'selectFrom'>,
  tenant: string,
  vorgang: string,
): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('vorgang_key')
    .select('key')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .executeTakeFirst();
  return row?.key ?? null;
}
