import type { Measurement } from './measurement.ts';

/**
 * `npm run bench -- NAME [ARG ...]`: one JSON line per measurement. Ratios against a named peer or a floor in
 * the same run are what is accepted; milliseconds are of this machine today.
 */
type Bench = (args: readonly string[]) => Promise<readonly Measurement[]>;

const BENCHES: Readonly<Record<string, () => Promise<{ readonly run: Bench }>>> = {
  start: () => import('./start.ts'),
  command: () => import('./command.ts'),
  memory: () => import('./memory.ts'),
  sign: () => import('./sign.ts'),
  verify: () => import('./verify.ts'),
  slots: () => import('./slots.ts'),
  agenda: () => import('./agenda.ts'),
  package: () => import('./package.ts'),
  sync: () => import('./sync.ts'),
};

const [name, ...args] = process.argv.slice(2);
const bench = name === undefined ? undefined : BENCHES[name];
if (!bench) {
  console.error(`Usage: npm run bench -- NAME, one of: ${Object.keys(BENCHES).join(', ')}`);
  process.exitCode = 64;
} else {
  for (const m of await (await bench()).run(args)) console.log(JSON.stringify(m));
}
