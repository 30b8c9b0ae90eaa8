import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { openBlobS3 } from '../../src/central/blobs/s3.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';
import { eventually } from '../support/eventually.ts';
import { byName } from '../support/organisation.ts';
import { startTestService } from '../support/service.ts';

const base = mkdtempSync(join(tmpdir(), 'amtsmappe-s3-'));
let store: S3rver;
let endpoint = '';
beforeAll(async () => {
  store = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: base,
    configureBuckets: [{ name: 'akten', configs: [] }],
  });
  const { port } = await store.run();
  endpoint = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await store.close();
  rmSync(base, { recursive: true, force: true });
});

let down = false;
const blobsOf = (accessKeyId = 'S3RVER') =>
  openBlobS3({
    endpoint,
    bucket: 'akten',
    region: 'eu-central-1',
    accessKeyId,
    secretAccessKey: 'S3RVER',
    fetch: ((request: Request) => (down ? Promise.reject(new Error('cut')) : fetch(request))) as typeof fetch,
  });
const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
async function* pieces(...parts: readonly Uint8Array[]) {
  for (const part of parts) yield part;
}
async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

test('an upload in pieces, from several processes, counts when its hash is its name', async () => {
  const bytes = randomBytes(2_600_000);
  const sha256 = shaOf(bytes);
  const [one, two] = [blobsOf(), blobsOf()];
  const at = await one.append(
    'siegen',
    'd1:p1',
    sha256,
    0,
    pieces(bytes.subarray(0, 1_700_000)),
    bytes.length,
  );
  expect(at).toBe(1_700_000);
  expect(await two.partSize('siegen', 'd1:p1', sha256)).toBe(1_700_000);
  expect(await two.partSize('siegen', 'd2:p1', sha256)).toBe(0);
  expect(await two.size('siegen', sha256)).toBeNull();
  // The answer was lost: the same bytes come to the same place again, and more.
  await two.append('siegen', 'd1:p1', sha256, 1_048_576, pieces(bytes.subarray(1_048_576)), bytes.length);
  expect(Buffer.from((await one.finish('siegen', 'd1:p1', sha256))!).equals(bytes)).toBe(true);
  expect(await two.size('siegen', sha256)).toBe(bytes.length);
  expect(Buffer.from((await two.read('siegen', sha256))!).equals(bytes)).toBe(true);
  expect((await collect(two.stream('siegen', sha256, 2_000_000))).equals(bytes.subarray(2_000_000))).toBe(
    true,
  );
  expect(await one.partSize('siegen', 'd1:p1', sha256)).toBe(0);
  expect(await one.read('hagen', sha256)).toBeNull();
  await one.remove('siegen', sha256);
  expect(await two.size('siegen', sha256)).toBeNull();
});

test('wrong bytes are thrown away, too many refused, a city removed whole', async () => {
  const blobs = blobsOf();
  const bytes = randomBytes(2000);
  const sha256 = shaOf(bytes);
  await blobs.append('siegen', 'c', sha256, 0, pieces(bytes.subarray(1)), 2000);
  expect(await blobs.finish('siegen', 'c', sha256)).toBeNull();
  expect(await blobs.partSize('siegen', 'c', sha256)).toBe(0);
  expect(await blobs.append('siegen', 'c', sha256, 0, pieces(bytes, bytes), 2000)).toBe('too_large');
  await blobs.discard('siegen', 'c', sha256);
  expect(await blobs.partSize('siegen', 'c', sha256)).toBe(0);
  for (const tenant of ['siegen', 'hagen']) {
    await blobs.append(tenant, 'c', sha256, 0, pieces(bytes), 2000);
    await blobs.finish(tenant, 'c', sha256);
  }
  await blobs.removeTenant('siegen');
  expect(await blobs.size('siegen', sha256)).toBeNull();
  expect(await blobs.size('hagen', sha256)).toBe(2000);
  await expect(blobs.read('siegen', '../x')).rejects.toThrow('bad name');
});

test('a stranger and a store that is away are faults, not missing documents', async () => {
  const sent = blobsOf('falsch').append('siegen', 'c', 'a'.repeat(64), 0, pieces(randomBytes(10)), 10);
  await expect(sent).rejects.toMatchObject({ code: 'S3_403' });
  down = true;
  await expect(blobsOf().read('siegen', 'a'.repeat(64))).rejects.toThrow();
  down = false;
});

test('through the service: cut again and again, the upload goes on; a store that is away is said and nothing lost', async () => {
  const service = await startTestService({ blobs: blobsOf() });
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), randomBytes(2_500_000)]);
  const sha256 = shaOf(png);
  const line = await service.lineOf(byName('Janssen').id);
  let puts = 0;
  const cutting = createHttpTransport({
    address: service.address,
    key: line.key,
    token: async () => line.token,
    fetch: ((url: string, init: RequestInit) => {
      if (init.method === 'PUT' && (puts += 1) % 2 === 0) return Promise.reject(new Error('cut'));
      return fetch(url, init);
    }) as typeof fetch,
  });
  let result = await cutting.uploadBlob(sha256, png, null);
  down = true;
  expect((await line.transport.uploadBlob(sha256, png, null)).line).toBe('down');
  await eventually(async () => {
    expect(service.log).toContainEqual({ fehler: 'S3_FORT' });
    expect(service.log.at(-1)).toMatchObject({ status: 503, grund: 'ablage' });
  });
  down = false;
  for (let tries = 0; result.line === 'down' && tries < 10; tries += 1)
    result = await cutting.uploadBlob(sha256, png, null);
  expect(result.line).toBe('ok');
  const stored = await service.database.db.selectFrom('dokument').select(['sha256', 'bytes']).execute();
  expect(stored).toEqual([{ sha256, bytes: png.length }]);
  await service.remove();
});
