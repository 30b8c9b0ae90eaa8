import { findPerson, formatRolle, hasRolle } from '../../domain/organisation/index.ts';
import { formatTag, formatZeitpunkt } from '../../domain/shared/dates.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import { ok, type Result } from '../../domain/shared/result.ts';
import { isValidOn } from '../../domain/shared/validity.ts';
import type { PersonId, VorgangId, Zeitpunkt } from '../../domain/shared/vorgang.ts';
import { erasureRecord, type Stand } from '../../ledger/index.ts';
import { isConnected } from './connection/connected.ts';
import type { AppContext } from './context.ts';
import { refuseMoved } from './connection/moved.ts';

/** Who erased what, when and why: kept beside the log, whose records say nothing but ids. */
export interface Loeschung {
  readonly vorgang: VorgangId;
  readonly art: string;
  readonly zeit: Zeitpunkt;
  readonly akteur: PersonId;
  readonly grund: string;
  /** record in the log that proves it */
  readonly feed: number;
}

/** Without a colon in its name: settings called `what:ID` go with what they are about. */
const LOG_SETTING = 'loeschungen';
const MIN_REASON = 3;

/**
 * Erases a Vorgang for good, once its retention is over: key, states, search rows and the documents that only it
 * refers to (Art. 17 GDPR; retention: Kind.retention). Its headers stay, so the chain still verifies. What belongs to
 * it goes with it (Kind.erasedWith); what other Vorgaenge say of the same person is theirs and is erased with them.
 * Errors: loeschung.*, organisation.keine-berechtigung, ledger.vorgang-unbekannt, ledger.vorgang-geloescht,
 * ledger.uhr-zurueckgestellt.
 */
export function eraseVorgang(
  ctx: AppContext,
  person: PersonId,
  wish: { readonly vorgang: VorgangId; readonly grund: string },
): Result<Loeschung, Rejection> {
  if (isConnected(ctx.store)) return reject('loeschung.nur-zentrale');
  if (!isAdministrator(ctx, person))
    return reject('organisation.keine-berechtigung', { rolle: formatRolle('systemverwaltung') });
  const moved = refuseMoved(ctx.store);
  if (moved !== null) return { ok: false, error: moved };
  const grund = wish.grund.trim();
  if (grund.length < MIN_REASON) return reject('loeschung.grund-fehlt', {}, 'grund');
  const stand = ctx.store.read.confirmed(wish.vorgang);
  if (stand === null) {
    const { key, records } = ctx.store.read.history(wish.vorgang);
    const erased = records.length > 0 && key === null;
    return reject(erased ? 'ledger.vorgang-geloescht' : 'ledger.vorgang-unbekannt');
  }
  const lawful = checkRetention(ctx, stand);
  if (!lawful.ok) return lawful;
  const head = ctx.store.read.head();
  const zeit = ctx.clock.now();
  if (zeit < head.zeit) return reject('ledger.uhr-zurueckgestellt', { letzter: formatZeitpunkt(head.zeit) });

  const belonging = ctx.kinds.get(stand.art)?.erasedWith?.(stand.state) ?? [];
  const all = [stand, ...belonging.flatMap((id) => ctx.store.read.confirmed(id) ?? [])];
  const done = ctx.store.transaction(() =>
    all.map((one) => eraseOne(ctx, one, { zeit, akteur: person, grund })),
  );
  ctx.forgetVerzeichnis();
  ctx.changed(done.map((d) => d.vorgang));
  return ok(done[0] as Loeschung);
}

function eraseOne(
  ctx: AppContext,
  stand: Stand,
  act: Pick<Loeschung, 'zeit' | 'akteur' | 'grund'>,
): Loeschung {
  const { zeit, akteur } = act;
  const by = { zeit, akteur, commandId: ctx.newId() };
  const record = erasureRecord(ctx.crypto, ctx.tenant, ctx.store.read.head(), stand, by);
  const done: Loeschung = { vorgang: stand.vorgang, art: stand.art, ...act, feed: record.feed };
  ctx.store.setSetting(LOG_SETTING, [...readLoeschungen(ctx), done]);
  ctx.store.erase(record, ctx.kinds.get(stand.art)?.documents(stand.state) ?? []);
  return done;
}

/** All erasures of this workspace, oldest first. */
export const readLoeschungen = (ctx: AppContext): readonly Loeschung[] =>
  (ctx.store.read.setting(LOG_SETTING) ?? []) as readonly Loeschung[];

/** No rule of retention, or one that does not run yet, keeps a Vorgang: what the law asks for is not guessed. */
function checkRetention(ctx: AppContext, stand: Stand): Result<null, Rejection> {
  const kind = ctx.kinds.get(stand.art);
  const frist = kind?.retention?.(stand.state) ?? null;
  if (!kind || frist === null)
    return reject('loeschung.frist-unbekannt', { art: kind?.bezeichnung ?? stand.art });
  if (frist.bis >= ctx.clock.today())
    return reject('loeschung.vor-ablauf', { bis: formatTag(frist.bis), grund: frist.grund });
  return ok(null);
}

export function isAdministrator(ctx: AppContext, person: PersonId): boolean {
  const today = ctx.clock.today();
  const self = findPerson(ctx.verzeichnis(), person);
  return self !== null && isValidOn(self, today) && hasRolle(self, 'systemverwaltung', today);
}
