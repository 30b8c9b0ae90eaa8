import type { AddressInfo } from 'node:net';
import { finishErasures } from './engine/erase-rows.ts';
import { rebuildOutdated } from './engine/rebuild.ts';
import { trackConnections } from './http/connections.ts';
import { buildServer } from './http/server.ts';
import type { ServiceDeps } from './http/service.ts';

const LONGEST_END_MS = 10_000;

export interface RunningService {
  readonly address: string;
  readonly close: () => Promise<void>;
}

interface ServiceOptions {
  readonly host: string;
  readonly port: number;
  /** how long requests under way may take when the service stops */
  readonly longestEndMs?: number;
}

/**
 * Starts the service on a loopback or given address; a proxy in front of it speaks TLS (docs/betrieb.md). What cannot
 * start (port taken, database away) throws, with jobs and database closed, so that the process can end.
 */
export async function startService(deps: ServiceDeps, options: ServiceOptions): Promise<RunningService> {
  const end = async (): Promise<void> => {
    for (const job of deps.jobs ?? []) await job.close();
    await deps.database.close();
  };
  try {
    return await start(deps, options, end);
  } catch (error) {
    await end().catch(() => undefined);
    throw error;
  }
}

async function start(
  deps: ServiceDeps,
  options: ServiceOptions,
  end: () => Promise<void>,
): Promise<RunningService> {
  // What was erased before a crash is gone before anybody asks.
  await finishErasures(deps);
  // And what an earlier version has stored has today's shape.
  const rebuilt = await rebuildOutdated(deps.ctx, deps.database);
  const app = buildServer(deps);
  if (rebuilt.vorgaenge + rebuilt.geblieben > 0)
    deps.log({ neuGemacht: rebuilt.vorgaenge, geblieben: rebuilt.geblieben });
  const connections = trackConnections(app.server);
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  return {
    address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    close: async () => {
      // Whoever does not come to an end in time is cut: what was acknowledged is durable.
      const late = setTimeout(() => app.server.closeAllConnections(), options.longestEndMs ?? LONGEST_END_MS);
      const closed = app.close();
      connections.drain();
      await closed;
      clearTimeout(late);
      await end();
    },
  };
}
