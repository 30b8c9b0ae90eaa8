import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axe } from '../support/axe.ts';
import { notfallschluessel, oeffnen, PASSPHRASE } from '../support/bedienung.ts';
import { startCentreProcess } from '../support/centre-process.ts';
import { startCutProxy } from '../support/cut-proxy.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

/**
 * Two laptops and one central service, each a process of its own, started as the README says; the cable of both
 * runs through a proxy that can be cut. Whoever sits there uses the windows only.
 */
let centre: Awaited<ReturnType<typeof startCentreProcess>>;
let cable: Awaited<ReturnType<typeof startCutProxy>>;
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-e2e-zentrale-'));
const apps: RunningApp[] = [];
const LONG = { timeout: 90_000 };

beforeAll(async () => {
  centre = await startCentreProcess();
  cable = await startCutProxy(centre.address);
  for (const name of ['a', 'b']) apps.push(await startApp({ dir: join(base, name) }));
});
afterAll(async () => {
  for (const app of apps) await app.close();
  cable?.close();
  await centre?.close();
  rmSync(base, { recursive: true, force: true });
});

/** From the first screen to the open window, by keyboard but for the page of the identity provider. */
async function verbinden(page: Page, nachname: string, pruefe: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Mit Zentrale verbinden' }).press('Enter');
  await page.getByRole('heading', { name: 'Mit Zentrale verbinden' }).waitFor(LONG);
  if (pruefe) {
    await page.keyboard.type('127.0.0.1:1');
    await page.keyboard.press('Enter');
    await page.getByText('Zentrale nicht erreichbar').waitFor(LONG);
    expect(await axe(page)).toEqual([]);
  }
  await page.getByLabel('Adresse der Zentrale').fill(cable.address);
  await page.keyboard.press('Enter');
  await page.getByText('Die Zentrale antwortet.').waitFor(LONG);
  await page.getByText('Musterhafen', { exact: true }).waitFor(LONG);
  const opened = page.context().waitForEvent('page', LONG);
  await page.getByRole('button', { name: 'Im Browser anmelden' }).press('Enter');
  const login = await opened;
  await login.getByLabel('Person').waitFor(LONG);
  if (pruefe) {
    expect(await axe(login)).toEqual([]);
    expect(await axe(page)).toEqual([]);
  }
  const option = login.locator('option', { hasText: nachname });
  await login.getByLabel('Person').selectOption((await option.first().getAttribute('value')) ?? '');
  await login.getByRole('button', { name: 'Anmelden' }).click();
  await login.getByText('Sie sind angemeldet').waitFor(LONG);
  await login.close();

  await page.getByText(new RegExp(`Angemeldet: .*${nachname}`)).waitFor(LONG);
  if (pruefe) expect(await axe(page)).toEqual([]);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Passphrase wiederholen').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Mappe anlegen' }).press('Enter');
  await notfallschluessel(page);
  await page.getByRole('button', { name: new RegExp(`${nachname}.*Menü$`, 's') }).waitFor(LONG);
}

const REGELN = '#/einstellungen?ansicht=stammdaten';

/** Enters a new version of the first rule table, told apart by its source. */
async function neueFassung(page: Page, quelle: string): Promise<void> {
  await oeffnen(page, REGELN);
  await page.getByRole('button', { name: 'Neue Fassung' }).click(LONG);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Quelle').fill(quelle, LONG);
  const save = dialog.getByRole('button', { name: 'Fassung speichern' });
  // It saves only when it has read the state that it is going to overwrite.
  for (let tries = 0; tries < 60 && (await save.isVisible()); tries += 1) {
    await save.click({ timeout: 2000 }).catch(() => undefined);
    await dialog.waitFor({ timeout: 2000, state: 'detached' }).catch(() => undefined);
  }
  await dialog.waitFor({ ...LONG, state: 'detached' });
}

async function siehtFassung(page: Page, quelle: string): Promise<void> {
  await oeffnen(page, REGELN);
  await page.getByText(quelle).first().waitFor(LONG);
}

async function abgleichen(page: Page): Promise<void> {
  await oeffnen(page, '#/zentrale');
  await page.getByRole('button', { name: 'Jetzt abgleichen' }).click(LONG);
  await page.getByText('Verbunden', { exact: true }).waitFor(LONG);
}

test('two apps connect, see each other, work on without a network, and resolve a conflict in the inbox', async () => {
  const [a, b] = apps.map((app) => app.page) as [Page, Page];
  await verbinden(a, 'Brandt', true);
  await verbinden(b, 'Arslan', false);

  await neueFassung(a, 'Beschluss 1 von Brandt');
  await siehtFassung(b, 'Beschluss 1 von Brandt');
  await neueFassung(b, 'Beschluss 2 von Arslan');
  await siehtFassung(a, 'Beschluss 2 von Arslan');

  cable.cut(true);
  await neueFassung(a, 'Ohne Netz von Brandt');
  await neueFassung(b, 'Ohne Netz von Arslan');
  for (const page of [a, b]) {
    await page.getByText('Sie können weiterarbeiten.').waitFor(LONG);
    expect(await axe(page)).toEqual([]);
  }
  await siehtFassung(b, 'Ohne Netz von Arslan');

  cable.cut(false);
  await abgleichen(a);
  await siehtFassung(b, 'Ohne Netz von Arslan');
  await abgleichen(b);
  await b.getByText('Ihrer Eingaben gilt so nicht mehr.').waitFor(LONG);
  await b.getByRole('link', { name: 'Ansehen und entscheiden' }).press('Enter');
  await b.getByRole('heading', { name: 'Von der Zentrale nicht angenommen' }).waitFor(LONG);
  const zeile = b.getByRole('row', { name: /Quelle/ });
  await zeile.getByRole('cell', { name: 'Ohne Netz von Arslan' }).waitFor(LONG);
  await zeile.getByRole('cell', { name: 'Ohne Netz von Brandt' }).waitFor(LONG);
  for (const name of ['Auf dem neuen Stand wiederholen', 'Ansehen und ändern', 'Eingabe aufgeben'])
    await b.getByRole('button', { name }).waitFor(LONG);
  expect(await axe(b)).toEqual([]);
  await b.getByRole('button', { name: 'Auf dem neuen Stand wiederholen' }).press('Enter');
  await b
    .getByRole('heading', { name: 'Von der Zentrale nicht angenommen' })
    .waitFor({ ...LONG, state: 'detached' });
  await abgleichen(b);
  await siehtFassung(a, 'Ohne Netz von Arslan');
  await siehtFassung(a, 'Ohne Netz von Brandt');

  await oeffnen(a, '#/einstellungen?ansicht=geraete');
  await a.getByRole('cell', { name: 'Selin Arslan', exact: true }).waitFor(LONG);
  expect(await axe(a)).toEqual([]);
  await oeffnen(a, '#/zentrale');
  await a.getByText('Ohne Netz benutzbar bis').waitFor(LONG);
  expect(await axe(a)).toEqual([]);
  for (const app of apps)
    expect(app.complaints.filter((c) => !/ERR_|Failed to load resource/.test(c))).toEqual([]);
});
