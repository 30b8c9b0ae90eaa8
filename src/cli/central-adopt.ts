import { adoptSingleSeat, type Adopted, type SingleSeat } from '../central/adopt.ts';
import type { BlobFiles } from '../central/blobs/files.ts';
import type { CentralDatabase } from '../central/db/open.ts';
import type { CentralContext } from '../central/engine/context.ts';
import { CENTRE_SETTING } from '../main/app/sync-ports.ts';
import { ledgerCrypto } from '../main/crypto/ledger-crypto.ts';
import { kinds } from '../main/faecher.ts';
import { openWorkspaceFiles } from '../main/store/workspace-files.ts';
import { newUuidV7 } from '../main/uuid.ts';

/** Opens the folder of a single seat with its passphrase, takes it over, and closes it. Text for the operator: why not. */
export async function adoptFolder(
  ctx: CentralContext,
  database: CentralDatabase,
  blobs: BlobFiles,
  wish: { readonly tenant: string; readonly name: string; readonly mappe: string; readonly kennwort: string },
): Promise<Extract<Adopted, { outcome: 'adopted' }> | string> {
  const files = openWorkspaceFiles({
    dir: wish.mappe,
    kinds,
    crypto: ledgerCrypto,
    clock: { now: ctx.clock.now },
    newId: newUuidV7,
  });
  const opened = await files.unlock(wish.kennwort);
  if (!opened.ok) return `Die Mappe „${wish.mappe}“ lässt sich nicht öffnen (${opened.error.code}).`;
  const { store } = opened.value;
  try {
    if ((store.read.setting(CENTRE_SETTING) ?? null) !== null)
      return 'Diese Mappe gehört schon zu einer Zentrale; übernommen wird nur ein Einzelplatz.';
    const seat: SingleSeat = {
      records: () => store.read.records(),
      keyOf: (vorgang) => store.read.history(vorgang).key,
      documents: () => store.blobs.all(),
      read: store.blobs.read,
      fakt: store.read.dokument,
    };
    const done = await adoptSingleSeat(ctx, database, blobs, wish.tenant, wish.name, seat);
    if (done.outcome === 'adopted') return done;
    switch (done.grund) {
      case 'nicht-leer':
        return `Die Stadt „${wish.tenant}“ hat schon Einträge. Übernommen wird nur in eine leere Stadt.`;
      case 'leer':
        return 'Die Mappe ist leer.';
      case 'kette':
        return `Der Verlauf der Mappe bricht bei Eintrag ${done.stelle}; nichts wurde übernommen.`;
      case 'unlesbar':
        return `Nicht lesbar: ${done.stelle}; nichts wurde übernommen.`;
    }
  } finally {
    files.lock();
  }
}
