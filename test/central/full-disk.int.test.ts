import { expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import { verifyChain, type LedgerHeader } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { eventually } from '../support/eventually.ts';
import { byName } from '../support/organisation.ts';
import { startPostgres } from '../support/postgres.ts';
import { startTestService } from '../support/service.ts';
import { mountSmallDisk } from '../support/small-disk.ts';

/*
 * A disk that is really full, under load: said plainly, nothing acknowledged is lost, and all goes on when there is
 * room again. PostgreSQL may end itself over it (its log can't grow): then it is started again, as systemd does.
 */

const admin = byName('Brandt').id;
const target = byName('Janssen').id;
const CLIENTS = 3;
/** Room for the cluster and the graves of the sample city, which come with the first command. */
const DISK_MB = 140;
/** Failures that are enough to believe in; `npm run proof -- full-disk` waits for many, so that the log is full as well. */
const ENOUGH = Number(process.env['AMTSMAPPE_VOLL'] ?? 40);

/** SQLite takes long until its file grows again; every run fills it by a limit of pages (betrieb.int.test.ts). */
const DIALECTS = ENOUGH > 100 ? (['sqlite', 'postgres'] as const) : (['postgres'] as const);

async function cutSessions(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await client.end();
}

test.each(DIALECTS)(
  '%s on a disk that is full to the last block',
  async (dialect) => {
    const disk = mountSmallDisk(DISK_MB);
    if ('why' in disk) {
      // betrieb.int.test.ts raises the same fault without a disk, everywhere.
      console.warn(`No disk of its own to fill (${disk.why}); a fault raised by the database stands for it.`);
      return;
    }
    const postgres = dialect === 'postgres' ? await startPostgres({ on: disk.dir, small: true }) : null;
    const dir = join(disk.dir, 'zentrale');
    mkdirSync(dir);
    const url = postgres?.newDatabase() ?? join(dir, 'central.db');
    const service = await startTestService({ dir, url });
    let stop = false;
    let load: Promise<unknown> = Promise.resolve();
    try {
      const answers: { status: number; text: string }[] = [];
      const acknowledged: string[] = [];
      const clients = await Promise.all(
        Array.from({ length: CLIENTS }, async (_, nr) => {
          const line = await service.lineOf(admin);
          const transport = createHttpTransport({
            address: service.address,
            key: line.key,
            token: async () => line.token,
            fetch: (async (at: string, init: RequestInit) => {
              const response = await fetch(at, init);
              if (response.status >= 400 && init.method !== 'HEAD')
                answers.push({ status: response.status, text: await response.clone().text() });
              return response;
            }) as typeof fetch,
          });
          let seq = 1;
          /** the next command, or the one before once more when nothing was said of it; false: no answer */
          const push = async (): Promise<boolean> => {
            const id = `voll-${nr}-${seq}`;
            const line1 = await transport.push({
              protocol: 1,
              clientId: line.clientId,
              commands: [
                {
                  seq,
                  id,
                  art: 'person',
                  vorgang: target,
                  command: { type: 'changePerson', angaben: { funktion: `${id} `.padEnd(150, 'x') } },
                  v: 1,
                  baseRevision: Number.MAX_SAFE_INTEGER,
                  hangsOn: null,
                  clientTime: new Date().toISOString(),
                },
              ],
            });
            if (line1.line !== 'ok') return false;
            expect(line1.value.answers).toMatchObject([{ answer: 'result', result: { outcome: 'applied' } }]);
            acknowledged.push(id);
            seq += 1;
            return true;
          };
          return { transport, push };
        }),
      );
      let failures = 0;
      load = Promise.all(
        clients.map(async ({ push }) => {
          while (!stop) if (!(await push())) failures += 1;
        }),
      );
      await eventually(async () => expect(acknowledged.length).toBeGreaterThan(30), 60_000);
      disk.fill();
      const png = Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), randomBytes(300_000)]);
      const sha256 = createHash('sha256').update(png).digest('hex');
      await eventually(async () => {
        disk.fill();
        expect(failures).toBeGreaterThan(ENOUGH);
      }, 120_000);
      const upload = await clients[0]!.transport.uploadBlob(sha256, png, null);
      expect(upload).toMatchObject({ line: 'down' });
      disk.free();
      const hadEnded = postgres?.startIfEnded() ?? false;
      const before = acknowledged.length;
      // By itself: the same process of the service, the same clients.
      await eventually(async () => expect(acknowledged.length).toBeGreaterThan(before + 20), 120_000);
      // Its sessions are cut in the middle of their work: that ends a request, not the service.
      for (let cuts = 0; postgres !== null && cuts < 10; cuts += 1) {
        const reached = acknowledged.length;
        await cutSessions(url);
        await eventually(async () => expect(acknowledged.length).toBeGreaterThan(reached + CLIENTS), 60_000);
      }
      stop = true;
      await load;
      expect(await clients[0]!.transport.uploadBlob(sha256, png, null)).toEqual({
        line: 'ok',
        value: 'gespeichert',
      });

      // What it said meanwhile: full, or away; nothing else, and nothing of what was entered.
      const said = new Set(answers.map((a) => `${a.status} ${a.text}`));
      if (ENOUGH > 100)
        console.info(dialect, [...said], { hadEnded, failures, acknowledged: acknowledged.length });
      for (const text of said)
        expect(['507 {"code":"speicher-voll"}', '503 {"code":"datenbank"}']).toContain(text);
      const records = await service.database.db
        .selectFrom('record')
        .select(['tenant', 'feed', 'vorgang', 'art', 'revision', 'type', 'v', 'zeit', 'akteur'])
        .select(['command_id as commandId', 'commitment', 'prev', 'hash'])
        .orderBy('feed')
        .execute();
      const told = records.map((r) => r.commandId).filter((id) => id.startsWith('voll-'));
      expect(new Set(told).size).toBe(told.length);
      const lost = acknowledged.filter((id) => !told.includes(id));
      expect(lost).toEqual([]);
      expect(verifyChain(ledgerCrypto, records as LedgerHeader[]).fault).toBeNull();
    } finally {
      stop = true;
      disk.free();
      await load.catch(() => undefined);
      await service.close();
      postgres?.stop();
      disk.remove();
    }
  },
  300_000,
);
