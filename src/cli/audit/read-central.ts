import type { CentralDatabase } from '../../central/db/open.ts';
import { toRecord } from '../../central/engine/records.ts';
import { readSealed, sealedKeyOf, type SealedChain } from '../../central/engine/sealed.ts';
import {
  ADOPTED,
  canonicalJson,
  ERASED,
  isAdopted,
  openRecord,
  type LedgerCrypto,
  type LedgerRecord,
} from '../../ledger/index.ts';
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
    // Not there: a database that was not started with this program yet.
    const sealed = await readSealed(db, tenant).catch(() => []);
    const keyNotes = notes.filter((n) => n.art === 'schluessel').map((n) => n.note);
    sources.push({
      tenant,
      checkpoints,
      keyNotes,
      restoreNotes: notes.filter((n) => n.art === 'wiederherstellung').map((n) => n.note),
      referredTo: stand?.feed ?? 0,
      copy: false,
      koepfe: new Set(sealed.map((s) => s.kopf)),
      records: recordsOf(db, crypto, tenant),
    });
    for (const chain of sealed) sources.push(await sealedSource(db, crypto, chain, keyNotes));
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
    for (const { key, ...row } of rows) {
      const record = toRecord(row);
      const payload = payloadOf(crypto, record, key);
      const fremd =
        record.type === ADOPTED &&
        payload === 'whole' &&
        key !== null &&
        !(await isAsSealed(db, crypto, row.tenant, record, key));
      yield { header: record, payload, ...(fremd ? { fremd } : {}) };
    }
    const last = rows.at(-1)?.feed;
    if (last === undefined || rows.length < PAGE) return;
    from = last;
  }
}

/** Says the event by which a Vorgang was adopted what the sealed chain says, event by event? */
async function isAsSealed(
  db: CentralDatabase['db'],
  crypto: LedgerCrypto,
  tenant: string,
  record: LedgerRecord,
  key: Uint8Array,
): Promise<boolean> {
  const event = openRecord(crypto, key, record)?.event;
  if (event === undefined || !isAdopted(event)) return false;
  const rows = await db
    .selectFrom('siegel_record')
    .innerJoin('siegelkette', (j) =>
      j
        .onRef('siegelkette.tenant', '=', 'siegel_record.tenant')
        .onRef('siegelkette.kette', '=', 'siegel_record.kette'),
    )
    .selectAll('siegel_record')
    .select('siegelkette.siegel')
    .where('siegel_record.tenant', '=', tenant)
    .where('siegelkette.kopf', '=', event.herkunft.kopf)
    .where('siegel_record.vorgang', '=', record.vorgang)
    .orderBy('siegel_record.revision')
    .execute();
  if (rows.length !== event.ereignisse.length) return false;
  return rows.every(({ siegel, command_id, kette: _, ...row }, i) => {
    const sealed = { ...row, tenant: siegel, commandId: command_id };
    const there = openRecord(crypto, key, sealed);
    const here = event.ereignisse[i];
    return (
      there !== null &&
      here !== undefined &&
      here.hash === sealed.hash &&
      here.akteur === sealed.akteur &&
      here.zeit === sealed.zeit &&
      here.revision === sealed.revision &&
      canonicalJson(here.event) === canonicalJson(there.event)
    );
  });
}

/** The sealed chain of a single seat beside the log of its city. */
async function sealedSource(
  db: CentralDatabase['db'],
  crypto: LedgerCrypto,
  chain: SealedChain,
  keyNotes: readonly string[],
): Promise<AuditSource> {
  const { tenant, kette, kopf, name, vorsatz, siegel, eintraege, getilgt } = chain;
  const erased = await db
    .selectFrom('record')
    .select('vorgang')
    .where('tenant', '=', tenant)
    .where('type', '=', ERASED)
    .execute();
  return {
    tenant: siegel,
    checkpoints: [{ note: chain.note, zeitstempel: null }],
    keyNotes,
    restoreNotes: [],
    referredTo: eintraege,
    copy: false,
    koepfe: null,
    siegel: {
      stadt: tenant,
      kette,
      kopf,
      name,
      vorsatz,
      getilgt,
      geloescht: new Set(erased.map((e) => e.vorgang)),
    },
    records: sealedRecordsOf(db, crypto, chain),
  };
}

async function* sealedRecordsOf(
  db: CentralDatabase['db'],
  crypto: LedgerCrypto,
  { tenant, kette, siegel }: SealedChain,
): AsyncGenerator<AuditRecord> {
  for (let from = 0; ;) {
    const rows = await db
      .selectFrom('siegel_record')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('kette', '=', kette)
      .where('feed', '>', from)
      .orderBy('feed')
      .limit(PAGE)
      .execute();
    // Of what has entered, the key is that of its Vorgang; of all else, one that only this chain has.
    const ids = [...new Set(rows.flatMap((r) => [r.vorgang, sealedKeyOf(kette, r.vorgang)]))];
    const keys = new Map<string, Uint8Array | null>();
    for (let i = 0; i < ids.length; i += PAGE) {
      const found = await db
        .selectFrom('vorgang_key')
        .select(['vorgang', 'key'])
        .where('tenant', '=', tenant)
        .where('vorgang', 'in', ids.slice(i, i + PAGE))
        .execute();
      for (const { vorgang, key } of found) keys.set(vorgang, key);
    }
    for (const { command_id, kette: _, ...row } of rows) {
      const record: LedgerRecord = { ...row, tenant: siegel, commandId: command_id };
      const key = keys.get(sealedKeyOf(kette, row.vorgang)) ?? keys.get(row.vorgang) ?? null;
      yield {
        header: record,
        payload: payloadOf(crypto, record, key),
      };
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
