import { executeCommand } from '../../src/main/app/execute.ts';
import type { AppContext } from '../../src/main/app/context.ts';
import { rebaseOutbox } from '../../src/main/app/connection/connected.ts';
import { CENTRE_SETTING } from '../../src/main/app/connection/sync-ports.ts';
import { pullFeed } from '../../src/main/sync/pull.ts';
import { pushOutbox } from '../../src/main/sync/push.ts';
import { readOffer } from '../../src/main/app/connection/restored-ports.ts';
import { readUnknown, type SyncDeps, type SyncTransport } from '../../src/main/sync/ports.ts';
import { fetchAnewAfterUpdate } from '../../src/main/sync/update.ts';
import { canonicalJson, registerKinds, type CommandEnvelope, type Kinds } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { oldNotiz } from './notiz.ts';
import type { Wish } from './commands.ts';
import { Crash, createSimStore } from './store.ts';
import { weg } from './weg.ts';

/** Older programs: neither knows what says that a number was given, one not even what a route is. */
const OLD_KINDS = { older: registerKinds([oldNotiz]), old: registerKinds([oldNotiz, weg]) };

/** Carries what was decided again out of a transaction that is not to change anything. */
class Undo extends Error {}

/** One laptop: the app's way of a command, the real push and pull, a store and a clock of its own. */
export function createSimClient(
  person: string,
  kinds: Kinds,
  transport: SyncTransport,
  now: () => string,
  newId: () => string,
  /** how many commands of a batch have their documents at the centre */
  ready: (batch: readonly CommandEnvelope[]) => number,
) {
  const disk = createSimStore();
  const { store } = disk;
  let program = kinds;
  let started = true;
  store.transaction(() => store.setSetting(CENTRE_SETTING, { person }));
  const ctx = {
    store,
    get kinds() {
      return program;
    },
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
    get kinds() {
      return program;
    },
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
      started = true;
      return null;
    }
  }

  /** What is shown of what waits must be what the waiting commands make of the confirmed states. */
  function checkShown(): void {
    const shown = shownStates();
    let again = '';
    try {
      store.transaction(() => {
        rebaseOutbox(ctx, person);
        again = shownStates();
        throw new Undo();
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    }
    if (again !== shown) throw new Error(`${person} sees ${shown} instead of ${again}`);
  }
  const shownStates = () =>
    canonicalJson(
      disk
        .provisional()
        .map(({ vorgang, revision, state }) => ({ vorgang, revision, state }))
        .sort((a, b) => (a.vorgang < b.vorgang ? -1 : 1)),
    );

  return {
    person,
    disk,
    /** the command as it went into the outbox and was acknowledged to the user, so it must never get lost */
    enter: ({ art, vorgang, command }: Wish): Promise<CommandEnvelope | null> =>
      surviving(() => {
        const baseRevision = store.read.confirmed(vorgang)?.revision ?? 0;
        const done = executeCommand(ctx, person, { art, vorgang, command: command as never, baseRevision });
        return done.ok ? disk.envelope(disk.lastSeq()) : null;
      }),
    /** one round as main/sync/loop.ts makes it */
    sync: () =>
      surviving(async () => {
        fetchAnewAfterUpdate(deps, started);
        started = false;
        const pushed = await pushOutbox(deps, ready);
        if (pushed.outcome === 'protocol_error') throw new Error(`protocol error at ${pushed.seq}`);
        if (pushed.outcome === 'refused' && pushed.reason !== 'upgrade') return;
        const pulled = await pullFeed(deps);
        // A restored centre is offered again what it has lost: until then nobody knows what holds.
        const offering = readOffer(deps) !== null;
        if (pushed.outcome === 'done' && pulled.outcome === 'done' && !offering) checkShown();
      }),
    /** another program is started on the same file */
    install: (which: keyof typeof OLD_KINDS | 'new') => {
      program = which === 'new' ? kinds : OLD_KINDS[which];
      started = true;
    },
    isOld: () => program !== kinds,
    /** Vorgaenge that this program does not understand and shows read only */
    unknown: () => readUnknown(store),
    /** as it is on the screen */
    shownOf: (vorgang: string) => store.read.stand(vorgang),
    openConflicts: () => (store.read.setting('konflikte') as readonly number[] | undefined) ?? [],
  };
}
export type SimClient = ReturnType<typeof createSimClient>;
