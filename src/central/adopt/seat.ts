import type { EinheitState, PersonState } from '../../domain/organisation/index.ts';
import type { StammdatenState } from '../../domain/stammdaten/index.ts';
import type { DokumentFakt, Sha256 } from '../../domain/shared/vorgang.ts';
import {
  advance,
  ERASED,
  fromHex,
  growingRoot,
  openRecord,
  upcastEvent,
  verifyChain,
  type LedgerRecord,
  type SealedEvent,
} from '../../ledger/index.ts';
import type { CentralContext } from '../engine/context.ts';
import { ORGANISATION } from '../engine/directory.ts';

/** A single seat as it is read from its unlocked folder. */
export interface SingleSeat {
  readonly records: () => Iterable<LedgerRecord>;
  /** null: destroyed by erasure */
  readonly keyOf: (vorgang: string) => Uint8Array | null;
  readonly documents: () => readonly Sha256[];
  readonly read: (sha256: Sha256) => Uint8Array | null;
  readonly fakt: (sha256: Sha256) => DokumentFakt | null;
}

/** People, units and tables of a seat do not enter a city that has its own. */
const OF_THE_CITY: readonly string[] = [...ORGANISATION, 'stammdaten'];

export interface SeatVorgang {
  readonly vorgang: string;
  readonly art: string;
  readonly key: Uint8Array;
  /** as they stand in the chain, neither lifted nor translated */
  readonly ereignisse: readonly SealedEvent[];
}

/** The chain of a single seat, checked and read whole. */
export interface SeatChain {
  /** hash of the first record: what the chain is called */
  readonly kette: string;
  readonly kopf: string;
  readonly eintraege: number;
  /** root of its Merkle tree */
  readonly wurzel: Uint8Array;
  /** name of the tenant it was sealed under */
  readonly siegel: string;
  readonly records: readonly LedgerRecord[];
  /** what may enter a city, in the order in which it began */
  readonly vorgaenge: readonly SeatVorgang[];
  readonly personen: readonly PersonState[];
  readonly einheiten: readonly EinheitState[];
  readonly tabellen: readonly StammdatenState[];
}

export interface SeatFault {
  readonly fault: 'leer' | 'kette' | 'unlesbar' | 'art-unbekannt';
  readonly stelle: string;
}

/** Follows the chain from its first record and opens every event. What is damaged or not understood stops it. */
export function readSeat(ctx: CentralContext, seat: SingleSeat): SeatChain | SeatFault {
  const records = [...seat.records()];
  const [first] = records;
  if (first === undefined) return { fault: 'leer', stelle: '' };
  const { head, fault } = verifyChain(ctx.crypto, records);
  if (fault !== null) return { fault: 'kette', stelle: String(fault.feed) };
  const tree = growingRoot(ctx.crypto.sha256);
  const byVorgang = new Map<string, LedgerRecord[]>();
  for (const record of records) {
    tree.add(fromHex(record.hash));
    const own = byVorgang.get(record.vorgang);
    if (own) own.push(record);
    else byVorgang.set(record.vorgang, [record]);
  }
  const vorgaenge: SeatVorgang[] = [];
  const states = {
    person: [] as PersonState[],
    einheit: [] as EinheitState[],
    stammdaten: [] as StammdatenState[],
  };
  for (const [vorgang, own] of byVorgang) {
    const { art } = own[0] as LedgerRecord;
    if (own.at(-1)?.type === ERASED) continue;
    const kind = ctx.kinds.get(art);
    if (!kind) return { fault: 'art-unbekannt', stelle: art };
    const key = seat.keyOf(vorgang);
    if (key === null) return { fault: 'unlesbar', stelle: `${art} ${vorgang}` };
    const ereignisse: SealedEvent[] = [];
    for (const record of own) {
      const plain = openRecord(ctx.crypto, key, record);
      if (plain === null || upcastEvent(kind, plain.event) === null)
        return { fault: 'unlesbar', stelle: `Eintrag ${record.feed} (${record.type})` };
      ereignisse.push({ event: plain.event, ...plain.meta, hash: record.hash });
    }
    if (!OF_THE_CITY.includes(art)) vorgaenge.push({ vorgang, art, key, ereignisse });
    if (art !== 'person' && art !== 'einheit' && art !== 'stammdaten') continue;
    const events = ereignisse.map(({ event, hash: _, ...meta }) => ({
      event: upcastEvent(kind, event) ?? event,
      meta,
    }));
    const state = advance(kind, null, vorgang, events)?.state;
    states[art].push(state as PersonState & EinheitState & StammdatenState);
  }
  return {
    kette: first.hash,
    kopf: head.hash,
    eintraege: head.feed,
    wurzel: tree.root(),
    siegel: first.tenant,
    records,
    vorgaenge,
    personen: states.person,
    einheiten: states.einheit,
    tabellen: states.stammdaten,
  };
}
