import type { CentralDatabase } from '../db/open.ts';
import type { CentralContext } from '../engine/context.ts';
import { applyDirectory, planDirectory } from './apply.ts';
import { readLdap, type LdapSettings } from './ldap.ts';

export interface DirectoryJob {
  readonly ctx: CentralContext;
  readonly database: CentralDatabase;
  readonly tenant: string;
  readonly settings: LdapSettings;
  readonly password: string;
  readonly everyMs: number;
  readonly newId: () => string;
  readonly log: (entry: Readonly<Record<string, string | number>>) => void;
}

export const LDAP_SOURCE = 'ldap';

/** One run over the directory service; what looks like a broken source changes nothing and is logged. */
export async function syncDirectory(job: Omit<DirectoryJob, 'everyMs'>): Promise<void> {
  const { tenant, log } = job;
  const answer = await readLdap(job.settings, job.password);
  if (!answer.ok) return log({ fehler: 'verzeichnis', art: answer.grund, tenant });
  const run = { ...job, source: LDAP_SOURCE };
  const plan = await planDirectory(run, answer.soll);
  if (plan.zuViele) return log({ fehler: 'verzeichnis', art: 'zu-viele-ausgeschieden', tenant });
  const refused = plan.schritte.length > 0 ? await applyDirectory(run, plan) : [];
  if (plan.schritte.length + plan.fehler.length > 0)
    log({
      verzeichnis: plan.schritte.length - refused.length,
      abgelehnt: refused.length,
      zeilenfehler: plan.fehler.length,
      tenant,
    });
}

/** Keeps the directory of a city in step with its directory service while the service runs. */
export function startDirectory(job: DirectoryJob) {
  let running: Promise<void> = Promise.resolve();
  const round = () =>
    (running = running
      .then(() => syncDirectory(job))
      .catch((error: unknown) =>
        job.log({
          fehler: 'verzeichnis',
          art: (error as { code?: string }).code ?? 'intern',
          tenant: job.tenant,
        }),
      ));
  const timer = setInterval(() => void round(), job.everyMs);
  timer.unref();
  void round();
  return {
    close: async (): Promise<void> => {
      clearInterval(timer);
      await running;
    },
  };
}
