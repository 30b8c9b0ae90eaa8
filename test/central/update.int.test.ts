import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3-multiple-ciphers';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import * as start from '../../migrations/central/0001-start.ts';
import { openCentralDatabase } from '../../src/central/db/open.ts';
import { makeCheckpoint } from '../../src/central/evidence/checkpoint.ts';
import { enterTenant } from '../../src/central/setup.ts';
import { centralContext, demoEntries } from '../../src/cli/central-setup.ts';
import { evidenceContext } from '../support/evidence.ts';
import { eventually } from '../support/eventually.ts';
import { laptopIn } from '../support/laptop.ts';
import { byName } from '../support/organisation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startTestService } from '../support/service.ts';
import { toolsOf } from '../support/central.ts';

const base = mkdtempSync(join(tmpdir(), 'amtsmappe-aktualisieren-'));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => {
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

/** Columns of the very first schema; what came later is not in a database of that time. */
const FIRST = [
  'tenant',
  'record',
  'stand',
  'stand_scope',
  'merkmal',
  'vorgang_key',
  'serie',
  'client',
  'result',
  'device',
  'claim',
] as const;

test.each(['sqlite', 'postgres'] as const)(
  'a database of the first version on %s, full of data, is brought to today and works on',
  async (dialect) => {
    const context = centralContext();
    const fresh = await openCentralDatabase(join(base, `heute-${dialect}.db`));
    await enterTenant(context, fresh, 'musterhafen', 'Musterhafen', demoEntries());
    const url = dialect === 'sqlite' ? join(base, 'alt.db') : postgres.newDatabase();
    const file = dialect === 'sqlite' ? new Database(url) : null;
    const pool = file === null ? new pg.Pool({ connectionString: url }) : null;
    const old = new Kysely<Record<string, Record<string, unknown>>>({
      dialect: file ? new SqliteDialect({ database: file as never }) : new PostgresDialect({ pool: pool! }),
    });
    await start.up(old as never, dialect);
    await old.schema
      .createTable('migration')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('applied', 'text')
      .execute();
    await old.insertInto('migration').values({ name: '0001-start', applied: '2026-01-01' }).execute();
    const columns = new Map(
      (await old.introspection.getTables()).map((t) => [t.name, t.columns.map((c) => c.name)]),
    );
    for (const table of FIRST) {
      const rows = (await fresh.db.selectFrom(table).selectAll().execute()) as Record<string, unknown>[];
      const kept = rows.map((r) =>
        Object.fromEntries(Object.entries(r).filter(([k]) => columns.get(table)?.includes(k))),
      );
      for (let i = 0; i < kept.length; i += 50)
        await old
          .insertInto(table)
          .values(kept.slice(i, i + 50))
          .execute();
    }
    const before = await old.selectFrom('record').select('hash').orderBy('feed').execute();
    await old.destroy();
    await fresh.close();

    const database = await openCentralDatabase(url);
    const after = await database.db.selectFrom('record').select('hash').orderBy('feed').execute();
    expect(after).toEqual(before);
    expect(await toolsOf(context, database).chainFault('musterhafen')).toBeNull();
    expect(await makeCheckpoint(evidenceContext(database), 'musterhafen')).toEqual({
      outcome: 'signed',
      size: after.length,
    });
    await database.close();
    // Once more: nothing is left to do.
    await (await openCentralDatabase(url)).close();
    const service = await startTestService({ url });
    const { transport } = await service.lineOf(byName('Brandt').id);
    expect(await transport.pull('')).toMatchObject({ line: 'ok', value: { status: 'ok' } });
    await service.remove();
  },
);

test('a laptop that speaks an older protocol is told to update: it reads, sends nothing, and keeps its outbox', async () => {
  const service = await startTestService({ login: true });
  const answered: number[] = [];
  let old = false;
  // As a program of the version before would send it.
  const laptop = laptopIn(base, 'alt', (async (url: string, init?: RequestInit) => {
    if (!old || !url.endsWith('/sync/push')) return fetch(url, init);
    const body = String(init?.body).replace('"protocol":1', '"protocol":0');
    const response = await fetch(url, { ...init, body });
    answered.push(response.status);
    return response;
  }) as typeof fetch);
  const other = laptopIn(base, 'neu');
  await laptop.connect(service.address, byName('Brandt').id);
  await other.connect(service.address, byName('Brandt').id);
  old = true;
  await other.enter('von einem neuen Programm');
  await other.sync();
  // Reads what others do.
  await eventually(async () => {
    await laptop.sync();
    expect(await laptop.newest()).toBe('von einem neuen Programm');
  });
  await laptop.enter('von einem alten Programm');
  expect(await laptop.sync()).toMatchObject({ art: 'gesperrt', wartend: 1 });
  expect(answered).toContain(426);
  expect(await laptop.newest()).toBe('von einem alten Programm');
  await other.enter('noch eines');
  await other.sync();
  expect(await laptop.sync()).toMatchObject({ art: 'gesperrt', wartend: 1 });
  // Updated: what waited goes out, and is judged like any other entry.
  old = false;
  await eventually(async () => expect(await laptop.sync()).toMatchObject({ art: 'verbunden', wartend: 0 }));
  for (const l of [laptop, other]) l.app.close();
  await service.remove();
});
