import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  groupsToConfirm,
  judgePassphrase,
  keyGroups,
  sameGroup,
} from '../../src/renderer/start/passphrase.ts';

describe('strength hint', () => {
  test.each([
    ['', 0],
    ['kurz', 1],
    ['passwort123', 1],
    ['aaaaaaaaaaaaaaaa', 1],
    ['Rathaus2026!', 1],
    ['Laterne Zimt', 2],
    ['Laterne Zimt Boot Fjord', 4],
  ])('%j', (passphrase, stufe) => {
    expect(judgePassphrase(passphrase).stufe).toBe(stufe);
  });
});

describe('confirming the recovery key', () => {
  const groups = keyGroups('K7QM-2FHT-9XWD-4RBN-8VCE-P3GA');
  test('its groups', () => {
    expect(groups).toHaveLength(6);
  });
  test('two different groups are asked for, never the first, in the order of the paper', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 3, max: 12 }), (r, n) => {
        const [a, b] = groupsToConfirm(Array.from({ length: n }, String), () => r);
        expect(a).toBeGreaterThan(0);
        expect(b).toBeGreaterThan(a);
        expect(b).toBeLessThan(n);
      }),
    );
  });
  test.each([
    ['2fht', '2FHT', true],
    [' 2 FH-T', '2FHT', true],
    ['O0I1', '0011', true],
    ['2FHX', '2FHT', false],
    ['', '2FHT', false],
  ])('%j for %j', (typed, group, same) => {
    expect(sameGroup(typed, group)).toBe(same);
  });
});
