import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const MB = 1024 * 1024;
const meta = { mime: 'application/pdf', name: 'Angebot.pdf' };
let ws: TestWorkspace;
beforeEach(() => {
  ws = makeWorkspace();
});
afterEach(() => ws.remove());

test('the same bytes twice are stored once, under the name of their hash', () => {
  const bytes = randomBytes(3 * MB + 17);
  const sha = ws.store.blobs.put(bytes, meta);
  expect(sha).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(ws.store.blobs.put(bytes, { ...meta, name: 'Anderer.pdf' })).toBe(sha);
  ws = ws.reopen();
  const { blobs } = ws.store;
  expect(Buffer.from(blobs.read(sha)!).equals(bytes)).toBe(true);
  expect(blobs.size(sha)).toBe(bytes.length);
  expect(blobs.meta(sha)).toEqual({ ...meta, bytes: bytes.length });
  expect(ws.store.files.blobs.prepare('SELECT count(*) FROM chunk').pluck().get()).toBe(4);
  expect(blobs.has('00')).toBe(false);
  expect(blobs.read('00')).toBeNull();
  expect(blobs.meta('00')).toBeNull();
  expect(blobs.size('00')).toBeNull();
});

test('in pieces of any size, several at a time, it is the same document', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 * MB }), { maxLength: 12 }), (sizes) => {
      const pieces = sizes.map((n) => randomBytes(n));
      const one = ws.store.blobs.write(meta);
      const two = ws.store.blobs.write(meta);
      for (const p of pieces) {
        one.write(p);
        two.write(p.subarray(0, 1));
      }
      const sha = one.finish();
      two.finish();
      expect(Buffer.concat([...ws.store.blobs.chunks(sha)]).equals(Buffer.concat(pieces))).toBe(true);
    }),
    { numRuns: 10 },
  );
});

test('what was not finished is none, and is gone after the next start', () => {
  const half = ws.store.blobs.write(meta);
  half.write(randomBytes(17 * MB));
  const left = ws.store.blobs.write(meta);
  left.write(randomBytes(17 * MB));
  half.abort();
  expect(ws.store.blobs.all()).toEqual([]);
  ws = ws.reopen();
  expect(ws.store.files.blobs.prepare('SELECT count(*) FROM chunk').pluck().get()).toBe(0);
});

test('chunks cannot be exchanged, left out or renamed', () => {
  const sha = ws.store.blobs.put(randomBytes(3 * MB), meta);
  const db = ws.store.files.blobs;
  db.exec(
    'UPDATE chunk SET idx = idx + 10; UPDATE chunk SET idx = 1 WHERE idx = 10; UPDATE chunk SET idx = 0 WHERE idx = 11',
  );
  expect(() => ws.store.blobs.read(sha)).toThrow('store.beschaedigt');
  db.exec('DELETE FROM chunk WHERE idx = 12');
  expect(() => ws.store.blobs.read(sha)).toThrow('store.beschaedigt');
});

test('facts about a document are kept', () => {
  const fakt = { sha256: 'ab', bytes: 1, mime: 'x', seiten: 2, signaturen: [], vorgaenger: null };
  ws.store.blobs.saveFakt(fakt);
  ws.store.blobs.saveFakt({ ...fakt, seiten: 3 });
  expect(ws.store.read.dokument('ab')).toEqual({ ...fakt, seiten: 3 });
  expect(ws.store.read.dokument('cd')).toBeNull();
});
