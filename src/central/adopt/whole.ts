import type { DokumentFakt } from '../../domain/shared/vorgang.ts';
import { advance, ERASED, readEvents, verifyChain, type LedgerRecord } from '../../ledger/index.ts';
import type { BlobFiles } from '../blobs/files.ts';
import type { InsertRows } from '../db/bulk.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import type { CentralContext } from '../engine/context.ts';
import { emptyLayer, writeLayer } from '../engine/layer.ts';
import { lockTenant } from '../db/lock.ts';
import { copyBytes, copyDocument, documentsOnTheWay } from './documents.ts';
import type { SingleSeat } from './seat.ts';

export type Adopted =
  | {
      readonly outcome: 'adopted';
      readonly records: number;
      readonly vorgaenge: number;
      readonly dokumente: number;
      readonly kopf: string;
    }
  | {
      readonly outcome: 'refused';
      readonly grund: 'nicht-leer' | 'leer' | 'kette' | 'unlesbar';
      readonly stelle: string;
    };

const CHUNK = 500;

/**
 * Takes a single seat over whole, as an empty city: its checked chain with every record as it was sealed, keys,
 * number series, people, documents. New records continue the same chain. All or nothing; the folder is only read.
 */
export async function adoptSingleSeat(
  ctx: CentralContext,
  { db, dialect, insertRows }: CentralDatabase,
  blobs: Pick<BlobFiles, 'append' | 'finish' | 'size'>,
  tenant: string,
  name: string,
  seat: SingleSeat,
): Promise<Adopted> {
  const { head, fault } = verifyChain(ctx.crypto, seat.records());
  if (fault !== null) return { outcome: 'refused', grund: 'kette', stelle: String(fault.feed) };
  if (head.feed === 0) return { outcome: 'refused', grund: 'leer', stelle: '' };
  const documents = seat.documents().filter((sha256) => seat.fakt(sha256) !== null);
  const lost = await copyBytes(blobs, tenant, seat, documents);
  if (lost !== null) return { outcome: 'refused', grund: 'unlesbar', stelle: `Dokument ${lost}` };
  return db
    .transaction()
    .execute(async (tx): Promise<Adopted> => {
      await lockTenant(tx, dialect, tenant);
      const taken = await tx
        .selectFrom('record')
        .select('feed')
        .where('tenant', '=', tenant)
        .limit(1)
        .execute();
      if (taken.length > 0) return { outcome: 'refused', grund: 'nicht-leer', stelle: tenant };
      const byVorgang = await copyRecords(tx, tenant, seat);
      for (const [vorgang, records] of byVorgang) {
        const refused = await copyVorgang(ctx, insertRows, tx, tenant, seat, vorgang, records);
        if (refused !== null) throw new Unreadable(refused);
      }
      for (const sha256 of documents) await copyDocument(tx, tenant, seat.fakt(sha256) as DokumentFakt);
      await tx
        .insertInto('tenant')
        .values({ tenant, name })
        .onConflict((c) => c.column('tenant').doUpdateSet({ name }))
        .execute();
      return {
        outcome: 'adopted',
        records: head.feed,
        vorgaenge: byVorgang.size,
        dokumente: documents.length,
        kopf: head.hash,
      };
    })
    .catch((error: unknown): Adopted => {
      if (error instanceof Unreadable)
        return { outcome: 'refused', grund: 'unlesbar', stelle: error.message };
      throw error;
    });
}

/** Takes the whole transaction back. */
class Unreadable extends Error {}

async function copyRecords(
  tx: Tx,
  tenant: string,
  seat: SingleSeat,
): Promise<ReadonlyMap<string, readonly LedgerRecord[]>> {
  const byVorgang = new Map<string, LedgerRecord[]>();
  let chunk: LedgerRecord[] = [];
  const flush = async () => {
    const rows = chunk.map(({ commandId, tenant: siegel, payload, ...r }) => ({
      ...r,
      tenant,
      siegel,
      command_id: commandId,
      payload: Buffer.from(payload),
    }));
    if (rows.length > 0) await tx.insertInto('record').values(rows).execute();
    chunk = [];
  };
  for (const record of seat.records()) {
    const own = byVorgang.get(record.vorgang) ?? [];
    own.push(record);
    byVorgang.set(record.vorgang, own);
    chunk.push(record);
    if (chunk.length >= CHUNK) await flush();
  }
  await flush();
  return byVorgang;
}

/** Its state made anew from its events, as the centre would have it. Answers what could not be read; null: all was. */
async function copyVorgang(
  ctx: CentralContext,
  insertRows: InsertRows,
  tx: Tx,
  tenant: string,
  seat: SingleSeat,
  vorgang: string,
  records: readonly LedgerRecord[],
): Promise<string | null> {
  const last = records.at(-1);
  const kind = ctx.kinds.get(last?.art ?? '');
  const key = seat.keyOf(vorgang);
  await tx
    .insertInto('vorgang_key')
    .values({ tenant, vorgang, key: key && Buffer.from(key) })
    .execute();
  if (!last || last.type === ERASED) return null;
  if (!kind || key === null) return `${last.art} ${vorgang}`;
  const read = readEvents(ctx.crypto, kind, key, records);
  if (!read.ok) return `Eintrag ${read.error.feed}`;
  const events = read.value;
  for (const { event } of events) {
    const serie = kind.series?.(event) ?? null;
    if (serie !== null)
      await tx
        .insertInto('serie')
        .values({ tenant, serie, zuletzt: 1 })
        .onConflict((c) =>
          c.columns(['tenant', 'serie']).doUpdateSet((eb) => ({ zuletzt: eb('serie.zuletzt', '+', 1) })),
        )
        .execute();
  }
  const stand = advance(kind, null, vorgang, events);
  if (stand === null) return `${last.art} ${vorgang}`;
  const layer = emptyLayer();
  const projection = kind.project(stand.state, vorgang);
  layer.stands.set(vorgang, { stand, projection, ersteller: records[0]?.akteur ?? '', feed: last.feed });
  layer.claims.set(vorgang, kind.claims?.(stand.state) ?? []);
  layer.documents.set(vorgang, [...documentsOnTheWay(kind, vorgang, events)]);
  await writeLayer(insertRows, tx, tenant, layer, () => null);
  return null;
}
