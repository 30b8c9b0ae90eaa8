import type { Projection } from '../../domain/shared/vorgang.ts';
import { EMPTY_HEAD, type ChainHead, type Stand } from '../../ledger/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';

export interface StoredStand {
  readonly stand: Stand;
  readonly projection: Projection;
  readonly ersteller: string;
  readonly feed: number;
}

export async function readStands(
  tx: Tx,
  tenant: string,
  vorgaenge: readonly string[],
): Promise<readonly StoredStand[]> {
  if (vorgaenge.length === 0) return [];
  const rows = await tx
    .selectFrom('stand')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('vorgang', 'in', [...vorgaenge])
    .execute();
  return rows.map(toStored);
}

export async function readStandsOf(tx: Tx, tenant: string, art: string): Promise<readonly Stand[]> {
  const rows = await tx
    .selectFrom('stand')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('art', '=', art)
    .execute();
  return rows.map((row) => toStored(row).stand);
}

interface Row {
  readonly vorgang: string;
  readonly art: string;
  readonly revision: number;
  readonly state_version: number;
  readonly state: string;
  readonly projection: string;
  readonly zuletzt_zeit: string;
  readonly zuletzt_akteur: string;
  readonly ersteller: string;
  readonly feed: number;
}

export const toStored = (row: Row): StoredStand => ({
  stand: {
    vorgang: row.vorgang,
    art: row.art,
    revision: row.revision,
    stateVersion: row.state_version,
    state: JSON.parse(row.state) as unknown,
    zuletzt: { zeit: row.zuletzt_zeit, akteur: row.zuletzt_akteur },
  },
  projection: JSON.parse(row.projection) as Projection,
  ersteller: row.ersteller,
  feed: row.feed,
});

/** Head of the chain; inside a transaction, who holds the tenant's lock is the only one to append. */
export async function readHead(db: CentralDatabase['db'], tenant: string): Promise<ChainHead> {
  const last = await db
    .selectFrom('record')
    .select(['feed', 'hash', 'zeit'])
    .where('tenant', '=', tenant)
    .orderBy('feed', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? EMPTY_HEAD;
}
