import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Measurement } from './measurement.ts';
import { benchWorkspace } from './support/mappe.ts';

/** As `npm start` runs it: a small space for young objects keeps 40 MB back. */
const SMALL_NURSERY = '--max-semi-space-size=4';

/** Resident memory of the main process after unlocking, reading the Arbeitskorb and the list; in bytes. */
export async function run(): Promise<readonly Measurement[]> {
  const empty = measure(await benchWorkspace('leer'));
  const full = measure(await benchWorkspace('voll'));
  return [
    {
      name: 'memory',
      n: 1,
      p50: full,
      ours: full,
      peer: empty,
      peerName: 'same workspace without slips',
      ratio: full / empty,
    },
  ];
}

function measure(dir: string): number {
  const script = join(import.meta.dirname, 'support/memory-child.ts');
  const child = spawnSync(process.execPath, ['--no-warnings', '--expose-gc', SMALL_NURSERY, script, dir], {
    encoding: 'utf8',
  });
  const bytes = Number(child.stdout.trim().split('\n').at(-1));
  if (!Number.isFinite(bytes)) throw new Error(child.stderr);
  return bytes;
}
