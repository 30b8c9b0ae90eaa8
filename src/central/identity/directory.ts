import { begrenzeRollen, findPerson, hasRolle, type Verzeichnis } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { CentralDatabase } from '../db/open.ts';
import { readVerzeichnis } from '../engine/directory.ts';
import type { Identity } from './token.ts';

export const directoryOf = ({ db }: CentralDatabase, tenant: string): Promise<Verzeichnis> =>
  db.transaction().execute((tx) => readVerzeichnis(tx, tenant));

type Who = Pick<Identity, 'tenant' | 'person'> & { readonly grenze?: Identity['grenze'] };

/** Does the person administer this city today, as far as directory and identity provider both say so? */
export const isAdmin = (database: CentralDatabase, who: Who, now: string): Promise<boolean> =>
  holdsRole(database, who, ['systemverwaltung'], now);

/** Does the person hold one of these roles today, as far as both say so? */
export async function holdsRole(
  database: CentralDatabase,
  { tenant, person, grenze }: Who,
  rollen: readonly string[],
  now: string,
): Promise<boolean> {
  const self = findPerson(
    begrenzeRollen(await directoryOf(database, tenant), person, grenze ?? null),
    person,
  );
  return self !== null && rollen.some((rolle) => hasRolle(self, rolle, tagOf(now)));
}
