import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  describeTypingError,
  makeRecoveryKey,
  readRecoveryKey,
} from '../../../src/main/store/recovery-key.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const anyKey = fc
  .infiniteStream(fc.integer({ min: 0, max: 31 }))
  .map((s) => makeRecoveryKey((n) => Number(s.next().value) % n));

describe('recovery key', () => {
  test('is 8 groups of 5 and differs every time', () => {
    const key = makeRecoveryKey();
    expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(makeRecoveryKey()).not.toBe(key);
  });

  test('is read as people type it', () => {
    const key = makeRecoveryKey();
    const typed = key.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(readRecoveryKey(typed)).toEqual(readRecoveryKey(key));
    expect(readRecoveryKey(key).ok).toBe(true);
  });

  test('every single wrong character is noticed and its group named', () => {
    fc.assert(
      fc.property(anyKey, fc.nat(39), fc.integer({ min: 1, max: 31 }), (key, at, by) => {
        const chars = [...key.replaceAll('-', '')];
        chars[at] = ALPHABET[(ALPHABET.indexOf(chars[at]!) + by) % 32]!;
        expect(readRecoveryKey(chars.join(''))).toEqual({
          ok: false,
          error: { fehler: 'gruppe', gruppen: [Math.floor(at / 5) + 1] },
        });
      }),
    );
  });

  test('swapped neighbours and swapped groups are noticed', () => {
    fc.assert(
      fc.property(anyKey, fc.nat(38), (key, at) => {
        const chars = [...key.replaceAll('-', '')];
        fc.pre(chars[at] !== chars[at + 1]);
        [chars[at], chars[at + 1]] = [chars[at + 1]!, chars[at]!];
        expect(readRecoveryKey(chars.join('')).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(anyKey, fc.nat(7), fc.nat(7), (key, a, b) => {
        const groups = key.split('-');
        fc.pre(a !== b && groups[a] !== groups[b]);
        [groups[a], groups[b]] = [groups[b]!, groups[a]!];
        expect(readRecoveryKey(groups.join('-')).ok).toBe(false);
      }),
    );
  });

  test('says in German what does not fit', () => {
    const say = (typed: string) => {
      const read = readRecoveryKey(typed);
      return read.ok ? '' : describeTypingError(read.error);
    };
    expect(say('ABC')).toBe('3 statt 40 Zeichen');
    expect(say('ABCDE-F!')).toBe('Zeichen „!“ in Gruppe 2 kommt nicht vor');
    const groups = makeRecoveryKey(() => 0).split('-');
    expect(say(['10000', ...groups.slice(1)].join('-'))).toMatch(/^Gruppe 1$/);
  });
});
