import { settlePush, type Ask, type CommandEnvelope, type PushAnswer } from '../../ledger/index.ts';
import type { PushedCommand } from '../../contract/sync.ts';
import type { CentralDatabase } from '../db/open.ts';
import { answerer } from '../engine/answer.ts';
import type { CentralContext } from '../engine/context.ts';
import { writeAnswers } from '../engine/clients.ts';
import { limitTo } from '../engine/limit.ts';
import type { Soon } from '../engine/soon.ts';
import { openSession, type Session } from '../engine/session.ts';
import { lockTenant } from '../db/lock.ts';
import type { Caller } from '../identity/caller.ts';

export interface Batch {
  readonly ctx: CentralContext;
  readonly caller: Caller;
  readonly commands: readonly PushedCommand[];
}

interface Waiting {
  readonly batch: Batch;
  readonly resolve: (answers: readonly PushAnswer[]) => void;
  readonly reject: (error: unknown) => void;
}

/** PostgreSQL says: try the whole transaction again. */
const RETRY = new Set(['40001', '40P01', '23P01']);
const MAX_TRIES = 5;
/** Commands that share one transaction at most; more would keep the first of them waiting too long. */
const MAX_COMMANDS = 400;

const queues = new WeakMap<CentralDatabase, Map<string, Waiting[]>>();

/**
 * Settles a batch with those that arrive while another transaction of its tenant is under way: making durable is
 * what takes the time, and it takes no longer for many. Within a process one transaction a tenant; several
 * processes take turns by the tenant's lock.
 */
export function settleSoon(database: CentralDatabase, batch: Batch): Promise<readonly PushAnswer[]> {
  const ofDatabase = queues.get(database) ?? new Map<string, Waiting[]>();
  queues.set(database, ofDatabase);
  const { tenant } = batch.caller;
  return new Promise((resolve, reject) => {
    const waiting = ofDatabase.get(tenant);
    if (waiting) {
      waiting.push({ batch, resolve, reject });
      return;
    }
    const queue = [{ batch, resolve, reject }];
    ofDatabase.set(tenant, queue);
    void drain(database, queue, () => ofDatabase.delete(tenant));
  });
}

async function drain(database: CentralDatabase, queue: Waiting[], done: () => void): Promise<void> {
  while (queue.length > 0) {
    const group = takeGroup(queue);
    if (await settleGroup(database, group)) continue;
    // Whoever is at fault fails alone.
    for (const one of group) await settleGroup(database, [one], true);
  }
  // In the same breath as the last look at the queue: nobody may join one that is not looked at any more.
  done();
}

function takeGroup(queue: Waiting[]): readonly Waiting[] {
  let size = 0;
  const fits = queue.findIndex(({ batch }) => (size += batch.commands.length) > MAX_COMMANDS);
  return queue.splice(0, fits === -1 ? queue.length : Math.max(1, fits));
}

/** False: nothing was settled, each is to be tried by itself. */
async function settleGroup(
  database: CentralDatabase,
  group: readonly Waiting[],
  last = group.length === 1,
): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      const settled = await settleTogether(
        database,
        group.map((w) => w.batch),
      );
      for (const [i, { resolve, reject }] of group.entries()) {
        const outcome = settled[i];
        if (outcome?.error === undefined) resolve(outcome?.answers ?? []);
        else reject(outcome.error);
      }
      return true;
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (RETRY.has(code) && tries < MAX_TRIES) continue;
      if (!last) return false;
      for (const { reject } of group) reject(error);
      return true;
    }
  }
}

interface Outcome {
  readonly answers: readonly PushAnswer[];
  /** a rule failed on the first command that would have been answered */
  readonly error?: unknown;
}

const settleTogether = (database: CentralDatabase, batches: readonly Batch[]): Promise<readonly Outcome[]> =>
  database.db.transaction().execute(async (tx) => {
    const tenant = batches[0]?.caller.tenant ?? '';
    await lockTenant(tx, database.dialect, tenant);
    const session = openSession(tx, tenant, database.insertRows);
    await session.prefetch(seqsOf(batches), [
      ...new Set(batches.flatMap((b) => b.commands.map((c) => c.vorgang))),
    ]);
    const outcomes: Outcome[] = [];
    for (const batch of batches) outcomes.push(await settleBatch(session, batch));
    await session.writeOut();
    await writeAnswers(database, session, new Map(batches.map(({ caller }) => [caller.clientId, caller])));
    return outcomes;
  });

function seqsOf(batches: readonly Batch[]): ReadonlyMap<string, readonly number[]> {
  const seqs = new Map<string, number[]>();
  for (const { caller, commands } of batches) {
    const own = seqs.get(caller.clientId) ?? [];
    for (const c of commands) own.push(c.seq, ...(c.hangsOn === null ? [] : [c.hangsOn]));
    seqs.set(caller.clientId, own);
  }
  return seqs;
}

async function settleBatch(session: Session, { ctx, caller, commands }: Batch): Promise<Outcome> {
  const answer = answerer(limitTo(ctx, caller), session);
  const answers: PushAnswer[] = [];
  for (const command of commands) {
    const { tenant, clientId, person: author } = caller;
    const settled = await settleOne(ctx, session, answer, { ...command, tenant, clientId, author });
    // What came before a rule that failed is settled; the rest is sent again, and fails by itself then.
    if (settled.error !== undefined)
      return answers.length > 0 ? { answers } : { answers, error: settled.error };
    if (settled.answer === null) break;
    answers.push(settled.answer);
    if (settled.answer.answer !== 'result') break;
  }
  return { answers };
}

/** Drives one settlement. A fault of a rule takes back its own command only; one of the database, everything. */
async function settleOne(
  ctx: CentralContext,
  session: Session,
  answer: (ask: Ask) => Soon<unknown>,
  envelope: CommandEnvelope,
): Promise<{ readonly answer: PushAnswer | null; readonly error?: unknown }> {
  const steps = settlePush(ctx.kinds, ctx.crypto, envelope);
  let answered: unknown;
  for (;;) {
    let step: ReturnType<typeof steps.next>;
    try {
      step = steps.next(answered);
    } catch (error) {
      await session.rollback();
      return { answer: null, error };
    }
    if (step.done) return { answer: step.value };
    const soon = answer(step.value);
    answered = soon instanceof Promise ? await soon : soon;
  }
}
