import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { supportOf } from '../../tools/electron-support.ts';

const on = (day: string) => new Date(`${day}T12:00:00Z`);

test('a line is supported until the third one after it appears', () => {
  expect(supportOf('45.4.1', on('2026-11-22')).ok).toBe(true);
  expect(supportOf('45.4.1', on('2027-04-05')).ok).toBe(true);
  expect(supportOf('45.4.1', on('2027-04-06')).ok).toBe(false);
  expect(supportOf('42.0.0', on('2026-11-22')).ok).toBe(false);
});

test('what is not in the table is not taken for supported', () => {
  for (const version of ['39.0.0', '99.0.0', '', '^45.0.0', 'latest']) {
    expect(supportOf(version, on('2026-11-22')).ok).toBe(false);
  }
});

test('the pinned version is exact and in the table', () => {
  const { devDependencies } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
  ) as { devDependencies: { electron: string } };
  expect(supportOf(devDependencies.electron, on('2026-11-22')).text).toMatch(/supported until/);
});
