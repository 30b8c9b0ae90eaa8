import {
  MAX_PUSH_BYTES,
  MAX_PUSH_COMMANDS,
  PROTOCOL_VERSION,
  type PushedCommand,
} from '../../contract/sync.ts';
import type { CommandEnvelope, CommandResult } from '../../ledger/index.ts';
import type { SyncDeps } from './ports.ts';

export type PushOutcome =
  | { readonly outcome: 'done'; readonly pushed: number }
  | { readonly outcome: 'down' }
  | { readonly outcome: 'refused'; readonly reason: 'login' | 'revoked' | 'upgrade' }
  /** this device told the centre two different things under one number: it stops and says so */
  | { readonly outcome: 'protocol_error'; readonly seq: number };

/**
 * Pushes the outbox in its order until it is empty. Delivered at least once, effective once: what was answered
 * leaves the outbox in the same transaction that stores the answer.
 */
export async function pushOutbox(deps: SyncDeps): Promise<PushOutcome> {
  let pushed = 0;
  for (;;) {
    const waiting = deps.store.outbox.waiting().filter((e) => e.clientId === deps.clientId);
    const batch = nextBatch(waiting);
    if (batch.length === 0) return { outcome: 'done', pushed };
    const answer = await deps.transport.push({
      protocol: PROTOCOL_VERSION,
      clientId: deps.clientId,
      commands: batch.map(toWire),
    });
    if (answer.line === 'down') return { outcome: 'down' };
    if (answer.line === 'refused') return { outcome: 'refused', reason: answer.reason };
    const settled = settleAnswers(deps, answer.value.answers);
    pushed += settled.count;
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

function settleAnswers(deps: SyncDeps, answers: readonly unknown[]) {
  let count = 0;
  let refused = false;
  let protocolError: number | null = null;
  deps.store.transaction(() => {
    for (const raw of answers) {
      const answer = raw as
        | { answer: 'result'; seq: number; result: CommandResult }
        | { answer: 'gap'; expected: number }
        | { answer: 'protocol_error'; seq: number };
      if (answer.answer === 'protocol_error') protocolError = answer.seq;
      if (answer.answer !== 'result') break;
      deps.store.outbox.settle(deps.clientId, answer.seq, answer.result);
      count += 1;
      refused ||= answer.result.outcome !== 'applied';
    }
    // A refused command takes its provisional effects with it; an applied one keeps them until the feed brings them.
    if (refused) deps.rebase();
  });
  return { count, protocolError };
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
