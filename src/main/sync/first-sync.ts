import type { SyncState } from '../../contract/app.ts';
import type { SyncHost } from '../app/connection/sync-ports.ts';

/** in the store: the first sync is complete */
const WHOLE_SETTING = 'sync:vollstaendig';
/** in the store: how far it has come, for when the app is closed in between */
const FIRST_SETTING = 'sync:erster';

type Count = Pick<NonNullable<SyncState['erster']>, 'erledigt' | 'gesamt'>;

/**
 * Counts the first sync over cuts of the line and restarts of the app: each pull begins at its own zero, what had
 * arrived before stays counted.
 */
export function openFirstSync({ store, stateChanged }: Pick<SyncHost, 'store' | 'stateChanged'>) {
  let whole = store.read.setting(WHOLE_SETTING) === true;
  let count = (store.read.setting(FIRST_SETTING) as Count | null | undefined) ?? { erledigt: 0, gesamt: 0 };
  let before = count.erledigt;
  // Until the line is known to be down it is under way: the first question may take a moment.
  let laeuft = true;
  return {
    /** null: it is complete */
    state: (): SyncState['erster'] | null => (whole ? null : { ...count, laeuft }),
    /** what this pull has brought so far, and what it will bring in all */
    progress: (done: number, total: number): void => {
      if (whole) return;
      count = { erledigt: before + done, gesamt: before + Math.max(done, total) };
      laeuft = true;
      store.setSetting(FIRST_SETTING, count);
      stateChanged();
    },
    /** the line is down, or the centre lets nothing through */
    paused: (): void => {
      if (whole) return;
      before = count.erledigt;
      if (laeuft) stateChanged();
      laeuft = false;
    },
    done: (): void => {
      if (whole) return;
      whole = true;
      store.setSetting(WHOLE_SETTING, true);
      store.setSetting(FIRST_SETTING, null);
      stateChanged();
    },
  };
}
