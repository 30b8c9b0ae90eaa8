import type { SyncGrund, SyncState } from '../../contract/app.ts';
import type { SyncControl, SyncHost } from '../app/connection/sync-ports.ts';
import { CONFLICTS_SETTING, type Conflict } from '../app/connection/sync-ports.ts';
import type { CommandEnvelope, CommandResult } from '../../ledger/index.ts';
import { deviceCalls } from './devices.ts';
import { waitingUploads } from './documents.ts';
import { openDownloads } from './downloads.ts';
import { checkPast, type PastOutcome } from './evidence.ts';
import { openFirstSync } from './first-sync.ts';
import type { HttpTransport } from './http.ts';
import { mailCalls } from './mail.ts';
import { syncMassData } from './mass-data.ts';
import { readOffer } from '../app/connection/restored-ports.ts';
import { unanswered, UPLOADED_SETTING, type SyncDeps } from './ports.ts';
import { pullFeed } from './pull.ts';
import { pushOutbox } from './push.ts';
import { storedPartials } from './partials.ts';
import { recordControl } from './records.ts';
import { createSessionCheck, grundOf, loginGrundOf } from './session.ts';
import { openTransfers } from './transfers.ts';
import { fetchAnewAfterUpdate } from './update.ts';
import { openUploads } from './uploads.ts';
import { openWaiters } from './waiters.ts';
import { openWanted } from './wanted.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
const QUIET_MS = 30_000;
/** News wait so long at most for a document that is fetched ahead. */
const NEWS_MS = 10_000;
const LOOK_BACK_MS = 60_000;
/** minutes by which this device's clock is off */
const CLOCK_SETTING = 'sync:uhr';

/**
 * Keeps one open workspace and its centre in step: push, pull, documents down; then it waits for a hint, for
 * something new in the outbox, or for a while. When the line is down it tries again, ever less often. Documents go up
 * beside all that (uploads.ts); when one has arrived, a round sends what waited for it.
 */
export function startSync(
  host: SyncHost,
  transport: HttpTransport,
  failed: (error: unknown) => void,
): SyncControl {
  const deps: SyncDeps = {
    ...host,
    transport,
    tenant: host.centre.tenant,
    mayForget: () => lookBack(true),
    progress: (done, total) => {
      host.progress(done, total);
      first.progress(done, total);
    },
    conflict: (envelope, result) => {
      const open = readConflicts(host);
      const entry = { envelope: withoutErased(envelope, result), result, zeit: host.now() };
      host.store.setSetting(CONFLICTS_SETTING, [...open, entry]);
    },
  };
  let lookedBack = Number.NEGATIVE_INFINITY;
  /** Compares the past that the centre shows with what was seen: now and then, and whenever it is in question. */
  async function lookBack(now: boolean): Promise<PastOutcome> {
    const at = Date.parse(host.now());
    if (!now && at - lookedBack < LOOK_BACK_MS) return 'ok';
    const past = await checkPast({ ...deps, store: host.store, random: Math.random }, transport);
    lookedBack = past === 'ok' ? at : Number.NEGATIVE_INFINITY;
    return past;
  }
  const stop = new AbortController();
  let art: SyncState['art'] = 'offline';
  let letzterKontakt = (host.store.read.setting('sync:letzterKontakt') as string | undefined) ?? null;
  let grund: SyncGrund | undefined;
  const first = openFirstSync(host);
  const checkSession = createSessionCheck(host, transport);
  const { look, ...records } = recordControl(host, transport, () => art === 'verbunden');
  let wakeUp: (() => void) | null = null;
  let woken = false;
  let roundsBegun = 0;
  let begunAt = 0;
  /** the outbox waits for documents on their way up */
  let waits = false;
  /** one has arrived since the last round began */
  let arrived = false;
  const transfers = openTransfers(host, memo(deps, host), storedPartials(host.store).bytes);
  const downloads = openDownloads(host, transport, transfers);
  const uploads = openUploads({
    host,
    transport,
    transfers,
    failed,
    arrived: () => {
      arrived = true;
      wake();
    },
    brought: () => {
      wanted.again();
      wake();
    },
    rests: () => waiters.still(),
  });
  const wanted = openWanted(transport, uploads, () => performance.now());
  const waiters = openWaiters(() => uploads.isMoving() || arrived);
  /** Something is in the outbox that would go with the next round. */
  const hasToSend = () => (!waits || arrived) && unanswered(deps).length > 0;

  function setArt(next: SyncState['art'], because?: SyncGrund): void {
    if (next === 'verbunden') letzterKontakt = host.now();
    if (art === next && grund === because) return;
    const isBack = next === 'verbunden' && art !== next;
    [art, grund] = [next, because];
    // What rests after a failure goes on.
    if (isBack) uploads.tryNow();
    host.stateChanged();
  }

  /** Answers the pause before the next round, in milliseconds; null: nothing to do until somebody wakes us. */
  async function round(): Promise<'ok' | 'down' | 'halt'> {
    const past = await lookBack(waiters.any());
    if (past === 'down') return setDown();
    if (past === 'other_past') return halt('andere_vergangenheit');
    if (past !== 'ok') return refusedBecause(past);
    fetchAnewAfterUpdate(deps, roundsBegun === 1);
    arrived = false;
    const pushed = await pushOutbox(deps, uploads.ready);
    if (pushed.outcome === 'down') return setDown();
    if (pushed.outcome === 'protocol_error') return halt('gesperrt', 'protokoll');
    // Too old a program sends nothing and keeps its outbox; what others do it may still read.
    if (pushed.outcome === 'refused' && pushed.reason !== 'upgrade') return refusedBecause(pushed.reason);
    waits = pushed.outcome === 'done' && pushed.waits;
    const pulled = await pullFeed(deps);
    if (pulled.outcome === 'down') return setDown();
    if (pulled.outcome === 'other_past') return halt('andere_vergangenheit');
    if (pulled.outcome === 'refused') return refusedBecause(pulled.reason);
    first.done();
    if (pushed.outcome === 'refused') return refusedBecause(pushed.reason);
    await checkSession();
    if ((readOffer(deps) !== null && !waits) || hasToSend()) woken = true;
    setArt('verbunden');
    host.store.setSetting('sync:letzterKontakt', letzterKontakt);
    noteClock();
    if (pushed.pushed > 0 || pulled.changed.length > 0) host.stateChanged();
    await look();
    await wanted.look(pulled.anew);
    if ((await syncMassData(host, transport)) === 'down') return setDown();
    // Whoever asked for it has what is new.
    const number = roundsBegun;
    const late = waiters.onlyDocumentsLeft(number);
    const others = () => waiters.askedSince(number) || (woken && (hasToSend() || isNewsDue()));
    const fetched = await downloads.fetchAhead(others).finally(() => clearTimeout(late));
    return fetched === 'down' ? setDown() : 'ok';
  }
  const isNewsDue = () => performance.now() - begunAt >= NEWS_MS;
  function setDown(): 'down' {
    first.paused();
    setArt('offline', transport.certificate() ?? undefined);
    return 'down';
  }
  function halt(why: SyncState['art'], because?: SyncGrund): 'halt' {
    first.paused();
    uploads.halt();
    setArt(why, because);
    return 'halt';
  }
  /** A full disk, a damaged page, a mistake of ours: the sync rests, says why and tries again. */
  function unwell(error: unknown): 'halt' {
    // Closed under it, its store fails; nobody waits for it any more.
    if (stop.signal.aborted) return 'halt';
    failed(error);
    const known = typeof error === 'object' && error !== null && 'rejection' in error;
    return halt('gesperrt', known ? 'ablage' : 'stoerung');
  }
  function refusedBecause(reason: 'login' | 'revoked' | 'upgrade'): 'halt' {
    if (reason === 'login') return halt('anmeldung_noetig', loginGrundOf(transport.refusal()));
    const because = grundOf(transport.refusal(), reason);
    if (reason === 'revoked') host.revoked(because);
    return halt('gesperrt', because);
  }
  /** How far the clock of this device is behind (+) or ahead (-), in whole minutes: fields warn of it. */
  function noteClock(): void {
    const minutes = Math.round((transport.clockOffsetMs?.() ?? 0) / 60_000);
    if (minutes !== (host.store.read.setting(CLOCK_SETTING) ?? 0))
      host.store.setSetting(CLOCK_SETTING, minutes);
  }

  async function run(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!stop.signal.aborted) {
      woken = false;
      const number = (roundsBegun += 1);
      begunAt = performance.now();
      const outcome = await round().catch(unwell);
      waiters.roundEnded(number, outcome === 'ok');
      pause = outcome === 'ok' ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      await sleep(outcome === 'ok' ? QUIET_MS : outcome === 'halt' ? LONGEST_PAUSE_MS : pause);
    }
    waiters.close();
  }

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (woken || stop.signal.aborted) return resolve();
      const timer = setTimeout(done, ms);
      timer.unref();
      wakeUp = done;
      function done(): void {
        clearTimeout(timer);
        wakeUp = null;
        resolve();
      }
    });

  function wake(): void {
    woken = true;
    wakeUp?.();
    if (waiters.any() || hasToSend()) downloads.giveWay();
    else newsTimer ??= setTimeout(giveWayToNews, Math.max(0, begunAt + NEWS_MS - performance.now())).unref();
  }

  let newsTimer: NodeJS.Timeout | null = null;
  /** A hint during a long download: often enough, and not with every hint of a busy city. */
  function giveWayToNews(): void {
    newsTimer = null;
    if (woken) downloads.giveWay();
  }

  /** The stream of hints, opened again whenever it ends. */
  async function listen(): Promise<void> {
    while (!stop.signal.aborted) {
      if (art === 'verbunden') await transport.events(wake, stop.signal);
      await new Promise((resolve) => setTimeout(resolve, 1000).unref());
    }
  }

  void run();
  void listen().catch(failed);
  return {
    state: () => {
      const erster = first.state();
      return {
        art,
        letzterKontakt,
        wartend: unanswered(deps).length,
        dokumente: transfers.summary(),
        konflikte: readConflicts(host).length,
        adresse: host.centre.adresse,
        ...(erster === null ? {} : { erster }),
        ...(grund === undefined ? {} : { grund }),
      };
    },
    wake,
    ...records,
    devices: deviceCalls(transport, host.centre.adresse),
    mail: mailCalls(transport, host.centre.adresse),
    syncNow: () => {
      const answered = waiters.ask(roundsBegun);
      uploads.tryNow();
      wake();
      return answered;
    },
    fetchDocument: async (sha256) => {
      if (host.store.blobs.has(sha256)) return true;
      return (await downloads.fetchNow(sha256)) === 'ok';
    },
    documents: {
      entries: transfers.entries,
      entry: (sha256) => transfers.entryOf(sha256, 'herunter'),
    },
    close: () => {
      stop.abort();
      uploads.close();
      downloads.close();
      transfers.close();
      wake();
    },
  };
}

/** Of an entry on something erased only its kind is kept: its author shall know, and nobody shall read it any more. */
const withoutErased = (envelope: CommandEnvelope, result: CommandResult): CommandEnvelope =>
  result.outcome === 'rejected' && result.rejection.code === 'ledger.vorgang-geloescht'
    ? { ...envelope, command: { type: envelope.command.type } }
    : envelope;

const readConflicts = (host: SyncHost): readonly Conflict[] =>
  (host.store.read.setting(CONFLICTS_SETTING) as readonly Conflict[] | undefined) ?? [];

/** What still has to go up; asked often, and worked out anew only when something has changed. */
function memo(deps: SyncDeps, host: SyncHost): () => readonly string[] {
  let known: { readonly key: string; readonly shas: readonly string[] } | null = null;
  return () => {
    const waiting = unanswered(deps);
    const uploaded = (host.store.read.setting(UPLOADED_SETTING) as readonly string[] | undefined) ?? [];
    const key = `${waiting.at(0)?.seq} ${waiting.at(-1)?.seq} ${uploaded.length} ${uploaded.at(-1)}`;
    if (known?.key !== key) known = { key, shas: waiting.length === 0 ? [] : waitingUploads(host, waiting) };
    return known.shas;
  };
}
