import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Answer } from '../../src/contract/channel.ts';
import { createSmtp } from '../../src/central/mail/smtp.ts';
import { connectLaptop, type Laptop } from '../support/connected-laptop.ts';
import { bodyOf, startMailServer } from '../support/mail-server.ts';
import { byName } from '../support/organisation.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** Wishes about e-mail from the app, over HTTP, to a real service and a real mail server. */
let service: TestService;
let mails: Awaited<ReturnType<typeof startMailServer>>;
let smtp: ReturnType<typeof createSmtp>;
let admin: Laptop;
let officer: Laptop;
beforeAll(async () => {
  mails = await startMailServer();
  const from = 'amtsmappe@musterhafen.example';
  smtp = createSmtp({ host: '127.0.0.1', port: mails.port, security: 'keine', from });
  const rules = { restFrom: '18:00', restTo: '07:00', digestAt: '07:30' };
  const mail = { deliver: smtp.deliver, server: `127.0.0.1:${mails.port}`, from, rules };
  service = await startTestService({ login: true, mail });
  admin = await connectLaptop(service.address, byName('Brandt').id);
  officer = await connectLaptop(service.address, byName('Janssen').id);
}, 120_000);
afterAll(async () => {
  for (const laptop of [admin, officer]) laptop?.remove();
  await service.remove();
  smtp.close();
  await mails.close();
});

test('everybody sees where their mail goes and chooses when; nobody changes that of another', async () => {
  expect(await officer.call('mail.get', null)).toEqual({
    einstellung: { art: 'sofort', ruheVon: null, ruheBis: null },
    adresse: 'mirko.janssen@musterhafen.example',
    eingerichtet: true,
    haus: { taeglichUm: '07:30', ruheVon: '18:00', ruheBis: '07:00' },
  });
  for (const art of ['taeglich', 'aus', 'sofort', 'taeglich'] as const) {
    const set = await officer.call('mail.set', { art, ruheVon: '12:00', ruheBis: '13:00' });
    expect(set.einstellung).toEqual({ art, ruheVon: '12:00', ruheBis: '13:00' });
  }
  expect((await officer.call('mail.get', null)).einstellung.art).toBe('taeglich');
  expect((await admin.call('mail.get', null)).einstellung.art).toBe('sofort');
});

test('the administration sees whether mail goes out and tries it, to its own address and without content', async () => {
  expect(await admin.call('mail.stand', null)).toMatchObject({
    eingerichtet: true,
    server: `127.0.0.1:${mails.port}`,
    absender: 'amtsmappe@musterhafen.example',
    wartet: 0,
  });
  const { email } = byName('Brandt');
  expect(await admin.call('mail.probe', null)).toEqual({ ergebnis: 'sent', adresse: email });
  expect(mails.got.map((m) => m.to)).toEqual([[email]]);
  expect(bodyOf(mails.got[0]!)).toContain('Es wartet keine Aufgabe.');
  mails.refuse.rcpt = 550;
  expect((await admin.call('mail.probe', null)).ergebnis).toBe('refused');
  delete mails.refuse.rcpt;
});

test('whoever does not administer neither sees nor sends; without the centre there is nothing to see', async () => {
  expect((await officer.refused('mail.stand', null)).code).toBe('mail.nur-systemverwaltung');
  expect((await officer.refused('mail.probe', null)).code).toBe('mail.nur-systemverwaltung');
  officer.cut(true);
  expect((await officer.refused('mail.get', null)).code).toBe('sync.keine-verbindung');
  officer.cut(false);
  const nonsense = { art: 'stuendlich', ruheVon: null, ruheBis: '13:00' };
  const answer = (await officer.app.handlers['mail.set'](nonsense as never)) as Answer<unknown>;
  expect(answer.ok).toBe(false);
});
