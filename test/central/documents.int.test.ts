import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openBlobFiles } from '../../src/central/blobs/files.ts';
import { DEMO_TENANT } from '../../src/central/identity/demo-issuer.ts';
import type { PushedCommand } from '../../src/contract/sync.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import { startCuttingProxy } from '../support/cutting-proxy.ts';
import { byName } from '../support/organisation.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { geheimNotiz } from '../support/central.ts';

/* Documents between laptop and centre: whole in the end, whatever the line does, and only for whom they are. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ kinds: [geheimNotiz] });
});
afterAll(() => service.remove());

const kaya = byName('Kaya').id;
const janssen = byName('Janssen').id;
const MB = 1024 * 1024;
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const photo = (bytes: number) =>
  Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), randomBytes(bytes - 6)]);

const command = (seq: number, vorgang: string, wish: PushedCommand['command']): PushedCommand => ({
  seq,
  id: `${vorgang}-${seq}`,
  art: 'notiz',
  vorgang,
  command: wish,
  v: 1,
  baseRevision: 0,
  hangsOn: null,
  clientTime: new Date().toISOString(),
});

type Line = Awaited<ReturnType<TestService['lineOf']>>;
const push = async (line: Line, ...commands: PushedCommand[]) => {
  const answer = await line.transport.push({ protocol: 1, clientId: line.clientId, commands });
  if (answer.line !== 'ok') throw new Error(answer.line);
  return answer.value.answers.map((a) => (a.answer === 'result' ? a.result : a));
};

test('50 MB arrive through a line that is cut ten times, and come back through another such line', async () => {
  const bytes = photo(50 * MB);
  const sha256 = sha256Of(bytes);
  const line = await service.lineOf(kaya);
  const cuts = [1, 7, 0.2, 9, 3, 5, 0.01, 8, 4, 6].map((mb) => Math.round(mb * MB));
  const up = await startCuttingProxy(service.address, cuts);
  const over = (address: string) =>
    createHttpTransport({ address, key: line.key, token: async () => line.token });
  const uphill = over(up.address);
  let tries = 0;
  let highest = 0;
  let answer = await uphill.uploadBlob(sha256, bytes, null, (done) => (highest = Math.max(highest, done)));
  while (answer.line === 'down' && (tries += 1) < 40) {
    answer = await uphill.uploadBlob(sha256, bytes, null, (done) => (highest = Math.max(highest, done)));
  }
  expect(answer).toEqual({ line: 'ok', value: 'gespeichert' });
  expect(up.cuts()).toBe(10);
  expect(highest).toBe(bytes.length);
  await up.close();

  await push(
    line,
    command(1, 'gross', { type: 'createNotiz', titel: 'Grosses Bild' }),
    command(2, 'gross', { type: 'attach', sha256 }),
  );
  const down = await startCuttingProxy(service.address, cuts);
  const downhill = over(down.address);
  tries = 0;
  let came = await downhill.downloadBlob(sha256);
  while (came.line === 'down' && (tries += 1) < 40) came = await downhill.downloadBlob(sha256);
  expect(down.cuts()).toBe(10);
  expect(came.line === 'ok' && came.value !== null && sha256Of(came.value)).toBe(sha256);
  await down.close();
}, 180_000);

test('a document is for those who may read a Vorgang that names it; knowing its hash is not enough to name it', async () => {
  const bytes = photo(5000);
  const sha256 = sha256Of(bytes);
  const [owner, other] = [await service.lineOf(kaya), await service.lineOf(janssen)];
  const missing = await push(
    owner,
    command(1, 'geheim', { type: 'createNotiz', titel: 'Geheim', fuer: kaya }),
    command(2, 'geheim', { type: 'attach', sha256 }),
  );
  expect(missing[1]).toMatchObject({ outcome: 'rejected', rejection: { code: 'ledger.dokument-fehlt' } });

  await owner.transport.uploadBlob(sha256, bytes, null);
  expect(await push(owner, command(3, 'geheim', { type: 'attach', sha256 }))).toMatchObject([
    { outcome: 'applied' },
  ]);
  expect(await owner.transport.downloadBlob(sha256)).toMatchObject({ line: 'ok', value: bytes });
  expect(await other.transport.downloadBlob(sha256)).toEqual({ line: 'ok', value: null });

  // Who has only heard of it can't make it readable by naming it.
  const stolen = await push(
    other,
    command(1, 'offen', { type: 'createNotiz', titel: 'Offen' }),
    command(2, 'offen', { type: 'attach', sha256 }),
  );
  expect(stolen[1]).toMatchObject({ outcome: 'rejected', rejection: { code: 'ledger.dokument-fehlt' } });
  expect(await other.transport.downloadBlob(sha256)).toEqual({ line: 'ok', value: null });
  // Who has it anyway may.
  await other.transport.uploadBlob(sha256, bytes, null);
  expect(await push(other, command(3, 'offen', { type: 'attach', sha256 }))).toMatchObject([
    { outcome: 'applied' },
  ]);
  expect(await other.transport.downloadBlob(sha256)).toMatchObject({ line: 'ok', value: bytes });
});

test('what the centre has lost is asked of those it has told of it and who may read it, and of nobody else', async () => {
  const bytes = photo(3 * MB);
  const sha256 = sha256Of(bytes);
  const holder = await service.lineOf(kaya);
  await holder.transport.uploadBlob(sha256, bytes, null);
  await push(
    holder,
    command(1, 'fort', { type: 'createNotiz', titel: 'Mit Bild', fuer: kaya }),
    command(2, 'fort', { type: 'attach', sha256 }),
  );
  for (let cursor = '', more = true; more;) {
    const page = await holder.transport.pull(cursor);
    if (page.line !== 'ok') throw new Error(page.line);
    ({ cursor, more } = page.value);
  }
  const { db } = service.database;
  const factOf = () =>
    db.selectFrom('dokument').select('fakt').where('sha256', '=', sha256).executeTakeFirst();
  const figure = async () =>
    /amtsmappe_documents_missing\{.*\} (\d+)/.exec(
      await (await fetch(`${service.address}/metrics`)).text(),
    )?.[1];
  const found = await factOf();
  const blobs = openBlobFiles(join(service.dir, 'dokumente'));
  await blobs.remove(DEMO_TENANT, sha256);
  expect(await holder.transport.wanted()).toEqual({ line: 'ok', value: [] });
  expect(await figure()).toBe('0');
  // Nobody has looked for it yet; whoever does, and may, is told what he would be told of any that is not there.
  expect(await holder.transport.downloadBlob(sha256)).toEqual({ line: 'ok', value: null });
  expect(await figure()).toBe('1');
  expect(await holder.transport.wanted()).toEqual({ line: 'ok', value: [sha256] });

  // A device of the same person that was told nothing; and one of another, that once was, and may not read it any more.
  const fresh = await service.lineOf(kaya);
  const former = await service.lineOf(janssen);
  const told = { tenant: DEMO_TENANT, vorgang: 'fort', seit: 1, epoch: '', evicted: 0 };
  await db
    .insertInto('held')
    .values({ ...told, client_id: former.clientId })
    .execute();
  for (const { transport } of [fresh, former]) {
    expect(await transport.wanted()).toEqual({ line: 'ok', value: [] });
    const line = await transport.uploadBlob(sha256, bytes, null, undefined, undefined, true);
    expect(line).toEqual({ line: 'ok', value: 'abgewiesen' });
  }
  expect(await blobs.size(DEMO_TENANT, sha256)).toBeNull();

  // Other bytes under its name are none of it.
  const again = (what: Uint8Array) =>
    holder.transport.uploadBlob(sha256, what, null, undefined, undefined, true);
  expect(await again(photo(1000))).toEqual({ line: 'ok', value: 'verdorben' });
  expect(await again(bytes)).toEqual({ line: 'ok', value: 'gespeichert' });
  expect(await holder.transport.downloadBlob(sha256)).toMatchObject({ line: 'ok', value: bytes });
  expect(await holder.transport.wanted()).toEqual({ line: 'ok', value: [] });
  expect(await figure()).toBe('0');
  expect(await factOf()).toEqual(found);
});
