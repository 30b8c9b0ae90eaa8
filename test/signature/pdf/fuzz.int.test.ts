import { expect, test } from '@jest/globals';
import { fuzz } from '../fuzz.ts';

test('damaged files end in a value or a PdfFormatError, soon', async () => {
  const told: string[] = [];
  const result = await fuzz({ cases: 400, seed: 7 }, (line) => told.push(line));
  expect(told).toEqual([]);
  expect(result).toEqual({ passed: 400, failed: 0 });
}, 60_000);
