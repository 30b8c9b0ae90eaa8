import { lesbareScopes } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import type { Tx } from './answer.ts';
import { readVerzeichnis } from './facts.ts';

const UNKNOWN: Rejection = { code: 'ledger.vorgang-unbekannt', params: {} };

/**
 * May this author command this Vorgang at all? They must be in the directory (unless it is still empty) and
 * able to read what they command; what they may do with it, the rules of its kind decide. What they may not
 * see is answered like what does not exist.
 */
export async function authorise(
  tx: Tx,
  tenant: string,
  envelope: CommandEnvelope,
  jetzt: string,
): Promise<Rejection | null> {
  const verzeichnis = await readVerzeichnis(tx, tenant);
  const { author, vorgang } = envelope;
  if (verzeichnis.personen.length === 0) return null;
  if (!verzeichnis.personen.some((p) => p.id === author))
    return { code: 'ledger.person-unbekannt', params: { person: author } };
  const scopes = await tx
    .selectFrom('stand')
    .leftJoin('stand_scope', (j) =>
      j.onRef('stand_scope.tenant', '=', 'stand.tenant').onRef('stand_scope.vorgang', '=', 'stand.vorgang'),
    )
    .select('stand_scope.scope')
    .where('stand.tenant', '=', tenant)
    .where('stand.vorgang', '=', vorgang)
    .execute();
  if (scopes.length === 0) return null;
  const own = new Set(['alle', ...lesbareScopes(verzeichnis, author, tagOf(jetzt))]);
  return scopes.some(({ scope }) => scope !== null && own.has(scope)) ? null : UNKNOWN;
}
