import type { BelegungFakt, Claim, VorgangId } from '../../domain/shared/vorgang.ts';
import type {
  ChainHead,
  CommandEnvelope,
  CommandResult,
  Seen,
  Settlement,
  Stand,
} from '../../ledger/index.ts';
import type { Sql } from './database.ts';
import { vorgangKey, type KeyFile } from './keys.ts';
import { appendRecord, readHead } from './records.ts';
import { showRow } from './rows.ts';
import { readConfirmed, writeConfirmed } from './states.ts';

/** Answers the engine's questions from the workspace file; every function only inside a transaction. */
export function openCentre(sql: Sql, keys: KeyFile) {
  return {
    seen: (clientId: string, seq: number): Seen => ({
      lastSeq:
        sql<{ seq: number }>(
          'SELECT seq FROM result WHERE client_id = ? AND digest IS NOT NULL ORDER BY seq DESC LIMIT 1',
        ).get(clientId)?.seq ?? 0,
      stored: storedAnswer(sql, clientId, seq),
    }),
    result: (clientId: string, seq: number): CommandResult | null => readResult(sql, clientId, seq),
    stand: (vorgang: VorgangId): Stand | null => readConfirmed(sql, vorgang),
    key: (vorgang: VorgangId): Uint8Array | null => keys.getOrMake(vorgangKey(vorgang)),
    head: (): ChainHead => readHead(sql),
    claim: (vorgang: VorgangId, claims: readonly Claim[]): BelegungFakt | null =>
      replaceClaims(sql, vorgang, claims),
    savepoint: () => void sql('SAVEPOINT befehl').run(),
    rollback: () => {
      sql('ROLLBACK TO befehl').run();
      sql('RELEASE befehl').run();
    },
    release: () => void sql('RELEASE befehl').run(),
    write: (settlement: Settlement) => writeSettlement(sql, settlement),
    answer: (envelope: CommandEnvelope, digest: string, result: CommandResult) =>
      saveResult(sql, envelope.clientId, envelope.seq, envelope.vorgang, digest, result),
  };
}

function writeSettlement(
  sql: Sql,
  { records, after, before, projection, documents, series }: Settlement,
): void {
  for (const record of records) appendRecord(sql, record);
  const nr = showRow(sql, {
    stand: after,
    projection,
    documents,
    vorlaeufig: false,
    ersteller: before === null ? (records[0]?.akteur ?? after.zuletzt.akteur) : after.zuletzt.akteur,
  });
  writeConfirmed(sql, nr, after);
  for (const serie of series) {
    sql(
      'INSERT INTO serie (serie, naechste) VALUES (?, 2) ON CONFLICT DO UPDATE SET naechste = naechste + 1',
    ).run(serie);
  }
}

/** Looks before it changes anything; the trigger on the table stands behind it. */
export function replaceClaims(sql: Sql, vorgang: VorgangId, claims: readonly Claim[]): BelegungFakt | null {
  for (const { ressource, von, bis } of claims) {
    const taken = sql<BelegungFakt>(
      `SELECT vorgang, ressource, von, bis FROM claim
       WHERE ressource = ? AND bis > ? AND von < ? AND vorgang <> ? ORDER BY von LIMIT 1`,
    ).get(ressource, von, bis, vorgang);
    if (taken) return taken;
  }
  sql('DELETE FROM claim WHERE vorgang = ?').run(vorgang);
  for (const { ressource, von, bis } of claims) {
    sql('INSERT INTO claim (vorgang, ressource, von, bis) VALUES (?, ?, ?, ?)').run(
      vorgang,
      ressource,
      von,
      bis,
    );
  }
  return null;
}

export function readResult(sql: Sql, clientId: string, seq: number): CommandResult | null {
  const row = sql<{ result: string }>('SELECT result FROM result WHERE client_id = ? AND seq = ?').get(
    clientId,
    seq,
  );
  return row ? (JSON.parse(row.result) as CommandResult) : null;
}

function storedAnswer(sql: Sql, clientId: string, seq: number): Seen['stored'] {
  const row = sql<{ digest: string; result: string }>(
    'SELECT digest, result FROM result WHERE client_id = ? AND seq = ? AND digest IS NOT NULL',
  ).get(clientId, seq);
  return row ? { digest: row.digest, result: JSON.parse(row.result) as CommandResult } : null;
}

/** `digest` null: an answer received as a client; one given as the centre keeps its digest. */
export function saveResult(
  sql: Sql,
  clientId: string,
  seq: number,
  vorgang: VorgangId,
  digest: string | null,
  result: CommandResult,
): void {
  sql(
    `INSERT INTO result (client_id, seq, vorgang, digest, result) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET digest = coalesce(excluded.digest, digest), result = excluded.result`,
  ).run(clientId, seq, vorgang, digest, JSON.stringify(result));
}
