import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { join } from 'node:path';
import { axe } from '../support/axe.ts';
import { oeffnen, wechselnZu } from '../support/bedienung.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

// From the call to the closed grave, through all people, in a real browser.
const MIT_FEHLERN = join(import.meta.dirname, '../../resources/demo/friedhof/graeber-mit-fehlern.csv');
let app: RunningApp;
let fall: string;
let auftrag: string;
let grab: string;
let kolonne: string;

/** A picture of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const LEITUNG: Readonly<Record<string, readonly [vorarbeit: string, zweite: string]>> = {
  '1': ['Nolte', 'Zander'],
  '2': ['Özdemir', 'Lüders'],
  '3': ['Dreyer', 'Ewers'],
  '4': ['Haverkamp', 'Kluge'],
  '5': ['Nowak', 'Popescu'],
  '6': ['Steffens', 'Rademann'],
};

beforeAll(async () => {
  app = await startApp({ demo: true });
  const { page } = app;
  page.setDefaultTimeout(90_000);
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
}, 180_000);
afterAll(() => app.close());

/** Presses Tab until the field of this label has the focus: whoever has only a keyboard gets there. */
async function tabZu(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    const label = await page.evaluate(() => {
      const e = document.activeElement as HTMLInputElement | null;
      const gruppe = e?.closest('[role=group]')?.getAttribute('aria-labelledby');
      const teile = [
        e?.getAttribute('aria-label'),
        e?.labels?.[0]?.textContent,
        gruppe
          ? gruppe
              .split(' ')
              .map((id) => document.getElementById(id)?.textContent)
              .join(' ')
          : '',
      ];
      return teile.filter(Boolean).join(' ');
    });
    if (name.test(label)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${name.source}`);
}

const tage = (n: number): string =>
  new Intl.DateTimeFormat('de-DE', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'Europe/Berlin',
  })
    .format(new Date(Date.now() + n * 86_400_000))
    .replaceAll('.', '');

test('the office takes the call with the keyboard alone and holds the best date', async () => {
  const { page } = app;
  await wechselnZu(page, 'Overbeck');
  await oeffnen(page, '#/friedhof');
  await page.getByRole('grid', { name: /Bestattungen/ }).waitFor();
  await page.keyboard.press('Control+n');
  await page.getByRole('heading', { name: 'Bestattung vormerken' }).waitFor();
  await tabZu(page, /^Vorname/);
  await page.keyboard.type('Hedwig');
  await tabZu(page, /^Nachname/);
  await page.keyboard.type('Probst');
  await tabZu(page, /Geburtsdatum/);
  await page.keyboard.type('03021940');
  await tabZu(page, /Gestorben am/);
  await page.keyboard.type(tage(-1));
  await tabZu(page, /^Uhrzeit/);
  await page.keyboard.type('0610');
  await tabZu(page, /^Bestatter/);
  await page.keyboard.type('Bestattungen Kern');
  await tabZu(page, /^Telefon/);
  await page.keyboard.type('0271 4711');
  await tabZu(page, /^Grabart/);
  await page.keyboard.type('Wahl');
  await tabZu(page, /^Friedhof/);
  await page.keyboard.type('01');
  await page.getByRole('radio', { name: /^01-/ }).first().waitFor();
  await tabZu(page, /Grab noch offen/);
  await page.keyboard.press('ArrowDown');
  for (const papier of [/Sterbefallanzeige/, /Kostenträger unterschr/, /Erklärung zum Nutzung/]) {
    await tabZu(page, papier);
    await page.keyboard.press('Space');
  }
  const termine = page.getByRole('group', { name: 'Beste Termine' });
  await termine.getByRole('radio').nth(2).waitFor();
  // The list may still be on its way to the chosen grave: a choice that got lost is made again.
  const moeglich = page.getByRole('button', { name: /^Vormerken/ });
  for (let i = 0; i < 5 && !(await moeglich.isEnabled()); i += 1) {
    await tabZu(page, /\d{2}:\d{2} Uhr/);
    await page.keyboard.press('Space');
    await page
      .locator('button:not([disabled])', { hasText: /^Vormerken/ })
      .waitFor({ timeout: 5000 })
      .catch(() => {});
  }
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Hedwig Probst' }).waitFor({ timeout: 60_000 });
  fall = new URL(page.url()).hash;
  const text = await page.locator('main').innerText();
  expect(text).toContain('Vorgemerkt bis');
  grab = /\b01-[A-Z]\d?-\d{3,4}\b/.exec(text)?.[0] ?? '';
  kolonne = /Kolonne (\d)/.exec(text)?.[1] ?? '';
  expect(grab).not.toBe('');
}, 120_000);

test('a second case for the same person is noticed while one types', async () => {
  const { page } = app;
  await oeffnen(page, '#/friedhof/neu');
  await page.getByRole('heading', { name: 'Bestattung vormerken' }).waitFor();
  await tabZu(page, /^Vorname/);
  await page.keyboard.type('Hedwig');
  await tabZu(page, /^Nachname/);
  await page.keyboard.type('Probst');
  await tabZu(page, /Gestorben am/);
  await page.keyboard.type(tage(-1));
  await page.getByText('Möglicher Doppelfall').waitFor();
});

test('the release makes the confirmation and asks to call while the crew has not acknowledged', async () => {
  const { page } = app;
  await oeffnen(page, fall);
  await page.getByRole('button', { name: /^Freigeben/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Alles vollständig').waitFor();
  await dialog.getByRole('button', { name: /^Freigeben/ }).click();
  await page.getByText(/Bestaetigung-B-\d{4}-\d{4}-Fassung-1\.pdf/).waitFor({ timeout: 60_000 });
  await page.getByRole('dialog').getByRole('button', { name: 'Fertig' }).click();
  await page.getByText('Bitte anrufen.').waitFor();
  auftrag =
    (await page.getByRole('link', { name: 'Arbeitsauftrag der Kolonne öffnen' }).getAttribute('href')) ?? '';
  expect(auftrag).toMatch(/^#\/friedhof\/auftrag\//);
  await oeffnen(page, auftrag);
  await tor(page, /1\. Büro/, 'Wessling', true);
}, 90_000);

test('the foreman acknowledges; a wrong grave stops the work until the office lets it go on', async () => {
  const { page } = app;
  const [vorarbeit] = LEITUNG[kolonne] ?? ['', ''];
  await wechselnZu(page, vorarbeit);
  await oeffnen(page, auftrag);
  await page.getByRole('button', { name: /zur Kenntnis nehmen/ }).click();
  await melde(page, /Grab markiert/);
  await page.getByRole('button', { name: /2\. Markierung/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Grabnummer/).fill('01-Z-999');
  await dialog.getByLabel(/Geburtsdatum/).fill('03.02.1940');
  await dialog.getByRole('button', { name: /Prüfung melden/ }).click();
  await dialog.getByText(/Falsches Grab: erwartet/).waitFor();
  await dialog.getByRole('button', { name: /Arbeit stoppen/ }).click();
  await page.getByRole('heading', { name: 'Arbeit stoppen' }).waitFor();
  expect(await page.getByRole('button', { name: /^Melden:/ }).count()).toBe(0);

  await wechselnZu(page, 'Wessling');
  await oeffnen(page, fall);
  await page.getByText('Arbeit am Grab gestoppt').first().waitFor();
  await oeffnen(page, auftrag);
  await page.getByRole('button', { name: /Weiterarbeit freigeben/ }).click();
  await page.getByRole('dialog').getByLabel('Was geklärt wurde').fill('Nachbargrab abgelesen, berichtigt');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Arbeit stoppen' }).waitFor({ state: 'detached' });
}, 90_000);

test('the gates at the grave with two people, each step reported', async () => {
  const { page } = app;
  const [vorarbeit, zweite] = LEITUNG[kolonne] ?? ['', ''];
  await wechselnZu(page, vorarbeit);
  await oeffnen(page, auftrag);
  await tor(page, /2\. Markierung/, zweite, true);
  await tor(page, /3\. Vor dem Aushub/, zweite, false);
  await melde(page, /Grab ausgehoben/);
  await melde(page, /Verbaut/);
  await page.getByRole('button', { name: /Abweichung melden/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Was ist anders als im Auftrag?').fill('Grundwasser, Pumpe läuft');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'grab.png', mimeType: 'image/png', buffer: PNG });
  await dialog.getByRole('img', { name: /grab\.png/ }).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('link', { name: /Foto/ }).waitFor();
  await tor(page, /4\. Sargschild/, zweite, false);
  await melde(page, /Beigesetzt/);
  await melde(page, /Grab verfüllt/);
  await melde(page, /aufgeräumt/);
  await page.getByText('Durchgeführt').first().waitFor();
}, 90_000);

test('the office checks the report, settles what contradicts and closes; the register has the entry', async () => {
  const { page } = app;
  await wechselnZu(page, 'Overbeck');
  await oeffnen(page, fall);
  await page.getByRole('button', { name: /Bericht prüfen und abschließen/ }).click();
  const dialog = page.getByRole('dialog');
  // The burial was reported today, not on the planned day.
  await dialog.getByText('Widersprüche').waitFor();
  await dialog.getByLabel(/Klärung/).fill('In der Prüfung vorgezogen');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Bestattungsregister und Gebührengrundlage').waitFor();
  expect(await page.locator('main').innerText()).toContain('Ruhefrist bis');
  await oeffnen(page, '#/friedhof/register');
  await page.getByRole('link', { name: 'Hedwig Probst' }).waitFor();
}, 60_000);

test('the calendar moves by keyboard and asks before it moves a burial', async () => {
  const { page } = app;
  // a day with something to move, whatever today is
  const tag = (await kommende(page)).beginn.slice(0, 10);
  await oeffnen(page, `#/friedhof?art=tag&tag=${tag}`);
  await page.getByRole('grid').waitFor();
  await page.locator('[aria-keyshortcuts="V"]').first().waitFor();
  await page.locator('[data-zelle][tabindex="0"]').focus();
  const wo = () => page.evaluate(() => document.activeElement?.getAttribute('data-zelle') ?? '');
  const anfang = await wo();
  await page.keyboard.press('PageDown');
  await page.waitForFunction((vorher) => {
    const jetzt = document.activeElement?.getAttribute('data-zelle') ?? '';
    return jetzt.startsWith('tag ') && jetzt !== vorher;
  }, anfang);
  await page.keyboard.press('PageUp');
  await page.waitForFunction(
    (vorher) => document.activeElement?.getAttribute('data-zelle') === vorher,
    anfang,
  );
  // down to the first burial that can still be moved
  const beweglich = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-keyshortcuts') === 'V');
  for (let i = 0; i < 12 && !(await beweglich()); i += 1) await page.keyboard.press('ArrowDown');
  const balken = await wo();
  await page.keyboard.press('v');
  await page
    .getByRole('dialog')
    .getByText(/Termin verschieben/)
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // the focus goes back in a later frame, not in the one that takes the dialog away
  await page.waitForFunction(
    (vorher) => document.activeElement?.getAttribute('data-zelle') === vorher,
    balken,
  );
});

test('a bar dragged and dropped asks for the shifted time; given up, nothing happens', async () => {
  const { page } = app;
  const bar = page.locator('.fh-balken[aria-keyshortcuts="V"][title*="Beisetzung"]').first();
  await bar.scrollIntoViewIfNeeded();
  const box = await bar.boundingBox();
  if (!box) throw new Error('The bar has no place');
  const [x, y] = [box.x + 20, box.y + box.height / 2];
  const ziehe = async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y, { steps: 4 });
    await page.mouse.move(x + 110, y, { steps: 4 });
    await page.locator('[data-gezogen]').waitFor();
  };
  await ziehe();
  await page.keyboard.press('Escape');
  await page.locator('[data-gezogen]').waitFor({ state: 'detached' });
  await page.mouse.up();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await ziehe();
  await page.mouse.up();
  await page
    .getByRole('dialog')
    .getByText(/Termin verschieben/)
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('moved, told by phone, a scan added, cancelled: each version with its sheet, the crew acknowledges', async () => {
  const { page } = app;
  const { id, kolonne: nr } = await kommende(page);
  await oeffnen(page, `#/friedhof/${id}`);
  const dialog = page.getByRole('dialog');
  const blatt = async () => {
    await dialog.getByText(/Bestaetigung-.*-Fassung-\d\.pdf/).waitFor({ timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Fertig' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const menue = async (name: RegExp) => {
    await page.getByRole('button', { name: 'Weitere Aktionen' }).click();
    await page.getByRole('menuitem', { name }).click();
    await dialog.waitFor();
  };
  await page.getByRole('button', { name: /^Verschieben/ }).click();
  await dialog.getByRole('radio').first().click({ timeout: 60_000 });
  await dialog.locator('button:not([disabled])', { hasText: /^Verschieben/ }).click();
  await dialog.getByText('Bitte einen Grund eintragen').waitFor();
  await dialog.getByLabel('Grund').fill('Wunsch der Angehörigen');
  await dialog.locator('button:not([disabled])', { hasText: /^Verschieben/ }).click();
  await blatt();
  await page.getByText('Bitte anrufen.').first().waitFor();

  await page.getByRole('button', { name: /Anruf bei der Kolonne/ }).click();
  await dialog.getByLabel('Gesprochen mit').fill('Vorarbeit');
  await page.keyboard.press('Control+Enter');
  await page
    .getByText(/telefonisch mitgeteilt: Vorarbeit/)
    .first()
    .waitFor();

  await menue(/Unterlage erfassen/);
  await dialog.getByLabel('Unterlage').selectOption('zweite_leichenschau');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'scan.png', mimeType: 'image/png', buffer: PNG });
  await dialog.getByRole('link', { name: 'scan.png' }).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /^Scan/ }).waitFor();

  await menue(/Stornieren/);
  await dialog.getByLabel('Grund').fill('Überführung ins Ausland');
  await page.keyboard.press('Control+Enter');
  await blatt();
  await page.getByRole('button', { name: 'Bestätigung zu Fassung 1' }).click();
  await dialog.getByText(/Fassung-1\.pdf/).waitFor({ timeout: 60_000 });
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Fertig' }).click();

  const href = await page
    .getByRole('link', { name: 'Arbeitsauftrag der Kolonne öffnen' })
    .getAttribute('href');
  await wechselnZu(page, LEITUNG[nr]?.[0] ?? '');
  await oeffnen(page, href ?? '');
  await page.getByText('Storniert – nicht ausführen').waitFor();
  await page.getByRole('button', { name: /zur Kenntnis nehmen/ }).click();
  await page.getByRole('button', { name: /zur Kenntnis nehmen/ }).waitFor({ state: 'detached' });
  await wechselnZu(page, 'Overbeck');
  await oeffnen(page, `#/friedhof/${id}`);
  await page.getByText(/quittiert von/).waitFor();
}, 180_000);

test('axe finds nothing on the pages of the field, in light and dark', async () => {
  const { page } = app;
  const seiten = ['#/friedhof', '#/friedhof?sicht=liste', '#/friedhof/neu', '#/friedhof/fristen'];
  for (const theme of ['light', 'dark'])
    for (const seite of [...seiten, '#/friedhof/register', '#/friedhof/tag', fall, auftrag]) {
      await oeffnen(page, seite);
      await page.locator('main h1').waitFor();
      await page.evaluate((t) => {
        document.documentElement.dataset['kernTheme'] = t;
      }, theme);
      await page.waitForTimeout(400);
      expect({ seite, theme, funde: await axe(page) }).toEqual({ seite, theme, funde: [] });
    }
}, 120_000);

test('a faulty file of graves is shown row by row and changes nothing', async () => {
  const { page } = app;
  await oeffnen(page, '#/friedhof/register');
  await page.getByRole('button', { name: /Gräber einlesen/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(MIT_FEHLERN);
  await dialog.getByText(/nichts wird übernommen/).waitFor();
  expect(await dialog.getByRole('row').count()).toBeGreaterThan(3);
  expect(await dialog.getByRole('button', { name: /ersetzen/ }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a foreman sees the crew and no office page', async () => {
  const { page } = app;
  await wechselnZu(page, 'Nolte');
  await oeffnen(page, fall);
  await page.getByText('Diesen Vorgang sehen Sie nicht').waitFor();
  await oeffnen(page, '#/friedhof');
  await page.getByRole('heading', { name: 'Kolonne 1 Lindenberg' }).waitFor();
});

test('nothing was complained about on the way', () => {
  expect(app.complaints).toEqual([]);
});

interface Kommende {
  readonly id: string;
  readonly beginn: string;
  readonly kolonne: string;
}

/** A released burial of the demo that still lies ahead: there is one on every day of the year. */
async function kommende(page: Page): Promise<Kommende> {
  const rows = await page.evaluate(async () => {
    const answer = await window.amtsmappe?.call('vorgang.list', { arten: ['bestattung'] });
    return answer?.ok ? answer.value : [];
  });
  const morgen = new Date(Date.now() + 36 * 3_600_000).toISOString();
  const found = rows
    .filter((r) => r.status.code === 'freigegeben' && String(r.felder['beginn']) > morgen)
    .sort((a, b) => (String(a.felder['beginn']) < String(b.felder['beginn']) ? 1 : -1))[0];
  if (!found) throw new Error('No released burial ahead');
  const kolonne = /Kolonne (\d)/.exec(String(found.felder['kolonne']))?.[1] ?? '';
  return { id: found.id, beginn: String(found.felder['beginn']), kolonne };
}

async function melde(page: Page, schritt: RegExp): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Melden: .*${schritt.source}`) }).click();
}

/** Reads both identifiers off the grave; the second person types an own PIN, and sets it the first time. */
async function tor(page: Page, name: RegExp, zweite: string, ersteMal: boolean): Promise<void> {
  await page.getByRole('button', { name }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Grabnummer/).fill(grab);
  await dialog.getByLabel(/Geburtsdatum/).fill('03.02.1940');
  const wahl = dialog.getByLabel('Zweite Person');
  const option = await wahl.locator('option', { hasText: zweite }).getAttribute('value');
  await wahl.selectOption(option ?? '');
  await dialog.getByLabel(/^PIN von/).fill('2468');
  if (ersteMal) await dialog.getByLabel('PIN wiederholen').fill('2468');
  await dialog.getByRole('button', { name: /Prüfung melden/ }).click();
  await dialog.waitFor({ state: 'detached' });
}
