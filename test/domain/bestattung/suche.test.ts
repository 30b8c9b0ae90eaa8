import { describe, expect, test } from '@jest/globals';
import { planAm, pruefeMitAlternativen } from '../../../src/domain/bestattung/suche/planAm.ts';
import fc from 'fast-check';
import { addMinutes, tagOf } from '../../../src/domain/shared/dates.ts';
import type { BelegungFakt } from '../../../src/domain/shared/vorgang.ts';
import { pruefeVorhaben } from '../../../src/domain/bestattung/bestattung/pruefung.ts';
import { berechneBelegungen, toClaims } from '../../../src/domain/bestattung/belegung.ts';
import { findBesteTermine, naechsteAlternativen } from '../../../src/domain/bestattung/suche/besteTermine.ts';
import type { Suchanfrage } from '../../../src/domain/bestattung/suche/anfrage.ts';
import {
  createIndex,
  indexVon,
  istBelegt,
  setzeBelegung,
} from '../../../src/domain/bestattung/suche/belegungsindex.ts';
import { angaben, JETZT, plan, regelwerk as r, urne, zeit } from './beispiele.ts';

const anfrage = (teil: Partial<Suchanfrage> = {}): Suchanfrage => ({
  art: 'erdbestattung',
  sterbezeit: { tag: '2026-11-21', uhrzeit: '14:30' },
  einaescherung: null,
  genehmigungen: [],
  friedhoefe: null,
  grabart: null,
  grab: null,
  feierMin: 30,
  jetzt: JETZT,
  abTag: tagOf(JETZT),
  tage: 42,
  wunsch: null,
  hoechstens: 10,
  ...teil,
});

/** Other bookings as they really are: claims of sound plans that do not overlap. */
const belegungen = fc
  .array(
    fc.record({
      tag: fc.integer({ min: 23, max: 30 }),
      stunde: fc.integer({ min: 9, max: 13 }),
      kolonne: fc.integer({ min: 1, max: 6 }),
      bagger: fc.integer({ min: 1, max: 4 }),
      halle: fc.constantFrom('lindenberg', 'weidenaue', 'hermelsgrund', 'eiserntal'),
    }),
    { maxLength: 30 },
  )
  .map((wuensche) => {
    const liste: BelegungFakt[] = [];
    wuensche.forEach((w, i) => {
      const beginn = zeit(`2026-11-${w.tag}`, `${String(w.stunde).padStart(2, '0')}:00`);
      const p = plan({
        halle: w.halle,
        beginn,
        kolonne: String(w.kolonne),
        bagger: String(w.bagger),
        aushubBeginn: addMinutes(beginn, -180),
      });
      const claims = toClaims(berechneBelegungen(p, 'erdbestattung', null, r));
      const frei = claims.every(
        (c) => !liste.some((b) => b.ressource === c.ressource && b.von < c.bis && c.von < b.bis),
      );
      if (frei) liste.push(...claims.map((c) => ({ ...c, vorgang: `v${i}` })));
    });
    return liste;
  });

describe('best lawful dates', () => {
  test('every proposal passes the very rules of the decision, whatever is booked', () => {
    fc.assert(
      fc.property(
        belegungen,
        fc.constantFrom('erdbestattung', 'urne', 'tuchbestattung'),
        fc.constantFrom(0, 30, 60),
        (andere, art, feierMin) => {
          const a = art === 'urne' ? urne() : angaben({ art, grabart: null });
          const q = anfrage({
            art,
            feierMin,
            sterbezeit: a.verstorben.sterbezeit,
            einaescherung: a.einaescherung?.tag ?? null,
            hoechstens: 40,
          });
          const { vorschlaege } = findBesteTermine(q, indexVon(andere), r);
          expect(vorschlaege.length).toBeGreaterThan(0);
          for (const v of vorschlaege) {
            const vorhaben = {
              angaben: { ...a, grabart: null },
              plan: v.plan,
              grab: null,
              verlaengerungJahre: 0,
              genehmigungen: [],
              unterlagen: [],
            };
            const befunde = pruefeVorhaben(
              vorhaben,
              { r, jetzt: JETZT, vorgang: 'ich', grab: null, belegung: andere },
              'vormerken',
            );
            expect(befunde.filter((b) => b.stufe === 'sperre')).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('each proposal says why, and what was left out says which rule', () => {
    const { vorschlaege, ausschluesse, geprueft } = findBesteTermine(anfrage(), createIndex(), r);
    expect(geprueft).toBeGreaterThan(500);
    expect(vorschlaege[0]?.gruende.join('; ')).toMatch(/in der Frist bis Dienstag, 01.12.2026/);
    expect(vorschlaege[0]?.gruende.join('; ')).toMatch(/Aushub am/);
    const texte = ausschluesse.map((a) => `${a.code}: ${a.text}`);
    expect(texte).toContain('bestattung.ausserhalb-zeiten: Sonntag, keine Bestattungen');
    expect(texte).toContain('bestattung.ausserhalb-zeiten: 1. Weihnachtstag');
    expect(texte).toContain('bestattung.frist-abgelaufen: Frist endet 01.12.2026');
    expect(texte).toContain('bestattung.friedhof-geschlossen: Alter Lindenberg');
  });

  test('the Friedhofswald is served by the hall of another cemetery', () => {
    const a = urne();
    const q = anfrage({
      art: 'urne',
      sterbezeit: a.verstorben.sterbezeit,
      einaescherung: '2026-11-20',
      friedhoefe: ['friedhofswald-hainbuche'],
      grabart: 'friedhofswald',
    });
    const { vorschlaege } = findBesteTermine(q, createIndex(), r);
    expect(vorschlaege.some((v) => v.halleName === 'Trauerhalle Hermelsgrund')).toBe(true);
  });

  test('alternatives lie nearest to the refused wish', () => {
    const wunsch = plan();
    const claims = toClaims(berechneBelegungen(wunsch, 'erdbestattung', null, r));
    const alternativen = naechsteAlternativen(
      anfrage(),
      wunsch,
      indexVon(claims.map((c) => ({ ...c, vorgang: 'x' }))),
      r,
    );
    expect(alternativen).toHaveLength(3);
    for (const a of alternativen)
      expect(Math.abs(Date.parse(a.beginn) - Date.parse(wunsch.beginn))).toBeLessThan(6 * 3600_000);
  });
});

describe('index of claims', () => {
  test('after any sequence of replacements it equals one built anew', () => {
    const schritt = fc.record({
      vorgang: fc.constantFrom('a', 'b', 'c'),
      stunde: fc.integer({ min: 0, max: 40 }),
      leer: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(schritt, { maxLength: 25 }), (schritte) => {
        const index = createIndex();
        const ist = new Map<string, { ressource: string; von: string; bis: string }[]>();
        for (const s of schritte) {
          // One hour of its own for each Vorgang: intervals of a resource never overlap, as the centre guarantees.
          const start = addMinutes(JETZT, s.stunde * 180 + ['a', 'b', 'c'].indexOf(s.vorgang) * 60);
          const claims = s.leer ? [] : [{ ressource: 'halle:x', von: start, bis: addMinutes(start, 60) }];
          setzeBelegung(index, s.vorgang, claims);
          ist.set(s.vorgang, claims);
        }
        const neu = indexVon([...ist].flatMap(([vorgang, cs]) => cs.map((c) => ({ ...c, vorgang }))));
        for (let t = -60; t < 41 * 180; t += 30) {
          const von = Date.parse(addMinutes(JETZT, t));
          expect(istBelegt(index, 'halle:x', von, von + 1)).toBe(istBelegt(neu, 'halle:x', von, von + 1));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('one start on the timeline', () => {
  const v = {
    angaben: angaben({ grabart: null }),
    plan: plan(),
    grab: null,
    verlaengerungJahre: 0,
    genehmigungen: [],
    unterlagen: [],
  };
  const u = (belegung: BelegungFakt[]) => ({ r, jetzt: JETZT, vorgang: 'ich', grab: null, belegung });

  test('gets crew, machine and digging by itself, or is not possible', () => {
    const um = (uhrzeit: string) =>
      planAm(anfrage(), 'lindenberg', zeit('2026-11-26', uhrzeit), createIndex(), r, 'lindenberg');
    expect(um('11:00')?.plan).toMatchObject({
      friedhof: 'lindenberg',
      halle: 'lindenberg',
      kolonne: '1',
      beginn: zeit('2026-11-26', '11:00'),
    });
    expect(um('16:00')).toBeNull();
  });

  test('a refused plan comes with its reasons and the nearest lawful dates; a missing paper does not', () => {
    const belegung = toClaims(berechneBelegungen(plan(), 'erdbestattung', null, r)).map((c) => ({
      ...c,
      vorgang: 'x',
    }));
    const index = indexVon(belegung);
    const nein = pruefeMitAlternativen(v, u(belegung), 'vormerken', anfrage(), index);
    expect(nein.befunde.map((b) => b.code)).toContain('bestattung.belegt');
    expect(nein.alternativen).toHaveLength(3);
    expect(pruefeMitAlternativen(v, u([]), 'vormerken', anfrage(), createIndex()).alternativen).toEqual([]);
  });
});
