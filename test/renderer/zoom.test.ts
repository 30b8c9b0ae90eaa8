import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { clampZoom, fitWidth, nextZoom } from '../../src/renderer/kit/pdf/zoom.ts';

test('a page fills the view with its margins', () => {
  expect(fitWidth(643, 595)).toBeCloseTo(1);
  expect(fitWidth(0, 595)).toBe(1);
});

test('stepping in moves up, stepping out down, and both end', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.25, max: 4, noNaN: true }), (scale) => {
      expect(nextZoom(scale, 1)).toBeGreaterThanOrEqual(scale);
      expect(nextZoom(scale, -1)).toBeLessThanOrEqual(scale);
      expect(clampZoom(nextZoom(scale, 1))).toBe(nextZoom(scale, 1));
    }),
  );
});
