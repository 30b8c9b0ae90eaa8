import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowserShell } from '../src/main/shell/browser/index.ts';
import { readLink, routeOfLink } from '../src/contract/link.ts';
import { defaultDataDir } from '../src/main/shell/data-dir.ts';
import { keepEngineSafe } from '../src/main/runtime.ts';
import { openApp, type RunningApp } from '../src/main/workspace.ts';
import { findBrowser } from './browser.ts';
import { build } from './build.ts';
import { findElectron } from './electron.ts';

/**
 * `npm start`: builds what is out of date and opens the application, in Electron where its binary is there, in
 * an app window of Chromium, Chrome or Edge otherwise, and without any of them by its address.
 * `npm start -- --help` lists the options.
 */
const DEMO_PASSPHRASE = 'Uebung2026';
const HELP = `npm start -- [options]
  --dir DIR      folder of the workspace (default: the user's own application data)
  --demo         make the demo workspace at once if there is none (passphrase ${DEMO_PASSPHRASE})
  --port N       fixed port for the browser shell (default: any free one)
  --no-window    open no window, print the address
  --print-url    like --no-window; prints the address and nothing else
  --browser      use the browser shell even where Electron is there
  --link LINK    open what a link from a mail names (amtsmappe://vorgang/…)`;

const root = join(import.meta.dirname, '..');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      demo: { type: 'boolean', default: false },
      port: { type: 'string' },
      'no-window': { type: 'boolean', default: false },
      'print-url': { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false },
      link: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const dir = resolve(values.dir ?? defaultDataDir(process.platform, process.env, homedir()));
  const say = (line: string): void => (values['print-url'] ? undefined : console.log(line));
  const window = !values['no-window'] && !values['print-url'];
  const electron = window && !values.browser ? findElectron() : null;

  const built = await build(electron === null ? ['renderer'] : ['renderer', 'electron']);
  if (built.length > 0) say(`Gebaut: ${built.join(', ')}.`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const { link } = values;
  if (electron !== null && !values.demo) return runElectron(electron, dir, link);
  const app = openApp({ dir });
  if (values.demo) await openDemo(app, say);
  if (electron !== null) {
    app.close();
    return runElectron(electron, dir, link);
  }
  const place = link === undefined ? '' : `#/${routeOfLink(readLink(link))}`;
  const port = Number(values.port ?? 0);
  return runBrowser(app, dir, { port, window, printUrl: values['print-url'], place, say });
}

/** Makes the demo workspace, or opens the one that is there; a workspace of one's own is left alone. */
async function openDemo(app: RunningApp, say: (line: string) => void): Promise<void> {
  const state = await app.handlers['app.state'](null);
  if (!state.ok) return;
  if (state.value.phase === 'gesperrt') {
    const unlocked = await app.handlers['session.unlock']({ passphrase: DEMO_PASSPHRASE });
    // One whose making was cut off has been put aside and is made anew.
    if (unlocked.ok || unlocked.problem.code !== 'app.einrichtung-abgebrochen') return;
  } else if (state.value.phase !== 'einrichten') return;
  say('Der Übungsarbeitsplatz wird angelegt …');
  const input = { passphrase: DEMO_PASSPHRASE, demo: true, stadt: 'Musterhafen' };
  const made = await app.handlers['setup.create'](input);
  if (!made.ok) throw new Error(`${made.problem.heading}: ${made.problem.cause}`);
  say(`Angelegt. Passphrase: ${DEMO_PASSPHRASE}`);
}

function runElectron(binary: string, dir: string, link?: string): Promise<number> {
  const given = link === undefined ? [] : [link];
  const child = spawn(binary, [root, '--dir', dir, ...(isRoot() ? ['--no-sandbox'] : []), ...given], {
    stdio: 'inherit',
  });
  return new Promise((done) => {
    child.once('exit', (code) => done(code ?? 1));
    child.once('error', () => done(1));
  });
}

interface BrowserRun {
  readonly port: number;
  readonly window: boolean;
  readonly printUrl: boolean;
  /** where in the application it begins: '' or `#/…` */
  readonly place: string;
  readonly say: (line: string) => void;
}

async function runBrowser(app: RunningApp, dir: string, run: BrowserRun): Promise<number> {
  const shell = await startBrowserShell({ ...app, port: run.port, rendererDir: join(root, 'dist/renderer') });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void shell.close());

  const profile = join(dir, 'fenster');
  const url = shell.url + run.place;
  const tell = (): void => {
    if (run.printUrl) console.log(url);
    else run.say(`Amtsmappe läuft. Bitte in einem Browser auf diesem Rechner öffnen (gilt einmal):\n${url}`);
  };
  const browser = run.window && hasScreen() ? findBrowser() : null;
  const child = browser === null ? null : openWindow(browser, profile, url, tell, () => void shell.close());
  if (child === null) tell();
  else run.say('Amtsmappe läuft in einem eigenen Fenster. Mit dem Fenster endet auch das Programm.');

  await shell.closed;
  app.close();
  child?.kill();
  await removeProfile(profile);
  return 0;
}

/** The browser's helpers outlive it by a moment and may write their profile once more. */
async function removeProfile(profile: string): Promise<void> {
  for (let quiet = 0, tries = 0; quiet < 3 && tries < 50; tries += 1) {
    quiet = existsSync(profile) ? 0 : quiet + 1;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    await new Promise((next) => setTimeout(next, 100));
  }
}

/**
 * An app window with a profile of its own, thrown away afterwards: no history, no saved form entries, no
 * extensions that read along. `failed` is called if the browser can't open it, `closed` when
 * the user has closed it.
 */
function openWindow(
  browser: string,
  profile: string,
  url: string,
  failed: () => void,
  closed: () => void,
): ChildProcess {
  rmSync(profile, { recursive: true, force: true });
  const args = [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-features=Translate,AutofillServerCommunication',
    '--password-store=basic',
    '--lang=de',
    '--window-size=1440,900',
    ...(isRoot() ? ['--no-sandbox'] : []),
  ];
  const child = spawn(browser, args, { stdio: 'ignore' });
  child.once('error', failed);
  child.once('exit', (code) => {
    if (code === 0) closed();
    else if (code !== null) failed();
  });
  return child;
}

const isRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** Without a display a window can't open, and Chromium would only end with an error. */
const hasScreen = (): boolean =>
  process.platform !== 'linux' ||
  process.env['DISPLAY'] !== undefined ||
  process.env['WAYLAND_DISPLAY'] !== undefined;

if (import.meta.main) {
  keepEngineSafe();
  process.exitCode = await main();
}
