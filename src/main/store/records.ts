import { verifyChain, type ChainHead, type LedgerCrypto, type LedgerRecord } from '../../ledger/index.ts';
import type { Sql } from './database.ts';

/** The log table: hashes are kept as bytes (half the space), everything else as it stands. */
interface RecordRow {
  readonly feed: number;
  readonly tenant: string;
  readonly vorgang: string;
  readonly art: string;
  readonly revision: number;
  readonly type: string;
  readonly v: number;
  readonly zeit: string;
  readonly akteur: string;
  readonly command_id: string;
  readonly commitment: Buffer;
  readonly prev: Buffer;
  readonly hash: Buffer;
  readonly payload: Buffer;
}

const COLUMNS =
  'feed, tenant, vorgang, art, revision, type, v, zeit, akteur, command_id, commitment, prev, hash, payload';
/** Records fetched at once while walking the whole chain. */
const PAGE = 1000;

/** `known`: it may be here already, then nothing happens. */
export function appendRecord(sql: Sql, r: LedgerRecord, { known = false } = {}): void {
  const { feed, tenant, vorgang, art, revision, type, v, zeit, akteur, commandId } = r;
  const bytes = [r.commitment, r.prev, r.hash].map((h) => Buffer.from(h, 'hex'));
  sql(
    `INSERT INTO record (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)${known ? ' ON CONFLICT (feed) DO NOTHING' : ''}`,
  ).run(feed, tenant, vorgang, art, revision, type, v, zeit, akteur, commandId, ...bytes, r.payload);
}

export function readHead(sql: Sql): ChainHead {
  const last = sql<{ feed: number; hash: Buffer; zeit: string }>(
    'SELECT feed, hash, zeit FROM record ORDER BY feed DESC LIMIT 1',
  ).get();
  return last
    ? { feed: last.feed, hash: last.hash.toString('hex'), zeit: last.zeit }
    : { feed: 0, hash: '0'.repeat(64), zeit: '' };
}

/** The chain in order, page by page, so that writing is possible between two records. */
export function* readRecords(sql: Sql, fromFeed = 1): Generator<LedgerRecord> {
  let next = fromFeed;
  for (;;) {
    const page = sql<RecordRow>(
      `SELECT ${COLUMNS} FROM record WHERE feed >= ? ORDER BY feed LIMIT ${PAGE}`,
    ).all(next);
    for (const row of page) yield toRecord(row);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    next = last.feed + 1;
  }
}

export const recordsOf = (sql: Sql, vorgang: string): readonly LedgerRecord[] =>
  sql<RecordRow>(`SELECT ${COLUMNS} FROM record WHERE vorgang = ? ORDER BY revision`)
    .all(vorgang)
    .map(toRecord);

/**
 * Checks the next record against the one before; null when it does not fit. In a copy (a laptop's share of a
 * central log) records may be missing: then each is checked by itself, and against its neighbour where it has one.
 */
export function followChain(
  crypto: LedgerCrypto,
  head: ChainHead,
  record: LedgerRecord,
  copy: boolean,
): ChainHead | null {
  const skipped = copy && record.feed > head.feed + 1;
  const from = skipped ? { feed: record.feed - 1, hash: record.prev, zeit: '' } : head;
  const step = verifyChain(crypto, [record], from);
  return step.fault === null ? step.head : null;
}

/** Empties the payloads of one Vorgang; the headers stay and the chain still verifies. */
export const emptyPayloads = (sql: Sql, vorgang: string): void => {
  sql("UPDATE record SET payload = x'' WHERE vorgang = ? AND length(payload) > 0").run(vorgang);
};

function toRecord(row: RecordRow): LedgerRecord {
  const { command_id, commitment, prev, hash, payload, ...same } = row;
  return {
    ...same,
    commandId: command_id,
    commitment: commitment.toString('hex'),
    prev: prev.toString('hex'),
    hash: hash.toString('hex'),
    payload,
  };
}
