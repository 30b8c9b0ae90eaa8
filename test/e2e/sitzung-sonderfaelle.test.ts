import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { Page } from 'playwright-core';
import { axe } from '../support/axe.ts';
import { DEMO_PIN, einrichten, oeffnen, wechselnZu } from '../support/bedienung.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

/**
 * What a council office meets besides the straight way: members change, an urgent decision with two signatures, a
 * supplement, a scan that can't be searched, deputies, table papers, urgent items, lack of quorum, paper signatures.
 */
const LANGE = { timeout: 60_000 };
const NOTDACH = 'Notdach der Turnhalle';
const PERSONAL = 'Stelle der Hafenleitung';

let app: RunningApp;
let hfa: string;

beforeAll(async () => {
  app = await startApp({ width: 1920, height: 1080 });
});
afterAll(() => app.close());

test('members and rules of a body are kept by date', async () => {
  const { page } = app;
  await einrichten(page);
  await wechselnZu(page, 'Behrendt');
  await oeffnen(page, '#/sitzung?ansicht=gremien');
  await page.getByRole('link', { name: /Haupt- und Finanzausschuss/ }).click();
  await page.getByRole('button', { name: /Mitglied aufnehmen/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Person' }).fill('D 3');
  await page.getByRole('option', { name: /D 3/ }).click();
  await dialog.getByLabel('Funktion').selectOption('vorsitz');
  await dialog.getByRole('button', { name: /Mitglied aufnehmen/ }).click();
  await dialog.getByText(/Ratsmitglied D 3 wäre der zweite/).waitFor(LANGE);
  expect(await axe(page)).toEqual([]);
  await dialog.getByLabel('Funktion').selectOption('mitglied');
  await dialog.getByRole('button', { name: /Mitglied aufnehmen/ }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  await page.getByRole('button', { name: 'Mitgliedschaft von Ratsmitglied D 3 beenden' }).click();
  await dialog.getByRole('button', { name: /Mitgliedschaft beenden/ }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  await page.getByRole('button', { name: /Neue Fassung der Regeln/ }).click();
  await dialog.getByLabel('Bekanntmachung, Tage vorher').fill('6');
  await dialog.getByRole('button', { name: /Fassung speichern/ }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  await page.getByText('6 Tage vor der Sitzung').waitFor(LANGE);
  expect(await axe(page)).toEqual([]);
});

test('an urgent decision needs both: the councillor it was passed to finds it among the tasks', async () => {
  const { page } = app;
  const dialog = page.getByRole('dialog');
  await oeffnen(page, '#/sitzung/dringlichkeit/neu');
  await page.getByLabel('Anstelle von').selectOption({ label: 'Haupt- und Finanzausschuss' });
  await page.getByLabel('Betreff').fill(NOTDACH);
  await schreibe(page, 'Entscheidung', 'Der Auftrag für das Notdach wird erteilt.');
  await page.getByLabel('Warum sie nicht warten kann').fill('Wassereinbruch');
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: NOTDACH, level: 1 }).waitFor(LANGE);
  await page.getByRole('button', { name: /Zur Unterschrift vorlegen/ }).click();
  await page.getByRole('button', { name: /Ratsmitglied zuleiten/ }).click(LANGE);
  await dialog.getByLabel('Ratsmitglied des Gremiums').selectOption({ label: 'Ratsmitglied A 1' });
  await dialog.getByRole('button', { name: 'Zuleiten' }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  for (const wer of ['A 1', 'Holm']) {
    await wechselnZu(page, wer);
    await oeffnen(page, '#/arbeitskorb');
    await page
      .getByRole('link', { name: new RegExp(NOTDACH) })
      .first()
      .click(LANGE);
    await unterschreiben(page);
  }
  await page.getByText('Genehmigung steht aus').waitFor(LANGE);
});

test('a scan behind a non-public item blocks the public package', async () => {
  const { page } = app;
  const dialog = page.getByRole('dialog');
  await wechselnZu(page, 'Behrendt');
  await oeffnen(page, '#/sitzung/antrag/neu');
  await page.getByLabel('Betreff').fill(PERSONAL);
  await page.getByLabel('Von wem').fill('Fraktion A');
  await page.getByLabel('An welches Gremium').selectOption({ label: 'Haupt- und Finanzausschuss' });
  await page.getByText('Nichtöffentlich', { exact: true }).click();
  await schreibe(page, 'Wortlaut', 'Die Stelle wird neu besetzt.');
  await page.locator('main input[type=file]').setInputFiles(await datei('Scan.pdf', null));
  await page.getByText('Scan, 1 Seiten').waitFor(LANGE);
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: /^Zulassen/ }).click(LANGE);
  await page.locator('main').getByText('zugelassen', { exact: true }).first().waitFor(LANGE);
  await oeffnen(page, '#/sitzung');
  await page
    .getByRole('link', { name: /Haupt- und Finanzausschuss/ })
    .first()
    .click(LANGE);
  await page.getByRole('button', { name: `${PERSONAL} aufnehmen` }).click(LANGE);
  hfa = new URL(page.url()).hash;
  await dialog.getByLabel(/Neutraler Titel/).fill('Personalangelegenheit');
  await dialog.getByRole('button', { name: /Punkt aufnehmen/ }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  for (const titel of ['Haushaltsbericht', 'Schulentwicklung']) {
    await page.keyboard.press('Alt+n');
    await dialog.getByLabel('Titel', { exact: true }).fill(titel);
    await dialog.getByRole('button', { name: /Punkt aufnehmen/ }).click();
    await dialog.waitFor({ state: 'hidden', ...LANGE });
  }
  await page.getByRole('tab', { name: 'Sitzungspakete' }).click();
  await page.getByRole('button', { name: 'Erzeugen und prüfen' }).click();
  await page.getByText('gesperrt: 1 Treffer').waitFor(LANGE);
  await page.getByText('Nicht alles konnte durchsucht werden').waitFor(LANGE);
  await page.getByText(/keinen lesbaren Text/).waitFor(LANGE);
  expect(await page.getByRole('button', { name: 'Freigeben' }).isDisabled()).toBe(true);
});

test('after the invitation the decision comes as a supplement, with its reason', async () => {
  const { page } = app;
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: /Einladung versenden/ }).click();
  await dialog.getByRole('button', { name: /Personen versenden/ }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  await page.getByRole('button', { name: `${NOTDACH} aufnehmen` }).click(LANGE);
  await dialog.getByLabel('Grund des Nachtrags').fill('Genehmigung nach § 60 GO NRW');
  await dialog.getByRole('button', { name: /Als Nachtrag aufnehmen/ }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  await page.getByRole('button', { name: /Nachtrag versenden/ }).click(LANGE);
  await dialog.getByText(NOTDACH).waitFor(LANGE);
  await dialog.getByRole('button', { name: /Nachtrag versenden/ }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  await page.getByText('Ein Nachtrag ist noch nicht versandt').waitFor({ state: 'hidden', ...LANGE });
});

test('in the session: a deputy, a table paper, a named vote, put off, taken off, urgent, no quorum', async () => {
  const { page } = app;
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: /Sitzung eröffnen/ }).click();
  await dialog.getByRole('button', { name: /Jetzt eröffnen/ }).click();
  const leute = page.getByRole('list', { name: 'Mitglieder' });
  const person = (name: string) => leute.getByRole('button', { name: new RegExp(`^${name}\\b`) });
  await person('Ratsmitglied A 5').click(LANGE);
  await dialog.getByLabel('Für wen?').selectOption({ label: 'Ratsmitglied A 2' });
  await dialog.getByRole('button', { name: 'Anwesend' }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  // the one who is represented stays away
  await page.getByRole('button', { name: 'Alle 10 Fehlenden anwesend' }).click(LANGE);
  await page.getByText('11 anwesend, 6 erforderlich').waitFor(LANGE);

  await page.getByRole('button', { name: /Haushaltsbericht/ }).click();
  await page.keyboard.press('Alt+a');
  await page.getByRole('button', { name: /Tischvorlage/ }).click(LANGE);
  await dialog.locator('input[type=file]').setInputFiles(await datei('Zahlen.pdf', 'Zahlen des Quartals'));
  await dialog.getByText('Zahlen.pdf, 1 Seiten').waitFor(LANGE);
  await dialog.getByRole('button', { name: 'Tischvorlage aufnehmen' }).click();
  await page.getByText('Tischvorlagen: Zahlen').waitFor(LANGE);
  await page.getByText(/^Art der Abstimmung/).click();
  await page.getByLabel('Form', { exact: true }).selectOption('namentlich');
  await page.getByRole('group', { name: 'Ratsmitglied C 1' }).getByText('Nein').click();
  await page.getByRole('button', { name: /Ergebnis festhalten/ }).click();
  await page.getByRole('heading', { name: /angenommen: 10 dafür, 1 dagegen/ }).waitFor(LANGE);
  // the room and the page stay in sight after a choice in a hidden radio
  expect(await page.locator('main').evaluate((m) => m.scrollTop)).toBe(0);

  await page.getByRole('button', { name: /Schulentwicklung/ }).click();
  await mitGrund(page, /^Vertagen/, 'Vertagen', 'Beratungsbedarf');
  await page.getByRole('heading', { name: 'Vertagt', exact: true }).waitFor(LANGE);
  await page.getByRole('button', { name: /Mitteilungen der Verwaltung/ }).click();
  await mitGrund(page, /^Absetzen/, 'Absetzen', 'Keine Mitteilungen');
  await page.getByRole('heading', { name: 'Abgesetzt', exact: true }).waitFor(LANGE);

  for (const [dafuer, dagegen] of [
    ['2', '9'],
    ['11', '0'],
  ] as const) {
    await page.getByRole('button', { name: /Dringlich aufnehmen/ }).click();
    await dialog.getByLabel('Titel', { exact: true }).fill('Soforthilfe Hochwasser');
    await dialog.getByLabel(/äußerste Dringlichkeit/).fill('Der Pegel steigt');
    await dialog.getByLabel('Dafür').fill(dafuer);
    await dialog.getByLabel('Dagegen').fill(dagegen);
    await dialog.getByText('11 von 11 Stimmberechtigten').waitFor(LANGE);
    await dialog.getByRole('button', { name: /Wegen Dringlichkeit aufnehmen/ }).click();
    await dialog.waitFor({ state: 'hidden', ...LANGE });
  }
  await page.getByText('Die Erweiterung ist abgelehnt').first().waitFor(LANGE);
  await page.getByRole('button', { name: /Soforthilfe Hochwasser/ }).waitFor(LANGE);

  for (const name of ['A 1', 'A 3', 'A 4', 'B 1', 'B 2', 'B 3']) {
    await person(`Ratsmitglied ${name}`).click();
    await person(`Ratsmitglied ${name}`).getByText('fehlt').waitFor(LANGE);
  }
  await page.getByText('Nur 5 von 6 erforderlichen').waitFor(LANGE);
  await page.getByRole('button', { name: 'Feststellung …', exact: true }).click();
  await dialog.getByRole('button', { name: 'Feststellen' }).click();
  await page.getByText('Die Beschlussunfähigkeit ist festgestellt').waitFor(LANGE);
  expect(await axe(page)).toEqual([]);

  await page.getByRole('button', { name: 'Zeiten von Ratsmitglied A 1 berichtigen' }).click();
  await dialog.getByLabel(/^Bis/).fill('');
  await dialog.getByLabel('Begründung').fill('War nur kurz vor der Tür');
  await dialog.getByRole('button', { name: /Anwesenheit berichtigen/ }).click();
  await page.getByText('6 anwesend, 6 erforderlich').waitFor(LANGE);
  await page.getByRole('button', { name: 'Sitzung beenden' }).click();
  await page.getByRole('button', { name: 'Weitere Aktionen' }).click(LANGE);
  await page.getByRole('menuitem', { name: /Zweite Sitzung anlegen/ }).waitFor(LANGE);
  await page.keyboard.press('Escape');
});

test('an honorary chair signs minutes on paper; the office records it with the scan', async () => {
  const { page } = app;
  const dialog = page.getByRole('dialog');
  await oeffnen(page, '#/sitzung?ansicht=niederschriften');
  await page.getByRole('link', { name: /^Niederschrift Bau- und Umweltausschuss/ }).click(LANGE);
  await page.getByRole('button', { name: /Zur Unterschrift vorlegen/ }).click(LANGE);
  await unterschreiben(page);
  await page.getByRole('button', { name: /Papierunterschrift/ }).click(LANGE);
  await dialog.getByRole('button', { name: /Papierunterschrift erfassen/ }).click();
  await dialog.getByText('Der Scan fehlt.').waitFor(LANGE);
  await dialog.locator('input[type=file]').setInputFiles(await datei('Scan.pdf', 'Unterschrieben'));
  await dialog.getByText('Scan.pdf, 1 Seiten').waitFor(LANGE);
  await dialog.getByRole('button', { name: /Papierunterschrift erfassen/ }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
  await page.getByText(/Auf Papier: Papierausfertigung/).waitFor(LANGE);
  // signed for practice: what is wrong in it is put right by a resolution
  await page.getByRole('button', { name: /Berichtigung beschließen lassen/ }).waitFor(LANGE);
  expect(await axe(page)).toEqual([]);
});

test('who has no role in the field finds no entry for it, but may open what was sent to them', async () => {
  const { page } = app;
  await wechselnZu(page, 'Nolte');
  const bereiche = page.getByRole('navigation', { name: 'Bereiche' });
  await bereiche.getByRole('link', { name: /Friedhof/ }).waitFor(LANGE);
  expect(await bereiche.getByRole('link', { name: /Sitzungs/ }).count()).toBe(0);
  await oeffnen(page, '#/sitzung');
  await page.getByText('Diese Seite gibt es nicht').waitFor(LANGE);
  await oeffnen(page, hfa.split('?')[0]!);
  await page.getByRole('heading', { name: /Haupt- und Finanzausschuss/, level: 1 }).waitFor(LANGE);
  expect(await page.locator('main').innerText()).not.toContain(PERSONAL);
});

test('nothing was complained about on the way', () => {
  expect(app.complaints).toEqual([]);
});

async function unterschreiben(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Unterschreiben/ }).click(LANGE);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^PIN/).fill(DEMO_PIN);
  await dialog.getByRole('button', { name: /Verbindlich unterschreiben/ }).click();
  await dialog.getByText('Die Signatur ist gültig').waitFor(LANGE);
  await dialog.getByRole('link', { name: 'Prüfbericht und Nachweise' }).waitFor(LANGE);
  await dialog.getByRole('button', { name: 'Fertig' }).click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
}

async function schreibe(page: Page, feld: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: feld }).click();
  await page.keyboard.type(text);
}

async function mitGrund(page: Page, knopf: RegExp, verb: string, grund: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: knopf }).click();
  await dialog.getByLabel('Begründung').fill(grund);
  await dialog.getByRole('button', { name: verb, exact: false }).last().click();
  await dialog.waitFor({ state: 'hidden', ...LANGE });
}

/** A PDF of one page with this text; null: a picture and no text, as a scanner makes it. */
async function datei(name: string, text: string | null) {
  const pdf = await PDFDocument.create();
  const seite = pdf.addPage([595, 842]);
  if (text === null) seite.drawImage(await pdf.embedPng(PUNKT), { x: 50, y: 50, width: 400, height: 600 });
  else seite.drawText(text, { x: 60, y: 760, font: await pdf.embedFont(StandardFonts.Helvetica) });
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(await pdf.save()) };
}

/** one grey pixel */
const PUNKT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
