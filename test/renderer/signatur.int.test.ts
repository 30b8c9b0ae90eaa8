import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { packEvidence, validatePdf } from '../../src/signature/index.ts';
import { classicPdf } from '../signature/write/samples.ts';
import { axe } from '../support/axe.ts';
import { DEMO_PIN, oeffnen, wechselnZu } from '../support/bedienung.ts';
import { sticksOut } from '../support/narrow.ts';
import { startTestPki, type TestPki } from '../support/pki.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

/* Signing and checking on screen: options with a true preview, the panel beside a document, raising, evidence. */

const NOBODY = 'http://127.0.0.1:9/tsr';
let app: RunningApp;
let page: Page;
let pki: TestPki;

beforeAll(async () => {
  [pki, app] = await Promise.all([startTestPki(), startApp({ demo: true })]);
  page = app.page;
  page.setDefaultTimeout(90_000);
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
  await wechselnZu(page, 'Brandt');
}, 240_000);
afterAll(async () => {
  await app.close();
  await pki.close();
});

const pdf = (name: string, buffer: Uint8Array) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(buffer),
});
const dialog = (): Locator => page.getByRole('dialog');
const take = async (file: ReturnType<typeof pdf>) => {
  await page.getByLabel(/PDF oder Nachweispaket hier ablegen/).setInputFiles(file);
  await page.getByRole('heading', { name: 'Prüfbericht' }).waitFor();
};
const sign = async () => {
  await dialog().getByLabel(/^PIN/).fill(DEMO_PIN);
  await page.keyboard.press('Control+Enter');
  await dialog().waitFor({ state: 'detached' });
};
/** As the settings would; the service itself is entered by hand in one test. */
const service = (tsaUrl: string) =>
  page.evaluate(
    (url) =>
      (
        window as never as { amtsmappe: { call: (c: string, i: unknown) => Promise<unknown> } }
      ).amtsmappe.call('sign.setOptions', { tsaUrl: url, niveau: 'beste' }),
    tsaUrl,
  );

test('the service and the level are set, an issuer is trusted, a picture is kept', async () => {
  await oeffnen(page, '#/einstellungen?ansicht=vertrauen');
  await page.getByLabel('Adresse des Zeitstempeldienstes').fill(pki.tsaUrl);
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Unterschriften erhalten ab jetzt diese Stufe').waitFor();
  await page
    .getByLabel('Stammzertifikate hier ablegen, einzeln oder einen ganzen Ordner', { exact: true })
    .setInputFiles(pki.rootFile);
  await page.getByRole('cell', { name: /^Test-Wurzel [0-9a-f]{8} / }).waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await sticksOut(page)).toEqual([]);
  await oeffnen(page, '#/einstellungen?ansicht=schluessel');
  await page
    .getByLabel('Bild hier ablegen')
    .setInputFiles({ name: 'ich.png', mimeType: 'image/png', buffer: PNG });
  await page.getByRole('img', { name: 'Bild Ihrer Unterschrift' }).waitFor();
  expect(await axe(page)).toEqual([]);
});

describe('a file from disk', () => {
  test('certified, with a field for the next one: the frame is previewed, the signature is found on its page', async () => {
    await oeffnen(page, '#/pruefen');
    await take(pdf('Bescheid.pdf', await classicPdf(3)));
    await page.getByRole('button', { name: /^Signieren/ }).click();
    await dialog().getByLabel('Grund').fill('Sachlich geprüft');
    await dialog().getByText('Bild meiner Unterschrift zeigen').click();
    const preview = dialog().locator('canvas.am-platz__bild');
    await preview.waitFor({ state: 'attached' });
    await page.waitForFunction(() => {
      const c = document.querySelector<HTMLCanvasElement>('canvas.am-platz__bild');
      return c !== null && c.width > 400;
    });
    await dialog().getByText('Zertifizieren, sperren, weitere Felder').click();
    await dialog().getByLabel('Was darf nach dieser Unterschrift noch geschehen?').selectOption('2');
    await dialog().getByLabel('Leeres Feld für eine weitere Unterschrift').fill('Amtsleitung');
    await dialog().getByRole('button', { name: 'Feld anlegen' }).click();
    await dialog().getByRole('button', { name: 'Feld Amtsleitung entfernen' }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await sticksOut(page)).toEqual([]);
    await sign();
    await page.getByText('Alle Unterschriften sind gültig').waitFor();
    await page.getByRole('button', { name: 'Auf Seite 3 zeigen' }).first().click();
    await page.locator('[data-seite="3"] .am-pdf__marke').waitFor();
    expect(await axe(page)).toEqual([]);
  });

  test('the next one signs the field made for it; what came after the first is shown side by side', async () => {
    await page.getByRole('button', { name: /^Signieren/ }).click();
    await dialog().getByLabel('Unterschriftsfeld').selectOption('Amtsleitung');
    await sign();
    await page.getByRole('button', { name: 'Damals und heute' }).first().click();
    await dialog().getByRole('button', { name: 'Seite 3' }).waitFor();
    await dialog().getByText('Seite 3 von 3').nth(1).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await sticksOut(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const details = page.getByRole('button', { name: /^Einzelheiten zu/ }).first();
    await details.focus();
    await page.keyboard.press('Enter');
    await page.getByText('erlaubt sind Formularfelder und weitere Unterschriften').waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await sticksOut(page)).toEqual([]);
  });

  test('signed without a network it says so, waits, is offered, and is raised', async () => {
    await service(NOBODY);
    await page.getByRole('button', { name: 'Andere Datei' }).click();
    await take(pdf('Offline.pdf', await classicPdf(2)));
    await page.getByRole('button', { name: /^Signieren/ }).click();
    await dialog().getByText('Unterschrift sichtbar auf der Seite').click();
    await sign();
    await page.getByText('Der Zeitstempeldienst war nicht erreichbar').waitFor();
    await oeffnen(page, '#/hochstufen');
    await page.getByText('Der Zeitstempeldienst antwortet nicht').waitFor();
    await page.getByText('Offline-signiert.pdf').waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await sticksOut(page)).toEqual([]);
    await service(pki.tsaUrl);
    await oeffnen(page, '#/arbeitskorb');
    await page.getByRole('link', { name: 'Signaturen hochstufen' }).click();
    await page.getByRole('button', { name: 'Alle hochstufen' }).click();
    await page.getByText(/^jetzt B-/).waitFor();
    expect(await axe(page)).toEqual([]);
  });

  test('an evidence package is opened like a document, and says what it is', async () => {
    const file = await classicPdf(4);
    const zip = packEvidence('Brief.pdf', file, await validatePdf(file, {}), 'Test');
    await oeffnen(page, '#/pruefen');
    await take({ ...pdf('nachweis.zip', zip), mimeType: 'application/zip' });
    await page.getByText('Aus einem Nachweispaket, ohne Netz nachgeprüft').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Brief.pdf' }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await sticksOut(page)).toEqual([]);
  });
});

test('beside the document of a slip stand its signatures; a click shows where', async () => {
  await wechselnZu(page, 'Vollmer');
  await oeffnen(page, '#/beschaffung');
  await page.getByRole('gridcell', { name: 'Streusalz' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Streusalz' }).waitFor();
  const button = page.getByRole('button', { name: /^\d+ Unterschrift/ });
  await button.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Unterschriften' });
  await panel
    .getByRole('button', { name: /^Auf Seite/ })
    .first()
    .press('Enter');
  await page.locator('.am-pdf__marke').waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await sticksOut(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Unterschriften schließen' }).click();
  await panel.waitFor({ state: 'detached' });
  expect(app.complaints).toEqual([]);
});

/** One pixel with transparency. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
