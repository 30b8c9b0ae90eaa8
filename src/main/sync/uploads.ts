import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Sha256 } from '../../domain/shared/vorgang.ts';
import { MAX_DOCUMENT_BYTES } from '../../contract/limits.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import type { SyncHost } from '../app/connection/sync-ports.ts';
import { isInInbox, neededFrom, readUploaded } from './documents.ts';
import type { BytesMoved, HttpTransport, UploadAnswer } from './http.ts';
import { faultIn } from './partials.ts';
import { codeOf, UPLOADED_SETTING, type Line } from './ports.ts';
import type { Transfers } from './transfers.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** More versions of one document than anybody signs. */
const MAX_CHAIN = 100;

export interface UploadDeps {
  readonly host: SyncHost;
  readonly transport: HttpTransport;
  readonly transfers: Transfers;
  /** a document has arrived: what waited for it may go */
  readonly arrived: () => void;
  /** the last of those that the centre had asked for has arrived, or is not to be had here */
  readonly brought: () => void;
  /** nothing moves now: all is up, or it rests until the next try */
  readonly rests: () => void;
  /** a fault of this device's file */
  readonly failed: (error: unknown) => void;
}

/**
 * Brings documents to the centre, one at a time, beside push and pull (docs/adr/0030). A command that names a document
 * counts only when the document is there: `ready` says how many of a batch may go, and starts what is missing.
 *
 * Why nothing gets out of step with the rounds that run meanwhile: the store is only touched between two awaits, and
 * each time as it is then. What is wanted is asked anew by every round; what nothing waits for any more (erased,
 * answered, the file taken away) is broken off. "It is there" is noted only after the centre has said so, and a
 * resync clears that note. A try that was broken off may still be running at the centre: it writes the same bytes to
 * the same place, and counts only when their hash is right.
 */
export function openUploads({ host, transport, transfers, arrived, brought, rests, failed }: UploadDeps) {
  const { store } = host;
  /** what the outbox waits for */
  let needed: readonly Sha256[] = [];
  /** what the centre has lost and asks for */
  let asked: readonly Sha256[] = [];
  /** asked for and not taken, or damaged here: not tried again before the next start */
  const givenUp = new Set<Sha256>();
  let running: { readonly sha256: Sha256; readonly abort: AbortController } | null = null;
  let working = false;
  let closed = false;
  let endPause: (() => void) | null = null;

  const next = (): Sha256 | undefined => needed[0] ?? asked[0];

  function want(): void {
    const first = needed.length > 0 ? needed : asked;
    if (running !== null && !first.includes(running.sha256)) running.abort.abort();
    if (next() !== undefined && !working && !closed) void work();
  }

  async function work(): Promise<void> {
    working = true;
    let pause = FIRST_PAUSE_MS;
    for (let sha256 = next(); sha256 !== undefined && !closed; sha256 = next()) {
      const abort = new AbortController();
      running = { sha256, abort };
      const how = await tryOne(sha256, abort.signal);
      running = null;
      if (closed || abort.signal.aborted) continue;
      if (how === 'there') {
        const done = sha256;
        const wasNeeded = needed.includes(done);
        const wasAsked = asked.includes(done);
        needed = needed.filter((other) => other !== done);
        asked = asked.filter((other) => other !== done);
        if (wasNeeded) arrived();
        if (wasAsked && asked.length === 0) brought();
      }
      // As long as a line that is cut again and again brings something, it is used at once.
      if (how !== 'down') pause = FIRST_PAUSE_MS;
      else {
        await rest(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
    working = false;
    if (!closed) rests();
  }

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, ms).unref();
      endPause = done;
      function done(): void {
        clearTimeout(timer);
        endPause = null;
        resolve();
      }
      rests();
    });

  /** how much of a document the centre is known to have, and whether this try has brought it any further */
  const reached = new Map<Sha256, number>();
  let moved = false;

  async function tryOne(sha256: Sha256, signal: AbortSignal): Promise<'there' | 'moved' | 'down'> {
    moved = false;
    if (!needed.includes(sha256)) {
      const how = await bringAgain(sha256, signal);
      return how === 'down' && moved ? 'moved' : how;
    }
    try {
      if ((await send(sha256, [], signal)) === 'there') return 'there';
    } catch (error) {
      if (closed) return 'down';
      // The disk of this device is full, or damaged: what needs this document waits, everything else goes on.
      failed(error);
      const fault = faultIn(error);
      if (fault !== null) transfers.failed('hinauf', sha256, fault);
      return 'down';
    }
    return moved ? 'moved' : 'down';
  }

  /** One that the centre has lost: its bytes alone, for everything else about it is known there. */
  async function bringAgain(sha256: Sha256, signal: AbortSignal): Promise<'there' | 'down'> {
    try {
      const bytes = store.blobs.read(sha256);
      if (bytes === null) return 'there';
      transfers.begin('hinauf', sha256, bytes.length);
      const line = await transport.uploadBlob(sha256, bytes, null, progressOf(sha256), signal, true);
      if (line.line !== 'ok' || line.value === 'verdorben') return 'down';
      reached.delete(sha256);
      // Another has brought it meanwhile, or it is not for these eyes any more.
      if (line.value !== 'gespeichert') givenUp.add(sha256);
      return 'there';
    } catch (error) {
      if (closed) return 'down';
      failed(error);
      givenUp.add(sha256);
      return 'there';
    } finally {
      if (!closed) transfers.end(sha256);
    }
  }

  const progressOf =
    (sha256: Sha256): BytesMoved =>
    (at, total) => {
      moved ||= at > (reached.get(sha256) ?? 0);
      reached.set(sha256, Math.max(reached.get(sha256) ?? 0, at));
      transfers.moved(sha256, at, total);
    };

  /** What is signed needs the version that was signed; if the centre lacks it (restored from a backup), it goes before. */
  async function send(
    sha256: Sha256,
    chain: readonly Sha256[],
    signal: AbortSignal,
  ): Promise<'there' | 'down'> {
    const bytes = readUploaded(host).includes(sha256) ? null : store.blobs.read(sha256);
    // There already, or taken away here meanwhile: the command goes without it, and the centre says what it lacks.
    if (bytes === null) return 'there';
    const predecessor = store.read.dokument(sha256)?.vorgaenger ?? null;
    const goesBefore = predecessor !== null && !chain.includes(predecessor) && chain.length < MAX_CHAIN;
    // In order by themselves, so that nothing is sent twice.
    if (goesBefore && [...needed, ...asked].includes(predecessor))
      if ((await send(predecessor, [...chain, sha256], signal)) === 'down') return 'down';
    const once = () => transport.uploadBlob(sha256, bytes, predecessor, progressOf(sha256), signal);
    if (closed || signal.aborted) return 'down';
    transfers.begin('hinauf', sha256, bytes.length);
    try {
      let line = await once();
      if (isAnswer(line, 'vorgaenger-fehlt') && goesBefore) {
        if ((await send(predecessor, [...chain, sha256], signal)) === 'down') return 'down';
        line = await once();
      }
      // Spoilt on the way: the centre has thrown it away, and gets it once more.
      if (isAnswer(line, 'verdorben')) line = await once();
      if (closed) return 'down';
      // Again: a fault of the way, or of the disk there, and none of the document.
      if (isAnswer(line, 'verdorben')) return 'down';
      if (line.line !== 'ok') {
        if (codeOf(line) === 'speicher-voll') transfers.failed('hinauf', sha256, CENTRE_FULL);
        return 'down';
      }
      // Refused: the command that names it will be refused, too, and its author is told why.
      if (line.value !== 'gespeichert')
        transfers.refused(sha256, line.value === 'zu-gross' ? TOO_LARGE : NOT_ACCEPTED);
      store.setSetting(UPLOADED_SETTING, [...new Set([...readUploaded(host), sha256])]);
      reached.delete(sha256);
      return 'there';
    } finally {
      if (!closed) transfers.end(sha256);
    }
  }

  return {
    /** How many of these commands may go now: those before the first that needs a document which is not up yet. */
    ready: (batch: readonly CommandEnvelope[]): number => {
      const places = neededFrom(host, batch);
      const before = readUploaded(host);
      const known = before.filter((sha256) => places.has(sha256));
      // Forgotten with their commands: whoever repeats one sends its document again, and has it examined anew.
      if (known.length < before.length) store.setSetting(UPLOADED_SETTING, known);
      transfers.keepRefused((sha256) => places.has(sha256) || isInInbox(host, sha256));
      const missing = [...places].filter(([sha256]) => !known.includes(sha256));
      needed = missing.map(([sha256]) => sha256);
      want();
      return missing[0]?.[1] ?? batch.length;
    },
    /** the centre has lost these: what is here goes up again, after what the outbox waits for; answers how many */
    bringAgain: (lost: readonly Sha256[]): number => {
      asked = lost.filter((sha256) => !givenUp.has(sha256) && store.blobs.has(sha256));
      want();
      return asked.length;
    },
    /** moves something now; false while it rests between two tries */
    isMoving: (): boolean => running !== null,
    /** somebody asks: not at the next occasion, now */
    tryNow: (): void => endPause?.(),
    /** the centre does not let this device in, or shows another past: nothing goes up until a round asks again */
    halt: (): void => {
      needed = [];
      asked = [];
      want();
      endPause?.();
    },
    close: (): void => {
      closed = true;
      running?.abort.abort();
      endPause?.();
    },
  };
}

const isAnswer = (line: Line<UploadAnswer>, answer: UploadAnswer): boolean =>
  line.line === 'ok' && line.value === answer;

const NOT_ACCEPTED: Rejection = { code: 'sync.dokument-abgewiesen', params: {} };
const CENTRE_FULL: Rejection = { code: 'sync.zentrale-voll', params: {} };
const TOO_LARGE: Rejection = {
  code: 'sync.dokument-zu-gross',
  params: { grenze: Math.floor(MAX_DOCUMENT_BYTES / 1024 / 1024) },
};
