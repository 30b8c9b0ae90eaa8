import type { VorgangId } from '../../domain/shared/vorgang.ts';
import {
  CONTAINED_SETTING,
  OFFER_SETTING,
  readContained,
  readKnown,
  readOffer,
} from '../app/connection/restored-ports.ts';
import {
  BACKED_UP_SETTING,
  CURSOR_SETTING,
  STOOD_SETTING,
  UPLOADED_SETTING,
  type SyncDeps,
} from './ports.ts';

/*
 * The centre was restored from a backup (docs/adr/0016). Both steps belong into the transaction that notices it: what
 * its author was told to be kept is on the screen before and after, whenever the program dies.
 */

/** Own commands from this number on are offered again, and wait again as far as they had been applied. */
export function noteLost(deps: SyncDeps, from: number): readonly VorgangId[] {
  const { store, clientId } = deps;
  store.setSetting(OFFER_SETTING, Math.min(from, readOffer(deps) ?? from));
  return store.outbox.takeBack(clientId, from);
}

/**
 * Everything is fetched anew; until then it is shown as it was. `offerBefore`: from where on own commands had been lost
 * already, so that no state here holds them. Answers where own entries are provisional again.
 */
export function beginAnew({ store, rebase }: SyncDeps, offerBefore: number | null): readonly VorgangId[] {
  // Which of them show in what is kept: from now on answers speak of another past.
  const known = readKnown({ store });
  const before = readContained({ store });
  const contained = store.outbox.waiting().filter(({ clientId, seq, vorgang }) => {
    if (store.read.former(vorgang) !== null) return before.has(seq);
    const result = store.centre.result(clientId, seq);
    const revision = store.read.confirmed(vorgang)?.revision ?? 0;
    return (
      seq < (offerBefore ?? Infinity) &&
      seq <= known &&
      result?.outcome === 'applied' &&
      revision >= result.revision
    );
  });
  store.setSetting(
    CONTAINED_SETTING,
    contained.map((e) => e.seq),
  );
  store.feed.doubtAll();
  rebase();
  store.setSetting(CURSOR_SETTING, '');
  // It may have lost documents as well.
  store.setSetting(UPLOADED_SETTING, []);
  store.setSetting(STOOD_SETTING, 0);
  store.setSetting(BACKED_UP_SETTING, 0);
  return store.outbox.waiting().map((e) => e.vorgang);
}
