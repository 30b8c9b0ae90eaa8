import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3-multiple-ciphers';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openCentralDatabase } from '../../src/central/db/open.ts';
import { command } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { evidenceJobs } from '../support/evidence.ts';
import { freePort } from '../support/free-port.ts';
import { laptopIn, settled, TABLE } from '../support/laptop.ts';
import { startTestLogin } from '../support/login.ts';
import { byName } from '../support/organisation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startTestService } from '../support/service.ts';

/** The commands of docs/betrieb.md, executed. */
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-sicherung-'));
const opened: { readonly close: () => unknown }[] = [];
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  for (const o of opened) await o.close();
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

/** A role that may make tables and nothing else; the extension is the superuser's (docs/betrieb.md). */
async function leastRights(): Promise<string> {
  const url = new URL(postgres.newDatabase());
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query('CREATE EXTENSION btree_gist');
  await client.query('CREATE ROLE wenig LOGIN');
  await client.query('GRANT CREATE ON SCHEMA public TO wenig');
  await client.end();
  url.username = 'wenig';
  return url.href;
}

test.each(['sqlite', 'postgres'] as const)(
  'on %s: work, backup, more work, restore, and the laptops go on: nothing lost, nothing twice, the chain whole',
  async (dialect) => {
    const dir = join(base, dialect);
    const out = join(base, `${dialect}-sicherung`);
    mkdirSync(dir);
    const url = dialect === 'postgres' ? await leastRights() : join(dir, 'central.db');
    const env: Record<string, string> = dialect === 'postgres' ? { DATABASE_URL: url } : {};
    const port = await freePort();
    const jobsOf = (database: Awaited<ReturnType<typeof openCentralDatabase>>) =>
      evidenceJobs(database, join(dir, 'pruefpunkt-schluessel.pem'));
    const login = await startTestLogin();
    let service = await startTestService({ port, dir, url, login });
    opened.push({ close: () => service.close() }, login);
    const admin = byName('Brandt').id;
    const [a, b] = [laptopIn(base, `${dialect}-a`), laptopIn(base, `${dialect}-b`)];
    opened.unshift(a.app, b.app);
    await a.connect(service.address, admin);
    await b.connect(service.address, admin);
    await a.enter('A vor der Sicherung');
    await a.sync();
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), Buffer.alloc(5000, 7)]);
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(png).digest('hex');
    const line = await service.lineOf(admin);
    expect((await line.transport.uploadBlob(sha256, png, null)).line).toBe('ok');
    await jobsOf(service.database).close();
    expect((await settled(b)).art).toBe('verbunden');

    const backup = await command(['backup', '--out', out, '--data', dir], env);
    expect(backup.err).toBe('');
    expect(backup.status).toBe(0);
    expect(backup.out).toContain('musterhafen');
    // The copy of the database opens no payload: the keys lie apart.
    expect(readdirSync(join(out, 'schluessel'))).toHaveLength(1);

    // A document spoilt in the store: the rest is saved all the same, it is named, and comes back from the backup.
    const stored = join(dir, 'dokumente', 'musterhafen', sha256.slice(0, 2), sha256);
    writeFileSync(stored, 'verdorben');
    const second = join(base, `${dialect}-zweite`);
    const spoilt = await command(['backup', '--out', second, '--data', dir], env);
    expect(spoilt).toMatchObject({ status: 69, err: expect.stringContaining(sha256) });
    expect(await service.database.db.selectFrom('sicherung').select('tenant').execute()).toHaveLength(1);
    const nowhere = await command(['restore', '--from', second, '--documents', '--data', dir], env);
    expect(nowhere).toMatchObject({ status: 69, err: expect.stringContaining(sha256) });
    const mended = await command(['restore', '--from', out, '--documents', '--data', dir], env);
    expect(mended).toMatchObject({ status: 0, err: '', out: '1 Dokumente zurückgeholt.\n' });
    expect(readFileSync(stored).equals(png)).toBe(true);

    await b.sync();
    await b.enter('B nach der Sicherung');
    await settled(b);
    await settled(a);
    await a.enter('A nach der Sicherung');
    await settled(a);
    await settled(b);
    await jobsOf(service.database).close();
    await settled(a);
    await settled(b);
    const before = await a.table();

    await service.close();
    const refused = await command(['restore', '--from', out, '--data', dir], env);
    expect(refused.status).toBe(69);
    rmSync(join(dir, 'dokumente'), { recursive: true, force: true });
    const restore = await command(['restore', '--from', out, '--data', dir, '--replace'], env);
    expect(restore.err).toBe('');
    expect(restore.status).toBe(0);
    expect(restore.out).toContain('Vermerkt für musterhafen');

    service = await startTestService({ port, dir, url, login });
    // What the centre has forgotten is offered to it again, in as many rounds as it takes.
    const states = async () => [await settled(a), await settled(b)];
    const conflictsOf = async (l: typeof a) => (await l.call('sync.conflicts', null)).length;
    await eventually(async () => {
      for (const state of await states()) expect(state).toMatchObject({ art: 'verbunden', wartend: 0 });
      // Entries of both, in whatever order they came back; what no longer fits lies with its author.
      const kept = (await a.table()).fassungen.length + (await conflictsOf(a)) + (await conflictsOf(b));
      expect(kept).toBeGreaterThanOrEqual(before.fassungen.length);
      expect(await b.table()).toEqual(await a.table());
    });
    const after = await a.table();
    expect(await b.table()).toEqual(after);
    const told = await service.database.db
      .selectFrom('record')
      .select(['feed', 'command_id'])
      .where('vorgang', '=', TABLE)
      .execute();
    expect(told.length).toBe(after.revision);
    expect(new Set(told.map((t) => t.command_id)).size).toBe(told.length);
    await jobsOf(service.database).close();
    const target = dialect === 'postgres' ? ['--database'] : [dir];
    const audit = await command(['audit', 'verify', ...target], env);
    expect(audit.out).toContain('unversehrt');
    expect(audit.out).toContain('Zurückgespielt');
    expect(audit.status).toBe(0);
  },
);

test('what was erased since stays erased; a backup that was changed, or has lost its keys, is not taken', async () => {
  const dir = join(base, 'geloescht');
  const out = join(base, 'geloescht-sicherung');
  mkdirSync(dir);
  const service = await startTestService({ dir });
  const person = byName('Janssen').id;
  await service.close();
  expect((await command(['backup', '--out', out, '--data', dir], {})).status).toBe(0);
  const raw = new Database(join(dir, 'central.db'));
  raw.prepare('UPDATE vorgang_key SET key = NULL WHERE vorgang = ?').run(person);
  raw.close();
  await new Promise((done) => setTimeout(done, 1100));
  expect((await command(['backup', '--out', out, '--data', dir], {})).status).toBe(0);
  const [older = ''] = readdirSync(out).filter((f) => f.endsWith('.json'));
  const stamp = older.slice(0, -5);

  const target = join(base, 'geloescht-ziel');
  const restore = await command(['restore', '--from', out, '--backup', stamp, '--data', target], {});
  expect(restore.out).toContain('1 seither gelöschte Vorgänge wieder gelöscht');
  expect(restore.status).toBe(0);
  expect(readFileSync(join(target, 'central.db')).includes('Janssen')).toBe(false);
  expect((await command(['audit', 'verify', target], {})).status).toBe(0);

  const broken = join(base, 'kaputt');
  const file = join(out, 'datenbank', `${stamp}.db`);
  copyFileSync(file, `${file}.gut`);
  const bytes = readFileSync(file);
  bytes[bytes.length - 100] = bytes[bytes.length - 100]! ^ 1;
  writeFileSync(file, bytes);
  expect((await command(['restore', '--from', out, '--backup', stamp, '--data', broken], {})).status).toBe(
    69,
  );
  copyFileSync(`${file}.gut`, file);
  rmSync(join(out, 'schluessel'), { recursive: true });
  const keyless = await command(['restore', '--from', out, '--backup', stamp, '--data', broken], {});
  expect(keyless.err).toContain('Schlüssel');
  expect(keyless.status).toBe(69);
  expect(existsSync(join(broken, 'central.db'))).toBe(false);
  expect((await command(['restore'], {})).status).toBe(64);
});

test('the key is shown for auditors and can be changed', async () => {
  const dir = join(base, 'schluessel');
  mkdirSync(dir);
  const { close } = await startTestService({ dir });
  await close();
  const before = (await command(['key', 'show', '--data', dir], {})).out;
  expect(Buffer.from(before, 'base64')).toHaveLength(32);
  expect((await command(['key', 'rotate', '--data', dir], {})).status).toBe(0);
  expect((await command(['key', 'show', '--data', dir], {})).out).not.toBe(before);
  expect((await command(['restored', '--data', dir], {})).status).toBe(0);
  // Lost: to look does not make another, and another does not take its place.
  const file = join(dir, 'pruefpunkt-schluessel.pem');
  rmSync(file);
  expect(await command(['key', 'show', '--data', dir], {})).toMatchObject({ status: 69, out: '' });
  expect(existsSync(file)).toBe(false);
  const strange = await command(['key', 'rotate', '--data', dir], {});
  expect(strange).toMatchObject({ status: 69, err: expect.stringContaining('aus der Verwahrung') });
});
