import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { verifyChain } from '../../../src/ledger/index.ts';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';
import { checkStore } from '../../../src/main/store/check.ts';
import { makeWorkspace } from '../../support/workspace.ts';

/** How often the process is killed; the proof runs it 200 times. */
const KILLS = Number(process.env['AMTSMAPPE_KILLS'] ?? 20);
const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url));

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'amtsmappe-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs the child until it is killed at a random moment; answers what it acknowledged. */
function runAndKill(first: number): Promise<readonly string[]> {
  return new Promise((resolve, fail) => {
    const child = spawn(process.execPath, ['--no-warnings', CHILD, dir, String(first)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let errors = '';
    let timer: NodeJS.Timeout | null = null;
    child.stderr.on('data', (d: Buffer) => (errors += d.toString()));
    child.stdout.on('data', (d: Buffer) => {
      out += d.toString();
      // from the first byte of the first write to some hundred commands later
      timer ??= setTimeout(() => child.kill('SIGKILL'), Math.random() * 120);
    });
    child.on('exit', (_, signal) => {
      if (signal !== 'SIGKILL') return fail(new Error(`child ended by itself: ${errors}`));
      // a last line without its end was not an acknowledgement
      resolve(out.split('\n').slice(1, -1));
    });
  });
}

test(
  `killed with -9 ${KILLS} times, every acknowledged command is there once and the chain is whole`,
  async () => {
    const acknowledged = new Map<string, string>();
    let next = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      for (const line of await runAndKill(next)) {
        const [n = '', sha = ''] = line.split(' ');
        acknowledged.set(`befehl-${n}`, sha);
      }
      const ws = makeWorkspace({ dir });
      const ids = [...ws.store.read.records()].map((r) => r.commandId);
      expect(verifyChain(ledgerCrypto, ws.store.read.records()).fault).toBeNull();
      for (const id of acknowledged.keys()) expect(ids.filter((x) => x === id)).toHaveLength(1);
      // What was written but not yet acknowledged may be there too: the next run goes on behind it.
      next = Math.max(-1, ...ids.flatMap((id) => (/^befehl-\d+$/.test(id) ? [Number(id.slice(7))] : []))) + 1;
      expect(ws.store.read.head().feed).toBe(ids.length);
      if (kill === KILLS - 1) {
        expect(await checkStore(ws.store, ledgerCrypto)).toEqual([]);
        for (const sha of acknowledged.values()) if (sha !== '-') expect(ws.store.blobs.has(sha)).toBe(true);
      }
      ws.store.close();
    }
    expect(acknowledged.size).toBeGreaterThan(KILLS);
  },
  KILLS * 10_000,
);
