import { expect, test } from '@jest/globals';
import type { CommandEnvelope } from '../../../src/ledger/index.ts';
import type { SyncHost } from '../../../src/main/app/connection/sync-ports.ts';
import type { HttpTransport, UploadAnswer } from '../../../src/main/sync/http.ts';
import type { Line } from '../../../src/main/sync/ports.ts';
import { openTransfers } from '../../../src/main/sync/transfers.ts';
import { openUploads } from '../../../src/main/sync/uploads.ts';

/* What goes up beside the rounds: only what a command needs, in its order, and never under a closed workspace. */

const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];

/** `shas`: documents that are here; `before`: of which version one is the signed one. */
function world(shas: readonly string[], before: Readonly<Record<string, string>> = {}) {
  const here = new Set(shas);
  const settings = new Map<string, unknown>();
  const asked: string[] = [];
  const faults: unknown[] = [];
  let shut = false;
  let arrived = 0;
  let brought = 0;
  let answer: (
    sha256: string,
    signal: AbortSignal,
  ) => Promise<Line<UploadAnswer>> | Line<UploadAnswer> = () => ({
    line: 'ok',
    value: 'gespeichert',
  });
  const open = <T>(value: T): T => {
    if (shut) throw new Error('the file is shut');
    return value;
  };
  const host = {
    store: {
      read: {
        setting: (name: string) => open(settings.get(name)),
        stand: () => null,
        confirmed: () => null,
        dokument: (sha256: string) => open({ vorgaenger: before[sha256] ?? null }),
      },
      setSetting: (name: string, value: unknown) => void open(settings.set(name, value)),
      feed: { documents: () => [] },
      blobs: {
        has: (sha256: string) => open(here.has(sha256)),
        read: (sha256: string) => open(here.has(sha256) ? new Uint8Array(3) : null),
        size: () => 3,
      },
    },
    kinds: new Map(),
    stateChanged: () => undefined,
    transfer: () => undefined,
  } as unknown as SyncHost;
  const transport = {
    uploadBlob: async (sha256: string, _b: unknown, _p: unknown, _m: unknown, signal: AbortSignal) => {
      asked.push(sha256);
      return answer(sha256, signal);
    },
  } as unknown as HttpTransport;
  const transfers = openTransfers(
    host,
    () => [],
    () => 0,
  );
  const uploads = openUploads({
    host,
    transport,
    transfers,
    arrived: () => void (arrived += 1),
    brought: () => void (brought += 1),
    rests: () => undefined,
    failed: (fault) => void faults.push(fault),
  });
  return {
    uploads,
    transfers,
    asked,
    here,
    faults,
    arrived: () => arrived,
    brought: () => brought,
    shut: () => {
      shut = true;
    },
    answers: (next: typeof answer) => {
      answer = next;
    },
  };
}

const naming = (...shas: readonly (string | null)[]): readonly CommandEnvelope[] =>
  shas.map(
    (sha256, i) => ({ vorgang: `v${i}`, command: { type: 'x', sha256 } }) as unknown as CommandEnvelope,
  );
/** Whatever can happen without time passing has happened. */
const settled = async () => {
  for (let i = 0; i < 50; i += 1) await Promise.resolve();
};
const untilStopped = (signal: AbortSignal) =>
  new Promise<Line<UploadAnswer>>((done) => signal.addEventListener('abort', () => done({ line: 'down' })));

test('as many commands may go as stand before the first whose document is missing; the order of need is that of the way', async () => {
  const w = world([A, B]);
  const batch = naming(null, B, null, A, B);
  expect(w.uploads.ready(batch)).toBe(1);
  await settled();
  expect(w.asked).toEqual([B, A]);
  expect(w.arrived()).toBe(2);
  expect(w.uploads.ready(batch)).toBe(5);
  // One that is not here holds nothing up: the centre says what it lacks.
  expect(w.uploads.ready(naming(C))).toBe(1);
});

test('the version that was signed goes before what continues it, and once', async () => {
  const w = world([A, B], { [B]: A });
  w.uploads.ready(naming(B, A));
  await settled();
  expect(w.asked).toEqual([A, B]);
  // A centre that has lost it asks for it, though no command names it.
  const lost = world([A, B], { [B]: A });
  const there = new Set<string>();
  lost.answers((sha256) => {
    if (sha256 === B && !there.has(A)) return { line: 'ok', value: 'vorgaenger-fehlt' };
    there.add(sha256);
    return { line: 'ok', value: 'gespeichert' };
  });
  lost.uploads.ready(naming(B));
  await settled();
  expect(lost.asked).toEqual([B, A, B]);
  expect(lost.uploads.ready(naming(B))).toBe(1);
});

test('what nothing needs any more is broken off, and what is needed instead goes', async () => {
  const w = world([A, B]);
  w.answers((sha256, signal) => (sha256 === A ? untilStopped(signal) : { line: 'ok', value: 'gespeichert' }));
  expect(w.uploads.ready(naming(A))).toBe(0);
  await settled();
  expect(w.uploads.isMoving()).toBe(true);
  w.here.delete(A);
  // The command goes without it.
  expect(w.uploads.ready(naming(A, B))).toBe(1);
  await settled();
  expect(w.asked).toEqual([A, B]);
  expect(w.uploads.isMoving()).toBe(false);
  expect(w.uploads.ready(naming(A, B))).toBe(2);
});

test('a full centre is said at the document and tried again when asked; a spoilt one goes once more; too large is for good', async () => {
  const w = world([A, B, C]);
  w.answers(() => ({ line: 'down', code: 'speicher-voll' }));
  expect(w.uploads.ready(naming(A))).toBe(0);
  await settled();
  expect(w.uploads.isMoving()).toBe(false);
  expect(w.transfers.entryOf(A, 'hinauf').problem?.code).toBe('sync.zentrale-voll');
  const answers: Line<UploadAnswer>[] = [
    { line: 'ok', value: 'verdorben' },
    { line: 'ok', value: 'gespeichert' },
  ];
  w.answers(() => answers.shift() ?? { line: 'ok', value: 'zu-gross' });
  w.uploads.tryNow();
  await settled();
  expect(w.asked).toEqual([A, A, A]);
  expect(w.uploads.ready(naming(A, B))).toBe(1);
  await settled();
  expect(w.transfers.entryOf(B, 'hinauf').problem?.code).toBe('sync.dokument-zu-gross');
  // Its command goes, and is refused with its reason.
  expect(w.uploads.ready(naming(A, B))).toBe(2);
});

test('a workspace that is shut meanwhile is not touched any more, and nothing is begun', async () => {
  const w = world([A, B]);
  w.answers((_sha256, signal) => untilStopped(signal));
  w.uploads.ready(naming(A, B));
  await settled();
  w.uploads.close();
  w.transfers.close();
  w.shut();
  await settled();
  expect(w.asked).toEqual([A]);
  expect(w.faults).toEqual([]);
  expect(w.uploads.isMoving()).toBe(false);
});

test('halted, nothing goes up until a round asks again', async () => {
  const w = world([A]);
  w.answers((_sha256, signal) => untilStopped(signal));
  w.uploads.ready(naming(A));
  await settled();
  w.uploads.halt();
  await settled();
  expect(w.uploads.isMoving()).toBe(false);
  w.answers(() => ({ line: 'ok', value: 'gespeichert' }));
  w.uploads.ready(naming(A));
  await settled();
  expect(w.asked).toEqual([A, A]);
  expect(w.uploads.ready(naming(A))).toBe(1);
});

test('what the centre has lost goes up again, after what the outbox waits for; what it does not take is not tried again', async () => {
  const w = world([A, B, C]);
  const stopped: string[] = [];
  w.answers(async (sha256, signal) => {
    if (sha256 !== A || stopped.length > 0)
      return { line: 'ok', value: sha256 === C ? 'abgewiesen' : 'gespeichert' };
    const line = await untilStopped(signal);
    stopped.push(sha256);
    return line;
  });
  // One that is not here is not asked about.
  expect(w.uploads.bringAgain([A, C, 'd'.repeat(64)])).toBe(2);
  await settled();
  // The outbox waits for something: the other one gives way, and goes on after it.
  expect(w.uploads.ready(naming(B))).toBe(0);
  await settled();
  expect(w.asked).toEqual([A, B, A, C]);
  expect([w.arrived(), w.brought()]).toEqual([1, 1]);
  expect(w.uploads.ready(naming(B))).toBe(1);
  expect(w.uploads.bringAgain([C])).toBe(0);
  await settled();
  expect(w.asked).toHaveLength(4);
});
