import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { kinds } from '../../src/main/faecher.ts';
import { openStore } from '../../src/main/store/open.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import type { SyncDeps } from '../../src/main/sync/ports.ts';
import { pullFeed } from '../../src/main/sync/pull.ts';
import type { BenchService } from './sync-service.ts';
import type { Officer } from './sync-load.ts';

/** A laptop's encrypted store and real sync over HTTP, with nothing in its outbox. */
export async function openBenchClient(service: BenchService, officer: Officer, device: string) {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-platz-'));
  const opened = openStore({
    dir,
    kinds,
    crypto: ledgerCrypto,
    create: true,
    databaseKey: new Uint8Array(32).fill(7),
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  const line = await service.lineOf(officer.person, device);
  const transport = createHttpTransport({
    address: service.address,
    key: line.key,
    token: async () => line.token,
  });
  /** milliseconds on the line, the service included */
  let online = 0;
  const deps: SyncDeps = {
    store,
    transport: {
      push: transport.push,
      pull: async (cursor) => {
        const started = performance.now();
        const page = await transport.pull(cursor);
        online += performance.now() - started;
        return page;
      },
    },
    kinds,
    crypto: ledgerCrypto,
    tenant: officer.tenant,
    clientId: line.clientId,
    rebase: () => {
      store.outbox.setCurrent([]);
      return { current: new Map(), traces: new Map(), doubtful: [] };
    },
    now: () => new Date().toISOString(),
    changed: () => undefined,
    progress: () => undefined,
    conflict: () => undefined,
  };
  return {
    store,
    /** brings the store up to date; milliseconds in all, and of these on the line */
    pull: async (): Promise<{ readonly all: number; readonly line: number }> => {
      online = 0;
      const started = performance.now();
      const { outcome } = await pullFeed(deps);
      if (outcome !== 'done') throw new Error(outcome);
      return { all: performance.now() - started, line: online };
    },
    /** milliseconds until what came in bulk is in the index */
    completeIndex: async (): Promise<number> => {
      const started = performance.now();
      await store.completeIndex();
      return performance.now() - started;
    },
    remove: (): void => {
      store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
