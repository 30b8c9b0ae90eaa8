import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { splitHits } from '../../src/renderer/shell/treffer.ts';

test('hits stand between the marks', () => {
  expect(splitHits('Ersatz \u0001Defib\u0002rillatoren, \u0001Defib\u0002 2')).toEqual([
    { text: 'Ersatz ', treffer: false },
    { text: 'Defib', treffer: true },
    { text: 'rillatoren, ', treffer: false },
    { text: 'Defib', treffer: true },
    { text: ' 2', treffer: false },
  ]);
});

test('whatever the excerpt holds, all its text is shown and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '<b>', '\u0001', '\u0002', ' ') }), (text) => {
      const shown = splitHits(text)
        .map((s) => s.text)
        .join('');
      const marksAfterFirst = text.replaceAll('\u0001', '').replaceAll('\u0002', '');
      expect(shown.replaceAll('\u0002', '')).toBe(marksAfterFirst);
    }),
  );
});
