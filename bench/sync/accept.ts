import { performance } from 'node:perf_hooks';
import { push } from '../../src/central/sync/push.ts';
import type { PushedCommand } from '../../src/contract/sync.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import type { Measurement } from '../measurement.ts';
import { openBare, rowsAfter } from '../support/bare.ts';
import { percentile } from '../support/stats.ts';
import { startBenchService, DIALECTS, type BenchService } from '../support/sync-service.ts';
import { commandsOf, officers, type Officer } from '../support/sync-load.ts';

/** An outbox after days without a network, in the portions in which it is sent; and an hour's work of one person. */
const FULL = 100;
const SMALL = 10;
const COMMANDS = 15_000;
/** Commands that stand there before: a database in use, with its checkpoints. */
const WARM_UP = 10_000;

/** What eight desks save at the same moment; the service makes it durable together. */
const DESKS = 8;

/**
 * Commands a second over the whole run, milliseconds a command: batches settled by the service (asked for within the
 * process, and over HTTP), beside the bare insert of the very same rows into a second database, batch by batch in turn.
 */
export async function measureAccept(): Promise<readonly Measurement[]> {
  const all: Measurement[] = [];
  for (const dialect of DIALECTS) {
    const service = await startBenchService(dialect);
    const [first, second, third, ...others] = officers();
    if (!first || !second || !third || others.length < DESKS)
      throw new Error('Too few officers in the sample city');
    const desks = others.slice(0, DESKS).map((officer) => direct(service, officer));
    const name = `accept-${dialect}`;
    all.push(await measure(name, service, [direct(service, first)], FULL));
    all.push(await measure(`${name}-by-${SMALL}`, service, [direct(service, third)], SMALL));
    all.push(await measure(`${name}-${DESKS}-desks-by-${SMALL}`, service, desks, SMALL));
    all.push(await measure(`accept-http-${dialect}`, service, [await overHttp(service, second)], FULL));
    await service.remove();
  }
  return all;
}

interface Desk {
  readonly officer: Officer;
  readonly next: ReturnType<typeof commandsOf>;
  readonly push: (commands: readonly PushedCommand[]) => Promise<readonly unknown[]>;
}

const direct = (service: BenchService, officer: Officer): Desk => ({
  officer,
  next: commandsOf(officer),
  push: (commands) => push(service.ctx, service.database, officer, commands),
});

async function overHttp(service: BenchService, officer: Officer): Promise<Desk> {
  const line = await service.lineOf(officer.person, officer.device);
  const transport = createHttpTransport({
    address: service.address,
    key: line.key,
    token: async () => line.token,
  });
  const send = async (commands: readonly PushedCommand[]) => {
    const answer = await transport.push({ protocol: 1, clientId: officer.clientId, commands: [...commands] });
    if (answer.line !== 'ok') throw new Error(answer.line);
    return answer.value.answers;
  };
  return { officer, next: commandsOf(officer), push: send };
}

/** All desks send at once; what they wrote is then inserted bare, one desk after the other, each with its own commit. */
async function measure(
  name: string,
  service: BenchService,
  desks: readonly Desk[],
  batch: number,
): Promise<Measurement> {
  const bare = await openBare(service.newUrl());
  const together = batch * desks.length;
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = -WARM_UP / together; round < COMMANDS / together; round += 1) {
    const sent = desks.map(({ next }) => next(batch));
    const before = await service.head();
    const started = performance.now();
    const answers = await Promise.all(desks.map((desk, i) => desk.push(sent[i] ?? [])));
    const took = performance.now() - started;
    for (const a of answers.flat() as { result?: { outcome: string } }[])
      if (a.result?.outcome !== 'applied') throw new Error(JSON.stringify(a));
    let inserted = 0;
    for (const [i, { officer }] of desks.entries()) {
      const rows = await rowsAfter(service.database.db, officer, before, sent[i] ?? []);
      const floorStarted = performance.now();
      await bare.insert(rows);
      inserted += performance.now() - floorStarted;
    }
    if (round < 0) continue;
    ours.push(took / together);
    floor.push(inserted / together);
  }
  await bare.close();
  const mean = (times: readonly number[]): number => times.reduce((sum, t) => sum + t, 0) / times.length;
  return {
    name,
    n: COMMANDS,
    p50: percentile(ours, 50),
    p99: percentile(ours, 99),
    ours: 1000 / mean(ours),
    peer: 1000 / mean(floor),
    peerName: 'commands/s; bare inserts of the same rows, same batches, same durability',
    ratio: mean(floor) / mean(ours),
  };
}
