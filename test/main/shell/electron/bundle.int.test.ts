import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';

/* What Electron would load, built and looked at; and run, with a stand-in for the binary. */

const root = join(import.meta.dirname, '../../../..');
const dist = join(root, 'dist');
const node = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): string =>
  execFileSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

beforeAll(() => {
  node(['tools/build.ts']);
}, 120_000);

describe('bundles', () => {
  test('the preload is one CommonJS file that requires electron and nothing else', () => {
    const preload = readFileSync(join(dist, 'electron/preload.cjs'), 'utf8');
    expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual([
      'electron',
    ]);
    expect(preload).not.toMatch(/^\s*(import|export)\s/m);
    expect(preload).toContain('exposeInMainWorld("amtsmappe"');
  });

  test('main imports what is installed, and starts its threads from files that are there', () => {
    const main = readFileSync(join(dist, 'electron/main.js'), 'utf8');
    const imports = [
      ...main.matchAll(/^(?:import|export) .*?from "([^"]+)"/gm),
      ...main.matchAll(/^import "([^"]+)"/gm),
    ];
    for (const [, name = ''] of imports) expect(name).not.toMatch(/^[./]|vite|\.tsx?$/);
    for (const [, file = ''] of main.matchAll(/new Worker\(new URL\("\.\/([^"]+)"/g)) {
      expect(existsSync(join(dist, 'electron', file))).toBe(true);
    }
    expect(main).not.toMatch(/new Worker\(new URL\("[^"]+\.ts"/);
  });

  test('only secure content: the window names no http or ws address to load from', () => {
    const loads =
      /(?:src|href|fetch\(|import\(|url\(|WebSocket\(|open\()\s*[=(]?\s*["'`](?:https?|wss?):\/\/[^"'`]+/g;
    for (const entry of readdirSync(join(dist, 'renderer'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(html|js|mjs|css)$/.test(entry.name)) continue;
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      // ag-grid can load web fonts when a theme asks for it (ours doesn't; the policy would stop it)
      const found = [...text.matchAll(loads)]
        .map(([match]) => match)
        .filter((match) => !match.includes('/css2?family='));
      expect([entry.name, found]).toEqual([entry.name, []]);
    }
  });

  test('the page has no inline script and carries its nonces', () => {
    const html = readFileSync(join(dist, 'renderer/index.html'), 'utf8');
    expect(html).toContain('__CSP_NONCE__');
    expect(html.replaceAll('&#34;', '"')).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    expect(html).not.toMatch(/\son\w+=/);
  });
});

test('the bundled main process sets up a workspace, serves the window and checks a document', () => {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-electron-'));
  const hooks = join(import.meta.dirname, 'bundle-hooks.mjs');
  const args = ['--no-warnings', '--import', hooks, join(dist, 'electron/main.js'), '--dir', dir];
  const result = JSON.parse(node(args, { ...process.env, AMTSMAPPE_ROOT: root })) as Record<string, any>;
  expect(result['before']).toMatchObject({ ok: true, value: { phase: 'einrichten' } });
  expect(result['made']).toBe(true);
  expect(result['after']).toMatchObject({ ok: true, value: { phase: 'offen', stadt: 'Musterhafen' } });
  expect(result['page']).toBe(200);
  expect(result['blob']).toMatchObject({ ok: false, problem: { heading: expect.any(String) } });
}, 60_000);
