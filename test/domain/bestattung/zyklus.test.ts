import { describe, expect, test } from '@jest/globals';
import { formatErrorText } from '../../../src/domain/shared/rejection.ts';
import { errors } from '../../../src/domain/bestattung/errors.ts';
import { faelligerBefehl, naechsterAblauf } from '../../../src/domain/bestattung/auswahl/ablauf.ts';
import { quittungsanzeige } from '../../../src/domain/bestattung/auswahl/quittung.ts';
import { auftragOf, grabakteOf } from '../../../src/domain/bestattung/kennung.ts';
import type { GrabakteState } from '../../../src/domain/bestattung/grabakte/grabakte.ts';
import { werteAus } from '../../../src/domain/bestattung/auftrag/auswertung.ts';
import { angaben, grab, JETZT, plan, UNTERLAGEN_ERDE, zeit } from './beispiele.ts';
import { BUERO, createZentrale, KOLLEGE, VORARBEIT, type Zentrale } from './zentrale.ts';

const B = 'b-1';
const GRAB = '01-A1-001';

/** From the call to the released date. */
function bisFreigabe(z: Zentrale, id = B, g = GRAB): void {
  const gut = (nein: unknown) => expect(nein).toBeNull();
  gut(
    z.execute('bestattung', id, {
      type: 'createBestattung',
      jahr: 2026,
      angaben: angaben({ nachname: id }),
      keinDoppelfall: null,
    } as never),
  );
  gut(z.execute('bestattung', id, { type: 'holdTermin', plan: plan() } as never));
  gut(z.execute('bestattung', id, { type: 'assignGrab', grab: g, verlaengerungJahre: 0 } as never));
  for (const unterlage of UNTERLAGEN_ERDE)
    gut(
      z.execute('bestattung', id, {
        type: 'recordUnterlage',
        unterlage,
        am: '2026-11-23',
        dokument: null,
      } as never),
    );
  gut(z.execute('bestattung', id, { type: 'releaseTermin' }));
}

const pruefung = (id: string, tor: string, teil: object = {}) =>
  ({
    type: 'reportGrabpruefung',
    id,
    fassung: 1,
    foto: null,
    bemerkung: '',
    tor,
    erfasst: { grab: GRAB, merkmal: '03.05.1941' },
    zweitePerson: { person: KOLLEGE, nachweis: { art: 'pin', zeit: JETZT, beleg: 'abcdefgh' } },
    ...teil,
  }) as never;
const schritt = (id: string, s: string, fassung = 1) =>
  ({ type: 'reportSchritt', id, fassung, foto: null, bemerkung: '', schritt: s }) as never;

describe('one burial from the call to the closed grave', () => {
  test('runs through every state, and the register, the right and the fee are there at the end', () => {
    const z = createZentrale([grab()], JETZT);
    bisFreigabe(z);
    expect(z.bestattung(B)).toMatchObject({ status: 'freigegeben', fassung: 1, nummer: 'B-2026-0001' });
    expect(
      z
        .belegungen()
        .map((b) => b.ressource)
        .sort(),
    ).toEqual([
      'bagger:1',
      'bagger:1',
      `grab:${GRAB}`,
      'halle:lindenberg',
      'kolonne:1',
      'kolonne:1',
      `stelle:${GRAB}:sarg:1`,
    ]);

    const a = auftragOf(B);
    expect(
      z.execute('arbeitsauftrag', a, { type: 'acknowledgeAuftrag', fassung: 1 } as never, VORARBEIT),
    ).toBeNull();
    expect(z.bestattung(B).auftrag.quittung).toMatchObject({ fassung: 1, person: VORARBEIT });

    z.uhr.jetzt = zeit('2026-11-26', '10:30');
    for (const [i, s] of ['markiert', 'ausgehoben', 'gesichert'].entries())
      expect(z.execute('arbeitsauftrag', a, schritt(`s${i}`, s), VORARBEIT)).toBeNull();
    expect(z.bestattung(B).status).toBe('vorbereitet');
    for (const [i, t] of ['buero', 'markierung', 'vor_aushub', 'vor_beisetzung'].entries())
      expect(
        z.execute('arbeitsauftrag', a, pruefung(`p${i}`, t), t === 'buero' ? BUERO : VORARBEIT),
      ).toBeNull();
    expect(z.bestattung(B).status).toBe('geprueft');

    z.uhr.jetzt = zeit('2026-11-26', '13:30');
    for (const s of ['beigesetzt', 'verfuellt', 'aufgeraeumt'])
      expect(z.execute('arbeitsauftrag', a, schritt(`e-${s}`, s), VORARBEIT)).toBeNull();
    expect(z.bestattung(B)).toMatchObject({
      status: 'durchgefuehrt',
      auftrag: { klaerung: [], gestoppt: false },
    });
    expect(
      z.execute('bestattung', B, {
        type: 'closeBestattung',
        beigesetztAm: '2026-11-26',
        klaerung: null,
      } as never),
    ).toBeNull();

    expect(z.bestattung(B).status).toBe('abgeschlossen');
    expect(z.auftrag(B).abgeschlossen).toBe(true);
    expect(z.belegungen()).toEqual([]);
    const akte = z.state(grabakteOf(GRAB)) as GrabakteState;
    expect(akte.belegungen).toEqual([
      {
        name: 'Erika b-1',
        bestattungsart: 'erdbestattung',
        geburtsdatum: '1941-05-03',
        beigesetztAm: '2026-11-26',
        ruhefristBis: '2056-11-26',
      },
    ]);
    expect(akte.recht).toEqual({ inhaber: 'Karl Beispiel', erworbenAm: '2026-11-26', endetAm: '2066-11-26' });
    expect(akte.register[0]).toMatchObject({ nummer: 'B-2026-0001', sterbetag: '2026-11-21', stelle: 1 });
    expect(akte.gebuehren[0]?.posten.map((p) => [p.schluessel, p.anzahl, p.cent])).toEqual([
      ['erd', 1, 118000],
      ['halle', 1, 14500],
      ['wahl', 1, 228000],
    ]);
    expect(z.execute('bestattung', B, { type: 'cancelBestattung', grund: 'zu spät' } as never)).toMatchObject(
      { code: 'bestattung.status' },
    );
  });

  test('the crew sees what it needs and nothing more', () => {
    const z = createZentrale([grab()], JETZT);
    bisFreigabe(z);
    const text = JSON.stringify(z.auftrag(B));
    for (const nur of ['Karl Beispiel', 'Musterweg', 'sterbefallanzeige', '2026-11-21'])
      expect(text).not.toContain(nur);
    expect(z.auftrag(B).inhalt.zweitesMerkmal).toEqual({ art: 'Geburtsdatum', wert: '03.05.1941' });
    expect(z.projektion(auftragOf(B))?.lesbar).toContain('kolonne:1');
    expect(z.projektion(B)?.lesbar).toEqual(['rolle:friedhofsverwaltung']);
  });
});

describe('move, cancel, reject, expire', () => {
  test('a move makes a new version, replaces the order and asks to call until the crew acknowledges', () => {
    const z = createZentrale([grab()], JETZT);
    bisFreigabe(z);
    const a = auftragOf(B);
    z.execute('arbeitsauftrag', a, { type: 'acknowledgeAuftrag', fassung: 1 } as never, VORARBEIT);
    const neu = plan({ beginn: zeit('2026-11-27', '10:00'), aushubBeginn: zeit('2026-11-27', '07:00') });
    expect(z.execute('bestattung', B, { type: 'moveTermin', plan: neu, grund: 'Frost' } as never)).toBeNull();
    expect(z.bestattung(B)).toMatchObject({ status: 'freigegeben', fassung: 2 });
    expect(z.bestattung(B).fassungen.at(-1)).toMatchObject({
      nummer: 2,
      anlass: 'Verlegung',
      grund: 'Frost',
    });
    expect(z.auftrag(B)).toMatchObject({ fassung: 2, inhalt: { beginn: neu.beginn } });
    const aufgabe = () => z.projektion(B)?.aufgaben.find((t) => t.id === 'anrufen-2')?.text;
    expect(aufgabe()).toContain('bitte anrufen');
    expect(
      z.execute('bestattung', B, { type: 'recordAnruf', fassung: 2, mit: 'Kolonne 1' } as never),
    ).toBeNull();
    expect(aufgabe()).toBeUndefined();
  });

  test('moved with the new date open: everything is free again and the order withdrawn', () => {
    const z = createZentrale([grab()], JETZT);
    bisFreigabe(z);
    expect(
      z.execute('bestattung', B, { type: 'moveTermin', plan: null, grund: 'Boden gefroren' } as never),
    ).toBeNull();
    expect(z.bestattung(B)).toMatchObject({ status: 'verlegt', fassung: 2 });
    expect(z.belegungen()).toEqual([]);
    expect(z.auftrag(B).zurueckgezogen).toMatchObject({ anlass: 'verlegt', grund: 'Boden gefroren' });
    expect(z.execute('bestattung', B, { type: 'holdTermin', plan: plan() } as never)).toBeNull();
    expect(z.execute('bestattung', B, { type: 'releaseTermin' })).toBeNull();
    expect(z.auftrag(B)).toMatchObject({ fassung: 3, zurueckgezogen: null });
  });

  test('cancelled while the new date was open: the crew learns that as well', () => {
    const z = createZentrale([grab()], JETZT);
    bisFreigabe(z);
    z.execute('bestattung', B, { type: 'moveTermin', plan: null, grund: 'Boden gefroren' } as never);
    expect(
      z.execute('bestattung', B, { type: 'cancelBestattung', grund: 'Angehörige sagen ab' } as never),
    ).toBeNull();
    expect(z.auftrag(B)).toMatchObject({
      fassung: 3,
      zurueckgezogen: { anlass: 'storniert', grund: 'Angehörige sagen ab' },
    });
    z.execute('arbeitsauftrag', auftragOf(B), { type: 'acknowledgeAuftrag', fassung: 3 } as never, VORARBEIT);
    expect(z.bestattung(B).auftrag.quittung?.fassung).toBe(3);
  });

  test('done although cancelled: the report is recorded and goes to review', () => {
    const z = createZentrale([grab()], JETZT);
    bisFreigabe(z);
    expect(
      z.execute('bestattung', B, { type: 'cancelBestattung', grund: 'Angehörige sagen ab' } as never),
    ).toBeNull();
    z.uhr.jetzt = zeit('2026-11-26', '12:00');
    expect(z.execute('arbeitsauftrag', auftragOf(B), schritt('x', 'beigesetzt'), VORARBEIT)).toBeNull();
    expect(z.bestattung(B).status).toBe('storniert');
    expect(z.bestattung(B).auftrag.klaerung.join()).toContain('obwohl der Auftrag storniert ist');
    expect(z.projektion(B)).toMatchObject({ abgeschlossen: false });
    expect(z.projektion(B)?.aufgaben.some((t) => t.id === 'klaerung')).toBe(true);
  });

  test('a hold lapses, its resources are free, and release says so', () => {
    const z = createZentrale([grab()], JETZT);
    z.execute('bestattung', B, {
      type: 'createBestattung',
      jahr: 2026,
      angaben: angaben(),
      keinDoppelfall: null,
    } as never);
    z.execute('bestattung', B, { type: 'holdTermin', plan: plan() } as never);
    expect(z.bestattung(B).vormerkungBis).toBe('2026-11-25T07:00:00.000Z');
    expect(z.execute('bestattung', B, { type: 'expireVormerkung' })).toBeNull();
    expect(z.bestattung(B).status).toBe('vorgemerkt');
    z.vorstellen(49 * 60);
    expect(z.execute('bestattung', B, { type: 'releaseTermin' })).toMatchObject({
      code: 'bestattung.vormerkung-abgelaufen',
    });
    expect(z.execute('bestattung', B, { type: 'expireVormerkung' })).toBeNull();
    expect(z.bestattung(B).status).toBe('angefragt');
    expect(z.belegungen()).toEqual([]);
    expect(
      z.execute('bestattung', B, { type: 'rejectAnfrage', grund: 'kein Termin möglich' } as never),
    ).toBeNull();
    expect(z.bestattung(B).status).toBe('abgelehnt');
  });
});

describe('grave verification', () => {
  test('a wrong grave stops the work until the office lifts it', () => {
    const z = createZentrale([grab()], JETZT);
    bisFreigabe(z);
    const a = auftragOf(B);
    expect(
      z.execute(
        'arbeitsauftrag',
        a,
        pruefung('w', 'vor_aushub', { erfasst: { grab: '01-A1-010', merkmal: '03.05.1941' } }),
        VORARBEIT,
      ),
    ).toBeNull();
    expect(z.bestattung(B).auftrag.gestoppt).toBe(true);
    expect(z.projektion(a)?.status.text).toBe('Arbeit gestoppt');
    expect(
      z.execute(
        'arbeitsauftrag',
        a,
        { type: 'liftStopp', meldungen: ['w'], grund: 'Schild falsch gelesen' } as never,
        VORARBEIT,
      ),
    ).toMatchObject({ code: 'organisation.keine-berechtigung' });
    expect(
      z.execute(
        'arbeitsauftrag',
        a,
        { type: 'liftStopp', meldungen: ['w'], grund: 'Schild falsch gelesen' } as never,
        BUERO,
      ),
    ).toBeNull();
    expect(z.bestattung(B).auftrag.gestoppt).toBe(false);
  });

  test('one person alone does not pass a gate; a second report by another person does', () => {
    const z = createZentrale([grab()], JETZT);
    bisFreigabe(z);
    const a = auftragOf(B);
    const tor = () => werteAus(z.auftrag(B)).tore.find((t) => t.tor === 'markierung');
    expect(
      z.execute('arbeitsauftrag', a, pruefung('1', 'markierung', { zweitePerson: null }), VORARBEIT),
    ).toBeNull();
    expect(
      z.execute('arbeitsauftrag', a, pruefung('2', 'markierung', { zweitePerson: null }), VORARBEIT),
    ).toBeNull();
    expect(tor()?.bestanden).toBe(false);
    expect(
      z.execute('arbeitsauftrag', a, pruefung('3', 'markierung', { zweitePerson: null }), KOLLEGE),
    ).toBeNull();
    expect(tor()?.bestanden).toBe(true);
  });

  test('the same person twice is refused at once', () => {
    const z = createZentrale([grab()], JETZT);
    bisFreigabe(z);
    expect(z.execute('arbeitsauftrag', auftragOf(B), pruefung('1', 'markierung'), KOLLEGE)).toMatchObject({
      code: 'bestattung.zweite-person',
    });
  });
});

test('who is neither office nor crew may do nothing', () => {
  const z = createZentrale([grab()], JETZT);
  bisFreigabe(z);
  expect(
    z.execute('bestattung', B, { type: 'cancelBestattung', grund: 'so' + 'nst' } as never, 'p-fremd'),
  ).toMatchObject({ code: 'organisation.keine-berechtigung' });
  expect(z.execute('arbeitsauftrag', auftragOf(B), schritt('s', 'markiert'), 'p-fremd')).toMatchObject({
    code: 'organisation.keine-berechtigung',
  });
});

describe('what time and the crew owe', () => {
  test('a lapsed hold is named by time alone', () => {
    const z = createZentrale([grab()], JETZT);
    z.execute('bestattung', B, {
      type: 'createBestattung',
      jahr: 2026,
      angaben: angaben(),
      keinDoppelfall: null,
    } as never);
    z.execute('bestattung', B, { type: 'holdTermin', plan: plan() } as never);
    const bis = naechsterAblauf([z.bestattung(B)]);
    expect(bis).toBe('2026-11-25T07:00:00.000Z');
    expect(faelligerBefehl(z.bestattung(B), JETZT)).toBeNull();
    expect(faelligerBefehl(z.bestattung(B), bis ?? '')).toEqual({ type: 'expireVormerkung' });
  });

  test('beside a version stands who acknowledged it, or „bitte anrufen“ with the number', () => {
    const z = createZentrale([grab()], JETZT);
    bisFreigabe(z);
    const anzeige = () => quittungsanzeige(z.bestattung(B), (p) => `Person ${p}`);
    const offen = anzeige();
    const text =
      offen.art === 'anrufen' ? formatErrorText(errors[offen.befund.code], offen.befund.params).cause : '';
    expect(text).toBe(
      'Fassung 1 ist von Kolonne 1 Lindenberg noch nicht quittiert: bitte anrufen (0271 5550201).',
    );
    z.execute('arbeitsauftrag', auftragOf(B), { type: 'acknowledgeAuftrag', fassung: 1 } as never, VORARBEIT);
    expect(anzeige()).toEqual({
      art: 'quittiert',
      text: 'Fassung 1 quittiert von Person p-vorarbeit, 23.11.2026, 08:00 Uhr',
    });
  });
});
