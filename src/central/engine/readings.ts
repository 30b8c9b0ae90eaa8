import type { CommandResult, Seen } from '../../ledger/index.ts';
import type { Tx } from '../db/schema.ts';
import { readLastSeq } from './clients.ts';
import type { Layer } from './layer.ts';
import type { Soon } from './soon.ts';
import { readStands, type StoredStand } from './states.ts';

export interface Answered {
  readonly clientId: string;
  readonly seq: number;
  readonly digest: string;
  readonly result: CommandResult;
  readonly vorgang: string | null;
}

/** What a session has read of the database, each thing once, many things at a time where they are known early. */
export function createReadings(tx: Tx, tenant: string) {
  const stands = new Map<string, StoredStand | null>();
  /** null: destroyed; undefined: never made */
  const keys = new Map<string, Uint8Array | null | undefined>();
  const series = new Map<string, number>();
  const lastSeqs = new Map<string, number>();
  const results = new Map<string, Answered | null>();
  const resultKey = (clientId: string, seq: number): string => `${seq}#${clientId}`;
  const missing = (wanted: readonly string[], known: ReadonlyMap<string, unknown>): readonly string[] => [
    ...new Set(wanted.filter((w) => !known.has(w))),
  ];

  async function loadStands(vorgaenge: readonly string[]): Promise<void> {
    const wanted = missing(vorgaenge, stands);
    const found = await readStands(tx, tenant, wanted);
    for (const v of wanted) stands.set(v, null);
    for (const s of found) stands.set(s.stand.vorgang, s);
  }

  async function loadKeys(vorgaenge: readonly string[]): Promise<void> {
    const wanted = missing(vorgaenge, keys);
    if (wanted.length === 0) return;
    const rows = await tx
      .selectFrom('vorgang_key')
      .select(['vorgang', 'key'])
      .where('tenant', '=', tenant)
      .where('vorgang', 'in', wanted)
      .execute();
    for (const v of wanted) keys.set(v, undefined);
    for (const { vorgang, key } of rows) keys.set(vorgang, key);
  }

  async function loadResults(clientId: string, seqs: readonly number[]): Promise<void> {
    const last = lastSeqs.get(clientId) ?? (await readLastSeq(tx, { tenant, clientId }));
    lastSeqs.set(clientId, last);
    const wanted = seqs.filter((seq) => !results.has(resultKey(clientId, seq)));
    for (const seq of wanted) results.set(resultKey(clientId, seq), null);
    // What lies beyond the last number has no answer yet.
    const answered = wanted.filter((seq) => seq <= last);
    if (answered.length === 0) return;
    const rows = await tx
      .selectFrom('result')
      .select(['seq', 'digest', 'result', 'vorgang'])
      .where('tenant', '=', tenant)
      .where('client_id', '=', clientId)
      .where('seq', 'in', answered)
      .execute();
    for (const { seq, digest, result, vorgang } of rows)
      results.set(resultKey(clientId, seq), {
        clientId,
        seq,
        digest,
        result: JSON.parse(result) as CommandResult,
        vorgang,
      });
  }

  async function loadSerie(serie: string): Promise<number> {
    const row = await tx
      .selectFrom('serie')
      .select('zuletzt')
      .where('tenant', '=', tenant)
      .where('serie', '=', serie)
      .executeTakeFirst();
    series.set(serie, row?.zuletzt ?? 0);
    return row?.zuletzt ?? 0;
  }

  return {
    loadStands,
    loadKeys,
    loadResults,
    stand: (vorgang: string): Soon<StoredStand | null> => {
      const known = stands.get(vorgang);
      return known !== undefined ? known : loadStands([vorgang]).then(() => stands.get(vorgang) ?? null);
    },
    /** as it stands in the database, of a Vorgang that was asked for before */
    storedStand: (vorgang: string): StoredStand | null => stands.get(vorgang) ?? null,
    key: (vorgang: string): Soon<Uint8Array | null | undefined> =>
      keys.has(vorgang) ? keys.get(vorgang) : loadKeys([vorgang]).then(() => keys.get(vorgang)),
    serie: (serie: string): Soon<number> => series.get(serie) ?? loadSerie(serie),
    seen: (clientId: string, seq: number): Soon<Seen> => {
      const key = resultKey(clientId, seq);
      const known = () => ({ lastSeq: lastSeqs.get(clientId) ?? 0, stored: results.get(key) ?? null });
      return results.has(key) ? known() : loadResults(clientId, [seq]).then(known);
    },
    answered: (answered: Answered): void => {
      results.set(resultKey(answered.clientId, answered.seq), answered);
      lastSeqs.set(answered.clientId, answered.seq);
    },
    /** what has been written counts as read */
    absorb: (layer: Layer): void => {
      for (const [vorgang, stand] of layer.stands) stands.set(vorgang, stand);
      for (const [vorgang, key] of layer.keys) keys.set(vorgang, key);
      for (const [serie, last] of layer.series) series.set(serie, last);
    },
  };
}
