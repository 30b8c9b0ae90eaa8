import type { VorgangRow, VorgangView, HistoryEntry } from '../../contract/vorgang.ts';
import { findPerson, formatPerson, lesbareScopes } from '../../domain/organisation/index.ts';
import type { PersonId } from '../../domain/shared/vorgang.ts';
import {
  ADOPTED,
  ERASED,
  isAdopted,
  openRecord,
  upcastEvent,
  type LedgerRecord,
} from '../../ledger/index.ts';
import { problemOf, type AppContext } from './context.ts';
import type { StoredRow } from './ports.ts';
import { refuseMoved } from './connection/moved.ts';
import { mayRead } from './rights.ts';
import { UNKNOWN_SETTING } from './connection/sync-ports.ts';

/** What one person sees of the workspace: rows, Vorgaenge and histories they may read, nothing else. */
export interface Viewer {
  readonly person: PersonId;
  readonly scopes: ReadonlySet<string>;
}

export const viewerOf = (ctx: AppContext, person: PersonId): Viewer => ({
  person,
  scopes: new Set(lesbareScopes(ctx.verzeichnis(), person, ctx.clock.today())),
});

export const toRow = (row: StoredRow): VorgangRow => ({
  id: row.id,
  art: row.art,
  nummer: row.projection.nummer,
  titel: row.projection.titel,
  untertitel: row.projection.untertitel,
  status: row.projection.status,
  faellig: row.projection.faellig,
  felder: row.projection.felder,
  vorlaeufig: row.vorlaeufig,
  abgeschlossen: row.projection.abgeschlossen,
  geaendert: row.geaendert,
});

/** The Vorgang as the viewer may see it; null: not there, or not for them (the difference is not told). */
export function viewVorgang(ctx: AppContext, viewer: Viewer, id: string): VorgangView | null {
  const row = ctx.store.read.row(id);
  const stand = row && mayRead(row.projection, viewer.scopes) ? ctx.store.read.stand(id) : null;
  if (!row || !stand) return null;
  const kind = ctx.kinds.get(row.art);
  const current = kind !== undefined && kind.stateVersion === stand.stateVersion && !isNotUnderstood(ctx, id);
  const reason = current
    ? refuseMoved(ctx.store)
    : { code: 'ledger.bitte-aktualisieren', params: { art: row.art } };
  return {
    id,
    art: row.art,
    bezeichnung: kind?.bezeichnung ?? row.art,
    revision: stand.revision,
    state: stand.state,
    projection: row.projection,
    vorlaeufig: row.vorlaeufig,
    zuletzt: stand.zuletzt,
    nurLesen: reason && problemOf(ctx.errors, reason),
  };
}

/** A newer program has written in it what this one cannot read: read only, until it is updated. */
export const isNotUnderstood = ({ store }: Pick<AppContext, 'store'>, id: string): boolean =>
  ((store.read.setting(UNKNOWN_SETTING) as readonly string[] | undefined) ?? []).includes(id);

/** Are there records of it that have never come to this device? */
export function isHistoryIncomplete({ store }: Pick<AppContext, 'store'>, id: string): boolean {
  const { records } = store.read.history(id);
  // One that came from another chain begins there; what was before stands in its first record.
  const before = records[0]?.type === ADOPTED ? records[0].revision - 1 : 0;
  return before + records.length < (store.read.confirmed(id)?.revision ?? 0);
}

/** Every event of a Vorgang with who, when and its place in the chain; erased payloads are null. */
export function viewHistory(ctx: AppContext, viewer: Viewer, id: string): readonly HistoryEntry[] | null {
  const row = ctx.store.read.row(id);
  if (!row || !mayRead(row.projection, viewer.scopes)) return null;
  const { key, records } = ctx.store.read.history(id);
  return records.flatMap((record) => entriesOf(ctx, row.art, key, record));
}

/** What one record says; the one by which a Vorgang came from another chain also tells what happened there. */
function entriesOf(
  ctx: AppContext,
  art: string,
  key: Uint8Array | null,
  record: LedgerRecord,
): readonly HistoryEntry[] {
  const kind = ctx.kinds.get(art);
  const plain = key === null || record.type === ERASED ? null : openRecord(ctx.crypto, key, record);
  const event = plain === null || kind === undefined ? null : upcastEvent(kind, plain.event);
  const entry: HistoryEntry = {
    revision: record.revision,
    zeit: record.zeit,
    akteur: record.akteur,
    akteurName: record.type === ADOPTED ? 'Systembetreuung der Zentrale' : nameOf(ctx, record.akteur),
    type: record.type,
    event,
    ...(plain !== null && event === null ? { unbekannt: true as const } : {}),
    hash: record.hash,
    vorlaeufig: false,
  };
  if (event === null || !isAdopted(event)) return [entry];
  const { ereignisse, herkunft, namen } = event;
  const before = ereignisse.map((e) => ({
    revision: e.revision,
    zeit: e.zeit,
    akteur: e.akteur,
    akteurName: namen[e.akteur] ?? nameOf(ctx, e.akteur),
    type: e.event.type,
    event: e.event,
    hash: e.hash,
    vorlaeufig: false,
    herkunft: herkunft.name,
  }));
  // Its own line says where it came from; the events stand in lines of theirs.
  return [...before, { ...entry, event: { ...event, ereignisse: [] } as typeof event }];
}

export function nameOf(ctx: AppContext, person: PersonId): string {
  const found = findPerson(ctx.verzeichnis(), person);
  return found ? formatPerson(found) : 'nicht mehr im Verzeichnis';
}
