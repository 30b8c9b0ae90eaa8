import { sql } from 'kysely';
import { begrenzeRollen, findPerson, formatRolle, hasRolle } from '../../domain/organisation/index.ts';
import { formatTag, tagOf } from '../../domain/shared/dates.ts';
import { isValidOn } from '../../domain/shared/validity.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { Zeitpunkt } from '../../domain/shared/vorgang.ts';
import { erasureRecord, type CommandResult } from '../../ledger/index.ts';
import type { BlobFiles } from '../blobs/files.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import { lockTenant } from '../db/lock.ts';
import type { Caller } from '../identity/caller.ts';
import type { CentralContext } from './context.ts';
import { readVerzeichnis } from './directory.ts';
import { readHead, readStands, type StoredStand } from './states.ts';

export interface EraseDeps {
  readonly ctx: CentralContext;
  readonly database: CentralDatabase;
  readonly blobs: Pick<BlobFiles, 'remove'>;
}

export interface Erased {
  readonly vorgang: string;
  readonly zeit: Zeitpunkt;
  readonly feed: number;
}

const GONE: CommandResult = {
  outcome: 'rejected',
  rejection: { code: 'ledger.vorgang-geloescht', params: {} },
  revision: 0,
};

/**
 * Erases a Vorgang for good, once its retention is over: key, states, what it was found by, answers about it, and
 * the documents that only it names. Its headers stay in the log, so the chain still verifies; every device that
 * holds it learns of it from the feed. Errors: organisation.keine-berechtigung, loeschung.*, ledger.*.
 */
export async function eraseVorgang(
  deps: EraseDeps,
  caller: Caller,
  vorgang: string,
  grund: string,
): Promise<Result<Erased, Rejection>> {
  const { ctx, database } = deps;
  const { tenant, person } = caller;
  const done = await database.db.transaction().execute(async (tx): Promise<Result<Erased, Rejection>> => {
    await lockTenant(tx, database.dialect, tenant);
    const zeit = ctx.clock.now();
    const verzeichnis = begrenzeRollen(await readVerzeichnis(tx, tenant), person, caller.grenze ?? null);
    const self = findPerson(verzeichnis, person);
    const heute = tagOf(zeit);
    if (!self || !isValidOn(self, heute) || !hasRolle(self, 'systemverwaltung', heute))
      return reject('organisation.keine-berechtigung', { rolle: formatRolle('systemverwaltung') });
    const [found] = await readStands(tx, tenant, [vorgang]);
    if (!found) return reject(await unknownOrErased(tx, tenant, vorgang));
    const lawful = checkRetention(ctx, found, heute);
    if (!lawful.ok) return lawful;
    const head = await readHead(tx, tenant);
    if (zeit < head.zeit) return reject('ledger.uhr-zurueckgestellt', { letzter: head.zeit });
    const act = { zeit, akteur: person, commandId: `loeschung-${vorgang}` };
    const record = erasureRecord(ctx.crypto, tenant, head, found.stand, act);
    const { commandId, ...header } = record;
    await tx
      .insertInto('record')
      .values({ ...header, command_id: commandId, payload: Buffer.alloc(0) })
      .execute();
    await removeRows(tx, tenant, found, { zeit, akteur: person, grund, feed: record.feed });
    return ok({ vorgang, zeit, feed: record.feed });
  });
  if (done.ok) await finishErasures(deps);
  return done;
}

async function unknownOrErased(tx: Tx, tenant: string, vorgang: string) {
  const row = await tx
    .selectFrom('loeschung')
    .select('feed')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .executeTakeFirst();
  return row ? ('ledger.vorgang-geloescht' as const) : ('ledger.vorgang-unbekannt' as const);
}

/** No rule of retention, or one that does not run yet, keeps a Vorgang: what the law asks for is not guessed. */
function checkRetention(ctx: CentralContext, { stand }: StoredStand, heute: string): Result<null, Rejection> {
  const kind = ctx.kinds.get(stand.art);
  const frist = kind?.retention?.(stand.state) ?? null;
  if (!kind || frist === null)
    return reject('loeschung.frist-unbekannt', { art: kind?.bezeichnung ?? stand.art });
  if (frist.bis >= heute)
    return reject('loeschung.vor-ablauf', { bis: formatTag(frist.bis), grund: frist.grund });
  return ok(null);
}

async function removeRows(
  tx: Tx,
  tenant: string,
  { stand }: StoredStand,
  act: { readonly zeit: string; readonly akteur: string; readonly grund: string; readonly feed: number },
): Promise<void> {
  const { vorgang, art } = stand;
  const refs = await tx
    .selectFrom('dokument_ref')
    .select('sha256')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .execute();
  for (const table of ['stand_scope', 'merkmal', 'claim', 'stift', 'dokument_ref', 'stand'] as const)
    await tx.deleteFrom(table).where('tenant', '=', tenant).where('vorgang', '=', vorgang).execute();
  await tx
    .updateTable('record')
    .set({ payload: Buffer.alloc(0) })
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .execute();
  await tx
    .insertInto('vorgang_key')
    .values({ tenant, vorgang, key: null })
    .onConflict((c) => c.columns(['tenant', 'vorgang']).doUpdateSet({ key: null }))
    .execute();
  // A refusal may name people. The row itself stays: a repeated push must still be recognised.
  await tx
    .updateTable('result')
    .set({ result: JSON.stringify(GONE) })
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .where('result', 'not like', '{"outcome":"applied"%')
    .execute();
  const orphans = await orphansOf(
    tx,
    tenant,
    refs.map((r) => r.sha256),
  );
  for (const table of ['dokument', 'dokument_besitz', 'dokument_vorgaenger'] as const)
    for (const sha256 of orphans)
      await tx.deleteFrom(table).where('tenant', '=', tenant).where('sha256', '=', sha256).execute();
  await tx
    .insertInto('loeschung')
    .values({ tenant, vorgang, art, ...act, dokumente: JSON.stringify(orphans), fertig: 0 })
    .execute();
}

/** Documents that no other Vorgang names. */
async function orphansOf(tx: Tx, tenant: string, shas: readonly string[]): Promise<readonly string[]> {
  if (shas.length === 0) return [];
  const kept = await tx
    .selectFrom('dokument_ref')
    .select('sha256')
    .where('tenant', '=', tenant)
    .where('sha256', 'in', [...shas])
    .execute();
  const others = new Set(kept.map((r) => r.sha256));
  return shas.filter((sha256) => !others.has(sha256));
}

/** Tables in which what was erased stood in clear, or was the key to it. */
const CLEAR = ['stand', 'merkmal', 'claim', 'result', 'vorgang_key', 'dokument', 'record'] as const;

/**
 * Second half, after the commit and at every start until it is through: files, and the traces that deleting leaves
 * behind in free pages and in the log of the database.
 */
export async function finishErasures({
  database: { db, dialect },
  blobs,
}: Omit<EraseDeps, 'ctx'>): Promise<number> {
  const open = await db.selectFrom('loeschung').selectAll().where('fertig', '=', 0).execute();
  if (open.length === 0) return 0;
  for (const { tenant, dokumente } of open)
    for (const sha256 of JSON.parse(dokumente) as string[])
      // Named again meanwhile: brought once more by somebody, for another Vorgang.
      if (!(await isKnown(db, tenant, sha256))) await blobs.remove(tenant, sha256);
  if (dialect === 'sqlite') {
    await sql`VACUUM`.execute(db);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
  } else for (const table of CLEAR) await sql`VACUUM (FULL) ${sql.table(table)}`.execute(db);
  for (const { tenant, vorgang } of open)
    await db
      .updateTable('loeschung')
      .set({ fertig: 1 })
      .where('tenant', '=', tenant)
      .where('vorgang', '=', vorgang)
      .execute();
  return open.length;
}

const isKnown = async (db: CentralDatabase['db'], tenant: string, sha256: string): Promise<boolean> =>
  (await db
    .selectFrom('dokument')
    .select('sha256')
    .where('tenant', '=', tenant)
    .where('sha256', '=', sha256)
    .executeTakeFirst()) !== undefined;
