import type { BatchEntry, BatchResult } from '../../../contract/signing.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import { problemOf, type AppContext } from '../context.ts';
import type { OpenKey } from '../keys/ports.ts';
import { isPenHeld } from './pen.ts';

/** One document of a batch. `sign` makes its signature, checks and stores the result, and commands what follows. */
export interface BatchJob<T> {
  readonly name: string;
  /** size of what is signed: how much is held in memory at once has a limit */
  readonly bytes: number;
  readonly sign: (key: OpenKey) => Promise<Result<T, Rejection>>;
}

export interface BatchWatch {
  /** called before and after each document with the number of those that are done */
  readonly progress: (done: number, total: number, name: string) => void;
  /** true: nothing further is begun */
  readonly cancelled: () => boolean;
}

/**
 * Signs many documents with one open key. What is wrong with one document leaves the others alone, and one that
 * somebody else signs just now is left out and said so; what is wrong
 * with the key ends the batch at once, because a card locks after three wrong PINs. Documents signed before stay
 * signed: each was checked and stored on its own.
 *
 * A key that signs one hash at a time (file, card) takes the documents one after the other. A remote one signs as
 * many hashes with one release as it allows: then that many documents are prepared together, wait for their
 * signatures, and are finished one by one.
 */
export async function runBatch<T extends object>(
  ctx: AppContext,
  key: OpenKey,
  jobs: readonly BatchJob<T>[],
  watch: BatchWatch,
): Promise<BatchResult<T>> {
  const entries: BatchEntry<T>[] = [];
  let end: Rejection | null = null;
  const size = key.signMany ? Math.max(1, key.batch ?? 1) : 1;
  while (entries.length < jobs.length && !end) {
    if (watch.cancelled()) {
      end = CANCELLED;
      break;
    }
    const group = nextGroup(jobs, entries.length, size);
    const shared = group.length > 1 ? releaseTogether(key, group.length, watch.cancelled) : null;
    let finished = entries.length;
    watch.progress(finished, jobs.length, group[0]?.name ?? '');
    const results = await Promise.all(
      group.map(async (job) => {
        const member = shared?.member();
        const result = await job.sign(member?.key ?? key).finally(() => member?.settled());
        finished += 1;
        watch.progress(finished, jobs.length, job.name);
        return result;
      }),
    );
    for (const result of results) {
      if (result.ok) entries.push({ status: 'fertig', ...result.value });
      else if (isOfKey(result.error)) {
        end = result.error;
        entries.push({ status: 'offen' });
      } else if (isPenHeld(result.error))
        entries.push({ status: 'belegt', problem: problemOf(ctx.errors, result.error) });
      else entries.push({ status: 'fehler', problem: problemOf(ctx.errors, result.error) });
    }
  }
  while (entries.length < jobs.length) entries.push({ status: 'offen' });
  if (end && watch.cancelled())
    end = {
      code: 'signatur.stapel-abgebrochen',
      params: { fertig: entries.filter((e) => e.status === 'fertig').length, gesamt: jobs.length },
    };
  return { eintraege: entries, abbruch: end && problemOf(ctx.errors, end) };
}

const CANCELLED = { code: 'token.abgebrochen', params: {} } as const;

/** Documents that are made ready side by side stay within this together. */
const MAX_BYTES_AT_ONCE = 256 * 1024 * 1024;

function nextGroup<T>(jobs: readonly BatchJob<T>[], from: number, size: number): readonly BatchJob<T>[] {
  let bytes = 0;
  const end = jobs.findIndex((job, i) => {
    if (i < from) return false;
    bytes += job.bytes;
    return i > from && (i >= from + size || bytes > MAX_BYTES_AT_ONCE);
  });
  return jobs.slice(from, end === -1 ? undefined : end);
}

/** An error of the key and not of the document: whoever goes on could lock the card or ask a service in vain. */
const isOfKey = (error: Rejection): boolean => error.code.startsWith('token.');

type Signed = Awaited<ReturnType<OpenKey['signRaw']>>;
type Wish = {
  readonly bytes: Uint8Array;
  /** hands over the value and resolves when this document has come to its end, or wants another value */
  readonly grant: (value: Signed) => Promise<void>;
};

/**
 * One key for several documents that are made ready side by side: their wishes are collected until every one of
 * them either waits for its signature or has ended without one; then all are signed with one release. They are
 * finished one after the other: each is checked in a worker of its own, which takes memory.
 */
function releaseTogether(key: OpenKey, members: number, cancelled: () => boolean) {
  let wishes: Wish[] = [];
  let running = members;
  const release = async () => {
    const now = wishes;
    wishes = [];
    const signed = await key.signMany!(now.map((w) => w.bytes));
    running += now.length;
    for (const [i, wish] of now.entries())
      await wish.grant(cancelled() ? err(CANCELLED) : signed.ok ? ok(signed.value[i]!) : signed);
  };
  const step = () => {
    running -= 1;
    if (running === 0 && wishes.length > 0) void release();
  };
  return {
    member: () => {
      let goOn = () => {};
      const signRaw: OpenKey['signRaw'] = (bytes) =>
        new Promise((resolve) => {
          goOn();
          const grant: Wish['grant'] = (value) =>
            new Promise((ended) => {
              goOn = ended;
              resolve(value);
            });
          wishes.push({ bytes, grant });
          step();
        });
      return {
        key: { ...key, signRaw },
        settled: () => {
          goOn();
          step();
        },
      };
    },
  };
}
