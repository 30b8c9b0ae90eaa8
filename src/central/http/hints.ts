import type { CentralDatabase } from '../db/open.ts';

type Listener = (feed: number) => void;
const POLL_MS = 1000;

/**
 * Tells who listens that the feed of a tenant has grown. Within this process at once; what another process on
 * the same database has written is noticed within a second. A hint, nothing more: who misses it pulls later.
 */
export function createHints({ db }: CentralDatabase) {
  const tenants = new Map<string, { readonly listeners: Set<Listener>; feed: number }>();

  async function look(tenant: string): Promise<void> {
    const entry = tenants.get(tenant);
    if (!entry) return;
    const last = await db
      .selectFrom('record')
      .select('feed')
      .where('tenant', '=', tenant)
      .orderBy('feed', 'desc')
      .limit(1)
      .executeTakeFirst();
    const feed = last?.feed ?? 0;
    if (feed <= entry.feed) return;
    entry.feed = feed;
    for (const listener of entry.listeners) listener(feed);
  }

  const timer = setInterval(() => {
    for (const tenant of tenants.keys()) void look(tenant).catch(() => undefined);
  }, POLL_MS);
  timer.unref();

  return {
    listen: (tenant: string, listener: Listener): (() => void) => {
      const entry = tenants.get(tenant) ?? { listeners: new Set<Listener>(), feed: 0 };
      tenants.set(tenant, entry);
      entry.listeners.add(listener);
      return () => {
        entry.listeners.delete(listener);
        if (entry.listeners.size === 0) tenants.delete(tenant);
      };
    },
    grown: (tenant: string): void => void look(tenant).catch(() => undefined),
    /** something beside the feed has changed */
    poke: (tenant: string): void => {
      const entry = tenants.get(tenant);
      for (const listener of entry?.listeners ?? []) listener(entry?.feed ?? 0);
    },
    close: (): void => clearInterval(timer),
  };
}
