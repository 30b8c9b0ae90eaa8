import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCentralDatabase, type CentralDatabase } from '../../src/central/db/open.ts';
import { startMail } from '../../src/central/mail/schedule.ts';
import { createSmtp, type SmtpSettings } from '../../src/central/mail/smtp.ts';
import { push } from '../../src/central/sync/push.ts';
import { isArbeitstag } from '../../src/domain/shared/feiertage.ts';
import { enterTenant } from '../../src/central/setup.ts';
import { centralContext, demoEntries } from '../../src/cli/central-setup.ts';
import { bodyOf, startMailServer } from '../support/mail-server.ts';
import { byName } from '../support/organisation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const TENANT = 'musterhafen';
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-post-'));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

const smtpOf = (port: number, more: Partial<SmtpSettings> = {}) =>
  createSmtp({ host: '127.0.0.1', port, security: 'keine', from: 'amtsmappe@musterhafen.example', ...more });

describe.each(['sqlite', 'postgres'] as const)('mail on %s', (dialect) => {
  let database: CentralDatabase;
  let url = '';
  let now = '2026-11-23T09:00:00.000Z';
  const janssen = byName('Janssen');
  const arslan = byName('Arslan');
  const brandt = byName('Brandt');
  beforeAll(async () => {
    url = dialect === 'sqlite' ? join(base, 'central.db') : postgres.newDatabase();
    database = await openCentralDatabase(url);
    await enterTenant(centralContext(), database, TENANT, 'Musterhafen', demoEntries());
  });
  beforeEach(async () => {
    now = '2026-11-23T09:00:00.000Z';
    for (const table of ['mail_stelle', 'mail_aufgabe', 'mail_ausgang', 'mail_einstellung'] as const)
      await database.db.deleteFrom(table).execute();
    // Whatever has waited before is not of interest here.
    const last = await lastRecord();
    await database.db.insertInto('mail_stelle').values({ tenant: TENANT, feed: last.feed }).execute();
  });
  const lastRecord = () =>
    database.db.selectFrom('record').selectAll().orderBy('feed', 'desc').executeTakeFirstOrThrow();
  afterAll(() => database.close());

  /** Puts a task into a Vorgang, as a settlement does: its projection, and a record that it has changed. */
  async function wait(vorgang: string, aufgaben: readonly { id: string; person: string }[]) {
    const last = await lastRecord();
    const feed = last.feed + 1;
    await database.db
      .insertInto('record')
      .values({
        ...last,
        feed,
        vorgang,
        revision: feed,
        command_id: `c${feed}`,
        hash: randomBytes(32).toString('hex'),
      })
      .execute();
    const projection = JSON.stringify({
      titel: 'Vergabe geheim',
      aufgaben: aufgaben.map((a) => ({
        id: a.id,
        fuer: { person: a.person },
        art: 'zeichnen',
        text: 'Sehr geheim',
        faellig: null,
        seit: now,
      })),
    });
    const row = { tenant: TENANT, vorgang, art: 'laufzettel', revision: feed, state_version: 1, state: '{}' };
    await database.db
      .insertInto('stand')
      .values({ ...row, projection, zuletzt_zeit: now, zuletzt_akteur: 'p', ersteller: 'p', feed })
      .onConflict((c) => c.columns(['tenant', 'vorgang']).doUpdateSet({ projection, feed }))
      .execute();
  }
  const postOf = (port: number, more: Partial<SmtpSettings> = {}, db = database) => {
    const smtp = smtpOf(port, more);
    return startMail({
      database: db,
      now: () => now,
      newId: randomUUID,
      rules: {
        intervalMinutes: 30,
        restFrom: '18:00',
        restTo: '07:00',
        digestAt: '07:30',
        isWorkingDay: isArbeitstag,
      },
      deliver: smtp.deliver,
      everyMs: 3_600_000,
      log: () => undefined,
      closed: smtp.close,
    });
  };
  const later = (minutes: number) => {
    now = new Date(Date.parse(now) + minutes * 60_000).toISOString();
  };

  test('a waiting task is told once, without a word of what it is about, and with a link into the app', async () => {
    const server = await startMailServer();
    const post = postOf(server.port);
    const vorgang = randomUUID();
    await wait(vorgang, [{ id: 'a', person: janssen.id }]);
    await post.now();
    await post.now();
    expect(server.got).toHaveLength(1);
    const [mail] = server.got;
    expect(mail?.to).toEqual(['mirko.janssen@musterhafen.example']);
    expect(mail?.text).toMatch(/^Subject: Es wartet eine Aufgabe\r$/m);
    const lines = bodyOf(mail!).split('\r\n');
    expect(lines).toContain(`amtsmappe://vorgang/${vorgang}?stadt=musterhafen`);
    // What to do where the link opens nothing.
    expect(lines.join(' ')).toMatch(/kennt dieses Gerät die Amtsmappe nicht.*Strg\+K/);
    expect(bodyOf(mail!)).not.toMatch(/geheim|Vergabe|Janssen/i);
    await post.close();
    await server.close();
  });

  test('several tasks come as one message, at most one in half an hour; what is done meanwhile is not told', async () => {
    const server = await startMailServer();
    const post = postOf(server.port);
    await wait(randomUUID(), [{ id: 'a', person: janssen.id }]);
    await wait(randomUUID(), [
      { id: 'b', person: janssen.id },
      { id: 'c', person: arslan.id },
    ]);
    await post.now();
    expect(server.got.map((g) => g.to[0]).sort()).toEqual([
      'mirko.janssen@musterhafen.example',
      'selin.arslan@musterhafen.example',
    ]);
    expect(server.got.find((g) => g.to[0]?.startsWith('mirko'))?.text).toContain('Es warten 2 Aufgaben');
    const done = randomUUID();
    await wait(done, [{ id: 'd', person: janssen.id }]);
    await wait(randomUUID(), [{ id: 'e', person: janssen.id }]);
    await post.now();
    expect(server.got).toHaveLength(2);
    await wait(done, []);
    later(31);
    await post.now();
    expect(server.got).toHaveLength(3);
    expect(server.got[2]?.text).toContain('Es wartet eine Aufgabe');
    await post.close();
    await server.close();
  });

  test('nobody is written to at rest or who has opted out; deputies get theirs', async () => {
    const server = await startMailServer();
    const post = postOf(server.port);
    now = '2026-11-23T19:00:00.000Z';
    await wait(randomUUID(), [{ id: 'a', person: janssen.id }]);
    await post.now();
    expect(server.got).toEqual([]);
    now = '2026-11-24T06:30:00.000Z';
    await post.now();
    expect(server.got).toHaveLength(1);
    const wish = { tenant: TENANT, person: arslan.id, ruhe_von: null, ruhe_bis: null };
    await database.db
      .insertInto('mail_einstellung')
      .values({ ...wish, aus: 1 })
      .execute();
    await wait(randomUUID(), [{ id: 'b', person: arslan.id }]);
    await post.now();
    expect(server.got).toHaveLength(1);
    await database.db
      .updateTable('mail_einstellung')
      .set({ aus: 0, ruhe_von: '07:00', ruhe_bis: '12:00' })
      .execute();
    await post.now();
    expect(server.got).toHaveLength(1);
    now = '2026-11-24T11:30:00.000Z';
    await post.now();
    expect(server.got).toHaveLength(2);

    // From now on Arslan stands in for Janssen.
    const deputy = { durch: arslan.id, zusatz: 'i. V.', gueltigVon: '2026-11-01', gueltigBis: '2026-12-31' };
    const command = { seq: 1, id: randomUUID(), art: 'person', vorgang: janssen.id, v: 1, hangsOn: null };
    const caller = { tenant: TENANT, person: janssen.id, device: 'd1', clientId: `d1:${janssen.id}` };
    const [answer] = await push(
      centralContext(() => now),
      database,
      caller,
      [
        {
          ...command,
          command: { type: 'setVertretung', ...deputy },
          baseRevision: Number.MAX_SAFE_INTEGER,
          clientTime: now,
        },
      ],
    );
    expect(answer).toMatchObject({ result: { outcome: 'applied' } });
    later(60);
    server.got.length = 0;
    const fresh = postOf(server.port, {}, await openCentralDatabase(url));
    await wait(randomUUID(), [{ id: 'c', person: janssen.id }]);
    await fresh.now();
    expect(server.got.map((g) => g.to[0]).sort()).toEqual([
      'mirko.janssen@musterhafen.example',
      'selin.arslan@musterhafen.example',
    ]);
    await post.close();
    await fresh.close();
    await server.close();
  });

  test('who wants one a day gets it on working days from the time of the house on, about all that came since', async () => {
    const server = await startMailServer();
    const post = postOf(server.port);
    const wish = { tenant: TENANT, person: brandt.id, aus: 0, taeglich: 1, ruhe_von: null, ruhe_bis: null };
    await database.db.insertInto('mail_einstellung').values(wish).execute();
    // Friday before Christmas Eve, noon: what comes now is told on the next working day.
    now = '2026-12-18T06:15:00.000Z';
    await wait(randomUUID(), [{ id: 'a', person: brandt.id }]);
    await post.now();
    expect(server.got).toEqual([]);
    now = '2026-12-18T06:31:00.000Z';
    await post.now();
    expect(server.got).toHaveLength(1);
    await wait(randomUUID(), [{ id: 'b', person: brandt.id }]);
    await wait(randomUUID(), [{ id: 'c', person: brandt.id }]);
    for (const quiet of [
      '2026-12-18T16:00:00.000Z',
      '2026-12-19T09:00:00.000Z',
      '2026-12-20T09:00:00.000Z',
    ]) {
      now = quiet;
      await post.now();
    }
    expect(server.got).toHaveLength(1);
    now = '2026-12-21T06:30:00.000Z';
    await post.now();
    expect(server.got).toHaveLength(2);
    expect(bodyOf(server.got[1]!)).toContain('Es warten 2 Aufgaben');
    // Christmas is a Friday: no working day.
    await wait(randomUUID(), [{ id: 'd', person: brandt.id }]);
    now = '2026-12-25T09:00:00.000Z';
    await post.now();
    expect(server.got).toHaveLength(2);
    await post.close();
    await server.close();
  });

  test('a server that is away or says later is tried again with pauses; an address it refuses is given up', async () => {
    const server = await startMailServer({}, { data: 451 });
    const post = postOf(server.port);
    await wait(randomUUID(), [{ id: 'a', person: brandt.id }]);
    await post.now();
    await post.now();
    expect(server.got).toEqual([]);
    const state = () => database.db.selectFrom('mail_ausgang').select(['zustand', 'versuche']).execute();
    expect(await state()).toEqual([{ zustand: 'wartet', versuche: 1 }]);
    delete server.refuse.data;
    later(2);
    await post.now();
    expect(server.got).toHaveLength(1);
    expect(await state()).toEqual([{ zustand: 'gesendet', versuche: 2 }]);
    server.refuse.rcpt = 550;
    later(60);
    await wait(randomUUID(), [{ id: 'b', person: arslan.id }]);
    await post.now();
    expect((await state()).map((s) => s.zustand).sort()).toEqual(['aufgegeben', 'gesendet']);
    await server.close();
    later(60);
    await wait(randomUUID(), [{ id: 'c', person: brandt.id }]);
    await post.now();
    expect((await state()).map((s) => s.zustand).sort()).toEqual(['aufgegeben', 'gesendet', 'wartet']);
    await post.close();
  });

  test('several processes send each message once; one that died in between leaves it to the next, recognisably', async () => {
    const server = await startMailServer();
    const second = await openCentralDatabase(url);
    const posts = [postOf(server.port), postOf(server.port, {}, second)];
    for (let i = 0; i < 6; i += 1)
      await wait(randomUUID(), [
        { id: `a${i}`, person: janssen.id },
        { id: `b${i}`, person: arslan.id },
        { id: `c${i}`, person: brandt.id },
      ]);
    await Promise.all(posts.map((p) => p.now()));
    later(10);
    await Promise.all(posts.map((p) => p.now()));
    expect(server.got).toHaveLength(3);
    // Killed after the server has taken it, before that was noted.
    const [row] = await database.db.selectFrom('mail_ausgang').selectAll().execute();
    await database.db
      .updateTable('mail_ausgang')
      .set({ zustand: 'wartet', faellig: now })
      .where('mail', '=', row!.mail)
      .execute();
    await posts[0]!.now();
    const ids = server.got.map((g) => g.id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(3);
    for (const p of posts) await p.close();
    await second.close();
    await server.close();
  });
});

test('TLS and STARTTLS with password: only with the right certificate and the right password, never in clear', async () => {
  const files = { key: join(base, 'server.key'), cert: join(base, 'server.pem') };
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=mail'];
  execFileSync(
    'openssl',
    [...args, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', files.key, '-out', files.cert],
    { stdio: 'ignore' },
  );
  const secured = {
    key: readFileSync(files.key),
    cert: readFileSync(files.cert),
    authOptional: false,
    disabledCommands: [],
  };
  const ca = readFileSync(files.cert, 'utf8');
  const letter = { to: 'a@musterhafen.example', subject: 's', text: 't', messageId: '<1@x>' };
  const login = { user: 'mappe', password: 'richtig' };
  for (const security of ['tls', 'starttls'] as const) {
    const server = await startMailServer({ ...secured, secure: security === 'tls' });
    expect(await smtpOf(server.port, { security, ...login }).deliver(letter)).toBe('later');
    expect(await smtpOf(server.port, { security, ...login, ca, password: 'falsch' }).deliver(letter)).toBe(
      'later',
    );
    expect(server.got).toEqual([]);
    expect(await smtpOf(server.port, { security, ...login, ca }).deliver(letter)).toBe('sent');
    expect(server.got).toMatchObject([{ secure: true, user: 'mappe' }]);
    // Another name than the one in the certificate.
    expect(await smtpOf(server.port, { security, ...login, ca, host: 'localhost' }).deliver(letter)).toBe(
      'later',
    );
    await server.close();
  }
  const plain = await startMailServer();
  expect(await smtpOf(plain.port, { security: 'starttls' }).deliver(letter)).toBe('later');
  expect(plain.got).toEqual([]);
  await plain.close();
});
