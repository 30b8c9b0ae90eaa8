import { describe, expect, test } from '@jest/globals';
import { lesbareScopes } from '../../../src/domain/organisation/scopes.ts';
import { kinds, nextActions } from '../../../src/domain/sitzung/index.ts';
import type {
  Antrag,
  NichtoeffentlicheSitzung,
  Sitzung,
  Vorlage,
} from '../../../src/domain/sitzung/index.ts';
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
import { Buehne, PERSON, gremiumOf, person, verzeichnis } from './stadt.ts';

const TAG = '2026-11-22';

/** Ids of the Vorgaenge this person reads. */
function liest(b: Buehne, wer: string): string[] {
  const scopes = new Set(lesbareScopes(verzeichnis, wer, TAG));
  return [...b.vorgaenge].flatMap(([id, e]) => {
    const p = kinds.find((k) => k.art === e.art)?.project(e.state, id);
    return p?.lesbar.some((s) => scopes.has(s)) ? [id] : [];
  });
}

const antragAn = (gremium: string) => ({
  type: 'createAntrag',
  jahr: 2026,
  antragArt: 'antrag',
  betreff: 'Tempo 30',
  anlagen: [],
  oeffentlich: true,
  text: [{ art: 'absatz', text: [{ text: 'Tempo 30 vor Schulen' }] }],
  steller: 'Fraktion B',
  personen: [PERSON.b1],
  eingegangenAm: '2026-10-30',
  gremium,
});

describe('who reads what', () => {
  const vergabe = person('Dennis', 'Krüger');
  const ausMitglied = person('Ratsmitglied', 'D 3');

  test('non-public papers, annexes and the non-public part reach those entitled only, and only in time', () => {
    const b = new Buehne();
    gibFrei(b, 'offen');
    gibFrei(b, 'geheim', { oeffentlich: false, betreff: 'Verkauf' });
    b.akteur = PERSON.planung;
    b.ok('anlage_nichtoeffentlich', 'anlage', {
      type: 'createNichtoeffentlicheAnlage',
      vorlage: 'offen',
      einheit: 'e-fremd',
      anlage: { id: 'a', bezeichnung: 'Gutachten Muster AG', sha256: b.pdf('gutachten'), seiten: 3 },
      grund: 'Geschäftsgeheimnis',
      begriffe: ['Muster AG'],
    });
    expect(JSON.stringify(b.state('offen'))).not.toContain('Muster AG');
    planeSitzung(b, 's1', 'Rat');
    b.ok('sitzung', 's1', top('t1', { topArt: 'vorlage', titel: 'Radweg', bezug: 'offen' }));
    b.ok(
      'sitzung_nichtoeffentlich',
      's1-n',
      topN('n1', { topArt: 'vorlage', titel: 'Verkauf', bezug: 'geheim' }),
    );
    expect(liest(b, vergabe)).toEqual(expect.arrayContaining(['offen']));
    for (const id of ['geheim', 'anlage', 's1', 's1-n']) {
      expect(liest(b, vergabe)).not.toContain(id);
      expect(liest(b, ausMitglied)).not.toContain(id);
    }
    ladeEin(b);
    expect(liest(b, vergabe)).toContain('s1');
    for (const id of ['geheim', 'anlage', 's1-n']) {
      expect(liest(b, vergabe)).not.toContain(id);
      expect(liest(b, ausMitglied)).toContain(id);
    }
    expect(JSON.stringify(b.state('s1'))).not.toContain('Verkauf');
  });

  test('nobody gives himself the right to read a non-public annex', () => {
    const b = new Buehne();
    gibFrei(b, 'offen');
    b.akteur = PERSON.planung;
    b.ok('anlage_nichtoeffentlich', 'anlage', {
      type: 'createNichtoeffentlicheAnlage',
      vorlage: 'offen',
      einheit: 'e',
      anlage: { id: 'a', bezeichnung: 'Gutachten', sha256: b.pdf('g'), seiten: 3 },
      grund: 'Geschäftsgeheimnis',
      begriffe: [],
    });
    b.akteur = vergabe;
    const error = b.send('anlage_nichtoeffentlich', 'anlage', { type: 'grantEinsicht', personen: [vergabe] });
    expect(error?.code).toBe('sitzung.nicht-berechtigt');
  });
});

describe('what belongs to another paper', () => {
  const fremd = person('Dennis', 'Krüger');
  const anlage = (b: Buehne) => ({
    type: 'createNichtoeffentlicheAnlage',
    vorlage: 'offen',
    einheit: 'e',
    anlage: { id: 'a', bezeichnung: 'Gutachten', sha256: b.pdf('g'), seiten: 3 },
    grund: 'Geschäftsgeheimnis',
    begriffe: [],
  });
  const fremde = { type: 'registerNichtoeffentlicheAnlage', anlage: 'andere' };

  test('nobody slips an annex into the paper of others', () => {
    const b = new Buehne();
    gibFrei(b, 'offen');
    b.akteur = fremd;
    expect(() => b.send('anlage_nichtoeffentlich', 'anlage', anlage(b))).toThrow('sitzung.nicht-berechtigt');
    expect(b.send('vorlage', 'offen', fremde)?.code).toBe('sitzung.nicht-berechtigt');
  });

  test('a paper lists, shows to those invited and takes along when it is erased nothing but its own annexes', () => {
    const b = new Buehne();
    gibFrei(b, 'offen');
    gibFrei(b, 'andere');
    b.akteur = PERSON.planung;
    b.ok('anlage_nichtoeffentlich', 'anlage', anlage(b));
    for (const id of ['anlage', 'offen', 'gibt-es-nicht'])
      expect(b.send('vorlage', 'andere', { ...fremde, anlage: id })?.code).toBe('sitzung.bezug-fehlt');
    expect(b.state<Vorlage>('andere').nichtoeffentlicheAnlagen).toEqual([]);
    expect(b.state<Vorlage>('offen').nichtoeffentlicheAnlagen).toEqual(['anlage']);
  });

  test('an Antrag is linked by the Vorlage that answers it, and by no other', () => {
    const b = new Buehne();
    gibFrei(b, 'offen');
    b.akteur = PERSON.ratsbuero;
    b.ok('antrag', 'antrag', antragAn(gremiumOf('Rat').id));
    b.akteur = fremd;
    const verweis = b.send('antrag', 'antrag', { type: 'linkVorlage', vorlage: 'offen' });
    expect(verweis?.code).toBe('sitzung.bezug-fehlt');
    b.akteur = PERSON.planung;
    b.ok('vorlage', 'antwort', {
      type: 'createVorlage',
      jahr: 2026,
      einheit: 'e',
      oeffentlich: true,
      antrag: 'antrag',
      inhalt: inhalt('Antwort'),
    });
    expect(b.state<Antrag>('antrag').vorlage).toBe('antwort');
  });

  test('minutes are told by those who keep a session, and by nobody else', () => {
    const b = new Buehne();
    b.vorgaenge.set('n', { art: 'niederschrift', state: { teil: 'oeffentlich' }, revision: 1 });
    b.akteur = fremd;
    for (const type of ['recordTerminierung', 'withdrawTerminierung'])
      expect(
        b.send('niederschrift', 'n', { type, sitzung: 's', beratung: null, sitzungstag: TAG })?.code,
      ).toBe('sitzung.nicht-berechtigt');
  });
});

describe('Vorlage', () => {
  test('is returned with a reason, changed, co-signed again and released; a released text is fixed', () => {
    const b = new Buehne();
    entwerfeVorlage(b, 'v');
    starteMitzeichnung(b, 'v');
    while (zeichne(b, 'v'));
    b.akteur = PERSON.ratsbuero;
    expect(b.send('vorlage', 'v', { type: 'returnVorlage', grund: '' })?.code).toBe('sitzung.grund-fehlt');
    b.ok('vorlage', 'v', { type: 'returnVorlage', grund: 'Kosten fehlen' });
    b.akteur = PERSON.planung;
    const neu = inhalt('Radweg', {
      finanzen: {
        art: 'ja',
        aufwandCent: 5_000_000,
        investitionCent: 8_000_000,
        folgekostenCent: 0,
        produkt: '54.01',
        imHaushalt: true,
        erlaeuterung: '',
      },
    });
    b.ok('vorlage', 'v', { type: 'saveFassung', inhalt: neu, anlass: 'Kosten ergänzt' });
    starteMitzeichnung(b, 'v');
    // with money the route is longer: budget office and treasurer
    expect(b.state<Vorlage>('v').umlauf?.schritte.map((s) => s.id)).toEqual([
      'fachbereich',
      'kaemmerei',
      'dezernat',
      'kaemmerin',
    ]);
    while (zeichne(b, 'v'));
    b.akteur = PERSON.ratsbuero;
    b.ok('vorlage', 'v', { type: 'releaseVorlage' });
    expect(b.state<Vorlage>('v')).toMatchObject({ phase: 'freigegeben', freigabe: { fassung: 2 } });
    b.akteur = PERSON.planung;
    expect(b.send('vorlage', 'v', { type: 'saveFassung', inhalt: inhalt('x'), anlass: '' })?.code).toBe(
      'sitzung.vorlage-freigegeben',
    );
  });

  test('somebody else cannot write it', () => {
    const b = new Buehne();
    entwerfeVorlage(b, 'v');
    b.akteur = person('Dennis', 'Krüger');
    expect(b.send('vorlage', 'v', { type: 'saveFassung', inhalt: inhalt('x'), anlass: '' })?.code).toBe(
      'sitzung.nicht-berechtigt',
    );
  });

  test('adjourned, it waits for the next session of the same body', () => {
    const b = new Buehne();
    gibFrei(b, 'v');
    planeSitzung(b);
    b.ok('sitzung', 's1', top('t1', { topArt: 'vorlage', titel: 'Radweg', bezug: 'v' }));
    ladeEin(b);
    eroeffne(b);
    b.ok('sitzung', 's1', {
      type: 'recordVertagung',
      top: 't1',
      grund: 'Beratungsbedarf',
      bis: '2026-12-09',
      um: null,
    });
    expect(b.send('sitzung', 's1', abstimmung('t1', [25, 0, 0, 0]))?.code).toBe('sitzung.top-nicht-beraten');
    b.ok('sitzung', 's1', { type: 'endSitzung', um: null });
    b.ok('sitzung', 's1', { type: 'closeSitzung' });
    expect(b.state<Vorlage>('v')).toMatchObject({
      phase: 'freigegeben',
      beratungsfolge: [{ sitzung: null, ergebnis: null }],
    });
  });
});

test('an Antrag is admitted, answered by a Vorlage and learns its result', () => {
  const b = new Buehne();
  b.ok('antrag', 'a', antragAn(gremiumOf('Rat').id));
  expect(b.state<Antrag>('a').nummer).toBe('AT 1/2026');
  planeSitzung(b);
  const punkt = top('t1', { topArt: 'antrag', titel: 'Tempo 30', bezug: 'a' });
  expect(b.send('sitzung', 's1', punkt)?.code).toBe('sitzung.vorlage-nicht-freigegeben');
  b.ok('antrag', 'a', { type: 'admitAntrag' });
  b.ok('sitzung', 's1', punkt);
  ladeEin(b);
  eroeffne(b);
  b.ok('sitzung', 's1', abstimmung('t1', [5, 20, 0, 0]));
  b.ok('sitzung', 's1', { type: 'endSitzung', um: null });
  b.ok('sitzung', 's1', { type: 'closeSitzung' });
  expect(b.state<Antrag>('a')).toMatchObject({ phase: 'erledigt' });
  expect(b.state<Antrag>('a').ergebnis).toContain('abgelehnt');
});

test('a second meeting after lack of quorum needs no number of members (§ 49 Abs. 2)', () => {
  const b = new Buehne();
  planeSitzung(b);
  const zweite = {
    type: 'createSitzung',
    gremium: gremiumOf('Rat').id,
    nichtoeffentlicheSitzung: 's9-n',
    titel: '8. Sitzung',
    beginn: '2026-12-09T16:00:00.000Z',
    ort: 'Rathaus',
    form: 'praesenz',
    wiederholungVon: 's1',
    standardTops: [],
  };
  // without an established lack of quorum it would be a way around the quorum
  expect(b.send('sitzung', 's9', zweite)?.code).toBe('sitzung.keine-wiederholung');
  ladeEin(b);
  eroeffne(b);
  const unfaehig = { type: 'recordFeststellung', ergebnis: 'beschlussunfaehig', grund: '', um: null };
  b.ok('sitzung', 's1', unfaehig);
  const andere = { ...zweite, gremium: gremiumOf('BUA').id };
  expect(b.send('sitzung', 's9', andere)?.code).toBe('sitzung.keine-wiederholung');
  b.jetzt = '2026-11-01T09:00:00.000Z';
  planeSitzung(b, 's2', 'Rat', { wiederholungVon: 's1' });
  b.ok('sitzung', 's2', top('t1'));
  ladeEin(b, 's2');
  eroeffne(
    b,
    's2',
    'Rat',
    gremiumOf('Rat')
      .mitglieder.slice(5)
      .map((m) => m.person),
  );
  b.ok('sitzung', 's2', abstimmung('t1', [5, 0, 0, 0]));
  expect(b.state<Sitzung>('s2').verlauf['t1']?.warnungen).toEqual([]);
});

test('a deputy counts only while the member is out, and only an appointed one', () => {
  const b = new Buehne();
  const g = gremiumOf('BUA');
  const a6 = person('Ratsmitglied', 'A 6');
  const a8 = person('Ratsmitglied', 'A 8');
  planeSitzung(b, 's1', 'BUA');
  b.ok('sitzung', 's1', top('t1'));
  ladeEin(b, 's1', 'BUA');
  eroeffne(b, 's1', 'BUA', [a6]);
  const kommt = (p: string, vertritt: string | null) => ({
    type: 'recordAnwesenheit',
    person: p,
    richtung: 'kommt',
    vertritt,
    um: null,
  });
  expect(b.send('sitzung', 's1', kommt(a8, null))?.code).toBe('sitzung.vertretung-ohne-mitglied');
  expect(b.send('sitzung', 's1', kommt(a8, PERSON.b1))?.code).toBe('sitzung.vertretung-unzulaessig');
  b.ok('sitzung', 's1', kommt(a8, a6));
  const n = g.mitglieder.filter(
    (m) => m.stimmrecht === 'stimmberechtigt' && m.funktion !== 'stellvertretung',
  ).length;
  b.ok('sitzung', 's1', abstimmung('t1', [n, 0, 0, 0], { gegenstand: 'geschaeftsordnung' }));
  b.jetzt = '2026-11-25T17:10:00.000Z';
  b.ok('sitzung', 's1', kommt(a6, null));
  // member and deputy are both in the room: one vote
  expect(b.send('sitzung', 's1', abstimmung('t1', [n + 1, 0, 0, 0]))?.code).toBe(
    'sitzung.stimmen-und-anwesenheit',
  );
  b.ok('sitzung', 's1', abstimmung('t1', [n, 0, 0, 0], { id: 'schluss' }));
});

test('next actions fit phase and person, and say why not', () => {
  const b = new Buehne();
  planeSitzung(b);
  const fremd = nextActions(b.state<Sitzung>('s1'), PERSON.planung, verzeichnis, TAG);
  expect(fremd.every((a) => !a.erlaubt && a.grund?.code === 'sitzung.nicht-berechtigt')).toBe(true);
  const amt = nextActions(b.state<Sitzung>('s1'), PERSON.ratsbuero, verzeichnis, TAG);
  expect(amt.find((a) => a.command === 'sendEinladung')?.erlaubt).toBe(true);
  const noe = nextActions(b.state<NichtoeffentlicheSitzung>('s1-n'), PERSON.ratsbuero, verzeichnis, TAG);
  expect(noe.find((a) => a.command === 'releaseOeffentlichesPaket')?.grund?.code).toBe(
    'sitzung.leckpruefung-fehlt',
  );
  entwerfeVorlage(b, 'v');
  starteMitzeichnung(b, 'v');
  const zeichnen = nextActions(b.state<Vorlage>('v'), person('Holger', 'Timmermann'), verzeichnis, TAG);
  expect(zeichnen.find((a) => a.command === 'signSchritt')).toMatchObject({
    erlaubt: true,
    bezug: 'fachbereich',
  });
});
