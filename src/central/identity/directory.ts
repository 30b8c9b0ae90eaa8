import { begrenzeRollen, findPerson, hasRolle, type Verzeichnis } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { CentralDatabase } from '../db/open.ts';
import { readVerzeichnis } from '../engine/directory.ts';
import type { Identity } from './token.ts';

export const directoryOf = ({ db }: CentralDatabase, tenant: string): Promise<Verzeichnis> =>
  db.transaction().execute((tx) => readVerzeichnis(tx, tenant));

/** Does the person administer this city today, as far as directory and identity provider both say so? */
export async function isAdmin(
  database: CentralDatabase,
  { tenant, person, grenze }: Pick<Identity, 'tenant' | 'person'> & { readonly grenze?: Identity['grenze'] },
  now: string,
): Promise<boolean> {
  const self = findPerson(
    begrenzeRollen(await directoryOf(database, tenant), person, grenze ?? null),
    person,
  );
  return self !== null && hasRolle(self, 'systemverwaltung', tagOf(now));
}
