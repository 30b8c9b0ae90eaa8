import { KNOWN_SETTING, readOffer } from '../app/connection/restored-ports.ts';
import { UNKNOWN_SETTING } from '../app/connection/sync-ports.ts';
import type { PullResponse, WireRecord, WireSnapshot } from '../../contract/sync.ts';
import type { PersonId, VorgangId } from '../../domain/shared/vorgang.ts';
import {
  advance,
  ERASED,
  openRecord,
  upcastEvent,
  type LedgerRecord,
  type Stand,
} from '../../ledger/index.ts';
import {
  BACKED_UP_SETTING,
  highestAnswered,
  CURSOR_SETTING,
  HIGHEST_SETTING,
  readUnknown,
  STOOD_SETTING,
  type SyncDeps,
} from './ports.ts';
import { beginAnew, noteLost } from './restored.ts';

export type PullOutcome =
  /** `anew`: the centre was restored, or has asked for everything to be fetched again */
  | { readonly outcome: 'done'; readonly changed: readonly string[]; readonly anew: boolean }
  | { readonly outcome: 'down' }
  /** the centre shows another past than before: nothing of it is taken over */
  | { readonly outcome: 'other_past' }
  | { readonly outcome: 'refused'; readonly reason: 'login' | 'revoked' | 'upgrade' };

/** Entries of a page beyond which nobody waits for a single one of them: their texts are indexed afterwards. */
const BULK = 50;

/** Pulls page after page until the feed is at its end; each page is applied whole or not at all. */
export async function pullFeed(deps: SyncDeps): Promise<PullOutcome> {
  const changed = new Set<string>();
  let done = 0;
  let anew = false;
  for (;;) {
    const cursor = (deps.store.read.setting(CURSOR_SETTING) as string | undefined) ?? '';
    const answer = await deps.transport.pull(cursor);
    if (answer.line === 'down') return { outcome: 'down' };
    if (answer.line === 'refused') return { outcome: 'refused', reason: answer.reason };
    const page = answer.value;
    anew ||= page.status === 'resync';
    const past = page.status === 'resync' ? await deps.mayForget?.() : 'ok';
    if (past === 'other_past') return { outcome: past };
    if (past !== undefined && past !== 'ok') return { outcome: 'down' };
    const touched = deps.store.transaction(() => applyPage(deps, page));
    touched.forEach((id) => changed.add(id));
    done += page.snapshots.length + page.records.length;
    deps.progress(done, done + page.remaining);
    if (touched.length > 0) deps.changed(touched);
    if (!page.more) return { outcome: 'done', changed: [...changed], anew };
  }
}

function applyPage(deps: SyncDeps, page: PullResponse): readonly string[] {
  const { feed } = deps.store;
  const offerBefore = readOffer(deps);
  // It does not know what it has answered: it was restored, and what it has lost is offered to it again.
  const lost = page.lastSeq < highestAnswered(deps) ? noteLost(deps, page.lastSeq + 1) : [];
  const anew = page.status === 'resync' ? beginAnew(deps, offerBefore) : [];
  deps.store.setSetting(KNOWN_SETTING, page.lastSeq);
  if (page.status === 'resync') return [...lost, ...anew];
  const touched = new Set<string>(lost);
  feed.begin();
  const inBulk = page.snapshots.length + page.records.length > BULK;
  const unknownBefore = readUnknown(deps.store);
  for (const snapshot of page.snapshots) {
    if (applySnapshot(deps, snapshot, inBulk)) touched.add(snapshot.vorgang);
  }
  for (const vorgang of applyRecords(deps, page.records, inBulk)) touched.add(vorgang);
  for (const vorgang of page.evict) if (feed.evict(vorgang)) touched.add(vorgang);
  for (const vorgang of readUnknown(deps.store)) if (!unknownBefore.includes(vorgang)) touched.add(vorgang);
  const arrived = settleArrived(deps, page);
  arrived.forEach((vorgang) => touched.add(vorgang));
  // The whole of it has been told. What was lost there with an entry of one's own is shown until that has come back.
  if (page.feed > 0 || !page.more)
    for (const vorgang of feed.forgetWhatIsGone(new Set(deps.store.outbox.waiting().map((e) => e.vorgang))))
      touched.add(vorgang);
  // Whatever was in view of a waiting command may have moved: the whole outbox is decided again.
  if (touched.size > 0) deps.rebase();
  deps.store.setSetting(CURSOR_SETTING, page.cursor);
  forgetBackedUp(deps, page);
  return [...touched];
}

/**
 * What a backup of the centre holds need not be sent to it again. Only as far as this client stood before this page:
 * the centre has just compared that place with its log, so the numbers up to there are those of its own past, and
 * not of one that a restore has undone.
 */
function forgetBackedUp(deps: SyncDeps, page: PullResponse): void {
  const { store, clientId } = deps;
  const stood = (store.read.setting(STOOD_SETTING) as number | undefined) ?? 0;
  store.setSetting(STOOD_SETTING, page.feed);
  const safe = Math.min(page.gesichert ?? 0, stood);
  if (readOffer(deps) !== null || page.lastSeq < highestAnswered(deps)) return;
  if (safe <= ((store.read.setting(BACKED_UP_SETTING) as number | undefined) ?? 0)) return;
  store.setSetting(BACKED_UP_SETTING, safe);
  store.setSetting(HIGHEST_SETTING, highestAnswered(deps));
  store.outbox.dropSent(clientId, safe);
}

/** Applied commands whose effect is here now (or will never be shown to this person) leave the outbox. */
function settleArrived(deps: SyncDeps, { feed, lastSeq }: PullResponse): readonly string[] {
  const { store, clientId } = deps;
  const offer = readOffer(deps) ?? Infinity;
  const arrived = store.outbox.waiting().flatMap((e) => {
    const result = e.clientId === clientId ? store.centre.result(clientId, e.seq) : null;
    if (result?.outcome !== 'applied' || e.seq > lastSeq || e.seq >= offer) return [];
    const revision = store.read.confirmed(e.vorgang)?.revision ?? 0;
    if (result.feed > feed && revision < result.revision) return [];
    store.outbox.settle(clientId, e.seq, result);
    return [e];
  });
  if (arrived.length > 0) store.outbox.keepSent(arrived);
  return arrived.map((e) => e.vorgang);
}

function applySnapshot(deps: SyncDeps, s: WireSnapshot, inBulk: boolean): boolean {
  const { store, kinds } = deps;
  store.feed.putKey(s.vorgang, Buffer.from(s.key, 'base64'));
  const before = store.read.confirmed(s.vorgang);
  if (before !== null && before.revision >= s.revision) return false;
  // Of a kind or shape that this program does not know: nothing to show before it is updated.
  if (kinds.get(s.art)?.stateVersion !== s.stateVersion) {
    noteUnknown(deps, s.vorgang);
    return false;
  }
  const { vorgang, art, revision, stateVersion, state, zuletzt } = s;
  store.feed.confirm({ vorgang, art, revision, stateVersion, state, zuletzt }, s.ersteller, inBulk);
  return true;
}

/** A confirmed state on its way through the records of a page; null: never here, or erased meanwhile. */
interface Moving {
  readonly before: Stand | null;
  stand: Stand | null;
  ersteller: PersonId;
  readonly key: Uint8Array | null;
}

/**
 * Opens the records of a page and moves the confirmed states on. Each is written once, as it is at the end: lists,
 * search and claims follow a state, not an event. Records seen before change nothing.
 */
function applyRecords(deps: SyncDeps, records: readonly WireRecord[], inBulk: boolean): readonly VorgangId[] {
  const { store } = deps;
  const moving = new Map<VorgangId, Moving>();
  const erased = new Set<VorgangId>();
  for (const wire of records) {
    const { vorgang } = wire;
    if (wire.type === ERASED) {
      moving.delete(vorgang);
      if (store.feed.erase(recordOf(deps, wire))) erased.add(vorgang);
      continue;
    }
    let at = moving.get(vorgang);
    if (at === undefined) {
      const before = store.read.confirmed(vorgang);
      const ersteller = store.read.ersteller(vorgang) ?? wire.akteur;
      at = { before, stand: before, ersteller, key: store.feed.keyOf(vorgang) };
      moving.set(vorgang, at);
    }
    at.stand = applyRecord(deps, at, wire) ?? at.stand;
  }
  const moved = [...moving].filter(([, { before, stand }]) => stand !== before);
  for (const [, { stand, ersteller }] of moved)
    if (stand !== null) store.feed.confirm(stand, ersteller, inBulk);
  return [...erased, ...moved.map(([vorgang]) => vorgang)];
}

/** The state after this record; null: it cannot be applied here, or was before. */
function applyRecord(deps: SyncDeps, { stand, key }: Moving, wire: WireRecord): Stand | null {
  const { store, kinds, crypto } = deps;
  if (stand !== null && stand.revision >= wire.revision) return null;
  const kind = kinds.get(wire.art);
  const record = recordOf(deps, wire);
  const plain = key === null ? null : openRecord(crypto, key, record);
  if (!kind || plain === null) return null;
  const event = upcastEvent(kind, plain.event);
  if (event === null) {
    noteUnknown(deps, record.vorgang);
    return null;
  }
  if (record.revision !== (stand?.revision ?? 0) + 1) return null;
  store.feed.append(record);
  return advance(kind, stand, record.vorgang, [{ ...plain, event }]);
}

const recordOf = ({ tenant }: SyncDeps, wire: WireRecord): LedgerRecord => ({
  ...wire,
  tenant: wire.siegel ?? tenant,
  payload: Buffer.from(wire.payload, 'base64'),
});

/** Vorgaenge that a newer program has written in: read only until this one is updated, which then fetches anew. */
function noteUnknown({ store }: SyncDeps, vorgang: string): void {
  const known = readUnknown(store);
  if (!known.includes(vorgang)) store.setSetting(UNKNOWN_SETTING, [...known, vorgang]);
}
