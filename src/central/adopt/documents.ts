import type { DokumentFakt, Kind, Sha256 } from '../../domain/shared/vorgang.ts';
import { advance, type PlainEvent, type Stand } from '../../ledger/index.ts';
import type { BlobFiles } from '../blobs/files.ts';
import type { Tx } from '../db/schema.ts';
import type { SingleSeat } from './seat.ts';

const UPLOADER = 'uebernahme';

/**
 * Brings the bytes first: bytes without a row do no harm, a row without bytes would. What is there already is not
 * brought again. Answers the document that is not what its name says; null: all are there.
 */
export async function copyBytes(
  blobs: Pick<BlobFiles, 'append' | 'finish' | 'size'>,
  tenant: string,
  seat: Pick<SingleSeat, 'read'>,
  shas: readonly Sha256[],
): Promise<Sha256 | null> {
  for (const sha256 of shas) {
    const bytes = (await blobs.size(tenant, sha256)) === null ? seat.read(sha256) : null;
    if (bytes === null) continue;
    await blobs.append(tenant, UPLOADER, sha256, 0, oneChunk(bytes), bytes.length);
    if ((await blobs.finish(tenant, UPLOADER, sha256)) === null) return sha256;
  }
  return null;
}

async function* oneChunk(bytes: Uint8Array) {
  yield bytes;
}

/** What is known of a document; whose a certificate is, is looked up in the directory of the city. */
export async function copyDocument(
  tx: Tx,
  tenant: string,
  { vorgaenger, ...fakt }: DokumentFakt,
): Promise<void> {
  const { sha256, bytes, mime } = fakt;
  await tx
    .insertInto('dokument')
    .values({ tenant, sha256, bytes, mime, fakt: JSON.stringify({ ...fakt, vorgaenger: null }) })
    .onConflict((c) => c.doNothing())
    .execute();
  if (vorgaenger !== null)
    await tx
      .insertInto('dokument_vorgaenger')
      .values({ tenant, sha256, vorgaenger })
      .onConflict((c) => c.doNothing())
      .execute();
}

/** Documents of every state on the way: older versions are read in the history, and erased with it. */
export function documentsOnTheWay(
  kind: Kind,
  vorgang: string,
  events: readonly PlainEvent[],
): ReadonlySet<Sha256> {
  const found = new Set<Sha256>();
  let stand: Stand | null = null;
  for (const event of events) {
    stand = advance(kind, stand, vorgang, [event]);
    for (const sha256 of stand === null ? [] : kind.documents(stand.state)) found.add(sha256);
  }
  return found;
}
