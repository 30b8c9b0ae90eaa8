import { advance, readEvents, type Kinds, type LedgerCrypto, type Stand } from '../../ledger/index.ts';
import type { VorgangId } from '../../domain/shared/vorgang.ts';
import { replaceClaims } from './centre.ts';
import type { Sql } from './database.ts';
import { vorgangKey, type KeyFile } from './keys.ts';
import { recordsOf } from './records.ts';
import { showConfirmed } from './states.ts';

/**
 * Makes states anew from the log: after a restore (a backup holds no states), and when a kind changed the
 * shape of its state. Provisional states fall away; whoever owns the outbox decides it again afterwards.
 */
export interface Rebuilt {
  readonly vorgaenge: number;
  /** the log holds events this program does not know: their Vorgaenge stay as they were */
  readonly unbekannt: readonly VorgangId[];
}

export function rebuild(
  sql: Sql,
  kinds: Kinds,
  keys: KeyFile,
  crypto: LedgerCrypto,
  arten: readonly string[],
): Rebuilt {
  const ids = sql<{ vorgang: string }>(
    'SELECT vorgang FROM record WHERE revision = 1 AND art IN (SELECT value FROM json_each(?)) ORDER BY feed',
  ).all(JSON.stringify(arten));
  const unbekannt: VorgangId[] = [];
  let vorgaenge = 0;
  for (const { vorgang } of ids) {
    const key = keys.get(vorgangKey(vorgang));
    if (key === null) continue;
    const replayed = replay(sql, kinds, crypto, vorgang, key);
    if (replayed === null) {
      unbekannt.push(vorgang);
      continue;
    }
    showConfirmed(sql, kinds, replayed.stand, replayed.ersteller);
    const kind = kinds.get(replayed.stand.art);
    if (kind?.claims) replaceClaims(sql, vorgang, kind.claims(replayed.stand.state));
    vorgaenge++;
  }
  for (const art of arten) {
    const kind = kinds.get(art);
    if (!kind) continue;
    sql(
      'INSERT INTO stand_version (art, state_version) VALUES (?, ?) ON CONFLICT DO UPDATE SET state_version = excluded.state_version',
    ).run(art, kind.stateVersion);
  }
  return { vorgaenge, unbekannt };
}

/** Kinds whose stored states have another shape than this program's. */
export const outdatedKinds = (sql: Sql, kinds: Kinds): readonly string[] =>
  sql<{ art: string; state_version: number }>('SELECT art, state_version FROM stand_version')
    .all()
    .filter(({ art, state_version }) => kinds.has(art) && kinds.get(art)?.stateVersion !== state_version)
    .map((r) => r.art);

function replay(
  sql: Sql,
  kinds: Kinds,
  crypto: LedgerCrypto,
  vorgang: VorgangId,
  key: Uint8Array,
): { readonly stand: Stand; readonly ersteller: string } | null {
  const records = recordsOf(sql, vorgang);
  const kind = kinds.get(records[0]?.art ?? '');
  if (!kind) return null;
  const events = readEvents(crypto, kind, key, records);
  if (!events.ok) return null;
  const stand = advance(kind, null, vorgang, events.value);
  return stand && { stand, ersteller: records[0]?.akteur ?? stand.zuletzt.akteur };
}
