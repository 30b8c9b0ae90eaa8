import * as electron from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { keepEngineSafe } from '../../runtime.ts';
import { openApp } from '../../workspace.ts';
import { defaultDataDir } from '../data-dir.ts';
import { runElectronShell } from './app.ts';

/* Entry of the Electron main process; bundled to dist/electron/main.js, beside it the preload and the window. */

keepEngineSafe();

const flag = process.argv.indexOf('--dir');
const dir =
  flag === -1 ? defaultDataDir(process.platform, process.env, homedir()) : (process.argv[flag + 1] ?? '.');
const dist = join(electron.app.getAppPath(), 'dist');

// Chromium's own files beside the workspace; also decides what "a second start" is: one per workspace
electron.app.setPath('userData', join(dir, 'fenster'));

/** The page of an identity provider; its address was made by main/login and is TLS or this very machine. */
async function openLogin(address: string): Promise<void> {
  const { protocol, hostname } = new URL(address);
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && local)) throw new Error('not a login page');
  await electron.shell.openExternal(address);
}

await runElectronShell(electron, {
  rendererDir: join(dist, 'renderer'),
  preload: join(dist, 'electron', 'preload.cjs'),
  args: process.argv,
  platform: process.platform,
  log: (line) => void process.stderr.write(`${line}\n`),
  open: async (keyStore) => {
    const app = openApp({ dir, keyStore, openExternal: openLogin });
    await app.app.start();
    return { ...app, close: async () => app.close() };
  },
});
