import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
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
