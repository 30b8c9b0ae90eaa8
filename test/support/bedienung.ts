import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What a person does at the screen, in steps that end-to-end tests share. */
export const PASSPHRASE = 'korrekt pferd batterie heftklammer';
export const DEMO_PIN = '123456';

/** First start: the demo workspace, with its emergency key confirmed. Answers that key. */
export async function einrichten(page: Page): Promise<readonly string[]> {
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Passphrase wiederholen').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Einrichten' }).click();
  return notfallschluessel(page);
}

/** The emergency key is shown, and two of its groups are typed from paper. Answers the key. */
export async function notfallschluessel(page: Page): Promise<readonly string[]> {
  const onPaper = page.getByRole('button', { name: 'Ich habe ihn auf Papier' });
  await onPaper.waitFor({ timeout: 90_000 });
  const groups = (await page.getByLabel('Notfallschlüssel').innerText()).trim().split(/\s+/);
  await onPaper.click();
  await page.getByRole('textbox').first().waitFor();
  for (const box of await page.getByRole('textbox').all()) {
    const label = await box.evaluate((e) => (e as HTMLInputElement).labels?.[0]?.textContent ?? '');
    await box.fill(groups[Number(/\d/.exec(label)?.[0]) - 1] ?? '');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Was ist heute für mich zu tun?' }).waitFor();
  return groups;
}

/** In the demo: go on as another person. */
export async function wechselnZu(page: Page, nachname: string): Promise<void> {
  const button = page.getByRole('button', { name: /Menü$/ });
  if ((await button.innerText()).includes(nachname)) return;
  await button.click();
  await page.getByRole('menuitem', { name: /andere Person/ }).click();
  await page.getByRole('combobox', { name: /andere Person/ }).fill(nachname);
  await page.locator('[role=option][aria-selected=true]').filter({ hasText: nachname }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: new RegExp(`${nachname}.*Menü$`, 's') }).waitFor();
}

/** Opens an address of the app, e.g. `#/beschaffung/ID`. */
export async function oeffnen(page: Page, adresse: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, adresse);
}

/** The administration at the screen trusts the issuers in a PEM file, as the settings would. */
export async function vertrauen(page: Page, rootFile: string): Promise<void> {
  const pem = readFileSync(rootFile, 'utf8');
  const added = await page.evaluate(async (body) => {
    const stored = (await (await fetch('/blob?name=root.pem', { method: 'PUT', body })).json()) as {
      value: { sha256: string };
    };
    const { amtsmappe } = window as never as {
      amtsmappe: { call: (channel: string, input: unknown) => Promise<{ ok: boolean }> };
    };
    return (await amtsmappe.call('trust.add', { upload: stored.value.sha256 })).ok;
  }, pem);
  if (!added) throw new Error('The issuer was not taken over');
}

/** Signs the waiting step of the slip on the screen with the demo key and the usual decision. */
export async function zeichnen(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Zeichnen/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^PIN/).waitFor();
  const erklaerung = dialog.getByText(/kein Interessenkonflikt/);
  if ((await erklaerung.count()) > 0) await erklaerung.first().click();
  await dialog.getByLabel(/^PIN/).fill(DEMO_PIN);
  await dialog.getByRole('button', { name: /Verbindlich zeichnen/ }).click();
}
