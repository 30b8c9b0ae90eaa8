import type { Sha256 } from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import type { SyncHost } from '../app/sync-ports.ts';
import type { HttpTransport } from './http.ts';

/** documents that the centre is known to have */
const UPLOADED_SETTING = 'sync:hochgeladen';

/** A command that names a document counts only when the document is there: documents go first. */
export async function uploadFor(
  { store, kinds }: SyncHost,
  transport: HttpTransport,
  waiting: readonly CommandEnvelope[],
): Promise<'ok' | 'down'> {
  const known = new Set((store.read.setting(UPLOADED_SETTING) as readonly Sha256[] | undefined) ?? []);
  const wanted = new Set<Sha256>();
  for (const vorgang of new Set(waiting.map((e) => e.vorgang))) {
    const current = store.read.stand(vorgang);
    const confirmed = store.read.confirmed(vorgang);
    const before = new Set(confirmed ? kinds.get(confirmed.art)?.documents(confirmed.state) : []);
    for (const sha256 of current ? (kinds.get(current.art)?.documents(current.state) ?? []) : [])
      if (!before.has(sha256) && !known.has(sha256)) wanted.add(sha256);
  }
  // A signed version says which one it continues; that one must be there before.
  const predecessor = (sha256: Sha256) => store.read.dokument(sha256)?.vorgaenger ?? null;
  const ordered = [...wanted].sort(
    (a, b) => Number(predecessor(b) === a) * -1 + Number(predecessor(a) === b),
  );
  for (const sha256 of ordered) {
    const bytes = store.blobs.read(sha256);
    if (bytes === null) continue;
    const line = await transport.uploadBlob(sha256, bytes, predecessor(sha256));
    if (line.line !== 'ok') return 'down';
    // Refused: the command that names it will be refused, too, with its reason.
    if (line.value) store.setSetting(UPLOADED_SETTING, [...known.add(sha256)]);
  }
  return 'ok';
}

/** Fetches the documents of everything this person sees; what does not come now comes with the next round. */
export async function moveDocuments(
  { store, acceptDocument }: SyncHost,
  transport: HttpTransport,
): Promise<'ok' | 'down'> {
  for (const sha256 of store.feed.documents()) {
    if (store.blobs.has(sha256)) continue;
    const line = await transport.downloadBlob(sha256);
    if (line.line !== 'ok') return 'down';
    if (line.value !== null) await acceptDocument(sha256, line.value);
  }
  return 'ok';
}
