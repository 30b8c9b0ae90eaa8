import type { Claim, Projection, Sha256 } from '../../domain/shared/vorgang.ts';
import {
  ADOPTED,
  adoptedEvents,
  advance,
  translate,
  upcastEvent,
  type Stand,
  type VorgangUebernommen,
} from '../../ledger/index.ts';
import type { CentralContext } from '../engine/context.ts';
import { documentsOnTheWay } from './documents.ts';
import type { Resolved } from './people.ts';
import type { SeatChain, SeatVorgang } from './seat.ts';

/** A Vorgang of the seat as it would stand in the city. */
export interface Candidate {
  readonly vorgang: string;
  readonly art: string;
  readonly key: Uint8Array;
  readonly event: VorgangUebernommen;
  readonly stand: Stand;
  readonly projection: Projection;
  readonly ersteller: string;
  readonly claims: readonly Claim[];
  /** of every version, also those that are not current any more */
  readonly documents: readonly Sha256[];
  /** other Vorgaenge of the seat that its state names */
  readonly nennt: ReadonlySet<string>;
}

export interface Origin {
  readonly name: string;
  readonly vorsatz: string;
}

/** Ids of people, units and Vorgaenge that occur in a value. */
export function wordsIn(value: unknown): ReadonlySet<string> {
  const words = new Set<string>();
  translate(value, { uebersetzung: {}, nummern: {} }, (word) => words.add(word));
  return words;
}

export const namedIn = ({ ereignisse }: SeatVorgang): ReadonlySet<string> =>
  wordsIn(ereignisse.map(({ event, akteur }) => [event, akteur]));

/** Nothing is put in another's place. */
export const NO_WORDS = { uebersetzung: {}, nummern: {}, namen: {} };

/** Numbers of all series of the seat, with what stands before them in the city. */
export function prefixedNumbers(
  ctx: CentralContext,
  chain: SeatChain,
  origin: Origin,
): Readonly<Record<string, string>> {
  const nummern: Record<string, string> = {};
  for (const v of chain.vorgaenge) {
    if (ctx.kinds.get(v.art)?.series === undefined) continue;
    const { nummer } = build(ctx, chain, v, origin, NO_WORDS)?.projection ?? { nummer: null };
    if (nummer !== null) nummern[nummer] = `${origin.vorsatz}-${nummer}`;
  }
  return nummern;
}

/** Everything of the seat as it would enter, or what cannot be made of it. */
export function buildCandidates(
  ctx: CentralContext,
  chain: SeatChain,
  origin: Origin,
  words: Pick<Resolved, 'uebersetzung' | 'namen'> & { readonly nummern: Readonly<Record<string, string>> },
): { readonly candidates: readonly Candidate[]; readonly fehler: readonly string[] } {
  const candidates: Candidate[] = [];
  const fehler: string[] = [];
  const wanted = new Set(Object.values(words.nummern));
  for (const v of chain.vorgaenge) {
    const candidate = build(ctx, chain, v, origin, words);
    if (candidate === null) {
      fehler.push(`${v.art} ${v.vorgang}: nicht lesbar.`);
      continue;
    }
    const { nummer, titel } = candidate.projection;
    const numbered = ctx.kinds.get(v.art)?.series !== undefined && nummer !== null;
    if (numbered && !wanted.has(nummer))
      fehler.push(`„${titel}“: die Nummer ${nummer} lässt sich nicht mit Vorsatz führen.`);
    else candidates.push(candidate);
  }
  return { candidates, fehler };
}

function build(
  ctx: CentralContext,
  chain: SeatChain,
  v: SeatVorgang,
  { name, vorsatz }: Origin,
  words: Pick<VorgangUebernommen, 'uebersetzung' | 'nummern' | 'namen'>,
): Candidate | null {
  const kind = ctx.kinds.get(v.art);
  const last = v.ereignisse.at(-1);
  if (!kind || !last) return null;
  const used = namedIn(v);
  const texts = textsIn(v);
  const event: VorgangUebernommen = {
    type: ADOPTED,
    v: 1,
    herkunft: { name, vorsatz, kopf: chain.kopf, revision: last.revision, hash: last.hash },
    ereignisse: v.ereignisse,
    uebersetzung: only(words.uebersetzung, used),
    nummern: only(words.nummern, texts),
    namen: only(words.namen, used),
  };
  const lifted = upcastEvent(kind, event) as VorgangUebernommen | null;
  if (lifted === null) return null;
  const meta = { zeit: last.zeit, akteur: last.akteur, revision: last.revision + 1 };
  const stand = advance(kind, null, v.vorgang, [{ event: lifted, meta }]);
  if (stand === null) return null;
  return {
    vorgang: v.vorgang,
    art: v.art,
    key: v.key,
    event,
    stand,
    projection: kind.project(stand.state, v.vorgang),
    ersteller: lifted.ereignisse[0]?.akteur ?? last.akteur,
    claims: kind.claims?.(stand.state) ?? [],
    documents: [...documentsOnTheWay(kind, v.vorgang, adoptedEvents(lifted))],
    nennt: wordsIn(stand.state),
  };
}

/** Of many words those few that one Vorgang uses. */
const only = (
  words: Readonly<Record<string, string>>,
  used: ReadonlySet<string>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...used].flatMap((word) => {
      const other = Object.hasOwn(words, word) ? words[word] : undefined;
      return other === undefined ? [] : [[word, other]];
    }),
  );

/** Whole texts; a number may contain a colon. */
function textsIn({ ereignisse }: SeatVorgang): ReadonlySet<string> {
  const texts = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.add(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
  };
  walk(ereignisse.map((e) => e.event));
  return texts;
}
