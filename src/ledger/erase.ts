import type { PersonId, VorgangId, Zeitpunkt } from '../domain/shared/vorgang.ts';
import { sealErasure } from './chain.ts';
import type { ChainHead, LedgerCrypto, LedgerRecord, Stand } from './types.ts';

export const ERASED = 'VorgangGeloescht';

/**
 * The record that a Vorgang was erased. The store appends it and then destroys key, states, search rows and
 * documents that no other Vorgang refers to. Whether erasing is lawful (retention) is checked before.
 */
export function erasureRecord(
  crypto: LedgerCrypto,
  tenant: string,
  head: ChainHead,
  stand: Pick<Stand, 'vorgang' | 'art' | 'revision'>,
  act: { readonly zeit: Zeitpunkt; readonly akteur: PersonId; readonly commandId: string },
): LedgerRecord {
  return sealErasure(crypto, head, {
    tenant,
    vorgang: stand.vorgang satisfies VorgangId,
    art: stand.art,
    revision: stand.revision + 1,
    type: ERASED,
    v: 1,
    zeit: act.zeit,
    akteur: act.akteur,
    commandId: act.commandId,
  });
}
