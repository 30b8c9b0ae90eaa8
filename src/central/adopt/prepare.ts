import { tagOf } from '../../domain/shared/dates.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import type { CentralContext } from '../engine/context.ts';
import { readSealed, type SealedChain } from '../engine/sealed.ts';
import { openSession } from '../engine/session.ts';
import { buildCandidates, prefixedNumbers, type Candidate, type Origin } from './candidates.ts';
import { judgeAll } from './collisions.ts';
import { similar, unreadable } from './hints.ts';
import { differences } from './master-data.ts';
import { matchSides } from './match.ts';
import type { Counterpart, Decisions } from './people.ts';
import { refused, type Plan, type Refused } from './plan.ts';
import { checkPrefix } from './seal.ts';
import { readSeat, type SeatChain, type SingleSeat } from './seat.ts';

export interface Prepared {
  readonly chain: SeatChain;
  readonly sealed: SealedChain | null;
  readonly uebersetzung: Readonly<Record<string, string>>;
  readonly candidates: readonly Candidate[];
  readonly plan: Plan;
}

/** What would happen, and what the operator has to decide; changes nothing. `decisions` null: as suggested. */
export async function planJoin(
  { ctx, database }: { readonly ctx: CentralContext; readonly database: CentralDatabase },
  tenant: string,
  origin: Origin,
  seat: SingleSeat,
  decisions: Decisions | null = null,
): Promise<Plan | Refused> {
  const prepared = await prepare(ctx, database, tenant, origin, seat, decisions);
  return 'outcome' in prepared ? prepared : prepared.plan;
}

/** Reads both sides and says what would happen. */
export async function prepare(
  ctx: CentralContext,
  database: CentralDatabase,
  tenant: string,
  origin: Origin,
  seat: SingleSeat,
  decisions: Decisions | null,
): Promise<Prepared | Refused> {
  const chain = readSeat(ctx, seat);
  if ('fault' in chain) {
    switch (chain.fault) {
      case 'leer':
        return refused('Die Mappe ist leer.');
      case 'kette':
        return refused(`Der Verlauf der Mappe bricht bei Eintrag ${chain.stelle}.`);
      case 'unlesbar':
        return refused(`Nicht lesbar: ${chain.stelle}.`);
      case 'art-unbekannt':
        return refused(
          `Diese Fassung von Amtsmappe kennt die Art „${chain.stelle}“ nicht. Bitte die Zentrale aktualisieren.`,
        );
    }
  }
  return database.db.transaction().execute(async (tx) => {
    const sealed = (await readSealed(tx, tenant)).find((s) => s.kette === chain.kette) ?? null;
    if (sealed !== null && sealed.kopf !== chain.kopf)
      return refused(
        `Diese Mappe wurde hier am ${sealed.zeit} mit ${sealed.eintraege} Einträgen versiegelt; sie hat jetzt ${chain.eintraege} und ist eine andere. Bitte die Mappe von damals nehmen.`,
      );
    if (sealed !== null && (sealed.vorsatz !== origin.vorsatz || sealed.name !== origin.name))
      return refused(
        `Diese Mappe ist hier schon als „${sealed.name}“ mit Vorsatz ${sealed.vorsatz} versiegelt.`,
      );
    if (sealed?.getilgt)
      return refused(`Was von „${sealed.name}“ nicht übernommen war, wurde am ${sealed.getilgt} getilgt.`);
    const fault = await checkPrefix(tx, tenant, origin.vorsatz, chain.kette);
    if (fault !== null) return refused(fault);
    return prepareIn(ctx, database, tx, tenant, origin, seat, decisions, chain, sealed);
  });
}

async function prepareIn(
  ctx: CentralContext,
  database: CentralDatabase,
  tx: Tx,
  tenant: string,
  origin: Origin,
  seat: SingleSeat,
  decisions: Decisions | null,
  chain: SeatChain,
  sealed: SealedChain | null,
): Promise<Prepared> {
  const matched = await matchSides(ctx, tx, tenant, chain, origin, decisions);
  const { rows, named, uebersetzung, namen, gleich } = matched;
  const nummern = prefixedNumbers(ctx, chain, origin);
  const built = buildCandidates(ctx, chain, origin, { uebersetzung, namen, nummern });
  // What is one with that of the city stays in its chain, like a person: nothing hangs on it, all name the other.
  const own = new Set(chain.vorgaenge.filter((v) => !Object.hasOwn(gleich, v.vorgang)).map((v) => v.vorgang));
  const candidates = built.candidates
    .filter((c) => own.has(c.vorgang))
    .map((c) => ({ ...c, nennt: new Set([...c.nennt].filter((w) => w !== c.vorgang && own.has(w))) }));
  const session = openSession(tx, tenant, database.insertRows);
  const standings = await judgeAll(
    session,
    tenant,
    chain.kopf,
    origin,
    candidates,
    decisions?.auslassen ?? new Set(),
  );
  const entering = candidates.filter((c) => standings.get(c.vorgang)?.stand === 'frei');
  const documents = new Set(entering.flatMap((c) => c.documents));
  const differs =
    sealed !== null &&
    decisions !== null &&
    !sameWords(uebersetzung, JSON.parse(sealed.uebersetzung) as object);
  const plan: Plan = {
    gegenueber: rows.map((row) => ({
      ...row,
      vorgaenge: [...named.values()].filter((words) => words.has(row.wort ?? row.kennung)).length,
      aufgaben: candidates.filter((c) => c.projection.aufgaben.some((a) => isFor(a.fuer, row, uebersetzung)))
        .length,
    })),
    vorgaenge: candidates.map(({ vorgang, art, projection: { nummer, titel } }) => ({
      vorgang,
      art,
      nummer,
      titel,
      standing: standings.get(vorgang) ?? { stand: 'frei' },
    })),
    fehler: [
      ...matched.fehler,
      ...built.fehler,
      ...(differs
        ? ['Die Zuordnung ist eine andere als beim Versiegeln. Bitte die Datei von damals nehmen.']
        : []),
    ],
    hinweise: [
      ...differences(gleich, built.candidates, matched.master),
      ...(await similar(tx, tenant, entering)),
      ...unreadable(matched.city, entering, tagOf(ctx.clock.now())),
      ...[...documents]
        .filter((sha256) => seat.fakt(sha256) === null)
        .map((sha256) => `Das Dokument ${sha256.slice(0, 12)} fehlt schon in der Mappe.`),
    ],
    eintraege: chain.eintraege,
    dokumente: documents.size,
  };
  return { chain, sealed, uebersetzung, candidates, plan };
}

function sameWords(a: object, b: object): boolean {
  const text = (words: object) => JSON.stringify(Object.entries(words).sort());
  return text(a) === text(b);
}

const isFor = (
  fuer: { readonly person?: string; readonly einheit?: string },
  { art, kennung }: Counterpart,
  uebersetzung: Readonly<Record<string, string>>,
): boolean =>
  (art === 'person' ? fuer.person : art === 'einheit' ? fuer.einheit : undefined) ===
  (uebersetzung[kennung] ?? kennung);
