import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { classicPdf } from '../signature/write/samples.ts';
import { pdfsig } from '../signature/write/judges.ts';
import { axe } from '../support/axe.ts';
import { oeffnen, vertrauen, wechselnZu } from '../support/bedienung.ts';
import { startCscServer, type CscServer } from '../support/csc-server.ts';
import { sticksOut } from '../support/narrow.ts';
import { startTestPki, type SignerName, type TestPki } from '../support/pki.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';

/*
 * Remote signing as a person does it in the app's own window, by keyboard: set the service up, log in on its page,
 * sign a file with PIN and one-time password, many files with one PIN, many steps with a release on the page. Each
 * screen on the way is clean for axe in both themes.
 */

const PIN = '271828';
let pki: TestPki;
let server: CscServer;
let app: RunningApp;
let page: Page;

beforeAll(async () => {
  pki = await startTestPki();
  const key = (id: SignerName) => ({
    id,
    keyPem: pki.signers[id].keyPem,
    chain: pki.signers[id].chainDer,
  });
  server = await startCscServer([
    { ...key('rsa'), pin: PIN, multisign: 100, qualifier: 'eu_eidas_qes' },
    { ...key('p256'), pin: PIN, otp: true, multisign: 3 },
    { ...key('p384'), mode: 'oauth2code', multisign: 10 },
  ]);
  app = await startApp({ demo: true });
  page = app.page;
  page.setDefaultTimeout(120_000);
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
  await wechselnZu(page, 'Brandt');
  await vertrauen(page, pki.rootFile);
  await wechselnZu(page, 'Vollmer');
});
afterAll(async () => {
  await app.close();
  await server.close();
  await pki.close();
});

const clean = async (): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-kern-theme=${colorScheme}]`).waitFor();
    // the new colours must have been painted
    await page.waitForTimeout(150);
    expect(await axe(page)).toEqual([]);
  }
  expect(await sticksOut(page)).toEqual([]);
};

/** The page of the service is offered with the focus on its link: Enter opens it in a new tab. */
const confirmOnPage = async (): Promise<void> => {
  const link = page.getByRole('link', { name: 'Seite öffnen (neuer Tab)' });
  await link.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'A');
  await clean();
  const opened = page.context().waitForEvent('page');
  await page.keyboard.press('Enter');
  const tab = await opened;
  const agree = tab.getByRole('link', { name: 'Zustimmen' });
  await agree.focus();
  await tab.keyboard.press('Enter');
  await tab.getByRole('heading', { name: 'Das hat geklappt' }).waitFor();
  await tab.close();
  await link.waitFor({ state: 'detached' });
};

const choose = async (name: string): Promise<void> => {
  const select = page.getByLabel('Zertifikat', { exact: true });
  await select.waitFor();
  const option = await select.locator('option', { hasText: name }).first().getAttribute('value');
  await select.selectOption(option);
};

const files = async (count: number, name: string) =>
  Promise.all(
    Array.from({ length: count }, async (_, i) => ({
      name: `${name}-${i + 1}.pdf`,
      mimeType: 'application/pdf',
      buffer: Buffer.concat([await classicPdf(1), Buffer.from(`% ${name} ${i}\n`)]),
    })),
  );

test('the service is set up and its keys stand in the list', async () => {
  await oeffnen(page, '#/einstellungen?ansicht=fernsignatur');
  await page.getByLabel('Adresse des Dienstes').focus();
  await page.keyboard.type(`${server.url}/v7`);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Unter dieser Adresse ist kein Fernsignaturdienst').waitFor();
  await clean();
  await page.getByLabel('Adresse des Dienstes').fill(server.url);
  await page.keyboard.press('Enter');
  await page.getByText('Gefunden: CSC API, Version 2.').waitFor();
  await page.getByLabel('Client-Kennung').focus();
  await page.keyboard.type('amtsmappe');
  await page.keyboard.press('Enter');
  await confirmOnPage();
  const row = page.getByRole('row', { name: /Erika Muster rsa/ });
  await row.waitFor();
  expect((await row.innerText()).replace(/\s+/g, ' ')).toMatch(/qualifiziert PIN .* Nutzbar/);
  await clean();
});

test('a file with PIN and one-time password: a wrong one is refused, a new one signs', async () => {
  await oeffnen(page, '#/pruefen');
  await page.locator('input[type=file]').setInputFiles(await files(1, 'einzeln'));
  await page.getByRole('button', { name: 'Signieren …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Unterschrift sichtbar auf der Seite').click();
  await choose('p256');
  await dialog.getByRole('button', { name: /OTP anfordern/ }).press('Enter');
  await dialog.getByText('Angefordert: Der Dienst schickt es Ihnen.').waitFor();
  await clean();
  await dialog.getByLabel('Signatur-PIN').fill(PIN);
  await dialog.getByLabel('SMS-TAN', { exact: true }).fill('000000');
  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('alert').getByText('PIN oder Einmalkennwort stimmt nicht').waitFor();
  // used once and gone
  expect(await dialog.getByLabel('Signatur-PIN').inputValue()).toBe('');
  await clean();
  await dialog.getByRole('button', { name: /Neu anfordern/ }).press('Enter');
  await dialog.getByText('Noch einmal angefordert').waitFor();
  await dialog.getByLabel('Signatur-PIN').fill(PIN);
  await dialog.getByLabel('SMS-TAN', { exact: true }).fill(server.otpOf('p256'));
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Erika Muster p256' }).waitFor();
  const bytes = await page.evaluate(async () => {
    const link = document.querySelector<HTMLAnchorElement>('a[download]');
    const answer = await fetch(link?.href ?? '');
    return [...new Uint8Array(await answer.arrayBuffer())];
  });
  expect(pdfsig(Uint8Array.from(bytes))).toEqual({ found: 1, valid: 1 });
});

test('six files with one PIN, and what came of each', async () => {
  await oeffnen(page, '#/arbeitskorb');
  await oeffnen(page, '#/pruefen');
  await page.locator('input[type=file]').setInputFiles(await files(6, 'stapel'));
  const dialog = page.getByRole('dialog', { name: '6 Dokumente signieren' });
  await dialog.waitFor();
  await choose('Muster rsa');
  const before = server.requests.get('/csc/v2/signatures/signHash') ?? 0;
  await dialog.getByLabel('Signatur-PIN').fill('1');
  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('alert').getByText('Die PIN stimmt nicht').waitFor();
  await dialog.getByLabel('Signatur-PIN').fill(PIN);
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('6 von 6 signiert.').waitFor();
  expect(await dialog.getByText(/^signiert \(B-/).count()).toBe(6);
  await clean();
  expect((server.requests.get('/csc/v2/signatures/signHash') ?? 0) - before).toBe(1);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('several steps with one release on the page of the service', async () => {
  await oeffnen(page, '#/zeichnen');
  await page.getByRole('heading', { name: 'Wartet auf Ihre Zeichnung' }).waitFor();
  for (const box of await page.getByRole('row').getByRole('checkbox').all()) await box.press('Space');
  // drawn together with the declaration, if one is needed
  await page.getByRole('button', { name: /^[1-9]\d* Schritte? verbindlich zeichnen/ }).waitFor();
  const declaration = page.getByLabel(/kein.* Interessenkonflikt/i);
  if ((await declaration.count()) > 0) await declaration.press('Space');
  await choose('p384');
  await clean();
  const releases = server.requests.get('/csc/v2/oauth2/authorize') ?? 0;
  await page.keyboard.press('Control+Enter');
  await confirmOnPage();
  await page.getByText(/^(\d+) von \1 signiert/).waitFor();
  await page
    .getByText(/^gezeichnet \(B-/)
    .first()
    .waitFor();
  await clean();
  // shown, agreed: one page for all
  expect((server.requests.get('/csc/v2/oauth2/authorize') ?? 0) - releases).toBe(2);
});

test('the page complained about nothing', () => {
  expect(app.complaints).toEqual([]);
});
