import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { defaultDataDir } from '../../src/main/shell/data-dir.ts';
import { findBrowser } from '../../tools/browser.ts';
import { build } from '../../tools/build.ts';

const root = join(import.meta.dirname, '../..');

/** Starts the application as a user does and hands over its address; ends it by `signal`. */
async function start(
  args: readonly string[],
  use: (url: string, output: string) => Promise<void>,
): Promise<number | null> {
  const child = spawn(process.execPath, ['tools/start.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/start\?token=[\w-]+/.exec(output);
      if (found !== null) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(output)));
  });
  try {
    await use(url, output);
  } finally {
    child.kill('SIGTERM');
  }
  return ended;
}

describe('npm start', () => {
  test('--print-url prints the address and nothing else; the workspace is private; a signal ends it in order', async () => {
    const dir = join(mkdtempSync(join(tmpdir(), 'amtsmappe-start-')), 'new', 'folder');
    const code = await start(['--print-url', '--dir', dir], async (url, output) => {
      expect(output.trim()).toBe(url);
      const response = await fetch(url);
      expect(response.status).toBe(200);
      const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
      const page = await fetch(new URL('/', url), { headers: { Cookie: cookie } });
      expect(await page.text()).toContain('<title>Amtsmappe</title>');
      expect(statSync(dir).mode & 0o077).toBe(0);
    });
    expect(code).toBe(0);
    expect(readdirSync(dir)).not.toContain('fenster');
  }, 60_000);

  test('--no-window says in German what to do; --port is kept', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-start-'));
    const code = await start(['--no-window', '--port', '48923', '--dir', dir], async (url, output) => {
      expect(output).toContain('Bitte in einem Browser auf diesem Rechner öffnen');
      expect(new URL(url).port).toBe('48923');
    });
    expect(code).toBe(0);
  }, 60_000);

  test('with a browser it opens a window of its own and ends with it, leaving no profile behind', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-start-'));
    const browser = join(dir, 'browser.sh');
    const pidFile = join(dir, 'pid');
    const program = `#!/bin/sh\necho $$ > ${pidFile}\nexec ${findBrowser()} --headless=new "$@"\n`;
    writeFileSync(browser, program, { mode: 0o755 });
    const env = { ...process.env, DISPLAY: ':99', AMTSMAPPE_BROWSER: browser };
    const child = spawn(process.execPath, ['tools/start.ts', '--dir', dir], {
      cwd: root,
      env,
      stdio: 'ignore',
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const profile = join(dir, 'fenster');
    let gone = false;
    void ended.then(() => (gone = true));
    for (let i = 0; i < 300 && !gone && !existsSync(join(profile, 'Local State')); i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(gone).toBe(false);
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(profile)).toBe(false);
  }, 90_000);

  test('an unknown option is refused', async () => {
    await expect(start(['--no-widnow'], async () => {})).rejects.toThrow(/no-widnow/);
  }, 60_000);
});

test('what is up to date is not built again', async () => {
  await build(['renderer']);
  expect(await build(['renderer'])).toEqual([]);
  expect(existsSync(join(root, 'dist/renderer/index.html'))).toBe(true);
}, 60_000);

test('the folder of a workspace follows the system', () => {
  expect(defaultDataDir('linux', {}, '/home/e')).toBe('/home/e/.local/share/amtsmappe');
  expect(defaultDataDir('linux', { XDG_DATA_HOME: '/data' }, '/home/e')).toBe('/data/amtsmappe');
  expect(defaultDataDir('win32', { LOCALAPPDATA: 'C:/L' }, 'C:/e')).toBe(join('C:/L', 'Amtsmappe'));
  expect(defaultDataDir('darwin', {}, '/Users/e')).toBe('/Users/e/Library/Application Support/Amtsmappe');
});
