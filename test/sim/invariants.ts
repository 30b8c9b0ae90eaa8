import type { CommandResult, LedgerRecord, PlainEvent } from '../../src/ledger/index.ts';
import {
  ADOPTED,
  adoptedEvents,
  advance,
  canonicalJson,
  isAdopted,
  openRecord,
  upcastEvent,
  verifyChain,
} from '../../src/ledger/index.ts';
import { toRecord } from '../../src/central/engine/records.ts';
import { toStored, type StoredStand } from '../../src/central/engine/states.ts';
import type { SimCentre } from './centre.ts';
import type { SimClient } from './client.ts';
import type { SimSeat } from './seat.ts';
import type { Weg } from './weg.ts';

/** A command that its author was told is kept, and what its author had in view then. */
export interface Entered {
  readonly id: string;
  readonly person: string;
  readonly seq: number;
  readonly vorgang: string;
  /** the author's own last command on the same Vorgang, if it still waited */
  readonly after: number | null;
  /** confirmed revision on the screen */
  readonly seen: number;
  /** what it adds, found nowhere else; null: nothing of that sort */
  readonly text: string | null;
}

export interface AtRest {
  readonly centre: SimCentre;
  readonly clients: readonly SimClient[];
  /** a single seat that has entered */
  readonly seat: SimSeat | null;
  /** of it, what the city has no place for */
  readonly draussen: ReadonlySet<string>;
  readonly entered: readonly Entered[];
  readonly scopesOf: (person: string) => readonly string[];
  /** not let in any more: keeps what it has */
  readonly isRevoked: (person: string) => boolean;
  /** the centre was restored from a backup: what was decided before may have been decided differently */
  readonly restored: boolean;
}

interface Answer {
  readonly entered: Entered;
  readonly result: CommandResult;
}

const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Null: everything holds that must hold when nothing is on its way any more; otherwise the first thing that does not. */
export async function findFault(rest: AtRest): Promise<string | null> {
  const { db } = rest.centre.database;
  const rows = await db.selectFrom('record').selectAll().orderBy('feed').execute();
  const records = rows.map(toRecord);
  const stands = (await db.selectFrom('stand').selectAll().execute()).map(toStored);
  const stored = await db.selectFrom('result').selectAll().execute();
  const answers = rest.entered.flatMap((entered): Answer[] =>
    stored
      .filter((a) => a.client_id === `d:${entered.person}` && a.seq === entered.seq)
      .map((a) => ({ entered, result: JSON.parse(a.result) as CommandResult })),
  );
  return (
    checkChain(rest, records) ??
    (await checkStates(rest, records, stands)) ??
    (await checkLookups(rest, stands)) ??
    checkAnswers(rest, answers) ??
    checkEffects(rest, records, answers) ??
    (await checkSeat(rest, records)) ??
    checkHanging(answers) ??
    (rest.restored ? null : checkOverwritten(records, rest.entered)) ??
    checkClients(rest, stands)
  );
}

/** One chain, by a clock that is not set back far. */
function checkChain({ centre }: AtRest, records: readonly LedgerRecord[]): string | null {
  const { fault } = verifyChain(centre.ctx.crypto, records);
  if (fault) return `chain: ${JSON.stringify(fault)}`;
  const late = records.find(
    (r, i) => Date.parse(r.zeit) < Date.parse(records[i - 1]?.zeit ?? r.zeit) - CLOCK_TOLERANCE_MS,
  );
  return late ? `record ${late.feed} is older than the one before` : null;
}

/** Each state is what its records make, opened with its key; routes and numbers run in their order. */
async function checkStates(
  { centre }: AtRest,
  records: readonly LedgerRecord[],
  stands: readonly StoredStand[],
): Promise<string | null> {
  const { kinds, crypto } = centre.ctx;
  const keys = await centre.database.db.selectFrom('vorgang_key').selectAll().execute();
  const keyOf = new Map(keys.map((k) => [k.vorgang, k.key]));
  const numbers: string[] = [];
  const events = new Map<string, PlainEvent[]>();
  for (const record of records) {
    const key = keyOf.get(record.vorgang);
    const kind = kinds.get(record.art);
    const plain = key && kind ? openRecord(crypto, key, record) : null;
    if (!plain || !kind) return `record ${record.feed} cannot be opened`;
    const event = upcastEvent(kind, plain.event);
    if (!event) return `record ${record.feed} is not understood`;
    if (event.type === 'NummerVergeben') numbers.push((event as unknown as { nummer: string }).nummer);
    const list = events.get(record.vorgang) ?? [];
    events.set(record.vorgang, [...list, { ...plain, event }]);
  }
  const wrong = numbers.find((n, i) => n !== `NZ-2026-${i + 1}`);
  if (wrong) return `number ${wrong} at place ${numbers.indexOf(wrong) + 1}`;
  if (events.size !== stands.length) return `${events.size} in the log, ${stands.length} states`;
  for (const { stand } of stands) {
    const kind = kinds.get(stand.art);
    const replayed = kind ? advance(kind, null, stand.vorgang, events.get(stand.vorgang) ?? []) : null;
    if (replayed === null || !isSame(replayed, stand)) return `${stand.vorgang} is not what its records make`;
    // What came from a seat happened there; that it came is one more revision.
    const own = events.get(stand.vorgang) ?? [];
    const happened = own.flatMap((e) => (isAdopted(e.event) ? adoptedEvents(e.event) : [e]));
    const came = own.some((e) => isAdopted(e.event)) ? 1 : 0;
    if (replayed.revision !== happened.length + came) return `revision of ${stand.vorgang}`;
    if (stand.art !== 'weg') continue;
    const { schritte, gezeichnet } = stand.state as Weg;
    const signers = happened.slice(1).map((e) => e.meta.akteur);
    if (!isSame(gezeichnet, schritte.slice(0, gezeichnet.length)) || !isSame(signers, gezeichnet))
      return `${stand.vorgang}: signed out of order`;
  }
  return null;
}

/** What is looked up by is what the states say; no resource is held twice. */
async function checkLookups({ centre }: AtRest, stands: readonly StoredStand[]): Promise<string | null> {
  const { db } = centre.database;
  const { kinds } = centre.ctx;
  const claims = stands.flatMap(({ stand }) =>
    (kinds.get(stand.art)?.claims?.(stand.state) ?? []).map((c) => ({ ...c, vorgang: stand.vorgang })),
  );
  for (const a of claims)
    for (const b of claims)
      if (a.vorgang < b.vorgang && a.ressource === b.ressource && a.von < b.bis && b.von < a.bis)
        return `${a.ressource} is booked twice`;
  const held = await db.selectFrom('claim').select(['ressource', 'von', 'bis', 'vorgang']).execute();
  if (!isSameSet(held, claims)) return 'what is held is not what the states say';
  const scopes = await db.selectFrom('stand_scope').select(['vorgang', 'scope']).execute();
  const readable = stands.flatMap(({ stand, projection }) =>
    projection.lesbar.map((scope) => ({ vorgang: stand.vorgang, scope })),
  );
  if (!isSameSet(scopes, readable)) return 'who may read is not what the states say';
  const found = await db.selectFrom('merkmal').select(['vorgang', 'merkmal']).execute();
  const features = stands.flatMap(({ stand, projection }) =>
    projection.merkmale.map((merkmal) => ({ vorgang: stand.vorgang, merkmal })),
  );
  return isSameSet(found, features) ? null : 'features are not what the states say';
}

/** Every acknowledged command has exactly one answer, the same here and there; who was refused knows it, once. */
function checkAnswers({ clients, entered, isRevoked, restored }: AtRest, answers: readonly Answer[]) {
  for (const { person, disk, openConflicts } of clients) {
    const own = entered.filter((e) => e.person === person);
    if (own.length !== disk.lastSeq()) return `${person}: numbers with a gap`;
    if (disk.waiting() > 0 && !isRevoked(person)) return `${person}: ${disk.waiting()} commands still wait`;
    for (const { seq } of own) {
      const mine = answers.filter((a) => a.entered.person === person && a.entered.seq === seq);
      const known = disk.results().get(seq);
      const inInbox = openConflicts().filter((s) => s === seq).length;
      if (inInbox !== (known === undefined || known.outcome === 'applied' ? 0 : 1))
        return `${person}#${seq}: ${inInbox} times in the inbox`;
      if (isRevoked(person)) {
        if (known === undefined && !disk.isWaiting(seq)) return `${person}#${seq}: lost on a revoked device`;
        continue;
      }
      const [answer] = mine;
      if (answer === undefined || mine.length > 1)
        return `${person}#${seq}: ${mine.length} answers, lost or doubled`;
      // After a restore a refused command is sent again as withdrawn: refused it stays, with another word.
      const { result } = answer;
      const alike = restored && known?.outcome !== 'applied' && result.outcome !== 'applied';
      if (!alike && !isSame(known, result))
        return `${person}#${seq}: client and centre remember different answers: ${canonicalJson(known)} ${canonicalJson(result)}`;
    }
  }
  return null;
}

/** An applied command stands in the log once, under its author's name and just as answered; a refused one never. */
function checkEffects(
  { seat }: AtRest,
  records: readonly LedgerRecord[],
  answers: readonly Answer[],
): string | null {
  const there = new Set(seat?.records.map((r) => r.hash));
  const byCommand = Map.groupBy(
    records.filter((r) => r.type !== ADOPTED && !there.has(r.hash)),
    (r) => r.commandId,
  );
  for (const { entered, result } of answers) {
    const { id, person, vorgang, seq } = entered;
    const effects = byCommand.get(id) ?? [];
    byCommand.delete(id);
    const name = `${person}#${seq}`;
    if (effects.some((r) => r.akteur !== person)) return `${name} stands under another name`;
    if (effects.some((r) => r.type === 'SchliessungVerlangt') && effects.at(-1)?.type !== 'NotizGeschlossen')
      return `${name} was to close another and did not`;
    if (result.outcome !== 'applied') {
      if (effects.length > 0) return `${name} was refused and has an effect`;
      continue;
    }
    const own = effects.filter((r) => r.vorgang === vorgang && r.revision <= result.revision);
    const last = own.at(-1);
    // Each command of the toys makes one event or none; a reaction is one more, elsewhere or right behind.
    if (own.length !== result.revision - result.from || effects.length > own.length + 1)
      return `${name}: ${effects.length} records`;
    if (last !== undefined && (last.revision !== result.revision || last.feed !== result.feed))
      return `${name}: answered ${canonicalJson(result)}, stands at ${last.feed} with revision ${last.revision}`;
  }
  const [orphan] = byCommand.keys();
  return orphan === undefined ? null : `${orphan} is in the log, and nobody was told that it is kept`;
}

/** Everything of a seat is in the city once, or stays out for a reason; its own log is kept to the last byte of it. */
async function checkSeat(
  { centre, seat, draussen }: AtRest,
  records: readonly LedgerRecord[],
): Promise<string | null> {
  if (seat === null) return null;
  const hashes = seat.records.map((r) => r.hash);
  if (seat.whole)
    return isSame(
      hashes,
      records.slice(0, hashes.length).map((r) => r.hash),
    )
      ? null
      : 'the log does not begin with that of the seat';
  const sealed = await centre.database.db
    .selectFrom('siegel_record')
    .select('hash')
    .orderBy('feed')
    .execute();
  if (
    !isSame(
      hashes,
      sealed.map((r) => r.hash),
    )
  )
    return 'the sealed chain is not that of the seat';
  if (seat.left() !== hashes.at(-1)) return 'the seat goes on beside the city';
  const came = records.filter((r) => r.type === ADOPTED).map((r) => r.vorgang);
  const expected = seat.vorgaenge.filter((v) => !draussen.has(v));
  return isSame(came.toSorted(), expected.toSorted()) ? null : `of the seat came ${came.join(' ')}`;
}

/** What was built on a refused command is not decided; what was built on an applied one, or on none, is. */
function checkHanging(answers: readonly Answer[]): string | null {
  const nameOf = (person: string, seq: number) => `${person}#${seq}`;
  const outcomes = new Map(answers.map((a) => [nameOf(a.entered.person, a.entered.seq), a.result]));
  for (const { entered, result } of answers) {
    const { person, seq, after } = entered;
    const earlier = after === null ? null : (outcomes.get(nameOf(person, after)) ?? null);
    const expected = earlier !== null && earlier.outcome !== 'applied';
    if (expected !== (result.outcome === 'blocked'))
      return `${nameOf(person, seq)} is ${result.outcome}, built on ${after} that is ${earlier?.outcome}`;
    if (result.outcome === 'blocked' && result.by !== after)
      return `${nameOf(person, seq)} names ${result.by}`;
  }
  return null;
}

/** Nobody overwrites what others have entered since he looked. */
function checkOverwritten(records: readonly LedgerRecord[], entered: readonly Entered[]): string | null {
  const byId = new Map(entered.map((e) => [e.id, e]));
  for (const r of records.filter((record) => record.type === 'NotizUmbenannt')) {
    const by = byId.get(r.commandId);
    const unseen = records.find(
      (o) =>
        o.vorgang === r.vorgang &&
        o.revision > (by?.seen ?? 0) &&
        o.revision < r.revision &&
        o.akteur !== r.akteur,
    );
    if (by && unseen)
      return `${by.person}#${by.seq} overwrote record ${unseen.feed} that its author had not seen`;
  }
  return null;
}

/** Everybody has what he may see, as the centre has it, and nothing else. */
function checkClients({ clients, scopesOf, isRevoked, restored }: AtRest, stands: readonly StoredStand[]) {
  for (const client of clients) {
    const { person, disk } = client;
    if (isRevoked(person)) continue;
    const own = new Set(['alle', ...scopesOf(person)]);
    const visible = stands.filter((s) => s.projection.lesbar.some((l) => own.has(l))).map((s) => s.stand);
    const unknown = new Set(client.unknown());
    if (!client.isOld() && unknown.size > 0) return `${person} does not understand ${[...unknown].join(' ')}`;
    const want = visible.filter((s) => !unknown.has(s.vorgang)).map((s) => canonicalJson(s));
    const have = disk
      .confirmed()
      .filter((s) => !unknown.has(s.vorgang))
      .map((s) => canonicalJson(s));
    const missing = want.filter((w) => !have.includes(w));
    const extra = have.filter((h) => !want.includes(h));
    if (missing.length + extra.length > 0)
      return `${person} differs from the centre: missing ${missing.join(' ')}, extra ${extra.join(' ')}`;
    const ids = new Set(visible.map((s) => s.vorgang));
    const seen = disk.confirmed().find((s) => !ids.has(s.vorgang));
    if (seen) return `${person} still has ${seen.vorgang}`;
    // A restored centre no longer knows which keys it had given out since.
    const key = disk.keys().find((k) => !ids.has(k));
    if (key && !restored) return `${person} still has the key of ${key}`;
    if (disk.provisional().length > 0) return `${person}: provisional states at rest`;
    if (disk.former().length > 0) return `${person}: states of a lost past at rest`;
  }
  return null;
}

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
const isSameSet = (a: readonly object[], b: readonly object[]): boolean =>
  isSame(a.map((x) => canonicalJson(x)).sort(), b.map((x) => canonicalJson(x)).sort());
