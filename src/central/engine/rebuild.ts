import type { Kind } from '../../domain/shared/vorgang.ts';
import { advance, readEvents, type Stand } from '../../ledger/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import { lockTenant } from '../db/lock.ts';
import type { Tx } from '../db/schema.ts';
import type { CentralContext } from './context.ts';
import { emptyLayer, writeLayer } from './layer.ts';
import { readKey, readRecords } from './records.ts';
import { readStands, type StoredStand } from './states.ts';

/** Vorgaenge made anew in one transaction. */
const BATCH = 100;

export interface Rebuilt {
  readonly vorgaenge: number;
  /** with an event this program does not know, or without their key: they stay as they were */
  readonly geblieben: number;
}

/**
 * States whose shape is older than this program's are made anew from the log, before anybody asks for them: laptops
 * of the new version could not read the old ones. A newer shape is left alone (a program taken back to an earlier
 * version). Stopped in the middle, the next start goes on; several processes take turns.
 */
export async function rebuildOutdated(ctx: CentralContext, database: CentralDatabase): Promise<Rebuilt> {
  let vorgaenge = 0;
  let geblieben = 0;
  for (const { tenant, art, kind } of await outdatedKinds(ctx, database)) {
    for (let after: string | null = ''; after !== null;) {
      const from: string = after;
      const done = await database.db
        .transaction()
        .execute((tx) => rebuildSome(ctx, database, tx, { tenant, art, kind, from }));
      vorgaenge += done.vorgaenge;
      geblieben += done.geblieben;
      after = done.last;
    }
  }
  return { vorgaenge, geblieben };
}

async function outdatedKinds({ kinds }: CentralContext, { db }: CentralDatabase) {
  const rows = await db.selectFrom('stand').select(['tenant', 'art', 'state_version']).distinct().execute();
  const found = new Map<string, { tenant: string; art: string; kind: Kind }>();
  for (const { tenant, art, state_version } of rows) {
    const kind = kinds.get(art);
    if (kind && state_version < kind.stateVersion) found.set(`${tenant}\n${art}`, { tenant, art, kind });
  }
  return found.values();
}

interface Part {
  readonly tenant: string;
  readonly art: string;
  readonly kind: Kind;
  /** ids after this one */
  readonly from: string;
}

async function rebuildSome(
  ctx: CentralContext,
  { dialect, insertRows }: CentralDatabase,
  tx: Tx,
  { tenant, art, kind, from }: Part,
): Promise<Rebuilt & { readonly last: string | null }> {
  await lockTenant(tx, dialect, tenant);
  const rows = await tx
    .selectFrom('stand')
    .select('vorgang')
    .where('tenant', '=', tenant)
    .where('art', '=', art)
    .where('state_version', '<', kind.stateVersion)
    .where('vorgang', '>', from)
    .orderBy('vorgang')
    .limit(BATCH)
    .execute();
  const ids = rows.map((r) => r.vorgang);
  const stored = new Map((await readStands(tx, tenant, ids)).map((s) => [s.stand.vorgang, s]));
  const layer = emptyLayer();
  for (const [vorgang, before] of stored) {
    const stand = await replay(ctx, tx, tenant, kind, vorgang);
    // Not the same place in the log: something of it is missing, and what is there is better than a part of it.
    if (stand === null || stand.revision !== before.stand.revision) continue;
    layer.stands.set(vorgang, shown(kind, before, stand));
    layer.documents.set(vorgang, kind.documents(stand.state));
    if (kind.claims) layer.claims.set(vorgang, kind.claims(stand.state));
  }
  await writeLayer(insertRows, tx, tenant, layer, (vorgang) => stored.get(vorgang) ?? null);
  const last = ids.length === BATCH ? (ids.at(-1) ?? null) : null;
  return { vorgaenge: layer.stands.size, geblieben: ids.length - layer.stands.size, last };
}

const shown = (kind: Kind, before: StoredStand, stand: Stand): StoredStand => ({
  ...before,
  stand,
  projection: kind.project(stand.state, stand.vorgang),
});

async function replay(
  { crypto }: CentralContext,
  tx: Tx,
  tenant: string,
  kind: Kind,
  vorgang: string,
): Promise<Stand | null> {
  const key = await readKey(tx, tenant, vorgang);
  if (key === null) return null;
  const events = readEvents(crypto, kind, key, await readRecords(tx, tenant, vorgang));
  return events.ok ? advance(kind, null, vorgang, events.value) : null;
}
