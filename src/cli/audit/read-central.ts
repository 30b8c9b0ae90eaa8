import type { CentralDatabase } from '../../central/db/open.ts';
import { openRecord, type LedgerCrypto, type LedgerRecord } from '../../ledger/index.ts';
import type { AuditRecord, AuditSource } from './types.ts';

const PAGE = 2000;

/** The logs of all cities in a central database, with the keys to compare payloads. */
export async function readCentral(
  { db }: CentralDatabase,
  crypto: LedgerCrypto,
  only: string | null,
): Promise<readonly AuditSource[]> {
  const known = await db.selectFrom('tenant').select('tenant').orderBy('tenant').execute();
  const tenants = known.map((t) => t.tenant).filter((t) => only === null || t === only);
  const sources: AuditSource[] = [];
  for (const tenant of tenants) {
    const checkpoints = await db
      .selectFrom('pruefpunkt')
      .select(['note', 'zeitstempel'])
      .where('tenant', '=', tenant)
      .orderBy('groesse')
      .execute();
    const notes = await db
      .selectFrom('pruefnotiz')
      .select(['art', 'note'])
      .where('tenant', '=', tenant)
      .orderBy('zeit')
      .execute();
    const stand = await db
      .selectFrom('stand')
      .select((eb) => eb.fn.max('feed').as('feed'))
      .where('tenant', '=', tenant)
      .executeTakeFirst();
    sources.push({
      tenant,
      checkpoints,
      keyNotes: notes.filter((n) => n.art === 'schluessel').map((n) => n.note),
      restoreNotes: notes.filter((n) => n.art === 'wiederherstellung').map((n) => n.note),
      referredTo: stand?.feed ?? 0,
      copy: false,
      records: recordsOf(db, crypto, tenant),
    });
  }
  return sources;
}

async function* recordsOf(
  db: CentralDatabase['db'],
  crypto: LedgerCrypto,
  tenant: string,
): AsyncGenerator<AuditRecord> {
  for (let from = 0; ;) {
    const rows = await db
      .selectFrom('record')
      .leftJoin('vorgang_key', (j) =>
        j
          .onRef('vorgang_key.tenant', '=', 'record.tenant')
          .onRef('vorgang_key.vorgang', '=', 'record.vorgang'),
      )
      .selectAll('record')
      .select('vorgang_key.key')
      .where('record.tenant', '=', tenant)
      .where('record.feed', '>', from)
      .orderBy('record.feed')
      .limit(PAGE)
      .execute();
    for (const { key, command_id, ...row } of rows) {
      const record: LedgerRecord = { ...row, tenant: row.siegel ?? row.tenant, commandId: command_id };
      yield { header: record, payload: payloadOf(crypto, record, key) };
    }
    const last = rows.at(-1)?.feed;
    if (last === undefined || rows.length < PAGE) return;
    from = last;
  }
}

function payloadOf(
  crypto: LedgerCrypto,
  record: LedgerRecord,
  key: Uint8Array | null,
): AuditRecord['payload'] {
  if (record.payload.length === 0) return 'erased';
  if (key === null) return null;
  return openRecord(crypto, key, record) === null ? 'damaged' : 'whole';
}
