import { describe, expect, test } from '@jest/globals';
import type { DruckDokument } from '../../../src/domain/shared/druck.ts';
import {
  printBekanntmachung,
  printDringlichkeitsentscheidung,
  printEinladung,
  printNiederschrift,
  printVorlage,
} from '../../../src/domain/sitzung/index.ts';
import type {
  Dringlichkeitsentscheidung,
  NichtoeffentlicheSitzung,
  Niederschrift,
  Sitzung,
  Vorlage,
} from '../../../src/domain/sitzung/index.ts';
import { abstimmung, eroeffne, gibFrei, ladeEin, planeSitzung, top, topN } from './ablauf.ts';
import { Buehne, gremiumOf } from './stadt.ts';

const rahmen = { absender: ['Stadt'], stand: '2026-11-22T10:00:00.000Z', nameOf: (p: string) => p };

/** Headings begin at 1 and never skip a level, as the printer and screen readers need it. */
function expectGegliedert(d: DruckDokument): void {
  let ebene = 0;
  for (const a of d.abschnitte) {
    expect(a.ebene).toBeLessThanOrEqual(ebene + 1);
    ebene = a.ebene;
  }
}

function sitzung(): Buehne {
  const b = new Buehne();
  gibFrei(b, 'v', {
    inhalt: {
      beschlussvorschlag: [
        { art: 'ueberschrift', ebene: 3, text: [{ text: 'Zu fassen' }] },
        { art: 'liste', nummeriert: true, punkte: [{ text: [{ text: 'eins' }], unterpunkte: null }] },
        {
          art: 'tabelle',
          kopfzeile: true,
          zeilen: [
            [{ text: [{ text: 'Kopf' }], spalten: 2, zeilen: 1 }],
            [{ text: [{ text: 'a' }], spalten: 1, zeilen: 1 }],
          ],
        },
      ],
    },
  });
  planeSitzung(b);
  b.ok('sitzung', 's1', top('t1', { topArt: 'vorlage', titel: 'Radweg', bezug: 'v' }));
  b.ok('sitzung_nichtoeffentlich', 's1-n', topN('n1'));
  return b;
}

describe('prints', () => {
  test('the notice and the open invitation have neutral titles, the members’ invitation the real ones', () => {
    const b = sitzung();
    const s = b.state<Sitzung>('s1');
    const nichtoeffentlich = b.state<NichtoeffentlicheSitzung>('s1-n');
    const rat = gremiumOf('Rat');
    const offen = [
      printBekanntmachung(s, rahmen),
      printEinladung(s, rat, { nichtoeffentlich: null, verkuerzungGrund: 'Fördermittel' }, rahmen),
    ];
    for (const d of offen) {
      expectGegliedert(d);
      expect(JSON.stringify(d)).toContain('Grundstücksangelegenheit');
      expect(JSON.stringify(d)).not.toContain('Muster Immobilien');
    }
    expect(JSON.stringify(offen[1])).toContain('Die Ladungsfrist ist verkürzt: Fördermittel');
    const voll = printEinladung(s, rat, { nichtoeffentlich, verkuerzungGrund: null }, rahmen);
    expect(JSON.stringify(voll)).toContain('Muster Immobilien');
    expect(voll.wasserzeichen).toBe('Vertraulich');
  });

  test('minutes keep the structure of resolution and item, and have a field for each signer', () => {
    const b = sitzung();
    ladeEin(b);
    eroeffne(b);
    b.ok('sitzung', 's1', abstimmung('t1', [24, 0, 1, 0]));
    b.ok('sitzung', 's1', { type: 'endSitzung', um: null });
    b.ok('niederschrift', 'p', {
      type: 'createNiederschrift',
      sitzung: 's1',
      gremium: gremiumOf('Rat').id,
      teil: 'oeffentlich',
      nichtoeffentlicheSitzung: null,
    });
    const d = printNiederschrift(b.state<Niederschrift>('p'), 'zurUnterschrift', rahmen);
    expectGegliedert(d);
    expect(d.wasserzeichen).toBeNull();
    const text = JSON.stringify(d);
    expect(text).toContain('24 dafür, 0 dagegen, 1 Enthaltung');
    const bloecke = d.abschnitte.flatMap((a) => a.bloecke);
    expect(bloecke.find((x) => x.art === 'unterschriften')).toMatchObject({
      felder: [{ feld: 'UnterschriftVorsitz' }, { feld: 'UnterschriftSchriftfuehrung' }],
    });
    const tabelle = bloecke.find((x) => x.art === 'tabelle' && x.kopf.length === 2);
    expect(tabelle).toMatchObject({ zeilen: [['a', '']] });
    expect(printNiederschrift(b.state<Niederschrift>('p'), 'entwurf', rahmen).wasserzeichen).toBe('Entwurf');
  });

  test('an urgent decision says why the Hauptausschuss could not meet', () => {
    const b = new Buehne();
    b.ok('dringlichkeitsentscheidung', 'd', {
      type: 'createDringlichkeitsentscheidung',
      jahr: 2026,
      gremium: gremiumOf('Rat').id,
      anstelle: 'rat',
      betreff: 'Notdach',
      oeffentlich: true,
      beschluss: [{ art: 'absatz', text: [{ text: 'Der Auftrag wird erteilt.' }] }],
      dringlichkeit: 'Wassereinbruch',
      hauptausschussGrund: 'Ladungsfrist',
    });
    const d = printDringlichkeitsentscheidung(
      b.state<Dringlichkeitsentscheidung>('d'),
      'zurUnterschrift',
      rahmen,
    );
    expectGegliedert(d);
    expect(d.meta[0]?.wert).toBe('DE 1/2026');
    expect(d.abschnitte.map((a) => a.ueberschrift)).toContain(
      'Warum der Hauptausschuss nicht rechtzeitig tagen konnte',
    );
  });

  test('a released Vorlage carries its co-signatures', () => {
    const d = printVorlage(sitzung().state<Vorlage>('v'), '2026-11-22', rahmen);
    expectGegliedert(d);
    expect(d.wasserzeichen).toBeNull();
    expect(JSON.stringify(d)).toContain('Fachbereichsleitung: mitgezeichnet, Holger Timmermann');
  });
});
