import type { TokenErrorCode } from './errors.ts';
import { tokenError, type TokenKey } from './token.ts';

/** How a fake key misbehaves: before its `at`-th signature (0 is the first) it fails with `code`. */
export type FakeTrouble = { readonly at: number; readonly code: TokenErrorCode };

/**
 * A key for tests and demos around a real one: counts what it is asked, and fails when told to, e.g. like a card
 * that is pulled out in the middle of a batch.
 */
export const fakeKey = (
  real: TokenKey,
  trouble?: FakeTrouble,
): TokenKey & { readonly asked: () => number } => {
  let asked = 0;
  return {
    ...real,
    asked: () => asked,
    signRaw: async (toBeSigned) => {
      const nth = asked++;
      if (trouble !== undefined && nth >= trouble.at) return tokenError(trouble.code);
      return real.signRaw(toBeSigned);
    },
  };
};
