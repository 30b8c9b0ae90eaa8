import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JEST } from './jest.ts';
import { ensurePackages } from './packages.ts';

/**
 * `npm test`: everything. Installs missing Debian packages when root, builds the window, runs every suite and
 * prints as its last line `N passed, N failed`, summed over all of them.
 * `npm test -- unit integration` runs only the named suites.
 */
interface Count {
  readonly passed: number;
  readonly failed: number;
}
interface Suite {
  readonly name: string;
  readonly run: () => Count;
}

const root = join(import.meta.dirname, '..');
const out = mkdtempSync(join(tmpdir(), 'amtsmappe-test-'));

const SUITES: readonly Suite[] = [
  { name: 'unit', run: () => jest('unit', ['--maxWorkers=2']) },
  { name: 'integration', run: () => jest('integration', ['--maxWorkers=2']) },
  { name: 'sim', run: () => simulator(100) },
  { name: 'e2e', run: () => jest('e2e', ['--runInBand']) },
];

process.exitCode = main(process.argv.slice(2));

function main(wanted: readonly string[]): number {
  if (!ensurePackages()) return fail('Packages are missing.');
  if (node(['tools/build.ts']).status !== 0) return fail('The window could not be built.');
  let passed = 0;
  let failed = 0;
  for (const suite of SUITES) {
    if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
    const started = Date.now();
    const count = suite.run();
    passed += count.passed;
    failed += count.failed;
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`${suite.name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)\n`);
  }
  rmSync(out, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** A suite that cannot even start counts as one failure: nothing may look green by not running. */
function jest(project: string, extra: readonly string[]): Count {
  const file = join(out, `${project}.json`);
  const run = node([
    ...JEST,
    '--selectProjects',
    project,
    '--json',
    `--outputFile=${file}`,
    '--silent=false',
    ...extra,
  ]);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numRuntimeErrorTestSuites: number;
    };
    const broken = report.numRuntimeErrorTestSuites;
    const failed = report.numFailedTests + broken;
    return { passed: report.numPassedTests, failed: failed === 0 && run.status !== 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** The simulator of laptops, network and centre; it prints failing seeds itself. */
function simulator(seeds: number): Count {
  const run = spawnSync(process.execPath, ['--no-warnings', 'test/sim/run.ts', '--seeds', String(seeds)], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = run.stdout.trimEnd().split('\n');
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(lines.at(-1) ?? '') ?? [];
  for (const line of lines.slice(0, -1)) console.log(line);
  if (passed === undefined || failed === undefined) return { passed: 0, failed: 1 };
  return { passed: Number(passed), failed: Number(failed) };
}

function node(args: readonly string[]) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

function fail(reason: string): number {
  console.error(reason);
  console.log('0 passed, 1 failed');
  return 1;
}
