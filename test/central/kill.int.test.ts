import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PushedCommand } from '../../src/contract/sync.ts';
import { openCentralDatabase } from '../../src/central/db/open.ts';
import { verifyChain, type LedgerHeader } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { createHttpTransport, type HttpTransport } from '../../src/main/sync/http.ts';
import { byName } from '../support/organisation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { demoToken, newDeviceKey } from '../support/service.ts';

/** The service as it is started in earnest, killed with SIGKILL under load, again and again. */
const KILLS = Number(process.env['AMTSMAPPE_KILLS'] ?? 10);
const root = join(import.meta.dirname, '../..');
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-kill-'));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => {
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

async function start(
  data: string,
  port: number,
  url: string | null,
): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', 'src/cli/main.ts', 'central', '--demo', '--port', String(port), '--data', data],
    {
      cwd: root,
      env: { ...process.env, ...(url === null ? {} : { DATABASE_URL: url }) },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.once('exit', () => reject(new Error('The service ended')));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /http:\/\/[\d.:]+/.exec(text)?.[0];
      if (found) resolve(found);
    });
  });
  return { child, address };
}

interface Pusher {
  readonly clientId: string;
  transport: (address: string) => HttpTransport;
  readonly sent: PushedCommand[];
  readonly acknowledged: Map<number, string>;
}

function pusherOf(person: string, device: string): Pusher {
  const key = newDeviceKey(device);
  return {
    clientId: `${device}:${person}`,
    sent: [],
    acknowledged: new Map(),
    transport: (address) => {
      let token: string | null = null;
      return createHttpTransport({
        address,
        key,
        timeoutMs: 5000,
        token: async () => {
          if (token !== null) return token;
          token = await demoToken(address, person);
          return token;
        },
      });
    },
  };
}

const pause = () => new Promise((done) => setTimeout(done, 20));

/** Pushes until the line goes down; what is answered twice must be answered alike. */
async function load(pusher: Pusher, address: string, target: string, until: () => boolean): Promise<void> {
  const transport = pusher.transport(address);
  while (!until() && (await transport.enrol()).line !== 'ok') await pause();
  while (!until()) {
    // The last answered ones once more, then those without an answer, then new ones.
    const from = Math.max(0, pusher.acknowledged.size - 2);
    while (pusher.sent.length < pusher.acknowledged.size + 4) {
      const seq = pusher.sent.length + 1;
      pusher.sent.push({
        seq,
        id: `${pusher.clientId}-${seq}`,
        art: 'person',
        vorgang: target,
        command: { type: 'changePerson', angaben: { funktion: `Funktion ${pusher.clientId} ${seq}` } },
        v: 1,
        // whatever stands there: several write at once
        baseRevision: Number.MAX_SAFE_INTEGER,
        hangsOn: null,
        clientTime: new Date().toISOString(),
      });
    }
    const line = await transport.push({
      protocol: 1,
      clientId: pusher.clientId,
      commands: pusher.sent.slice(from),
    });
    if (line.line !== 'ok') {
      await pause();
      continue;
    }
    for (const answer of line.value.answers) {
      if (answer.answer !== 'result') throw new Error(`${pusher.clientId}: ${JSON.stringify(answer)}`);
      const known = pusher.acknowledged.get(answer.seq);
      const text = JSON.stringify(answer.result);
      if (known !== undefined && known !== text) throw new Error(`${answer.seq}: another answer than before`);
      if (answer.result.outcome !== 'applied') throw new Error(text);
      pusher.acknowledged.set(answer.seq, text);
    }
  }
}

test.each(['sqlite', 'postgres'] as const)(
  'killed under load on %s: what was acknowledged is there, once, and the chain is whole',
  async (dialect) => {
    const data = join(base, dialect);
    const url = dialect === 'postgres' ? postgres.newDatabase() : null;
    const admin = byName('Brandt').id;
    const pushers = [pusherOf(admin, 'd1'), pusherOf(admin, 'd2'), pusherOf(admin, 'd3')];
    const targets = ['Janssen', 'Arslan', 'Holm'].map((name) => byName(name).id);
    for (let kill = 0; kill <= KILLS; kill += 1) {
      const { child, address } = await start(data, 0, url);
      let over = false;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const answered = () => pushers.reduce((n, p) => n + p.acknowledged.size, 0);
      // Not by the clock of a busy machine: after some answers of this round, in the middle of the next ones.
      const enough = answered() + 3 + ((kill * 7) % 11);
      const timer = setInterval(() => {
        if (over || answered() < enough) return;
        over = true;
        // The whole database server dies with it once.
        if (dialect === 'postgres' && kill === 3) postgres.crashAndRestart();
        child.kill(kill === KILLS ? 'SIGTERM' : 'SIGKILL');
      }, 3);
      await Promise.all(pushers.map((p, i) => load(p, address, targets[i] ?? '', () => over)));
      await ended;
      clearInterval(timer);
    }
    const database = await openCentralDatabase(url ?? join(data, 'central.db'));
    const records = await database.db.selectFrom('record').selectAll().orderBy('feed').execute();
    const { fault } = verifyChain(
      ledgerCrypto,
      records.map(({ command_id, ...r }) => ({ ...r, commandId: command_id }) as LedgerHeader),
    );
    expect(fault).toBeNull();
    for (const pusher of pushers) {
      expect(pusher.acknowledged.size).toBeGreaterThan(0);
      const own = records
        .filter((r) => r.command_id.startsWith(`${pusher.clientId}-`))
        .map((r) => r.command_id);
      expect(new Set(own).size).toBe(own.length);
      for (const seq of pusher.acknowledged.keys()) expect(own).toContain(`${pusher.clientId}-${seq}`);
    }
    await database.close();
  },
  // each start of the service on a machine that does other things, too
  240_000 + KILLS * 20_000,
);
