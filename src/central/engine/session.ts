import { sql } from 'kysely';
import type { Verzeichnis } from '../../domain/organisation/index.ts';
import type { Claim } from '../../domain/shared/vorgang.ts';
import type { ChainHead, Seen, Settlement } from '../../ledger/index.ts';
import type { InsertRows } from '../db/bulk.ts';
import type { Tx } from '../db/schema.ts';
import { carryOn, ORGANISATION, readVerzeichnis } from './directory.ts';
import { createReadings, type Answered } from './readings.ts';
import { emptyLayer, isEmpty, mergeInto, writeLayer, type Layer } from './layer.ts';
import { andThen, type Soon } from './soon.ts';
import { readHead, type StoredStand } from './states.ts';

/**
 * What one transaction of one tenant has read and is going to write. A whole push is settled on it in memory and
 * written at its end with a handful of statements: a database answers one question about a hundred rows much
 * faster than a hundred questions about one. A savepoint is a layer that is kept or thrown away.
 *
 * Whoever asks or changes the database himself in the middle of a command calls `writeOut` first: then everything
 * decided so far stands there, and what he writes goes with the command if it is refused.
 */
export interface Session {
  readonly tx: Tx;
  readonly tenant: string;
  readonly stand: (vorgang: string) => Soon<StoredStand | null>;
  readonly head: () => Soon<ChainHead>;
  readonly verzeichnis: () => Soon<Verzeichnis>;
  readonly seen: (clientId: string, seq: number) => Soon<Seen>;
  /** null: destroyed */
  readonly key: (vorgang: string, make: () => Uint8Array) => Soon<Uint8Array | null>;
  /** its key is destroyed: whoever still has a command on it is told so, and not that it does not exist */
  readonly isErased: (vorgang: string) => Soon<boolean>;
  /** last number given out in a series */
  readonly serie: (serie: string) => Soon<number>;
  /** what is held by whoever has changed it, and is not written yet */
  readonly pendingClaims: () => ReadonlyMap<string, readonly Claim[]>;
  readonly setClaims: (vorgang: string, claims: readonly Claim[]) => void;
  readonly write: (settlement: Settlement) => Soon<void>;
  readonly answer: (answered: Answered) => void;
  readonly answers: readonly Answered[];
  readonly savepoint: () => void;
  readonly rollback: () => Soon<void>;
  readonly release: () => Soon<void>;
  readonly writeOut: () => Promise<void>;
  /** reads in one go what a batch is about */
  readonly prefetch: (
    clients: ReadonlyMap<string, readonly number[]>,
    vorgaenge: readonly string[],
  ) => Promise<void>;
}

export function openSession(tx: Tx, tenant: string, insertRows: InsertRows): Session {
  const read = createReadings(tx, tenant);
  const answers: Answered[] = [];
  /** decided and not yet in the database: by finished commands, by the one under way */
  let base = emptyLayer();
  let top: Layer | null = null;
  /** of the command under way, what stands in the database behind a savepoint of its own */
  let written: Layer | null = null;
  let head: ChainHead | null = null;
  let verzeichnis: Verzeichnis | null = null;

  const layers = (): readonly Layer[] => [top, written, base].filter((l) => l !== null);
  function changed<K, V>(pick: (l: Layer) => ReadonlyMap<K, V>, key: K): V | undefined {
    for (const layer of layers()) {
      const value = pick(layer).get(key);
      if (value !== undefined) return value;
    }
    return undefined;
  }
  const target = (): Layer => top ?? base;
  const before = (vorgang: string) => changed((l) => l.stands, vorgang) ?? read.stand(vorgang);

  /** of what stands in the database */
  const storedHead = async (): Promise<ChainHead> => written?.head ?? (head ??= await readHead(tx, tenant));

  function absorb(layer: Layer): void {
    read.absorb(layer);
    if (layer.head === null) return;
    if (head !== null && !layer.organisation) carryOn(tenant, head, layer.head);
    head = layer.head;
  }

  async function writeOut(): Promise<void> {
    if (!isEmpty(base)) {
      await writeLayer(insertRows, tx, tenant, base, read.storedStand);
      absorb(base);
      base = emptyLayer();
    }
    if (top === null) return;
    if (written === null) {
      await sql`SAVEPOINT befehl`.execute(tx);
      written = emptyLayer();
    }
    if (isEmpty(top)) return;
    const earlier = written;
    await writeLayer(insertRows, tx, tenant, top, (v) => earlier.stands.get(v) ?? read.storedStand(v));
    mergeInto(written, top);
    top = emptyLayer();
  }

  async function loadVerzeichnis(): Promise<Verzeichnis> {
    if (layers().some((l) => l.organisation)) await writeOut();
    return (verzeichnis = await readVerzeichnis(tx, tenant, await storedHead()));
  }

  async function count(series: readonly string[]): Promise<void> {
    for (const serie of series) {
      const last = changed((l) => l.series, serie) ?? (await read.serie(serie));
      target().series.set(serie, last + 1);
    }
  }

  async function rollbackWritten(): Promise<void> {
    await sql`ROLLBACK TO SAVEPOINT befehl`.execute(tx);
    await sql`RELEASE SAVEPOINT befehl`.execute(tx);
  }

  function forget(): void {
    if (top?.organisation || written?.organisation) verzeichnis = null;
    top = null;
    written = null;
  }

  async function releaseWritten(layer: Layer): Promise<void> {
    await sql`RELEASE SAVEPOINT befehl`.execute(tx);
    absorb(layer);
  }

  function keep(): void {
    if (top !== null) mergeInto(base, top);
    top = null;
    written = null;
  }

  return {
    tx,
    tenant,
    answers,
    writeOut,
    stand: before,
    head: () => {
      for (const layer of layers()) if (layer.head !== null) return layer.head;
      return head ?? readHead(tx, tenant).then((stored) => (head = stored));
    },
    verzeichnis: () => verzeichnis ?? loadVerzeichnis(),
    seen: read.seen,
    key: (vorgang, make) => {
      const made = changed((l) => l.keys, vorgang);
      if (made) return made;
      return andThen(read.key(vorgang), (stored) => {
        if (stored !== undefined) return stored;
        const key = make();
        target().keys.set(vorgang, key);
        return key;
      });
    },
    isErased: (vorgang) => andThen(read.key(vorgang), (key) => key === null),
    serie: (serie) => changed((l) => l.series, serie) ?? read.serie(serie),
    pendingClaims: () => {
      if (top === null || top.claims.size === 0) return base.claims;
      return new Map([...base.claims, ...top.claims]);
    },
    setClaims: (vorgang, claims) => void target().claims.set(vorgang, claims),
    write: (s) => {
      const { vorgang, art } = s.after;
      return andThen(before(vorgang), (stored) => {
        const ersteller = stored?.ersteller ?? s.plain[0]?.meta.akteur ?? '';
        const layer = target();
        layer.stands.set(vorgang, { stand: s.after, projection: s.projection, ersteller, feed: s.head.feed });
        layer.documents.set(vorgang, s.documents);
        layer.records.push(...s.records);
        layer.head = s.head;
        if (ORGANISATION.includes(art)) {
          layer.organisation = true;
          verzeichnis = null;
        }
        return s.series.length === 0 ? undefined : count(s.series);
      });
    },
    answer: (answered) => {
      answers.push(answered);
      read.answered(answered);
    },
    savepoint: () => {
      if (top !== null) throw new Error('A savepoint within a savepoint');
      top = emptyLayer();
    },
    rollback: () => (written === null ? forget() : rollbackWritten().then(forget)),
    release: () => (written === null ? keep() : releaseWritten(written).then(keep)),
    prefetch: async (clients, vorgaenge) => {
      for (const [clientId, seqs] of clients) await read.loadResults(clientId, seqs);
      await read.loadStands(vorgaenge);
      await read.loadKeys(vorgaenge);
    },
  };
}
