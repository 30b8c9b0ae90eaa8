import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUTANTS, type Mutant } from './mutant-list.ts';

/**
 * Is the simulator any good? Each of these faults is built into a copy of the program; the simulator must find
 * every one. `node test/sim/mutants.ts [from [to]]`; last line `N passed, N failed`.
 */
const root = join(import.meta.dirname, '../..');
/** A fault that is found goes no further; one needs requests that come late in an unlikely order. */
const SEEDS = '4000';

/** What the simulator said; null: nothing, in all those runs. */
function find({ file, from, to, and }: Mutant): string | null {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-mutant-'));
  try {
    for (const part of ['src', 'migrations', 'test/sim', 'test/support', 'package.json'])
      cpSync(join(root, part), join(dir, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
    const path = join(dir, file);
    let text = readFileSync(path, 'utf8');
    for (const edit of [{ from, to }, ...(and ? [and] : [])]) {
      if (text.split(edit.from).length !== 2)
        throw new Error(`${file} does not hold exactly once: ${edit.from}`);
      text = text.replace(edit.from, () => edit.to);
    }
    writeFileSync(path, text);
    const run = spawnSync(
      process.execPath,
      ['--no-warnings', 'test/sim/run.ts', '--seeds', SEEDS, '--bis-fehler'],
      { cwd: dir, encoding: 'utf8', timeout: 1_200_000 },
    );
    return /^seed .*/m.exec(run.stdout)?.[0].slice(0, 160) ?? null;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const [first = '0', end = String(MUTANTS.length)] = process.argv.slice(2);
const chosen = MUTANTS.slice(Number(first), Number(end));
let passed = 0;
for (const mutant of chosen) {
  const found = find(mutant);
  if (found !== null) passed += 1;
  console.log(
    `${found === null ? 'NOT FOUND' : 'found'}: ${mutant.what}${found === null ? '' : ` (${found})`}`,
  );
}
console.log(`${passed} passed, ${chosen.length - passed} failed`);
process.exitCode = passed === chosen.length ? 0 : 1;
