import { describe, expect, test } from '@jest/globals';
import type { Rejection } from '../../../src/domain/shared/rejection.ts';
import { formatErrorText } from '../../../src/domain/shared/rejection.ts';
import { errors } from '../../../src/domain/sitzung/errors.ts';
import { draftNiederschrift } from '../../../src/domain/sitzung/niederschrift/entwurf.ts';
import type { Niederschrift } from '../../../src/domain/sitzung/niederschrift/state.ts';
import type { NichtoeffentlicheSitzung } from '../../../src/domain/sitzung/nichtoeffentlich/state.ts';
import { quorumWarnungen } from '../../../src/domain/sitzung/verlauf/decide.ts';
import { sitzungslage } from '../../../src/domain/sitzung/sitzung/lage.ts';
import type { Sitzung } from '../../../src/domain/sitzung/sitzung/state.ts';
import { vorlageKind } from '../../../src/domain/sitzung/vorlage/kind.ts';
import type { Vorlage } from '../../../src/domain/sitzung/vorlage/state.ts';
import { dringlichkeitKind } from '../../../src/domain/sitzung/dringlichkeit/kind.ts';
import {
  abstimmung,
  entwerfeVorlage,
  eroeffne,
  gibFrei,
  inhalt,
  ladeEin,
  planeSitzung,
  starteMitzeichnung,
  top,
  topN,
  zeichne,
} from './ablauf.ts';
import { Buehne, PERSON, gremiumOf, hex, tabelle, verzeichnis } from './stadt.ts';

/** Refused with this code; the text names what it must and leaves no placeholder. */
function expectCode(error: Rejection | null, code: string, ...names: readonly string[]): void {
  expect(error?.code).toBe(code);
  const raw =
    errors[code] ??
    (() => {
      throw new Error(`no text for ${code}`);
    })();
  const text = formatErrorText(raw, error?.params ?? {});
  const all = `${text.heading} ${text.cause} ${text.next}`;
  expect(all).not.toMatch(/\{\w+\}/);
  for (const name of names) expect(all).toContain(name);
}

function laufend(kuerzel = 'Rat', ohne: readonly string[] = []): Buehne {
  const b = new Buehne();
  planeSitzung(b, 's1', kuerzel);
  b.ok('sitzung', 's1', top('t1'));
  b.ok('sitzung_nichtoeffentlich', 's1-n', topN('n1'));
  ladeEin(b, 's1', kuerzel);
  eroeffne(b, 's1', kuerzel, ohne);
  return b;
}

const kommtGeht = (person: string, richtung: 'kommt' | 'geht', extra: object = {}) => ({
  type: 'recordAnwesenheit',
  person,
  richtung,
  vertritt: null,
  um: null,
  ...extra,
});

describe('late invitation', () => {
  const einladung = (b: Buehne, extra: object = {}) => ({
    type: 'sendEinladung',
    dokument: b.pdf('e'),
    versand: gremiumOf('Rat').mitglieder.map((m) => ({ person: m.person, weg: 'portal' })),
    verkuerzungGrund: null,
    ...extra,
  });

  test('is blocked with the last lawful date; shortened only with a reason', () => {
    const b = new Buehne();
    planeSitzung(b);
    b.jetzt = '2026-11-17T08:00:00.000Z';
    expectCode(
      b.send('sitzung', 's1', einladung(b)),
      'sitzung.ladung-verkuerzt-ohne-grund',
      '16.11.2026',
      '23.11.2026',
    );
    b.jetzt = '2026-11-24T08:00:00.000Z';
    const spaet = b.send('sitzung', 's1', einladung(b, { verkuerzungGrund: 'Fördermittel verfallen' }));
    expectCode(spaet, 'sitzung.ladung-verspaetet', '16.11.2026', '23.11.2026');
    b.jetzt = '2026-11-17T08:00:00.000Z';
    b.ok('sitzung', 's1', einladung(b, { verkuerzungGrund: 'Fördermittel verfallen' }));
    expect(b.state<Sitzung>('s1').einladung?.verkuerzungGrund).toBe('Fördermittel verfallen');
  });

  test('every member is to be invited', () => {
    const b = new Buehne();
    planeSitzung(b);
    const versand = gremiumOf('Rat')
      .mitglieder.slice(1)
      .map((m) => ({ person: m.person, weg: 'portal' }));
    expectCode(b.send('sitzung', 's1', einladung(b, { versand })), 'sitzung.empfaenger-fehlt', 'Ines Holm');
  });
});

describe('missing or stale co-signature', () => {
  test('missing: the release is blocked and names the station', () => {
    const b = new Buehne();
    entwerfeVorlage(b, 'v1');
    starteMitzeichnung(b, 'v1');
    zeichne(b, 'v1');
    b.akteur = PERSON.ratsbuero;
    expectCode(
      b.send('vorlage', 'v1', { type: 'releaseVorlage' }),
      'sitzung.mitzeichnung-fehlt',
      'Dezernat',
      'VL 1/2026',
    );
  });

  test('stale: names the station and the changed passage', () => {
    const b = new Buehne();
    entwerfeVorlage(b, 'v1');
    starteMitzeichnung(b, 'v1');
    zeichne(b, 'v1');
    b.akteur = PERSON.planung;
    const neu = inhalt('Radweg an der Hafenstraße', {
      sachverhalt: [
        { art: 'absatz', text: [{ text: 'Die Verwaltung hat die Angelegenheit nicht geprüft.' }] },
      ],
    });
    b.ok('vorlage', 'v1', { type: 'saveFassung', inhalt: neu, anlass: 'Korrektur' });
    while (zeichne(b, 'v1'));
    b.akteur = PERSON.ratsbuero;
    const error = b.send('vorlage', 'v1', { type: 'releaseVorlage' });
    expectCode(error, 'sitzung.mitzeichnung-veraltet', 'Fachbereichsleitung', 'Fassung 1', 'nicht geprüft');
  });
});

describe('non-public in the public part or package', () => {
  test('a non-public Vorlage cannot be put into the public part; its title is not repeated', () => {
    const b = new Buehne();
    gibFrei(b, 'v1', { betreff: 'Geheimer Grundstücksverkauf', oeffentlich: false });
    planeSitzung(b);
    const error = b.send('sitzung', 's1', top('t1', { topArt: 'vorlage', titel: 'x', bezug: 'v1' }));
    expectCode(error, 'sitzung.nichtoeffentlich-im-oeffentlichen-teil', 'VL 1/2026');
    expect(JSON.stringify(error)).not.toContain('Grundstücksverkauf');
  });

  test('a public title must be neutral', () => {
    const b = new Buehne();
    planeSitzung(b);
    const titel = topN('n1', { neutralerTitel: 'Verkauf an die Muster Immobilien GmbH' });
    expectCode(
      b.send('sitzung_nichtoeffentlich', 's1-n', titel),
      'sitzung.titel-nicht-neutral',
      'Muster Immobilien',
    );
  });

  test('nor may the reason of a late item tell what the title hides', () => {
    const b = new Buehne();
    planeSitzung(b);
    b.ok('sitzung', 's1', top('t1'));
    ladeEin(b);
    const spaet = topN('n1', { nachtragGrund: 'Muster Immobilien drängt' });
    expectCode(
      b.send('sitzung_nichtoeffentlich', 's1-n', spaet),
      'sitzung.titel-nicht-neutral',
      'Muster Immobilien',
    );
    b.ok('sitzung_nichtoeffentlich', 's1-n', topN('n1', { nachtragGrund: 'nach der Einladung eingegangen' }));
    expect(b.state<Sitzung>('s1')).toMatchObject({ nachtragOffen: true });
    // nor by hand, past the non-public part
    const vonHand = { type: 'renameTopHuelle', top: 'n1', titel: 'Verkauf an Muster Immobilien' };
    expectCode(b.send('sitzung', 's1', vonHand), 'sitzung.im-anderen-teil');
    const paket = { type: 'recordPaketfreigabe', dokument: b.pdf('paket'), seiten: 3 };
    expectCode(b.send('sitzung', 's1', paket), 'sitzung.leckpruefung-fehlt');
    const huelle = { type: 'renameTop', top: 'n1', titel: 'Verkauf an Muster Immobilien' };
    expectCode(b.send('sitzung', 's1', huelle), 'sitzung.im-anderen-teil', 'Grundstücksangelegenheit');
  });

  test('a hit in the finished file blocks with page and source; two people lift it', () => {
    const b = laufend();
    const dokument = b.pdf('paket', 12);
    const treffer = {
      id: 'x',
      ort: 'Seite 7',
      seite: 7,
      quelle: 'n1',
      bezeichnung: 'N 1, Titel',
      fundstelle: '…',
    };
    const pruefung = {
      type: 'recordLeckpruefung',
      dokument,
      seiten: 12,
      geprueftePunkte: ['n1'],
      treffer: [treffer],
    };
    const release = { type: 'releaseOeffentlichesPaket' };
    const noe = (c: { type: string }) => b.send('sitzung_nichtoeffentlich', 's1-n', c as never);
    expectCode(noe(release), 'sitzung.leckpruefung-fehlt');
    expectCode(noe({ ...pruefung, seiten: 11 } as never), 'sitzung.leckpruefung-unvollstaendig', '12', '11');
    expectCode(noe({ ...pruefung, geprueftePunkte: [] } as never), 'sitzung.leckpruefung-unvollstaendig');
    expect(noe(pruefung)).toBeNull();
    expectCode(noe(release), 'sitzung.leck-im-paket', 'Seite 7', 'N 1, Titel');
    expect(
      noe({ type: 'liftTreffer', treffer: ['x'], grund: 'Straßenname, keine Person' } as never),
    ).toBeNull();
    expectCode(
      noe({ type: 'liftTreffer', treffer: ['x'], grund: 'nochmal' } as never),
      'sitzung.gleiche-person-aufhebung',
      'Szymanski',
    );
    expectCode(noe(release), 'sitzung.leck-im-paket');
    b.akteur = PERSON.leitungRatsbuero;
    expect(noe({ type: 'liftTreffer', treffer: ['x'], grund: 'geprüft, harmlos' } as never)).toBeNull();
    expect(noe(release)).toBeNull();
    expect(b.state<Sitzung>('s1').oeffentlichesPaket?.dokument).toBe(dokument);
    expect(b.state<NichtoeffentlicheSitzung>('s1-n').leckpruefung?.treffer[0]?.aufhebungen).toHaveLength(2);
  });
});

describe('search of the public package', () => {
  const hit = (id: string, extra: object = {}) => ({
    id,
    ort: 'Seite 7',
    seite: 7,
    quelle: 'n1',
    bezeichnung: `N 1, ${id}`,
    fundstelle: '…',
    ...extra,
  });
  const geprueft = (treffer: readonly object[]) => {
    const b = laufend();
    const noe = (c: { type: string }) => b.send('sitzung_nichtoeffentlich', 's1-n', c as never);
    const dokument = b.pdf('paket', 12);
    const check = { type: 'recordLeckpruefung', dokument, seiten: 12, geprueftePunkte: ['n1'], treffer };
    expect(noe(check)).toBeNull();
    return { b, noe };
  };
  const release = { type: 'releaseOeffentlichesPaket' };

  test('a non-public annex that cannot be read blocks, with its fault, until two people have looked', () => {
    const { b, noe } = geprueft([
      hit('a1', { seite: null, art: 'ungeprueft', fundstelle: 'beschädigt oder verschlüsselt' }),
    ]);
    expectCode(noe(release), 'sitzung.quelle-ungeprueft', 'N 1, a1', 'beschädigt oder verschlüsselt');
    const lift = { type: 'liftTreffer', treffer: ['a1'], grund: 'Kostenblatt, im Paket nicht enthalten' };
    expect(noe(lift)).toBeNull();
    expectCode(noe(release), 'sitzung.quelle-ungeprueft');
    b.akteur = PERSON.leitungRatsbuero;
    expect(noe(lift)).toBeNull();
    expect(noe(release)).toBeNull();
  });

  test('several hits are lifted with one reason, all or none', () => {
    const { b, noe } = geprueft([hit('x'), hit('y'), hit('z')]);
    const lift = (treffer: readonly string[], grund = 'Straßenname') =>
      noe({ type: 'liftTreffer', treffer, grund } as never);
    expectCode(lift(['x', 'weg']), 'sitzung.treffer-unbekannt');
    expectCode(lift(['x', 'y'], ''), 'sitzung.grund-fehlt');
    const offen = () => b.state<NichtoeffentlicheSitzung>('s1-n').leckpruefung?.treffer ?? [];
    expect(offen().flatMap((t) => t.aufhebungen)).toHaveLength(0);
    expect(lift(['x', 'y', 'z'])).toBeNull();
    expectCode(lift(['y']), 'sitzung.gleiche-person-aufhebung');
    b.akteur = PERSON.leitungRatsbuero;
    expect(lift(['x', 'y'])).toBeNull();
    expectCode(noe(release), 'sitzung.leck-im-paket', 'N 1, z');
  });
});

describe('quorum', () => {
  test('lost in the session: a warning with present and required, never a block', () => {
    const b = laufend();
    for (const m of gremiumOf('Rat').mitglieder.slice(1, 14))
      b.ok('sitzung', 's1', kommtGeht(m.person, 'geht'));
    b.ok('sitzung', 's1', abstimmung('t1', [12, 0, 0, 0]));
    const warnung = b.state<Sitzung>('s1').verlauf['t1']?.warnungen[0];
    expect(warnung).toEqual({ code: 'sitzung.quorum-fehlt', params: { anwesend: 12, erforderlich: 13 } });
    expectCode(warnung ?? null, 'sitzung.quorum-fehlt', '12', '13', 'Feststellung');
    b.ok('sitzung', 's1', {
      type: 'recordFeststellung',
      ergebnis: 'beschlussunfaehig',
      grund: 'auf Antrag',
      um: null,
    });
    expect(b.state<Sitzung>('s1').feststellungen).toHaveLength(1);
    // what is voted on after that is recorded as it happened, with the warning that it would not hold
    b.ok('sitzung', 's1', {
      ...abstimmung('t1', [0, 12, 0, 0]),
      gegenstand: 'aenderungsantrag',
      worueber: 'x',
    });
    const danach = b.state<Sitzung>('s1').verlauf['t1']?.warnungen.slice(-2) ?? [];
    expect(danach.map((w) => w.code)).toEqual(['sitzung.unfaehig-festgestellt', 'sitzung.quorum-fehlt']);
    expectCode(danach[0] ?? null, 'sitzung.unfaehig-festgestellt', '§ 49', 'vertagen');
  });

  test('committee: councillors must outnumber sachkundige Bürger (§ 58 Abs. 3)', () => {
    const g = gremiumOf('BUA');
    const b = laufend('BUA');
    const rat = g.mitglieder.filter(
      (m) => m.eigenschaft === 'ratsmitglied' && m.funktion !== 'stellvertretung',
    );
    for (const m of rat.slice(3)) b.ok('sitzung', 's1', kommtGeht(m.person, 'geht'));
    const warnungen = quorumWarnungen(sitzungslage(b.state<Sitzung>('s1'), g), b.jetzt);
    expectCode(
      warnungen.find((w) => w.code.includes('ueberwiegen')) ?? null,
      'sitzung.ratsmitglieder-ueberwiegen-nicht',
      '3 Ratsmitglieder',
      '3 sachkundige',
    );
  });
});

describe('votes', () => {
  test('a biased member counted: person and item', () => {
    const b = laufend();
    const befangen = {
      type: 'recordBefangenheit',
      top: 't1',
      person: PERSON.b1,
      grund: 'Anlieger',
      verhalten: 'zuhoererraum',
      um: null,
    };
    b.ok('sitzung', 's1', befangen);
    const stimmen = gremiumOf('Rat').mitglieder.map((m) => ({ person: m.person, stimme: 'ja' }));
    const error = b.send(
      'sitzung',
      's1',
      abstimmung('t1', [25, 0, 0, 0], { form: 'namentlich', einzelstimmen: stimmen }),
    );
    expectCode(error, 'sitzung.befangen-mitgestimmt', 'Ratsmitglied B 1', 'Punkt t1');
  });

  test('an absent member counted: person and item', () => {
    const b = laufend('Rat', [PERSON.c1]);
    const stimmen = gremiumOf('Rat').mitglieder.map((m) => ({ person: m.person, stimme: 'ja' }));
    const error = b.send(
      'sitzung',
      's1',
      abstimmung('t1', [25, 0, 0, 0], { form: 'namentlich', einzelstimmen: stimmen }),
    );
    expectCode(error, 'sitzung.abwesend-mitgestimmt', 'Ratsmitglied C 1', 'Punkt t1');
  });

  test('votes and presence differ: the arithmetic is shown', () => {
    const b = laufend();
    const error = b.send('sitzung', 's1', abstimmung('t1', [20, 5, 2, 0]));
    expectCode(
      error,
      'sitzung.stimmen-und-anwesenheit',
      '20 dafür + 5 dagegen + 2 Enthaltungen',
      '= 27',
      '25 anwesend',
    );
  });

  test('a tie rejects, abstentions do not count', () => {
    const b = laufend();
    b.ok('sitzung', 's1', abstimmung('t1', [1, 0, 24, 0]));
    expect(b.state<Sitzung>('s1').verlauf['t1']?.ausgang.art).toBe('angenommen');
    b.ok('sitzung', 's1', {
      type: 'withdrawAbstimmung',
      top: 't1',
      abstimmung: 'abst-t1-1-0',
      grund: 'verzählt',
    });
    expect(b.state<Sitzung>('s1').verlauf['t1']?.ausgang.art).toBe('offen');
    b.ok('sitzung', 's1', abstimmung('t1', [10, 10, 5, 0]));
    expect(b.state<Sitzung>('s1').verlauf['t1']?.ausgang.art).toBe('abgelehnt');
  });

  test('the mayor has no vote where § 40 Abs. 2 says so', () => {
    const b = laufend();
    const c = abstimmung('t1', [25, 0, 0, 0], { rechtsgrundlage: '§ 50 Abs. 3' });
    expectCode(b.send('sitzung', 's1', c), 'sitzung.stimmen-und-anwesenheit', '1 ohne Stimmrecht = 24');
    b.ok('sitzung', 's1', abstimmung('t1', [24, 0, 0, 0], { rechtsgrundlage: '§ 50 Abs. 3' }));
  });

  test('presence cannot be corrected under a recorded vote', () => {
    const b = laufend();
    b.ok('sitzung', 's1', abstimmung('t1', [25, 0, 0, 0]));
    const geht = kommtGeht(PERSON.b1, 'geht', { um: '2026-11-25T16:30:00.000Z' });
    expectCode(b.send('sitzung', 's1', geht), 'sitzung.anwesenheit-widerspricht-abstimmung', 'Ö 2');
  });

  test('in the non-public part a biased member must leave the room', () => {
    const b = laufend();
    const c = {
      type: 'recordBefangenheit',
      top: 'n1',
      person: PERSON.b1,
      grund: 'x',
      verhalten: 'zuhoererraum',
      um: null,
    };
    expectCode(
      b.send('sitzung_nichtoeffentlich', 's1-n', c),
      'sitzung.befangen-muss-gehen',
      'Ratsmitglied B 1',
    );
  });
});

describe('urgent extension (§ 48 Abs. 1)', () => {
  const stimmen = (ja: number, nein: number) => ({ ja, nein, enthaltung: 0, nichtBeteiligt: 0 });
  test('needs a reason and a vote without the mayor; a lost vote adds nothing', () => {
    const b = laufend();
    expectCode(b.send('sitzung', 's1', top('t9')), 'sitzung.erweiterung-ohne-dringlichkeit', 'Punkt t9');
    const mit = (s: object) =>
      top('t9', { erweiterung: { grund: 'Frist endet morgen', stimmen: s, um: null } });
    expectCode(b.send('sitzung', 's1', mit(stimmen(25, 0))), 'sitzung.stimmen-und-anwesenheit', '= 24');
    b.ok('sitzung', 's1', mit(stimmen(12, 12)));
    expect(b.state<Sitzung>('s1').abgelehnteErweiterungen).toHaveLength(1);
    b.ok('sitzung', 's1', mit(stimmen(20, 4)));
    const entwurf = draftNiederschrift({
      sitzung: b.state<Sitzung>('s1'),
      gremium: gremiumOf('Rat'),
      nichtoeffentlich: null,
      nameOf: (p) => p,
    });
    // the lost vote stands in the minutes too
    expect(entwurf.beschlussfaehigkeit.join(' ')).toMatch(
      /Erweiterung .*„Punkt t9“.*Frist endet morgen.*abgelehnt.*12 dafür, 12 dagegen/,
    );
    expect(b.state<Sitzung>('s1').tagesordnung.find((t) => t.id === 't9')?.nummer).toBe('Ö 3');
  });
});

describe('minutes', () => {
  function vorgelegt(kuerzel = 'Rat'): { b: Buehne; dokument: string } {
    const b = laufend(kuerzel);
    b.ok('sitzung', 's1', { type: 'endSitzung', um: null });
    const gremium = gremiumOf(kuerzel).id;
    b.ok('niederschrift', 'p', {
      type: 'createNiederschrift',
      sitzung: 's1',
      gremium,
      teil: 'oeffentlich',
      nichtoeffentlicheSitzung: null,
    });
    const dokument = b.pdf('protokoll');
    b.ok('niederschrift', 'p', { type: 'presentNiederschrift', dokument });
    return { b, dokument };
  }
  const sign = (rolle: string, gezeigt: string, dokument: string) => ({
    type: 'signNiederschrift',
    rolle,
    gezeigt,
    dokument,
  });

  test('same person twice, unauthorised signer: refused', () => {
    const { b, dokument } = vorgelegt();
    const eins = b.signed('1', dokument, PERSON.schriftfuehrung);
    b.ok('niederschrift', 'p', sign('schriftfuehrung', dokument, eins));
    const nochmal = b.signed('1b', eins, PERSON.schriftfuehrung);
    expectCode(
      b.send('niederschrift', 'p', sign('vorsitz', eins, nochmal)),
      'sitzung.doppelte-unterschrift',
      'Szymanski',
    );
    b.akteur = PERSON.ratsbuero;
    const fremd = b.signed('2', eins, PERSON.ratsbuero);
    expectCode(
      b.send('niederschrift', 'p', sign('vorsitz', eins, fremd)),
      'sitzung.nicht-unterschriftsberechtigt',
      'Behrendt',
      'Ines Holm',
    );
  });

  test('a level too low, a broken older signature and a foreign certificate are refused', () => {
    const { b, dokument } = vorgelegt();
    const schwach = b.signed('w', dokument, PERSON.schriftfuehrung, 'fortgeschritten');
    expectCode(
      b.send('niederschrift', 'p', sign('schriftfuehrung', dokument, schwach)),
      'sitzung.signaturniveau',
      'qualifiziert',
      'fortgeschritten',
    );
    const fremd = b.signed('f', dokument, PERSON.ratsbuero);
    expect(b.send('niederschrift', 'p', sign('schriftfuehrung', dokument, fremd))?.code).toBe(
      'umlauf.signatur-andere-person',
    );
    const kaputt = b.signed('k', dokument, PERSON.schriftfuehrung, 'qualifiziert', { unversehrt: false });
    expect(b.send('niederschrift', 'p', sign('schriftfuehrung', dokument, kaputt))?.code).toBe(
      'umlauf.signatur-ungueltig',
    );
    const geaendert = b.signed('g', b.pdf('andere'), PERSON.schriftfuehrung);
    expect(b.send('niederschrift', 'p', sign('schriftfuehrung', dokument, geaendert))?.code).toBe(
      'umlauf.signatur-andere-fassung',
    );
  });

  test('practice signatures never make it unterzeichnet', () => {
    const { b, dokument } = vorgelegt();
    const eins = b.signed('1', dokument, PERSON.schriftfuehrung, 'uebung');
    b.ok('niederschrift', 'p', sign('schriftfuehrung', dokument, eins));
    b.akteur = PERSON.buergermeisterin;
    b.ok('niederschrift', 'p', sign('vorsitz', eins, b.signed('2', eins, PERSON.buergermeisterin)));
    expect(b.state<Niederschrift>('p').phase).toBe('uebung');
  });

  test('a signature whose status is open counts only after it was checked again', () => {
    const { b, dokument } = vorgelegt();
    const offen = { indication: 'INDETERMINATE', subIndication: 'TRY_LATER' };
    const eins = b.signed('1', dokument, PERSON.schriftfuehrung, 'qualifiziert', offen);
    b.ok('niederschrift', 'p', sign('schriftfuehrung', dokument, eins));
    b.akteur = PERSON.buergermeisterin;
    const zwei = b.signed('2', eins, PERSON.buergermeisterin);
    b.ok('niederschrift', 'p', sign('vorsitz', eins, zwei));
    expect(b.state<Niederschrift>('p').phase).toBe('zurUnterschrift');
    const fakt = b.dokumente.get(zwei) as { signaturen: object[] };
    b.dokumente.set(zwei, {
      ...fakt,
      signaturen: fakt.signaturen.map((s) => ({ ...s, indication: 'TOTAL_PASSED', subIndication: null })),
    });
    b.ok('niederschrift', 'p', { type: 'recheckUnterschriften' });
    expect(b.state<Niederschrift>('p').phase).toBe('unterzeichnet');
  });

  test('changed after signing: refused, the way is a correction resolution', () => {
    const { b, dokument } = vorgelegt();
    const eins = b.signed('1', dokument, PERSON.schriftfuehrung);
    const save = { type: 'saveNiederschrift', inhalt: b.state<Niederschrift>('p').inhalt };
    b.ok('niederschrift', 'p', sign('schriftfuehrung', dokument, eins));
    expectCode(b.send('niederschrift', 'p', save), 'sitzung.niederschrift-zur-unterschrift', '1 geleistet');
    b.akteur = PERSON.buergermeisterin;
    b.ok('niederschrift', 'p', sign('vorsitz', eins, b.signed('2', eins, PERSON.buergermeisterin)));
    b.akteur = PERSON.schriftfuehrung;
    expectCode(
      b.send('niederschrift', 'p', save),
      'sitzung.niederschrift-unterzeichnet',
      'Berichtigung',
      '25.11.2026',
    );
    expectCode(
      b.send('niederschrift', 'p', { type: 'reopenNiederschrift', grund: 'Tippfehler' }),
      'sitzung.niederschrift-unterzeichnet',
    );
    planeSitzung(b, 's2', 'Rat', { beginn: '2026-12-16T16:00:00.000Z' });
    const ergebnis = {
      type: 'recordBeratungsergebnis',
      sitzung: 's2',
      beratung: null,
      ausgang: 'angenommen',
      text: 'Zu Ö 2 heißt es richtig 24 dafür.',
      am: b.jetzt,
    };
    expectCode(b.send('niederschrift', 'p', ergebnis), 'sitzung.ergebnis-ohne-sitzung');
    const wortlaut = [{ art: 'absatz', text: [{ text: 'Zu Ö 2 heißt es richtig 24 dafür.' }] }];
    const punkt = { topArt: 'berichtigung', titel: 'Berichtigung', bezug: 'p', vorschlag: wortlaut };
    b.ok('sitzung', 's2', top('b1', punkt));
    ladeEin(b, 's2');
    eroeffne(b, 's2');
    b.ok('sitzung', 's2', abstimmung('b1', [25, 0, 0, 0]));
    b.ok('sitzung', 's2', { type: 'endSitzung', um: null });
    b.ok('sitzung', 's2', { type: 'closeSitzung' });
    expect(b.state<Niederschrift>('p').berichtigungen[0]?.text).toContain('richtig 24 dafür');
  });

  test('paper only for an honorary chair, with its scan', () => {
    const papier = (p: string, b: Buehne) => ({
      type: 'recordPapierunterschrift',
      rolle: 'vorsitz',
      person: p,
      scan: b.pdf('scan'),
      vermerk: 'Unterschrift am Tisch',
      am: b.jetzt,
    });
    const rat = vorgelegt();
    expectCode(
      rat.b.send('niederschrift', 'p', papier(PERSON.buergermeisterin, rat.b)),
      'sitzung.papier-nicht-zugelassen',
      'Ines Holm',
    );
    const { b, dokument } = vorgelegt('BUA');
    b.ok(
      'niederschrift',
      'p',
      sign('schriftfuehrung', dokument, b.signed('1', dokument, PERSON.schriftfuehrung)),
    );
    b.ok('niederschrift', 'p', papier(PERSON.b1, b));
    expect(b.state<Niederschrift>('p').phase).toBe('unterzeichnet');
    expect(b.send('niederschrift', 'p', { ...papier(PERSON.b1, b), scan: hex('nirgends') })?.code).toBe(
      'sitzung.niederschrift-unterzeichnet',
    );
  });

  test('only the Schriftführer writes', () => {
    const b = laufend();
    b.ok('sitzung', 's1', { type: 'endSitzung', um: null });
    b.ok('niederschrift', 'p', {
      type: 'createNiederschrift',
      sitzung: 's1',
      gremium: gremiumOf('Rat').id,
      teil: 'oeffentlich',
      nichtoeffentlicheSitzung: null,
    });
    b.akteur = PERSON.ratsbuero;
    const save = { type: 'saveNiederschrift', inhalt: b.state<Niederschrift>('p').inhalt };
    expectCode(b.send('niederschrift', 'p', save), 'sitzung.nur-schriftfuehrung', 'Szymanski');
  });
});

describe('urgent decision (§ 60)', () => {
  function angelegt(hauptausschussGrund = 'Ferien, keine Mehrheit erreichbar'): Buehne {
    const b = new Buehne();
    b.ok('dringlichkeitsentscheidung', 'd', {
      type: 'createDringlichkeitsentscheidung',
      jahr: 2026,
      gremium: gremiumOf('Rat').id,
      anstelle: 'rat',
      betreff: 'Notdach der Turnhalle',
      oeffentlich: true,
      beschluss: [{ art: 'absatz', text: [{ text: 'Der Auftrag wird erteilt.' }] }],
      dringlichkeit: 'Wassereinbruch',
      hauptausschussGrund,
    });
    return b;
  }
  const sign = (rolle: string, gezeigt: string, dokument: string) => ({
    type: 'signDringlichkeitsentscheidung',
    rolle,
    gezeigt,
    dokument,
  });
  const present = (b: Buehne) => ({ type: 'presentDringlichkeitsentscheidung', dokument: b.pdf('de') });

  test('needs the reason why the Hauptausschuss could not meet', () => {
    const b = angelegt('');
    expectCode(
      b.send('dringlichkeitsentscheidung', 'd', present(b)),
      'sitzung.dringlichkeit-angaben',
      'Hauptausschuss',
    );
  });

  test('nobody gets around the Hauptausschuss by calling the council a committee; a year far off has no number', () => {
    const b = new Buehne();
    const create = (jahr: number, kuerzel: string, anstelle: string) => ({
      type: 'createDringlichkeitsentscheidung',
      jahr,
      gremium: gremiumOf(kuerzel).id,
      anstelle,
      betreff: 'Notdach',
      oeffentlich: true,
      beschluss: [{ art: 'absatz', text: [{ text: 'Der Auftrag wird erteilt.' }] }],
      dringlichkeit: 'Wassereinbruch',
      hauptausschussGrund: '',
    });
    const send = (jahr: number, kuerzel: string, anstelle: string) =>
      b.send('dringlichkeitsentscheidung', 'd', create(jahr, kuerzel, anstelle));
    expectCode(send(2026, 'Rat', 'ausschuss'), 'sitzung.anstelle-falsch', 'Hauptausschuss');
    expectCode(send(2026, 'BUA', 'rat'), 'sitzung.anstelle-falsch', '§ 60 Abs. 2');
    expect(send(2029, 'BUA', 'ausschuss')?.code).toBe('stammdaten.jahr-falsch');
    expect(send(2026, 'BUA', 'ausschuss')).toBeNull();
  });

  test('while the mayor is prevented the deputy of the directory signs in her place, nobody else', () => {
    const b = angelegt();
    b.ok('dringlichkeitsentscheidung', 'd', present(b));
    b.akteur = PERSON.leitungRatsbuero;
    expectCode(
      b.send(
        'dringlichkeitsentscheidung',
        'd',
        sign('buergermeister', hex('de'), b.signed('0', hex('de'), PERSON.leitungRatsbuero)),
      ),
      'sitzung.nicht-unterschriftsberechtigt',
      'Bürgermeister',
    );
    const eins = b.signed('1', hex('de'), PERSON.allgemeinerVertreter);
    b.akteur = PERSON.allgemeinerVertreter;
    b.ok('dringlichkeitsentscheidung', 'd', sign('buergermeister', hex('de'), eins));
    b.akteur = PERSON.b1;
    b.ok('dringlichkeitsentscheidung', 'd', sign('mitglied', eins, b.signed('2', eins, PERSON.b1)));
    expect(b.state('d')).toMatchObject({ phase: 'entschieden' });
  });

  test('without a second signer it is refused; then it warns until it is on the next agenda', () => {
    const b = angelegt();
    b.ok('dringlichkeitsentscheidung', 'd', present(b));
    const dokument = hex('de');
    b.akteur = PERSON.buergermeisterin;
    const eins = b.signed('1', dokument, PERSON.buergermeisterin);
    b.ok('dringlichkeitsentscheidung', 'd', sign('buergermeister', dokument, eins));
    b.akteur = PERSON.ratsbuero;
    const execute = { type: 'executeDringlichkeitsentscheidung' };
    expectCode(
      b.send('dringlichkeitsentscheidung', 'd', execute),
      'sitzung.zweite-unterschrift-fehlt',
      'Ratsmitglied',
    );
    const selbst = b.signed('1b', eins, PERSON.buergermeisterin);
    b.akteur = PERSON.buergermeisterin;
    expectCode(
      b.send('dringlichkeitsentscheidung', 'd', sign('mitglied', eins, selbst)),
      'sitzung.doppelte-unterschrift',
      'Ines Holm',
    );
    b.akteur = PERSON.b1;
    b.ok('dringlichkeitsentscheidung', 'd', sign('mitglied', eins, b.signed('2', eins, PERSON.b1)));
    expect(b.state('d')).toMatchObject({ phase: 'entschieden', uebung: false });

    planeSitzung(b);
    ladeEin(b);
    const warnung = b.state<Sitzung>('s1').warnungen[0] ?? null;
    expectCode(warnung, 'sitzung.dringlichkeit-ohne-top', '§ 60', 'Rat der Stadt');
    b.ok(
      'sitzung',
      's1',
      top('t1', {
        topArt: 'dringlichkeitsentscheidung',
        titel: 'Genehmigung',
        bezug: 'd',
        nachtragGrund: '§ 60 GO NRW',
      }),
    );
    expect(b.state('d')).toMatchObject({ sitzung: 's1' });
    eroeffne(b);
    b.ok('sitzung', 's1', abstimmung('t1', [25, 0, 0, 0]));
    b.ok('sitzung', 's1', { type: 'endSitzung', um: null });
    b.ok('sitzung', 's1', { type: 'closeSitzung' });
    expect(b.state('d')).toMatchObject({ phase: 'genehmigt' });
  });

  test('the mayor and whoever it was passed to find it in their tasks until each place is signed', () => {
    const b = angelegt();
    const fuer = () =>
      dringlichkeitKind.project(b.state('d'), 'd').aufgaben.map((a) => a.fuer.person ?? a.fuer.rolle);
    b.ok('dringlichkeitsentscheidung', 'd', present(b));
    expect(fuer()).toEqual(['buergermeister']);
    b.ok('dringlichkeitsentscheidung', 'd', { type: 'grantEinsicht', personen: [PERSON.b1] });
    expect(fuer()).toEqual(['buergermeister', PERSON.b1]);
    b.akteur = PERSON.b1;
    const eins = b.signed('1', hex('de'), PERSON.b1);
    b.ok('dringlichkeitsentscheidung', 'd', sign('mitglied', hex('de'), eins));
    expect(fuer()).toEqual(['buergermeister']);
  });

  test('who is no councillor of the body cannot be the second', () => {
    const b = angelegt();
    b.ok('dringlichkeitsentscheidung', 'd', present(b));
    b.akteur = PERSON.planung;
    const eins = b.signed('1', hex('de'), PERSON.planung);
    expectCode(
      b.send('dringlichkeitsentscheidung', 'd', sign('mitglied', hex('de'), eins)),
      'sitzung.nicht-unterschriftsberechtigt',
      'Hinrichs',
    );
  });
});

describe('other rows', () => {
  const hybrid = {
    type: 'createSitzung',
    gremium: gremiumOf('HFA').id,
    nichtoeffentlicheSitzung: 's3-n',
    titel: 'x',
    beginn: '2026-11-25T16:00:00.000Z',
    ort: 'x',
    form: 'digital',
    wiederholungVon: null,
    standardTops: [],
  };

  test('hybrid for an excluded committee: § 58a', () => {
    const b = new Buehne();
    planeSitzung(b, 's2', 'BUA', { form: 'hybrid' });
    expect(() => planeSitzung(b, 's3', 'HFA', { form: 'hybrid' })).toThrow('sitzung.hybrid-ausgeschlossen');
    const error = b.send('sitzung', 's3', hybrid);
    expectCode(error, 'sitzung.hybrid-ausgeschlossen', '§ 58a', 'Haupt- und Finanzausschuss');
  });

  test('a notice that is late or missing is said: at the session, and once more when it opens', () => {
    const notiz = (jetzt: string | null) => {
      const b = new Buehne();
      planeSitzung(b);
      ladeEin(b);
      if (jetzt !== null) {
        b.jetzt = jetzt;
        b.ok('sitzung', 's1', { type: 'publishBekanntmachung', dokument: b.pdf('bek'), wo: 'Amtsblatt' });
      }
      eroeffne(b);
      return b.state<Sitzung>('s1').warnungen.filter((w) => w.code.startsWith('sitzung.bekanntmachung'));
    };
    // the session is on the 25th, the notice is due five days before
    expect(notiz('2026-11-20T22:59:00.000Z')).toEqual([]);
    const [spaet] = notiz('2026-11-20T23:00:00.000Z');
    expectCode(spaet ?? null, 'sitzung.bekanntmachung-spaet', '20.11.2026', '§ 48 Abs. 1');
    const [fehlt] = notiz(null);
    expectCode(fehlt ?? null, 'sitzung.bekanntmachung-fehlt', '§ 48 Abs. 1');
  });

  test('a secret vote has sums and no names', () => {
    const b = laufend();
    const [eins] = gremiumOf('Rat').mitglieder;
    const einzelstimmen = [{ person: eins!.person, stimme: 'ja' }];
    const geheim = abstimmung('t1', [25, 0, 0, 0], { form: 'geheim', einzelstimmen });
    expectCode(b.send('sitzung', 's1', geheim), 'sitzung.geheim-mit-namen', 'Punkt t1', '§ 50 Abs. 1');
    b.ok('sitzung', 's1', abstimmung('t1', [25, 0, 0, 0], { form: 'geheim' }));
  });

  test('what a non-public item was called stands when the session is closed', () => {
    const b = new Buehne();
    planeSitzung(b);
    b.ok('sitzung_nichtoeffentlich', 's1-n', topN('n1'));
    const change = {
      type: 'changeNichtoeffentlichenTop',
      id: 'n1',
      titel: 'Verkauf eines anderen Grundstücks',
      neutralerTitel: 'Grundstücksangelegenheit',
      begriffe: [],
    };
    b.ok('sitzung_nichtoeffentlich', 's1-n', change);
    b.ok('sitzung', 's1', { type: 'cancelSitzung', grund: 'Hochwasser' });
    expectCode(b.send('sitzung_nichtoeffentlich', 's1-n', change), 'sitzung.tagesordnung-geschlossen');
  });

  test('no session ends before the last vote, arrival or item on record', () => {
    const b = laufend();
    b.jetzt = '2026-11-25T17:30:00.000Z';
    b.ok('sitzung', 's1', abstimmung('t1', [25, 0, 0, 0]));
    b.jetzt = '2026-11-25T18:00:00.000Z';
    const ende = (um: string) => b.send('sitzung', 's1', { type: 'endSitzung', um });
    expectCode(ende('2026-11-25T17:00:00.000Z'), 'sitzung.zeit-ausserhalb', '25.11.2026, 18:30 Uhr');
    b.ok('sitzung_nichtoeffentlich', 's1-n', { type: 'openTop', top: 'n1', um: '2026-11-25T17:45:00.000Z' });
    expectCode(ende('2026-11-25T17:40:00.000Z'), 'sitzung.zeit-ausserhalb', '25.11.2026, 18:45 Uhr');
    expect(ende('2026-11-25T17:45:00.000Z')).toBeNull();
  });

  test('the council meets hybrid only while the table says that its exceptional case is established: § 47a', () => {
    const b = new Buehne();
    const create = { ...hybrid, gremium: gremiumOf('Rat').id };
    expectCode(b.send('sitzung', 's3', create), 'sitzung.hybrid-rat', '§ 47a', 'Rat der Stadt');
    const [fassung] = tabelle('sitzung.hybrid').fassungen;
    const ausnahme = { ...(fassung!.inhalt as object), ratNurAusnahme: false };
    b.tabellen.set('sitzung.hybrid', {
      tabelle: 'sitzung.hybrid',
      fassungen: [fassung!, { ...fassung!, nummer: 2, gueltigAb: '2026-11-25', inhalt: ausnahme }],
    });
    const am = (beginn: string) => b.send('sitzung', beginn, { ...create, beginn })?.code ?? null;
    // still the day before in Siegen, then the day itself
    expect(am('2026-11-24T22:59:00.000Z')).toBe('sitzung.hybrid-rat');
    expect(am('2026-11-24T23:00:00.000Z')).toBeNull();
  });

  test('decided before the preliminary committee: a warning at the agenda and at the vote', () => {
    const b = new Buehne();
    const stationen = [
      { gremium: gremiumOf('BUA').id, rolle: 'vorberatung' as const, massgeblich: false },
      { gremium: gremiumOf('Rat').id, rolle: 'entscheidung' as const, massgeblich: true },
    ];
    gibFrei(b, 'v1', { stationen });
    planeSitzung(b);
    b.ok('sitzung', 's1', top('t1', { topArt: 'vorlage', titel: 'Radweg', bezug: 'v1', beratung: 'v1-b2' }));
    expectCode(
      b.state<Sitzung>('s1').warnungen[0] ?? null,
      'sitzung.vorberatung-fehlt',
      'Bau- und Umweltausschuss',
    );
    ladeEin(b);
    eroeffne(b);
    b.ok('sitzung', 's1', abstimmung('t1', [25, 0, 0, 0]));
    expect(b.state<Sitzung>('s1').verlauf['t1']?.warnungen.map((w) => w.code)).toContain(
      'sitzung.vorberatung-fehlt',
    );
  });

  test('an unreleased Vorlage cannot be put on an agenda', () => {
    const b = new Buehne();
    entwerfeVorlage(b, 'v1');
    planeSitzung(b);
    const error = b.send('sitzung', 's1', top('t1', { topArt: 'vorlage', titel: 'Radweg', bezug: 'v1' }));
    expectCode(error, 'sitzung.vorlage-nicht-freigegeben', 'VL 1/2026', 'Radweg');
  });

  test('duplicate number after offline work: both are kept, the second needs a new number', () => {
    const b = new Buehne();
    entwerfeVorlage(b, 'v1');
    const offline = vorlageKind.decide(
      null,
      vorlageKind.commandSchema.parse({
        type: 'createVorlage',
        jahr: 2026,
        einheit: 'e',
        oeffentlich: true,
        antrag: null,
        inhalt: inhalt('Zweite'),
      }),
      { ...b.facts(vorlageKind, 'v2', { type: 'releaseVorlage' }), vorlaeufig: true, antworten: new Map() },
    );
    if (!offline.ok) throw new Error(offline.error.code);
    const event = offline.value[0] ?? null;
    expect(event).toMatchObject({ nummer: null });
    expect(vorlageKind.series?.(event as never)).toBeNull();
    b.vorgaenge.set('v2', {
      art: 'vorlage',
      revision: 1,
      state: vorlageKind.evolve(null, event as never, { zeit: b.jetzt, akteur: PERSON.planung, revision: 1 }),
    });
    const von = (vonHand: string | null) => ({ type: 'assignNummer', jahr: 2026, vonHand });
    expectCode(b.send('vorlage', 'v2', von('VL 1/2026')), 'sitzung.nummer-doppelt', 'VL 1/2026', 'Radweg');
    b.ok('vorlage', 'v2', von(null));
    expect([b.state<Vorlage>('v1').nummer, b.state<Vorlage>('v2').nummer]).toEqual([
      'VL 1/2026',
      'VL 2/2026',
    ]);
  });

  test('a dangling reference is named', () => {
    const b = new Buehne();
    planeSitzung(b);
    const error = b.send('sitzung', 's1', top('t1', { topArt: 'vorlage', titel: 'Weg', bezug: 'nirgends' }));
    expectCode(error, 'sitzung.bezug-fehlt', 'Weg', 'nirgends');
  });

  test('who has no role in the council office cannot touch the agenda', () => {
    const b = new Buehne();
    planeSitzung(b);
    b.akteur = PERSON.planung;
    expectCode(b.send('sitzung', 's1', top('t1')), 'sitzung.nicht-berechtigt', 'Ratsbüro');
  });
});

test('people of the sample city are known', () => {
  expect(verzeichnis.personen.length).toBeGreaterThan(90);
});
