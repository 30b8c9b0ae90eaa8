import { describe, expect, test } from '@jest/globals';
import { formatErrorText, type Rejection } from '../../../src/domain/shared/rejection.ts';
import { addMinutes } from '../../../src/domain/shared/dates.ts';
import { errors, type BestattungCode } from '../../../src/domain/bestattung/errors.ts';
import type { Befund } from '../../../src/domain/bestattung/befund.ts';
import { pruefeGrabangabe } from '../../../src/domain/bestattung/auftrag/decide.ts';
import {
  berechneFenster,
  pruefeFenster,
  pruefeGeraeteuhr,
  pruefeSterbezeit,
  pruefeUhrzeit,
} from '../../../src/domain/bestattung/fristen.ts';
import { bestattungKind } from '../../../src/domain/bestattung/bestattung/kind.ts';
import { pruefeVorhaben } from '../../../src/domain/bestattung/bestattung/pruefung.ts';
import { zAngaben } from '../../../src/domain/bestattung/bestattung/schema.ts';
import type { Umfeld } from '../../../src/domain/bestattung/bestattung/umfeld.ts';
import type { Vorhaben } from '../../../src/domain/bestattung/bestattung/vorhaben.ts';
import {
  berechneRechtsfolge,
  findGrabartRegel,
  ruhefristBis,
  ruhtNiemand,
} from '../../../src/domain/bestattung/grabregeln.ts';
import { feiertag, pruefeStart } from '../../../src/domain/bestattung/kalender.ts';
import { zSatzung } from '../../../src/domain/bestattung/tabellen/regeln.ts';
import type { AuftragInhalt } from '../../../src/domain/bestattung/bestattung/inhalt.ts';
import { angaben, grab, JETZT, plan, regelwerk as r, UNTERLAGEN_ERDE, urne, zeit } from './beispiele.ts';
import { createZentrale } from './zentrale.ts';

/** The sentence a person reads for a finding or refusal. */
const satz = (b: Befund | Rejection | null | undefined): string =>
  b ? formatErrorText(errors[b.code as BestattungCode], b.params).cause : '(nichts)';

const vorhaben = (teil: Partial<Vorhaben> = {}): Vorhaben => ({
  angaben: angaben(),
  plan: plan(),
  grab: '01-A1-001',
  verlaengerungJahre: 0,
  genehmigungen: [],
  unterlagen: [...UNTERLAGEN_ERDE],
  ...teil,
});
const umfeld = (teil: Partial<Umfeld> = {}): Umfeld => ({
  r,
  jetzt: JETZT,
  vorgang: 'ich',
  grab: grab(),
  belegung: [],
  ...teil,
});
const sperren = (v: Partial<Vorhaben>, u: Partial<Umfeld> = {}): string[] =>
  pruefeVorhaben(vorhaben(v), umfeld(u), 'freigeben')
    .filter((b) => b.stufe === 'sperre')
    .map(satz);

const anlegen = (id: string, teil: Parameters<typeof angaben>[0] = {}) =>
  ({
    type: 'createBestattung',
    jahr: 2026,
    angaben: angaben({ nachname: id, ...teil }),
    keinDoppelfall: null,
  }) as never;

test('the sound example has no objection', () => expect(sperren({})).toEqual([]));

describe('statutory clocks', () => {
  test('earth burial before 24 hours', () => {
    const a = angaben({ tod: '2026-11-22', todUm: '10:00' });
    const frueh = plan({
      beginn: zeit('2026-11-23', '09:30'),
      aushubBeginn: zeit('2026-11-23', '08:10'),
      halle: null,
      feierMin: 0,
    });
    expect(sperren({ angaben: a, plan: frueh })).toContain(
      'Frühestens 23.11.2026, 10:00 Uhr (24 h nach Tod). Ausnahme: Genehmigung erfassen.',
    );
    const genehmigungen = [
      { art: 'fruehbestattung', bis: null, behoerde: 'Ordnungsamt', aktenzeichen: '1' },
    ] as const;
    expect(sperren({ angaben: a, plan: frueh, genehmigungen }).join()).not.toContain('Frühestens');
  });

  test('after day 10, Sundays and holidays counted, until the authority extends', () => {
    const a = angaben({ tod: '2026-11-15' });
    expect(sperren({ angaben: a })).toEqual([
      'Frist endet 25.11.2026. Verlängerung der Ordnungsbehörde fehlt.',
    ]);
    const genehmigungen = [
      { art: 'fristverlaengerung', bis: '2026-11-27', behoerde: 'Ordnungsamt', aktenzeichen: '1' },
    ] as const;
    expect(sperren({ angaben: a, genehmigungen })).toEqual([]);
  });

  test('ashes after six weeks', () => {
    const a = urne({ einaescherung: { tag: '2026-10-10', nummer: 'E-1' } });
    const fenster = berechneFenster('urne', a.verstorben.sterbezeit, '2026-10-10', [], r.fristen);
    expect(pruefeFenster('urne', fenster, zeit('2026-11-26', '11:00'), r.fristen).map(satz)).toEqual([
      'Frist endet 21.11.2026. Verlängerung der Ordnungsbehörde fehlt.',
    ]);
  });

  test('cremation: not before the death, not after the burial; a late one is said and does not forbid', () => {
    const am = (tag: string, genehmigungen: Vorhaben['genehmigungen'] = []) =>
      pruefeVorhaben(
        vorhaben({
          angaben: urne({ einaescherung: { tag, nummer: 'E-1' } }),
          grab: null,
          genehmigungen,
          plan: plan({ bagger: null }),
        }),
        umfeld({ grab: null }),
        'vormerken',
      ).map((b) => [b.stufe, satz(b)]);
    expect(am('2026-11-09')).toEqual([
      ['sperre', 'Einäscherung am 09.11.2026 liegt vor dem Tod (10.11.2026).'],
    ]);
    expect(am('2026-11-27')).toEqual([
      ['sperre', 'Einäscherung am 27.11.2026 liegt nach der Beisetzung (26.11.2026).'],
    ]);
    expect(am('2026-11-20')).toEqual([]);
    const spaet =
      'Einäscherung am 21.11.2026; die Frist endete 20.11.2026. Verlängerung der Ordnungsbehörde fehlt.';
    expect(am('2026-11-21')).toEqual([['hinweis', spaet]]);
    const bis = { art: 'fristverlaengerung', bis: '2026-11-23', behoerde: 'Amt', aktenzeichen: '1' } as const;
    expect(am('2026-11-21', [bis])).toEqual([]);
  });

  test('an extension without its last day extends nothing and is refused', () => {
    const z = createZentrale([], JETZT);
    expect(z.execute('bestattung', 'b-1', anlegen('Frist'))).toBeNull();
    const genehmigung = { art: 'fristverlaengerung', bis: null, behoerde: 'Ordnungsamt', aktenzeichen: '1' };
    const command = { type: 'recordGenehmigung', genehmigung, dokument: null } as never;
    expect(satz(z.execute('bestattung', 'b-1', command))).toBe(
      'Eine Verlängerung der Frist ohne letzten Tag verlängert nichts.',
    );
  });

  test('24 hours are elapsed hours over both changes of the clock; a doubled hour counts as the later one', () => {
    const frueh = (tag: string, uhrzeit: string | null) =>
      berechneFenster('erdbestattung', { tag, uhrzeit }, null, [], r.fristen).fruehestens;
    expect(frueh('2026-03-28', '10:00')).toBe(zeit('2026-03-29', '11:00'));
    expect(frueh('2026-10-24', '10:00')).toBe(zeit('2026-10-25', '09:00'));
    expect(frueh('2026-10-25', '02:30')).toBe('2026-10-26T01:30:00.000Z');
  });

  test('unknown hour of death: from the end of the day, and it is said', () => {
    const fenster = berechneFenster(
      'erdbestattung',
      { tag: '2026-11-21', uhrzeit: null },
      null,
      [],
      r.fristen,
    );
    expect(fenster.fruehestens).toBe(zeit('2026-11-23', '00:00'));
    expect(
      pruefeFenster('erdbestattung', fenster, zeit('2026-11-26', '11:00'), r.fristen).map((b) => [
        b.stufe,
        satz(b),
      ]),
    ).toEqual([['hinweis', 'Nur Datum bekannt: 24 h ab Tagesende gerechnet.']]);
  });

  test('death in the future or after the burial', () => {
    expect(pruefeSterbezeit({ tag: '2026-11-23', uhrzeit: '09:00' }, JETZT, null).map(satz)).toEqual([
      'Sterbezeit liegt nach jetzt (23.11.2026, 08:00 Uhr).',
    ]);
    expect(
      pruefeSterbezeit({ tag: '2026-11-22', uhrzeit: '12:00' }, JETZT, zeit('2026-11-22', '11:00')).map(satz),
    ).toEqual(['Sterbezeit liegt nach der Bestattung (22.11.2026, 11:00 Uhr).']);
  });

  test('a day that does not exist is no day to reckon with: refused as input, readable in an old record', () => {
    const nimmt = (c: object) => bestattungKind.commandSchema.safeParse(c).success;
    const anlage = (tod: string) => ({
      type: 'createBestattung',
      jahr: 2026,
      angaben: angaben({ tod }),
      keinDoppelfall: null,
    });
    expect(['2026-02-28', '2028-02-29'].map((tod) => nimmt(anlage(tod)))).toEqual([true, true]);
    expect(['2026-02-30', '2026-02-29', '2026-13-01'].map((tod) => nimmt(anlage(tod)))).toEqual([
      false,
      false,
      false,
    ]);
    const halten = (beginn: string) => nimmt({ type: 'holdTermin', plan: plan({ beginn }) });
    expect([halten('2026-11-31T10:00:00.000Z'), halten('2026-11-30T10:00:00.000Z')]).toEqual([false, true]);
    expect(nimmt({ type: 'closeBestattung', beigesetztAm: '2026-11-31', klaerung: null })).toBe(false);
    const alt = { ...angaben({ tod: '1941-02-30' }) };
    expect(zAngaben.safeParse(alt).success).toBe(true);
  });

  test('an hour that does not exist', () => {
    expect(satz(pruefeUhrzeit('2026-03-29', '02:30', 'x'))).toBe('02:30 existiert am 29.03.2026 nicht.');
    expect(pruefeUhrzeit('2026-10-25', '02:30', 'x')).toBeNull();
    expect(pruefeSterbezeit({ tag: '2026-03-29', uhrzeit: '02:30' }, JETZT, null).map(satz)).toEqual([
      '02:30 existiert am 29.03.2026 nicht.',
    ]);
  });
});

describe('papers, resources, hours', () => {
  test('release without papers names each one', () => {
    expect(sperren({ unterlagen: ['bestattungsgenehmigung'] })).toEqual([
      'Freigabe nicht möglich: Vom Kostenträger unterschriebener Antrag fehlt.',
      'Freigabe nicht möglich: Erklärung zum Nutzungsrecht fehlt.',
    ]);
    expect(sperren({ unterlagen: UNTERLAGEN_ERDE.slice(1) })).toEqual([
      'Freigabe nicht möglich: Nachweis der Sterbefallanzeige oder Bestattungsgenehmigung fehlt.',
    ]);
  });

  test('slot taken: resource, span, buffer and the next ones', () => {
    const belegung = [
      {
        ressource: 'halle:lindenberg',
        von: zeit('2026-11-26', '10:15'),
        bis: zeit('2026-11-26', '11:15'),
        vorgang: 'anderer',
      },
    ];
    expect(sperren({}, { belegung })).toEqual([
      'Trauerhalle Lindenberg belegt 10:15–11:15 inkl. 15 min Puffer. Nächste: Do 26.11., 11:30; Do 26.11., 12:00; Do 26.11., 12:30',
    ]);
    expect(sperren({}, { belegung: belegung.map((b) => ({ ...b, vorgang: 'ich' })) })).toEqual([]);
  });

  test('outside hours, weekend, holiday, own free day, closure: day and reason', () => {
    const am = (tag: string, um: string) => satz(pruefeStart(r, zeit(tag, um), true));
    expect(am('2026-11-28', '11:00')).toBe('Samstag, 28.11.2026: Samstag, keine Bestattungen.');
    expect(am('2026-12-25', '11:00')).toBe('Freitag, 25.12.2026: 1. Weihnachtstag.');
    expect(am('2026-06-04', '11:00')).toBe('Donnerstag, 04.06.2026: Fronleichnam.');
    expect(am('2026-12-24', '11:00')).toBe('Donnerstag, 24.12.2026: Heiligabend.');
    expect(am('2026-11-26', '14:30')).toBe(
      'Donnerstag, 26.11.2026: Beginn mit Trauerfeier nur 09:00–14:00 Uhr.',
    );
    expect(am('2026-11-26', '14:00')).toBe('(nichts)');
    const p = plan({
      beginn: zeit('2026-12-01', '11:00'),
      aushubBeginn: zeit('2026-12-01', '07:30'),
      friedhof: 'geisbach',
      halle: 'geisbach',
      kolonne: '2',
    });
    expect(sperren({ plan: p, grab: null }, { grab: null })).toContain(
      'Dienstag, 01.12.2026: Dachsanierung Trauerhalle.',
    );
  });

  test('eleven public holidays of NRW are known', () => {
    const frei = [
      '01-01',
      '04-03',
      '04-06',
      '05-01',
      '05-14',
      '05-25',
      '06-04',
      '10-03',
      '11-01',
      '12-25',
      '12-26',
    ];
    expect(frei.filter((tag) => feiertag(`2026-${tag}`, r.feiertage) === null)).toEqual([]);
    expect(feiertag('2026-10-31', r.feiertage)).toBeNull();
    expect(feiertag('2027-05-17', r.feiertage)).toBe('Pfingstmontag');
  });
});

describe('graves', () => {
  const belegung = (art: 'erdbestattung' | 'urne', beigesetztAm: string, ruhefristBis: string) => ({
    name: 'X',
    bestattungsart: art,
    geburtsdatum: null,
    beigesetztAm,
    ruhefristBis,
  });

  test('closed cemetery: only existing rights', () => {
    const p = plan({ friedhof: 'alter-lindenberg', halle: 'lindenberg' });
    expect(sperren({ plan: p, grab: null }, { grab: null })).toContain('Nur bestehende Rechte.');
    const alt = grab({
      schluessel: '28-A-001',
      friedhof: 'alter-lindenberg',
      recht: { inhaber: 'K', erworbenAm: '1990-01-01', endetAm: '2060-01-01' },
    });
    expect(sperren({ plan: p, grab: '28-A-001' }, { grab: alt })).toEqual([]);
    expect(sperren({ plan: p, grab: '28-A-001' }, { grab: { ...alt, recht: null } })).toContain(
      'Nur bestehende Rechte.',
    );
  });

  test('grave full, rest period running', () => {
    const g = grab({ belegungen: [belegung('erdbestattung', '2010-03-01', '2040-03-01')] });
    expect(sperren({}, { grab: g })).toContain('Stelle 1 belegt; Ruhefrist bis 01.03.2040.');
    expect(
      sperren({}, { grab: { ...g, belegungen: [belegung('erdbestattung', '1990-03-01', '2020-03-01')] } }),
    ).toEqual([]);
  });

  test('a place promised to another burial on another day is taken as well', () => {
    const fremd = [
      {
        ressource: 'stelle:01-A1-001:sarg:1',
        von: zeit('2026-11-24', '07:00'),
        bis: zeit('2056-11-24', '23:00'),
        vorgang: 'anderer',
      },
    ];
    expect(sperren({}, { belegung: fremd })).toEqual(['Stelle 1 belegt; Ruhefrist bis 24.11.2056.']);
  });

  test('urns in a Reihengrab only within ten years of the first', () => {
    const g = grab({
      grabart: 'reihengrab',
      kapazitaetUrne: 2,
      belegungen: [belegung('erdbestattung', '2012-03-01', '2042-03-01')],
    });
    const p = plan({ bagger: null });
    expect(sperren({ angaben: urne({ grabart: null }), plan: p }, { grab: g })).toContain(
      'Weitere Urnen nur bis 01.03.2022 (10 Jahre nach der ersten Belegung).',
    );
    const darf = (...belegungen: ReturnType<typeof belegung>[]) =>
      sperren({ angaben: urne({ grabart: null }), plan: p }, { grab: { ...g, belegungen } }).join();
    // who rested here before, and rests no more, is not the first of those who lie here now
    const frueher = belegung('erdbestattung', '1985-03-01', '2015-03-01');
    expect(darf(frueher)).not.toContain('Weitere Urnen');
    expect(darf(frueher, belegung('erdbestattung', '2020-03-01', '2050-03-01'))).not.toContain(
      'Weitere Urnen',
    );
    expect([
      ruhtNiemand({ ...g, belegungen: [frueher] }, '2026-11-26'),
      ruhtNiemand(g, '2026-11-26'),
    ]).toEqual([true, false]);
    // the order of an imported file says nothing
    const urne2014 = belegung('urne', '2014-05-01', '2034-05-01');
    expect(darf(urne2014, belegung('erdbestattung', '2012-03-01', '2042-03-01'))).toContain('01.03.2022');
  });

  test('the right is extended by what the rest period needs, or by what was agreed if that is more', () => {
    const regel = findGrabartRegel(r.satzung, 'wahlgrab');
    const g = grab({ recht: { inhaber: 'K', erworbenAm: '2001-05-01', endetAm: '2041-05-01' } });
    const folge = (jahre: number, recht = g.recht) =>
      berechneRechtsfolge({ ...g, recht }, 'erdbestattung', '2026-11-26', regel, jahre);
    expect(folge(0)).toEqual({ art: 'verlaengerung', jahre: 16, endetAm: '2057-05-01' });
    expect(folge(20)).toEqual({ art: 'verlaengerung', jahre: 20, endetAm: '2061-05-01' });
    const lang = { inhaber: 'K', erworbenAm: '2025-05-01', endetAm: '2065-05-01' };
    expect(folge(0, lang)).toEqual({ art: 'besteht', jahre: 0, endetAm: '2065-05-01' });
    expect(folge(5, lang)).toEqual({ art: 'verlaengerung', jahre: 5, endetAm: '2070-05-01' });
    // acquired on a leap day, ended on the last of February
    expect(folge(1, { ...lang, endetAm: '2068-02-29' }).endetAm).toBe('2069-02-28');
  });

  test('a statute that names no rest period for a kind it allows is refused: its place would be free the next day', () => {
    const regel = findGrabartRegel(r.satzung, 'wahlgrab');
    const ohne = { ...regel, ruhefristJahre: { erdbestattung: 30, urne: 20 } };
    const grabarten = r.satzung.grabarten.map((x) => (x === regel ? ohne : x));
    const [mangel] = zSatzung.safeParse({ ...r.satzung, grabarten }).error?.issues ?? [];
    expect(mangel?.message).toBe('Ruhefrist für Kinderbestattung fehlt');
    // a version that was entered before: the longest
    expect(ruhefristBis(ohne, 'kind', '2026-11-26')).toBe('2056-11-26');
  });

  test('right too short: both days and the years', () => {
    const g = grab({ recht: { inhaber: 'K', erworbenAm: '2001-05-01', endetAm: '2041-05-01' } });
    expect(sperren({}, { grab: g })).toEqual([
      'Nutzungsrecht endet 01.05.2041, Ruhefrist 26.11.2056: Verlängerung 16 Jahre.',
    ]);
    expect(sperren({ verlaengerungJahre: 16 }, { grab: g })).toEqual([]);
  });

  test('wrong kind of grave', () => {
    expect(sperren({}, { grab: grab({ grabart: 'urnenwahlgrab' }) })).toEqual([
      'Erdbestattung in Urnenwahlgrab nicht zulässig',
    ]);
  });

  test('oversize coffin', () => {
    expect(sperren({ angaben: angaben({ sarg: { laengeCm: 225, breiteCm: 80 } }) })).toEqual([
      'Sarg 225×80 cm > Grab 210×90 cm',
    ]);
  });

  test('grave still open: a date may be held, but not released', () => {
    expect(sperren({ grab: null }, { grab: null })[0]).toBe(
      'Freigabe nicht möglich: Es ist noch kein Grab zugeordnet.',
    );
    const halten = pruefeVorhaben(vorhaben({ grab: null }), umfeld({ grab: null }), 'vormerken');
    expect(halten.filter((b) => b.stufe === 'sperre')).toEqual([]);
  });
});

describe('around the case', () => {
  test('duplicate person: the number of the other case, unless a reason is given', () => {
    const z = createZentrale([], JETZT);
    expect(z.execute('bestattung', 'b-1', anlegen('Müller'))).toBeNull();
    expect(satz(z.execute('bestattung', 'b-2', anlegen('MUELLER'.replace('UE', 'Ü'))))).toBe(
      'Möglicher Doppelfall: B-2026-0001.',
    );
    const trotzdem = { ...(anlegen('Müller') as object), keinDoppelfall: 'Zwillingsschwester' } as never;
    expect(z.execute('bestattung', 'b-2', trotzdem)).toBeNull();
    expect(z.bestattung('b-2').nummer).toBe('B-2026-0002');
  });

  test('expired hold', () => {
    const z = createZentrale([grab()], JETZT);
    z.execute('bestattung', 'b-1', anlegen('A'));
    z.execute('bestattung', 'b-1', { type: 'holdTermin', plan: plan() } as never);
    z.vorstellen(48 * 60);
    expect(satz(z.execute('bestattung', 'b-1', { type: 'releaseTermin' }))).toBe('Vormerkung abgelaufen.');
  });

  test('stale edit: overwriting commands are bound to the revision their author saw', () => {
    expect([...(bestattungKind.nurAufAktuellemStand ?? [])].sort()).toEqual([
      'assignGrab',
      'moveTermin',
      'updateAngaben',
    ]);
    expect(satz({ code: 'bestattung.stand-veraltet', params: { x: 'Doris Wessling', t: '09:12' } })).toBe(
      'Geändert von Doris Wessling um 09:12: vergleichen',
    );
  });

  test('wrong grave on site', () => {
    const inhalt = {
      einsatz: { grab: { schluessel: '01-A1-001' } },
      zweitesMerkmal: { art: 'Geburtsdatum', wert: '03.05.1941' },
    } as unknown as AuftragInhalt;
    expect(satz(pruefeGrabangabe({ inhalt }, { grab: '01-A1-010', merkmal: '03.05.1941' }))).toBe(
      'Falsches Grab: erwartet 01-A1-001, erfasst 01-A1-010. Arbeit stoppen.',
    );
    expect(satz(pruefeGrabangabe({ inhalt }, { grab: '1 a1 1', merkmal: '3.5.1941' }))).toBe('(nichts)');
    expect(satz(pruefeGrabangabe({ inhalt }, { grab: '01-A1-001', merkmal: '03.05.1914' }))).toBe(
      'Falsches Grab: erwartet 03.05.1941, erfasst 03.05.1914. Arbeit stoppen.',
    );
  });

  test('clock of the device off', () => {
    expect(satz(pruefeGeraeteuhr(addMinutes(JETZT, 17), JETZT, 5))).toBe('Geräteuhr weicht 17 min ab.');
    expect(pruefeGeraeteuhr(addMinutes(JETZT, -4), JETZT, 5)).toBeNull();
  });
});

test.each(Object.entries(errors))('%s has heading, cause and next step', (_, text) => {
  for (const teil of [text.heading, text.cause, text.next]) expect(teil.length).toBeGreaterThan(5);
});
