import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Sha256 } from '../../domain/shared/vorgang.ts';
import type { SyncHost } from '../app/connection/sync-ports.ts';
import type { HttpTransport } from './http.ts';
import { dropForeignPartials, faultIn } from './partials.ts';
import type { Transfers } from './transfers.ts';

/** `wartet`: stopped half way for something more urgent; it goes on where it was */
export type Fetched = 'ok' | 'fehlt' | 'down' | 'wartet';

interface Job {
  readonly sha256: Sha256;
  readonly urgent: boolean;
  readonly abort: AbortController;
  readonly waiters: { readonly done: (fetched: Fetched) => void; readonly fail: (bug: unknown) => void }[];
}

/**
 * Fetches documents one at a time, so that a slow line is not shared: first what somebody waits for, then what this
 * person is going to need without a network. What is urgent interrupts what is not; nothing that has arrived is lost.
 */
export function openDownloads(host: SyncHost, transport: HttpTransport, transfers: Transfers) {
  const { store } = host;
  let queue: Job[] = [];
  let running: Job | null = null;
  let closed = false;

  function enqueue(sha256: Sha256, urgent: boolean): Promise<Fetched> {
    return new Promise((resolve, reject) => {
      if (closed) return resolve('down');
      const waiter = { done: resolve, fail: reject };
      const known = running?.sha256 === sha256 ? running : queue.find((j) => j.sha256 === sha256);
      if (known) {
        known.waiters.push(waiter);
        if (urgent && known !== running) queue = [{ ...known, urgent }, ...queue.filter((j) => j !== known)];
      } else {
        const job: Job = { sha256, urgent, abort: new AbortController(), waiters: [waiter] };
        queue = urgent ? [job, ...queue] : [...queue, job];
      }
      if (urgent && running?.urgent === false && running.sha256 !== sha256) running.abort.abort();
      void pump();
    });
  }

  async function pump(): Promise<void> {
    if (running) return;
    const next = queue.find((j) => j.urgent) ?? queue[0];
    if (!next) return;
    queue = queue.filter((j) => j !== next);
    running = next;
    try {
      const fetched = await fetchOne(next.sha256, next.abort.signal);
      running = null;
      const stopped = next.abort.signal.aborted && fetched === 'down' && !closed;
      for (const { done } of next.waiters) done(stopped ? 'wartet' : fetched);
    } catch (bug) {
      running = null;
      for (const { fail } of next.waiters) fail(bug);
    }
    void pump();
  }

  async function fetchOne(sha256: Sha256, signal: AbortSignal): Promise<Fetched> {
    if (store.blobs.has(sha256)) return 'ok';
    transfers.begin('herunter', sha256, null);
    try {
      const fetched = await tryOften(host, transport, sha256, signal, (done, total) =>
        transfers.moved(sha256, done, total),
      );
      if (fetched === 'abgewiesen' || fetched === 'fehlt')
        transfers.failed('herunter', sha256, fetched === 'fehlt' ? GONE : UNUSABLE);
      return fetched === 'abgewiesen' ? 'fehlt' : fetched;
    } catch (error) {
      // The disk of this device is full, or damaged: that document waits, everything else goes on.
      const fault = faultIn(error);
      // Locked meanwhile: the file is shut, and whoever waits goes home.
      if (closed) return 'down';
      if (fault === null) throw error;
      transfers.failed('herunter', sha256, fault);
      return 'fehlt';
    } finally {
      if (!closed) transfers.end(sha256);
    }
  }

  return {
    /** one document, before all others */
    fetchNow: async (sha256: Sha256): Promise<Fetched> => {
      const fetched = await enqueue(sha256, true);
      // It was underway without hurry, and had to give way just then.
      return fetched === 'wartet' ? enqueue(sha256, true) : fetched;
    },
    /**
     * The documents of open Vorgaenge, first those that wait for somebody; closed ones come when looked at. Goes on
     * with the next round when `othersWait`.
     */
    fetchAhead: async (othersWait: () => boolean = () => false): Promise<'ok' | 'down'> => {
      dropForeignPartials(store);
      const missing = store.feed
        .documents()
        .filter((sha256) => !store.blobs.has(sha256) && !transfers.hasFailed(sha256));
      transfers.setMissing(missing);
      for (const sha256 of missing) {
        if (othersWait()) return 'ok';
        let fetched = await enqueue(sha256, false);
        // Interrupted by a document that somebody waits for: after it, this one goes on.
        while (fetched === 'wartet' && running?.urgent) {
          await enqueue(running.sha256, true);
          fetched = await enqueue(sha256, false);
        }
        if (fetched === 'down') return 'down';
        // The next one would not fit either: tried again with the next round.
        if (fetched === 'wartet' || transfers.diskFailed(sha256)) return 'ok';
      }
      return 'ok';
    },
    /** entries of one's own go first: the document that is fetched ahead goes on after them */
    giveWay: () => {
      if (running?.urgent === false) running.abort.abort();
    },
    close: () => {
      closed = true;
      running?.abort.abort();
      for (const job of queue) for (const { done } of job.waiters) done('down');
      queue = [];
    },
  };
}

/** Tries at one document that follow each other at once, as long as each has brought something. */
const MAX_TRIES = 12;

/** A line that is cut again and again brings it in the end, if it brings anything at all. */
async function tryOften(
  host: SyncHost,
  transport: HttpTransport,
  sha256: Sha256,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<'ok' | 'fehlt' | 'abgewiesen' | 'down'> {
  let reached = 0;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    let at = 0;
    const line = await transport.downloadBlob(
      sha256,
      (done, total) => {
        at = done;
        progress(done, total);
      },
      signal,
    );
    if (line.line === 'ok') {
      if (line.value === null) return 'fehlt';
      return (await host.acceptDocument(sha256, line.value)) ? 'ok' : 'abgewiesen';
    }
    if (signal.aborted || line.line === 'refused' || at <= reached) return 'down';
    reached = at;
  }
  return 'down';
}

const GONE: Rejection = { code: 'sync.dokument-nicht-zu-haben', params: {} };
const UNUSABLE: Rejection = { code: 'sync.dokument-unbrauchbar', params: {} };
