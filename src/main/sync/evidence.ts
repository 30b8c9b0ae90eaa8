import type { ZodType } from 'zod';
import {
  checkpointSchema,
  consistencySchema,
  evidenceNotesSchema,
  inclusionSchema,
} from '../../contract/evidence.ts';
import {
  fromBase64,
  fromHex,
  hex,
  isSignedBy,
  leafHash,
  parseNote,
  parseStatement,
  toBase64,
  verifyConsistency,
  verifyInclusion,
  type LedgerCrypto,
  type LedgerRecord,
  type Statement,
} from '../../ledger/index.ts';
import type { Line } from './ports.ts';

/** Checkpoints seen, the newest last: whoever holds them can prove it when the centre shows another past. */
export const SEEN_SETTING = 'sync:pruefpunkte';
/** the key that signs them (base64), taken from the first contact on, changed only by its own signature */
export const KEY_SETTING = 'sync:pruefschluessel';
/** signed notes of restores that this laptop has accepted */
export const RESTORED_SETTING = 'sync:wiederherstellungen';
/** what does not agree with what was seen, as it was shown; kept for whoever looks into it */
export const OTHER_PAST_SETTING = 'sync:andere-vergangenheit';
const KEPT = 60;

type Checkpoint = Extract<Statement, { art: 'pruefpunkt' }>;
type Restored = Extract<Statement, { art: 'wiederherstellung' }>;

export interface EvidenceDeps {
  readonly tenant: string;
  readonly crypto: LedgerCrypto;
  readonly store: {
    readonly read: {
      readonly setting: (name: string) => unknown;
      readonly records: (fromFeed?: number) => Iterable<LedgerRecord>;
    };
    readonly setSetting: (name: string, value: unknown) => void;
    readonly transaction: <T>(work: () => T) => T;
  };
  /** a number in [0, 1): which of the own records is looked for */
  readonly random: () => number;
}

/** Asks the centre; null: it has no such thing. */
export interface EvidenceLine {
  readonly get: <T>(path: string, query: string, schema: ZodType<T>) => Promise<Line<T | null>>;
}

export type PastOutcome = 'ok' | 'down' | 'other_past' | 'login' | 'revoked' | 'upgrade';

/** No answer: the line is down, or the centre refuses this client. */
class NoAnswer extends Error {
  readonly outcome: PastOutcome;
  constructor(outcome: PastOutcome) {
    super(outcome);
    this.outcome = outcome;
  }
}
class OtherPast extends Error {}

/**
 * Is the log that the centre shows today the one it showed before, gone on? A centre that rewrote history is
 * noticed by every laptop that has seen a checkpoint of it. A restore from a backup is told apart by a note that
 * the operator has signed (docs/adr/0016).
 */
export async function checkPast(deps: EvidenceDeps, line: EvidenceLine): Promise<PastOutcome> {
  const ask = async <T>(path: string, query: string, schema: ZodType<T>): Promise<T | null> => {
    const answer = await line.get(`/evidence/${path}`, query, schema);
    if (answer.line === 'down') throw new NoAnswer('down');
    if (answer.line === 'refused') throw new NoAnswer(answer.reason);
    return answer.value;
  };
  try {
    await follow(deps, ask);
    if (deps.store.read.setting(OTHER_PAST_SETTING)) deps.store.setSetting(OTHER_PAST_SETTING, null);
    return 'ok';
  } catch (error) {
    if (error instanceof NoAnswer) return error.outcome;
    if (!(error instanceof OtherPast)) throw error;
    deps.store.setSetting(OTHER_PAST_SETTING, error.message);
    return 'other_past';
  }
}

type Ask = <T>(path: string, query: string, schema: ZodType<T>) => Promise<T | null>;

async function follow(deps: EvidenceDeps, ask: Ask): Promise<void> {
  const { store } = deps;
  const seen = readSeen(deps);
  const answer = await ask('checkpoint', '', checkpointSchema);
  if (answer === null) {
    if (seen.length > 0) throw new OtherPast('');
    return;
  }
  if (answer.note === seen.at(-1)?.note) return;
  const shown = { note: answer.note, said: parseStatement(parseNote(answer.note)?.text ?? '') };
  if (shown.said?.art !== 'pruefpunkt' || shown.said.tenant !== deps.tenant) throw new OtherPast(answer.note);
  const said = shown.said;
  const key = await trustedKey(deps, ask, answer.note);
  const last = seen.at(-1);
  let kept = seen;
  if (last && !(await goesOn(deps, ask, last.said, said)))
    kept = await afterRestore(deps, ask, key, seen, { note: answer.note, said });
  await findOwnRecord(deps, ask, said);
  store.transaction(() => {
    store.setSetting(KEY_SETTING, toBase64(key));
    store.setSetting(SEEN_SETTING, [...kept.map((k) => k.note), answer.note].slice(-KEPT));
  });
}

interface Seen {
  readonly note: string;
  readonly said: Checkpoint;
}

function readSeen({ store }: EvidenceDeps): readonly Seen[] {
  const notes = (store.read.setting(SEEN_SETTING) as readonly string[] | null | undefined) ?? [];
  return notes.flatMap((note) => {
    const said = parseStatement(parseNote(note)?.text ?? '');
    return said?.art === 'pruefpunkt' ? [{ note, said }] : [];
  });
}

/** Is the older tree the beginning of the newer one? The centre has to prove it. */
async function goesOn(
  { crypto }: EvidenceDeps,
  ask: Ask,
  older: { readonly size: number; readonly root: Uint8Array },
  newer: { readonly size: number; readonly root: Uint8Array },
): Promise<boolean> {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return verifyConsistency(crypto.sha256, older, newer, []);
  const answer = await ask('consistency', `?from=${older.size}&to=${newer.size}`, consistencySchema);
  const proof = answer?.proof.map(fromHex);
  return proof !== undefined && verifyConsistency(crypto.sha256, older, newer, proof);
}

/** The key that signed this checkpoint, if it is the one known or was introduced by it; unknown: the first seen. */
async function trustedKey(deps: EvidenceDeps, ask: Ask, checkpoint: string): Promise<Uint8Array> {
  const { sha256, verify } = deps.crypto;
  const signedBy = (note: string, key: Uint8Array): boolean => {
    const parsed = parseNote(note);
    return parsed !== null && isSignedBy(sha256, verify, parsed, key);
  };
  const setting = deps.store.read.setting(KEY_SETTING);
  let known = typeof setting === 'string' ? fromBase64(setting) : null;
  if (known !== null && signedBy(checkpoint, known)) return known;
  const notes = await ask('notes', '', evidenceNotesSchema);
  for (const note of notes?.schluessel ?? []) {
    const said = parseStatement(parseNote(note)?.text ?? '');
    if (said?.art !== 'schluessel' || said.tenant !== deps.tenant) continue;
    const introduced = known === null || signedBy(note, known);
    if (introduced && signedBy(note, said.publicKey)) known = said.publicKey;
  }
  if (known === null || !signedBy(checkpoint, known)) throw new OtherPast(checkpoint);
  return known;
}

/**
 * The centre shows a log that what was seen does not lead to. That is right only if it was restored from a
 * backup and its operator says so, signed: then everything up to the size of the backup must still agree.
 */
async function afterRestore(
  deps: EvidenceDeps,
  ask: Ask,
  key: Uint8Array,
  seen: readonly Seen[],
  shown: Seen,
): Promise<readonly Seen[]> {
  const { sha256, verify } = deps.crypto;
  const notes = (await ask('notes', '', evidenceNotesSchema))?.wiederherstellungen ?? [];
  const since = seen.at(-1)?.said.zeit ?? '';
  const fresh = notes.flatMap((note): readonly { readonly note: string; readonly said: Restored }[] => {
    const parsed = parseNote(note);
    const said = parsed && isSignedBy(sha256, verify, parsed, key) ? parseStatement(parsed.text) : null;
    const ours = said?.art === 'wiederherstellung' && said.tenant === deps.tenant && said.zeit > since;
    return ours ? [{ note, said }] : [];
  });
  // Of what was seen, each restore has taken away what lay beyond its backup.
  const kept = fresh.reduce((left, { said }) => left.filter((k) => k.said.size <= said.size), seen);
  const last = fresh.at(-1);
  if (!last || !(await goesOn(deps, ask, last.said, shown.said))) throw new OtherPast(shown.note);
  const before = kept.at(-1);
  if (before && !(await goesOn(deps, ask, before.said, last.said))) throw new OtherPast(shown.note);
  const accepted = (deps.store.read.setting(RESTORED_SETTING) as readonly string[] | null | undefined) ?? [];
  deps.store.setSetting(RESTORED_SETTING, [...accepted, ...fresh.map((f) => f.note)]);
  return kept;
}

/** One of the records that this laptop has got, whichever chance picks, must be in the log that is shown. */
async function findOwnRecord(deps: EvidenceDeps, ask: Ask, { size, root }: Checkpoint): Promise<void> {
  const { sha256 } = deps.crypto;
  const from = 1 + Math.floor(deps.random() * size);
  for (const own of deps.store.read.records(from)) {
    if (own.feed > size) return;
    const answer = await ask('inclusion', `?feed=${own.feed}&size=${size}`, inclusionSchema);
    // No longer for these eyes: the feed will say so, too.
    if (answer === null) return;
    const leaf = leafHash(sha256, fromHex(own.hash));
    const proven = verifyInclusion(sha256, leaf, own.feed - 1, size, answer.proof.map(fromHex), root);
    if (!proven) throw new OtherPast(`${own.feed} ${hex(root)}`);
    return;
  }
}
