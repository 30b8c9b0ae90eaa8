/** A small seeded generator (mulberry32): the same seed gives the same sample data on every machine. */
export interface Zufall {
  /** 0 <= x < 1 */
  readonly next: () => number;
  /** integer, both ends included */
  readonly int: (von: number, bis: number) => number;
  readonly aus: <T>(liste: readonly T[]) => T;
  /** true with this probability */
  readonly mit: (wahrscheinlichkeit: number) => boolean;
}

export function createZufall(seed: number): Zufall {
  let a = seed >>> 0;
  const next = (): number => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (von: number, bis: number): number => von + Math.floor(next() * (bis - von + 1));
  return {
    next,
    int,
    aus: (liste) => liste[int(0, liste.length - 1)] as (typeof liste)[number],
    mit: (wahrscheinlichkeit) => next() < wahrscheinlichkeit,
  };
}
