import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startBrowserShell, type BrowserShell } from '../../../../src/main/shell/browser/index.ts';
import { findBrowser } from '../../../../tools/browser.ts';
import { SHA, stubApp, stubRenderer } from '../stub.ts';

/* A real Chromium under the real policy; `npm test` installs one where it may. */
describe('a real window', () => {
  let browser: Browser;
  let page: Page;
  let shell: BrowserShell;
  const app = stubApp();
  const violations: string[] = [];

  beforeAll(async () => {
    shell = await startBrowserShell({ ...app.ports, rendererDir: stubRenderer(), graceMs: 200 });
    browser = await chromium.launch({ executablePath: findBrowser() ?? 'chromium', args: ['--no-sandbox'] });
    page = await (await browser.newContext()).newPage();
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) violations.push(message.text());
    });
    await page.goto(shell.url);
    await page.waitForSelector('h1');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await shell?.close();
  });

  test('leaves the start address, loads the application and violates no policy', async () => {
    expect(page.url()).toBe(`${shell.origin}/`);
    expect(await page.evaluate(() => (globalThis as { loaded?: boolean }).loaded)).toBe(true);
    expect(await page.$eval('h1', (h1) => getComputedStyle(h1).color)).toBe('rgb(1, 2, 3)');
    expect(violations).toEqual([]);
  });

  test('the bridge calls, is told events, survives a reload and cannot be replaced', async () => {
    await page.reload();
    const answer = await page.evaluate(() =>
      (window as unknown as { amtsmappe: any }).amtsmappe.call('search.query', { text: 'Füße' }),
    );
    expect(answer).toEqual({ ok: true, value: { text: 'Füße' } });
    const event = page.evaluate(
      () =>
        new Promise((resolve) => {
          const stop = (window as any).amtsmappe.on((told: unknown) => {
            stop();
            resolve(told);
          });
        }),
    );
    await page.evaluate(() => 0);
    app.tell({ type: 'state' });
    expect(await event).toEqual({ type: 'state' });
    const replaced = await page.evaluate(() => {
      try {
        (window as any).amtsmappe = { call: () => 'mine' };
      } catch {
        // read-only: throws in strict mode
      }
      return Object.keys((window as any).amtsmappe)
        .toSorted()
        .join();
    });
    expect(replaced).toBe('call,on');
  });

  test('documents go in and out by fetch', async () => {
    const result = await page.evaluate(async (sha) => {
      const put = await fetch('/blob?name=a.pdf', { method: 'PUT', body: new Uint8Array(300_000) });
      const get = await fetch(`/blob/${sha}`);
      return { put: (await put.json()) as { ok: boolean; value: { bytes: number } }, get: await get.text() };
    }, SHA);
    expect(result.put.value.bytes).toBe(300_000);
    expect(result.get).toBe('%PDF-1.7');
  });

  test('another tab without the token has no bridge', async () => {
    const other = await page.context().newPage();
    await other.goto(`${shell.origin}/`);
    const answer = (await other.evaluate(() =>
      Promise.race([
        (window as any).amtsmappe.call('app.state', null),
        new Promise((resolve) => setTimeout(() => resolve('no answer'), 6_000)),
      ]),
    )) as unknown;
    expect(answer).toMatchObject({ ok: false, problem: { code: 'shell.verbindung-verloren' } });
    await other.close();
  }, 20_000);

  test('the shell ends with its window', async () => {
    await page.close();
    await shell.closed;
  });
});
