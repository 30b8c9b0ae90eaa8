import { expect, test } from '@jest/globals';
import type { NichtoeffentlicheSitzung } from '../../../src/domain/sitzung/nichtoeffentlich/state.ts';
import type { Niederschrift } from '../../../src/domain/sitzung/niederschrift/state.ts';
import type { Sitzung } from '../../../src/domain/sitzung/sitzung/state.ts';
import type { Vorlage } from '../../../src/domain/sitzung/vorlage/state.ts';
import { vorlageKind } from '../../../src/domain/sitzung/vorlage/kind.ts';
import { nichtoeffentlichKind } from '../../../src/domain/sitzung/nichtoeffentlich/kind.ts';
import { abstimmung, eroeffne, gibFrei, ladeEin, planeSitzung, top, topN } from './ablauf.ts';
import { sitzungKind } from '../../../src/domain/sitzung/sitzung/kind.ts';
import { Buehne, PERSON, gremiumOf, verzeichnis } from './stadt.ts';

test('a Vorlage goes from its draft through the council to signed minutes', () => {
  const b = new Buehne();
  gibFrei(b, 'v1');
  gibFrei(b, 'v2', { betreff: 'Verkauf eines Grundstücks am Alten Hafen', oeffentlich: false });
  expect(b.state<Vorlage>('v1').nummer).toBe('VL 1/2026');
  expect(b.state<Vorlage>('v2').nummer).toBe('VL 2/2026');
  expect(vorlageKind.project(b.state('v1'), 'v1').lesbar).toEqual(['alle']);
  expect(vorlageKind.project(b.state('v2'), 'v2').lesbar).not.toContain('alle');

  planeSitzung(b);
  b.ok('sitzung', 's1', top('t1', { topArt: 'vorlage', titel: 'Radweg', bezug: 'v1' }));
  b.ok(
    'sitzung_nichtoeffentlich',
    's1-n',
    topN('n1', { topArt: 'vorlage', titel: 'Verkauf eines Grundstücks am Alten Hafen', bezug: 'v2' }),
  );
  const geplant = b.state<Sitzung>('s1');
  expect(geplant.tagesordnung.map((t) => [t.teil, t.titel, t.bezug])).toEqual([
    ['oeffentlich', 'Eröffnung', null],
    ['oeffentlich', 'Radweg', 'v1'],
    ['nichtoeffentlich', 'Grundstücksangelegenheit', null],
  ]);
  expect(b.state<Vorlage>('v1').beratungsfolge[0]).toMatchObject({
    sitzung: 's1',
    sitzungstag: '2026-11-25',
  });

  ladeEin(b);
  const mitglied = PERSON.b1;
  expect(nichtoeffentlichKind.project(b.state('s1-n'), 's1-n').lesbar).toContain(`person:${mitglied}`);
  expect(vorlageKind.project(b.state('v2'), 'v2').lesbar).toContain(`person:${mitglied}`);

  eroeffne(b);
  b.ok('sitzung', 's1', { type: 'openTop', top: 't1', um: null });
  b.ok('sitzung', 's1', abstimmung('t1', [20, 5, 0, 0]));
  b.ok('sitzung_nichtoeffentlich', 's1-n', {
    type: 'recordBefangenheit',
    top: 'n1',
    person: PERSON.c1,
    grund: 'Eigentümer des Nachbargrundstücks',
    verhalten: 'raumVerlassen',
    um: null,
  });
  b.ok('sitzung_nichtoeffentlich', 's1-n', abstimmung('n1', [12, 12, 0, 0]));
  b.ok('sitzung', 's1', { type: 'endSitzung', um: null });
  b.ok('sitzung', 's1', { type: 'closeSitzung' });
  expect(b.state<Sitzung>('s1').phase).toBe('abgeschlossen');
  expect(b.state<NichtoeffentlicheSitzung>('s1-n').verlauf['n1']?.ausgang.art).toBe('abgelehnt');
  expect(b.state<Vorlage>('v1')).toMatchObject({ phase: 'erledigt' });
  expect(b.state<Vorlage>('v1').beratungsfolge[0]?.ergebnis?.text).toContain('20 dafür, 5 dagegen');
  expect(b.state<Vorlage>('v2').beratungsfolge[0]?.ergebnis?.ausgang).toBe('abgelehnt');

  // the unit that carries it out has the task, reports on it itself, and nobody else does
  const einheit = verzeichnis.personen.find((p) => p.id === PERSON.planung)?.einheit ?? '';
  b.ok('sitzung', 's1', { type: 'assignUmsetzung', top: 't1', einheit, frist: '2027-01-31' });
  const aufgaben = () => sitzungKind.project(b.state('s1'), 's1').aufgaben;
  expect(aufgaben()).toMatchObject([{ fuer: { einheit }, text: 'Beschluss umsetzen: Ö 2 Radweg' }]);
  const bericht = { type: 'reportUmsetzung', top: 't1', stand: 'erledigt', bericht: 'Der Weg ist gebaut.' };
  b.akteur = PERSON.b1;
  expect(b.send('sitzung', 's1', bericht)?.code).toBe('sitzung.nicht-berechtigt');
  b.akteur = PERSON.planung;
  expect(b.send('sitzung', 's1', { ...bericht, top: 's1-std' })?.code).toBe('sitzung.nicht-berechtigt');
  b.ok('sitzung', 's1', bericht);
  expect(aufgaben()).toEqual([]);
  b.akteur = PERSON.schriftfuehrung;

  const rat = gremiumOf('Rat').id;
  const create = { type: 'createNiederschrift', sitzung: 's1', gremium: rat };
  b.ok('niederschrift', 'p1', { ...create, teil: 'oeffentlich', nichtoeffentlicheSitzung: null });
  b.ok('niederschrift', 'p2', { ...create, teil: 'nichtoeffentlich', nichtoeffentlicheSitzung: 's1-n' });
  const oeffentlich = b.state<Niederschrift>('p1');
  expect(JSON.stringify(oeffentlich)).not.toContain('Alten Hafen');
  expect(JSON.stringify(b.state('p2'))).toContain('Alten Hafen');
  expect(oeffentlich.inhalt.punkte.map((p) => p.nummer)).toEqual(['Ö 1', 'Ö 2']);
  expect(oeffentlich.inhalt.anwesende).toHaveLength(25);

  const entwurf = b.pdf('niederschrift');
  b.ok('niederschrift', 'p1', { type: 'presentNiederschrift', dokument: entwurf });
  const eins = b.signed('sig1', entwurf, PERSON.schriftfuehrung);
  b.ok('niederschrift', 'p1', {
    type: 'signNiederschrift',
    rolle: 'schriftfuehrung',
    gezeigt: entwurf,
    dokument: eins,
  });
  expect(b.state<Niederschrift>('p1').phase).toBe('zurUnterschrift');
  b.akteur = PERSON.buergermeisterin;
  const zwei = b.signed('sig2', eins, PERSON.buergermeisterin);
  b.ok('niederschrift', 'p1', { type: 'signNiederschrift', rolle: 'vorsitz', gezeigt: eins, dokument: zwei });
  expect(b.state<Niederschrift>('p1').phase).toBe('unterzeichnet');

  b.akteur = PERSON.ratsbuero;
  b.ok('niederschrift', 'a1', { type: 'createAuszug', niederschrift: 'p1', tops: ['t1'], empfaenger: 'e1' });
  expect(b.state<Niederschrift>('a1').inhalt.punkte.map((p) => p.top)).toEqual(['t1']);
});
