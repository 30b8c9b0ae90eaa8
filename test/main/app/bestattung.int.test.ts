import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GRAB_TABELLE,
  type AuftragState,
  type BestattungState,
} from '../../../src/domain/bestattung/index.ts';
import type { VorhabenEingabe } from '../../../src/contract/bestattung.ts';
import type { Answer } from '../../../src/contract/channel.ts';
import { expireVormerkungen } from '../../../src/main/app/bestattung/dienst.ts';
import { openApp, type RunningApp } from '../../../src/main/workspace.ts';
import { tagOf } from '../../../src/domain/shared/dates.ts';

// The use cases of the cemeteries on a real demo workspace: set-up, sample week, lapsed holds.
const uhr = { jetzt: '2026-11-24T09:00:00.000Z' };
let dir: string;
let app: RunningApp;

const open = () => {
  const found = app.app.workspace();
  if (!found) throw new Error('not open');
  return found.open;
};

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'amtsmappe-friedhof-'));
  app = openApp({
    dir,
    clock: { now: () => uhr.jetzt, today: () => tagOf(uhr.jetzt) },
    scryptCost: { N: 1024, r: 8, p: 1 },
  });
  const made = await app.handlers['setup.create']({
    passphrase: 'Uebung2026 lang genug',
    demo: true,
    stadt: 'Musterhafen',
  });
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
}, 180_000);
afterAll(() => {
  app.close();
  rmSync(dir, { recursive: true, force: true });
});

const wert = async <T>(answer: Promise<Answer<T>> | Answer<T>): Promise<T> => {
  const a = await answer;
  if (!a.ok) throw new Error(JSON.stringify(a.problem));
  return a.value;
};
/** From now on this person sits at the screen. */
const als = (nachname: string) => {
  const { personen } = open().ctx.verzeichnis();
  const person = personen.find((p) => p.nachname === nachname)?.id ?? '';
  return wert(app.handlers['session.switchPerson']({ person }));
};
const erdfall: VorhabenEingabe = {
  vorgang: null,
  angaben: {
    verstorben: {
      vorname: 'Berta',
      nachname: 'Probe',
      geburtsname: '',
      geburtsdatum: '1940-02-03',
      sterbezeit: { tag: '2026-11-23', uhrzeit: '18:30' },
    },
    art: 'erdbestattung',
    einaescherung: null,
    bestatter: { name: 'Bestattungen Probe', telefon: '0271 1', email: '' },
    kostentraeger: null,
    nutzungsberechtigt: null,
    grabart: 'wahlgrab',
    sarg: null,
    feier: { redner: '', musik: '', traeger: '' },
    hinweisKolonne: '',
    bemerkung: '',
  },
  grab: null,
  verlaengerungJahre: 0,
  genehmigungen: [],
  unterlagen: [],
};
const suche = { feierMin: 30, friedhoefe: null, abTag: '2026-11-24', tage: 14, wunsch: null, hoechstens: 8 };

test('set-up enters all graves of the sample', () => {
  const { store } = open().ctx;
  expect(store.findDatensaetze(GRAB_TABELLE, { text: '17-B-20', limit: 5 })).toHaveLength(5);
  expect(store.findDatensaetze(GRAB_TABELLE, { limit: 100_000 }).length).toBeGreaterThan(60_000);
});

test('the demo week has burials in every state, in order of time', () => {
  const { store } = open().ctx;
  const codes = new Set(store.read.rows(['bestattung']).map((r) => r.projection.status.code));
  for (const code of ['entwurf', 'angefragt', 'vorgemerkt', 'freigegeben', 'abgeschlossen', 'storniert'])
    expect(codes).toContain(code);
  const zeiten = [...store.read.records()].map((r) => r.zeit);
  expect([...zeiten].sort()).toEqual(zeiten);
  expect(zeiten.at(-1)! < uhr.jetzt).toBe(true);
});

test('the best dates are lawful, each with its reasons, and follow what is booked', async () => {
  await als('Overbeck');
  const { vorschlaege } = await wert(app.handlers['friedhof.besteTermine']({ ...erdfall, ...suche }));
  expect(vorschlaege).toHaveLength(8);
  const [erster] = vorschlaege;
  if (!erster) throw new Error('none');
  expect(erster.beginn > '2026-11-24T17:30:00.000Z').toBe(true);
  expect(erster.gruende.length).toBeGreaterThan(2);
  const frei = await wert(app.handlers['friedhof.pruefen']({ ...erdfall, plan: erster.plan }));
  expect(frei.vormerken.filter((b) => b.stufe === 'sperre')).toEqual([]);
  expect(frei.freigeben.map((b) => b.code)).toContain('bestattung.grab-offen');

  const id = await wert(app.handlers['id.new'](null));
  const command = (type: string, rest: object) => {
    const baseRevision = open().ctx.store.read.stand(id)?.revision ?? 0;
    return wert(
      app.handlers['command.execute']({
        art: 'bestattung',
        vorgang: id,
        baseRevision,
        command: { type, ...rest },
      }),
    );
  };
  await command('createBestattung', { jahr: 2026, angaben: erdfall.angaben, keinDoppelfall: null });
  await command('holdTermin', { plan: erster.plan });
  const belegt = await wert(app.handlers['friedhof.pruefen']({ ...erdfall, plan: erster.plan }));
  expect(belegt.vormerken.map((b) => b.code)).toContain('bestattung.belegt');
  expect(belegt.alternativen).toHaveLength(3);
  expect(belegt.doppelfall?.vorgang).toBe(id);
  const ohne = await wert(app.handlers['friedhof.besteTermine']({ ...erdfall, ...suche }));
  expect(ohne.vorschlaege.map((v) => JSON.stringify(v.plan))).not.toContain(JSON.stringify(erster.plan));
  // Its own hold does not stand in its own way.
  const selbst = await wert(app.handlers['friedhof.pruefen']({ ...erdfall, vorgang: id, plan: erster.plan }));
  expect(selbst.vormerken.filter((b) => b.stufe === 'sperre')).toEqual([]);
  await command('cancelBestattung', { grund: 'Wieder frei' });
  const wieder = await wert(app.handlers['friedhof.besteTermine']({ ...erdfall, ...suche }));
  expect(wieder.vorschlaege[0]?.plan).toEqual(erster.plan);
});

test('before there is a date: a kind of grave that does not fit and a period that is over are said', async () => {
  const { verstorben } = erdfall.angaben;
  const alt = { ...verstorben, sterbezeit: { tag: '2026-11-05', uhrzeit: null } };
  const angaben = { ...erdfall.angaben, grabart: 'urnenwahlgrab' as const, verstorben: alt };
  const p = await wert(app.handlers['friedhof.pruefen']({ ...erdfall, angaben, plan: null }));
  expect(p.vormerken.map((b) => b.code)).toEqual([
    'bestattung.art-nicht-zulaessig',
    'bestattung.frist-abgelaufen',
  ]);
  expect(p.spaetestens).toBe('2026-11-15');
});

test('a date said on the phone is planned, or refused with reasons and alternatives', async () => {
  const eingabe = { ...erdfall, feierMin: 0, friedhof: 'lindenberg', halle: null };
  const geht = await wert(
    app.handlers['friedhof.planAm']({ ...eingabe, beginn: '2026-11-26T09:00:00.000Z' }),
  );
  const nicht = await wert(
    app.handlers['friedhof.planAm']({ ...eingabe, beginn: '2026-11-28T09:00:00.000Z' }),
  );
  expect(geht.vorschlag?.plan.friedhof).toBe('lindenberg');
  expect(nicht.vorschlag).toBeNull();
  expect(nicht.ausschluesse.length).toBeGreaterThan(0);
  expect(nicht.alternativen).toHaveLength(3);
});

test('graves are found by right holder, and free ones of a kind without those given away', async () => {
  const frage = { text: '', friedhof: 'lindenberg', limit: 10 };
  const frei = await wert(
    app.handlers['friedhof.graeber']({ ...frage, frei: { grabart: 'wahlgrab', tag: '2026-11-24' } }),
  );
  expect(frei).toHaveLength(10);
  expect(frei.every((t) => t.grab.recht === null && t.frei.sarg > 0)).toBe(true);
  const vergeben = open()
    .ctx.store.read.rows(['bestattung'])
    .flatMap((r) => (r.projection.abgeschlossen ? [] : [r.projection.felder['grab']]));
  for (const t of frei) expect(vergeben).not.toContain(t.grab.schluessel);
  const [mit] = open()
    .ctx.store.findDatensaetze(GRAB_TABELLE, { gruppe: 'lindenberg', limit: 2000 })
    .map((r) => r.wert as { recht: { inhaber: string } | null; schluessel: string })
    .filter((g) => g.recht !== null);
  const gefunden = await wert(
    app.handlers['friedhof.graeber']({ ...frage, text: mit?.recht?.inhaber ?? '', limit: 50, frei: null }),
  );
  expect(gefunden.map((t) => t.grab.schluessel)).toContain(mit?.schluessel);
});

test('the calendar shows the week; a foreman sees the crew and nothing of the office', async () => {
  const woche = await wert(
    app.handlers['friedhof.kalender']({ tag: '2026-11-24', art: 'woche', alle: false }),
  );
  expect(woche.tage).toHaveLength(7);
  expect(woche.termine.length).toBeGreaterThan(5);
  expect(await wert(app.handlers['friedhof.radar'](null))).not.toEqual([]);
  await als('Nolte');
  const buero = await app.handlers['friedhof.kalender']({ tag: '2026-11-24', art: 'woche', alle: false });
  expect(buero.ok).toBe(false);
  const tag = await wert(app.handlers['friedhof.kolonnentag']({ tag: '2026-11-24', kolonne: null }));
  expect(tag.kolonnen.map((k) => k.id)).toEqual(['1']);
  const fremd = await app.handlers['friedhof.kolonnentag']({ tag: '2026-11-24', kolonne: '2' });
  expect(fremd.ok).toBe(false);
});

test('the second person confirms with an own PIN; five wrong ones bar it for a while', async () => {
  await als('Nolte');
  const [auftrag] = open()
    .ctx.store.read.rows(['arbeitsauftrag'], { offen: true })
    .filter((r) => r.projection.felder['kolonne'] === 'Kolonne 1 Lindenberg');
  const vorgang = auftrag?.id ?? '';
  const state = () => open().ctx.store.read.stand(vorgang)?.state as AuftragState;
  const [kollege] = await wert(app.handlers['friedhof.kollegen']({ vorgang }));
  if (!kollege) throw new Error('nobody');
  expect(kollege.hatPin).toBe(false);
  const pruefe = async (pin: string, meldung: string) =>
    app.handlers['friedhof.grabpruefung']({
      vorgang,
      meldung,
      fassung: state().fassung,
      tor: 'markierung',
      erfasst: {
        grab: state().inhalt.einsatz.grab?.schluessel ?? '',
        merkmal: state().inhalt.zweitesMerkmal.wert,
      },
      foto: null,
      bemerkung: '',
      zweite: { person: kollege.person, pin },
    });
  expect((await pruefe('4711', 'm-0')).ok).toBe(false);
  await wert(app.handlers['friedhof.pinSetzen']({ person: kollege.person, pin: '4711', alt: null }));
  const neu = { person: kollege.person, pin: '1234', alt: null };
  expect((await app.handlers['friedhof.pinSetzen'](neu)).ok).toBe(false);
  const vorher = state().meldungen.length;
  await wert(pruefe('4711', 'm-1'));
  expect(state().meldungen).toHaveLength(vorher + 1);
  const codes: string[] = [];
  for (const pin of ['0000', '0000', '0000', '0000', '0000', '4711']) {
    const nein = await pruefe(pin, `f-${codes.length}`);
    codes.push(nein.ok ? '' : nein.problem.code);
  }
  expect(codes).toEqual([
    ...Array.from({ length: 4 }, () => 'bestattung.pin-falsch'),
    'bestattung.pin-gesperrt',
    'bestattung.pin-gesperrt',
  ]);
  uhr.jetzt = '2026-11-24T09:06:00.000Z';
  await wert(pruefe('4711', 'm-3'));
  // Only the office takes a forgotten PIN away.
  expect((await app.handlers['friedhof.pinEntfernen']({ person: kollege.person })).ok).toBe(false);
  expect(JSON.stringify(open().ctx.store.read.setting(`friedhof.pin.${kollege.person}`))).not.toContain(
    '4711',
  );
});

test('the office takes a forgotten PIN away', async () => {
  await als('Overbeck');
  const leute = () => wert(app.handlers['friedhof.kolonnenleute']({ kolonne: '1' }));
  const mit = (await leute()).find((k) => k.hatPin);
  await wert(app.handlers['friedhof.pinEntfernen']({ person: mit?.person ?? '' }));
  expect((await leute()).some((k) => k.hatPin)).toBe(false);
});

test('confirmation, work order, day sheet and register extract are printed', async () => {
  await als('Overbeck');
  const rows = open().ctx.store.read.rows(['bestattung']);
  const frei = rows.find((r) => r.projection.status.code === 'freigegeben');
  const zu = rows.find((r) => r.projection.status.code === 'abgeschlossen');
  const bestaetigung = await wert(
    app.handlers['print.create']({ vorgang: frei?.id ?? '', form: 'bestaetigung' }),
  );
  expect(bestaetigung.seiten).toBe(1);
  const blatt = await wert(app.handlers['friedhof.tagesblatt']({ tag: '2026-11-25', kolonne: '1' }));
  expect(blatt.name).toContain('2026-11-25');
  const auszug = await wert(
    app.handlers['friedhof.registerauszug']({ grab: String(zu?.projection.felder['grab']) }),
  );
  expect(auszug.sha256).toHaveLength(64);
  expect((await wert(app.handlers['friedhof.register']({ jahr: 2026 }))).length).toBeGreaterThan(2);
});

test('the sheets of a version are kept as they went out, and older ones are made from the log', async () => {
  await als('Overbeck');
  const { store } = open().ctx;
  const stateOf = (id: string) => store.read.stand(id)?.state as BestattungState;
  const zweite = store.read.rows(['bestattung']).find((r) => stateOf(r.id).fassungen.length > 1);
  const vorgang = zweite?.id ?? '';
  const state = () => stateOf(vorgang);
  const frage = (fassung: number) => ({ vorgang, fassung, blatt: 'bestaetigung' }) as const;
  const erste = await wert(app.handlers['friedhof.blatt'](frage(1)));
  expect(erste.name).toMatch(/^Bestaetigung-B-\d{4}-\d{4}-Fassung-1\.pdf$/);
  expect(state().fassungen[0]?.blaetter?.map((b) => b.blatt)).toEqual(['bestaetigung', 'arbeitsauftrag']);
  uhr.jetzt = '2026-11-24T09:20:00.000Z';
  expect(await wert(app.handlers['friedhof.blatt'](frage(1)))).toEqual(erste);
  expect((await wert(app.handlers['friedhof.blatt'](frage(2)))).sha256).not.toBe(erste.sha256);
  expect((await app.handlers['friedhof.blatt'](frage(9))).ok).toBe(false);
  await als('Nolte');
  expect((await app.handlers['friedhof.blatt'](frage(1))).ok).toBe(false);
});

test('a crew reads its tasks, its people and their PINs, and nothing of another crew', async () => {
  const eigene = await als('Nolte').then(() => wert(app.handlers['arbeitskorb.get'](null)));
  expect(eigene.aufgaben.length).toBeGreaterThan(0);
  expect(new Set(eigene.aufgaben.map((a) => a.vorgang.felder['kolonne']))).toEqual(
    new Set(['Kolonne 1 Lindenberg']),
  );
  expect((await wert(app.handlers['friedhof.kolonnenleute']({ kolonne: '1' }))).length).toBeGreaterThan(1);
  for (const kolonne of ['2', null])
    expect((await app.handlers['friedhof.kolonnenleute']({ kolonne })).ok).toBe(false);
});

test('a device whose clock is off says so to the crew', async () => {
  const frage = () => wert(app.handlers['friedhof.kolonnentag']({ tag: '2026-11-24', kolonne: null }));
  expect((await frage()).geraeteuhr).toBeNull();
  // as the sync notes it at each contact with the centre
  open().ctx.store.setSetting('sync:uhr', -17);
  expect((await frage()).geraeteuhr).toMatchObject({
    code: 'bestattung.geraeteuhr',
    cause: 'Geräteuhr weicht 17 min ab.',
  });
  open().ctx.store.setSetting('sync:uhr', 0);
});

test('graves and register leave as CSV; what is written is read again whole', async () => {
  await als('Overbeck');
  const datei = async (wunsch: Parameters<(typeof app.handlers)['friedhof.ausfuhr']>[0]) => {
    const { sha256, name } = await wert(app.handlers['friedhof.ausfuhr'](wunsch));
    const bytes = open().documents.get(open().ctx.store.read.setting('person') as string, sha256)?.bytes;
    return { name, text: Buffer.from(bytes ?? []).toString('utf8') };
  };
  const register = await datei({ was: 'register', jahr: 2026 });
  expect(register.name).toBe('Bestattungsregister-2026-v1.csv');
  expect(register.text.split('\r\n').length).toBeGreaterThan(3);
  const graeber = await datei({ was: 'graeber', friedhof: 'lindenberg' });
  const anzahl = open().ctx.store.findDatensaetze(GRAB_TABELLE, {
    gruppe: 'lindenberg',
    limit: 100_000,
  }).length;
  expect(graeber.text.trim().split('\r\n')).toHaveLength(anzahl + 1);
  const sent = await wert(app.app.putDocument('zurueck.csv', Buffer.from(graeber.text)));
  const bild = await wert(app.handlers['friedhof.einfuhrPruefen']({ upload: sent.sha256 }));
  expect(bild).toMatchObject({ fehlerGesamt: 0, gueltig: anzahl, neu: 0, zeichensatz: 'UTF-8' });
});

test('a lapsed hold gives its resources back', () => {
  const { ctx } = open();
  const held = ctx.store.read
    .rows(['bestattung'], { offen: true })
    .filter((r) => r.projection.status.code === 'vorgemerkt');
  expect(held.length).toBeGreaterThan(0);
  uhr.jetzt = '2026-12-08T09:00:00.000Z';
  expect(expireVormerkungen(ctx, ctx.store.read.setting('person') as string)).toBe(held.length);
  for (const { id } of held) {
    const state = ctx.store.read.confirmed(id)?.state as BestattungState;
    expect(state.status).not.toBe('vorgemerkt');
    expect(state.vormerkungBis).toBeNull();
  }
});

test('graves from CSV: every bad row is shown and nothing taken over, a good file replaces all', async () => {
  const sende = (name: string) =>
    wert(
      app.app.putDocument(
        name,
        readFileSync(join(import.meta.dirname, '../../../resources/demo/friedhof', name)),
      ),
    );
  const schlecht = await sende('graeber-mit-fehlern.csv');
  const bild = await wert(app.handlers['friedhof.einfuhrPruefen']({ upload: schlecht.sha256 }));
  expect(bild.uebernehmbar).toBe(false);
  expect(bild.fehler.length).toBeGreaterThan(2);
  const liste = await wert(app.handlers['friedhof.einfuhrFehler']({ upload: schlecht.sha256 }));
  expect(liste.name).toBe('Fehler-graeber-mit-fehlern.csv');
  expect(bild.fehler.every((f) => f.zeile > 0 && f.ursache !== '')).toBe(true);
  const nein = await app.handlers['friedhof.einfuhrUebernehmen']({
    upload: schlecht.sha256,
    quelle: 'Probe',
  });
  expect(nein.ok ? '' : nein.problem.code).toBe('bestattung.einfuhr-fehlerhaft');
  const { store } = open().ctx;
  expect(store.findDatensaetze(GRAB_TABELLE, { text: '17-B', limit: 1 })).toHaveLength(1);

  const gut = await sende('graeber-beispiel.csv');
  const zweites = await wert(app.handlers['friedhof.einfuhrPruefen']({ upload: gut.sha256 }));
  expect(zweites).toMatchObject({ uebernehmbar: true, gueltig: 60, fehlerGesamt: 0 });
  expect(zweites.entfallen).toBeGreaterThan(60_000);
  const done = await wert(
    app.handlers['friedhof.einfuhrUebernehmen']({ upload: gut.sha256, quelle: 'Probe' }),
  );
  expect(done.graeber).toBe(60);
  expect(store.findDatensaetze(GRAB_TABELLE, { limit: 100 })).toHaveLength(60);
});
