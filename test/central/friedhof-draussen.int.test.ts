import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VorhabenEingabe } from '../../src/contract/bestattung.ts';
import { auftragOf, type AuftragState, type BestattungState } from '../../src/domain/bestattung/index.ts';
import { addDays, tagOf } from '../../src/domain/shared/dates.ts';
import { readPdfText } from '../../src/main/app/sitzung/pdf-text.ts';
import { eventually } from '../support/eventually.ts';
import { connectAs } from '../support/login.ts';
import { openLaptop } from '../support/open-laptop.ts';
import { byName } from '../support/organisation.ts';
import { startTestService, type TestService } from '../support/service.ts';

/* The office in town, the crew's laptop out on the cemetery: what reaches it, what it can do for days without a net. */

let service: TestService;
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-draussen-'));
const offene: { readonly close: () => void }[] = [];
const heute = tagOf(new Date().toISOString());
/** A picture of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function laptopOf(name: string) {
  const laptop = openLaptop(join(base, name));
  const { ask, call } = laptop;
  offene.push(laptop.app);
  return {
    ...laptop,
    anmelden: async (nachname: string) => {
      await connectAs(laptop.app, service.address, byName(nachname).id, 'pw');
      await call('sync.now', null);
    },
    tu: async (art: string, vorgang: string, command: object) => {
      const view = await ask('vorgang.get', { id: vorgang });
      const baseRevision = view.ok ? view.value.revision : 0;
      return call('command.execute', { art, vorgang, baseRevision, command: command as never });
    },
  };
}

beforeAll(async () => {
  service = await startTestService({ login: true });
}, 120_000);
afterAll(async () => {
  for (const app of offene) app.close();
  await service.remove();
  rmSync(base, { recursive: true, force: true });
});

const eingabe: VorhabenEingabe = {
  vorgang: null,
  angaben: {
    verstorben: {
      vorname: 'Ayşe',
      nachname: 'Yıldız',
      geburtsname: '',
      geburtsdatum: '1944-02-03',
      sterbezeit: { tag: addDays(heute, -1), uhrzeit: '06:10' },
    },
    art: 'erdbestattung',
    einaescherung: null,
    bestatter: { name: 'Bestattungen Kern', telefon: '0271 1', email: '' },
    kostentraeger: { name: 'Emre Yıldız', anschrift: 'Musterweg 1' },
    nutzungsberechtigt: null,
    grabart: 'wahlgrab',
    sarg: null,
    feier: { redner: '', musik: '', traeger: '' },
    hinweisKolonne: 'Nebentor',
    bemerkung: 'nur Büro',
  },
  grab: null,
  verlaengerungJahre: 0,
  genehmigungen: [],
  unterlagen: [],
};

test('an order reaches the crew, is worked on without a net, and both come together again', async () => {
  const buero = laptopOf('buero');
  const draussen = laptopOf('draussen');
  await buero.anmelden('Overbeck');
  await draussen.anmelden('Nolte');

  const suche = {
    feierMin: 0,
    friedhoefe: ['lindenberg'],
    abTag: heute,
    tage: 10,
    wunsch: null,
    hoechstens: 6,
  };
  const { vorschlaege } = await buero.call('friedhof.besteTermine', { ...eingabe, ...suche });
  const termin = vorschlaege.find((v) => v.plan.kolonne === '1');
  const [frei] = await buero.call('friedhof.graeber', {
    text: '',
    friedhof: 'lindenberg',
    frei: { grabart: 'wahlgrab', tag: heute },
    limit: 1,
  });
  if (!termin || !frei) throw new Error('No date or no grave');
  const b = await buero.call('id.new', null);
  const anlegen = { type: 'createBestattung', jahr: Number(heute.slice(0, 4)), keinDoppelfall: null };
  await buero.tu('bestattung', b, { ...anlegen, angaben: eingabe.angaben });
  await buero.tu('bestattung', b, { type: 'holdTermin', plan: termin.plan });
  await buero.tu('bestattung', b, {
    type: 'assignGrab',
    grab: frei.grab.schluessel,
    verlaengerungJahre: 0,
  });
  const scan = await buero.app.app.putDocument('scan.png', PNG);
  if (!scan.ok) throw new Error('scan');
  for (const unterlage of ['sterbefallanzeige', 'antrag_kostentraeger', 'erklaerung_nutzungsrecht'])
    await buero.tu('bestattung', b, {
      type: 'recordUnterlage',
      unterlage,
      am: heute,
      dokument: scan.value.sha256,
    });
  expect(await buero.call('sync.now', null)).toMatchObject({ wartend: 0, konflikte: 0 });
  // Released without a line, and the sheet opened right then: it says that it is provisional, and is not kept.
  buero.cut(true);
  await buero.call('sync.now', null);
  await buero.tu('bestattung', b, { type: 'releaseTermin' });
  const fall = async () => (await buero.call('vorgang.get', { id: b })).state as BestattungState;
  const wunsch = { vorgang: b, fassung: 1, blatt: 'bestaetigung' } as const;
  const frueh = await buero.call('friedhof.blatt', wunsch);
  expect(frueh.vorlaeufig).toBe(true);
  const gedruckt = await buero.app.documents.getDocument(frueh.sha256);
  const text = await readPdfText(gedruckt?.bytes ?? new Uint8Array());
  expect(JSON.stringify(text)).toContain('Noch nicht bestätigt');
  expect((await fall()).fassungen[0]?.blaetter ?? []).toEqual([]);
  buero.cut(false);
  await buero.call('sync.now', null);
  expect((await fall()).status).toBe('freigegeben');
  // The centre has answered: the valid sheets are made and kept, and nobody has asked twice.
  await eventually(async () => expect((await fall()).fassungen[0]?.blaetter).toHaveLength(2), 60_000);
  const gueltig = await buero.call('friedhof.blatt', wunsch);
  expect(gueltig).toMatchObject({ vorlaeufig: false, name: expect.stringMatching(/^Bestaetigung-B-/) });
  expect(gueltig.sha256).not.toBe(frueh.sha256);
  await buero.call('sync.now', null);
  expect(await buero.call('sync.now', null)).toMatchObject({ wartend: 0, konflikte: 0 });
  expect((await fall()).fassungen[0]?.blaetter?.map((x) => x.blatt)).toEqual([
    'bestaetigung',
    'arbeitsauftrag',
  ]);

  // The crew has the order, its grave and nothing of the office; then the net is gone.
  await draussen.call('sync.now', null);
  const a = auftragOf(b);
  const auftrag = async () => (await draussen.call('vorgang.get', { id: a })).state as AuftragState;
  expect((await auftrag()).inhalt).toMatchObject({ name: 'Ayşe Yıldız', hinweis: 'Nebentor' });
  expect((await draussen.ask('vorgang.get', { id: b })).ok).toBe(false);
  expect(JSON.stringify(await auftrag())).not.toContain('Emre');
  expect((await draussen.call('arbeitskorb.get', null)).aufgaben.length).toBeGreaterThan(0);
  draussen.cut(true);
  const tag = tagOf(termin.plan.beginn);
  const tagDraussen = await draussen.call('friedhof.kolonnentag', { tag, kolonne: null });
  expect(tagDraussen.posten.map((p) => p.vorgang)).toContain(a);
  expect((await draussen.call('friedhof.tagesblatt', { tag, kolonne: '1' })).sha256).toHaveLength(64);
  await draussen.call('print.create', { vorgang: a, form: 'arbeitsauftrag' });
  await draussen.tu('arbeitsauftrag', a, { type: 'acknowledgeAuftrag', fassung: 1 });
  const foto = await draussen.app.app.putDocument('grab.png', PNG);
  if (!foto.ok) throw new Error('foto');
  const meldung = async (rest: object) => ({
    id: await draussen.call('id.new', null),
    fassung: 1,
    foto: foto.value.sha256,
    bemerkung: '',
    ...rest,
  });
  await draussen.tu('arbeitsauftrag', a, await meldung({ type: 'reportSchritt', schritt: 'markiert' }));
  const [kollege] = await draussen.call('friedhof.kollegen', { vorgang: a });
  await draussen.call('friedhof.pinSetzen', { person: kollege!.person, pin: '2468', alt: null });
  const { inhalt } = await auftrag();
  await draussen.call('friedhof.grabpruefung', {
    vorgang: a,
    meldung: await draussen.call('id.new', null),
    fassung: 1,
    tor: 'markierung',
    erfasst: { grab: inhalt.einsatz.grab!.schluessel, merkmal: inhalt.zweitesMerkmal.wert },
    foto: null,
    bemerkung: '',
    zweite: { person: kollege!.person, pin: '2468' },
  });
  expect((await draussen.call('vorgang.get', { id: a })).vorlaeufig).toBe(true);

  // Meanwhile the office corrects what the crew reads.
  const neu = { ...eingabe.angaben, hinweisKolonne: 'Haupttor, Nebentor ist gesperrt' };
  await buero.tu('bestattung', b, { type: 'updateAngaben', angaben: neu });
  expect(await buero.call('sync.now', null)).toMatchObject({ wartend: 0, konflikte: 0 });
  expect((await fall()).fassung).toBe(2);

  draussen.cut(false);
  expect(await draussen.call('sync.now', null)).toMatchObject({ wartend: 0, konflikte: 0 });
  const danach = await auftrag();
  expect(danach).toMatchObject({ fassung: 2, inhalt: { hinweis: neu.hinweisKolonne } });
  expect(danach.meldungen.map((m) => m.type)).toEqual(['SchrittGemeldet', 'GrabpruefungGemeldet']);
  await buero.call('sync.now', null);
  expect((await fall()).auftrag.quittung).toMatchObject({ fassung: 1, person: byName('Nolte').id });
  expect(await buero.call('document.info', { sha256: foto.value.sha256 })).toMatchObject({
    sha256: foto.value.sha256,
  });
}, 180_000);
