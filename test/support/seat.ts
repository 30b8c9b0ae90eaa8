import type { SingleSeat } from '../../src/central/adopt/seat.ts';
import type { LeavingSeat } from '../../src/central/adopt/join.ts';
import type { CentralDatabase } from '../../src/central/db/open.ts';
import type { LedgerRecord } from '../../src/ledger/index.ts';

/** Tenant of every single seat. */
export const SEAT = 'einzelplatz';

/**
 * A single seat whose log was written by the engine of a centre under the name of a seat: the same engine runs in
 * both. Read at once, as from a folder that nobody else has open.
 */
export async function seatFrom(
  { db }: CentralDatabase,
  documents: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<LeavingSeat & { readonly left: () => string | null }> {
  const rows = await db.selectFrom('record').selectAll().where('tenant', '=', SEAT).orderBy('feed').execute();
  const keys = await db.selectFrom('vorgang_key').selectAll().where('tenant', '=', SEAT).execute();
  const keyOf = new Map(keys.map((k) => [k.vorgang, k.key]));
  const records = rows.map(({ command_id, siegel: _, ...r }): LedgerRecord => ({
    ...r,
    commandId: command_id,
  }));
  let left: string | null = null;
  const seat: SingleSeat = {
    records: () => records,
    keyOf: (vorgang) => keyOf.get(vorgang) ?? null,
    documents: () => [...documents.keys()],
    read: (sha256) => documents.get(sha256) ?? null,
    fakt: (sha256) => {
      const bytes = documents.get(sha256);
      if (bytes === undefined) return null;
      return {
        sha256,
        bytes: bytes.length,
        mime: 'text/plain',
        seiten: null,
        signaturen: [],
        vorgaenger: null,
      };
    },
  };
  return {
    ...seat,
    leave: (kopf) => void (left = kopf),
    stay: () => void (left = null),
    left: () => left,
  };
}
