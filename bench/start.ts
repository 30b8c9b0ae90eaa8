import { performance } from 'node:perf_hooks';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Measurement } from './measurement.ts';
import { benchWorkspace } from './support/mappe.ts';
import { percentile } from './support/stats.ts';

const RUNS = 7;

/**
 * From launching the process to an Arbeitskorb that can be used: modules loaded, workspace unlocked, tasks read.
 * The window itself shows the same page in both cases and is left out, so that it cannot hide the data's share.
 */
export async function run(): Promise<readonly Measurement[]> {
  const [empty, full] = [await benchWorkspace('leer'), await benchWorkspace('voll')];
  launch(empty);
  launch(full);
  const pairs = Array.from({ length: RUNS }, () => [launch(empty), launch(full)] as const);
  const ours = pairs.map(([, b]) => b);
  const peer = pairs.map(([a]) => a);
  return [
    {
      name: 'start',
      n: RUNS,
      p50: percentile(ours, 50),
      p99: percentile(ours, 99),
      ours: percentile(ours, 50),
      peer: percentile(peer, 50),
      peerName: 'same workspace without slips',
      ratio: percentile(ours, 50) / percentile(peer, 50),
    },
  ];
}

function launch(dir: string): number {
  const script = join(import.meta.dirname, 'support/start-child.ts');
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--no-warnings', script, dir], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return performance.now() - start;
}
