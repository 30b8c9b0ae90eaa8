import { expect, test } from '@jest/globals';
import { runSeed } from './world.ts';

test('a seed replays identically, to the hash of the last record', async () => {
  const first = await runSeed(4711);
  expect(first.fault).toBeNull();
  expect(first.records).toBeGreaterThan(5);
  expect(await runSeed(4711)).toEqual(first);
  expect((await runSeed(4712)).digest).not.toBe(first.digest);
});
