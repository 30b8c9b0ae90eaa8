import { lesbareScopes } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { Tx } from './answer.ts';
import { readVerzeichnis } from './facts.ts';

/** Scopes this person reads with at that time; for whoever is not in the directory only what is for all. */
export async function scopesOf(
  tx: Tx,
  tenant: string,
  person: string,
  jetzt: Zeitpunkt,
): Promise<readonly string[]> {
  const verzeichnis = await readVerzeichnis(tx, tenant);
  return ['alle', ...lesbareScopes(verzeichnis, person, tagOf(jetzt))];
}
