import { UNKNOWN_SETTING } from '../app/connection/sync-ports.ts';
import { CURSOR_SETTING, readUnknown, type SyncDeps } from './ports.ts';

/** which kinds and shapes of state the confirmed states were fetched with */
const SHAPES_SETTING = 'sync:formen';

/**
 * A program whose states have another shape fetches them anew; the outbox stays. So does one that is started again
 * after something was not understood: it may be newer now.
 */
export function fetchAnewAfterUpdate({ store, kinds, rebase }: SyncDeps, started: boolean): void {
  const shapes = [...kinds.values()].map((k) => `${k.art}:${k.stateVersion}`).join(' ');
  const again = started && readUnknown(store).length > 0;
  if (store.read.setting(SHAPES_SETTING) === shapes && !again) return;
  store.transaction(() => {
    store.feed.forgetAll();
    rebase();
    store.setSetting(CURSOR_SETTING, '');
    store.setSetting(SHAPES_SETTING, shapes);
    store.setSetting(UNKNOWN_SETTING, []);
  });
}
