import { describe, expect, test } from '@jest/globals';
import type { Laufwegvorschlag } from '../../../src/domain/umlauf/index.ts';
import {
  checkVermerk,
  nextActions,
  protokollModel,
  vermerkModel,
  vorschlagLaufweg,
} from '../../../src/domain/beschaffung/index.ts';
import type { Vergabearten } from '../../../src/domain/beschaffung/index.ts';
import type { DruckDokument } from '../../../src/domain/shared/druck.ts';
import type { StammdatenTabelle } from '../../../src/domain/stammdaten/index.ts';
import type { Probe } from '../../support/laufzettel.ts';
import { makeEntwurf, makeImUmlauf, makeProbeFacts } from '../../support/laufzettel.ts';
import { byName, musterVerzeichnis } from '../../support/organisation.ts';
import { musterTabelle } from '../../support/stammdaten.ts';

const arten = musterTabelle<Vergabearten>('beschaffung.vergabearten').fassungen[0]!.inhalt;
const kontext = { v: musterVerzeichnis, jetzt: '2026-07-16T08:00:00.000Z', uebung: true };
const TAG = '2026-07-16';

function routeOf(p: Probe): Laufwegvorschlag {
  const facts = makeProbeFacts(p, byName('Petersen').id, [
    { art: 'stammdaten', tabelle: 'beschaffung.laufwege' },
    { art: 'stammdaten', tabelle: 'beschaffung.wertgrenzen' },
  ]);
  const route = vorschlagLaufweg(p.state!, facts, musterVerzeichnis, TAG);
  if (!route.ok) throw new Error(route.error.code);
  return route.value;
}

/** A print must be well-formed for any generator: levels without a gap, rows as wide as their head. */
function checkModel(d: DruckDokument): string {
  let ebene = 0;
  for (const a of d.abschnitte) {
    expect(a.ebene).toBeLessThanOrEqual(ebene + 1);
    ebene = a.ebene;
    expect(a.ueberschrift).not.toBe('');
    for (const b of a.bloecke) {
      if (b.art === 'tabelle') for (const z of b.zeilen) expect(z).toHaveLength(b.kopf.length);
      if (b.art === 'unterschriften') for (const f of b.felder) expect(f.feld).toMatch(/^[A-Za-z0-9]+$/);
    }
  }
  const text = JSON.stringify(d);
  expect(text).not.toMatch(/undefined|\[object|NaN/);
  return text.replaceAll('\u00a0', ' ');
}

describe('Vergabevermerk', () => {
  test('prints form, twelve items, route with reasons, and a field for each signature', () => {
    const p = makeEntwurf();
    const text = checkModel(vermerkModel(p.state!, arten, routeOf(p), kontext));
    for (const part of ['9.600,00 €', '11.424,00 €', 'Direktauftrag', 'Schrittmittel', 'LW-10', 'Übung']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('Folgt im Teil „Wertung und Vergabevorschlag“');
  });

  test('without a number it says provisional, without a route it has no fields', () => {
    const p = makeEntwurf();
    const model = vermerkModel({ ...p.state!, nummer: null }, arten, null, { ...kontext, uebung: false });
    expect(model.wasserzeichen).toBe('Vorläufig');
    expect(checkModel(model)).not.toContain('unterschriften');
  });

  test('items name their source; a negotiated procedure needs its reasons', () => {
    const p = makeEntwurf({ vergabeart: 'verhandlung-ohne' });
    const stand = checkVermerk(p.state!, arten);
    expect(stand).toHaveLength(12);
    expect(stand[0]).toMatchObject({ vollstaendig: true, quelle: 'Auftraggeber, Gegenstand, Schätzung' });
    expect(stand.filter((x) => !x.vollstaendig).map((x) => x.nummer)).toEqual([6, 7]);
  });

  test('silence is printed as silence, not as a statement', () => {
    const p = makeEntwurf();
    const anzeige = () => checkVermerk(p.state!, arten).map((x) => x.anzeige);
    expect([anzeige()[5], anzeige()[8], anzeige()[10], anzeige()[11]]).toEqual([
      'Nicht zutreffend.',
      'Keine Angabe.',
      'Nicht zutreffend.',
      'Folgt im Teil „Wertung und Vergabevorschlag“.',
    ]);
    p.ok('Petersen', { type: 'setVermerkPunkt', nummer: 9, zutreffend: false, text: '' });
    expect(anzeige()[8]).toBe('Nicht zutreffend.');
  });

  test('declared conflicts fill item 10 by themselves', () => {
    const p = makeImUmlauf();
    p.ok('Thomsen', { type: 'declareInteressenkonflikt', ergebnis: 'konflikt', text: 'Schwager' });
    expect(checkVermerk(p.state!, arten)[9]).toMatchObject({
      zutreffend: true,
      text: 'Ralf Thomsen: Schwager; von der Mitwirkung ausgeschlossen',
    });
  });
});

describe('Umlaufprotokoll', () => {
  test('tells the whole story: superseded signatures, returns, questions, hashes', () => {
    const p = makeImUmlauf();
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    p.ok('Krüger', {
      type: 'askRueckfrage',
      id: 'r',
      schritt: 'vergabestelle',
      an: { person: byName('Petersen').id },
      text: 'Drei Angebote?',
    });
    p.ok('Krüger', { type: 'returnUmlauf', ziel: 'mittel', grund: 'Falsches Konto' });
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle', { bemerkung: 'Bitte zügig' }));
    p.ok('Kolbe', p.sign('Kolbe', 'fachbereichsleitung'));
    const text = checkModel(protokollModel(p.state!, kontext));
    for (const part of [
      'Falsches Konto',
      'Drei Angebote?',
      'Bitte zügig',
      'Martina Kolbe i. V. Birgit Lohmann',
      'Ersetzte Zeichnungen',
      'kein Interessenkonflikt',
      '99.999,99 €, Konto 1110.0821',
      ...p.state!.dokumente.flatMap((d) => d.versionen.map((v) => v.sha256)),
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('what a person may do next', () => {
  const tabellen = (p: Probe) => [...p.tabellen.values()] as StammdatenTabelle[];
  const find = (p: Probe, name: string, command: string) =>
    nextActions(p.state!, byName(name).id, musterVerzeichnis, TAG, tabellen(p)).find(
      (a) => a.command === command,
    );

  test('a draft: its author may start, a stranger may not, an incomplete one says why', () => {
    const p = makeEntwurf();
    expect(find(p, 'Petersen', 'startUmlauf')?.erlaubt).toBe(true);
    expect(find(p, 'Deppe', 'startUmlauf')?.grund?.code).toBe('beschaffung.keine-bedarfsstelle');
    const q = makeEntwurf({ haushaltsstelle: '' });
    expect(find(q, 'Petersen', 'startUmlauf')?.grund?.params['feld']).toBe('Haushaltsstelle');
    const zuHoch = makeEntwurf({
      schaetzung: { betragCent: 2_000_000, basis: 'netto', ustProzent: 19, methode: 'x', tag: '2026-07-10' },
    });
    expect(find(zuHoch, 'Petersen', 'startUmlauf')?.grund?.code).toBe('beschaffung.vergabeart-unzulaessig');
  });

  test('on the way: who is next may sign, nobody edits; at the end it may be closed', () => {
    const p = makeImUmlauf();
    expect(find(p, 'Petersen', 'changeLaufzettel')?.grund?.code).toBe('beschaffung.im-umlauf');
    expect(find(p, 'Thomsen', 'signSchritt')?.erlaubt).toBe(true);
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    p.ok('Lohmann', p.sign('Lohmann', 'fachbereichsleitung'));
    expect(find(p, 'Petersen', 'closeLaufzettel')?.erlaubt).toBe(true);
    expect(find(p, 'Petersen', 'beginTeil')?.erlaubt).toBe(true);
  });
});
