import { performance } from 'node:perf_hooks';
import { push } from '../../src/central/sync/push.ts';
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

/**
 * Commands a second over the whole run, milliseconds a command: batches settled by the service (asked for within the
 * process, and over HTTP), beside the bare insert of the very same rows into a second database, batch by batch in turn.
 */
export async function measureAccept(): Promise<readonly Measurement[]> {
  const all: Measurement[] = [];
  for (const dialect of DIALECTS) {
    const service = await startBenchService(dialect);
    const [first, second, third] = officers();
    if (!first || !second || !third) throw new Error('No officers in the sample city');
    all.push(await measure(`accept-${dialect}`, service, first, await direct(service, first), FULL));
    all.push(
      await measure(`accept-${dialect}-by-${SMALL}`, service, third, await direct(service, third), SMALL),
    );
    all.push(await measure(`accept-http-${dialect}`, service, second, await overHttp(service, second), FULL));
    await service.remove();
  }
  return all;
}

type Push = (commands: ReturnType<ReturnType<typeof commandsOf>>) => Promise<readonly unknown[]>;

async function direct(service: BenchService, officer: Officer): Promise<Push> {
  return (commands) => push(service.ctx, service.database, officer, commands);
}

async function overHttp(service: BenchService, officer: Officer): Promise<Push> {
  const line = await service.lineOf(officer.person, officer.device);
  const transport = createHttpTransport({
    address: service.address,
    key: line.key,
    token: async () => line.token,
  });
  return async (commands) => {
    const answer = await transport.push({ protocol: 1, clientId: officer.clientId, commands });
    if (answer.line !== 'ok') throw new Error(answer.line);
    return answer.value.answers;
  };
}

async function measure(
  name: string,
  service: BenchService,
  officer: Officer,
  settle: Push,
  batch: number,
): Promise<Measurement> {
  const bare = await openBare(service.newUrl());
  const next = commandsOf(officer);
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = -WARM_UP / batch; round < COMMANDS / batch; round += 1) {
    const commands = next(batch);
    const before = await service.head();
    const started = performance.now();
    const answers = await settle(commands);
    const took = performance.now() - started;
    for (const a of answers as { result?: { outcome: string } }[])
      if (a.result?.outcome !== 'applied') throw new Error(JSON.stringify(a));
    const rows = await rowsAfter(
      service.database.db,
      officer.tenant,
      before,
      officer.clientId,
      (commands[0]?.seq ?? 1) - 1,
    );
    const floorStarted = performance.now();
    await bare.insert(rows);
    const floorTook = performance.now() - floorStarted;
    if (round < 0) continue;
    ours.push(took / batch);
    floor.push(floorTook / batch);
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
