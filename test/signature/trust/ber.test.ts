import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as asn1js from 'asn1js';
import {
  items,
  octetsOf,
  oidOf,
  readBer,
  smallOf,
  stringOf,
  timeOf,
} from '../../../src/signature/trust/ber.ts';

const hex = (text: string): Uint8Array => Buffer.from(text.replace(/ /g, ''), 'hex');

describe('elements', () => {
  test('definite and indefinite length give the same children', () => {
    const definite = readBer(hex('30 06 020101 020102'));
    const indefinite = readBer(hex('30 80 020101 020102 0000'));
    expect(items(definite).map(smallOf)).toEqual([1, 2]);
    expect(items(indefinite).map(smallOf)).toEqual([1, 2]);
    expect(indefinite?.raw.length).toBe(10);
  });

  test('what is longer than the input, without end, or nested too deep is none', () => {
    expect(readBer(hex('30 05 0201'))).toBeUndefined();
    expect(readBer(hex('30 80 020101'))).toBeUndefined();
    expect(readBer(hex('30 86 010000000000'))).toBeUndefined();
    expect(readBer(hex('3080'.repeat(1000)))).toBeUndefined();
    expect(readBer(new Uint8Array())).toBeUndefined();
  });

  test('octets sent in parts are put together', () => {
    expect(octetsOf(readBer(hex('24 80 0402 6162 0401 63 0000')))).toEqual(Buffer.from('abc'));
  });

  test('object identifiers as asn1js writes them', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1 }),
        fc.nat({ max: 39 }),
        fc.array(fc.nat({ max: 0xffffff }), { maxLength: 8 }),
        (a, b, rest) => {
          const value = [a, b, ...rest].join('.');
          return oidOf(readBer(new Uint8Array(new asn1js.ObjectIdentifier({ value }).toBER()))) === value;
        },
      ),
    );
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const walk = (element: ReturnType<typeof readBer>, depth: number): void => {
          for (const one of depth > 6 ? [] : items(element)) walk(one, depth + 1);
          oidOf(element);
          octetsOf(element);
          timeOf(element);
        };
        walk(readBer(bytes), 0);
      }),
    );
  });
});

describe('times', () => {
  const time = (tag: string, text: string) =>
    timeOf(readBer(Buffer.concat([hex(tag), Buffer.from([text.length]), Buffer.from(text)])))?.toISOString();

  test.each([
    ['17', '490101000000Z', '2049-01-01T00:00:00.000Z'],
    ['17', '500101000000Z', '1950-01-01T00:00:00.000Z'],
    ['18', '20260118093000Z', '2026-01-18T09:30:00.000Z'],
    ['18', '20260118093000.25Z', '2026-01-18T09:30:00.250Z'],
    ['18', '20260118093000+0100', '2026-01-18T08:30:00.000Z'],
  ])('%s %s is %s', (tag, text, expected) => expect(time(tag, text)).toBe(expected));

  test('no time', () => expect(time('17', 'gestern')).toBeUndefined());
});

test('strings of certificates', () => {
  expect(stringOf(readBer(hex('1e 04 00c4 0042')))).toBe('ÄB');
  expect(stringOf(readBer(hex('0c 02 c384')))).toBe('Ä');
  expect(stringOf(readBer(hex('13 01 41')))).toBe('A');
});
