import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { axe } from '../support/axe.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

/** Every screen of the open window, against axe-core, in both themes, and on a very narrow window. */
let app: RunningApp;
let slip = '';

beforeAll(async () => {
  app = await startApp({ demo: true });
  await app.page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
  await app.page.getByRole('link', { name: 'Streusalz' }).first().click();
  await app.page.getByRole('button', { name: 'Zeichnen' }).waitFor();
  slip = await app.page.evaluate(() => location.hash);
}, 240_000);
afterAll(() => app.close());

async function show(hash: string, ready: string): Promise<void> {
  await app.page.evaluate((h) => {
    location.hash = h;
  }, hash);
  await app.page.locator(ready).first().waitFor();
}

async function setTheme(theme: 'light' | 'dark'): Promise<void> {
  await app.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await app.page.locator(`html[data-kern-theme=${theme}]`).waitFor();
  // the new colours must have been painted
  await app.page.waitForTimeout(150);
}

const SCREENS = [
  ['Arbeitskorb', () => '#/arbeitskorb', '.am-task'],
  ['list', () => '#/beschaffung', '.ag-row'],
  ['slip with its document', () => slip, '.am-pdf canvas'],
  ['new slip', () => '#/beschaffung/neu', '.am-form'],
  ['import', () => '#/beschaffung/einfuhr', '.am-drop'],
  ['checking a PDF', () => '#/pruefen', '.am-drop'],
  ['waiting changes', () => '#/aenderungen', '.am-empty'],
  ['keys', () => '#/einstellungen?ansicht=schluessel', '.am-table'],
  ['remote signing', () => '#/einstellungen?ansicht=fernsignatur', 'form'],
  ['issuers and trusted lists', () => '#/einstellungen?ansicht=vertrauen', '.am-empty'],
  ['raising signatures', () => '#/hochstufen', '.am-empty'],
  ['devices', () => '#/einstellungen?ansicht=geraete', '.am-empty'],
  ['centre', () => '#/zentrale', '.am-dl'],
  ['several steps at once', () => '#/zeichnen', '.am-table'],
  ['locking', () => '#/einstellungen?ansicht=sicherheit', 'form'],
  ['display', () => '#/einstellungen?ansicht=darstellung', 'fieldset'],
  ['backup', () => '#/einstellungen?ansicht=sicherung', '.am-empty'],
  ['people', () => '#/einstellungen?ansicht=personen', '.am-table'],
  ['units', () => '#/einstellungen?ansicht=einheiten', '.am-table'],
  ['rules', () => '#/einstellungen?ansicht=stammdaten', '.am-table'],
] as const;

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  test.each(SCREENS)('%s', async (_, hash, ready) => {
    await setTheme(theme);
    await show(hash(), ready);
    expect(await axe(app.page)).toEqual([]);
  });

  test('signing dialog', async () => {
    await setTheme(theme);
    await show(slip, '.am-pdf canvas');
    await app.page.keyboard.press('Control+Enter');
    await app.page.getByRole('dialog').getByLabel(/PIN/).waitFor();
    expect(await axe(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
    await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('search, shortcuts and menus', async () => {
    await setTheme(theme);
    await app.page.keyboard.press('Control+k');
    await app.page.getByRole('combobox').fill('Drehl');
    await app.page.getByRole('option').first().waitFor();
    expect(await axe(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
    await app.page.getByRole('dialog').waitFor({ state: 'detached' });
    await app.page.keyboard.press('?');
    await app.page.getByRole('dialog', { name: 'Tastenkürzel' }).waitFor();
    expect(await axe(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
    await app.page.getByRole('dialog').waitFor({ state: 'detached' });
    await app.page.getByRole('button', { name: 'Darstellung' }).click();
    await app.page.getByRole('menu').waitFor();
    expect(await axe(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
  });
});

describe('320 px (400 % of 1280)', () => {
  test.each(SCREENS)('%s needs no sideways scrolling', async (_, hash, ready) => {
    await app.page.setViewportSize({ width: 320, height: 640 });
    await show(hash(), ready);
    const wide = await app.page.evaluate(() => {
      const main = document.querySelector('.am-main');
      return {
        page: document.documentElement.scrollWidth - innerWidth,
        main: main ? main.scrollWidth - main.clientWidth : 0,
      };
    });
    expect(wide).toEqual({ page: 0, main: 0 });
  });
});

test('nothing broke the policy of the window on the way', () => {
  expect(app.complaints).toEqual([]);
});
