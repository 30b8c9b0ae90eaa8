import { describe, expect, test } from '@jest/globals';
import type { Niederschrift } from '../../../../src/domain/sitzung/niederschrift/state.ts';
import { abstimmung, eroeffne, ladeEin, planeSitzung, top } from '../ablauf.ts';
import { Buehne, PERSON, gremiumOf, person } from '../stadt.ts';

const um = (zeit: string) => `2026-11-25T${zeit}:00.000Z`;

/** Minutes of a committee session in which people came, left and stood in as given. */
function entwurf(ohne: readonly string[], bewegungen: readonly (readonly [string, string, string?])[]) {
  const b = new Buehne();
  planeSitzung(b, 's1', 'BUA');
  b.ok('sitzung', 's1', top('t1'));
  b.ok('sitzung', 's1', top('t2'));
  ladeEin(b, 's1', 'BUA');
  eroeffne(b, 's1', 'BUA', ohne);
  b.jetzt = um('19:00');
  b.ok('sitzung', 's1', { type: 'openTop', top: 't1', um: um('16:05') });
  b.ok('sitzung', 's1', { type: 'closeTop', top: 't1', um: um('16:30') });
  b.ok('sitzung', 's1', { type: 'openTop', top: 't2', um: um('16:31') });
  for (const [wer, zeit, vertritt] of bewegungen)
    b.ok('sitzung', 's1', {
      type: 'recordAnwesenheit',
      person: wer,
      richtung: zeit.startsWith('-') ? 'geht' : 'kommt',
      vertritt: vertritt ?? null,
      um: um(zeit.replace('-', '')),
    });
  b.ok('sitzung', 's1', { type: 'endSitzung', um: um('18:00') });
  b.ok('niederschrift', 'p1', {
    type: 'createNiederschrift',
    sitzung: 's1',
    gremium: gremiumOf('BUA').id,
    teil: 'oeffentlich',
    nichtoeffentlicheSitzung: null,
  });
  return b.state<Niederschrift>('p1').inhalt;
}

const spaet = person('Ratsmitglied', 'C 3');
const frueh = person('Ratsmitglied', 'A 6');

describe('presence in the minutes', () => {
  test('who came late is present „ab“ with time and item, and not missing', () => {
    const { anwesende, entschuldigt } = entwurf([spaet], [[spaet, '16:12']]);
    expect(anwesende.find((a) => a.name === 'Ratsmitglied C 3')?.zeiten).toBe('ab 17:12 Uhr (TOP Ö 2)');
    expect(anwesende.find((a) => a.name === 'Ratsmitglied A 6')?.zeiten).toBe('');
    expect(entschuldigt).toEqual([]);
  });

  test('between two items the next one is named', () => {
    const { anwesende } = entwurf([spaet], [[spaet, '16:30']]);
    expect(anwesende.find((a) => a.name === 'Ratsmitglied C 3')?.zeiten).toBe('ab 17:30 Uhr (TOP Ö 3)');
  });

  test('leaving, coming back and leaving again is one line each', () => {
    const wege = [
      [frueh, '-16:10'],
      [frueh, '16:40'],
      [frueh, '-17:30'],
    ] as const;
    const { anwesende } = entwurf([], wege);
    expect(anwesende.find((a) => a.name === 'Ratsmitglied A 6')?.zeiten).toBe(
      'bis 17:10 Uhr (TOP Ö 2); ab 17:40 Uhr (TOP Ö 3) bis 18:30 Uhr (TOP Ö 3)',
    );
  });

  test('a member whose deputy sits there is missing, and the deputy is named on both sides', () => {
    const vertretung = person('Ratsmitglied', 'C 5');
    const { anwesende, entschuldigt } = entwurf([spaet], [[vertretung, '16:00', spaet]]);
    expect(anwesende.find((a) => a.name === 'Ratsmitglied C 5')).toMatchObject({
      vertritt: 'Ratsmitglied C 3',
      zeiten: '',
    });
    expect(entschuldigt).toEqual(['Ratsmitglied C 3 (vertreten durch Ratsmitglied C 5)']);
  });

  test('nobody stands on both lists, whoever was missing', () => {
    const fehlt = person('Sachkundige Person', 'B');
    const { anwesende, entschuldigt } = entwurf([fehlt, spaet], [[spaet, '17:59']]);
    expect(entschuldigt).toEqual(['Sachkundige Person B']);
    const namen = anwesende.map((a) => a.name);
    expect(entschuldigt.filter((n) => namen.includes(n))).toEqual([]);
  });

  test('a vote is not needed for that, and presence before the opening counts from the opening', () => {
    const b = new Buehne();
    planeSitzung(b);
    b.ok('sitzung', 's1', top('t1'));
    ladeEin(b);
    eroeffne(b);
    b.ok('sitzung', 's1', abstimmung('t1', [25, 0, 0, 0]));
    b.ok('sitzung', 's1', { type: 'endSitzung', um: null });
    b.akteur = PERSON.schriftfuehrung;
    b.ok('niederschrift', 'p1', {
      type: 'createNiederschrift',
      sitzung: 's1',
      gremium: gremiumOf('Rat').id,
      teil: 'oeffentlich',
      nichtoeffentlicheSitzung: null,
    });
    expect(new Set(b.state<Niederschrift>('p1').inhalt.anwesende.map((a) => a.zeiten))).toEqual(
      new Set(['']),
    );
  });
});
