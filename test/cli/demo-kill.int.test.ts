import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSPHRASE } from '../../src/cli/demo.ts';
import type { Laufzettel } from '../../src/domain/beschaffung/index.ts';
import { verifyChain } from '../../src/ledger/index.ts';
import type { AppContext } from '../../src/main/app/context.ts';
import { openApp } from '../../src/main/workspace.ts';

/*
 * `amtsmappe demo` killed with -9, again and again in the same folder: whatever it had printed as „bestätigt“ is
 * there when the workspace is opened, and the chain is whole.
 */

const KILLS = Number(process.env['AMTSMAPPE_KILLS'] ?? 5);
const root = join(import.meta.dirname, '../..');
const NOTICE = join(root, 'test/fixtures/eforms/cn_24_minimal.xml');

let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'amtsmappe-kill-'));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Runs the demo and kills it some time after its n-th acknowledgement (0: at its start); what it acknowledged. */
function runAndKill(acknowledgements: number, delay: number): Promise<readonly string[]> {
  return new Promise((done) => {
    const args = ['--no-warnings', 'src/cli/main.ts', 'demo', '--notice', NOTICE, '--out', out];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    let timer: NodeJS.Timeout | null = null;
    const aim = () => {
      const seen = said.split('\n').filter((line) => line.startsWith('bestätigt:')).length;
      if (seen >= acknowledgements) timer ??= setTimeout(() => child.kill('SIGKILL'), delay);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      aim();
    });
    child.once('exit', () => {
      if (timer) clearTimeout(timer);
      // a last line without its end was not an acknowledgement
      const lines = said.split('\n').slice(0, -1);
      done(lines.filter((line) => line.startsWith('bestätigt:')));
    });
    aim();
  });
}

/** What one run acknowledged of its slip, in the words it printed. */
interface Acknowledged {
  readonly nummer: string;
  readonly begonnen: boolean;
  /** beginnings of the hashes of signed versions */
  readonly gezeichnet: readonly string[];
  readonly abgeschlossen: boolean;
}

function read(lines: readonly string[]): Acknowledged | null {
  const nummer = /Laufzettel (\S+) /.exec(lines[0] ?? '')?.[1];
  if (nummer === undefined) return null;
  return {
    nummer,
    begonnen: lines.some((l) => l.includes('Umlauf begonnen')),
    gezeichnet: lines.flatMap((l) => / – ([0-9a-f]{16})…$/.exec(l)?.[1] ?? []),
    abgeschlossen: lines.some((l) => l.includes('abgeschlossen')),
  };
}

function compare(ctx: AppContext, said: Acknowledged): void {
  const row = ctx.store.read.rows(['laufzettel']).find((r) => r.projection.nummer === said.nummer);
  expect(row?.projection.nummer).toBe(said.nummer);
  const state = ctx.store.read.stand(row?.id ?? '')?.state as Laufzettel;
  if (said.begonnen) expect(state.umlauf).not.toBeNull();
  const versions = state.dokumente.flatMap((d) => d.versionen.map((v) => v.sha256));
  for (const start of said.gezeichnet) {
    const sha256 = versions.find((v) => v.startsWith(start)) ?? '';
    const bytes = ctx.store.blobs.read(sha256);
    expect(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    ).toBe(sha256);
  }
  const zeichnungen = state.umlauf?.schritte.flatMap((s) => s.zeichnungen) ?? [];
  expect(zeichnungen.length).toBeGreaterThanOrEqual(said.gezeichnet.length);
  if (said.abgeschlossen) expect(state.status).toBe('abgeschlossen');
}

test(
  `killed ${KILLS} times, nothing acknowledged is lost`,
  async () => {
    const acknowledged: Acknowledged[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      // The first one hits the set-up; the others the work, at whatever step.
      const lines =
        kill === 0
          ? await runAndKill(0, 500 + Math.random() * 2500)
          : await runAndKill(1 + Math.floor(Math.random() * 5), Math.random() * 500);
      const said = read(lines);
      if (said) acknowledged.push(said);

      const app = openApp({ dir: join(out, 'mappe'), fillDemo: false });
      const state = await app.handlers['app.state'](null);
      if (state.ok && state.value.phase === 'gesperrt') {
        const unlocked = await app.handlers['session.unlock']({ passphrase: PASSPHRASE });
        const ctx = app.app.workspace()?.open.ctx;
        if (ctx) {
          expect(verifyChain(ctx.crypto, ctx.store.read.records()).fault).toBeNull();
          for (const one of acknowledged) compare(ctx, one);
        } else {
          // Only a set-up that was cut off does not open, and then nothing had been acknowledged.
          expect(unlocked).toMatchObject({ ok: false, problem: { code: 'app.einrichtung-abgebrochen' } });
          expect(acknowledged).toEqual([]);
        }
      } else {
        expect(state).toMatchObject({ ok: true, value: { phase: 'einrichten' } });
        expect(acknowledged).toEqual([]);
      }
      app.close();
    }
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(new Set(acknowledged.map((a) => a.nummer)).size).toBe(acknowledged.length);
  },
  KILLS * 60_000,
);
