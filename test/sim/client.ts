import { executeCommand } from '../../src/main/app/execute.ts';
import type { AppContext } from '../../src/main/app/context.ts';
import { rebaseOutbox } from '../../src/main/app/connected.ts';
import { CENTRE_SETTING } from '../../src/main/app/sync-ports.ts';
import { pullFeed } from '../../src/main/sync/pull.ts';
import { pushOutbox } from '../../src/main/sync/push.ts';
import type { SyncDeps, SyncTransport } from '../../src/main/sync/ports.ts';
import type { CommandEnvelope, Kinds } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { Crash, createSimStore } from './store.ts';

/** One laptop: the app's way of a command, the real push and pull, a store and a clock of its own. */
export function createSimClient(
  person: string,
  kinds: Kinds,
  transport: SyncTransport,
  now: () => string,
  newId: () => string,
) {
  const disk = createSimStore();
  const { store } = disk;
  const conflicts = new Map<number, number>();
  const ids = new Map<number, string>();
  store.transaction(() => store.setSetting(CENTRE_SETTING, { person }));
  const ctx = {
    store,
    kinds,
    crypto: ledgerCrypto,
    clock: { now, today: () => now().slice(0, 10) },
    newId,
    tenant: 'siegen',
    device: 'd',
    errors: {},
    verzeichnis: () => ({ personen: [], einheiten: [] }),
    forgetVerzeichnis: () => undefined,
    changed: () => undefined,
  } as unknown as AppContext;
  const deps: SyncDeps = {
    store,
    transport,
    kinds,
    crypto: ledgerCrypto,
    tenant: 'siegen',
    clientId: `d:${person}`,
    rebase: () => rebaseOutbox(ctx, person),
    now,
    changed: () => undefined,
    progress: () => undefined,
    conflict: (envelope: CommandEnvelope) => {
      // Noted through the store, so that a rolled back answer takes its conflict with it.
      const open = (store.read.setting('konflikte') as readonly number[] | undefined) ?? [];
      store.setSetting('konflikte', [...open, envelope.seq]);
    },
  };

  /** What dies in a crash is the running program; it starts again on what was committed. */
  async function surviving<T>(work: () => T | Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      disk.crashAfter(-1);
      return null;
    }
  }

  return {
    person,
    disk,
    ctx,
    conflicts,
    ids,
    /** true: acknowledged to the user, so it must never get lost */
    enter: (vorgang: string, command: object): Promise<boolean> =>
      surviving(() => {
        const baseRevision = store.read.confirmed(vorgang)?.revision ?? 0;
        const seq = disk.lastSeq() + 1;
        const done = executeCommand(ctx, person, {
          art: 'notiz',
          vorgang,
          command: command as never,
          baseRevision,
        });
        if (done.ok) ids.set(seq, `${seq}`);
        return done.ok;
      }).then((ok) => ok === true),
    sync: () =>
      surviving(async () => {
        const pushed = await pushOutbox(deps);
        if (pushed.outcome === 'protocol_error') throw new Error(`protocol error at ${pushed.seq}`);
        return pullFeed(deps);
      }),
    pull: () => surviving(() => pullFeed(deps)),
    openConflicts: () => (store.read.setting('konflikte') as readonly number[] | undefined) ?? [],
  };
}
export type SimClient = ReturnType<typeof createSimClient>;
