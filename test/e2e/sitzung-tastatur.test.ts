import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEMO_PIN, einrichten, oeffnen, wechselnZu } from '../support/bedienung.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

/** The core of the council cycle without a mouse: open the session, hold it, close it, sign the minutes. */
const LANGE = { timeout: 60_000 };

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ width: 1366, height: 768 });
  await einrichten(app.page);
  await wechselnZu(app.page, 'Behrendt');
});
afterAll(() => app.close());

test('a session is opened and held by keyboard alone', async () => {
  const { page } = app;
  await oeffnen(page, '#/sitzung');
  await page.getByRole('heading', { name: 'Kommende Sitzungen' }).waitFor(LANGE);
  await tabTo(page, 'Rat der Stadt Musterhafen');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Sitzung eröffnen/ }).waitFor(LANGE);
  await page.keyboard.press('Control+Enter');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Jetzt eröffnen/ })
    .waitFor(LANGE);
  await page.keyboard.press('Control+Enter');
  await page.getByText('0 anwesend, 13 erforderlich').waitFor(LANGE);
  await tabTo(page, 'Fehlenden anwesend');
  await page.keyboard.press('Enter');
  await page.getByText('25 anwesend, 13 erforderlich').waitFor(LANGE);

  for (const nummer of ['Ö 3', 'Ö 4', 'Ö 5', 'N 1']) {
    await weiterBis(page, nummer);
    await page.keyboard.press('Alt+a');
    await page.getByRole('button', { name: /Schließen, weiter/ }).waitFor(LANGE);
    await page.keyboard.press('Alt+e');
    await page.getByText('Ergebnis: einstimmig angenommen').waitFor(LANGE);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /einstimmig angenommen/ }).waitFor(LANGE);
  }
  await tabTo(page, 'Sitzung beenden');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Protokoll abschließen' }).waitFor(LANGE);
  await tabTo(page, 'Protokoll abschließen');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Niederschrift entwerfen' }).waitFor(LANGE);
});

test('the minutes are drafted, presented and signed by keyboard alone', async () => {
  const { page } = app;
  const dialog = page.getByRole('dialog');
  await tabTo(page, 'Niederschrift entwerfen');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Zur Unterschrift vorlegen/ }).waitFor(LANGE);
  expect(await page.getByRole('article').innerText()).toContain(
    'Bei Eröffnung 25 stimmberechtigte Mitglieder anwesend',
  );
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^Unterschreiben/ }).waitFor(LANGE);
  await page.keyboard.press('Control+Enter');
  await dialog.getByLabel(/^PIN/).waitFor(LANGE);
  await tabTo(page, 'PIN');
  await page.keyboard.type(DEMO_PIN);
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Die Signatur ist gültig').waitFor(LANGE);
  await tabTo(page, 'Fertig');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  await page.getByText(/zur Unterschrift \(1 offen\)/).waitFor(LANGE);
  expect(app.complaints).toEqual([]);
});

/** Goes from item to item until this one is in the middle. */
async function weiterBis(page: Page, nummer: string): Promise<void> {
  const aktuell = page.locator('.am-live__tops [aria-current] .am-live__nr');
  for (let n = 0; n < 12 && (await aktuell.innerText()) !== nummer; n += 1) {
    const vorher = await aktuell.innerText();
    await page.keyboard.press('Alt+PageDown');
    await page.waitForFunction(
      (alt) =>
        document.querySelector('.am-live__tops [aria-current] .am-live__nr')?.textContent.trim() !== alt,
      vorher,
      LANGE,
    );
  }
  expect(await aktuell.innerText()).toBe(nummer);
}

/** Presses Tab until the control with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let n = 0; n < 200; n += 1) {
    const focused = await page.evaluate(() => {
      const e = document.activeElement as HTMLInputElement | null;
      if (!e || e === document.body) return '';
      return `${e.getAttribute('aria-label') ?? ''} ${e.labels?.[0]?.textContent ?? ''} ${
        e.matches('a, button') ? e.innerText : ''
      }`;
    });
    if (focused.includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach „${name}“`);
}
