import { expect, test } from '@jest/globals';
import { sizePages } from '../../../src/main/sync/page-size.ts';

/** A line that brings so many items a second, and gives up after half a minute. */
async function asked(
  perSecond: number,
  rounds: number,
): Promise<readonly { limit: number; came: boolean }[]> {
  let clock = 0;
  const pages = sizePages(() => clock);
  const seen: { limit: number; came: boolean }[] = [];
  for (let i = 0; i < rounds; i += 1)
    await pages.fetch(async (limit) => {
      const needs = (limit / perSecond) * 1000;
      clock += Math.min(needs, 30_000);
      const came = needs <= 30_000;
      seen.push({ limit, came });
      return came ? { line: 'ok' as const, value: null } : { line: 'down' as const };
    });
  return seen;
}

test('a fast line is given large pages', async () => {
  expect((await asked(100_000, 4)).map((p) => p.limit)).toEqual([500, 2000, 2000, 2000]);
  expect((await asked(1_000, 4)).map((p) => p.limit)).toEqual([500, 1000, 2000, 2000]);
});

test('on a thin line a page that does not come is asked for smaller, until pages come', async () => {
  for (const perSecond of [15, 5, 1]) {
    const pages = await asked(perSecond, 12);
    expect(pages[0]?.came).toBe(false);
    expect(pages.slice(3).every((p) => p.came)).toBe(true);
  }
});

test('a centre that is not there makes pages no smaller', async () => {
  const pages = sizePages(() => 0);
  const limits: number[] = [];
  for (let i = 0; i < 3; i += 1)
    await pages.fetch(async (limit) => {
      limits.push(limit);
      return { line: 'down' as const };
    });
  expect(limits).toEqual([500, 500, 500]);
});
