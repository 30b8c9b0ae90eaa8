import type { Line } from './ports.ts';

/** The centre gives no more in one page, and less is not worth a request. */
const MOST = 2000;
const LEAST = 25;
const FIRST = 500;
/** Milliseconds for a page: faster than this it may be twice as large, in a breath four times, slower than that half. */
const QUICK_MS = 1_500;
const BREATH_MS = 300;
const SLOW_MS = 8_000;

/**
 * How much to ask for at once. A page is applied whole or not at all, so one that does not come through in time is
 * asked for again, smaller: a laptop on a thin line gets forward in small steps, one in the house in large ones.
 */
export function sizePages(now: () => number) {
  let limit = FIRST;
  return {
    /** asks for a page of the size that seems right, and learns from how it went */
    fetch: async <T>(ask: (limit: number) => Promise<Line<T>>): Promise<Line<T>> => {
      const begun = now();
      const line = await ask(limit);
      const took = now() - begun;
      // Down at once is no matter of size.
      if (line.line === 'down') limit = took < SLOW_MS ? limit : Math.max(LEAST, Math.floor(limit / 4));
      else if (took > SLOW_MS) limit = Math.max(LEAST, Math.floor(limit / 2));
      else if (took < QUICK_MS) limit = Math.min(MOST, limit * (took < BREATH_MS ? 4 : 2));
      return line;
    },
  };
}
