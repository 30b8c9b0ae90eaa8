import type { PersonState } from '../../domain/organisation/index.ts';
import { isValidOn } from '../../domain/shared/validity.ts';
import type { Tag } from '../../domain/shared/vorgang.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Identity } from './token.ts';

export type Standing = 'ok' | 'stadt-unbekannt' | 'person-unbekannt';

/**
 * Does this city exist here, and is this person in its service today? A valid token alone opens nothing: who is
 * in the directory, the city says. Asked with every request, so it reads one row by its key.
 */
export async function standingOf(
  { db }: CentralDatabase,
  { tenant, person }: Pick<Identity, 'tenant' | 'person'>,
  heute: Tag,
): Promise<Standing> {
  const row = await db
    .selectFrom('tenant')
    .leftJoin('stand', (j) =>
      j
        .onRef('stand.tenant', '=', 'tenant.tenant')
        .on('stand.vorgang', '=', person)
        .on('stand.art', '=', 'person'),
    )
    .select('stand.state')
    .where('tenant.tenant', '=', tenant)
    .executeTakeFirst();
  if (row === undefined) return 'stadt-unbekannt';
  if (row.state === null) return 'person-unbekannt';
  return isValidOn(JSON.parse(row.state) as PersonState, heute) ? 'ok' : 'person-unbekannt';
}
