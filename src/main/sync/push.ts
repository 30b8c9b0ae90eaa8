import {
  MAX_PUSH_BYTES,
  MAX_PUSH_COMMANDS,
  PROTOCOL_VERSION,
  type PushedCommand,
} from '../../contract/sync.ts';
import type { CommandEnvelope, CommandResult } from '../../ledger/index.ts';
import { OFFER_SETTING, readOffer } from '../app/connection/restored-ports.ts';
import { unanswered, type SyncDeps } from './ports.ts';
import { beginAnew, noteLost } from './restored.ts';

export type PushOutcome =
  /** `waits`: something has stayed here because its documents are not at the centre yet */
  | { readonly outcome: 'done'; readonly pushed: number; readonly waits: boolean }
  | { readonly outcome: 'down' }
  | { readonly outcome: 'refused'; readonly reason: 'login' | 'revoked' | 'upgrade' }
  /** this device told the centre two different things under one number: it stops and says so */
  | { readonly outcome: 'protocol_error'; readonly seq: number };

/**
 * Pushes the outbox in its order until all is answered. Delivered at least once, effective once. What was
 * refused leaves the outbox in the transaction that stores the answer; what was applied stays until the feed
 * brings it, so that it never disappears from the screen in between. `ready` is asked before each request how many of
 * its commands may go: the order is never changed, so what waits for its documents holds up what was entered later.
 */
export async function pushOutbox(
  deps: SyncDeps,
  ready: (batch: readonly CommandEnvelope[]) => number = (batch) => batch.length,
): Promise<PushOutcome> {
  let pushed = 0;
  // First it tells what it has: until then nobody knows what a state shown here is worth.
  if (deps.store.feed.isInDoubt()) return { outcome: 'done', pushed, waits: false };
  for (;;) {
    const next = nextBatch(toSend(deps));
    if (next.length === 0) break;
    const batch = next.slice(0, ready(next));
    if (batch.length === 0) return { outcome: 'done', pushed, waits: true };
    const answer = await deps.transport.push({
      protocol: PROTOCOL_VERSION,
      clientId: deps.clientId,
      commands: batch.map(toWire),
    });
    if (answer.line === 'down') return { outcome: 'down' };
    if (answer.line === 'refused') return { outcome: 'refused', reason: answer.reason };
    const { answers } = answer.value;
    const settled = settleAnswers(deps, batch, answers);
    pushed += settled.count;
    if (settled.refused.length > 0) deps.changed(settled.refused);
    if (settled.protocolError !== null) return { outcome: 'protocol_error', seq: settled.protocolError };
    const gap = answers.find((a) => a.answer === 'gap');
    if (gap === undefined) continue;
    // It does not know what it has answered: it was restored from a backup, and gets that once more.
    if (sentFrom(deps, gap.expected)[0]?.seq !== gap.expected)
      return { outcome: 'protocol_error', seq: gap.expected };
    const touched = deps.store.transaction(() => {
      const offerBefore = readOffer(deps);
      const lost = noteLost(deps, gap.expected);
      return [...lost, ...beginAnew(deps, offerBefore)];
    });
    deps.changed(touched);
    return { outcome: 'done', pushed, waits: false };
  }
  if (readOffer(deps) !== null) deps.store.transaction(() => deps.store.setSetting(OFFER_SETTING, null));
  return { outcome: 'done', pushed, waits: false };
}

/** What goes to the centre next: what it has not answered, or what it has lost since its backup. */
function toSend(deps: SyncDeps): readonly CommandEnvelope[] {
  const from = readOffer(deps);
  return from === null ? unanswered(deps) : sentFrom(deps, from);
}

/** No centre knows this kind: whatever stands there is answered, and has no effect. */
const WITHDRAWN = { art: 'zurueckgezogen', command: { type: 'zurueckgezogen' } } as const;

/**
 * What was answered already or still waits, from a number on that the centre does not know. What it had
 * refused before stays refused, whatever has become possible since: its author has been told so.
 */
function sentFrom(deps: SyncDeps, seq: number): readonly CommandEnvelope[] {
  const { store, clientId } = deps;
  const waiting = store.outbox.waiting().filter((e) => e.clientId === clientId);
  const all = new Map([...store.outbox.sent(clientId, seq), ...waiting].map((e) => [e.seq, e]));
  return [...all.values()]
    .filter((e) => e.seq >= seq)
    .sort((a, b) => a.seq - b.seq)
    .map((e) =>
      (store.centre.result(clientId, e.seq)?.outcome ?? 'applied') === 'applied' ? e : { ...e, ...WITHDRAWN },
    );
}

/** As many commands, from the oldest on, as one request may hold. */
function nextBatch(waiting: readonly CommandEnvelope[]): readonly CommandEnvelope[] {
  const batch: CommandEnvelope[] = [];
  let bytes = 0;
  for (const envelope of waiting.slice(0, MAX_PUSH_COMMANDS)) {
    bytes += JSON.stringify(toWire(envelope)).length + 1;
    if (batch.length > 0 && bytes > MAX_PUSH_BYTES / 2) break;
    batch.push(envelope);
  }
  return batch;
}

function settleAnswers(deps: SyncDeps, batch: readonly CommandEnvelope[], answers: readonly unknown[]) {
  let count = 0;
  const refused: string[] = [];
  let protocolError: number | null = null;
  deps.store.transaction(() => {
    for (const raw of answers) {
      const answer = raw as
        | { answer: 'result'; seq: number; result: CommandResult }
        | { answer: 'gap'; expected: number }
        | { answer: 'protocol_error'; seq: number };
      if (answer.answer === 'protocol_error') protocolError = answer.seq;
      if (answer.answer !== 'result') break;
      const { seq, result } = answer;
      const envelope = batch.find((e) => e.seq === seq);
      if (!envelope) continue;
      const before = deps.store.centre.result(deps.clientId, seq);
      count += 1;
      // One step further with each answer: what is sent again must stay the same until it is answered.
      const offer = readOffer(deps);
      if (offer !== null && seq >= offer) deps.store.setSetting(OFFER_SETTING, seq + 1);
      if (before !== null && before.outcome !== 'applied') continue;
      deps.store.outbox.note(deps.clientId, seq, result);
      if (result.outcome === 'applied') continue;
      deps.store.outbox.settle(deps.clientId, seq, result);
      // Only its number is still needed: sent again it says nothing (sentFrom).
      deps.store.outbox.keepSent([{ ...envelope, ...WITHDRAWN }]);
      deps.conflict(envelope, result);
      refused.push(envelope.vorgang);
    }
    // A refused command takes its provisional effects with it.
    if (refused.length > 0) deps.rebase();
  });
  return { count, refused, protocolError };
}

const toWire = (e: CommandEnvelope): PushedCommand => ({
  seq: e.seq,
  id: e.id,
  art: e.art,
  vorgang: e.vorgang,
  command: e.command as PushedCommand['command'],
  v: e.v,
  baseRevision: e.baseRevision,
  hangsOn: e.hangsOn,
  clientTime: e.clientTime,
});
