import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { runAudit } from '../../src/cli/audit.ts';
import { axe } from '../support/axe.ts';
import { einrichten, oeffnen, wechselnZu, zeichnen } from '../support/bedienung.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

const NOTICE = join(import.meta.dirname, '../fixtures/eforms/cn_24_minimal.xml');
/** Undo is offered for ten seconds before a slip goes out. */
const UNDO_MS = 10_000;

let app: RunningApp;
let slip: string;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('a new user sets up the demo workspace and creates a slip from a notice', async () => {
  const { page } = app;
  const key = await einrichten(page);
  expect(key).toHaveLength(8);
  await wechselnZu(page, 'Arslan');
  await page.getByRole('link', { name: 'Beschaffung' }).click();
  await page.getByRole('button', { name: /Laufzettel anlegen/ }).click();
  await page.getByRole('button', { name: 'Aus Bekanntmachung …' }).click();
  await page.locator('input[type=file]').first().setInputFiles(NOTICE);
  await page.getByRole('button', { name: /Laufzettel anlegen/ }).click();
  await page.getByRole('heading', { name: /Provision of IT Services/ }).waitFor();
  slip = new URL(page.url()).hash;
  expect(slip).toMatch(/^#\/beschaffung\/[0-9a-f-]{36}/);
});

test('what the notice lacks is named, added, and the slip is sent along the route that was shown', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /In den Umlauf geben/ }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Angaben ergänzen' }).click();
  // the keyboard is in the field that is missing, not at the top of the page
  await page.waitForFunction(() => document.activeElement?.closest('[data-feld]') !== null);
  await page.locator('main').getByText('Ohne geschätzten Auftragswert').first().waitFor();
  await page.getByLabel('Auftragswert netto').fill('9600');
  await page.getByLabel('Methode').fill('Marktabfrage bei drei Anbietern');
  await page.getByLabel('Haushaltsstelle').fill('1110.0821');
  await page.getByRole('group', { name: 'Tag der Schätzung' }).getByRole('spinbutton').first().click();
  await page.keyboard.type(today());
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: /In den Umlauf geben/ }).click();
  const dialog = page.getByRole('dialog');
  for (const shown of [
    'Mittelbestätigung',
    'Zentrale Vergabestelle',
    'Schlusszeichnung',
    'Warum dieser Schritt?',
  ]) {
    await dialog.getByText(shown).first().waitFor();
  }
  await dialog.getByRole('button', { name: /In den Umlauf geben/ }).click();
  await page
    .locator('main')
    .getByText('Im Umlauf')
    .first()
    .waitFor({ timeout: UNDO_MS + 30_000 });
});

test('three people sign, one after another, each with an own key', async () => {
  const { page } = app;
  for (const [nachname, next] of [
    ['Naumann', '1 von 3'],
    ['Krüger', '2 von 3'],
    ['Lohmann', '3 von 3'],
  ] as const) {
    await wechselnZu(page, nachname);
    await oeffnen(page, slip);
    await zeichnen(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Die Signatur ist gültig').waitFor({ timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Fertig' }).click();
    await page.getByText(`${next} Schritten erledigt`).waitFor();
  }
});

test('a wrong PIN says so and changes nothing', async () => {
  const { page } = app;
  await wechselnZu(page, 'Vollmer');
  await oeffnen(page, '#/');
  await page.getByText('Streusalz').first().click();
  await page.getByRole('button', { name: /^Zeichnen/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText(/kein Interessenkonflikt/)
    .first()
    .click();
  await dialog.getByLabel(/^PIN/).fill('000000');
  await dialog.getByRole('button', { name: /Verbindlich zeichnen/ }).click();
  await dialog.getByText(/lässt sich mit dieser PIN nicht öffnen/).waitFor();
  await dialog.getByRole('button', { name: 'Abbrechen' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('1 von 3 Schritten erledigt').waitFor();
});

test('the requester takes the PDF out; strangers accept it', async () => {
  const { page } = app;
  await wechselnZu(page, 'Arslan');
  await oeffnen(page, slip);
  await page.locator('main').getByText('Gezeichnet').first().waitFor();
  const file = await downloadOf(page);
  const judged = execFileSync('pdfsig', [file], { encoding: 'utf8' });
  expect(judged.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(3);
  expect(judged).toContain('Total document signed');
  expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
    'No syntax or stream encoding errors',
  );
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  expect(text).toContain('Vergabevermerk');
  expect(text).toMatch(/Übung/);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
});

test('who audits takes the evidence of it along, by keyboard alone; audit finds it whole', async () => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Verlauf' }).click();
  const open = page.getByRole('button', { name: 'Nachweis ausgeben …' });
  await open.waitFor();
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const inhalt = dialog.getByRole('checkbox', { name: /Mit Inhalt/ });
  await inhalt.waitFor();
  await inhalt.focus();
  await page.keyboard.press('Space');
  await dialog.getByRole('button', { name: 'Ausgeben' }).focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/^nachweis-LZ-\d{4}-\d{4}\.ndjson$/);
  await dialog.getByText('Alle Einträge bis jetzt sind darin.').waitFor();
  for (const theme of ['light', 'dark']) {
    await page.evaluate((t) => document.documentElement.setAttribute('data-kern-theme', t), theme);
    expect({ theme, funde: await axe(page) }).toEqual({ theme, funde: [] });
  }
  await page.evaluate(() => document.documentElement.setAttribute('data-kern-theme', 'light'));
  let out = '';
  const io = { out: (t: string) => void (out += t), err: (t: string) => void (out += t), env: {} };
  expect([await runAudit(['verify', await download.path()], io), out]).toEqual([
    0,
    expect.stringContaining('unversehrt'),
  ]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test('nothing was complained about on the way', () => {
  expect(app.complaints).toEqual([]);
});

/** The signed Vermerk through the page's own rights: what the window shows is what is taken out. */
async function downloadOf(page: Page): Promise<string> {
  const name = page
    .locator('main')
    .getByText(/Vergabevermerk-LZ-\d{4}-\d{4}-bedarf\.pdf/)
    .first();
  await name.waitFor();
  await page.getByRole('tab', { name: /Anlagen/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('link', { name: /speichern|herunterladen/i })
      .first()
      .click(),
  ]);
  return download.path();
}

/** Today as one types it into a date field: DDMMYYYY. */
const today = (): string =>
  new Intl.DateTimeFormat('de-DE', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'Europe/Berlin',
  })
    .format(new Date())
    .replaceAll('.', '');
