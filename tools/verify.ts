import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JEST } from './jest.ts';
import { supportOf } from './electron-support.ts';

/**
 * `npm run verify`: everything a change must pass before it is handed over, in under two minutes. Prints one
 * line for each check and the output of those that failed. `npm run verify -- lint layers` runs only these.
 */
interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}
interface Check {
  readonly name: string;
  readonly what: string;
  readonly run: () => Promise<Outcome>;
}

const root = join(import.meta.dirname, '..');
const bin =
  (path: string, ...args: string[]) =>
  () =>
    node([join('node_modules', path), ...args]);
const sources = ['src', 'test', 'tools', 'bench', 'migrations'].filter((dir) => existsSync(join(root, dir)));

const CHECKS: readonly Check[] = [
  {
    name: 'format',
    what: 'prettier',
    run: bin('prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.'),
  },
  { name: 'lint', what: 'oxlint', run: bin('oxlint/bin/oxlint', '--deny-warnings', '--format=unix') },
  {
    name: 'layers',
    what: 'dependency-cruiser',
    run: bin(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...sources,
    ),
  },
  { name: 'types', what: 'tsc', run: bin('typescript/bin/tsc', '-p', '.') },
  { name: 'unused', what: 'knip', run: bin('knip/bin/knip.js', '--no-progress', '--no-config-hints') },
  { name: 'electron', what: 'support of the pinned version', run: checkElectron },
  {
    name: 'unit',
    what: 'jest, unit suite',
    run: () => node([...JEST, '--selectProjects', 'unit', '--silent']),
  },
];

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));

async function main(wanted: readonly string[]): Promise<number> {
  const started = Date.now();
  const failed: { check: Check; output: string }[] = [];
  for (const check of CHECKS) {
    if (wanted.length > 0 && !wanted.includes(check.name)) continue;
    const from = Date.now();
    const { ok, output } = await check.run();
    if (!ok) failed.push({ check, output });
    const seconds = ((Date.now() - from) / 1000).toFixed(1).padStart(6);
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${check.name.padEnd(9)} ${check.what.padEnd(32)}${seconds} s`);
  }
  for (const { check, output } of failed) console.log(`\n── ${check.name} ──\n${output.trim()}`);
  console.log(
    `\n${failed.length === 0 ? 'Everything in order' : `${failed.length} failed`}, ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
  return failed.length === 0 ? 0 : 1;
}

/** Runs a tool on the Node of the project, whichever one is on the PATH. */
function node(args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()));
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ ok: code === 0, output }));
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
  });
}

/** Fails when the pinned Electron no longer gets security fixes. */
async function checkElectron(): Promise<Outcome> {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const { ok, text } = supportOf(devDependencies['electron'] ?? '', new Date());
  return { ok, output: text };
}
