import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { axe } from '../support/axe.ts';
import { oeffnen, wechselnZu } from '../support/bedienung.ts';
import { sticksOut } from '../support/narrow.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

/** What the administration keeps: rules as data, and what is to be kept until when. */
let app: RunningApp;
beforeAll(async () => {
  app = await startApp({ demo: true });
  await app.page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
}, 120_000);
afterAll(() => app.close());

test('retention is not offered to whoever does not administer', async () => {
  const { page } = app;
  await oeffnen(page, '#/einstellungen?ansicht=sicherung');
  await page.getByRole('heading', { level: 1, name: 'Sicherung' }).waitFor();
  expect(await page.getByRole('link', { name: 'Aufbewahrung und Löschen' }).count()).toBe(0);
});

test('whoever administers sees what is kept until when, and why', async () => {
  const { page } = app;
  await wechselnZu(page, 'Brandt');
  await oeffnen(page, '#/einstellungen?ansicht=aufbewahrung');
  await page
    .getByRole('cell', { name: /Aufbewahrungsfrist der Stadt/ })
    .first()
    .waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await sticksOut(page)).toEqual([]);
});

test('a rule is changed in a form: a new version with its source, in force from today', async () => {
  const { page } = app;
  await oeffnen(page, '#/einstellungen?ansicht=stammdaten');
  await page.getByLabel('Welche Regeln').selectOption('beschaffung.wertgrenzen');
  await page.getByRole('button', { name: /Neue Fassung/ }).click();
  const dialog = page.getByRole('dialog', { name: /Neue Fassung/ });
  await dialog.getByText('abteilungsleitung', { exact: false }).first().click();
  const bis = dialog.getByLabel('Bis netto');
  await bis.waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await sticksOut(page)).toEqual([]);
  await bis.fill('7.500,00');
  await dialog.getByRole('button', { name: /Fassung speichern/ }).click();
  await dialog.getByText('Jede Fassung braucht eine Quelle.').waitFor();
  await dialog.getByLabel('Quelle').fill('Ratsbeschluss 12/2026');
  await dialog.getByRole('button', { name: /Fassung speichern/ }).click();
  await dialog.waitFor({ state: 'detached' });
  const neu = page.getByRole('row').filter({ hasText: 'Ratsbeschluss 12/2026' });
  await neu.getByText('In Kraft').waitFor();
  await page.getByRole('cell', { name: '7.500,00' }).first().waitFor();
});

test('what the schema refuses is said with its place, and nothing is stored', async () => {
  const { page } = app;
  await page.getByLabel('Welche Regeln').selectOption('aufbewahrung');
  await page.getByRole('button', { name: /Neue Fassung/ }).click();
  const dialog = page.getByRole('dialog', { name: /Neue Fassung/ });
  await dialog.getByRole('button', { name: 'Zeile hinzufügen' }).click();
  await dialog.getByRole('textbox', { name: 'Jahre' }).fill('zehn');
  await dialog.getByText('Eine ganze Zahl').waitFor();
  await dialog.getByLabel('Quelle').fill('Probe');
  await dialog.getByRole('button', { name: /Fassung speichern/ }).click();
  await dialog.getByText('Inhalt der Tabelle stimmt nicht').waitFor();
  await dialog.getByRole('button', { name: 'Abbrechen' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByRole('cell', { name: 'Probe' }).count()).toBe(0);
});

test('two administrators at one entry: the second compares and decides, nothing is overwritten silently', async () => {
  const { page } = app;
  await oeffnen(page, '#/einstellungen?ansicht=personen');
  await page.getByRole('button', { name: /Pohl/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Funktion').fill('Meine Bezeichnung');
  // Somebody else is quicker, at the same field and at another.
  await page.evaluate(async () => {
    type Call = (channel: string, input: unknown) => Promise<{ value: never }>;
    const { call } = (window as never as { amtsmappe: { call: Call } }).amtsmappe;
    const { personen } = (await call('verzeichnis.get', null)).value as {
      personen: { id: string; nachname: string }[];
    };
    const { id } = personen.find((p) => p.nachname === 'Pohl')!;
    const { revision } = (await call('vorgang.get', { id })).value as { revision: number };
    const angaben = { funktion: 'Deren Bezeichnung', titel: 'Dr.' };
    const command = { type: 'changePerson', angaben };
    await call('command.execute', { art: 'person', vorgang: id, baseRevision: revision, command });
  });
  await page.getByRole('dialog', { name: /Dr\./ }).waitFor();
  await dialog.getByRole('button', { name: 'Speichern', exact: true }).click();
  await dialog.getByText('Inzwischen geändert').waitFor();
  const zeile = dialog.getByRole('row').filter({ hasText: 'Meine Bezeichnung' });
  await zeile.getByText('Deren Bezeichnung').waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await sticksOut(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Meine Eingabe auf dem neuen Stand speichern' }).click();
  await dialog.getByText('Inzwischen geändert').waitFor({ state: 'detached' });
  await page.waitForFunction(() =>
    [...document.querySelectorAll('input')].some((i) => i.value === 'Meine Bezeichnung'),
  );
  // What they changed beside it has stayed.
  expect(await dialog.getByLabel('Titel').inputValue()).toBe('Dr.');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('the same for a unit: who was quicker, both values, and what they changed beside it', async () => {
  const { page } = app;
  await oeffnen(page, '#/einstellungen?ansicht=einheiten');
  await page.getByRole('table', { name: 'Einheiten der Stadt' }).waitFor();
  await page.getByRole('button', { name: 'FD 12', exact: true }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Meine Bezeichnung');
  await page.evaluate(async () => {
    type Call = (channel: string, input: unknown) => Promise<{ value: never }>;
    const { call } = (window as never as { amtsmappe: { call: Call } }).amtsmappe;
    const { einheiten } = (await call('verzeichnis.get', null)).value as {
      einheiten: { id: string; kuerzel: string }[];
    };
    const { id } = einheiten.find((e) => e.kuerzel === 'FD 12')!;
    const { revision } = (await call('vorgang.get', { id })).value as { revision: number };
    const command = { type: 'changeEinheit', angaben: { name: 'Deren Bezeichnung', kuerzel: 'FD 12a' } };
    await call('command.execute', { art: 'einheit', vorgang: id, baseRevision: revision, command });
  });
  await dialog.getByRole('button', { name: /^Speichern/ }).click();
  await dialog.getByText('Seitdem ist geschehen:').waitFor();
  await dialog.getByText(/^Einheit geändert, .*Brandt/).waitFor();
  const table = dialog.getByRole('table', { name: 'Ihre Eingabe und der jetzige Stand' });
  await table.getByRole('row', { name: 'Name Meine Bezeichnung Deren Bezeichnung' }).waitFor();
  await table.getByRole('row', { name: 'Kürzel nicht geändert FD 12a' }).waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await sticksOut(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Meine Eingabe auf dem neuen Stand speichern' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  // What they changed beside it has stayed.
  await page.getByRole('row', { name: /FD 12a Meine Bezeichnung/ }).waitFor();
});

test('nothing was complained about on the way', () => {
  expect(app.complaints).toEqual([]);
});
