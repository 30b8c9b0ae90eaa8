import type { Settings } from '../../contract/app.ts';
import type { WorkspaceStore } from './ports.ts';

const DEFAULTS: Settings = { autoLockMinuten: 15, theme: 'system', pkcs11Module: null, listen: {} };

/** Settings of one person on this device. */
export function readSettings(store: WorkspaceStore, person: string): Settings {
  return {
    ...DEFAULTS,
    ...((store.read.setting(`einstellungen:${person}`) as Partial<Settings> | undefined) ?? {}),
  };
}

/** Changes what is given and leaves the rest; column states are merged list by list. */
export function writeSettings(store: WorkspaceStore, person: string, change: Partial<Settings>): Settings {
  const before = readSettings(store, person);
  const given = Object.fromEntries(Object.entries(change).filter(([, v]) => v !== undefined));
  const next: Settings = { ...before, ...given, listen: { ...before.listen, ...change.listen } };
  store.setSetting(`einstellungen:${person}`, next);
  return next;
}
