import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { JEST } from './jest.ts';

/**
 * `npm run proof [-- NAME ...]`: what takes too long for every commit. Each proof prints `N passed, N failed` as
 * its last line; the result is added to docs/nachweise.md with date and commit, to be committed by hand.
 */
interface Proof {
  readonly name: string;
  readonly what: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..');
const TEST = [...JEST, '--selectProjects', 'integration', '--testPathPatterns'];

const PROOFS: readonly Proof[] = [
  {
    name: 'sim',
    what: 'Simulator, 10.000 Läufe',
    args: ['test/sim/run.ts', '--seeds', '10000'],
  },
  {
    name: 'sim-mutants',
    what: 'Simulator: findet jeden eingebauten Fehler',
    args: ['test/sim/mutants.ts'],
  },
  {
    name: 'kills',
    what: 'Arbeitsmappe, 200 Abbrüche mit kill -9',
    args: [...TEST, 'test/main/store/kill'],
    env: { AMTSMAPPE_KILLS: '200' },
  },
  {
    name: 'central-kills',
    what: 'Zentrale, 200 Abbrüche mit kill -9',
    args: [...TEST, 'test/central/kill'],
    env: { AMTSMAPPE_KILLS: '200' },
  },
  {
    name: 'full-disk',
    what: 'Zentrale auf einer vollen Platte (tmpfs, nur als root): Tabellen und Protokoll von PostgreSQL, SQLite',
    args: [...TEST, 'test/central/full-disk'],
    env: { AMTSMAPPE_VOLL: '3000' },
  },
  {
    name: 'central-fuzz',
    what: 'Zentrale, 10.000 Zufallsanfragen an alle Wege und alle Befehle',
    args: [...TEST, 'test/central/fuzz'],
    env: { AMTSMAPPE_FUZZ: '10000', AMTSMAPPE_FUZZ_SEED: String(Date.now() % 2 ** 31) },
  },
  {
    name: 'rights',
    what: 'Zentrale, Rechte: Rolle x Weg x Bereich, gefälschte Token und Nachweise',
    args: [...TEST, 'test/central/rechte'],
  },
  {
    name: 'races',
    what: 'Zentrale, 16 Arbeitsplätze um 200 Zeiten, ein und zwei Prozesse auf PostgreSQL',
    args: [...TEST, 'test/central/race'],
  },
  {
    name: 'fuzz',
    what: 'PDF-Parser, -Schreiber und -Prüfer, 10 Minuten Zufallseingaben',
    args: ['test/signature/fuzz.ts', '--seconds', '600'],
  },
];

const wanted = process.argv.slice(2);
let failed = 0;
for (const proof of PROOFS) {
  if (wanted.length > 0 && !wanted.includes(proof.name)) continue;
  const started = Date.now();
  const run = spawnSync(process.execPath, ['--no-warnings', ...proof.args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...proof.env },
    maxBuffer: 1 << 28,
  });
  const result = summaryOf(`${run.stdout}\n${run.stderr}`);
  const ok = run.status === 0 && result.failed === 0 && result.passed > 0;
  if (!ok) failed += 1;
  const seconds = Math.round((Date.now() - started) / 1000);
  const line = `| ${today()} | ${commit()} | ${proof.what} | ${result.passed} bestanden, ${result.failed} gescheitert | ${seconds} s |`;
  appendFileSync(join(root, 'docs/nachweise.md'), `${line}\n`);
  console.log(`${proof.name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
  if (!ok) console.error(run.stderr.slice(-4000));
}
process.exitCode = failed === 0 ? 0 : 1;

/** The counts of a run: our own closing line, or Jest's. A run that says nothing counts as one failure. */
function summaryOf(output: string): { readonly passed: number; readonly failed: number } {
  const own = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (own) return { passed: Number(own[1]), failed: Number(own[2]) };
  const jest = /^Tests:\s+(?:(\d+) failed, )?(?:\d+ skipped, )?(\d+) passed/m.exec(output);
  return jest ? { passed: Number(jest[2]), failed: Number(jest[1] ?? 0) } : { passed: 0, failed: 1 };
}

function commit(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
