import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axe } from '../support/axe.ts';
import { DEMO_PIN, einrichten, oeffnen, wechselnZu } from '../support/bedienung.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

/**
 * The council cycle as its people go through it: a paper is written and co-signed, put on an agenda, invited,
 * packed and searched for leaks, held on one laptop, recorded, and signed by both who must sign.
 */
const BETREFF = 'Neue Sitzbänke am Kornkai';

let app: RunningApp;
let vorlage: string;
let sitzung: string;
let niederschrift: string;

beforeAll(async () => {
  app = await startApp({ width: 1920, height: 1080 });
});
afterAll(() => app.close());

test('a clerk writes a paper; text from Word keeps its structure', async () => {
  const { page } = app;
  await einrichten(page);
  await wechselnZu(page, 'Ahlers');
  await oeffnen(page, '#/sitzung/vorlage/neu');
  await page.getByLabel('Betreff').fill(BETREFF);
  await page.getByRole('textbox', { name: 'Beschlussvorschlag' }).click();
  await page.keyboard.type('Am Kornkai werden zwölf Sitzbänke aufgestellt.');
  await pasteHtml(
    page,
    'Sachverhalt',
    `<h1>Anlass</h1><p class=MsoNormal>Die alten Bänke sind <b>morsch</b>.<o:p></o:p></p>
     <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>zwölf Bänke</p>
     <table><tr><th>Jahr</th><th>Kosten</th></tr><tr><td>2027</td><td>9.000</td></tr></table>`,
  );
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: BETREFF, level: 1 }).waitFor();
  vorlage = new URL(page.url()).hash;
  const text = page.getByRole('article');
  await text.getByRole('heading', { name: 'Anlass' }).waitFor();
  expect(await text.getByRole('listitem').allInnerTexts()).toEqual(['zwölf Bänke']);
  expect(await text.getByRole('columnheader').allInnerTexts()).toEqual(['Jahr', 'Kosten']);
});

test('with its Beratungsfolge it goes through the house, and each station co-signs', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /Beratungsfolge festlegen/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Gremium hinzufügen').selectOption({ label: 'Rat der Stadt Musterhafen' });
  await dialog.getByRole('button', { name: 'Aufnehmen' }).click();
  await dialog.getByText('1. Rat der Stadt').waitFor();
  await dialog.getByRole('button', { name: /speichern/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /Mitzeichnung starten/ }).click();
  await dialog.getByRole('button', { name: /Mitzeichnung starten/ }).click();
  await page.getByText('Ist an der Reihe').first().waitFor();
  for (let n = 0; n < 8 && (await page.getByText('Ist an der Reihe').count()) > 0; n += 1) {
    const schritt = await page.locator('[aria-current=step]').first().innerText();
    const [, name = ''] = /(\p{L}+)[,)]/u.exec(/\([^()]*\)[^()]*$/u.exec(schritt.split('Ist an')[0]!)![0])!;
    await wechselnZu(page, name);
    await oeffnen(page, '#/arbeitskorb');
    await oeffnen(page, vorlage);
    await page.getByRole('button', { name: /^Mitzeichnen/ }).click();
    await dialog.getByRole('button', { name: /^Mitzeichnen/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(new RegExp(`^${n + 1} von \\d Schritten erledigt`)).waitFor();
  }
  await wechselnZu(page, 'Behrendt');
  await oeffnen(page, vorlage);
  await page.getByRole('button', { name: /^Freigeben/ }).click();
  await page.locator('main').getByText('freigegeben', { exact: true }).first().waitFor();
});

test('the office plans a session by keyboard; the last day of the invitation is explained', async () => {
  const { page } = app;
  await oeffnen(page, '#/sitzung');
  await page.getByRole('heading', { name: 'Sitzungen', level: 1 }).waitFor();
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Bezeichnung').fill('8. Sitzung');
  await dialog.getByRole('group', { name: 'Sitzungstag' }).getByRole('spinbutton').first().click();
  await page.keyboard.type(inDays(40));
  await dialog.getByText('Letzter Tag der Ladung').waitFor();
  await dialog.getByText('So wird gerechnet').click();
  await dialog
    .getByText(/zählt nicht mit/)
    .first()
    .waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: /Rat der Stadt Musterhafen,/, level: 1 }).waitFor();
  sitzung = new URL(page.url()).hash;

  await page.getByRole('button', { name: `${BETREFF} aufnehmen` }).click();
  await dialog.getByRole('button', { name: /Punkt aufnehmen/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  const zeile = page.locator('main').getByRole('listitem').filter({ hasText: BETREFF }).first();
  await zeile.waitFor();
  const vorher = await zeile.innerText();
  await zeile.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.waitForFunction(
    ([text, alt]) =>
      [...document.querySelectorAll('.am-agenda__zeile')].some(
        (z) => z.textContent?.includes(text!) && !z.textContent.startsWith(alt!),
      ),
    [BETREFF, vorher.split('\n')[0]],
  );

  await page.keyboard.press('Alt+n');
  await dialog.getByText('Nichtöffentlich', { exact: true }).click();
  await dialog.getByLabel(/Eigentlicher Titel/).fill('Kauf der Bänke bei Muster Möbel');
  await dialog.getByLabel(/Neutraler Titel/).fill('Auftrag Muster Möbel');
  await dialog.getByLabel(/Wörter/).fill('Muster Möbel\nKornkai');
  await dialog.getByRole('button', { name: /Punkt aufnehmen/ }).click();
  await dialog
    .getByText(/neutral/i)
    .first()
    .waitFor();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel(/Neutraler Titel/).fill('Auftragsangelegenheit');
  await dialog.getByRole('button', { name: /Punkt aufnehmen/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('öffentlich: „Auftragsangelegenheit“').waitFor();
  expect(await axe(page)).toEqual([]);
});

test('invitation and notice leave as PDF, and each delivery is proven', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /Einladung versenden/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Personen versenden/ }).click();
  await dialog.waitFor({ state: 'hidden', timeout: 30_000 });
  await page.getByText('eingeladen', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Weitere Aktionen' }).click();
  await page.getByRole('menuitem', { name: /Bekannt machen/ }).click();
  await dialog.getByRole('button', { name: 'Bekannt machen' }).click();
  await dialog.waitFor({ state: 'hidden', timeout: 30_000 });
  await page.getByRole('tab', { name: 'Ladung und Zustellung' }).click();
  await page.getByRole('button', { name: /als gelesen erfassen/ }).click();
  await page.getByText('25 von 25 Zustellungen nachgewiesen').waitFor({ timeout: 60_000 });
});

test('a secret word in the finished public package blocks it until two people lift the hit', async () => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Sitzungspakete' }).click();
  await page.getByRole('button', { name: 'Erzeugen und prüfen' }).click();
  await page.getByText(/gesperrt: \d+ Treffer/).waitFor({ timeout: 60_000 });
  expect(await page.getByRole('button', { name: 'Freigeben' }).isDisabled()).toBe(true);
  await liftAll(page);
  expect(await page.getByRole('button', { name: 'Freigeben' }).isDisabled()).toBe(true);
  await wechselnZu(page, 'Szymanski');
  await oeffnen(page, `${sitzung.split('?')[0]}?ansicht=pakete`);
  await liftAll(page);
  await page.getByRole('button', { name: 'Freigeben' }).click();
  await page.getByText('freigegeben', { exact: true }).waitFor();
  // by keyboard: the messages of the liftings still lie over the lower part of the page
  await page.getByRole('button', { name: 'Erzeugen', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Neu erzeugen', exact: true }).waitFor({ timeout: 60_000 });
});

test('the session is held on one laptop: presence, bias, a vote whose arithmetic is checked', async () => {
  const { page } = app;
  await wechselnZu(page, 'Behrendt');
  await oeffnen(page, sitzung);
  await page.getByRole('button', { name: /Sitzung eröffnen/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Jetzt eröffnen/ }).click();
  await page.getByText('0 anwesend, 13 erforderlich').waitFor();
  await page.getByText(/gilt als beschlussfähig, bis das Gegenteil/).waitFor();
  await page.getByRole('button', { name: /Fehlenden anwesend/ }).click();
  await page.getByText('25 anwesend, 13 erforderlich').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: new RegExp(BETREFF) }).click();
  await page.keyboard.press('Alt+a');
  await page.getByRole('button', { name: /Schließen, weiter/ }).waitFor();
  await page.keyboard.press('Alt+b');
  await dialog.getByLabel('Mitglied').selectOption({ label: 'Ratsmitglied A 1' });
  await dialog.getByRole('button', { name: 'Befangenheit festhalten' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByLabel('Dafür').fill('20');
  await page.getByLabel('Dagegen').fill('5');
  await page.getByText('1 Stimmen zu viel').waitFor();
  expect(await axe(page)).toEqual([]);
  const festhalten = page.getByRole('button', { name: /Ergebnis festhalten/ });
  expect(await festhalten.isDisabled()).toBe(true);
  await page.getByLabel('Dagegen').fill('4');
  await festhalten.click();
  await page.getByRole('heading', { name: /angenommen: 20 dafür, 4 dagegen/ }).waitFor();
  await page.getByRole('textbox', { name: 'Protokoll zu diesem Punkt' }).click();
  await page.keyboard.type('Der Rat begrüßt die neuen Bänke.');
  await page.getByText('Gespeichert.').waitFor();
  await page.getByRole('button', { name: /Auftragsangelegenheit|Kauf der Bänke/ }).click();
  await page.keyboard.press('Alt+a');
  await page.getByRole('button', { name: /Schließen, weiter/ }).waitFor();
  await page.keyboard.press('Alt+e');
  await festhalten.click();
  await page.getByRole('heading', { name: /einstimmig angenommen/ }).waitFor();
  await page.getByRole('button', { name: 'Sitzung beenden' }).click();
  await page.getByRole('button', { name: 'Protokoll abschließen' }).click();
  await page.getByText('abgeschlossen', { exact: true }).first().waitFor();
});

test('the minutes are drafted from it and signed by Schriftführer and chair', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Niederschrift entwerfen' }).click();
  await page.getByRole('button', { name: /Zur Unterschrift vorlegen/ }).waitFor();
  const text = await page.locator('main').innerText();
  expect(text).toContain('Der Rat begrüßt die neuen Bänke.');
  expect(text).not.toContain('Muster Möbel');
  niederschrift = new URL(page.url()).hash;
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: /Zur Unterschrift vorlegen/ }).click();
  await unterschreiben(page);
  await wechselnZu(page, 'Holm');
  await oeffnen(page, niederschrift);
  await unterschreiben(page);
  await page.getByText('zur Übung unterzeichnet, keine Urkunde').waitFor();
  await wechselnZu(page, 'Behrendt');
  await oeffnen(page, niederschrift);
  await page.getByRole('button', { name: /Auszug anlegen/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(BETREFF).click();
  await dialog.getByLabel('Für welche Stelle').selectOption({ index: 3 });
  await dialog.getByRole('button', { name: 'Auszug anlegen' }).click();
  await page.getByRole('heading', { name: /Auszug aus der Niederschrift/, level: 1 }).waitFor();
  await oeffnen(page, vorlage);
  await page.locator('main').getByText('erledigt', { exact: true }).first().waitFor();
});

test('nothing was complained about on the way', () => {
  expect(app.complaints).toEqual([]);
});

async function unterschreiben(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Unterschreiben/ }).click({ timeout: 60_000 });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^PIN/).fill(DEMO_PIN);
  await dialog.getByRole('button', { name: /Verbindlich unterschreiben/ }).click();
  await dialog.getByText('Die Signatur ist gültig').waitFor({ timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Fertig' }).click();
}

/** Lifts every hit that this person has not lifted yet, all with one reason. */
async function liftAll(page: Page): Promise<void> {
  const alle = page.getByRole('checkbox', { name: /^Alle \d+ auswählen/ });
  await alle.check();
  await page.getByRole('button', { name: /ausgewählte aufheben/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Warum gibt das nichts/).fill('Der Kornkai ist ein allgemein bekannter Ort.');
  await dialog.getByRole('button', { name: 'Aufheben', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await alle.waitFor({ state: 'hidden' });
}

/** Puts markup on the clipboard of the editor, as Word does. */
async function pasteHtml(page: Page, name: string, html: string): Promise<void> {
  const editor = page.getByRole('textbox', { name });
  await editor.click();
  await editor.evaluate((e, markup) => {
    const data = new DataTransfer();
    data.setData('text/html', markup);
    e.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

/** A working day that many days ahead as one types it into a date field: DDMMYYYY. */
function inDays(n: number): string {
  const day = new Date(Date.now() + n * 86_400_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return new Intl.DateTimeFormat('de-DE', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'Europe/Berlin',
  })
    .format(day)
    .replaceAll('.', '');
}
