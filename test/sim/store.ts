import type { CommandEnvelope, CommandResult, Stand } from '../../src/ledger/index.ts';
import type { WorkspaceStore } from '../../src/main/app/ports.ts';

/** The process dies at this write: what the transaction has done so far is gone, what was committed is there. */
export class Crash extends Error {}

interface Disk {
  readonly confirmed: Map<string, { readonly stand: Stand; readonly ersteller: string }>;
  readonly current: Map<string, Stand>;
  /** of a past that the centre has lost, not told anew yet */
  readonly former: Map<string, { readonly stand: Stand; readonly ersteller: string }>;
  readonly outbox: Map<number, CommandEnvelope>;
  readonly results: Map<number, CommandResult>;
  readonly keys: Map<string, Uint8Array>;
  readonly settings: Map<string, unknown>;
  readonly sent: Map<number, CommandEnvelope>;
  lastSeq: number;
  /** not everything has been told anew yet */
  fetchesAnew: boolean;
  /** and until then it is not shown either */
  forgotten: boolean;
  /** how often it was */
  emptyings: number;
}

const emptyDisk = (): Disk => ({
  confirmed: new Map(),
  current: new Map(),
  former: new Map(),
  outbox: new Map(),
  results: new Map(),
  keys: new Map(),
  settings: new Map(),
  sent: new Map(),
  lastSeq: 0,
  fetchesAnew: false,
  forgotten: false,
  emptyings: 0,
});

const copyOf = (d: Disk): Disk => ({
  confirmed: new Map(d.confirmed),
  current: new Map(d.current),
  former: new Map(d.former),
  outbox: new Map(d.outbox),
  results: new Map(d.results),
  keys: new Map(d.keys),
  settings: new Map(d.settings),
  sent: new Map(d.sent),
  lastSeq: d.lastSeq,
  fetchesAnew: d.fetchesAnew,
  forgotten: d.forgotten,
  emptyings: d.emptyings,
});

/**
 * A workspace in memory, as far as sync and provisional decisions use one: whole transactions or none, and a
 * crash at any write. The file on disk has tests of its own (test/main/store).
 */
export function createSimStore() {
  let disk = emptyDisk();
  let inTransaction = false;
  let writesUntilCrash = -1;

  /** every change goes through here */
  function write(): Disk {
    if (!inTransaction) throw new Error('Write outside of a transaction');
    if (writesUntilCrash >= 0 && (writesUntilCrash -= 1) < 0) throw new Crash('client');
    return disk;
  }
  function transaction<T>(work: () => T): T {
    if (inTransaction) throw new Error('Transactions do not nest');
    const before = copyOf(disk);
    inTransaction = true;
    try {
      return work();
    } catch (error) {
      disk = before;
      throw error;
    } finally {
      inTransaction = false;
    }
  }
  const confirmed = (vorgang: string) => disk.confirmed.get(vorgang)?.stand ?? null;
  const former = (vorgang: string) => disk.former.get(vorgang)?.stand ?? null;
  function forget(vorgang: string): boolean {
    write().keys.delete(vorgang);
    disk.current.delete(vorgang);
    const former = disk.former.delete(vorgang);
    return disk.confirmed.delete(vorgang) || former;
  }
  const store = {
    transaction,
    read: {
      confirmed,
      former,
      stand: (vorgang: string) => disk.current.get(vorgang) ?? confirmed(vorgang) ?? former(vorgang),
      ersteller: (vorgang: string) =>
        (disk.confirmed.get(vorgang) ?? disk.former.get(vorgang))?.ersteller ?? null,
      row: (vorgang: string) => disk.confirmed.get(vorgang) ?? disk.former.get(vorgang) ?? null,
      setting: (name: string) => disk.settings.get(name),
      statesOf: () => [],
      belegung: () => [],
      byMerkmal: () => [],
      datensaetze: () => ({}),
      dokument: () => null,
    },
    centre: { result: (_clientId: string, seq: number) => disk.results.get(seq) ?? null },
    outbox: {
      nextSeq: () => disk.lastSeq + 1,
      enqueue: (e: CommandEnvelope) => {
        write().outbox.set(e.seq, e);
        disk.lastSeq = e.seq;
      },
      waiting: () => [...disk.outbox.values()],
      lastOn: (_clientId: string, vorgang: string) =>
        [...disk.outbox.values()].filter((e) => e.vorgang === vorgang).at(-1)?.seq ?? null,
      note: (_clientId: string, seq: number, result: CommandResult) => void write().results.set(seq, result),
      settle: (_clientId: string, seq: number, result: CommandResult) => {
        write().results.set(seq, result);
        disk.outbox.delete(seq);
      },
      keepSent: (arrived: readonly CommandEnvelope[]) => {
        for (const e of arrived) write().sent.set(e.seq, e);
      },
      sent: (_clientId: string, from: number) =>
        [...disk.sent.values()].filter((e) => e.seq >= from).sort((a, b) => a.seq - b.seq),
      highestSent: () => Math.max(0, ...disk.sent.keys()),
      dropSent: (_clientId: string, feed: number) => {
        const safe = [...disk.sent.keys()].filter((seq) => {
          const result = disk.results.get(seq);
          return result?.outcome === 'applied' && result.revision > result.from && result.feed <= feed;
        });
        for (const seq of disk.sent.keys()) if (seq <= Math.max(0, ...safe)) write().sent.delete(seq);
      },
      takeBack: (_clientId: string, from: number) => {
        const lost = [...disk.sent.values()].filter(
          (e) =>
            e.seq >= from &&
            disk.results.get(e.seq)?.outcome === 'applied' &&
            (disk.forgotten ||
              disk.confirmed.has(e.vorgang) ||
              disk.former.has(e.vorgang) ||
              disk.current.has(e.vorgang)),
        );
        for (const e of lost) write().sent.delete(e.seq);
        const all = [...lost, ...disk.outbox.values()].sort((a, b) => a.seq - b.seq);
        disk.outbox.clear();
        for (const e of all) disk.outbox.set(e.seq, e);
        return lost.map((e) => e.vorgang);
      },
      setCurrent: (current: readonly { readonly stand: Stand }[]) => {
        write().current.clear();
        for (const { stand } of current) disk.current.set(stand.vorgang, stand);
      },
    },
    feed: {
      begin: () => void write(),
      keyOf: (vorgang: string) => disk.keys.get(vorgang) ?? null,
      putKey: (vorgang: string, key: Uint8Array) => void write().keys.set(vorgang, key),
      append: () => void write(),
      confirm: (stand: Stand, ersteller: string) => {
        write().confirmed.set(stand.vorgang, { stand, ersteller });
        disk.current.delete(stand.vorgang);
        disk.former.delete(stand.vorgang);
      },
      evict: forget,
      erase: (record: { readonly vorgang: string }) => forget(record.vorgang),
      forgetAll: () => {
        write().confirmed.clear();
        disk.former.clear();
        disk.current.clear();
        disk.fetchesAnew = true;
        disk.forgotten = true;
        disk.emptyings += 1;
      },
      doubtAll: () => {
        for (const [vorgang, here] of write().confirmed) disk.former.set(vorgang, here);
        disk.confirmed.clear();
        disk.fetchesAnew = true;
      },
      isInDoubt: () => disk.fetchesAnew && disk.former.size > 0,
      forgetWhatIsGone: (waits: ReadonlySet<string> = new Set()) => {
        write().fetchesAnew = false;
        disk.forgotten = false;
        const gone = [...disk.former.keys()].filter((vorgang) => !waits.has(vorgang));
        gone.forEach(forget);
        return gone;
      },
      documents: () => [],
    },
    setSetting: (name: string, value: unknown) => void write().settings.set(name, value),
  };
  return {
    store: store as unknown as WorkspaceStore,
    /** dies at the n-th write from now; -1: not at all */
    crashAfter: (n: number) => {
      writesUntilCrash = n;
    },
    confirmed: () => [...disk.confirmed.values()].map((c) => c.stand),
    provisional: () => [...disk.current.values()],
    former: () => [...disk.former.keys()],
    /** a program that reads other states fetches all of them anew */
    isEmptied: () => disk.forgotten,
    emptyings: () => disk.emptyings,
    keys: () => [...disk.keys.keys()],
    envelope: (seq: number) => disk.outbox.get(seq) ?? null,
    results: () => disk.results,
    confirmedOf: confirmed,
    /** what its author goes by: confirmed, or confirmed in a past that the centre has lost */
    knownOf: (vorgang: string) => confirmed(vorgang) ?? former(vorgang),
    isWaiting: (seq: number) => disk.outbox.has(seq),
    waiting: () => disk.outbox.size,
    lastSeq: () => disk.lastSeq,
  };
}
export type SimStore = ReturnType<typeof createSimStore>;
