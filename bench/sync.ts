import type { Measurement } from './measurement.ts';
import { measureAccept } from './sync/accept.ts';
import { measureFirst } from './sync/first.ts';
import { measureGrowth } from './sync/growth.ts';
import { measureLive } from './sync/live.ts';

/**
 * `npm run bench -- sync [accept first live growth]`: the central service against bare inserts, against PouchDB, against
 * a bare round trip, and against itself when it is a hundred times as full. Own PostgreSQL cluster and files.
 */
const PARTS: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  accept: measureAccept,
  first: measureFirst,
  live: measureLive,
  growth: () => measureGrowth([]),
  'growth-sqlite': () => measureGrowth(['sqlite']),
  'growth-postgres': () => measureGrowth(['postgres']),
};

export async function run(args: readonly string[]): Promise<readonly Measurement[]> {
  const wanted = args.length > 0 ? args : ['accept', 'first', 'live', 'growth'];
  const all: Measurement[] = [];
  for (const name of wanted) {
    const part = PARTS[name];
    if (!part) throw new Error(`No part ${name}; there are: ${Object.keys(PARTS).join(', ')}`);
    all.push(...(await part()));
  }
  return all;
}
