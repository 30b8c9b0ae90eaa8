import { performance } from 'node:perf_hooks';
import type { Caller } from '../../src/central/identity/caller.ts';
import { push } from '../../src/central/sync/push.ts';
import type { PushedCommand } from '../../src/contract/sync.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import type { Measurement } from '../measurement.ts';
import { percentile } from '../support/stats.ts';
import { commandsOf, officers, type Officer } from '../support/sync-load.ts';
import {
  DIALECTS,
  startBenchService,
  type BenchDialect,
  type BenchService,
} from '../support/sync-service.ts';

/** Events at which the time per command is taken. */
const SIZES = [10_000, 100_000, 1_000_000];
const BATCH = 100;
const SAMPLES = 60;
/** Batches settled at once while filling. */
const FILLERS = 8;
const CLIENTS = [1, 10, 50, 200];
const PUSHES = 600;

/**
 * Time per command as the log grows: a full batch of new slips and changes, and single commands to slips of long ago,
 * within the process and over HTTP with all that the service does for a request. Then many clients at once on the largest: how much the service accepts and how long one of them waits.
 */
export async function measureGrowth(args: readonly string[]): Promise<readonly Measurement[]> {
  const [only, largest = String(SIZES.at(-1))] = args;
  const dialects = DIALECTS.filter((d) => only === undefined || only === d);
  const all: Measurement[] = [];
  for (const dialect of dialects) all.push(...(await measure(dialect, Number(largest))));
  return all;
}

async function measure(dialect: BenchDialect, largest: number): Promise<readonly Measurement[]> {
  const service = await startBenchService(dialect);
  const people = officers();
  const sources = people.map((officer) => ({ officer, next: commandsOf(officer) }));
  const [probe, ...fillers] = sources;
  if (!probe) throw new Error('No officers in the sample city');
  const all: Measurement[] = [];
  let first: { readonly batch: number; readonly old: number; readonly http: number } | null = null;
  for (const size of SIZES.filter((s) => s <= largest)) {
    await fill(service, fillers.slice(0, FILLERS), size);
    const batch = await timeBatches(service, probe);
    const { officer } = fillers[0] ?? probe;
    const old = await timeOldOnes(service, officer, async (caller) => (c) => settle(service, caller, c));
    const http = await timeOldOnes(service, officer, (caller) => overHttp(service, caller));
    first ??= { batch: percentile(batch, 50), old: percentile(old, 50), http: percentile(http, 50) };
    all.push(
      grown(`growth-batch-${dialect}-${size}`, batch, first.batch),
      grown(`growth-old-${dialect}-${size}`, old, first.old),
      grown(`growth-http-${dialect}-${size}`, http, first.http),
    );
  }
  for (const clients of CLIENTS) all.push(await timeClients(service, dialect, people, clients));
  await service.remove();
  return all;
}

const grown = (name: string, times: readonly number[], first: number): Measurement => ({
  name,
  n: times.length,
  p50: percentile(times, 50),
  p99: percentile(times, 99),
  ours: percentile(times, 50),
  peer: first,
  peerName: `ms a command; the same at ${SIZES[0]} events`,
  ratio: percentile(times, 50) / first,
});

interface Source {
  readonly officer: Officer;
  readonly next: (count: number) => PushedCommand[];
}

async function settle(
  service: BenchService,
  caller: Caller,
  commands: readonly PushedCommand[],
): Promise<number> {
  const started = performance.now();
  const answers = await push(service.ctx, service.database, caller, commands);
  const took = performance.now() - started;
  for (const a of answers)
    if (a.answer !== 'result' || a.result.outcome !== 'applied') throw new Error(JSON.stringify(a));
  return took;
}

async function fill(service: BenchService, sources: readonly Source[], size: number): Promise<void> {
  while ((await service.head()) < size)
    await Promise.all(sources.map(({ officer, next }) => settle(service, officer, next(BATCH))));
}

async function timeBatches(service: BenchService, { officer, next }: Source): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < SAMPLES; i += 1) times.push((await settle(service, officer, next(BATCH))) / BATCH);
  return times;
}

type Settle = (commands: readonly PushedCommand[]) => Promise<number>;

/** As a laptop sends it, with token, proof and everything that the service looks at first. */
async function overHttp(service: BenchService, { person, device, clientId }: Caller): Promise<Settle> {
  const line = await service.lineOf(person, device);
  const { address } = service;
  const transport = createHttpTransport({ address, key: line.key, token: async () => line.token });
  return async (commands) => {
    const started = performance.now();
    const answer = await transport.push({ protocol: 1, clientId, commands: [...commands] });
    const took = performance.now() - started;
    if (answer.line !== 'ok') throw new Error(answer.line);
    for (const a of answer.value.answers)
      if (a.answer !== 'result' || a.result.outcome !== 'applied') throw new Error(JSON.stringify(a));
    return took;
  };
}

let probes = 0;

/** One changed slip a push, chosen from all over the log. */
async function timeOldOnes(
  service: BenchService,
  officer: Officer,
  open: (caller: Caller) => Promise<Settle>,
): Promise<readonly number[]> {
  const rows = await service.database.db
    .selectFrom('stand')
    .select(['vorgang', 'revision'])
    .where('tenant', '=', officer.tenant)
    .where('art', '=', 'laufzettel')
    .where('ersteller', '=', officer.person)
    .execute();
  const device = `alt-${(probes += 1)}`;
  const caller: Caller = { ...officer, device, clientId: `${device}:${officer.person}` };
  const send = await open(caller);
  const times: number[] = [];
  for (let i = 0; i < SAMPLES * 2; i += 1) {
    const row = rows[(i * 7919) % rows.length];
    if (!row) throw new Error('No slips');
    const lieferant = `Lieferant ${i}`;
    times.push(
      await send([
        {
          seq: i + 1,
          id: `${caller.clientId}-${i + 1}`,
          art: 'laufzettel',
          vorgang: row.vorgang,
          command: { type: 'changeLaufzettel', angaben: { lieferant } },
          v: 1,
          baseRevision: Number.MAX_SAFE_INTEGER,
          hangsOn: null,
          clientTime: new Date().toISOString(),
        },
      ]),
    );
  }
  return times;
}

/** So many clients push one command after another, all at the same time. */
async function timeClients(
  service: BenchService,
  dialect: BenchDialect,
  people: readonly Officer[],
  clients: number,
): Promise<Measurement> {
  const waits: number[] = [];
  const callers = Array.from({ length: clients }, (_, i) => {
    const officer = people[i % people.length] as Officer;
    const device = `viele-${clients}-${i}`;
    return { ...officer, device, clientId: `${device}:${officer.person}` };
  });
  const started = performance.now();
  await Promise.all(
    callers.map(async (caller) => {
      const next = commandsOf(caller);
      for (let i = 0; i < Math.ceil(PUSHES / clients); i += 1)
        waits.push(await settle(service, caller, next(1)));
    }),
  );
  const perSecond = waits.length / ((performance.now() - started) / 1000);
  return {
    name: `clients-${dialect}-${clients}`,
    n: waits.length,
    p50: percentile(waits, 50),
    p99: percentile(waits, 99),
    ours: perSecond,
    peerName: 'commands/s of all clients together, one command a push; p50 and p99: ms until it is durable',
  };
}
