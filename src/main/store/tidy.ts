import type { Db } from './database.ts';

/** Commits after which the log is worth moving into the file: about 4 MB. */
const COMMITS = 50;
/** Pause after the last of them, so that it does not meet the next key stroke. */
const IDLE_MS = 200;
/** Pages of log at which SQLite moves them by itself, in the middle of a commit: only if it never gets idle. */
const AUTO_PAGES = 10_000;

/**
 * Moves the write-ahead log into the file when nothing else is to be done: inside a commit it makes one entry
 * in fifty wait ten times as long. Nothing depends on it; what is committed is durable in the log.
 */
export function scheduleTidying(db: Db): { readonly afterCommit: () => void; readonly stop: () => void } {
  db.pragma(`wal_autocheckpoint = ${AUTO_PAGES}`);
  let commits = 0;
  let timer: NodeJS.Timeout | null = null;
  const tidy = () => {
    timer = null;
    if (!db.open || db.inTransaction) return;
    commits = 0;
    try {
      db.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // A full disk or a damaged page: the next entry meets it too, and can say so.
    }
  };
  return {
    afterCommit: () => {
      if (++commits < COMMITS) return;
      if (timer) clearTimeout(timer);
      timer = setTimeout(tidy, IDLE_MS);
      timer.unref();
    },
    stop: () => {
      if (timer) clearTimeout(timer);
    },
  };
}
