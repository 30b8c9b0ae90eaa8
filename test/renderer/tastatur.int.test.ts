import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type RunningApp } from '../support/running-app.ts';
import { oeffnen, wechselnZu } from '../support/bedienung.ts';
import { eventually } from '../support/eventually.ts';

/** The main job without a mouse: from the Arbeitskorb to a signature that was checked. */
let app: RunningApp;
beforeAll(async () => {
  app = await startApp({ demo: true });
}, 240_000);
afterAll(() => app.close());

/** Presses Tab until the focused element's name matches; fails when the focus went all around. */
async function tabTo(name: RegExp): Promise<void> {
  const { page } = app;
  for (let i = 0; i < 60; i++) {
    const focused = await page.evaluate(() => {
      const e = document.activeElement as HTMLElement | null;
      if (e instanceof HTMLInputElement) return [...(e.labels ?? [])].map((l) => l.textContent).join(' ');
      return e?.matches('button, a, summary') ? (e.getAttribute('aria-label') ?? e.textContent ?? '') : '';
    });
    if (name.test(focused)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${String(name)}`);
}

test('signs the most urgent slip with the keyboard alone', async () => {
  const { page } = app;
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
  const before = await page
    .getByRole('heading', { name: /Zeichnen und entscheiden/ })
    .locator('..')
    .innerText();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Zeichnen' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').getByLabel(/PIN/).waitFor();

  await tabTo(/PIN/);
  await page.keyboard.type('123456');
  await tabTo(/kein Interessenkonflikt/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');

  const proof = page.getByRole('dialog', { name: /gezeichnet/ });
  await proof.getByText('Die Signatur ist gültig').waitFor();
  await page.keyboard.press('Escape');
  await proof.waitFor({ state: 'detached' });
  await page
    .getByText(/Gültig signiert \(Übung\)/)
    .nth(1)
    .waitFor();

  await page.keyboard.press('Alt+1');
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
  const after = page.getByRole('heading', { name: /Zeichnen und entscheiden/ }).locator('..');
  await eventually(async () => expect(await after.innerText()).not.toBe(before));
}, 60_000);

test('a dialog keeps the focus and gives it back', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /Vorgang, Person oder Aktenzeichen/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox').waitFor();
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('Tab');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.closest('.am-modal') !== null)).toBe(true),
    );
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // the focus goes back in a later frame, not in the one that takes the dialog away
  await page.waitForFunction(() => document.activeElement?.classList.contains('am-head__search'));
});

test('a dialog whose focused button is disabled takes the focus itself: Tab stays inside, Escape is heard', async () => {
  const { page } = app;
  await page.keyboard.press('Control+K');
  const close = page.getByRole('button', { name: 'Suche schließen' });
  const busy = (is: boolean) =>
    close.evaluate((b, off) => {
      (b as HTMLButtonElement).disabled = off;
    }, is);
  for (const key of ['Tab', 'Escape']) {
    await close.focus();
    // As it happens while something runs: the browser hands the focus to the page behind.
    await busy(true);
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'dialog');
    await page.keyboard.press(key);
    if (key === 'Escape') break;
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
    await busy(false);
  }
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('the list is walked with arrows and opened with Enter', async () => {
  const { page } = app;
  await page.evaluate(() => {
    location.hash = '#/beschaffung';
  });
  await page.locator('.ag-row').first().waitFor();
  await page
    .locator('.ag-cell[col-id=titel]')
    .first()
    .click({ modifiers: ['Control'], trial: true });
  await page.locator('.ag-cell[col-id=titel]').first().focus();
  await page.keyboard.press('ArrowDown');
  const title = await page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
});

test('the focus is always visible: three pixels', async () => {
  const { page } = app;
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await eventually(async () =>
    expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineWidth)).toBe(
      '3px',
    ),
  );
});

test('a dialog begins in its first field, takes Enter, shows what lacks, and gives the focus back', async () => {
  const { page } = app;
  const focusOn = (label: string) =>
    page.waitForFunction(
      (text) =>
        (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent?.startsWith(text),
      label,
    );
  await wechselnZu(page, 'Brandt');
  await oeffnen(page, '#/einstellungen?ansicht=personen');
  await page.getByRole('button', { name: 'Person anlegen …' }).press('Enter');
  await focusOn('Titel');
  await page.keyboard.type('Dr.');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('alert').getByText('Pflichtangabe fehlt').waitFor();
  await focusOn('Vorname');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.textContent === 'Person anlegen …');
}, 120_000);
