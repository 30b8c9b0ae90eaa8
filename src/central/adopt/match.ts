import type { Verzeichnis } from '../../domain/organisation/index.ts';
import type { StammdatenTabelle } from '../../domain/stammdaten/index.ts';
import type { Tx } from '../db/schema.ts';
import type { CentralContext } from '../engine/context.ts';
import { readVerzeichnis } from '../engine/directory.ts';
import { readStandsOf } from '../engine/states.ts';
import { namedIn, type Origin } from './candidates.ts';
import { findSame, readMasterData, resolveSame, type MasterData } from './master-data.ts';
import { findCounterparts, resolve, type Counterpart, type Decisions } from './people.ts';
import type { SeatChain } from './seat.ts';
import { findOtherRows, undecidedRows } from './tables.ts';

/** Who and what of the seat is whom and what of the city. */
export interface Matched {
  /** a line of the file of decisions each */
  readonly rows: readonly Counterpart[];
  /** Vorgang of the seat -> words in its events */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>;
  /** there -> here: people, units, master data */
  readonly uebersetzung: Readonly<Record<string, string>>;
  readonly namen: Readonly<Record<string, string>>;
  /** of `uebersetzung` the master data: they do not enter */
  readonly gleich: Readonly<Record<string, string>>;
  readonly fehler: readonly string[];
  readonly city: Verzeichnis;
  readonly master: MasterData;
}

/** Compares both sides by name and applies what is decided. */
export async function matchSides(
  ctx: CentralContext,
  tx: Tx,
  tenant: string,
  chain: SeatChain,
  origin: Origin,
  decisions: Decisions | null,
): Promise<Matched> {
  const city = await readVerzeichnis(tx, tenant);
  const named = new Map(chain.vorgaenge.map((v) => [v.vorgang, namedIn(v)]));
  const wordsOf = (vorgaenge: SeatChain['vorgaenge']): ReadonlySet<string> =>
    new Set(vorgaenge.flatMap(({ vorgang }) => [...(named.get(vorgang) ?? [])]));

  const people = findCounterparts(chain, city, wordsOf(chain.vorgaenge));
  const persons = resolve(people, city, decisions);
  const master = await readMasterData(ctx, tx, tenant, chain, origin);
  const items = findSame(master);
  const same = resolveSame(items, master, decisions);
  const entering = chain.vorgaenge.filter(
    ({ vorgang }) => !decisions?.auslassen.has(vorgang) && !Object.hasOwn(same.gleich, vorgang),
  );
  const here = (await readStandsOf(tx, tenant, 'stammdaten')).map((s) => s.state as StammdatenTabelle);
  const tables = findOtherRows(chain.tabellen, here, wordsOf(entering));
  return {
    rows: [...people, ...items, ...tables],
    named,
    uebersetzung: { ...persons.uebersetzung, ...same.gleich },
    namen: persons.namen,
    gleich: same.gleich,
    fehler: [...persons.fehler, ...same.fehler, ...undecidedRows(tables, decisions)],
    city,
    master,
  };
}
