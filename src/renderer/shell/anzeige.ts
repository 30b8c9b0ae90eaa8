import { useEffect, useSyncExternalStore } from 'react';
import { call } from '../bridge.ts';

/** How this person wants to see the window. Theme is a setting of its own; the rest lies with the lists. */
export interface Anzeige {
  readonly theme: 'system' | 'light' | 'dark';
  readonly aussen: boolean;
  readonly kompakt: boolean;
}

const KEY = '_anzeige';
let anzeige: Anzeige = { theme: 'system', aussen: false, kompakt: false };
const watchers = new Set<() => void>();
const dark = matchMedia('(prefers-color-scheme: dark)');

function apply(): void {
  const root = document.documentElement;
  const theme = anzeige.theme === 'system' ? (dark.matches ? 'dark' : 'light') : anzeige.theme;
  root.dataset['kernTheme'] = theme;
  root.dataset['aussen'] = anzeige.aussen ? 'ja' : 'nein';
  root.dataset['dichte'] = anzeige.kompakt ? 'kompakt' : 'normal';
}

/** Before anything is known: follow the system. Called once, before the first paint. */
export function startAnzeige(): void {
  apply();
  dark.addEventListener('change', apply);
}

export async function loadAnzeige(): Promise<void> {
  const settings = await call('settings.get', null);
  if (!settings.ok) return;
  const kept = settings.value.listen[KEY] as Partial<Anzeige> | undefined;
  change({ theme: settings.value.theme, aussen: kept?.aussen === true, kompakt: kept?.kompakt === true });
}

function change(next: Partial<Anzeige>): void {
  anzeige = { ...anzeige, ...next };
  apply();
  for (const watch of watchers) watch();
}

export function setAnzeige(next: Partial<Anzeige>): void {
  change(next);
  void call('settings.set', {
    theme: anzeige.theme,
    listen: { [KEY]: { aussen: anzeige.aussen, kompakt: anzeige.kompakt } },
  });
}

export const useAnzeige = (): Anzeige =>
  useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => anzeige,
  );

/** Reads the settings once the workspace is open. */
export function useLoadAnzeige(person: string | undefined): void {
  useEffect(() => {
    if (person) void loadAnzeige();
  }, [person]);
}
