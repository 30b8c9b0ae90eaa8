import type { Dokumentverkehr, Laufend, Richtung } from '../../contract/transfer.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Sha256 } from '../../domain/shared/vorgang.ts';
import { REFUSED_UPLOADS_SETTING, type SyncHost, type TransferEntry } from '../app/connection/sync-ports.ts';

type Refused = Readonly<Record<Sha256, Rejection>>;

/** The window is told of bytes so often at most, and of everything else once a second. */
const BYTES_MS = 250;
const STATE_MS = 1000;
/** A screen full, and then some. */
const MAX_ROWS = 200;

export type Transfers = ReturnType<typeof openTransfers>;

/**
 * What is known of documents on their way, for the screen: which run and how far, which wait, which have failed and
 * why. `waitingUp`: what still has to go to the centre; `received`: bytes kept of a download that was cut.
 */
export function openTransfers(
  host: SyncHost,
  waitingUp: () => readonly Sha256[],
  received: (sha256: Sha256) => number,
) {
  const running = new Map<Sha256, Laufend>();
  /** downloads that failed; those of uploads are in the workspace */
  const failed = new Map<Sha256, { readonly richtung: Richtung; readonly problem: Rejection }>();
  let missing: Set<Sha256> | null = null;
  let told = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  /** Many documents in a row are one news. */
  function news(): void {
    timer ??= setTimeout(() => {
      timer = null;
      host.stateChanged();
    }, STATE_MS).unref();
  }
  const waitingDown = (): ReadonlySet<Sha256> =>
    (missing ??= new Set(host.store.feed.documents().filter((sha256) => !host.store.blobs.has(sha256))));
  const refusedUploads = (): Refused =>
    (host.store.read.setting(REFUSED_UPLOADS_SETTING) as Refused | undefined) ?? {};
  const setRefused = (next: Refused) => host.store.setSetting(REFUSED_UPLOADS_SETTING, next);

  const problemOf = (sha256: Sha256) =>
    failed.get(sha256) ??
    (Object.hasOwn(refusedUploads(), sha256)
      ? { richtung: 'hinauf' as const, problem: refusedUploads()[sha256]! }
      : null);

  function entryOf(sha256: Sha256, richtung: Richtung): TransferEntry {
    const now = running.get(sha256);
    if (now) return { ...now, stand: 'laeuft', problem: null };
    const gesamt = richtung === 'hinauf' ? host.store.blobs.size(sha256) : null;
    const erledigt = richtung === 'herunter' ? received(sha256) : 0;
    const problem = problemOf(sha256)?.problem ?? null;
    return { sha256, richtung, stand: problem ? 'fehler' : 'wartet', erledigt, gesamt, problem };
  }

  return {
    begin: (richtung: Richtung, sha256: Sha256, gesamt: number | null) => {
      running.set(sha256, { richtung, sha256, erledigt: 0, gesamt });
      failed.delete(sha256);
      news();
    },
    moved: (sha256: Sha256, erledigt: number, gesamt: number) => {
      const now = running.get(sha256);
      if (!now) return;
      running.set(sha256, { ...now, erledigt, gesamt });
      if (Date.now() - told < BYTES_MS) return;
      told = Date.now();
      host.transfer({ ...now, erledigt, gesamt });
    },
    /** it has ended, well or not; what failed says so before */
    end: (sha256: Sha256) => {
      if (host.store.blobs.has(sha256)) missing?.delete(sha256);
      if (running.delete(sha256)) news();
    },
    /** tried again by itself, at the next start or when asked for */
    failed: (richtung: Richtung, sha256: Sha256, problem: Rejection) => {
      failed.set(sha256, { richtung, problem });
      missing?.delete(sha256);
      news();
    },
    /** the centre has refused it for good: kept for whoever asks why the command was refused */
    refused: (sha256: Sha256, problem: Rejection) => {
      setRefused({ ...refusedUploads(), [sha256]: problem });
      news();
    },
    /** forgets refusals of documents that nothing names any more */
    keepRefused: (wanted: (sha256: Sha256) => boolean) => {
      const kept = Object.entries(refusedUploads()).filter(([sha256]) => wanted(sha256));
      if (kept.length < Object.keys(refusedUploads()).length) setRefused(Object.fromEntries(kept));
    },
    setMissing: (next: readonly Sha256[]) => {
      if (next.length !== missing?.size) news();
      missing = new Set(next);
    },
    /** not to be tried again without being asked; a full disk is emptied at some time */
    hasFailed: (sha256: Sha256): boolean => failed.has(sha256) && !isOfDisk(failed.get(sha256)?.problem),
    diskFailed: (sha256: Sha256): boolean => isOfDisk(failed.get(sha256)?.problem),
    summary: (): Dokumentverkehr => {
      const down = [...running.values()].filter((r) => r.richtung === 'herunter');
      const waiting = waitingDown();
      return {
        hinauf: waitingUp().length,
        herunter: waiting.size + down.filter((r) => !waiting.has(r.sha256)).length,
        laufend: [...running.values()].at(-1) ?? null,
        fehler: failed.size + Object.keys(refusedUploads()).length,
      };
    },
    entryOf,
    entries: (): readonly TransferEntry[] => {
      const up = waitingUp().map((sha256) => entryOf(sha256, 'hinauf'));
      const down = [...waitingDown()].slice(0, MAX_ROWS).map((sha256) => entryOf(sha256, 'herunter'));
      const rest = [...failed].map(([sha256, { richtung }]) => entryOf(sha256, richtung));
      const refused = Object.keys(refusedUploads()).map((sha256) => entryOf(sha256, 'hinauf'));
      const urgent = [...running.values()].map((r) => entryOf(r.sha256, r.richtung));
      const rank = { laeuft: 0, fehler: 1, wartet: 2 } as const;
      const all = new Map([...urgent, ...rest, ...refused, ...up, ...down].map((e) => [e.sha256, e]));
      return [...all.values()].toSorted((a, b) => rank[a.stand] - rank[b.stand]).slice(0, MAX_ROWS);
    },
    close: () => {
      if (timer) clearTimeout(timer);
      running.clear();
    },
  };
}

const isOfDisk = (problem: Rejection | undefined): boolean => problem?.code.startsWith('store.') ?? false;
