import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { download } from '../../../src/main/sync/blobs.ts';
import { dropForeignPartials, PARTS_SETTING, storedPartials } from '../../../src/main/sync/partials.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

/* A download that is cut goes on after a restart where it was; its pieces leave nothing behind. */

const MB = 1024 * 1024;
const bytes = randomBytes(11 * MB);
const sha256 = createHash('sha256').update(bytes).digest('hex');
let ws: TestWorkspace;
let server: Server;
let ranges: (string | undefined)[];
/** bytes after which the line breaks; null: it holds */
let cutAfter: number | null;

beforeEach(async () => {
  ws = makeWorkspace();
  ranges = [];
  cutAfter = null;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const body = bytes.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': body.length });
    if (cutAfter === null) return void response.end(body);
    response.write(body.subarray(0, cutAfter), () => setTimeout(() => response.destroy(), 50));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  ws.remove();
});

const fetchIt = () =>
  download(
    async (method, path, more = {}) => {
      const { port } = server.address() as AddressInfo;
      const { headers = {}, signal } = more;
      const value = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers,
        ...(signal ? { signal } : {}),
      });
      return { line: 'ok', value };
    },
    storedPartials(ws.store),
    sha256,
  );

test('cut, restarted, gone on, and whole; nothing of the pieces stays', async () => {
  cutAfter = 6 * MB;
  expect(await fetchIt()).toEqual({ line: 'down' });
  const had = storedPartials(ws.store).bytes(sha256);
  expect(had).toBeGreaterThanOrEqual(4 * MB);
  ws = ws.reopen();
  const pieces = ws.store.blobs.all();
  cutAfter = null;
  const came = await fetchIt();
  expect(came.line === 'ok' && came.value && Buffer.from(came.value).equals(bytes)).toBe(true);
  expect(ranges).toEqual([undefined, `bytes=${had}-`]);
  expect(ws.store.blobs.all()).toEqual([]);
  expect(pieces.length).toBeGreaterThan(0);
  for (const piece of pieces) expect(ws.store.keys.isDestroyed(`b:${piece}`)).toBe(true);
});

test('a piece is never taken for a document, even when it is all of it', () => {
  storedPartials(ws.store).add(sha256, bytes);
  expect(ws.store.blobs.has(sha256)).toBe(false);
  expect(Buffer.from(storedPartials(ws.store).read(sha256)).equals(bytes)).toBe(true);
});

test('what belongs to no Vorgang that is here goes; a lost piece begins anew', () => {
  const partials = storedPartials(ws.store);
  partials.add(sha256, bytes.subarray(0, MB));
  const [piece] = ws.store.blobs.all();
  ws.store.blobs.drop([piece!]);
  expect(partials.read(sha256)).toHaveLength(0);
  expect(ws.store.read.setting(PARTS_SETTING)).toEqual({});
  partials.add(sha256, bytes.subarray(0, MB));
  dropForeignPartials(ws.store);
  expect(ws.store.blobs.all()).toEqual([]);
});
