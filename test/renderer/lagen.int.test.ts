import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { axe } from '../support/axe.ts';
import { startRendererServer, type RendererServer } from '../support/renderer-server.ts';

/**
 * Situations that are hard to bring about for real (offline with entries waiting, a conflict, a damaged
 * workspace), shown by the built window over a bridge in memory, under the real policy of the shells.
 */
const root = join(import.meta.dirname, '../..');
let server: RendererServer;
let browser: Browser;

beforeAll(async () => {
  const vite = [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    '--mode',
    'muster',
    '--logLevel',
    'error',
  ];
  execFileSync(process.execPath, vite, { cwd: root });
  server = await startRendererServer(join(root, 'node_modules/.cache/renderer-muster'));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

interface Shown {
  readonly page: Page;
  readonly complaints: readonly string[];
}

async function show(query: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Shown> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${server.url}/?${query}`);
  await page.locator('h1').waitFor();
  return { page, complaints };
}

const LAGEN = [
  ['offline', 'sync=offline', 'Sie können weiterarbeiten.'],
  [
    'behind a certificate that does not hold',
    'sync=zertifikat',
    'Das Zertifikat der Zentrale ist unbekannt.',
  ],
  ['in conflict', 'sync=konflikt', 'verloren ist nichts'],
  ['connected', 'sync=verbunden', 'Abgeglichen 08:51 Uhr'],
  ['in its first sync', 'sync=erster', 'Listen und Suche füllen sich noch.'],
  ['in a first sync that was cut', 'sync=erster-unterbrochen', 'Er geht von selbst weiter, wo er stand'],
  ['moved to a city', 'umzug', 'Diese Mappe ist am 21.07.2026 nach „Siegen“ umgezogen.'],
  ['with nothing to do', 'korb=leer', 'Nichts wartet auf Sie'],
  ['damaged', 'phase=beschaedigt', 'Es wurde nichts daran verändert.'],
  ['locked', 'phase=gesperrt', 'Mappe entsperren'],
  ['new', 'phase=einrichten', 'Womit möchten Sie beginnen?'],
] as const;

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each(LAGEN)('%s', async (_, query, says) => {
    const { page, complaints } = await show(query, { colorScheme, reducedMotion: 'reduce' });
    await page.getByText(says).first().waitFor();
    expect(await axe(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test('offline: what waits is marked on the task itself, in words', async () => {
  const { page } = await show('sync=offline');
  const task = page.getByRole('listitem').filter({ hasText: 'Büromöbel' });
  await task.getByText('Vorläufig').waitFor();
  await page.getByRole('status').filter({ hasText: 'Offline – 3 Änderungen warten' }).waitFor();
  await page.context().close();
});

test('a first sync says in the header what it is, and does not call itself offline while it runs', async () => {
  const { page } = await show('sync=erster');
  await page.getByText('1.500 von 4.161 Einträgen geladen').waitFor();
  const header = page.getByRole('banner');
  await header.getByText('Erster Abgleich läuft').waitFor();
  // What is not here yet is not called missing.
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').fill('Streusalz');
  await page.getByText('gesucht wird in dem, was schon da ist').waitFor();
  await page.getByRole('combobox').fill('amtsmappe://vorgang/0192');
  await page.getByText('Dieser Link ist unvollständig oder beschädigt.').waitFor();
  await page.context().close();
});

test('a centre of several cities: one chooses by keyboard, and is told of which city one is', async () => {
  const { page } = await show('phase=einrichten');
  await page.getByRole('button', { name: 'Mit Zentrale verbinden' }).press('Enter');
  await page.getByLabel('Adresse der Zentrale').fill('amtsmappe.rechenzentrum.example');
  await page.keyboard.press('Enter');
  await page.getByText('6 Städte').waitFor();
  await page.getByText('je nach Stadt').waitFor();
  // The keyboard goes on from what was found, not from the top of the page.
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('antwortet'));
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Sie');
  await page.getByRole('option', { name: 'Stadt Siegen' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Im Browser anmelden' }).press('Enter');
  await page.getByText('Angemeldet: Katrin Sörensen').waitFor();
  await page.getByText('Stadt Siegen. Die Passphrase').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.context().close();
});

test('outdoors: everything to be touched is at least 44 px high', async () => {
  const { page } = await show('aussen');
  await page.locator('html[data-aussen=ja]').waitFor();
  const low = await page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        '.am-head button:not(.am-skip), .am-pagehead button, .am-rail a',
      ),
    ]
      .filter((e) => e.getBoundingClientRect().height < 44)
      .map((e) => e.outerHTML.slice(0, 120)),
  );
  expect(low).toEqual([]);
  await page.context().close();
});

test('forced colours: states are told apart without our colours', async () => {
  const { page } = await show('', { forcedColors: 'active' });
  await page.getByText('Überfällig').first().waitFor();
  const borders = await page
    .locator('.am-tag')
    .evaluateAll((tags) => tags.map((t) => getComputedStyle(t).borderTopWidth));
  expect(borders.every((width) => width === '1px')).toBe(true);
  await page.context().close();
});

test('the list of 2,000 keeps its columns, sorting and filter', async () => {
  const { page, complaints } = await show('n=2000#/beschaffung');
  await page.locator('.ag-row').first().waitFor();
  await page.getByRole('button', { name: 'Spalten' }).click();
  await page.getByRole('menuitem', { name: 'Wert brutto' }).click();
  await page.getByRole('columnheader', { name: /Wert brutto/ }).waitFor();
  await page.getByRole('columnheader', { name: /Frist/ }).click();
  // the view is kept after a moment of quiet
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    location.hash = '#/arbeitskorb';
  });
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
  await page.evaluate(() => {
    location.hash = '#/beschaffung';
  });
  await page.getByRole('columnheader', { name: /Wert brutto/ }).waitFor();
  await page.locator('[role=columnheader][aria-sort=ascending]').filter({ hasText: 'Frist' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});
