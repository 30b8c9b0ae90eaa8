import { lesbareScopes, type Verzeichnis } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import { adoptionRecord } from '../../ledger/index.ts';
import type { BlobFiles } from '../blobs/files.ts';
import { lockTenant } from '../db/lock.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import type { CentralContext } from '../engine/context.ts';
import { readVerzeichnis } from '../engine/directory.ts';
import { readSealed, sealedKeyOf, type SealedChain } from '../engine/sealed.ts';
import { openSession, type Session } from '../engine/session.ts';
import { makeCheckpoint, type EvidenceContext } from '../evidence/checkpoint.ts';
import { buildCandidates, namedIn, prefixedNumbers, type Candidate, type Origin } from './candidates.ts';
import { judge, readCityState, type Standing } from './collisions.ts';
import { copyBytes, copyDocument } from './documents.ts';
import { findCounterparts, resolve, type Counterpart, type Decisions } from './people.ts';
import { checkPrefix, sealChain } from './seal.ts';
import { readSeat, type SeatChain, type SingleSeat } from './seat.ts';

export interface JoinDeps {
  readonly ctx: CentralContext;
  readonly database: CentralDatabase;
  readonly blobs: Pick<BlobFiles, 'append' | 'finish' | 'size'>;
  /** signs the end of the seat's chain; the key of the checkpoints of this city */
  readonly evidence: EvidenceContext;
  /** how far it is; what it throws stops everything where it stands */
  readonly progress?: (schritt: Schritt, fertig: number, alle: number) => void;
}
export type Schritt = 'dokumente' | 'versiegelt' | 'uebernommen' | 'fertig';

/** A seat whose folder is open, and may be closed for further entries. */
export interface LeavingSeat extends SingleSeat {
  /** from now on nothing is entered in it any more: before its chain is sealed */
  readonly leave: (kopf: string) => void;
  /** nothing was sealed: it goes on as before */
  readonly stay: () => void;
}

export interface PlannedVorgang {
  readonly vorgang: string;
  readonly art: string;
  readonly nummer: string | null;
  readonly titel: string;
  readonly standing: Standing;
}

export interface Plan {
  readonly gegenueber: readonly (Counterpart & { readonly vorgaenge: number; readonly aufgaben: number })[];
  readonly vorgaenge: readonly PlannedVorgang[];
  /** what must be put right before anything enters */
  readonly fehler: readonly string[];
  readonly hinweise: readonly string[];
  readonly eintraege: number;
  readonly dokumente: number;
}

/** Nothing was entered. `stelle` is what `text` is about; both in German. */
export interface Refused {
  readonly outcome: 'refused';
  readonly gruende: readonly string[];
}
const refused = (...gruende: readonly string[]): Refused => ({ outcome: 'refused', gruende });

interface Prepared {
  readonly chain: SeatChain;
  readonly sealed: SealedChain | null;
  readonly uebersetzung: Readonly<Record<string, string>>;
  readonly candidates: readonly Candidate[];
  readonly plan: Plan;
}

/** What would happen, and what the operator has to decide; changes nothing. `decisions` null: as suggested. */
export async function planJoin(
  { ctx, database }: Pick<JoinDeps, 'ctx' | 'database'>,
  tenant: string,
  origin: Origin,
  seat: SingleSeat,
  decisions: Decisions | null = null,
): Promise<Plan | Refused> {
  const prepared = await prepare(ctx, database, tenant, origin, seat, decisions);
  return 'outcome' in prepared ? prepared : prepared.plan;
}

async function prepare(
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
  const city = await readVerzeichnis(tx, tenant);
  const named = new Map(chain.vorgaenge.map((v) => [v.vorgang, namedIn(v)]));
  const all = new Set([...named.values()].flatMap((words) => [...words]));
  const rows = findCounterparts(chain, city, all);
  const { uebersetzung, namen, fehler } = resolve(rows, city, decisions);
  const nummern = prefixedNumbers(ctx, chain, origin);
  const built = buildCandidates(ctx, chain, origin, { uebersetzung, namen, nummern });
  const own = new Set(chain.vorgaenge.map((v) => v.vorgang));
  const candidates = built.candidates.map((c) => ({
    ...c,
    nennt: new Set([...c.nennt].filter((w) => w !== c.vorgang && own.has(w))),
  }));
  const session = openSession(tx, tenant, database.insertRows);
  const standings = await judgeAll(
    session,
    tenant,
    chain,
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
      vorgaenge: [...named.values()].filter((words) => words.has(row.kennung)).length,
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
      ...fehler,
      ...built.fehler,
      ...(differs
        ? ['Die Zuordnung ist eine andere als beim Versiegeln. Bitte die Datei von damals nehmen.']
        : []),
    ],
    hinweise: [
      ...(await similar(tx, tenant, entering)),
      ...unreadable(city, entering, tagOf(ctx.clock.now())),
      ...[...documents]
        .filter((sha256) => seat.fakt(sha256) === null)
        .map((sha256) => `Das Dokument ${sha256.slice(0, 12)} fehlt schon in der Mappe.`),
    ],
    eintraege: chain.eintraege,
    dokumente: documents.size,
  };
  return { chain, sealed, uebersetzung, candidates, plan };
}

async function judgeAll(
  session: Session,
  tenant: string,
  { kopf }: SeatChain,
  origin: Origin,
  candidates: readonly Candidate[],
  auslassen: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Standing>> {
  const ids = candidates.map((c) => c.vorgang);
  const city = await readCityState(session.tx, tenant, kopf, origin, ids);
  const standings = new Map<string, Standing>();
  const draussen = new Set<string>();
  // Until nothing more stays out: what names a later one that stays out is found in the next round.
  for (let before = -1; before !== draussen.size;) {
    before = draussen.size;
    for (const c of candidates) {
      if (draussen.has(c.vorgang)) continue;
      const standing = await judge(session, c, city, draussen, auslassen);
      standings.set(c.vorgang, standing);
      if (standing.stand === 'bleibt-draussen') draussen.add(c.vorgang);
    }
  }
  return standings;
}

export interface Joined {
  readonly outcome: 'joined';
  readonly uebernommen: number;
  /** by an earlier run */
  readonly schonDa: number;
  readonly draussen: readonly PlannedVorgang[];
  readonly dokumente: number;
  readonly eintraege: number;
  readonly kopf: string;
}

/** Vorgaenge entered in one transaction. */
const BATCH = 50;

/**
 * Enters a single seat into a city that has entries of its own (docs/adr/0029): its chain is sealed, and each Vorgang
 * enters by one event. Stopped anywhere, the same call goes on where it stopped. What collides with the city, and is
 * not decided to stay out, refuses everything before anything is written.
 */
export async function joinSeat(
  deps: JoinDeps,
  tenant: string,
  origin: Origin,
  seat: LeavingSeat,
  decisions: Decisions,
): Promise<Joined | Refused> {
  const { ctx, database, evidence, progress } = deps;
  const prepared = await prepare(ctx, database, tenant, origin, seat, decisions);
  if ('outcome' in prepared) return prepared;
  const { chain, sealed, candidates, plan, uebersetzung } = prepared;
  if (plan.fehler.length > 0) return refused(...plan.fehler);
  const colliding = plan.vorgaenge.filter((v) => isCollision(v.standing));
  // Sealed before: those that are free now enter, the others are reported again.
  if (sealed === null && colliding.length > 0) return refused(...colliding.map(describeCollision));

  const entering = candidates.filter(({ vorgang }) =>
    plan.vorgaenge.some((v) => v.vorgang === vorgang && v.standing.stand === 'frei'),
  );
  const shas = [...new Set(entering.flatMap((c) => c.documents))].filter((s) => seat.fakt(s) !== null);
  const lost = await copyBytes(deps.blobs, tenant, seat, shas);
  if (lost !== null) return refused(`Das Dokument ${lost} ist nicht mehr, was es war.`);
  progress?.('dokumente', shas.length, shas.length);

  if (sealed === null) {
    const checkpoint = await makeCheckpoint(evidence, tenant);
    if (checkpoint.outcome === 'fault')
      return refused(`Der Verlauf der Stadt passt nicht zu ihrem letzten Prüfpunkt (${checkpoint.fault}).`);
    seat.leave(chain.kopf);
    try {
      await sealChain(database, evidence.signer, seat, tenant, chain, origin, uebersetzung, ctx.clock.now());
    } catch (error) {
      // Whether it was sealed after all, the database says; where it does not answer, nobody may go on in the seat.
      const known = await readSealed(database.db, tenant);
      if (!known.some((k) => k.kette === chain.kette)) seat.stay();
      throw error;
    }
  } else seat.leave(chain.kopf);
  progress?.('versiegelt', chain.eintraege, chain.eintraege);

  const draussen = new Map(
    plan.vorgaenge.flatMap((v) => (v.standing.stand === 'bleibt-draussen' ? [[v.vorgang, v] as const] : [])),
  );
  let uebernommen = 0;
  for (let i = 0; i < entering.length; i += BATCH) {
    const batch = entering.slice(i, i + BATCH);
    const late = await enterBatch(deps, tenant, chain, origin, seat, batch, new Set(draussen.keys()));
    for (const v of late) draussen.set(v.vorgang, v);
    uebernommen += batch.length - late.length;
    progress?.('uebernommen', i + batch.length, entering.length);
  }
  await database.db
    .updateTable('siegelkette')
    .set({ fertig: [...draussen.values()].some((v) => isCollision(v.standing)) ? 0 : 1 })
    .where('tenant', '=', tenant)
    .where('kette', '=', chain.kette)
    .execute();
  await makeCheckpoint(evidence, tenant);
  progress?.('fertig', uebernommen, uebernommen);
  return {
    outcome: 'joined',
    uebernommen,
    schonDa: plan.vorgaenge.filter((v) => v.standing.stand === 'schon-da').length,
    draussen: [...draussen.values()],
    dokumente: shas.length,
    eintraege: chain.eintraege,
    kopf: chain.kopf,
  };
}

/** Enters some, all or none; judged once more under the lock of the city. Answers who stayed out after all. */
async function enterBatch(
  { ctx, database }: JoinDeps,
  tenant: string,
  chain: SeatChain,
  origin: Origin,
  seat: SingleSeat,
  batch: readonly Candidate[],
  draussen: ReadonlySet<string>,
): Promise<readonly PlannedVorgang[]> {
  return database.db.transaction().execute(async (tx) => {
    await lockTenant(tx, database.dialect, tenant);
    // A write first: on SQLite it takes the one place of a writer before anything is read.
    await tx
      .updateTable('siegelkette')
      .set({ fertig: 0 })
      .where('tenant', '=', tenant)
      .where('kette', '=', chain.kette)
      .execute();
    const session = openSession(tx, tenant, database.insertRows);
    const ids = batch.map((c) => c.vorgang);
    await session.prefetch(new Map(), ids);
    const city = await readCityState(tx, tenant, chain.kopf, origin, ids);
    const out = new Map<string, PlannedVorgang>();
    const entered: string[] = [];
    for (const c of batch) {
      const { vorgang, art, projection } = c;
      const standing = await judge(session, c, city, new Set([...draussen, ...out.keys()]), new Set());
      if (standing.stand === 'schon-da') continue;
      if (standing.stand === 'bleibt-draussen') {
        out.set(vorgang, { vorgang, art, nummer: projection.nummer, titel: projection.titel, standing });
        continue;
      }
      for (const sha256 of c.documents) {
        const fakt = seat.fakt(sha256);
        if (fakt !== null) await copyDocument(tx, tenant, fakt);
      }
      await enter(ctx, session, c);
      entered.push(vorgang);
    }
    await session.writeOut();
    // The key has its place with the Vorgang now: destroyed there, it opens nothing here either.
    if (entered.length > 0)
      await tx
        .deleteFrom('vorgang_key')
        .where('tenant', '=', tenant)
        .where(
          'vorgang',
          'in',
          entered.map((v) => sealedKeyOf(chain.kette, v)),
        )
        .execute();
    return [...out.values()];
  });
}

async function enter(ctx: CentralContext, session: Session, c: Candidate): Promise<void> {
  const head = await session.head();
  const now = ctx.clock.now();
  const zeit = now < head.zeit ? head.zeit : now;
  const key = await session.key(c.vorgang, () => c.key);
  if (key === null) throw new Error(`adopt: key of ${c.vorgang} is destroyed`);
  const record = adoptionRecord(ctx.crypto, session.tenant, head, key, c, c.event, zeit);
  session.setClaims(c.vorgang, c.claims);
  await session.write({
    records: [record],
    plain: [{ event: c.event, meta: { zeit, akteur: c.ersteller, revision: record.revision } }],
    before: null,
    after: c.stand,
    projection: c.projection,
    documents: c.documents,
    // Numbers of the seat are its own: the series of the city go on unbroken.
    series: [],
    head: { feed: record.feed, hash: record.hash, zeit },
  });
}

const isCollision = (standing: Standing): boolean =>
  standing.stand === 'bleibt-draussen' && standing.grund !== 'auslassen' && standing.grund !== 'haengt';

export const describeCollision = ({ vorgang, art, nummer, titel, standing }: PlannedVorgang): string =>
  `${[nummer, `„${titel}“`].filter(Boolean).join(' ')} (${art} ${vorgang}): ${'text' in standing ? standing.text : ''}`;

function sameWords(a: object, b: object): boolean {
  const text = (words: object) => JSON.stringify(Object.entries(words).sort());
  return text(a) === text(b);
}

const isFor = (
  fuer: { readonly person?: string; readonly einheit?: string },
  { art, kennung }: Counterpart,
  uebersetzung: Readonly<Record<string, string>>,
): boolean => (art === 'person' ? fuer.person : fuer.einheit) === (uebersetzung[kennung] ?? kennung);

/** Others of the city with the same feature: perhaps entered in both. */
async function similar(tx: Tx, tenant: string, candidates: readonly Candidate[]): Promise<readonly string[]> {
  const hints: string[] = [];
  for (const { vorgang, art, projection } of candidates) {
    if (projection.merkmale.length === 0) continue;
    const rows = await tx
      .selectFrom('merkmal')
      .select('vorgang')
      .where('tenant', '=', tenant)
      .where('art', '=', art)
      .where('merkmal', 'in', [...projection.merkmale])
      .where('vorgang', '!=', vorgang)
      .execute();
    const others = [...new Set(rows.map((r) => r.vorgang))];
    if (others.length > 0 && others.length <= 3)
      hints.push(
        `„${projection.titel}“ (${art} ${vorgang}) hat ein Merkmal gemeinsam mit ${others.join(', ')}.`,
      );
  }
  return hints;
}

/** Nobody of the city would see these. */
function unreadable(city: Verzeichnis, candidates: readonly Candidate[], heute: string): readonly string[] {
  const scopes = new Set<string>(['alle']);
  for (const p of city.personen) for (const scope of lesbareScopes(city, p.id, heute)) scopes.add(scope);
  return candidates
    .filter((c) => !c.projection.lesbar.some((scope) => scopes.has(scope)))
    .map((c) => `„${c.projection.titel}“ (${c.art} ${c.vorgang}) könnte in der Stadt niemand lesen.`);
}
