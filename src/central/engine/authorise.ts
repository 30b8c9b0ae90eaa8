import { begrenzeZumLesen, lesbareScopes, type Rollengrenze } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import type { Tx } from './answer.ts';
import { readVerzeichnis } from './facts.ts';

const UNKNOWN: Rejection = { code: 'ledger.vorgang-unbekannt', params: {} };

/**
 * May this author command this Vorgang at all? They must be in the directory and able to read what they command;
 * what they may do with it, the rules of its kind decide. What they may not see is answered like what does not
 * exist. The first people of a city are entered by its operator (central/setup.ts), never over the net.
 */
export async function authorise(
  tx: Tx,
  tenant: string,
  envelope: CommandEnvelope,
  jetzt: string,
  grenze: Rollengrenze | null = null,
): Promise<Rejection | null> {
  const verzeichnis = begrenzeZumLesen(await readVerzeichnis(tx, tenant), grenze);
  const { author, vorgang } = envelope;
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
