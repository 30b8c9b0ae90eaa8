import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  /** in milliseconds; Infinity: until the process ends */
  readonly until: number;
}

const MAX_KEPT = 10_000;

/**
 * Where the identity provider of the demo keeps its sessions and tokens: in memory, on purpose. Its key lives no
 * longer either, so what it has issued ends with the process. One store for each provider.
 */
export function createMemoryAdapter(now: () => number = Date.now): (model: string) => Adapter {
  const kept = new Map<string, Kept>();
  const find = (key: string): AdapterPayload | undefined => {
    const entry = kept.get(key);
    return entry !== undefined && entry.until > now() ? entry.payload : undefined;
  };
  const findBy = (prefix: string, field: 'uid' | 'userCode', value: string): AdapterPayload | undefined => {
    for (const [key, { payload, until }] of kept)
      if (key.startsWith(prefix) && payload[field] === value && until > now()) return payload;
    return undefined;
  };
  function sweep(): void {
    for (const [key, { until }] of kept) if (until <= now()) kept.delete(key);
    // What is oldest goes first when there is still too much.
    for (const key of kept.keys()) {
      if (kept.size < MAX_KEPT) break;
      kept.delete(key);
    }
  }

  return (model) => {
    const prefix = `${model}:`;
    return {
      upsert: async (id, payload, expiresIn) => {
        if (kept.size >= MAX_KEPT) sweep();
        const until = expiresIn ? now() + expiresIn * 1000 : Number.POSITIVE_INFINITY;
        kept.set(prefix + id, { payload, until });
      },
      find: async (id) => find(prefix + id),
      findByUid: async (uid) => findBy(prefix, 'uid', uid),
      findByUserCode: async (code) => findBy(prefix, 'userCode', code),
      consume: async (id) => {
        const entry = kept.get(prefix + id);
        if (!entry) return;
        const payload = { ...entry.payload, consumed: Math.floor(now() / 1000) };
        kept.set(prefix + id, { ...entry, payload });
      },
      destroy: async (id) => void kept.delete(prefix + id),
      revokeByGrantId: async (grant) => {
        for (const [key, { payload }] of kept) if (payload.grantId === grant) kept.delete(key);
      },
    };
  };
}
