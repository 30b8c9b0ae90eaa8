import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '../..');
const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface RunningApp {
  readonly page: Page;
  readonly dir: string;
  /** what the page complained about: console errors and uncaught exceptions */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts the app as `npm start` does, on a workspace of its own, and opens it in the system's Chromium. */
export async function startApp(
  options: {
    readonly demo?: boolean;
    readonly dir?: string;
    readonly width?: number;
    readonly height?: number;
    /** opened as a click on a link in a mail would */
    readonly link?: string;
  } = {},
): Promise<RunningApp> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'amtsmappe-e2e-'));
  const args = [
    '--no-warnings',
    'tools/start.ts',
    '--dir',
    dir,
    '--print-url',
    ...(options.demo ? ['--demo'] : []),
    ...(options.link === undefined ? [] : ['--link', options.link]),
  ];
  const app = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await addressOf(app);
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1366, height: options.height ?? 768 },
    acceptDownloads: true,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  });
  // a busy machine is slow, not wrong
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return {
    page,
    dir,
    complaints,
    close: async () => {
      await browser.close();
      app.kill('SIGTERM');
      await new Promise((done) => (app.exitCode === null ? app.once('exit', done) : done(null)));
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}

function addressOf(app: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((done, fail) => {
    let said = '';
    const take = (chunk: Buffer) => {
      said += String(chunk);
      const found = /http:\/\/127\.0\.0\.1:\S+/.exec(said);
      if (found) done(found[0]);
    };
    app.stdout?.on('data', take);
    app.stderr?.on('data', take);
    app.once('exit', (code) => fail(new Error(`The app ended with ${code}: ${said}`)));
  });
}
