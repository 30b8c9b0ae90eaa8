import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCentralDatabase } from '../../src/central/db/open.ts';
import { createProofs } from '../../src/central/identity/proof.ts';
import { troubleOf } from '../../src/central/http/faults.ts';
import { runCentral } from '../../src/cli/central.ts';
import { explainTrouble } from '../../src/cli/central-trouble.ts';
import { importJWK, SignJWT } from 'jose';
import { eventually } from '../support/eventually.ts';
import { byName } from '../support/organisation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { newDeviceKey, startTestService } from '../support/service.ts';

const base = mkdtempSync(join(tmpdir(), 'amtsmappe-betrieb-'));
const admin = byName('Brandt').id;
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => {
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

const rename = (seq: number, target: string, funktion: string) => ({
  seq,
  id: `umbenennen-${seq}-${target}`,
  art: 'person',
  vorgang: target,
  command: { type: 'changePerson', angaben: { funktion } },
  v: 1,
  baseRevision: Number.MAX_SAFE_INTEGER,
  hangsOn: null,
  clientTime: '2026-11-22T08:00:00.000Z',
});

test('stopped in order: the request under way gets its answer, streams end, nothing new is taken', async () => {
  const service = await startTestService();
  const line = await service.lineOf(admin);
  const ended = line.transport.events(() => undefined, new AbortController().signal);
  let release = (): void => undefined;
  const stopping = new Promise<void>((done) => (release = done));
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), randomBytes(300_000)]);
  const sha256 = createHash('sha256').update(png).digest('hex');
  const slow = async function* () {
    yield png.subarray(0, 100_000);
    await stopping;
    yield png.subarray(100_000);
  };
  // The slow request: its body is still on its way when the service is told to stop.
  const headers: Record<string, string> = {};
  const { createHttpTransport } = await import('../../src/main/sync/http.ts');
  const spy = createHttpTransport({
    address: service.address,
    key: line.key,
    token: async () => line.token,
    fetch: (async (url: string, init: RequestInit) => {
      if (init.method !== 'PUT') return fetch(url, init);
      Object.assign(headers, init.headers, { 'content-range': `bytes 0-${png.length - 1}/${png.length}` });
      return fetch(url, {
        method: 'PUT',
        headers,
        body: slow() as unknown as BodyInit,
        duplex: 'half',
      } as RequestInit);
    }) as typeof fetch,
  });
  const upload = spy.uploadBlob(sha256, png, null);
  const arrived = join(service.dir, 'dokumente', 'unvollstaendig');
  await eventually(async () => expect(readdirSync(arrived)).toHaveLength(1));
  const closing = service.close();
  release();
  expect((await upload).line).toBe('ok');
  await ended;
  await closing;
  expect(await line.transport.session()).toEqual({ line: 'down' });
  rmSync(service.dir, { recursive: true, force: true });
});

test('a client that keeps its connection open, however idle, does not hold the end up', async () => {
  // Nothing is cut off by the clock here: what ends was ended in order.
  const service = await startTestService({ longestEndMs: 600_000 });
  const { port } = new URL(service.address);
  const silent = ['', 'GET /health HTTP/1.1\r\nHost: x\r\n', 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n'];
  const sockets = await Promise.all(
    silent.map(async (text) => {
      // Stays half open: a client that never closes its side.
      const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
      await new Promise((done) => socket.once('connect', done));
      socket.write(text);
      return { ended: new Promise((done) => socket.once('end', done)), socket };
    }),
  );
  for (const { socket } of sockets) socket.on('error', () => undefined).resume();
  const line = await service.lineOf(admin);
  const streamed = line.transport.events(() => undefined, new AbortController().signal);
  // The server knows of all of them.
  await eventually(async () =>
    expect(await (await fetch(`${service.address}/metrics`)).text()).toContain('amtsmappe_event_listeners 1'),
  );
  const closing = service.close();
  // Ended by the server, not by them.
  await Promise.all([...sockets.map((s) => s.ended), streamed]);
  await closing;
  for (const { socket } of sockets) socket.destroy();
  rmSync(service.dir, { recursive: true, force: true });
}, 120_000);

test('the log names nobody, no case and no document, whatever is done', async () => {
  const service = await startTestService();
  const { transport, clientId, key } = await service.lineOf(admin);
  const target = byName('Janssen').id;
  const planted = ['Geheimname', target, admin, key.device, clientId, randomUUID()];
  await transport.push({ protocol: 1, clientId, commands: [rename(1, target, 'Geheimname')] });
  await transport.push({ protocol: 1, clientId, commands: [rename(2, planted.at(-1)!, 'Geheimname')] });
  await transport.pull('');
  await transport.session();
  const sha256 = 'a'.repeat(64);
  await transport.uploadBlob(sha256, Buffer.from('Geheimname'), null);
  await transport.downloadBlob(sha256);
  for (const path of ['/Geheimname', `/devices/${admin}`, '/sync/pull?cursor=Geheimname'])
    await fetch(`${service.address}${path}`, { headers: { authorization: 'Bearer Geheimname' } });
  await fetch(`${service.address}/sync/push`, { method: 'POST', body: '{"Geheimname":' });
  const text = JSON.stringify(service.log);
  expect(service.log.length).toBeGreaterThan(10);
  for (const word of [...planted, sha256]) expect(text).not.toContain(word);
  await service.remove();
});

describe('a full disk', () => {
  test.each(['sqlite', 'postgres'] as const)(
    '%s: said plainly, what was acknowledged is there, and it goes on',
    async (dialect) => {
      const dir = join(base, `voll-${dialect}`);
      mkdirSync(dir);
      const url = dialect === 'postgres' ? postgres.newDatabase() : join(dir, 'central.db');
      const service = await startTestService({ dir, url });
      const { db } = service.database;
      const { transport, clientId, key, token } = await service.lineOf(admin);
      const target = byName('Janssen').id;
      const answers: { status: number; text: string }[] = [];
      const { createHttpTransport } = await import('../../src/main/sync/http.ts');
      const spied = createHttpTransport({
        address: service.address,
        key,
        token: async () => token,
        fetch: (async (at: string, init: RequestInit) => {
          const response = await fetch(at, init);
          answers.push({ status: response.status, text: await response.clone().text() });
          return response;
        }) as typeof fetch,
      });
      const push = (seq: number) =>
        spied.push({ protocol: 1, clientId, commands: [rename(seq, target, `F ${seq} `.padEnd(150, 'x'))] });
      expect((await push(1)).line).toBe('ok');
      // Both fail where a full disk would: at a page that cannot be had, or with the error PostgreSQL raises then.
      if (dialect === 'sqlite') {
        const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(db);
        await sql.raw(`PRAGMA max_page_count = ${rows[0]!.page_count}`).execute(db);
      } else {
        await sql`CREATE FUNCTION voll() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`.execute(db);
        await sql`CREATE TRIGGER voll BEFORE INSERT ON record EXECUTE FUNCTION voll()`.execute(db);
      }
      let seq = 2;
      const done = [1];
      for (; seq < 400; seq += 1) {
        const line = await push(seq);
        if (line.line !== 'ok') break;
        done.push(seq);
      }
      expect(answers.at(-1)).toEqual({ status: 507, text: '{"code":"speicher-voll"}' });
      expect((await transport.session()).line).toBe('ok');
      if (dialect === 'sqlite') await sql`PRAGMA max_page_count = 1000000`.execute(db);
      else await sql`DROP TRIGGER voll ON record`.execute(db);
      expect((await push(seq)).line).toBe('ok');
      const rows = await db.selectFrom('record').select('command_id').where('vorgang', '=', target).execute();
      const ids = rows.map((r) => r.command_id).filter((id) => id.startsWith('umbenennen-'));
      expect(ids).toEqual([...done, seq].map((n) => `umbenennen-${n}-${target}`));
      await service.remove();
    },
  );

  test('a database that is away is no fault of ours', () => {
    expect(troubleOf(Object.assign(new Error(), { code: 'ECONNREFUSED' }))?.status).toBe(503);
    expect(troubleOf(Object.assign(new Error(), { code: '57P03' }))?.code).toBe('datenbank');
    const broken = new Error('Client has encountered a connection error and is not queryable');
    expect(troubleOf(broken)?.status).toBe(503);
    expect(troubleOf(new TypeError('x'))).toBeNull();
    expect(explainTrouble(new TypeError('x'))).toBeNull();
    // What the database says may quote what was entered.
    const refused = Object.assign(new Error('Key (name)=(Geheim)'), {
      code: '23505',
      severity: 'ERROR',
      detail: 'Geheim',
    });
    expect(explainTrouble(refused)).toMatchObject({
      status: 70,
      text: expect.not.stringContaining('Geheim'),
    });
  });
});

test('a damaged page: the service does not start, says so, and touches nothing', async () => {
  const dir = join(base, 'kaputt');
  mkdirSync(dir);
  const service = await startTestService({ dir });
  await service.close();
  const file = join(dir, 'central.db');
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 4096 * 20, 4096 * 24);
  writeFileSync(file, bytes);
  let err = '';
  const io = { out: () => undefined, err: (text: string) => void (err += text), env: {} };
  expect(await runCentral(['--demo', '--port', '0', '--data', dir], io)).toBe(74);
  expect(err).toContain('ist beschädigt');
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a stolen laptop is kept out from the machine of the service, while it runs', async () => {
  const dir = join(base, 'gestohlen');
  mkdirSync(dir);
  const service = await startTestService({ dir });
  const { transport, key } = await service.lineOf(admin);
  const device = async (...args: string[]) => {
    let said = '';
    const io = { out: (t: string) => void (said += t), err: (t: string) => void (said += t), env: {} };
    const status = await runCentral(['device', ...args, '--tenant', 'musterhafen', '--data', dir], io);
    return { status, said };
  };
  expect((await device('list')).said).toContain(key.device);
  expect((await device('revoke', '--device', key.device)).status).toBe(64);
  expect((await device('revoke', '--device', 'keins', '--reason', 'gestohlen')).status).toBe(65);
  expect((await transport.session()).line).toBe('ok');
  expect((await device('revoke', '--person', admin, '--reason', 'gestohlen')).said).toContain('Gesperrt');
  expect(await transport.session()).toMatchObject({ line: 'refused', reason: 'revoked' });
  expect((await device('list')).said).toContain('gesperrt: gestohlen');
  expect((await device('allow', '--device', key.device)).status).toBe(0);
  expect((await transport.session()).line).toBe('ok');
  await service.remove();
});

test('what cannot start says why and what to do, with a status, and gives everything back', async () => {
  const dir = join(base, 'start');
  const start = async (env: Record<string, string>, ...args: string[]) => {
    let err = '';
    const io = { out: () => undefined, err: (text: string) => void (err += text), env };
    const status = await runCentral([...args, '--data', dir], io);
    // No stack, no address, nothing of what the database said.
    expect(err).not.toMatch(/ at |node_modules|127\.0\.0\.1/);
    return { status, err };
  };
  const issuer = { AMTSMAPPE_ISSUER: 'https://anmeldung.stadt.example' };
  const url = new URL(postgres.newDatabase());
  const at = (change: (u: URL) => void) => {
    const changed = new URL(url);
    change(changed);
    return { ...issuer, DATABASE_URL: changed.href };
  };
  const away = await start(at((u) => (u.port = '9')));
  expect(away).toMatchObject({ status: 69, err: expect.stringContaining('nicht zu erreichen') });
  const missing = await start(at((u) => (u.pathname = '/gibtesnicht')));
  expect(missing).toMatchObject({ status: 78, err: expect.stringContaining('createdb') });
  const database = await openCentralDatabase(url.href);
  await sql`CREATE ROLE wenig LOGIN`.execute(database.db);
  const powerless = await start(at((u) => (u.username = 'wenig')));
  expect(powerless).toMatchObject({ status: 78, err: expect.stringContaining('fehlt ein Recht') });
  await database.close();
  const taken = await start(
    at(() => undefined),
    '--port',
    url.port,
  );
  expect(taken).toMatchObject({ status: 69, err: expect.stringContaining(`Port ${url.port} ist belegt`) });
  writeFileSync(join(base, 'trust.json'), JSON.stringify({ trust: [join(base, 'fehlt.pem')] }));
  const file = await start(issuer, '--config', join(base, 'trust.json'));
  expect(file).toMatchObject({ status: 78, err: expect.stringContaining('fehlt.pem“ gibt es nicht') });
}, 60_000);

test('two processes on one PostgreSQL: a proof used at one is used at the other; on SQLite, not after a restart', async () => {
  const key = newDeviceKey('d1');
  const { x } = key.jwk;
  const publicKey = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x });
  const request = { method: 'GET', path: '/session', token: 't', tenant: 's', device: 'd1' };
  const ath = createHash('sha256').update('t').digest('base64url');
  const prove = async (iat: number) =>
    new SignJWT({ htm: 'GET', htu: '/session', ath, jti: randomUUID(), iat })
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(await importJWK(key.jwk, 'EdDSA'));
  const now = () => '2026-11-22T08:00:10.000Z';
  const seconds = Date.parse(now()) / 1000;
  const url = postgres.newDatabase();
  const [one, two] = [await openCentralDatabase(url), await openCentralDatabase(url)];
  const [first, second] = [createProofs(now, one), createProofs(now, two)];
  const proof = await prove(seconds - 5);
  expect(await first.verify(proof, publicKey, request)).toBe('ok');
  expect(await second.verify(proof, publicKey, request)).toBe('bad');
  expect(await second.verify(await prove(seconds - 700), publicKey, request)).toBe('clock');
  const later = createProofs(() => '2026-11-22T09:00:10.000Z', two);
  await later.verify(await prove(seconds + 3600), publicKey, request);
  await one.close();
  await two.close();
  const file = await openCentralDatabase(join(base, 'nachweise.db'));
  const before = createProofs(() => '2026-11-22T08:00:00.000Z', file);
  const used = await prove(seconds - 5);
  expect(await before.verify(used, publicKey, request)).toBe('ok');
  expect(await before.verify(used, publicKey, request)).toBe('bad');
  expect(await createProofs(now, file).verify(used, publicKey, request)).toBe('clock');
  await file.close();
});
