import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { axe } from '../support/axe.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

/** Set-up with a recovery key that is surely on paper, locking, a wrong passphrase, a forgotten one. */
let app: RunningApp;
let key: readonly string[] = [];
beforeAll(async () => {
  app = await startApp();
}, 240_000);
afterAll(() => app.close());

/** Reads the key from the screen and copies the two groups asked for. */
async function confirmKey(): Promise<void> {
  const { page } = app;
  await page.getByRole('heading', { name: 'Notfallschlüssel aufbewahren' }).waitFor();
  key = await page.locator('.am-key span').allInnerTexts();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ich habe ihn auf Papier' }).click();
  const fields = page.getByRole('textbox', { name: /Gruppe/ });
  for (const field of await fields.all()) await field.fill('falsch');
  await page.getByRole('button', { name: 'Bestätigen' }).click();
  await page
    .getByText(/Das ist nicht die/)
    .first()
    .waitFor();
  for (const field of await fields.all()) {
    const label = await field.evaluate((e) => (e as HTMLInputElement).labels?.[0]?.textContent ?? '');
    await field.fill((key[Number.parseInt(label, 10) - 1] ?? '').toLowerCase());
  }
  await page.getByRole('button', { name: 'Bestätigen' }).click();
}

test('the set-up says what is missing and shows the recovery key once', async () => {
  const { page } = app;
  await page.getByRole('heading', { name: 'Amtsmappe einrichten' }).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('radio', { name: /Arbeitsmappe/ }).check();
  await page.getByRole('button', { name: 'Einrichten' }).click();
  await page.getByText('Geben Sie Ihren Vornamen an.').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByLabel('Ihr Vorname').fill('Andrea');
  await page.getByLabel('Ihr Nachname').fill('Vollmer');
  await page.getByLabel('Passphrase', { exact: true }).fill('Laterne Zimt Boot');
  await page.getByLabel('Passphrase wiederholen').fill('Laterne Zimt Fjord');
  await page.getByRole('button', { name: 'Einrichten' }).click();
  await page.getByText('Die beiden Eingaben sind verschieden.').waitFor();
  await page.getByLabel('Passphrase wiederholen').fill('Laterne Zimt Boot');
  await page.getByRole('button', { name: 'Einrichten' }).click();
  await confirmKey();
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
}, 60_000);

test('locked: a wrong passphrase says so, the right one opens', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /Menü/ }).click();
  await page.getByRole('menuitem', { name: 'Sperren' }).click();
  await page.getByRole('heading', { name: 'Mappe entsperren' }).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByLabel('Passphrase', { exact: true }).fill('falsch falsch');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill('Laterne Zimt Boot');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
}, 60_000);

test('forgotten: the recovery key sets a new passphrase and is replaced', async () => {
  const { page } = app;
  const old = key;
  await page.getByRole('button', { name: /Menü/ }).click();
  await page.getByRole('menuitem', { name: 'Sperren' }).click();
  await page.getByRole('button', { name: 'Passphrase vergessen' }).click();
  await page.getByLabel('Notfallschlüssel').fill(old.join(' '));
  await page.getByLabel('Neue Passphrase', { exact: true }).fill('Anderer Fjord Zimt');
  await page.getByLabel('Neue Passphrase wiederholen').fill('Anderer Fjord Zimt');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Neue Passphrase setzen' }).click();
  await confirmKey();
  expect(key).not.toEqual(old);
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
}, 60_000);

test('a backup is written, checked and listed', async () => {
  const { page } = app;
  await page.evaluate(() => {
    location.hash = '#/einstellungen?ansicht=sicherung';
  });
  await page.getByRole('button', { name: 'Jetzt sichern' }).click();
  await page.getByRole('cell', { name: 'Geprüft' }).first().waitFor();
  expect(await axe(page)).toEqual([]);
}, 60_000);
