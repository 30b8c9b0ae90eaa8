import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { umlaufKontext, type Laufzettel } from '../../src/domain/beschaffung/index.ts';
import { startBrowserShell, type BrowserShell } from '../../src/main/shell/browser/index.ts';
import { axe } from '../support/axe.ts';
import { oeffnen } from '../support/bedienung.ts';
import { connectLaptop, type Laptop } from '../support/connected-laptop.ts';
import { sendSlip } from '../support/connected-slip.ts';
import { byName } from '../support/organisation.ts';
import { startTestService, type TestService } from '../support/service.ts';

/*
 * What a clerk sees of documents on a slow line and of the pen: a laptop connected to a real centre, in a window. The
 * line stops in the middle of a document until the test lets it go on.
 */
const root = join(import.meta.dirname, '../..');
const LONG = { timeout: 90_000 };
let service: TestService;
let arslan: Laptop;
let naumann: Laptop;
let shell: BrowserShell;
let browser: Browser;
let page: Page;
let slip: string;

/** A line that lets half of a document through, and from then on drips until the test lets it run. */
let drips = true;
const slow = (async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init);
  const size = Number(response.headers.get('content-length') ?? 0);
  if (!url.includes('/blobs/') || size < 1_000_000 || init?.method !== 'GET' || !response.body)
    return response;
  let passed = 0;
  const dripping = new TransformStream<Uint8Array, Uint8Array>({
    transform: async (chunk, out) => {
      for (let at = 0; at < chunk.length;) {
        if (init.signal?.aborted) return out.error(new Error('stopped'));
        const slowly = drips && passed > size / 2;
        if (slowly) await new Promise((next) => setTimeout(next, 100));
        const piece = chunk.subarray(at, slowly ? at + 300 : chunk.length);
        out.enqueue(piece);
        at += piece.length;
        passed += piece.length;
      }
    },
  });
  const { status, headers } = response;
  return new Response(response.body.pipeThrough(dripping), { status, headers });
}) as typeof fetch;

beforeAll(async () => {
  // Its bundler does not run inside of Jest.
  execFileSync(process.execPath, ['--no-warnings', 'tools/build.ts'], { cwd: root, stdio: 'ignore' });
  service = await startTestService({ login: true, uebung: true });
  arslan = await connectLaptop(service.address, byName('Arslan').id);
  const pdf = await PDFDocument.create();
  pdf.addPage();
  await pdf.attach(randomBytes(4_000_000), 'Aufmass.bin', { mimeType: 'application/octet-stream' });
  const bytes = await pdf.save();
  slip = await sendSlip(arslan, 'Feuerwehrschläuche', 90_000, { dateiname: 'Angebot-Kern.pdf', bytes });
  await arslan.sync();
  naumann = await connectLaptop(service.address, byName('Naumann').id, slow);
  shell = await startBrowserShell({
    ...naumann.app,
    rendererDir: join(root, 'dist/renderer'),
    graceMs: 600_000,
  });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(90_000);
  page = await context.newPage();
  await page.goto(shell.url);
}, 300_000);
afterAll(async () => {
  drips = false;
  await browser?.close();
  await shell?.close();
  for (const l of [arslan, naumann]) l?.remove();
  await service?.remove();
});

const shots = process.env['SHOTS'];
async function look(name: string): Promise<void> {
  // A spinner turns for as long as something runs.
  await page.waitForFunction(
    () => document.getAnimations().every((a) => a.effect?.getTiming().iterations === Infinity),
    null,
    LONG,
  );
  if (shots) {
    for (const [w, h] of [
      [1366, 768],
      [1920, 1080],
    ] as const)
      for (const theme of ['light', 'dark']) {
        await page.setViewportSize({ width: w, height: h });
        await page.evaluate((t) => document.documentElement.setAttribute('data-kern-theme', t), theme);
        await page.waitForTimeout(300);
        await page.screenshot({ path: `${shots}/${name}-${w}-${theme}.png` });
      }
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.evaluate(() => document.documentElement.setAttribute('data-kern-theme', 'light'));
  }
  expect(await axe(page)).toEqual([]);
}

test('a document on a slow line: said in the Vorgang and in the state of the sync, and shown when it is here', async () => {
  await oeffnen(page, `#/beschaffung/${slip}`);
  const box = page.getByRole('region', { name: '1 Dokument ist noch nicht auf diesem Rechner' });
  await box.getByText(/Angebot-Kern\.pdf – wird geladen, \d+ %/).waitFor(LONG);
  await look('fehlend');
  await oeffnen(page, '#/zentrale');
  const row = page.getByRole('row', { name: /Angebot-Kern\.pdf/ });
  await row.getByText(/3,8 MB – \d+ %/).waitFor(LONG);
  await page.getByText('1 Dokument kommt von der Zentrale.').waitFor(LONG);
  await look('verkehr');
  drips = false;
  await page.getByText('Alle Dokumente sind übertragen').waitFor(LONG);
  await oeffnen(page, `#/beschaffung/${slip}`);
  await page.getByRole('heading', { name: 'Feuerwehrschläuche' }).waitFor(LONG);
  await box.waitFor({ ...LONG, state: 'detached' });
}, 240_000);

test('who signs just now is said beside the route and in the dialog; without a network what a signature is worth', async () => {
  const state = naumann.workspace().ctx.store.read.stand(slip)?.state as Laufzettel;
  const [main] = umlaufKontext(state).dokumente;
  const pen = await service.lineOf(arslan.person);
  await pen.transport.takePen(slip, main!.sha256);
  await naumann.sync();
  await page.getByText(/Arslan zeichnet gerade, längstens bis \d\d:\d\d Uhr/).waitFor(LONG);
  await look('stift');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Arslan zeichnet gerade/).waitFor(LONG);
  await look('stift-dialog');
  await pen.transport.returnPen(main!.sha256);
  naumann.cut(true);
  await naumann.sync();
  await dialog.getByText('Ohne Zentrale: Ihre Unterschrift ist vorläufig').waitFor(LONG);
  await look('ohne-stift');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ ...LONG, state: 'detached' });
  await page.getByText('Sie können weiterarbeiten.').waitFor(LONG);
  await page.getByRole('tab', { name: 'Verlauf' }).click();
  await look('verlauf');
}, 240_000);
