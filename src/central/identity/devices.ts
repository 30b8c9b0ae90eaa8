import type { DeviceRow, EnrolRequest, SentRow } from '../../contract/central.ts';
import { formatPerson, type Verzeichnis } from '../../domain/organisation/index.ts';
import type { PersonId, Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { CommandResult } from '../../ledger/index.ts';
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

/** Names under which the service itself writes; no laptop may take one. */
const OWN_NAMES = ['einrichtung', 'betreiber', 'verzeichnis'];

/** Enrols the device of a person who is logged in. A device id keeps its key for ever; another key is refused. */
export async function enrolDevice(
  database: CentralDatabase,
  identity: Pick<Identity, 'tenant' | 'person'>,
  { device, publicKey, bezeichnung }: EnrolRequest,
  now: Zeitpunkt,
): Promise<'enrolled' | 'other_key' | 'revoked'> {
  if (OWN_NAMES.includes(device)) return 'other_key';
  const { tenant, person } = identity;
  const { kty, crv, x } = publicKey;
  const text = JSON.stringify({ kty, crv, x });
  await database.db
    .insertInto('device')
    .values({
      tenant,
      person,
      device,
      public_key: text,
      enrolled: now,
      revoked: null,
      bezeichnung: bezeichnung ?? null,
      last_contact: now,
      reason: null,
      revoked_by: null,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  const found = await findDevice(database, identity, device);
  if (found?.revoked) return 'revoked';
  return found?.publicKey === text ? 'enrolled' : 'other_key';
}

/**
 * Revokes a device (`durch`, `grund`) or lets it in again (null). A revoked device can neither push nor pull,
 * whoever sits before it. False: there is no such device.
 */
export async function setRevoked(
  { db }: CentralDatabase,
  tenant: string,
  device: string,
  revoked: { readonly zeit: Zeitpunkt; readonly grund: string; readonly durch: PersonId } | null,
): Promise<boolean> {
  const done = await db
    .updateTable('device')
    .set({
      revoked: revoked?.zeit ?? null,
      reason: revoked?.grund ?? null,
      revoked_by: revoked?.durch ?? null,
    })
    .where('tenant', '=', tenant)
    .where('device', '=', device)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** All devices of a city, those heard of last first. */
export async function listDevices(
  { db }: CentralDatabase,
  tenant: string,
  verzeichnis: Verzeichnis,
): Promise<readonly DeviceRow[]> {
  const rows = await db
    .selectFrom('device')
    .select([
      'device',
      'person',
      'bezeichnung',
      'enrolled',
      'last_contact',
      'revoked',
      'reason',
      'revoked_by',
    ])
    .where('tenant', '=', tenant)
    .execute();
  const people = new Map(verzeichnis.personen.map((p) => [p.id, formatPerson(p)]));
  return rows
    .map((r) => ({
      device: r.device,
      person: r.person,
      name: people.get(r.person) ?? r.person,
      bezeichnung: r.bezeichnung ?? '',
      angemeldet: r.enrolled,
      letzterKontakt: r.last_contact,
      gesperrt:
        r.revoked === null
          ? null
          : {
              zeit: r.revoked,
              grund: r.reason ?? '',
              durch: people.get(r.revoked_by ?? '') ?? r.revoked_by ?? '',
            },
    }))
    .sort((a, b) => (b.letzterKontakt ?? '').localeCompare(a.letzterKontakt ?? ''));
}

const LAST_SENT = 20;

/** The last commands of a device: what they did and when, without content, which is not the administration's. */
export async function lastSent(
  { db }: CentralDatabase,
  tenant: string,
  device: string,
): Promise<readonly SentRow[]> {
  const clients = await db
    .selectFrom('device')
    .select('person')
    .where('tenant', '=', tenant)
    .where('device', '=', device)
    .execute();
  const ids = clients.map((c) => `${device}:${c.person}`);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('result')
    .select(['seq', 'result'])
    .where('tenant', '=', tenant)
    .where('client_id', 'in', ids)
    .orderBy('seq', 'desc')
    .limit(LAST_SENT)
    .execute();
  const parsed = rows.map((r) => ({ seq: r.seq, result: JSON.parse(r.result) as CommandResult }));
  const feeds = parsed.flatMap(({ result }) => (result.outcome === 'applied' ? [result.feed] : []));
  const records = feeds.length
    ? await db
        .selectFrom('record')
        .select(['feed', 'type', 'art', 'zeit'])
        .where('tenant', '=', tenant)
        .where('feed', 'in', feeds)
        .execute()
    : [];
  const byFeed = new Map(records.map((r) => [r.feed, r]));
  return parsed.map(({ seq, result }) => {
    const record = result.outcome === 'applied' ? byFeed.get(result.feed) : undefined;
    return {
      seq,
      ausgang: result.outcome,
      ereignis: record?.type ?? '',
      art: record?.art ?? '',
      zeit: record?.zeit ?? '',
    };
  });
}

const CONTACT_EVERY_MS = 60_000;
const MAX_KEPT = 50_000;

/** Notes when a device was last heard of, at most once a minute: not every request is worth a write. */
export function createContacts({ db }: CentralDatabase) {
  const noted = new Map<string, number>();
  return async (tenant: string, device: string, now: Zeitpunkt): Promise<void> => {
    const key = `${tenant}\n${device}`;
    const at = Date.parse(now);
    if (at - (noted.get(key) ?? 0) < CONTACT_EVERY_MS) return;
    if (noted.size >= MAX_KEPT) noted.clear();
    noted.set(key, at);
    await db
      .updateTable('device')
      .set({ last_contact: now })
      .where('tenant', '=', tenant)
      .where('device', '=', device)
      .execute();
  };
}
