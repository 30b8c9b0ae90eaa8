import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startMail } from '../../src/central/mail/schedule.ts';
import { createSmtp } from '../../src/central/mail/smtp.ts';
import { openApp } from '../../src/main/workspace.ts';
import { axe } from '../support/axe.ts';
import { oeffnen, PASSPHRASE } from '../support/bedienung.ts';
import { connectAs, startTestLogin, type TestLogin } from '../support/login.ts';
import { bodyOf, startMailServer } from '../support/mail-server.ts';
import { eventually } from '../support/eventually.ts';
import { byName } from '../support/organisation.ts';
import { startApp, type RunningApp } from '../support/running-app.ts';
import { startTestService, type TestService } from '../support/service.ts';

/**
 * The whole way of a waiting task: a real centre, a real mail server, the link out of the mail, a real window. The
 * application is started by the link, as the system would do it, and is locked at first.
 */
const LONG = { timeout: 120_000 };
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-e2e-link-'));
const dir = join(base, 'behrendt');
const behrendt = byName('Behrendt').id;
let login: TestLogin;
let service: TestService;
let mails: Awaited<ReturnType<typeof startMailServer>>;
let post: ReturnType<typeof startMail>;
let line: Awaited<ReturnType<TestService['lineOf']>>;
let app: RunningApp;
let page: Page;
let seq = 0;

/** Something comes in that the council office has to decide. */
async function eingang(betreff: string): Promise<string> {
  const id = randomUUID();
  seq += 1;
  const command = {
    type: 'createAntrag',
    jahr: new Date().getFullYear(),
    antragArt: 'antrag',
    betreff,
    text: [],
    anlagen: [],
    oeffentlich: false,
    steller: 'Fraktion',
    personen: [],
    eingegangenAm: '2026-01-05',
    gremium: randomUUID(),
  };
  const pushed = await line.transport.push({
    protocol: 1,
    clientId: line.clientId,
    commands: [
      {
        seq,
        id: `eingang-${seq}`,
        art: 'antrag',
        vorgang: id,
        command,
        v: 1,
        baseRevision: 0,
        hangsOn: null,
        clientTime: new Date().toISOString(),
      },
    ],
  });
  expect(pushed).toMatchObject({ value: { answers: [{ result: { outcome: 'applied' } }] } });
  return id;
}

const unlock = async (): Promise<void> => {
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE, LONG);
  await page.getByRole('button', { name: 'Entsperren' }).press('Enter');
};
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

beforeAll(async () => {
  login = await startTestLogin();
  mails = await startMailServer();
  const from = 'amtsmappe@musterhafen.example';
  const smtp = createSmtp({ host: '127.0.0.1', port: mails.port, security: 'keine', from });
  // No rest and no pause: this test runs at any hour.
  const rules = { intervalMinutes: 0, restFrom: '00:00', restTo: '00:00', digestAt: '07:30' };
  const mail = { deliver: smtp.deliver, server: 'mail.musterhafen.example:587', from, rules };
  service = await startTestService({ login, mail });
  post = startMail({
    database: service.database,
    now: service.ctx.clock.now,
    newId: randomUUID,
    rules: { ...rules, isWorkingDay: () => true },
    deliver: smtp.deliver,
    everyMs: 3_600_000,
    log: () => undefined,
    closed: smtp.close,
  });
  await post.now();
  mails.got.length = 0;
  // Behrendt has been here before; since then the device was off.
  const before = openApp({ dir, scryptCost: { N: 16, r: 8, p: 1 }, log: () => undefined });
  await connectAs(before, service.address, behrendt, PASSPHRASE);
  await before.handlers['sync.now'](null);
  before.close();
  line = await service.lineOf(behrendt);
}, 180_000);
afterAll(async () => {
  await app?.close();
  await post.close();
  await mails.close();
  await login.close();
  rmSync(service.dir, { recursive: true, force: true });
  rmSync(base, { recursive: true, force: true });
});

let first = '';
test('a link out of a mail opens exactly this Vorgang, after unlocking, although it is not here yet', async () => {
  first = await eingang('Radweg am Hafen');
  await post.now();
  const mail = mails.got.find((m) => m.to[0] === byName('Behrendt').email);
  const text = mail ? bodyOf(mail) : '';
  expect(text).not.toMatch(/Radweg|Antrag|Fraktion|Behrendt/);
  const [link = ''] = /amtsmappe:\/\/\S+/.exec(text) ?? [];
  expect(link).toContain(first);
  await eingang('Spielplatz im Park');

  app = await startApp({ dir, link });
  ({ page } = app);
  await page.getByText('Sobald die Mappe offen ist, öffnet sich der Vorgang aus dem Link.').waitFor(LONG);
  expect(await axe(page)).toEqual([]);
  await unlock();
  await heading('Radweg am Hafen').waitFor(LONG);
}, 240_000);

test('one that comes while the window is locked waits for the passphrase', async () => {
  const second = await eingang('Stege im Yachthafen');
  await page.evaluate(() =>
    (window as never as { amtsmappe: { call: (c: string, i: null) => Promise<unknown> } }).amtsmappe.call(
      'session.lock',
      null,
    ),
  );
  await page.getByRole('heading', { name: 'Mappe entsperren' }).waitFor(LONG);
  await oeffnen(page, `#/vorgang/${second}?stadt=musterhafen`);
  await page.getByText('Sobald die Mappe offen ist, öffnet sich der Vorgang aus dem Link.').waitFor(LONG);
  await unlock();
  await heading('Stege im Yachthafen').waitFor(LONG);
}, 240_000);

test('where a click opens nothing, the line is pasted into the search', async () => {
  await page.keyboard.press('Control+K');
  const field = page.getByRole('combobox', { name: /suchen/ });
  await field.fill(`amtsmappe://vorgang/${first}?stadt=musterhafen`, LONG);
  await heading('Radweg am Hafen').waitFor(LONG);
  await field.waitFor({ ...LONG, state: 'detached' });
}, 240_000);

test.each([
  [
    'of another city',
    () => `vorgang/${randomUUID()}?stadt=siegen`,
    'Link einer anderen Stadt',
    /Musterhafen/,
  ],
  [
    'to what is not for this person',
    () => `vorgang/${randomUUID()}?stadt=musterhafen`,
    'Nicht oder nicht mehr für Sie sichtbar',
    /Angemeldet: .*Behrendt/,
  ],
  ['that is broken', () => 'vorgang/0192', 'Dieser Link führt zu keinem Vorgang', /unvollständig/],
  [
    'with more behind it',
    () => `vorgang/${first}/zeichnen`,
    'Dieser Link führt zu keinem Vorgang',
    /beschädigt/,
  ],
])(
  'a link %s says so',
  async (_what, route, titel, text) => {
    await oeffnen(page, `#/${route()}`);
    await page.getByText(titel).waitFor(LONG);
    await page.getByText(text).first().waitFor(LONG);
    expect(await axe(page)).toEqual([]);
    // The way on works by keyboard alone.
    await page.getByRole('link', { name: 'Zum Arbeitskorb' }).press('Enter');
    await heading('Was ist heute für mich zu tun?').waitFor(LONG);
  },
  240_000,
);

test('one chooses when mail comes, by keyboard, and sees where it goes', async () => {
  await oeffnen(page, '#/einstellungen?ansicht=mail');
  await page.getByText(byName('Behrendt').email).waitFor(LONG);
  expect(await axe(page)).toEqual([]);
  // What the administration sees is not for everybody.
  expect(await page.getByRole('heading', { name: 'Versand der Zentrale' }).count()).toBe(0);
  await page.getByRole('radio', { name: /^Gleich/ }).focus();
  // Own hours of rest, typed as one says them.
  await page.getByRole('radio', { name: /^Wie im Haus/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByLabel('Keine E-Mail von').fill('1730', LONG);
  await page.getByLabel('bis', { exact: true }).fill('1730');
  await page.getByRole('button', { name: 'Ruhezeit speichern' }).press('Enter');
  await page.getByText('Von und bis sind gleich.').waitFor(LONG);
  await page.getByLabel('bis', { exact: true }).fill('8');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ruhezeit speichern' }).press('Enter');
  await page.getByText('Nicht von 17:30 bis 08:00 Uhr; mehreres wird zusammengefasst.').waitFor(LONG);
  await page.getByRole('radio', { name: /^Gleich/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('radio', { name: /^Einmal am Tag.*07:30/, checked: true }).waitFor(LONG);
  await eventually(async () => {
    const kept = await service.database.db.selectFrom('mail_einstellung').selectAll().execute();
    expect(kept).toMatchObject([
      { person: behrendt, aus: 0, taeglich: 1, ruhe_von: '17:30', ruhe_bis: '08:00' },
    ]);
  }, LONG.timeout);
}, 240_000);

test('without the centre what is not here yet is not called invisible; what is here opens', async () => {
  await service.close();
  const unknown = randomUUID();
  await oeffnen(page, `#/vorgang/${unknown}?stadt=musterhafen`);
  await page.getByText('Noch nicht auf diesem Gerät').waitFor(LONG);
  expect(await axe(page)).toEqual([]);
  await oeffnen(page, `#/vorgang/${first}?stadt=musterhafen`);
  await heading('Radweg am Hafen').waitFor(LONG);
  expect(app.complaints).toEqual([]);
}, 240_000);
