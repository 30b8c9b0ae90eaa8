import type { Stand } from '../../ledger/index.ts';
import type { Tx } from '../db/schema.ts';
import type { CentralContext } from '../engine/context.ts';
import { readStandsOf } from '../engine/states.ts';
import { buildCandidates, NO_WORDS, type Candidate, type Origin } from './candidates.ts';
import { readKnown } from './collisions.ts';
import { decisionKey, fold, type Counterpart, type Decisions } from './people.ts';
import type { SeatChain } from './seat.ts';

/* Master data that are Vorgaenge (bodies): one that exists on both sides can be one afterwards. That of the seat stays in
   its sealed chain like a person, and those that name it name that of the city. */

/** It enters beside those of the city. */
export const EIGEN = 'eigen';

interface Item {
  readonly art: string;
  readonly vorgang: string;
  readonly name: string;
  readonly kurz: string;
  readonly stand: Stand;
}

export interface MasterData {
  readonly seat: readonly Item[];
  readonly city: readonly Item[];
}

/** Both sides, of every kind that says of itself that it is master data. */
export async function readMasterData(
  ctx: CentralContext,
  tx: Tx,
  tenant: string,
  chain: SeatChain,
  origin: Origin,
): Promise<MasterData> {
  const toItem = (stand: Stand): Item[] => {
    const kind = ctx.kinds.get(stand.art);
    if (kind?.stammdatum !== true) return [];
    const { titel, nummer } = kind.project(stand.state, stand.vorgang);
    return [{ art: stand.art, vorgang: stand.vorgang, name: titel, kurz: nummer ?? '', stand }];
  };
  const own = chain.vorgaenge.filter((v) => ctx.kinds.get(v.art)?.stammdatum === true);
  const known = await readKnown(
    tx,
    tenant,
    chain.kopf,
    own.map((v) => v.vorgang),
  );
  const city: Item[] = [];
  for (const kind of ctx.kinds.values())
    if (kind.stammdatum === true)
      city.push(...(await readStandsOf(tx, tenant, kind.art)).flatMap((stand) => toItem(stand)));
  const { candidates } = buildCandidates(ctx, { ...chain, vorgaenge: own }, origin, NO_WORDS);
  return {
    seat: candidates.flatMap((c) => toItem(c.stand)),
    // What an earlier run has brought is no other one.
    city: city.filter((c) => known.get(c.vorgang) !== 'schon-da'),
  };
}

const describe = ({ vorgang, name, kurz }: Item): string =>
  `${vorgang} („${name}“${kurz === '' ? '' : `, ${kurz}`})`;

/**
 * The master data of the seat, with the one of the city that has the same name where there is exactly one. The same
 * short form or the same id alone is named, and left to the operator.
 */
export const findSame = ({ seat, city }: MasterData): readonly Counterpart[] =>
  seat.map((own) => {
    const row = { art: own.art, kennung: own.vorgang, name: own.name, angabe: own.kurz };
    const alike = city.filter((c) => c.art === own.art);
    const named = alike.filter((c) => fold(c.name) === fold(own.name));
    const [only, ...more] = named;
    if (only !== undefined && more.length === 0)
      return {
        ...row,
        vorschlag: only.vorgang,
        hinweis: `gleicher Name: ${describe(only)}; sonst „${EIGEN}“`,
      };
    const near =
      named.length > 0
        ? named
        : alike.filter(
            (c) => c.vorgang === own.vorgang || (own.kurz !== '' && fold(c.kurz) === fold(own.kurz)),
          );
    if (near.length === 0)
      return { ...row, vorschlag: EIGEN, hinweis: 'in der Stadt heißt nichts so: kommt als eigenes hinzu' };
    return {
      ...row,
      vorschlag: '',
      hinweis: `ähnlich: ${near.map(describe).join(', ')}; dessen Kennung eintragen oder „${EIGEN}“`,
    };
  });

/** Which of the seat is which of the city, as decided. Without a file the suggestions count: for a plan only. */
export function resolveSame(
  rows: readonly Counterpart[],
  { city }: MasterData,
  decisions: Decisions | null,
): { readonly gleich: Readonly<Record<string, string>>; readonly fehler: readonly string[] } {
  const gleich: Record<string, string> = {};
  const fehler: string[] = [];
  for (const row of rows) {
    // A file without this line: where nothing is alike, there is nothing to decide.
    const said = decisions?.gegenueber.get(decisionKey(row)) ?? (row.vorschlag === EIGEN ? EIGEN : '');
    const wahl = decisions === null ? row.vorschlag : said;
    if (wahl === EIGEN) continue;
    if (wahl === '') {
      if (decisions !== null)
        fehler.push(`„${row.name}“ (${row.kennung}): nicht entschieden, ${row.hinweis}.`);
    } else if (city.some((c) => c.art === row.art && c.vorgang === wahl)) gleich[row.kennung] = wahl;
    else fehler.push(`„${row.name}“: „${wahl}“ gibt es in der Stadt nicht als ${row.art}.`);
  }
  return { gleich, fehler };
}

/** Where both sides of what is one from now on say different things: that of the city counts. `moved`: translated. */
export function differences(
  gleich: Readonly<Record<string, string>>,
  moved: readonly Candidate[],
  { city }: MasterData,
): readonly string[] {
  return Object.entries(gleich).flatMap(([vorgang, wahl]) => {
    const seat = moved.find((c) => c.vorgang === vorgang);
    const here = city.find((c) => c.vorgang === wahl);
    if (seat === undefined || here === undefined) return [];
    const [a, b] = [seat.stand.state as object, here.stand.state as object].map(
      (state) => new Map(Object.entries(state).map(([k, v]) => [k, JSON.stringify(v)])),
    ) as [Map<string, string>, Map<string, string>];
    const other = [...new Set([...a.keys(), ...b.keys()])].filter((k) => a.get(k) !== b.get(k));
    if (other.length === 0) return [];
    return [
      `„${seat.projection.titel}“ (${seat.art} ${vorgang}) ist in der Stadt ${describe(here)}; verschieden: ` +
        `${other.join(', ')}. Danach gilt, was in der Stadt steht, auch für Vorgänge von früher.`,
    ];
  });
}
