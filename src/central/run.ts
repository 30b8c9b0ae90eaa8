import type { AddressInfo } from 'node:net';
import { finishErasures } from './engine/erase.ts';
import { buildServer } from './http/server.ts';
import type { ServiceDeps } from './http/service.ts';

const LONGEST_END_MS = 10_000;

export interface RunningService {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Starts the service on a loopback or given address; a proxy in front of it speaks TLS (docs/betrieb.md). */
export async function startService(
  deps: ServiceDeps,
  options: { readonly host: string; readonly port: number },
): Promise<RunningService> {
  // What was erased before a crash is gone before anybody asks.
  await finishErasures(deps);
  const app = buildServer(deps);
  await app.listen(options);
  const { port } = app.server.address() as AddressInfo;
  return {
    address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    close: async () => {
      // Whoever does not come to an end in time is cut: what was acknowledged is durable.
      const late = setTimeout(() => app.server.closeAllConnections(), LONGEST_END_MS);
      await app.close();
      clearTimeout(late);
      for (const job of deps.jobs ?? []) await job.close();
      await deps.database.close();
    },
  };
}
