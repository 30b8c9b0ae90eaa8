import { begrenzeRollen, findPerson, formatRolle, hasRolle } from '../../domain/organisation/index.ts';
import { formatTag, tagOf } from '../../domain/shared/dates.ts';
import { isValidOn } from '../../domain/shared/validity.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { BlobFiles } from '../blobs/files.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import { lockTenant } from '../db/lock.ts';
import type { Caller } from '../identity/caller.ts';
import type { CentralContext } from './context.ts';
import { readVerzeichnis } from './directory.ts';
import { eraseRows, finishErasures } from './erase-rows.ts';
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

/**
 * Erases a Vorgang for good, once its retention is over: key, states, what it was found by, answers about it, and
 * the documents that only it names; and what belongs to it (Kind.erasedWith). Its headers stay in the log, so the chain still verifies; every device that
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
    const act = { zeit, akteur: person };
    const record = { ...act, commandId: `loeschung-${vorgang}` };
    const feed = await eraseRows(tx, ctx.crypto, tenant, head, found.stand, { ...act, grund }, record);
    const belonging = ctx.kinds.get(found.stand.art)?.erasedWith?.(found.stand.state) ?? [];
    for (const { stand } of await readStands(tx, tenant, belonging)) {
      const next = { ...act, commandId: `loeschung-${stand.vorgang}` };
      const last = await readHead(tx, tenant);
      await eraseRows(tx, ctx.crypto, tenant, last, stand, { ...act, grund }, next);
    }
    return ok({ vorgang, zeit, feed });
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
