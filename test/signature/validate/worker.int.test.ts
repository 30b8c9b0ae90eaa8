// The worker: hostile files end in a clear answer, the limits hold, and the report is that of `validatePdf`.

import { describe, expect, test } from '@jest/globals';
import { validateInWorker, validatePdf } from '../../../src/signature/index.ts';
import { basePdf } from '../attacks/base.ts';
import { HOSTILE } from './hostile.ts';

describe('hostile files', () => {
  test.each(HOSTILE.map((one) => [one.name, one.make] as const))(
    '%s',
    async (_, make) => {
      const report = await validateInWorker(make());
      expect(report.indication).toBe('TOTAL_FAILED');
      expect(report.signatures.every((one) => !one.intact)).toBe(true);
      expect(report.error?.code ?? 'hostile').toMatch(/^(damaged|hostile|notPdf)$/);
    },
    20_000,
  );
});

describe('limits', () => {
  test('time', async () => {
    const report = await validateInWorker(basePdf(), { timeoutMs: 1 });
    expect(report).toMatchObject({ indication: 'TOTAL_FAILED', error: { code: 'hostile' }, signatures: [] });
    expect(report.error!.detail).toContain('0.001 s');
  });

  test('memory', async () => {
    const report = await validateInWorker(basePdf(), { memoryMb: 4 });
    expect(report).toMatchObject({ indication: 'TOTAL_FAILED', error: { code: 'hostile' }, signatures: [] });
  });
});

test('the answer is the same as without a worker', async () => {
  const at = new Date('2026-06-01T00:00:00Z');
  expect(await validateInWorker(basePdf(), { at })).toEqual(await validatePdf(basePdf(), { at }));
});
