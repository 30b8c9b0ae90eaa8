import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { formatRoute, parseRoute } from '../../src/renderer/shell/router.ts';

test('a deep link names the Fach, the Vorgang and what to do', () => {
  expect(parseRoute('#/beschaffung/0190-ab?tun=erinnern')).toEqual({
    path: ['beschaffung', '0190-ab'],
    query: { tun: 'erinnern' },
  });
});

test.each(['', '#', '#/', '/'])('%j is the start page', (hash) => {
  expect(parseRoute(hash).path).toEqual([]);
});

test('a damaged escape from outside is no crash', () => {
  expect(parseRoute('#/beschaffung/%E0%A4%A').path).toEqual(['beschaffung', '%E0%A4%A']);
});

test('what is written can be read back', () => {
  const part = fc.string({ unit: 'grapheme', minLength: 1 }).filter((s) => s.isWellFormed());
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (path) => {
      expect(parseRoute(formatRoute(path)).path).toEqual(path);
    }),
  );
});
