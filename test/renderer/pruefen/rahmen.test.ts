import { describe, expect, test } from '@jest/globals';
import { fitRahmen, keyRahmen, rahmenBetween, startRahmen } from '../../../src/renderer/pruefen/rahmen.ts';

const A4 = { breite: 595, hoehe: 842 };
const r = { x: 100, y: 100, breite: 200, hoehe: 60 };

describe('the frame of a visible signature', () => {
  test('stays readable and wholly on the page', () => {
    expect(fitRahmen({ x: 900, y: -5, breite: 10, hoehe: 5000 }, A4)).toEqual({
      x: 515,
      y: 0,
      breite: 80,
      hoehe: 842,
    });
    expect(fitRahmen(r, A4)).toEqual(r);
  });

  test('fits even a page smaller than itself', () => {
    expect(startRahmen({ breite: 50, hoehe: 20 })).toEqual({ x: 0, y: 0, breite: 50, hoehe: 20 });
  });

  test('drawn from any corner', () => {
    expect(rahmenBetween({ x: 300, y: 160 }, { x: 100, y: 100 })).toEqual(r);
  });

  test('arrow keys move it, with shift they change its size, others do nothing', () => {
    expect(keyRahmen(r, 'ArrowUp', false)).toEqual({ ...r, y: 95 });
    expect(keyRahmen(r, 'ArrowRight', true)).toEqual({ ...r, breite: 205 });
    expect(keyRahmen(r, 'Enter', false)).toBeNull();
  });
});
