import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

/* The rules of tools/lint/house.js, planted in a house of their own. */

const root = join(import.meta.dirname, '../..');
const house = mkdtempSync(join(tmpdir(), 'amtsmappe-lint-'));

function lint(file: string, code: string): string {
  const config = readFileSync(join(root, '.oxlintrc.json'), 'utf8').replace(
    './tools/lint/house.js',
    join(root, 'tools/lint/house.js'),
  );
  writeFileSync(join(house, '.oxlintrc.json'), config);
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), code);
  const args = [join(root, 'node_modules/oxlint/bin/oxlint'), '--format=unix', file];
  try {
    return execFileSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const WINDOW = `import * as electron from 'electron';\nexport const w = new electron.BrowserWindow({});\n`;
const IPC = `import { ipcMain } from 'electron';\nipcMain.on('x', () => {});\n`;

test.each([
  ['src/main/shell/electron/app.ts', WINDOW, 'one-window-factory'],
  [
    'src/main/app/x.ts',
    `import { BrowserWindow } from 'electron';\nexport const w = new BrowserWindow();\n`,
    'one-window-factory',
  ],
  ['src/main/app/y.ts', IPC, 'no-raw-ipc'],
  ['src/main/shell/electron/menu.ts', `export const f = (w) => w.webContents.send('x', 1);\n`, 'no-raw-ipc'],
  ['src/renderer/x.ts', `export const f = (e) => e.ipcRenderer.invoke('x');\n`, 'no-raw-ipc'],
  ['src/domain/umlauf/x.ts', `export const f = () => new Date();\n`, 'pure-rules'],
  ['src/domain/umlauf/y.ts', `export const f = () => Date.now();\n`, 'pure-rules'],
  ['src/ledger/x.ts', `export const f = () => Math.random();\n`, 'pure-rules'],
  ['src/ledger/y.ts', `export const f = () => globalThis.crypto.randomUUID();\n`, 'pure-rules'],
  [
    'src/domain/umlauf/z.ts',
    `import { Temporal } from 'temporal-polyfill';\nexport const f = () => Temporal.Now.instant();\n`,
    'pure-rules',
  ],
  ['src/main/app/z.ts', `export const f = (pin) => console.log(pin);\n`, 'no-console'],
])('%s: planted, found (%#)', (file, code, rule) => {
  expect(lint(file, code)).toContain(rule);
});

test.each([
  ['src/main/shell/electron/window.ts', WINDOW],
  ['src/main/shell/electron/ipc.ts', IPC],
  ['src/domain/umlauf/ok.ts', `export const f = (day) => new Date(day);\n`],
  ['src/main/app/ok.ts', `export const f = () => Date.now();\n`],
])('%s is where it belongs', (file, code) => {
  expect(lint(file, code)).not.toContain('house');
});
