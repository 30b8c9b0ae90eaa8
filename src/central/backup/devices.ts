import type { Kysely, Selectable, Transaction } from 'kysely';
import type { CentralDb } from '../db/schema.ts';

export type DeviceEntry = Selectable<CentralDb['device']>;

export const readDevices = (db: Kysely<CentralDb>): Promise<readonly DeviceEntry[]> =>
  db.selectFrom('device').selectAll().execute();

/**
 * Which devices may in is not a matter of yesterday: one that was revoked since the backup stays revoked, and one that
 * was enrolled since need not log in anew to bring what the centre has lost. Only of cities that the backup has.
 */
export async function keepDevices(
  tx: Transaction<CentralDb>,
  devices: readonly DeviceEntry[],
  tenants: readonly string[],
): Promise<void> {
  for (const device of devices.filter((d) => tenants.includes(d.tenant))) {
    const { revoked, reason, revoked_by, last_contact } = device;
    await tx
      .insertInto('device')
      .values(device)
      .onConflict((c) =>
        c.columns(['tenant', 'device', 'person']).doUpdateSet({ revoked, reason, revoked_by, last_contact }),
      )
      .execute();
  }
}
