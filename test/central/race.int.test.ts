import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { PushRequest, PushResponse } from '../../src/contract/sync.ts';
import { openCentralDatabase, type CentralDatabase } from '../../src/central/db/open.ts';
import { verifyChain, type LedgerHeader } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { createHttpTransport, type HttpTransport } from '../../src/main/sync/http.ts';
import { geheimNotiz } from '../support/central.ts';
import { byName, musterVerzeichnis } from '../support/organisation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { demoToken, newDeviceKey, startTestService, type TestService } from '../support/service.ts';

/**
 * Many clients want the same few things at the same moment, through HTTP, on PostgreSQL: every slot has one winner,
 * every loser is told who was there first, nothing overlaps, nobody gets an error of the machine.
 */
const CLIENTS = 16;
const SLOTS = 200;
/** Slots a client asks for with one push. */
const ROUND = 10;

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

interface Client {
  readonly clientId: string;
  readonly transport: HttpTransport;
}

const slot = (n: number, halls: number) => ({
  ressource: `halle:${n % halls}`,
  von: new Date(Date.UTC(2026, 11, 1) + Math.floor(n / halls) * 3_600_000).toISOString(),
  bis: new Date(Date.UTC(2026, 11, 1) + (Math.floor(n / halls) + 1) * 3_600_000).toISOString(),
});

const commandsFor = (clientId: string, slots: readonly number[], seq: number) =>
  slots.flatMap((n, i) => {
    const vorgang = `${clientId}-${n}`;
    const at = seq + i * 2;
    const base = { art: 'notiz', vorgang, v: 1, clientTime: '2026-11-22T08:00:00.000Z' };
    return [
      {
        ...base,
        seq: at,
        id: `${clientId}-${at}`,
        baseRevision: 0,
        hangsOn: null,
        command: { type: 'createNotiz', titel: `${n}` },
      },
      // Two resources each, in opposite order for every other client: what deadlocks where nobody sorts.
      {
        ...base,
        seq: at + 1,
        id: `${clientId}-${at + 1}`,
        baseRevision: 0,
        hangsOn: at,
        command: { type: 'book', belegt: pair(n, clientId) },
      },
    ];
  });

const pair = (n: number, clientId: string) => {
  const both = [slot(n, 10), { ...slot(n, 10), ressource: `bagger:${n % 10}` }];
  return clientId.charCodeAt(clientId.length - 1) % 2 === 0 ? both : both.reverse();
};

/** Each client wants so many slots, in an order of its own; with 60 and more, somebody wants each. */
async function fight(clients: readonly Client[], wanted = SLOTS): Promise<Map<number, string[]>> {
  const winners = new Map<number, string[]>();
  await Promise.all(
    clients.map(async ({ clientId, transport }, c) => {
      const order = Array.from({ length: wanted }, (_, i) => (i * 7 + c * 13) % SLOTS);
      for (let i = 0; i < wanted; i += ROUND) {
        const slots = order.slice(i, i + ROUND);
        const commands = commandsFor(clientId, slots, 1 + i * 2);
        const answered = await pushUntilAnswered(transport, { protocol: 1, clientId, commands });
        collect(winners, clientId, slots, answered);
      }
    }),
  );
  return winners;
}

/** As a laptop does: without an answer it sends the same again, which is effective once. */
async function pushUntilAnswered(transport: HttpTransport, batch: PushRequest): Promise<PushResponse> {
  for (let tries = 1; ; tries += 1) {
    const line = await transport.push(batch);
    if (line.line === 'ok') return line.value;
    if (line.line === 'refused' || tries === 10)
      throw new Error(`${batch.clientId}: ${JSON.stringify(line)}`);
  }
}

function collect(
  winners: Map<number, string[]>,
  clientId: string,
  slots: readonly number[],
  { answers }: PushResponse,
): void {
  expect(answers).toHaveLength(slots.length * 2);
  for (const [i, n] of slots.entries()) {
    const booked = answers[i * 2 + 1];
    if (booked?.answer !== 'result') throw new Error(JSON.stringify(booked));
    if (booked.result.outcome === 'applied') winners.set(n, [...(winners.get(n) ?? []), clientId]);
    else expect(booked.result).toMatchObject({ rejection: { code: 'ledger.ressource-belegt' } });
  }
}

async function checkStore(database: CentralDatabase): Promise<void> {
  const claims = await database.db.selectFrom('claim').selectAll().execute();
  expect(claims).toHaveLength(SLOTS * 2);
  expect(new Set(claims.map((c) => `${c.ressource} ${c.von}`)).size).toBe(SLOTS * 2);
  const records = await database.db.selectFrom('record').selectAll().orderBy('feed').execute();
  const { fault } = verifyChain(
    ledgerCrypto,
    records.map(({ command_id, ...r }) => ({ ...r, commandId: command_id }) as LedgerHeader),
  );
  expect(fault).toBeNull();
  expect(records.filter((r) => r.type === 'MittelBelegt')).toHaveLength(SLOTS);
}

const oneWinnerEach = (winners: ReadonlyMap<number, readonly string[]>): void => {
  expect(winners.size).toBe(SLOTS);
  expect([...winners.values()].filter((w) => w.length !== 1)).toEqual([]);
};

describe('one service', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ url: postgres.newDatabase(), kinds: [geheimNotiz] });
  }, 120_000);
  afterAll(() => service.remove());

  test(`${CLIENTS} clients for ${SLOTS} slots: ${SLOTS} winners, no overlap`, async () => {
    const people = musterVerzeichnis.personen.slice(0, CLIENTS).map((p) => p.id);
    const clients = await Promise.all(
      people.map((p, i) => service.lineOf(p, `geraet-${String.fromCharCode(97 + i)}`)),
    );
    oneWinnerEach(await fight(clients, 100));
    await checkStore(service.database);
    expect(service.log.filter((entry) => Number(entry['status']) >= 500)).toEqual([]);
  }, 600_000);
});

describe('two processes on one database', () => {
  let services: readonly { readonly child: ChildProcess; readonly address: string }[];
  const url = (): string => postgres.newDatabase();
  let database: CentralDatabase;
  beforeAll(async () => {
    const shared = url();
    // Both at once: one of them makes the tables and enters the city, the other waits for it.
    services = await Promise.all([startChild(shared), startChild(shared)]);
    database = await openCentralDatabase(shared);
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await Promise.all(services.map(({ child }) => stopChild(child)));
  });

  test(`${CLIENTS} clients, half at each, for ${SLOTS} slots: ${SLOTS} winners, no overlap`, async () => {
    const people = musterVerzeichnis.personen.slice(0, CLIENTS).map((p) => p.id);
    const clients = await Promise.all(
      people.map((person, i) =>
        clientAt(services[i % 2]?.address ?? '', person, `geraet-${String.fromCharCode(97 + i)}`),
      ),
    );
    oneWinnerEach(await fight(clients, 60));
    await checkStore(database);
  }, 600_000);

  test('who asks the other process afterwards gets the answer that the first has given', async () => {
    const person = byName('Pohl').id;
    const key = newDeviceKey('wechsler');
    const [first, second] = await Promise.all(
      services.map(({ address }) => clientAt(address, person, 'wechsler', key)),
    );
    const batch = {
      protocol: 1,
      clientId: `wechsler:${person}`,
      commands: commandsFor(`wechsler:${person}`, [3], 1),
    };
    const once = await first?.transport.push(batch);
    const again = await second?.transport.push(batch);
    expect(once?.line).toBe('ok');
    expect(again).toMatchObject({
      line: 'ok',
      value: { answers: once?.line === 'ok' ? once.value.answers : [] },
    });
  }, 60_000);
});

function startChild(url: string): Promise<{ readonly child: ChildProcess; readonly address: string }> {
  const script = join(import.meta.dirname, '../support/service-child.ts');
  const child = spawn(process.execPath, ['--no-warnings', script, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('The service ended')));
    child.stdout.once('data', (chunk: Buffer) => resolve({ child, address: chunk.toString().trim() }));
  });
}

const stopChild = (child: ChildProcess): Promise<unknown> =>
  new Promise((done) => {
    child.once('exit', done);
    child.kill('SIGTERM');
  });

async function clientAt(
  address: string,
  person: string,
  device: string,
  key = newDeviceKey(device),
): Promise<Client> {
  const token = await demoToken(address, person);
  const transport = createHttpTransport({ address, key, token: async () => token });
  const enrolled = await transport.enrol();
  if (enrolled.line !== 'ok') throw new Error(`${device}: ${JSON.stringify(enrolled)}`);
  return { clientId: `${device}:${person}`, transport };
}
