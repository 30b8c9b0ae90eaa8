import type { CentralDatabase } from '../db/open.ts';
import { planMails, type MailRules } from './plan.ts';
import { sendDue, type Delivery } from './send.ts';

export interface MailOptions {
  readonly database: CentralDatabase;
  readonly now: () => string;
  readonly newId: () => string;
  readonly rules: MailRules;
  readonly deliver: Delivery;
  readonly everyMs: number;
  readonly log: (entry: Readonly<Record<string, string | number>>) => void;
  readonly closed?: () => void;
}

/** Plans and sends for every city, again and again; a fault is noted without a name, the next round tries again. */
export function startMail(options: MailOptions) {
  const { database, now, log } = options;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  async function round(): Promise<void> {
    for (const { tenant } of await database.db.selectFrom('tenant').select('tenant').execute()) {
      if (stopped) return;
      await planMails(database, tenant, now(), options.rules, options.newId);
      const { sent, refused, later } = await sendDue(database, tenant, options.deliver, now, () => stopped);
      if (sent + refused + later > 0)
        log({ mail: 'lauf', tenant, gesendet: sent, abgewiesen: refused, spaeter: later });
    }
  }
  const turn = (): Promise<void> =>
    (running = running
      .then(round)
      .catch((error: unknown) =>
        log({ fehler: 'mail', art: (error as { code?: string }).code ?? 'intern' }),
      ));
  const timer = setInterval(() => void turn(), options.everyMs);
  timer.unref();
  return {
    now: turn,
    close: async (): Promise<void> => {
      stopped = true;
      clearInterval(timer);
      await running;
      options.closed?.();
    },
  };
}
