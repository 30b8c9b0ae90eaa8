import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { executeCommand } from '../src/main/app/execute.ts';
import { buildArbeitskorb } from '../src/main/app/arbeitskorb.ts';
import { viewerOf } from '../src/main/app/views.ts';
import { openDatabase } from '../src/main/store/database.ts';
import type { Measurement } from './measurement.ts';
import { benchWorkspace, openBench, sign, signedFakt, unsignedSlips } from './support/mappe.ts';
import { percentile } from './support/stats.ts';

const COMMANDS = 200;
const TYPED = [
  'st',
  'stre',
  'streusa',
  'streusalz',
  'schulb',
  'dienststelle 12',
  'laptop los',
  'thoms',
  'bü',
  'buero',
];

/**
 * A Mitzeichnung as the app executes it (one durable transaction), a search as one types, and the Arbeitskorb,
 * on a workspace with 20,000 slips, each beside the same on an empty one.
 */
export async function run(): Promise<readonly Measurement[]> {
  const empty = await measure('leer');
  const full = await measure('voll');
  const floor = bareCommits();
  const lines = (['command', 'search', 'arbeitskorb'] as const).map((name) => ({
    name,
    n: full[name].length,
    p50: percentile(full[name], 50),
    p99: percentile(full[name], 99),
    ours: percentile(full[name], 50),
    peer: percentile(empty[name], 50),
    peerName: 'same workspace without slips',
    ratio: percentile(full[name], 50) / percentile(empty[name], 50),
    ...(name === 'command'
      ? { floor: percentile(floor, 50), floorRatio: percentile(full[name], 50) / percentile(floor, 50) }
      : {}),
  }));
  return [
    ...lines,
    { name: 'bare durable write', n: floor.length, p50: percentile(floor, 50), p99: percentile(floor, 99) },
  ];
}

/** What this disk needs to make 8 KB durable in an encrypted file of the same settings: nothing can be faster. */
function bareCommits(): readonly number[] {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-floor-'));
  const db = openDatabase(join(dir, 'mappe.db'), 'mappe.db', randomBytes(32));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE zeile (id INTEGER PRIMARY KEY, inhalt BLOB)');
  const insert = db.prepare('INSERT INTO zeile (inhalt) VALUES (?)');
  const times = Array.from({ length: COMMANDS }, () => timed(() => insert.run(randomBytes(8192))));
  db.close();
  rmSync(dir, { recursive: true });
  return times;
}

async function measure(which: 'leer' | 'voll') {
  const { app, workspace } = await openBench(await benchWorkspace(which));
  const slips = await unsignedSlips(workspace, COMMANDS);
  const command = slips.map(({ vorgang, n, treasurer, certificate }) => {
    workspace.ctx.store.blobs.saveFakt(signedFakt(n, treasurer, certificate));
    const intent = {
      art: 'laufzettel',
      vorgang,
      baseRevision: workspace.ctx.store.read.stand(vorgang)?.revision ?? 0,
      command: sign(workspace, vorgang, n),
    };
    return timed(() => {
      const done = executeCommand(workspace.ctx, treasurer, intent);
      if (!done.ok) throw new Error(done.error.code);
    });
  });
  const search = TYPED.flatMap((text) =>
    Array.from({ length: 20 }, () => timed(() => workspace.ctx.store.read.search(text, 50))),
  );
  const who = viewerOf(workspace.ctx, slips[0]?.treasurer ?? '');
  const arbeitskorb = Array.from({ length: 20 }, () => timed(() => buildArbeitskorb(workspace.ctx, who)));
  app.close();
  return { command, search, arbeitskorb };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
