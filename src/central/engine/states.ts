import type { Projection } from '../../domain/shared/vorgang.ts';
import type { Settlement, Stand } from '../../ledger/index.ts';
import type { Tx } from './answer.ts';

export interface StoredStand {
  readonly stand: Stand;
  readonly projection: Projection;
  readonly ersteller: string;
  readonly feed: number;
}

export async function readStand(tx: Tx, tenant: string, vorgang: string): Promise<StoredStand | null> {
  const row = await tx
    .selectFrom('stand')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .executeTakeFirst();
  return row ? toStored(row) : null;
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

/** Appends the records and moves the state, its scopes, features and documents, and the series it used. */
export async function writeSettlement(tx: Tx, tenant: string, s: Settlement): Promise<void> {
  await tx
    .insertInto('record')
    .values(
      s.records.map((r) => ({
        tenant,
        feed: r.feed,
        vorgang: r.vorgang,
        art: r.art,
        revision: r.revision,
        type: r.type,
        v: r.v,
        zeit: r.zeit,
        akteur: r.akteur,
        command_id: r.commandId,
        commitment: r.commitment,
        prev: r.prev,
        hash: r.hash,
        payload: Buffer.from(r.payload),
      })),
    )
    .execute();
  await writeStand(tx, tenant, s);
  await replaceRows(tx, tenant, s);
  for (const serie of s.series) {
    await tx
      .insertInto('serie')
      .values({ tenant, serie, zuletzt: 1 })
      .onConflict((c) =>
        c.columns(['tenant', 'serie']).doUpdateSet((eb) => ({ zuletzt: eb('serie.zuletzt', '+', 1) })),
      )
      .execute();
  }
}

async function writeStand(
  tx: Tx,
  tenant: string,
  { after, before, projection, head, plain }: Settlement,
): Promise<void> {
  const changing = {
    revision: after.revision,
    state_version: after.stateVersion,
    state: JSON.stringify(after.state),
    projection: JSON.stringify(projection),
    zuletzt_zeit: after.zuletzt.zeit,
    zuletzt_akteur: after.zuletzt.akteur,
    feed: head.feed,
  };
  if (before === null) {
    const ersteller = plain[0]?.meta.akteur ?? '';
    await tx
      .insertInto('stand')
      .values({ tenant, vorgang: after.vorgang, art: after.art, ersteller, ...changing })
      .execute();
    return;
  }
  await tx
    .updateTable('stand')
    .set(changing)
    .where('tenant', '=', tenant)
    .where('vorgang', '=', after.vorgang)
    .execute();
}

async function replaceRows(
  tx: Tx,
  tenant: string,
  { after, before, projection, documents }: Settlement,
): Promise<void> {
  const { vorgang, art } = after;
  if (before !== null) {
    for (const table of ['stand_scope', 'merkmal'] as const) {
      await tx.deleteFrom(table).where('tenant', '=', tenant).where('vorgang', '=', vorgang).execute();
    }
  }
  const scopes = [...new Set(projection.lesbar)].map((scope) => ({ tenant, vorgang, scope }));
  if (scopes.length > 0) await tx.insertInto('stand_scope').values(scopes).execute();
  const merkmale = [...new Set(projection.merkmale)].map((merkmal) => ({ tenant, art, merkmal, vorgang }));
  if (merkmale.length > 0) await tx.insertInto('merkmal').values(merkmale).execute();
  const refs = [...new Set(documents)].map((sha256) => ({ tenant, vorgang, sha256 }));
  if (refs.length > 0) {
    await tx
      .insertInto('dokument_ref')
      .values(refs)
      .onConflict((c) => c.doNothing())
      .execute();
  }
}
