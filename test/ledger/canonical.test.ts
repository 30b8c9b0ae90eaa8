import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../src/ledger/index.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Members in another order, all the way down. */
const turned = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, member]) => [name, turned(member)] as const);
  return Object.fromEntries(entries.reverse());
};

describe('canonical JSON', () => {
  test('is JSON of the same value, whatever the order of its members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        // -0 is 0 in JSON
        const value = JSON.parse(JSON.stringify(any)) as Json;
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonicalJson(turned(value))).toBe(text);
      }),
    );
  });

  test('sorts by code units, quotes names, leaves out what is undefined', () => {
    expect(
      canonicalJson({ z: 1, a: undefined, B: [undefined, 'ü'], 'ein "Name"\n': null, '10': 0, '9': 1 }),
    ).toBe('{"10":0,"9":1,"B":[null,"ü"],"ein \\"Name\\"\\n":null,"z":1}');
    expect(canonicalJson(Object.assign(Object.create(null) as object, { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
  });

  test('refuses what is no JSON instead of hashing it as nothing', () => {
    for (const value of [new Date(0), new Map(), new Uint8Array(2), undefined, NaN, Infinity, () => 1, 1n])
      expect(() => canonicalJson(value)).toThrow('canonicalJson');
  });
});
