import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { asBloecke } from '../../src/domain/sitzung/text/bloecke.ts';
import type { Dringlichkeitsentscheidung } from '../../src/domain/sitzung/index.ts';
import { DEMO_PIN } from '../../src/main/app/keys/keyring.ts';
import { connectLaptop, type Laptop } from '../support/connected-laptop.ts';
import { byName } from '../support/organisation.ts';
import { startTestService, type TestService } from '../support/service.ts';

/*
 * Two people sign the same urgent decision, each at a laptop of their own: with the pen one after the other, and
 * without a network both at once, which only one of them can win.
 */

let service: TestService;
let buero: Laptop;
let mayor: Laptop;
let member: Laptop;
let gremium: string;

const jahr = new Date().getUTCFullYear();

beforeAll(async () => {
  service = await startTestService({ login: true, uebung: true });
  buero = await connectLaptop(service.address, byName('Behrendt').id);
  mayor = await connectLaptop(service.address, byName('Holm').id);
  member = await connectLaptop(service.address, byName('Naumann').id);
  gremium = await found();
}, 240_000);
afterAll(async () => {
  for (const l of [buero, mayor, member]) l?.remove();
  await service.remove();
});

const revisionOf = (l: Laptop, id: string): number => l.workspace().ctx.store.read.stand(id)?.revision ?? 0;
const execute = (
  l: Laptop,
  art: string,
  vorgang: string,
  command: { type: string; [more: string]: unknown },
) => l.call('command.execute', { art, vorgang, baseRevision: revisionOf(l, vorgang), command });
const stateOf = (l: Laptop, id: string) =>
  l.workspace().ctx.store.read.stand(id)?.state as Dringlichkeitsentscheidung;
const sync = async (...laptops: readonly Laptop[]) => {
  for (const l of laptops) for (let n = 0; n < 2; n += 1) await l.sync();
};

async function found(): Promise<string> {
  const id = await buero.call('id.new', null);
  await execute(buero, 'gremium', id, {
    type: 'createGremium',
    name: 'Rat der Stadt Musterhafen',
    kuerzel: 'Rat',
    gremiumArt: 'rat',
    regeln: {
      gueltigAb: '2020-01-01',
      gesetzlicheMitgliederzahl: 3,
      ladung: {
        tage: 8,
        zaehlung: 'volleTage',
        nurWerktage: false,
        vorherigerWerktag: false,
        zugangstage: 0,
        verkuerzung: null,
        norm: 'Muster',
        geprueft: false,
      },
      bekanntmachungTage: 5,
      ratsmitgliederUeberwiegen: false,
      unterschriften: [],
      quelle: 'Muster',
      geprueft: false,
    },
    mitglieder: [
      {
        person: member.person,
        funktion: 'mitglied',
        stimmrecht: 'stimmberechtigt',
        eigenschaft: 'ratsmitglied',
        fraktion: 'A',
        vertritt: [],
        gueltigVon: null,
        gueltigBis: null,
      },
    ],
  });
  return id;
}

/** An urgent decision that waits for two signatures, on all laptops. */
async function present(betreff: string): Promise<string> {
  const id = await buero.call('id.new', null);
  await execute(buero, 'dringlichkeitsentscheidung', id, {
    type: 'createDringlichkeitsentscheidung',
    jahr,
    gremium,
    anstelle: 'rat',
    betreff,
    oeffentlich: true,
    beschluss: asBloecke('Der Damm wird sofort instand gesetzt.'),
    dringlichkeit: 'Das Hochwasser steigt.',
    hauptausschussGrund: 'Er tagt erst in zwei Wochen.',
  });
  await execute(buero, 'dringlichkeitsentscheidung', id, {
    type: 'grantEinsicht',
    personen: [member.person],
  });
  await sync(buero);
  await buero.call('sitzung.vorlegen', { vorgang: id, baseRevision: revisionOf(buero, id) });
  await sync(buero, mayor, member);
  expect(stateOf(member, id).phase).toBe('zurUnterschrift');
  return id;
}

async function signing(l: Laptop, vorgang: string, rolle: string, pin = DEMO_PIN) {
  const [key] = await l.call('sign.keys', null);
  return {
    vorgang,
    baseRevision: revisionOf(l, vorgang),
    rolle,
    gezeigt: stateOf(l, vorgang).dokument ?? '',
    schluessel: key?.id ?? '',
    pin,
  };
}
const pens = () => service.database.db.selectFrom('stift').selectAll().execute();

test('who signs has the pen; the other is told who has it, until when, and what then', async () => {
  const id = await present('Damm instand setzen');
  const sha256 = stateOf(mayor, id).dokument ?? '';
  const line = await service.lineOf(mayor.person);
  await line.transport.takePen(id, sha256);
  const refused = await member.refused('sign.document', await signing(member, id, 'mitglied'));
  expect(refused.code).toBe('ledger.stift-vergeben');
  expect(refused.cause).toMatch(/Holm hat den Stift für dieses Dokument bis \d\d:\d\d Uhr/);
  expect(refused.next).toContain('auch wenn');
  expect(stateOf(member, id).unterschriften).toEqual([]);

  // Before the key was opened: a wrong PIN gives the pen back as well.
  await line.transport.returnPen(sha256);
  await member.refused('sign.document', await signing(member, id, 'mitglied', '000000'));
  expect(await pens()).toEqual([]);
  await member.call('sign.document', await signing(member, id, 'mitglied'));
  await sync(member, mayor);
  await mayor.call('sign.document', await signing(mayor, id, 'buergermeister'));
  await sync(mayor, buero);
  expect(stateOf(buero, id).unterschriften.map((u) => u.rolle)).toEqual(['mitglied', 'buergermeister']);
  expect(await pens()).toEqual([]);
}, 240_000);

test('both sign offline: the second comes into the inbox, signs anew on the new version, and that settles it', async () => {
  const id = await present('Brücke sperren');
  for (const l of [mayor, member]) {
    l.cut(true);
    await l.sync();
  }
  await mayor.call('sign.document', await signing(mayor, id, 'buergermeister'));
  await member.call('sign.document', await signing(member, id, 'mitglied'));
  expect(stateOf(member, id).unterschriften).toHaveLength(1);
  mayor.cut(false);
  await sync(mayor);
  expect(await mayor.sync()).toMatchObject({ wartend: 0, konflikte: 0 });
  member.cut(false);
  await sync(member);
  expect(await member.sync()).toMatchObject({ wartend: 0, konflikte: 1 });

  const [conflict] = await member.call('sync.conflicts', null);
  expect(conflict).toMatchObject({ zeichnung: 'neu', grund: { code: 'sync.neu-unterschreiben' } });
  expect(conflict?.grund.cause).toContain('Holm');
  // Nothing of the lost signature stays in the state, and it is not carried over to another version.
  expect(stateOf(member, id).unterschriften.map((u) => u.rolle)).toEqual(['buergermeister']);
  const seq = conflict?.seq ?? 0;
  expect((await member.refused('sync.resolve', { seq, wie: 'wiederholen' })).code).toBe(
    'sync.neu-unterschreiben',
  );
  await member.call('sign.document', await signing(member, id, 'mitglied'));
  expect(await member.call('sync.conflicts', null)).toEqual([]);
  await sync(member, buero);
  expect(await member.sync()).toMatchObject({ wartend: 0, konflikte: 0 });
  expect(stateOf(buero, id).unterschriften.map((u) => u.rolle)).toEqual(['buergermeister', 'mitglied']);
}, 240_000);

test('the pen was another’s who did not sign: the own signature still fits and is sent again as it is', async () => {
  const id = await present('Schule schließen');
  const sha256 = stateOf(mayor, id).dokument ?? '';
  member.cut(true);
  await member.sync();
  await member.call('sign.document', await signing(member, id, 'mitglied'));
  const line = await service.lineOf(mayor.person);
  await line.transport.takePen(id, sha256);
  member.cut(false);
  await sync(member);
  const [conflict] = await member.call('sync.conflicts', null);
  expect(conflict).toMatchObject({ zeichnung: 'passt_noch', grund: { code: 'ledger.stift-vergeben' } });
  await line.transport.returnPen(sha256);
  await member.call('sync.resolve', { seq: conflict?.seq ?? 0, wie: 'wiederholen' });
  await sync(member, buero);
  expect(stateOf(buero, id).unterschriften.map((u) => u.rolle)).toEqual(['mitglied']);
}, 240_000);
