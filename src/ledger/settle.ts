import type { FactQuery, Facts, Claim, Sha256, VorgangId } from '../domain/shared/vorgang.ts';
import type { Rejection } from '../domain/shared/rejection.ts';
import { basisAfter, traceOf } from './basis.ts';
import { canonicalJson } from './canonical.ts';
import { sealRecord } from './chain.ts';
import { decideCommand, queriesOf, type Decision } from './decide.ts';
import type { Kinds } from './kinds.ts';
import type {
  ChainHead,
  CommandEnvelope,
  CommandResult,
  LedgerCrypto,
  LedgerRecord,
  PushAnswer,
  Settlement,
  Stand,
} from './types.ts';

/**
 * The centre's way of one command, written once for every database: a generator that *asks* and is answered.
 * A synchronous runner (SQLite inside the app, the simulator) and an asynchronous one (PostgreSQL) drive it,
 * each inside one transaction. Nothing here touches a clock, a file or a network.
 */
export type Ask =
  /** last seq of this client and, if this seq was here before, what was answered to which content */
  | { readonly ask: 'seen'; readonly clientId: string; readonly seq: number }
  /** result of an earlier command of the same client; null if never seen */
  | { readonly ask: 'result'; readonly clientId: string; readonly seq: number }
  /** may this author do this? null: yes */
  | { readonly ask: 'authorise'; readonly envelope: CommandEnvelope }
  | { readonly ask: 'stand'; readonly vorgang: VorgangId }
  | { readonly ask: 'facts'; readonly envelope: CommandEnvelope; readonly queries: readonly FactQuery[] }
  /** 32-byte key of the Vorgang, made and durable if new; null: erased */
  | { readonly ask: 'key'; readonly vorgang: VorgangId }
  /** head of the tenant's chain, locked until the transaction ends */
  | { readonly ask: 'head' }
  /** documents that this command adds to the Vorgang: are they there, and may its author name them? null: yes */
  | { readonly ask: 'documents'; readonly envelope: CommandEnvelope; readonly documents: readonly Sha256[] }
  /** replace what the Vorgang holds; a rejection names who holds it instead */
  | { readonly ask: 'claim'; readonly vorgang: VorgangId; readonly claims: readonly Claim[] }
  | { readonly ask: 'savepoint' }
  | { readonly ask: 'rollback' }
  | { readonly ask: 'release' }
  | { readonly ask: 'write'; readonly settlement: Settlement }
  | {
      readonly ask: 'answer';
      readonly envelope: CommandEnvelope;
      readonly digest: string;
      readonly result: CommandResult;
    };

export interface Seen {
  readonly lastSeq: number;
  readonly stored: { readonly digest: string; readonly result: CommandResult } | null;
}

/** What a runner gives to `facts`: the clock and the answers. */
export interface Gathered {
  readonly jetzt: string;
  readonly antworten: ReadonlyMap<string, unknown>;
  /** a report cannot tell of anything before: the clock it was made by is not believed then; absent: not asked */
  readonly fruehestens?: string;
}

export type Steps<T> = Generator<Ask, T, unknown>;

/** Most a chain of reactions may nest; more is a bug in a Fach, not a wish of a user. */
const MAX_REACTION_DEPTH = 8;
/** How far the clock may lie behind the last record before entries are refused (5 minutes). */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Settles one pushed command: deduplicate, authorise, decide, claim, append, react, remember the answer. */
export function* settlePush(
  kinds: Kinds,
  crypto: LedgerCrypto,
  envelope: CommandEnvelope,
): Steps<PushAnswer> {
  const digest = envelopeDigest(crypto, envelope);
  const seen = (yield { ask: 'seen', clientId: envelope.clientId, seq: envelope.seq }) as Seen;
  if (seen.stored) {
    if (seen.stored.digest !== digest) return { answer: 'protocol_error', seq: envelope.seq };
    return { answer: 'result', seq: envelope.seq, result: seen.stored.result };
  }
  if (envelope.seq !== seen.lastSeq + 1) return { answer: 'gap', expected: seen.lastSeq + 1 };

  yield { ask: 'savepoint' };
  const result = yield* settle(kinds, crypto, envelope);
  yield { ask: result.outcome === 'applied' ? 'release' : 'rollback' };
  yield { ask: 'answer', envelope, digest, result };
  return { answer: 'result', seq: envelope.seq, result };
}

function* settle(kinds: Kinds, crypto: LedgerCrypto, envelope: CommandEnvelope): Steps<CommandResult> {
  const stand = (yield { ask: 'stand', vorgang: envelope.vorgang }) as Stand | null;
  const revision = stand?.revision ?? 0;
  const refused = (yield { ask: 'authorise', envelope }) as Rejection | null;
  // How far it has come is nothing for those who may not see it either.
  if (refused) return { outcome: 'rejected', rejection: refused, revision: 0 };

  let basis = envelope.baseRevision;
  if (envelope.hangsOn !== null) {
    const earlier = (yield {
      ask: 'result',
      clientId: envelope.clientId,
      seq: envelope.hangsOn,
    }) as CommandResult | null;
    if (earlier === null || earlier.outcome !== 'applied')
      return { outcome: 'blocked', by: envelope.hangsOn, revision };
    basis = basisAfter(envelope.baseRevision, earlier);
  }
  return yield* apply(kinds, crypto, envelope, stand, basis, 0);
}

function* apply(
  kinds: Kinds,
  crypto: LedgerCrypto,
  envelope: CommandEnvelope,
  stand: Stand | null,
  basis: number,
  depth: number,
): Steps<CommandResult> {
  const revision = stand?.revision ?? 0;
  const kind = kinds.get(envelope.art);
  if (!kind) return { outcome: 'needs_upgrade', revision };
  if (depth > MAX_REACTION_DEPTH) throw new Error(`Reactions nest too deeply at ${envelope.art}`);

  const gathered = (yield { ask: 'facts', envelope, queries: queriesOf(kind, stand, envelope) }) as Gathered;
  const facts = factsFor(envelope, gathered, basis, kind.meldungen?.has(envelope.command.type) ?? false);
  const decided = decideCommand(kind, stand, envelope, facts);
  if (!decided.ok) {
    // Someone else moved the Vorgang on: the author compares and decides anew (inbox), otherwise a plain refusal.
    const outcome = revision > basis ? 'conflict' : 'rejected';
    return { outcome, rejection: decided.error, revision };
  }
  const decision = decided.value;
  if (decision.events.length === 0) {
    const head = (yield { ask: 'head' }) as ChainHead;
    return { outcome: 'applied', feed: head.feed, ...traceOf(revision, revision, basis) };
  }
  const known = new Set(stand === null ? [] : kind.documents(stand.state));
  const documents = [...new Set(kind.documents(decision.after.state))].filter((sha256) => !known.has(sha256));
  if (documents.length > 0) {
    const refused = (yield { ask: 'documents', envelope, documents }) as Rejection | null;
    if (refused) return { outcome: 'rejected', rejection: refused, revision };
  }
  if (kind.claims) {
    const taken = (yield {
      ask: 'claim',
      vorgang: envelope.vorgang,
      claims: kind.claims(decision.after.state),
    }) as Rejection | null;
    if (taken) return { outcome: 'conflict', rejection: taken, revision };
  }
  const key = (yield { ask: 'key', vorgang: envelope.vorgang }) as Uint8Array | null;
  if (key === null)
    return { outcome: 'rejected', rejection: { code: 'ledger.vorgang-geloescht', params: {} }, revision };
  const head = (yield { ask: 'head' }) as ChainHead;
  if (head.zeit !== '' && Date.parse(facts.jetzt) < Date.parse(head.zeit) - CLOCK_TOLERANCE_MS) {
    return {
      outcome: 'rejected',
      rejection: { code: 'ledger.uhr-zurueckgestellt', params: { letzter: head.zeit } },
      revision,
    };
  }
  const settlement = toSettlement(crypto, envelope, decision, stand, key, head, kind);
  yield { ask: 'write', settlement };

  for (const reaction of decision.reactions) {
    const refused = yield* react(kinds, crypto, envelope, reaction, depth + 1);
    if (refused)
      return { outcome: refused.conflict ? 'conflict' : 'rejected', rejection: refused.rejection, revision };
  }
  const trace = traceOf(revision, settlement.after.revision, basis);
  return { outcome: 'applied', feed: settlement.head.feed, ...trace };
}

/** A reaction is decided like any command, under the author's name; if it fails, the whole command fails. */
function* react(
  kinds: Kinds,
  crypto: LedgerCrypto,
  cause: CommandEnvelope,
  reaction: Decision['reactions'][number],
  depth: number,
): Steps<{ readonly rejection: Rejection; readonly conflict: boolean } | null> {
  const stand = (yield { ask: 'stand', vorgang: reaction.vorgang }) as Stand | null;
  const envelope: CommandEnvelope = {
    ...cause,
    art: reaction.art,
    vorgang: reaction.vorgang,
    command: reaction.command,
    baseRevision: stand?.revision ?? 0,
    hangsOn: null,
  };
  const result = yield* apply(kinds, crypto, envelope, stand, envelope.baseRevision, depth);
  if (result.outcome === 'conflict' || result.outcome === 'rejected') {
    return { rejection: result.rejection, conflict: result.outcome === 'conflict' };
  }
  return result.outcome === 'applied'
    ? null
    : { rejection: { code: 'ledger.bitte-aktualisieren', params: {} }, conflict: false };
}

function factsFor(envelope: CommandEnvelope, gathered: Gathered, basis: number, meldung: boolean): Facts {
  return {
    jetzt: gathered.jetzt,
    akteur: envelope.author,
    vorlaeufig: false,
    vorgang: envelope.vorgang,
    geschehenAm: meldung ? believedTime(envelope.clientTime, gathered) : gathered.jetzt,
    basis,
    antworten: gathered.antworten,
  };
}

/** When a report says that it happened; on arrival, if its clock runs ahead or is plainly wrong. */
const believedTime = (clientTime: string, { jetzt, fruehestens = '' }: Gathered): string =>
  clientTime < jetzt && clientTime >= fruehestens ? clientTime : jetzt;

function toSettlement(
  crypto: LedgerCrypto,
  envelope: CommandEnvelope,
  decision: Decision,
  before: Stand | null,
  key: Uint8Array,
  from: ChainHead,
  kind: NonNullable<ReturnType<Kinds['get']>>,
): Settlement {
  const records: LedgerRecord[] = [];
  let head = from;
  for (const { event, meta } of decision.events) {
    const record = sealRecord(
      crypto,
      head,
      key,
      {
        tenant: envelope.tenant,
        vorgang: envelope.vorgang,
        art: envelope.art,
        revision: meta.revision,
        type: event.type,
        v: event.v ?? 1,
        zeit: meta.zeit,
        akteur: meta.akteur,
        commandId: envelope.id,
      },
      event,
    );
    records.push(record);
    head = { feed: record.feed, hash: record.hash, zeit: record.zeit };
  }
  const series = decision.events.flatMap((e) => kind.series?.(e.event) ?? []);
  return {
    records,
    plain: decision.events,
    before,
    after: decision.after,
    projection: decision.projection,
    documents: kind.documents(decision.after.state),
    series,
    head,
  };
}

/** Content of a command as one hash: the same seq with another content is a protocol error. */
export const envelopeDigest = (crypto: LedgerCrypto, e: CommandEnvelope): string =>
  crypto.sha256Hex(canonicalJson(e));
