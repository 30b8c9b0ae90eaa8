import type { EnrolRequest } from '../../contract/central.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Identity } from './token.ts';

export interface Device {
  readonly publicKey: string;
  readonly revoked: boolean;
}

export async function findDevice(
  { db }: CentralDatabase,
  { tenant, person }: Pick<Identity, 'tenant' | 'person'>,
  device: string,
): Promise<Device | null> {
  const row = await db
    .selectFrom('device')
    .select(['public_key', 'revoked'])
    .where('tenant', '=', tenant)
    .where('device', '=', device)
    .where('person', '=', person)
    .executeTakeFirst();
  return row ? { publicKey: row.public_key, revoked: row.revoked !== null } : null;
}

/** Enrols the device of a person who is logged in. A device id keeps its key for ever; another key is refused. */
export async function enrolDevice(
  database: CentralDatabase,
  identity: Identity,
  { device, publicKey }: EnrolRequest,
  now: string,
): Promise<'enrolled' | 'other_key' | 'revoked'> {
  const { tenant, person } = identity;
  const { kty, crv, x } = publicKey;
  const text = JSON.stringify({ kty, crv, x });
  if (device === 'einrichtung') return 'other_key';
  await database.db
    .insertInto('device')
    .values({ tenant, person, device, public_key: text, enrolled: now, revoked: null })
    .onConflict((c) => c.doNothing())
    .execute();
  const found = await findDevice(database, identity, device);
  if (found?.revoked) return 'revoked';
  return found?.publicKey === text ? 'enrolled' : 'other_key';
}

/** A revoked device can neither push nor pull, whoever sits before it. False: there is no such device. */
export async function revokeDevice(
  { db }: CentralDatabase,
  tenant: string,
  device: string,
  now: string,
): Promise<boolean> {
  const done = await db
    .updateTable('device')
    .set({ revoked: now })
    .where('tenant', '=', tenant)
    .where('device', '=', device)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}
