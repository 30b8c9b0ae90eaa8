import {
  MAX_PUSH_BYTES,
  MAX_PUSH_COMMANDS,
  PROTOCOL_VERSION,
  type PushedCommand,
} from '../../contract/sync.ts';
import type { CommandEnvelope, CommandResult } from '../../ledger/index.ts';
import { unanswered, type SyncDeps } from './ports.ts';

export type PushOutcome =
  | { readonly outcome: 'done'; readonly pushed: number }
  | { readonly outcome: 'down' }
  | { readonly outcome: 'refused'; readonly reason: 'login' | 'revoked' | 'upgrade' }
  /** this device told the centre two different things under one number: it stops and says so */
  | { readonly outcome: 'protocol_error'; readonly seq: number };

/**
 * Pushes the outbox in its order until all is answered. Delivered at least once, effective once. What was
 * refused leaves the outbox in the transaction that stores the answer; what was applied stays until the feed
 * brings it, so that it never disappears from the screen in between.
 */
export async function pushOutbox(deps: SyncDeps): Promise<PushOutcome> {
  let pushed = 0;
  for (;;) {
    const batch = nextBatch(unanswered(deps));
    if (batch.length === 0) return { outcome: 'done', pushed };
    const answer = await deps.transport.push({
      protocol: PROTOCOL_VERSION,
      clientId: deps.clientId,
      commands: batch.map(toWire),
    });
    if (answer.line === 'down') return { outcome: 'down' };
    if (answer.line === 'refused') return { outcome: 'refused', reason: answer.reason };
    const settled = settleAnswers(deps, batch, answer.value.answers);
    pushed += settled.count;
    if (settled.refused.length > 0) deps.changed(settled.refused);
    if (settled.protocolError !== null) return { outcome: 'protocol_error', seq: settled.protocolError };
    // A gap means that the centre has not seen something we believe it has: nothing settled, nothing to resend.
    if (settled.count === 0) return { outcome: 'down' };
  }
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
      if (!envelope || deps.store.centre.result(deps.clientId, seq) !== null) continue;
      count += 1;
      if (result.outcome === 'applied') deps.store.outbox.note(deps.clientId, seq, result);
      else {
        deps.store.outbox.settle(deps.clientId, seq, result);
        deps.conflict(envelope, result);
        refused.push(envelope.vorgang);
      }
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
