import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Is the simulator any good? Each of these faults is built into a copy of the program; the simulator must find
 * every one. `node test/sim/mutants.ts`; last line `N passed, N failed`.
 */
interface Mutant {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const MUTANTS: readonly Mutant[] = [
  {
    what: 'an applied command leaves the outbox before the feed has brought its effect',
    file: 'src/main/sync/pull.ts',
    from: 'if (result.feed > feed && revision < result.revision) return [];',
    to: '',
  },
  {
    what: 'a repeated command is not recognised',
    file: 'src/ledger/settle.ts',
    from: 'if (seen.stored) {',
    to: 'if (seen.stored && envelope.seq < 0) {',
  },
  {
    what: 'a refusal does not reach the inbox',
    file: 'src/main/sync/push.ts',
    from: 'deps.conflict(envelope, result);',
    to: '',
  },
  {
    what: 'what has arrived is not kept for a restored centre',
    file: 'src/main/sync/pull.ts',
    from: 'if (arrived.length > 0) store.outbox.keepSent(arrived);',
    to: '',
  },
  {
    what: 'what has arrived is forgotten although no backup holds it',
    file: 'src/main/sync/pull.ts',
    from: 'store.outbox.dropSent(clientId, safe);',
    to: 'store.outbox.dropSent(clientId, Number.MAX_SAFE_INTEGER);',
  },
  {
    what: 'the outbox is not decided again when the feed moves',
    file: 'src/main/sync/pull.ts',
    from: 'if (touched.size > 0) deps.rebase();',
    to: '',
  },
  {
    what: 'what is no longer to be seen stays',
    file: 'src/main/sync/pull.ts',
    from: 'for (const vorgang of page.evict) if (feed.evict(vorgang)) touched.add(vorgang);',
    to: '',
  },
  {
    what: 'a resync keeps what was there',
    file: 'src/main/sync/pull.ts',
    from: '    feed.forgetAll();\n    deps.rebase();',
    to: '    deps.rebase();',
  },
  {
    what: 'a laptop counts as holding what it may never have received',
    file: 'src/central/sync/pull.ts',
    from: 'return h !== undefined && h.evicted === 0 && h.seit <= at.feed;',
    to: 'return h !== undefined && h.evicted === 0;',
  },
  {
    what: 'a comparison whose answer was lost is not told again',
    file: 'src/central/sync/pull.ts',
    from: 'return h === undefined || h.evicted === 1 || h.epoch === reader.epoch || h.seit > at.feed;',
    to: 'return h === undefined || h.evicted === 1;',
  },
  {
    what: 'the clients of a restored centre go on as if nothing had happened',
    file: 'src/main/sync/pull.ts',
    from: 'if (page.lastSeq < highestAnswered(deps)) {',
    to: 'if (page.lastSeq < 0) {',
  },
];

const root = join(import.meta.dirname, '../..');
const SEEDS = '400';

function isFound({ file, from, to }: Mutant): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-mutant-'));
  try {
    for (const part of ['src', 'migrations', 'test/sim', 'test/support', 'package.json'])
      cpSync(join(root, part), join(dir, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
    const path = join(dir, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${file} does not hold exactly once: ${from}`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    const run = spawnSync(
      process.execPath,
      ['--no-warnings', 'test/sim/run.ts', '--seeds', SEEDS, '--bis-fehler'],
      { cwd: dir, encoding: 'utf8', timeout: 600_000 },
    );
    return run.status !== 0 && run.stdout.includes('seed ');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

let passed = 0;
for (const mutant of MUTANTS) {
  const found = isFound(mutant);
  if (found) passed += 1;
  console.log(`${found ? 'found' : 'NOT FOUND'}: ${mutant.what}`);
}
console.log(`${passed} passed, ${MUTANTS.length - passed} failed`);
process.exitCode = passed === MUTANTS.length ? 0 : 1;
