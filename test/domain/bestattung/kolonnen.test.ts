import { expect, test } from '@jest/globals';
import { formatErrorText, type Rejection } from '../../../src/domain/shared/rejection.ts';
import { auftragKind } from '../../../src/domain/bestattung/auftrag/kind.ts';
import { kolonnentag } from '../../../src/domain/bestattung/auswahl/kolonnentag.ts';
import { nextActions } from '../../../src/domain/bestattung/auswahl/naechsteAktionen.ts';
import { druckeBestaetigung } from '../../../src/domain/bestattung/druck/bestaetigung.ts';
import { bestattungKind } from '../../../src/domain/bestattung/bestattung/kind.ts';
import { errors, type BestattungCode } from '../../../src/domain/bestattung/errors.ts';
import { auftragOf } from '../../../src/domain/bestattung/kennung.ts';
import { angaben, grab, JETZT, plan, UNTERLAGEN_ERDE, zeit } from './beispiele.ts';
import { ANDERE, BUERO, createZentrale, VERZEICHNIS_TEST, VORARBEIT, type Zentrale } from './zentrale.ts';

const B = 'b-1';
const A = auftragOf(B);
const GRAB = '01-A1-001';
const SCAN = 'a'.repeat(64);
const FOTO = 'b'.repeat(64);

const satz = (nein: Rejection | null): string =>
  nein ? formatErrorText(errors[nein.code as BestattungCode], nein.params).cause : '(nichts)';

function freigegeben(): Zentrale {
  const z = createZentrale([grab()], JETZT);
  const run = (c: object) => expect(z.execute('bestattung', B, c as never)).toBeNull();
  run({ type: 'createBestattung', jahr: 2026, angaben: angaben(), keinDoppelfall: null });
  run({ type: 'holdTermin', plan: plan() });
  run({ type: 'assignGrab', grab: GRAB, verlaengerungJahre: 0 });
  for (const unterlage of UNTERLAGEN_ERDE)
    run({ type: 'recordUnterlage', unterlage, am: '2026-11-23', dokument: null });
  run({ type: 'releaseTermin' });
  return z;
}
const fall = (z: Zentrale, c: object) => z.execute('bestattung', B, c as never);
const auftrag = (z: Zentrale, c: object, wer = VORARBEIT) => z.execute('arbeitsauftrag', A, c as never, wer);
const schritt = (id: string, foto: string | null = null) => ({
  type: 'reportSchritt',
  id,
  fassung: 1,
  foto,
  bemerkung: '',
  schritt: 'markiert',
});
const anKolonne2 = { type: 'moveTermin', plan: plan({ kolonne: '2' }), grund: 'Kolonne 1 ist krank' };
const lesbar = (z: Zentrale) => z.projektion(A)?.lesbar ?? [];
const post = (z: Zentrale, kolonne: string) =>
  kolonnentag([{ vorgang: A, state: z.auftrag(B) }], kolonne, '2026-11-26');

test("a foreman does not report on another crew's order; the office may report for any", () => {
  const z = freigegeben();
  expect(satz(auftrag(z, schritt('m-1'), ANDERE))).toBe('Dieser Auftrag gehört zu Kolonne 1 Lindenberg.');
  expect(satz(auftrag(z, { type: 'acknowledgeAuftrag', fassung: 1 }, ANDERE))).toContain('gehört zu');
  expect(auftrag(z, schritt('m-1'), 'p-fremd')?.code).toBe('organisation.keine-berechtigung');
  expect(z.auftrag(B).meldungen).toEqual([]);
  expect(auftrag(z, schritt('m-2'), BUERO)).toBeNull();
  expect(auftrag(z, schritt('m-3'))).toBeNull();
  expect(z.auftrag(B).meldungen).toHaveLength(2);
});

test('an order that goes to another crew stays with the former one until it has acknowledged that', () => {
  const z = freigegeben();
  expect(auftrag(z, { type: 'acknowledgeAuftrag', fassung: 1 })).toBeNull();
  expect(fall(z, anKolonne2)).toBeNull();
  expect(lesbar(z)).toEqual(expect.arrayContaining(['kolonne:1', 'kolonne:2']));
  expect(post(z, '1')).toMatchObject([
    { zurueckgezogen: 'abgegeben', naechstes: { art: 'quittieren' } },
    { zurueckgezogen: 'abgegeben' },
  ]);
  expect(post(z, '2')).toMatchObject([{ zurueckgezogen: null, quittiert: false }, {}]);
  expect(z.bestattung(B).auftrag.abgaben?.map((x) => x.kolonne)).toEqual(['1']);
  const aufgaben = bestattungKind.project(z.bestattung(B), B).aufgaben.map((a) => a.text);
  expect(aufgaben.join()).toContain('nicht mehr bei Kolonne 1 Lindenberg, nicht quittiert, bitte anrufen');

  // The former crew's acknowledgement is not the new crew's.
  expect(auftrag(z, { type: 'acknowledgeAuftrag', fassung: 2 })).toBeNull();
  expect(lesbar(z)).not.toContain('kolonne:1');
  expect(z.bestattung(B).auftrag).toMatchObject({ abgaben: [], quittung: null });
  expect(auftrag(z, { type: 'acknowledgeAuftrag', fassung: 2 }, ANDERE)).toBeNull();
  expect(z.bestattung(B).auftrag.quittung).toMatchObject({ fassung: 2, person: ANDERE });
  expect(
    nextActions(z.bestattung(B), BUERO, VERZEICHNIS_TEST, '2026-11-23').map((a) => a.command),
  ).not.toContain('recordAnruf');
});

test('what a former crew did before it could know is recorded and goes to review', () => {
  const z = freigegeben();
  expect(fall(z, anKolonne2)).toBeNull();
  expect(auftrag(z, { ...schritt('m-1'), schritt: 'beigesetzt' })).toBeNull();
  expect(z.bestattung(B).auftrag.klaerung.join()).toContain('nach Fassung 1 gemeldet, gültig ist Fassung 2');
});

test('a call to the former crew is entered for that crew', () => {
  const z = freigegeben();
  expect(auftrag(z, { type: 'acknowledgeAuftrag', fassung: 1 })).toBeNull();
  expect(fall(z, anKolonne2)).toBeNull();
  const offen = () =>
    nextActions(z.bestattung(B), BUERO, VERZEICHNIS_TEST, '2026-11-23').some(
      (a) => a.command === 'recordAnruf',
    );
  expect(fall(z, { type: 'recordAnruf', fassung: 2, mit: 'Herr V', kolonne: '1' })).toBeNull();
  expect(offen()).toBe(true);
  expect(fall(z, { type: 'recordAnruf', fassung: 2, mit: 'Frau W', kolonne: null })).toBeNull();
  expect(offen()).toBe(false);
  expect(satz(fall(z, { type: 'recordAnruf', fassung: 9, mit: 'Frau W', kolonne: null }))).toBe(
    'Der Termin hat keine Fassung 9.',
  );
});

test('after a cancellation the office still enters whom it has called', () => {
  const z = freigegeben();
  expect(fall(z, { type: 'cancelBestattung', grund: 'Überführung ins Ausland' })).toBeNull();
  const aktionen = () => nextActions(z.bestattung(B), BUERO, VERZEICHNIS_TEST, '2026-11-23');
  expect(aktionen()).toMatchObject([{ command: 'recordAnruf', haupt: true }]);
  expect(fall(z, { type: 'recordAnruf', fassung: 2, mit: 'Frau V', kolonne: null })).toBeNull();
  expect(aktionen()).toEqual([]);
});

test("a withdrawn order stays on the crew's day until the crew has acknowledged that", () => {
  const z = freigegeben();
  expect(auftrag(z, { type: 'acknowledgeAuftrag', fassung: 1 })).toBeNull();
  expect(fall(z, { type: 'cancelBestattung', grund: 'abgesagt' })).toBeNull();
  expect(z.projektion(A)).toMatchObject({ abgeschlossen: false, aufgaben: [{ art: 'kenntnis' }] });
  expect(post(z, '1')).toMatchObject([{ zurueckgezogen: 'storniert', quittiert: false }, {}]);
  expect(auftrag(z, { type: 'acknowledgeAuftrag', fassung: 2 })).toBeNull();
  expect(z.projektion(A)).toMatchObject({ abgeschlossen: true, aufgaben: [] });
});

test("the first gate is the office's; that nothing took place reaches the office at once", () => {
  const z = freigegeben();
  const tor = {
    type: 'reportGrabpruefung',
    id: 'm-1',
    fassung: 1,
    foto: null,
    bemerkung: '',
    tor: 'buero',
    erfasst: { grab: GRAB, merkmal: '03.05.1941' },
    zweitePerson: null,
  };
  expect(auftrag(z, tor)?.code).toBe('organisation.keine-berechtigung');
  expect(auftrag(z, tor, BUERO)).toBeNull();
  const nicht = { type: 'reportNichtDurchgefuehrt', id: 'm-2', fassung: 1, foto: null, bemerkung: '' };
  expect(auftrag(z, { ...nicht, grund: 'Boden gefroren' })).toBeNull();
  expect(z.bestattung(B).auftrag.klaerung).toEqual(['Nicht durchgeführt gemeldet: Boden gefroren']);
  expect(z.projektion(B)?.aufgaben.map((a) => a.id)).toContain('klaerung');
  // A new date is the office's answer to it.
  expect(
    fall(z, { type: 'moveTermin', plan: plan({ beginn: zeit('2026-11-26', '13:00') }), grund: 'Frost' }),
  ).toBeNull();
  expect(auftrag(z, { type: 'acknowledgeAuftrag', fassung: 2 })).toBeNull();
  expect(z.bestattung(B).auftrag.klaerung).toEqual([]);
});

test('a scan or photo that is not stored, or is another kind of file, is refused', () => {
  const z = freigegeben();
  const papier = {
    type: 'recordUnterlage',
    unterlage: 'sterbefallanzeige',
    am: '2026-11-23',
    dokument: SCAN,
  };
  const genehmigung = { art: 'fristverlaengerung', bis: '2026-12-04', behoerde: 'Amt', aktenzeichen: '1' };
  expect(satz(fall(z, papier))).toBe('Der Scan zu „Nachweis der Sterbefallanzeige“ ist nicht gespeichert.');
  expect(satz(fall(z, { type: 'recordGenehmigung', genehmigung, dokument: SCAN }))).toContain(
    'nicht gespeichert',
  );
  expect(satz(auftrag(z, schritt('m-1', FOTO)))).toBe('Das Foto ist nicht gespeichert.');
  z.speichere(SCAN, 'application/pdf');
  z.speichere(FOTO, 'image/jpeg');
  expect(satz(auftrag(z, schritt('m-1', SCAN)))).toBe('Das Foto muss eine Datei der Art JPEG oder PNG sein.');
  expect(auftrag(z, schritt('m-1', FOTO))).toBeNull();
  expect(fall(z, papier)).toBeNull();
  expect(fall(z, { type: 'recordGenehmigung', genehmigung, dokument: SCAN })).toBeNull();
  expect(bestattungKind.documents(z.bestattung(B))).toEqual([SCAN]);
  expect(auftragKind.documents(z.auftrag(B))).toEqual([FOTO]);
});

test('sheets are kept by version, each once', () => {
  const z = freigegeben();
  const blatt = { type: 'keepBlatt', fassung: 1, blatt: 'bestaetigung', dokument: SCAN };
  expect(satz(fall(z, blatt))).toBe('Das Blatt ist nicht gespeichert.');
  z.speichere(SCAN, 'application/pdf');
  z.speichere(FOTO, 'application/pdf');
  expect(fall(z, blatt)).toBeNull();
  expect(fall(z, { ...blatt, dokument: FOTO })).toBeNull();
  expect(fall(z, anKolonne2)).toBeNull();
  expect(fall(z, { ...blatt, fassung: 2, dokument: FOTO })).toBeNull();
  expect(satz(fall(z, { ...blatt, fassung: 3 }))).toBe('Der Termin hat keine Fassung 3.');
  expect(z.bestattung(B).fassungen.map((f) => f.blaetter?.map((b) => b.dokument))).toEqual([[SCAN], [FOTO]]);
  expect(bestattungKind.documents(z.bestattung(B))).toEqual([SCAN, FOTO]);
});

test('the sheet of a rejected request says so and why, and confirms nothing', () => {
  const z = createZentrale([grab()], JETZT);
  expect(
    fall(z, { type: 'createBestattung', jahr: 2026, angaben: angaben(), keinDoppelfall: null }),
  ).toBeNull();
  expect(fall(z, { type: 'holdTermin', plan: plan() })).toBeNull();
  expect(fall(z, { type: 'rejectAnfrage', grund: 'Grabfeld nicht zugänglich' })).toBeNull();
  const u = { absender: [], gedrucktAm: JETZT, nameVon: (p: string) => p, vorlaeufig: false };
  const blatt = druckeBestaetigung(z.bestattung(B), u);
  expect(blatt.titel).toBe('Ablehnung der Anfrage');
  expect(JSON.stringify(blatt.abschnitte)).toContain(
    'Die Anfrage wurde abgelehnt. Grund: Grabfeld nicht zugänglich',
  );
});

test('retention: the rest period for burial and order, the table for what came to no burial', () => {
  const z = freigegeben();
  expect(bestattungKind.retention?.(z.bestattung(B))).toBeNull();
  expect(auftragKind.retention?.(z.auftrag(B))).toBeNull();
  expect(fall(z, { type: 'cancelBestattung', grund: 'abgesagt' })).toBeNull();
  expect(bestattungKind.retention?.(z.bestattung(B))?.bis).toBe('2028-11-23');
  expect(auftragKind.retention?.(z.auftrag(B))?.bis).toBe('2028-11-23');

  const y = freigegeben();
  y.uhr.jetzt = zeit('2026-11-26', '13:00');
  for (const s of ['markiert', 'ausgehoben', 'gesichert', 'beigesetzt', 'verfuellt'])
    expect(auftrag(y, { ...schritt(`m-${s}`), schritt: s })).toBeNull();
  const zu = { type: 'closeBestattung', beigesetztAm: '2026-11-26', klaerung: 'Tore auf Papier geprüft' };
  expect(fall(y, zu)).toBeNull();
  expect(bestattungKind.retention?.(y.bestattung(B))?.bis).toBe('2056-11-26');
  expect(auftragKind.retention?.(y.auftrag(B))?.bis).toBe('2056-11-26');
});
