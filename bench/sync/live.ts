import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Database from 'better-sqlite3-multiple-ciphers';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import type { Measurement } from '../measurement.ts';
import { percentile } from '../support/stats.ts';
import { openBenchClient } from '../support/sync-client.ts';
import { commandsOf, officers } from '../support/sync-load.ts';
import { DIALECTS, startBenchService, type BenchDialect } from '../support/sync-service.ts';

const RELEASES = 200;

/**
 * From the moment a command is sent by one laptop to the moment its effect is durable in the store of another that
 * listens for hints. Beside it, in turn, what can not be undercut: a bare HTTP round trip that makes one row durable.
 */
export async function measureLive(): Promise<readonly Measurement[]> {
  const bare = await startBareServer();
  const all: Measurement[] = [];
  for (const dialect of DIALECTS) all.push(await measure(dialect, bare.post));
  await bare.stop();
  return all;
}

async function measure(dialect: BenchDialect, post: () => Promise<number>): Promise<Measurement> {
  const service = await startBenchService(dialect);
  const [officer] = officers();
  if (!officer) throw new Error('No officers in the sample city');
  const reader = await openBenchClient(service, officer, 'leser');
  await reader.pull();
  let hint: (() => void) | null = null;
  const { transport, stop } = await listen(service.address, officer.person, service, () => void hint?.());
  const next = commandsOf(officer);
  next(1);
  const ours: number[] = [];
  const floor: number[] = [];
  for (let i = 0; i < RELEASES; i += 1) {
    const commands = next(1);
    const hinted = new Promise<void>((done) => (hint = done));
    const started = performance.now();
    const sent = transport.push({ protocol: 1, clientId: officer.clientId, commands });
    await hinted;
    const [{ vorgang, baseRevision } = { vorgang: '', baseRevision: 0 }] = commands;
    while ((reader.store.read.confirmed(vorgang)?.revision ?? 0) <= baseRevision) await reader.pull();
    ours.push(performance.now() - started);
    if ((await sent).line !== 'ok') throw new Error('not sent');
    floor.push(await post());
  }
  stop();
  reader.remove();
  await service.remove();
  const p99 = percentile(floor, 99);
  return {
    name: `live-${dialect}`,
    n: RELEASES,
    p50: percentile(ours, 50),
    p99: percentile(ours, 99),
    floor: p99,
    floorRatio: percentile(ours, 99) / p99,
    peer: percentile(floor, 50),
    peerName: 'ms; p50 of a bare HTTP round trip with one durable row; floor is its p99',
    ratio: percentile(ours, 50) / percentile(floor, 50),
  };
}

type BenchService = Awaited<ReturnType<typeof startBenchService>>;

/** The writing laptop, whose line also listens for hints in place of the reading one. */
async function listen(address: string, person: string, service: BenchService, hint: () => void) {
  const line = await service.lineOf(person, `messung-${person}`);
  const transport = createHttpTransport({ address, key: line.key, token: async () => line.token });
  const end = new AbortController();
  // With its first push a service brings its mass data in line; that is not what is measured.
  const warmUp = commandsOf({ ...officerOf(person), clientId: line.clientId });
  await transport.push({ protocol: 1, clientId: line.clientId, commands: warmUp(1) });
  const listening = (async () => {
    while (!end.signal.aborted) await transport.events(hint, end.signal).catch(() => undefined);
  })();
  void listening;
  // Until the stream is open and has said where the feed stands.
  await new Promise((done) => setTimeout(done, 3000));
  return { transport, stop: () => end.abort() };
}

const officerOf = (person: string) => {
  const found = officers().find((o) => o.person === person);
  if (!found) throw new Error(person);
  return found;
};

async function startBareServer() {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-boden-'));
  const database = new Database(join(dir, 'boden.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE zeile (nr INTEGER PRIMARY KEY, text TEXT)');
  const insert = database.prepare('INSERT INTO zeile (text) VALUES (?)');
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      insert.run(body);
      response.end('{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const body = JSON.stringify({ text: 'x'.repeat(1000) });
  return {
    post: async (): Promise<number> => {
      const started = performance.now();
      await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).text();
      return performance.now() - started;
    },
    stop: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
