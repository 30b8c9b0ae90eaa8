import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startApp, type RunningApp } from '../support/running-app.ts';

/** A slip before and beside its route: annexes with their errors, sending with its ten seconds, asking, returning. */
const NOTICES = join(import.meta.dirname, '../fixtures/eforms');
let app: RunningApp;
let page: Page;

beforeAll(async () => {
  app = await startApp({ demo: true });
  page = app.page;
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
}, 240_000);
afterAll(() => app.close());

const go = (hash: string) =>
  page.evaluate((h) => {
    location.hash = h;
  }, hash);

async function openSlip(title: string): Promise<void> {
  await go('#/beschaffung');
  await page.getByRole('gridcell', { name: title }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** The printed Vermerk of the slip on screen, as bytes. */
async function vermerk(): Promise<Buffer> {
  await page.getByRole('tab', { name: /Anlagen/ }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /Vergabevermerk.*speichern/ }).click();
  const path = await (await download).path();
  return readFileSync(path);
}

describe('annexes', () => {
  test('a good file is attached, each bad one says for itself what is wrong', async () => {
    await openSlip('Streusalz');
    const pdf = await vermerk();
    await openSlip('Schutzkleidung');
    await page.getByRole('tab', { name: /Anlagen/ }).click();
    await page.getByLabel('PDF hier ablegen').setInputFiles([
      { name: 'angebot.pdf', mimeType: 'application/pdf', buffer: pdf },
      { name: 'notiz.pdf', mimeType: 'application/pdf', buffer: Buffer.from('nur Text') },
      { name: 'halb.pdf', mimeType: 'application/pdf', buffer: pdf.subarray(0, 2000) },
    ]);
    await page.getByRole('button', { name: 'angebot.pdf', exact: true }).waitFor();
    await page.getByRole('alert').filter({ hasText: 'notiz.pdf' }).waitFor();
    await page.getByRole('alert').filter({ hasText: 'halb.pdf' }).waitFor();
    expect(await page.getByRole('alert').filter({ hasText: 'angebot.pdf' }).count()).toBe(0);
  });

  test('removing can be undone within ten seconds', async () => {
    await page.getByRole('button', { name: 'angebot.pdf entfernen' }).click();
    await page.getByText('„angebot.pdf“ wird entfernt.').waitFor();
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await page.getByText('„angebot.pdf“ wird entfernt.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'angebot.pdf', exact: true }).waitFor();
  });
});

test('a notice that is not valid says what is missing and creates nothing', async () => {
  await go('#/beschaffung/einfuhr');
  await page
    .getByLabel('Bekanntmachung (eForms, XML) hier ablegen')
    .setInputFiles(join(NOTICES, 'INVALID_cn_24_empty.xml'));
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('button', { name: 'Laufzettel anlegen' }).count()).toBe(0);
});

test('a notice becomes a slip that says what it still needs', async () => {
  await page
    .getByLabel('Bekanntmachung (eForms, XML) hier ablegen')
    .setInputFiles(join(NOTICES, 'cn_24_minimal.xml'));
  await page.getByRole('button', { name: 'Laufzettel anlegen' }).click();
  await page.getByRole('heading', { level: 1, name: /Provision of IT Services/ }).waitFor();
  await page.getByRole('button', { name: /In den Umlauf geben/ }).click();
  await page.getByRole('dialog').getByText('Geschätzter Auftragswert fehlt').waitFor();
  await page.keyboard.press('Escape');
});

describe('before it leaves the desk', () => {
  test('the route is shown with its reasons, and sending can be taken back', async () => {
    await openSlip('Schutzkleidung');
    await page.getByRole('button', { name: /In den Umlauf geben/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Warum dieser Schritt?').first().click();
    await dialog
      .getByText(/Regel /)
      .first()
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Der Laufzettel wird in den Umlauf gegeben.').waitFor();
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await page.getByText('Der Laufzettel wird in den Umlauf gegeben.').waitFor({ state: 'detached' });
    await page.locator('.am-pagehead').getByText('Entwurf').waitFor();
  });

  test('sent at once, it is on its way and can no longer be edited', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Sofort' }).click();
    await page.locator('.am-pagehead').getByText('Im Umlauf').waitFor();
    await page.getByRole('button', { name: /Bearbeiten/ }).waitFor({ state: 'detached' });
  });
});

describe('on the way', () => {
  test('returning needs a reason, supersedes, and leaves the signature in sight', async () => {
    await openSlip('Streusalz');
    await page.getByRole('button', { name: 'Weitere Aktionen' }).click();
    await page.getByRole('menuitem', { name: 'Zurückgeben …' }).click();
    await page.getByRole('button', { name: 'Zurückgeben' }).click();
    await page.getByText('Zurückgeben geht nur mit einer Begründung.').waitFor();
    await page.getByLabel('Begründung').fill('Bitte Menge prüfen');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Sofort' }).click();
    await page.locator('.am-pagehead').getByText('Zurückgegeben').waitFor();
    await page
      .getByText(/überholt: Bitte Menge prüfen/)
      .first()
      .waitFor();
  });
});

test('nothing broke the policy of the window on the way', () => {
  expect(app.complaints).toEqual([]);
});
