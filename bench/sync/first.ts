import { push } from '../../src/central/sync/push.ts';
import { pull } from '../../src/central/sync/pull.ts';
import type { Measurement } from '../measurement.ts';
import { startPouch } from '../support/pouch.ts';
import { percentile } from '../support/stats.ts';
import { openBenchClient } from '../support/sync-client.ts';
import { commandsOf, COMMANDS_PER_SLIP, officers, type Officer } from '../support/sync-load.ts';
import { startBenchService, type BenchService } from '../support/sync-service.ts';

const VORGAENGE = 10_000;
const REPEAT = 3;
/** PouchDB's own default, and as many a page as ours has. */
const BATCH_SIZES = [100, 500];

/**
 * First sync of 10,000 slips into an encrypted workspace with search and lists, over HTTP, and until its
 * index is whole as well; beside it PouchDB
 * fetching 10,000 documents of the same size from a PouchDB server, in the same process and run. Then 40,000
 * events of these slips on the same laptops: how fast they are opened, checked and applied.
 */
export async function measureFirst(): Promise<readonly Measurement[]> {
  const service = await startBenchService('sqlite');
  const [officer] = officers();
  if (!officer) throw new Error('No officers in the sample city');
  const slips = Array.from({ length: VORGAENGE }, slipMaker(officer));
  for (const [i] of slips.entries())
    if (i % 100 === 0)
      await settle(
        service,
        officer,
        slips.slice(i, i + 100).map((s) => s.create),
      );
  const clients = [];
  const ours: number[] = [];
  const indexed: number[] = [];
  for (let i = 0; i < REPEAT; i += 1) {
    const client = await openBenchClient(service, officer, `erst-${i}`);
    const { all } = await client.pull();
    ours.push(all);
    indexed.push(all + (await client.completeIndex()));
    clients.push(client);
  }
  const pouch = await startPouch(await documents(service, officer));
  const theirs = new Map<number, number[]>(BATCH_SIZES.map((size) => [size, []]));
  for (let i = 0; i < REPEAT; i += 1)
    for (const size of BATCH_SIZES) theirs.get(size)?.push(await pouch.replicate(size));
  await pouch.stop();

  const changes = slips.flatMap((s) => s.changes);
  for (let i = 0; i < changes.length; i += 100) await settle(service, officer, changes.slice(i, i + 100));
  const applied: number[] = [];
  for (const client of clients) {
    const { all, line } = await client.pull();
    applied.push(changes.length / ((all - line) / 1000));
    client.remove();
  }
  await service.remove();
  const best = Math.min(...[...theirs.values()].map((t) => percentile(t, 50)));
  const p50 = percentile(ours, 50);
  return [
    {
      name: 'first-sync',
      n: VORGAENGE,
      p50,
      ours: p50,
      peer: best,
      peerName: `ms; PouchDB replicating ${VORGAENGE} documents of the same size (best of batch sizes ${BATCH_SIZES.join(', ')})`,
      ratio: p50 / best,
    },
    {
      name: 'first-sync-searchable',
      n: VORGAENGE,
      p50: percentile(indexed, 50),
      ours: percentile(indexed, 50),
      peer: best,
      peerName: 'ms until the full text is whole as well; PouchDB, which has none',
      ratio: percentile(indexed, 50) / best,
    },
    {
      name: 'apply-events',
      n: changes.length,
      p50: 1000 / percentile(applied, 50),
      ours: percentile(applied, 50),
      peer: 20_000,
      peerName: 'events/s on the client; the goal',
      ratio: percentile(applied, 50) / 20_000,
    },
  ];
}

/** All creations come first in the number series, then four changes of each. */
function slipMaker(officer: Officer) {
  const next = commandsOf(officer);
  return (_: unknown, n: number) => {
    const [create, ...changes] = next(COMMANDS_PER_SLIP);
    if (!create) throw new Error('no command');
    return {
      create: { ...create, seq: n + 1 },
      changes: changes.map((c, i) => ({ ...c, seq: VORGAENGE + n * changes.length + i + 1 })),
    };
  };
}

async function settle(
  service: BenchService,
  officer: Officer,
  commands: Parameters<typeof push>[3],
): Promise<void> {
  for (const a of await push(service.ctx, service.database, officer, commands))
    if (a.answer !== 'result' || a.result.outcome !== 'applied') throw new Error(JSON.stringify(a));
}

/** What the first sync brings of each slip, as documents of PouchDB. */
async function documents(service: BenchService, officer: Officer): Promise<readonly object[]> {
  const reader = {
    ...officer,
    clientId: 'pouch',
    scopes: [`person:${officer.person}`],
    epoch: 'a'.repeat(24),
  };
  const docs: object[] = [];
  for (let cursor = '', more = true; more;) {
    const page = await pull(service.ctx, service.database, reader, cursor);
    for (const s of page.snapshots) if (s.art === 'laufzettel') docs.push({ _id: s.vorgang, ...s });
    ({ cursor } = page);
    more = page.more && page.snapshots.length > 0;
  }
  if (docs.length !== VORGAENGE) throw new Error(`${docs.length} documents`);
  return docs;
}
