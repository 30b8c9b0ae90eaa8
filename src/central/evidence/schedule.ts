import type { TimestampSource } from '../../signature/index.ts';
import { makeCheckpoint, type EvidenceContext } from './checkpoint.ts';
import { stampDaily } from './time-stamp.ts';

export interface EvidenceOptions extends EvidenceContext {
  /** null: no time stamp authority */
  readonly timestamps: TimestampSource | null;
  readonly everyMs: number;
  readonly log: (entry: Readonly<Record<string, string | number>>) => void;
}

export type Evidence = ReturnType<typeof startEvidence>;

/** Makes checkpoints of every city regularly, and once more when the service stops. */
export function startEvidence(options: EvidenceOptions) {
  const { database, log } = options;
  let running: Promise<void> = Promise.resolve();
  let faults = 0;

  async function round(): Promise<void> {
    for (const { tenant } of await database.db.selectFrom('tenant').select('tenant').execute()) {
      const done = await makeCheckpoint(options, tenant);
      if (done.outcome === 'fault') {
        faults += 1;
        log({ fehler: 'pruefpunkt', art: done.fault, tenant });
        continue;
      }
      const { timestamps } = options;
      if (timestamps !== null && (await stampDaily(database, timestamps, tenant)) === 'unavailable')
        log({ fehler: 'zeitstempel', tenant });
    }
  }

  /** One round after the other; a fault of the database is noted, the next round tries again. */
  const now = (): Promise<void> =>
    (running = running.then(round).catch((error: unknown) =>
      // Not the log is wrong: the database was away, and the next round comes.
      log({ fehler: 'pruefpunkt-spaeter', art: (error as { code?: string }).code ?? 'intern' }),
    ));
  const timer = setInterval(() => void now(), options.everyMs);
  timer.unref();

  return {
    context: options satisfies EvidenceContext,
    /** checkpoints that were refused because the log is not what it was */
    faults: () => faults,
    now,
    close: async (): Promise<void> => {
      clearInterval(timer);
      await now();
    },
  };
}
