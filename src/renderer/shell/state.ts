import { useEffect, useState, useSyncExternalStore } from 'react';
import type { AppState, Settings } from '../../contract/app.ts';
import type { BridgeEvent } from '../../contract/bridge.ts';
import type { Problem } from '../../contract/channel.ts';
import { call, listen } from '../bridge.ts';
import { forgetToasts } from '../kit/toasts.ts';
import { forgetAll, watchChanges } from './query.ts';
import { navigate } from './router.ts';

interface Snapshot {
  readonly app: AppState | null;
  readonly problem: Problem | null;
  /** a screen that must stay although the phase has moved on: the recovery key is still to be written down */
  readonly gehalten: AppState['phase'] | null;
}

let snapshot: Snapshot = { app: null, problem: null, gehalten: null };
const watchers = new Set<() => void>();
const put = (next: Snapshot) => {
  snapshot = next;
  for (const watch of watchers) watch();
};

/** A channel has answered with the new state (unlock, restore, change of person). */
export function setApp(app: AppState): void {
  const before = snapshot.app;
  // another person or a locked workspace: nothing of the former stays in the window
  if (before && (before.person?.id !== app.person?.id || before.phase !== app.phase)) {
    forgetAll();
    forgetToasts();
    beginAnew(before, app);
  }
  put({ ...snapshot, app, problem: null });
}

/** whose page was on the screen when it was locked */
let left: { readonly person: string; readonly hash: string } | null = null;

/** Who unlocks after somebody else begins at the start, not at the other's page; a link opened meanwhile stays. */
function beginAnew(before: AppState, app: AppState): void {
  if (before.phase === 'offen' && app.phase !== 'offen' && before.person)
    left = { person: before.person.id, hash: location.hash };
  if (app.phase !== 'offen' || left === null) return;
  if (left.person !== app.person?.id && left.hash === location.hash) navigate('#/arbeitskorb', true);
  left = null;
}

/** Keeps the screen of this phase until it is let go with null. */
export const holdPhase = (phase: AppState['phase'] | null): void => put({ ...snapshot, gehalten: phase });

export async function loadApp(): Promise<void> {
  const answer = await call('app.state', null);
  if (answer.ok) setApp(answer.value);
  else put({ ...snapshot, problem: answer.problem });
}

export const useApp = (): Snapshot =>
  useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => snapshot,
  );

/** Connects the window to the main process: state, changes, deep links. */
export function startState(): () => void {
  void loadApp();
  const stops = [
    watchChanges(),
    watchContact(),
    listen((event) => {
      if (event.type === 'state') void loadApp();
      if (event.type === 'changed') countSoon();
      if (event.type === 'open') navigate(event.path);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

let counting: ReturnType<typeof setTimeout> | undefined;
/** What one has just entered waits for the centre from now on: the header and the banner count it, also without a line. */
function countSoon(): void {
  if (snapshot.app?.phase !== 'offen' || snapshot.app.sync.art === 'einzelplatz') return;
  clearTimeout(counting);
  counting = setTimeout(() => void loadApp(), 100);
}

const CONTACT_EVERY_MS = 30_000;

/** With nothing new the centre is heard all the same: the time of the last contact grows old only on the screen. */
function watchContact(): () => void {
  const timer = setInterval(() => {
    const { app } = snapshot;
    if (app?.phase === 'offen' && app.sync.art === 'verbunden') void loadApp();
  }, CONTACT_EVERY_MS);
  return () => clearInterval(timer);
}

type ProgressEvent = Extract<BridgeEvent, { readonly type: 'progress' }>;

/** The latest progress the main process told while something runs; null when nothing does. */
export function useProgress(running: boolean): ProgressEvent | null {
  const [progress, setProgress] = useState<ProgressEvent | null>(null);
  useEffect(() => {
    if (!running) return;
    const stop = listen((event) => {
      if (event.type === 'progress') setProgress(event);
    });
    return () => {
      stop();
      setProgress(null);
    };
  }, [running]);
  return progress;
}

export type Theme = Settings['theme'];
