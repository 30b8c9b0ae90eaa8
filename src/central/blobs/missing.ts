import type { Kysely } from 'kysely';
import type { CentralDb, Tx } from '../db/schema.ts';

/*
 * Documents that records name and whose bytes are gone: lost since the backup that was restored, or with the store of
 * documents. Laptops that were told such a Vorgang may still hold them, and are asked (docs/adr/0032).
 */

type Db = Kysely<CentralDb> | Tx;

export interface Named {
  readonly tenant: string;
  readonly sha256: string;
}

/** Who asks what is wanted: only documents of Vorgaenge that this client was told and that may be read with these scopes. */
export interface Asking {
  readonly tenant: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/** The bytes are gone, or not what their name says. */
export async function noteMissing(db: Db, documents: readonly Named[], since: string): Promise<void> {
  for (const { tenant, sha256 } of documents)
    await db
      .updateTable('dokument')
      .set({ fehlt_seit: since })
      .where('tenant', '=', tenant)
      .where('sha256', '=', sha256)
      .where('fehlt_seit', 'is', null)
      .execute();
}

/** It is there again. */
export const noteThere = async (db: Db, { tenant, sha256 }: Named): Promise<void> =>
  void (await db
    .updateTable('dokument')
    .set({ fehlt_seit: null })
    .where('tenant', '=', tenant)
    .where('sha256', '=', sha256)
    .where('fehlt_seit', 'is not', null)
    .execute());

/** Looks for every document by its name alone; damage is found by a backup. Answers how many are missing. */
export async function lookForMissing(
  db: Kysely<CentralDb>,
  blobs: { readonly size: (tenant: string, sha256: string) => Promise<number | null> },
  now: string,
): Promise<number> {
  let missing = 0;
  for (const named of await db.selectFrom('dokument').select(['tenant', 'sha256']).execute())
    if ((await blobs.size(named.tenant, named.sha256)) === null) {
      await noteMissing(db, [named], now);
      missing += 1;
    }
  return missing;
}

const wantedQuery = (tx: Tx, { tenant, clientId, scopes }: Asking) =>
  tx
    .selectFrom('dokument as d')
    .innerJoin('dokument_ref as r', (j) =>
      j.onRef('r.tenant', '=', 'd.tenant').onRef('r.sha256', '=', 'd.sha256'),
    )
    .innerJoin('held as h', (j) => j.onRef('h.tenant', '=', 'r.tenant').onRef('h.vorgang', '=', 'r.vorgang'))
    .innerJoin('stand_scope as s', (j) =>
      j.onRef('s.tenant', '=', 'r.tenant').onRef('s.vorgang', '=', 'r.vorgang'),
    )
    .where('d.tenant', '=', tenant)
    .where('d.fehlt_seit', 'is not', null)
    .where('h.client_id', '=', clientId)
    .where('h.evicted', '=', 0)
    .where('s.scope', 'in', ['alle', ...scopes]);

/** What this client may bring again; others of many each time, so that those who hold the same share the work. */
export async function readWanted(tx: Tx, asking: Asking, limit: number): Promise<readonly string[]> {
  const rows = await wantedQuery(tx, asking)
    .select('d.sha256')
    .groupBy('d.sha256')
    .orderBy((eb) => eb.fn('random'))
    .limit(limit)
    .execute();
  return rows.map((r) => r.sha256);
}

export async function isWanted(tx: Tx, asking: Asking, sha256: string): Promise<boolean> {
  const row = await wantedQuery(tx, asking)
    .select('d.sha256')
    .where('d.sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many documents that records name are missing, for each city that has any document. */
export const countMissing = async (db: Db): Promise<readonly { tenant: string; value: number }[]> =>
  db
    .selectFrom('tenant as t')
    .select((eb) => [
      't.tenant',
      eb
        .selectFrom('dokument as d')
        .select((s) => s.fn.countAll<number>().as('n'))
        .whereRef('d.tenant', '=', 't.tenant')
        .where('d.fehlt_seit', 'is not', null)
        .where((s) =>
          s.exists(
            s
              .selectFrom('dokument_ref as r')
              .select('r.sha256')
              .whereRef('r.tenant', '=', 'd.tenant')
              .whereRef('r.sha256', '=', 'd.sha256'),
          ),
        )
        .as('value'),
    ])
    .execute()
    .then((rows) => rows.map(({ tenant, value }) => ({ tenant, value: Number(value ?? 0) })));
