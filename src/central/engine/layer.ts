import type { Claim } from '../../domain/shared/vorgang.ts';
import type { ChainHead, LedgerRecord } from '../../ledger/index.ts';
import type { InsertRows } from '../db/bulk.ts';
import type { Tx } from '../db/schema.ts';
import type { StoredStand } from './states.ts';

/** What has been decided and is still to be written. */
export interface Layer {
  readonly stands: Map<string, StoredStand>;
  readonly claims: Map<string, readonly Claim[]>;
  /** last number of each series used */
  readonly series: Map<string, number>;
  readonly keys: Map<string, Uint8Array>;
  readonly documents: Map<string, readonly string[]>;
  readonly records: LedgerRecord[];
  head: ChainHead | null;
  /** somebody of the directory was changed */
  organisation: boolean;
}

export const emptyLayer = (): Layer => ({
  stands: new Map(),
  claims: new Map(),
  series: new Map(),
  keys: new Map(),
  documents: new Map(),
  records: [],
  head: null,
  organisation: false,
});

export const isEmpty = (l: Layer): boolean =>
  l.records.length === 0 && l.claims.size === 0 && l.keys.size === 0 && l.stands.size === 0;

export function mergeInto(below: Layer, above: Layer): void {
  for (const [k, v] of above.stands) below.stands.set(k, v);
  for (const [k, v] of above.claims) below.claims.set(k, v);
  for (const [k, v] of above.series) below.series.set(k, v);
  for (const [k, v] of above.keys) below.keys.set(k, v);
  for (const [k, v] of above.documents) below.documents.set(k, v);
  below.records.push(...above.records);
  below.head = above.head ?? below.head;
  below.organisation ||= above.organisation;
}

const STAND = [
  'revision',
  'state_version',
  'state',
  'projection',
  'zuletzt_zeit',
  'zuletzt_akteur',
  'feed',
] as const;

/**
 * Writes a layer: records, states with what is looked up by, documents, keys, claims, series.
 * `stored`: how a Vorgang stands in the database so far.
 */
export async function writeLayer(
  insertRows: InsertRows,
  tx: Tx,
  tenant: string,
  layer: Layer,
  stored: (vorgang: string) => StoredStand | null,
): Promise<void> {
  const { records, stands, keys, series, documents } = layer;
  await insertRows(
    tx,
    'record',
    records.map(({ commandId, payload, ...r }) => ({
      ...r,
      tenant,
      command_id: commandId,
      payload: asBuffer(payload),
    })),
  );
  await insertRows(
    tx,
    'stand',
    [...stands.values()].map((s) => toRow(tenant, s)),
    { keys: ['tenant', 'vorgang'], update: STAND },
  );
  await writeLookups(insertRows, tx, tenant, stands, stored);
  await insertRows(
    tx,
    'dokument_ref',
    [...documents].flatMap(([vorgang, refs]) =>
      [...new Set(refs)].map((sha256) => ({ tenant, vorgang, sha256 })),
    ),
    { keys: ['tenant', 'vorgang', 'sha256'], update: [] },
  );
  await insertRows(
    tx,
    'vorgang_key',
    [...keys].map(([vorgang, key]) => ({ tenant, vorgang, key: asBuffer(key) })),
  );
  await writeClaims(insertRows, tx, tenant, layer.claims);
  for (const [serie, zuletzt] of series) {
    await tx
      .insertInto('serie')
      .values({ tenant, serie, zuletzt })
      .onConflict((c) => c.columns(['tenant', 'serie']).doUpdateSet({ zuletzt }))
      .execute();
  }
}

const toRow = (tenant: string, { stand, projection, ersteller, feed }: StoredStand) => ({
  tenant,
  vorgang: stand.vorgang,
  art: stand.art,
  revision: stand.revision,
  state_version: stand.stateVersion,
  state: JSON.stringify(stand.state),
  projection: JSON.stringify(projection),
  zuletzt_zeit: stand.zuletzt.zeit,
  zuletzt_akteur: stand.zuletzt.akteur,
  ersteller,
  feed,
});

/** Scopes and features are written again only where they have changed. */
async function writeLookups(
  insertRows: InsertRows,
  tx: Tx,
  tenant: string,
  stands: ReadonlyMap<string, StoredStand>,
  stored: (vorgang: string) => StoredStand | null,
): Promise<void> {
  const fields = { stand_scope: 'lesbar', merkmal: 'merkmale' } as const;
  for (const table of ['stand_scope', 'merkmal'] as const) {
    const field = fields[table];
    const changed = [...stands.values()].filter(
      (s) => !isSameSet(stored(s.stand.vorgang)?.projection[field] ?? [], s.projection[field]),
    );
    const old = changed.map((s) => s.stand.vorgang).filter((vorgang) => stored(vorgang) !== null);
    if (old.length > 0)
      await tx.deleteFrom(table).where('tenant', '=', tenant).where('vorgang', 'in', old).execute();
    const rows = changed.flatMap((s) =>
      [...new Set(s.projection[field])].map((value) => ({ stand: s.stand, value })),
    );
    if (table === 'stand_scope') {
      const scopes = rows.map(({ stand, value }) => ({ tenant, vorgang: stand.vorgang, scope: value }));
      await insertRows(tx, table, scopes);
    } else {
      const merkmale = rows.map(({ stand, value }) => ({
        tenant,
        art: stand.art,
        merkmal: value,
        vorgang: stand.vorgang,
      }));
      await insertRows(tx, table, merkmale);
    }
  }
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const left = new Set(a);
  const right = new Set(b);
  return left.size === right.size && [...left].every((x) => right.has(x));
}

/** All that is given up before all that is taken: what one Vorgang frees, another of the same push may hold. */
async function writeClaims(
  insertRows: InsertRows,
  tx: Tx,
  tenant: string,
  claims: ReadonlyMap<string, readonly Claim[]>,
): Promise<void> {
  if (claims.size === 0) return;
  await tx
    .deleteFrom('claim')
    .where('tenant', '=', tenant)
    .where('vorgang', 'in', [...claims.keys()])
    .execute();
  const rows = [...claims].flatMap(([vorgang, held]) =>
    held.map(({ ressource, von, bis }) => ({ tenant, ressource, von, bis, vorgang })),
  );
  // In one order for everybody, so that no two transactions wait for each other.
  rows.sort((a, b) => (a.ressource < b.ressource ? -1 : a.ressource > b.ressource ? 1 : 0));
  await insertRows(tx, 'claim', rows);
}

/** The drivers want a Buffer; the same bytes will do. */
const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
