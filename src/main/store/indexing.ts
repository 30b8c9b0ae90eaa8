import type { Kinds, Stand } from '../../ledger/index.ts';
import type { Sql } from './database.ts';
import { writeSearch } from './rows.ts';

/** Texts of one transaction: short enough not to be felt beside the work of the day. */
const STEP = 100;
/** Pause after the last commit, so that it does not meet the next page or key stroke. */
const IDLE_MS = 300;
/** Pause between two steps, in which everything else has its turn. */
const BETWEEN_MS = 10;

const hasOpen = (sql: Sql): boolean => sql('SELECT 1 FROM suchtext_offen LIMIT 1').get() !== undefined;

/**
 * The index of what came in bulk is made afterwards: it takes as long as everything else about a first sync. Which
 * rows are still open is durable; a search waits for the rest (`complete`), so it never finds too little.
 */
export function scheduleIndexing(sql: Sql, kinds: Kinds, transaction: (work: () => void) => void) {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let stepping = false;

  const step = (): void => {
    stepping = true;
    try {
      transaction(() => indexSome(sql, kinds));
    } finally {
      stepping = false;
    }
  };
  const schedule = (ms: number): void => {
    if (timer) clearTimeout(timer);
    if (stopped || !hasOpen(sql)) return;
    timer = setTimeout(run, ms);
    timer.unref();
  };
  const run = (): void => {
    timer = null;
    if (stopped) return;
    try {
      step();
    } catch {
      // A full disk or a damaged page: the next entry meets it too and can say so; the rows stay noted.
      return;
    }
    schedule(BETWEEN_MS);
  };
  return {
    start: (): void => schedule(IDLE_MS),
    afterCommit: (): void => {
      if (!stepping) schedule(IDLE_MS);
    },
    /** all that is still open, with pauses in between */
    complete: async (): Promise<void> => {
      while (!stopped && hasOpen(sql)) {
        step();
        await new Promise((done) => setImmediate(done));
      }
    },
    stop: (): void => {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}

/** The newest first: they are looked for most. */
function indexSome(sql: Sql, kinds: Kinds): void {
  const rows = sql<{ nr: number; json: string | null }>(
    `SELECT o.nr, coalesce(s.current, s.confirmed) AS json FROM suchtext_offen o LEFT JOIN stand s ON s.nr = o.nr
     ORDER BY o.nr DESC LIMIT ${STEP}`,
  ).all();
  for (const { nr, json } of rows) {
    const stand = json === null ? null : (JSON.parse(json) as Stand);
    const kind = stand === null ? undefined : kinds.get(stand.art);
    if (stand !== null && kind) writeSearch(sql, nr, kind.project(stand.state, stand.vorgang));
    sql('DELETE FROM suchtext_offen WHERE nr = ?').run(nr);
  }
}
