import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

/*
 * Packs the application offline with electron-builder around a stand-in for the Electron binary (a file with
 * Electron's fuse wire in it), and runs the main process from what was packed. What stays unproven here is
 * Electron itself; that is for the `_electron` smoke suite on a machine with the binary.
 */

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'amtsmappe-pack-'));
const unpacked = join(folder, 'out/linux-unpacked');
const content = join(folder, 'content');
const run = (bin: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string =>
  execFileSync(process.execPath, [join(root, 'node_modules', bin), ...args], {
    cwd: root,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

beforeAll(() => {
  execFileSync(process.execPath, ['tools/build.ts'], { cwd: root });
  const electron = join(folder, 'electron');
  const empty = join(folder, 'empty');
  mkdirSync(join(electron, 'resources'), { recursive: true });
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{}');
  run('@electron/asar/bin/asar.js', ['pack', empty, join(electron, 'resources/default_app.asar')]);
  const wire = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 8]),
    Buffer.from('1'.repeat(8)),
  ]);
  writeFileSync(join(electron, 'electron'), Buffer.concat([Buffer.alloc(100), wire, Buffer.alloc(100)]), {
    mode: 0o755,
  });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox'])
    writeFileSync(join(electron, name), '');
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  };
  writeFileSync(join(electron, 'version'), devDependencies.electron);
  run('electron-builder/cli.js', [
    '--dir',
    '--linux',
    `--config.electronDist=${electron}`,
    `--config.directories.output=${join(folder, 'out')}`,
  ]);
  run('@electron/asar/bin/asar.js', ['extract', join(unpacked, 'resources/app.asar'), content]);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('fuses', () => {
  const fuses = run('@electron/fuses/dist/bin.js', ['read', '--app', join(unpacked, 'amtsmappe')]);
  const state = Object.fromEntries(
    [...fuses.matchAll(/(\w+) is (\w+)/g)].map(([, name, value]) => [name, value]),
  );
  expect(state).toEqual({
    RunAsNode: 'Disabled',
    EnableCookieEncryption: 'Enabled',
    EnableNodeOptionsEnvironmentVariable: 'Disabled',
    EnableNodeCliInspectArguments: 'Disabled',
    EnableEmbeddedAsarIntegrityValidation: 'Enabled',
    OnlyLoadAppFromAsar: 'Enabled',
    LoadBrowserProcessSpecificV8Snapshot: 'Disabled',
    GrantFileProtocolExtraPrivileges: 'Disabled',
  });
});

describe('what is packed', () => {
  const names = () => readdirSync(content, { recursive: true, encoding: 'utf8' });

  test('no source, no tests, no tools, no other Node, no binaries of other systems', () => {
    const all = names();
    expect(all.filter((name) => /^(test|tools|bench|docs|\.ci)\//.test(name))).toEqual([]);
    expect(all.filter((name) => /^src\/.*\.tsx?$/.test(name))).toEqual([]);
    expect(all.filter((name) => /node-(linux|win)-x64/.test(name))).toEqual([]);
    expect(all.filter((name) => name.endsWith('.node') && /win32|darwin|arm64|musl/.test(name))).toEqual([]);
    expect(all).toContain('dist/electron/preload.cjs');
  });

  test('is enough: the packed main process sets up a workspace and serves the window', () => {
    const hooks = join(root, 'test/main/shell/electron/bundle-hooks.mjs');
    const args = [
      '--no-warnings',
      '--import',
      hooks,
      join(content, 'dist/electron/main.js'),
      '--dir',
      join(folder, 'workspace'),
    ];
    const output = execFileSync(process.execPath, args, {
      cwd: content,
      encoding: 'utf8',
      env: { ...process.env, AMTSMAPPE_ROOT: content },
    });
    expect(JSON.parse(output)).toMatchObject({ made: true, after: { value: { phase: 'offen' } }, page: 200 });
  });
});
