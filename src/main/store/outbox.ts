import type { Projection, VorgangId } from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope, CommandResult, Kinds, Stand } from '../../ledger/index.ts';
import { saveResult } from './centre.ts';
import type { Sql } from './database.ts';
import { ERASED_CODE } from './erase.ts';
import { BEFORE_SETTING, forgetOwn } from './forget.ts';
import { showRow } from './rows.ts';
import { dropProvisional, readConfirmed, readFormer, writeCurrent } from './states.ts';

/** Commands on their way, and the provisional states they make; every function only inside a transaction. */
export function openOutbox(sql: Sql, kinds: Kinds) {
  return {
    nextSeq: (clientId: string): number => lastSeq(sql, clientId) + 1,
    enqueue: (envelope: CommandEnvelope): void => {
      const { clientId, seq, vorgang } = envelope;
      const expected = lastSeq(sql, clientId) + 1;
      if (seq !== expected) throw new Error(`outbox: seq ${seq} of a client whose next is ${expected}`);
      sql(
        'INSERT INTO client (client_id, last_seq) VALUES (?, ?) ON CONFLICT DO UPDATE SET last_seq = excluded.last_seq',
      ).run(clientId, seq);
      sql('INSERT INTO outbox (client_id, seq, vorgang, envelope) VALUES (?, ?, ?, ?)').run(
        clientId,
        seq,
        vorgang,
        JSON.stringify(envelope),
      );
    },
    waiting: (): readonly CommandEnvelope[] =>
      sql<{ envelope: string }>('SELECT envelope FROM outbox ORDER BY ordnung')
        .all()
        .map((r) => JSON.parse(r.envelope) as CommandEnvelope),
    lastOn: (clientId: string, vorgang: VorgangId): number | null =>
      sql<{ seq: number | null }>(
        'SELECT max(seq) AS seq FROM outbox WHERE client_id = ? AND vorgang = ?',
      ).get(clientId, vorgang)?.seq ?? null,
    /** the answer of the centre; the command stays in the outbox until the feed has brought its effect */
    note: (clientId: string, seq: number, result: CommandResult): void => {
      const row = sql<{ vorgang: string }>('SELECT vorgang FROM outbox WHERE client_id = ? AND seq = ?').get(
        clientId,
        seq,
      );
      const known = sql<{ vorgang: string }>(
        'SELECT vorgang FROM result WHERE client_id = ? AND seq = ?',
      ).get(clientId, seq);
      const vorgang = row?.vorgang ?? known?.vorgang;
      // Known, but no longer in the outbox: a restored centre has answered it anew.
      if (vorgang !== undefined) saveResult(sql, clientId, seq, vorgang, null, result);
    },
    settle: (clientId: string, seq: number, result: CommandResult): void => {
      const row = sql<{ vorgang: string; envelope: string }>(
        'SELECT vorgang, envelope FROM outbox WHERE client_id = ? AND seq = ?',
      ).get(clientId, seq);
      if (!row) return;
      saveResult(sql, clientId, seq, row.vorgang, null, result);
      sql('DELETE FROM outbox WHERE client_id = ? AND seq = ?').run(clientId, seq);
      // Not even where it stood: its Vorgang is erased everywhere else.
      const erased = result.outcome === 'rejected' && result.rejection.code === ERASED_CODE;
      if (erased) forgetOwn(sql, [row]);
    },
    /** has arrived at the centre: kept until a backup of it holds it */
    keepSent: (arrived: readonly CommandEnvelope[]): void => {
      for (const e of arrived)
        sql(
          'INSERT INTO gesendet (client_id, seq, vorgang, envelope) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        ).run(e.clientId, e.seq, e.vorgang, JSON.stringify(e));
    },
    sent: (clientId: string, from: number): readonly CommandEnvelope[] =>
      sql<{ envelope: string }>('SELECT envelope FROM gesendet WHERE client_id = ? AND seq >= ? ORDER BY seq')
        .all(clientId, from)
        .map((r) => JSON.parse(r.envelope) as CommandEnvelope),
    highestSent: (clientId: string): number =>
      sql<{ seq: number | null }>('SELECT max(seq) AS seq FROM gesendet WHERE client_id = ?').get(clientId)
        ?.seq ?? 0,
    /**
     * A backup of the centre holds everything up to this record, and so all that was answered before it was made.
     * What has changed nothing made no record: when it was answered, its place in the log does not tell.
     */
    dropSent: (clientId: string, feed: number): void => {
      const last = sql<{ seq: number | null }>(
        `SELECT max(g.seq) AS seq FROM gesendet g JOIN result r ON r.client_id = g.client_id AND r.seq = g.seq
         WHERE g.client_id = ? AND r.result ->> '$.outcome' = 'applied' AND r.result ->> '$.feed' <= ?
           AND r.result ->> '$.revision' > r.result ->> '$.from'`,
      ).get(clientId, feed)?.seq;
      if (!last) return;
      const dropped = sql<{ vorgang: string; envelope: string }>(
        'DELETE FROM gesendet WHERE client_id = ? AND seq <= ? RETURNING vorgang, envelope',
      ).all(clientId, last);
      forgetOwn(sql, dropped);
    },
    /**
     * A restored centre has lost what it had applied from this number on: it waits again, in its old order. What its
     * author may no longer see is only sent again (ADR 16); what is being fetched anew may come back. Answers the Vorgaenge.
     */
    takeBack: (clientId: string, from: number): readonly VorgangId[] => {
      const lost = sql<OwnRow>(
        `SELECT g.seq, g.vorgang, g.envelope FROM gesendet g JOIN result r ON r.client_id = g.client_id AND r.seq = g.seq
         WHERE g.client_id = ? AND g.seq >= ? AND r.result ->> '$.outcome' = 'applied'
           AND (EXISTS (SELECT 1 FROM zeile z WHERE z.id = g.vorgang)
             OR EXISTS (SELECT 1 FROM setting s WHERE s.name = ? AND instr(s.wert, '"' || g.vorgang || '"') > 0))`,
      ).all(clientId, from, BEFORE_SETTING);
      if (lost.length === 0) return [];
      const waiting = sql<OwnRow>(
        'DELETE FROM outbox WHERE client_id = ? RETURNING seq, vorgang, envelope',
      ).all(clientId);
      for (const { seq, vorgang, envelope } of [...lost, ...waiting].sort((a, b) => a.seq - b.seq)) {
        sql('INSERT INTO outbox (client_id, seq, vorgang, envelope) VALUES (?, ?, ?, ?)').run(
          clientId,
          seq,
          vorgang,
          envelope,
        );
        sql('DELETE FROM gesendet WHERE client_id = ? AND seq = ?').run(clientId, seq);
      }
      return lost.map((l) => l.vorgang);
    },
    setCurrent: (current: readonly { readonly stand: Stand; readonly projection: Projection }[]): void => {
      dropProvisional(sql, kinds, new Set(current.map((c) => c.stand.vorgang)));
      for (const { stand, projection } of current) showProvisional(sql, kinds, stand, projection);
    },
  };
}

interface OwnRow {
  readonly seq: number;
  readonly vorgang: VorgangId;
  readonly envelope: string;
}

function showProvisional(sql: Sql, kinds: Kinds, stand: Stand, projection: Projection): void {
  // Documents of both states stay readable: the confirmed one is what others still see.
  const documents = (s: Stand | null) => (s === null ? [] : (kinds.get(s.art)?.documents(s.state) ?? []));
  const nr = showRow(sql, {
    stand,
    projection,
    documents: [
      ...documents(readConfirmed(sql, stand.vorgang) ?? readFormer(sql, stand.vorgang)),
      ...documents(stand),
    ],
    vorlaeufig: true,
    ersteller: stand.zuletzt.akteur,
  });
  writeCurrent(sql, nr, stand);
}

const lastSeq = (sql: Sql, clientId: string): number =>
  sql<{ last_seq: number }>('SELECT last_seq FROM client WHERE client_id = ?').get(clientId)?.last_seq ?? 0;
