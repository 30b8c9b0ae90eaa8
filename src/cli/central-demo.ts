import type { CentralDatabase } from '../central/db/open.ts';
import type { LoginSettings } from '../central/http/service.ts';
import { createDemoIssuer, DEMO_TENANT } from '../central/identity/demo-issuer.ts';
import type { DemoPerson } from '../central/identity/demo-page.ts';
import { directoryOf } from '../central/identity/directory.ts';
import { findEinheit, formatPerson } from '../domain/organisation/index.ts';
import { isValidOn } from '../domain/shared/validity.ts';
import { tagOf } from '../domain/shared/dates.ts';

/** The identity provider of `--demo`, one port above the service. Loaded only then: no real service needs it. */
export async function demoProvider(
  database: CentralDatabase,
  { host, port }: { readonly host: string; readonly port: number },
  log: (entry: Readonly<Record<string, string>>) => void,
) {
  const { startDemoProvider } = await import('../central/identity/demo-provider.ts');
  const started = await startDemoProvider({
    host,
    port: port === 0 ? 0 : port + 1,
    stadt: 'Musterhafen',
    people: () => demoPeople(database),
    makeIssuer: createDemoIssuer,
    log,
  });
  return started;
}

export const demoLogin = (issuer: string): LoginSettings => ({
  issuer,
  clientId: 'amtsmappe',
  scopes: ['openid', 'offline_access'],
  uebung: true,
});

async function demoPeople(database: CentralDatabase): Promise<readonly DemoPerson[]> {
  const v = await directoryOf(database, DEMO_TENANT);
  const heute = tagOf(new Date().toISOString());
  return v.personen
    .filter((p) => isValidOn(p, heute))
    .map((p) => ({
      id: p.id,
      name: formatPerson(p),
      funktion: p.funktion,
      einheit: findEinheit(v, p.einheit)?.name ?? '',
    }))
    .sort((a, b) => a.einheit.localeCompare(b.einheit, 'de'));
}
