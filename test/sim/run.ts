import { parseArgs } from 'node:util';
import { runSeed } from './world.ts';

/**
 * `npm run sim -- --seeds N [--from S]`: as many runs, one seed each. A failing seed is printed with its fault
 * and replays identically with `--seeds 1 --from SEED`. Last line: `N passed, N failed`.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    'bis-fehler': { type: 'boolean', default: false },
  },
});
const from = Number(values.from);
const seeds = Number(values.seeds);
let passed = 0;
let failed = 0;
let commands = 0;
let conflicts = 0;
for (let seed = from; seed < from + seeds; seed += 1) {
  const report = await runSeed(seed);
  commands += report.commands;
  conflicts += report.conflicts;
  if (report.fault === null) passed += 1;
  else {
    failed += 1;
    console.log(`seed ${seed}: ${report.fault}`);
    if (values['bis-fehler']) break;
  }
}
console.log(`${commands} commands, ${conflicts} refused and in the inbox of their author`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
