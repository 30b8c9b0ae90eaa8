import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { call, listen } from '../bridge.ts';
import type { Problem } from '../../contract/channel.ts';
import type { ChannelInput, ChannelName, ChannelOutput } from '../../contract/channels.ts';

interface Entry {
  readonly data: unknown;
  readonly problem: Problem | null;
  readonly loading: boolean;
}

export interface Query<T> {
  readonly data: T | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

const EMPTY: Entry = { data: null, problem: null, loading: true };
const entries = new Map<string, Entry>();
const watchers = new Map<string, Set<() => void>>();
const fetches = new Map<string, { channel: ChannelName; input: unknown; ticket: number }>();

function put(key: string, entry: Entry): void {
  entries.set(key, entry);
  for (const watch of watchers.get(key) ?? []) watch();
}

async function load(key: string): Promise<void> {
  const job = fetches.get(key);
  if (!job) return;
  const ticket = ++job.ticket;
  const answer = await call(job.channel, job.input as never);
  // a later question overtakes an earlier answer
  if (job.ticket !== ticket) return;
  if (answer.ok) put(key, { data: answer.value, problem: null, loading: false });
  else put(key, { data: entries.get(key)?.data ?? null, problem: answer.problem, loading: false });
}

/**
 * Asks a channel and keeps the answer until something changes. The last answer stays on screen while a newer
 * one is fetched, so that nothing flickers. `input` undefined: don't ask.
 */
export function useQuery<N extends ChannelName>(
  channel: N,
  input: ChannelInput<N> | undefined,
): Query<ChannelOutput<N>> {
  const key = input === undefined ? '' : `${channel} ${JSON.stringify(input)}`;
  const subscribe = useCallback(
    (watch: () => void) => {
      if (key === '') return () => {};
      const set = watchers.get(key) ?? new Set();
      watchers.set(key, set.add(watch));
      return () => {
        set.delete(watch);
        if (set.size === 0) watchers.delete(key);
      };
    },
    [key],
  );
  const entry = useSyncExternalStore(subscribe, () => entries.get(key) ?? EMPTY);
  useEffect(() => {
    if (key === '') return;
    if (!fetches.has(key)) fetches.set(key, { channel, input, ticket: 0 });
    void load(key);
    // the key stands for channel and input
    // eslint-disable-next-line
  }, [key]);
  const reload = useCallback(() => void load(key), [key]);
  return {
    data: entry.data as ChannelOutput<N> | null,
    problem: entry.problem,
    loading: key !== '' && entry.loading,
    reload,
  };
}

/** Everything on screen is asked again; what is not on screen is forgotten. */
export function refreshAll(): void {
  for (const key of entries.keys()) {
    if (watchers.has(key)) void load(key);
    else {
      entries.delete(key);
      fetches.delete(key);
    }
  }
}

const forgetters = new Set<() => void>();
/** Something else that holds data of a person (drafts) and must let go of it with the cache. */
export const onForget = (forget: () => void): void => void forgetters.add(forget);

/** On locking and on changing the person: nothing of the former may stay in memory. */
export function forgetAll(): void {
  for (const forget of forgetters) forget();
  for (const job of fetches.values()) job.ticket++;
  for (const key of entries.keys()) {
    if (watchers.has(key)) put(key, EMPTY);
    else entries.delete(key);
  }
}

let timer: ReturnType<typeof setTimeout> | undefined;
/** Wires the bridge's events to the cache; many changes in a row cost one round. */
export const watchChanges = (): (() => void) =>
  listen((event) => {
    if (event.type !== 'changed' && event.type !== 'state') return;
    clearTimeout(timer);
    timer = setTimeout(refreshAll, 40);
  });
