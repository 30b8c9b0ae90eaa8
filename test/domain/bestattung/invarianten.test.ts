import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addMinutes, addDays, tagOf } from '../../../src/domain/shared/dates.ts';
import { auftragOf } from '../../../src/domain/bestattung/kennung.ts';
import { werteAus } from '../../../src/domain/bestattung/auftrag/auswertung.ts';
import { haeltRessourcen, type BestattungState } from '../../../src/domain/bestattung/bestattung/state.ts';
import { schritte, tore } from '../../../src/domain/bestattung/auftrag/schema.ts';
import { angaben, grab, JETZT, plan, UNTERLAGEN_ERDE, zeit } from './beispiele.ts';
import { BUERO, createZentrale, KOLLEGE, VORARBEIT, type Zentrale } from './zentrale.ts';

const GRAEBER = [
  grab(),
  grab({
    schluessel: '01-A1-002',
    nummer: 2,
    kapazitaetSarg: 2,
    masse: { laengeCm: 210, breiteCm: 180, tiefeCm: 155 },
  }),
];
const FAELLE = ['b-1', 'b-2', 'b-3', 'b-4'];

const zPlan = fc
  .record({
    tag: fc.constantFrom(24, 25, 25, 25, 26, 27),
    um: fc.constantFrom('09:30', '10:00', '11:00', '12:00', '13:00'),
    halle: fc.constantFrom('lindenberg', null),
    kolonne: fc.constantFrom('1', '2'),
    bagger: fc.constantFrom('1', '2'),
    vortag: fc.boolean(),
  })
  .map(({ tag, um, halle, kolonne, bagger, vortag }) => {
    const beginn = zeit(`2026-11-${tag}`, um);
    const aushubBeginn = vortag ? zeit(`2026-11-${tag - 1}`, '13:00') : zeit(`2026-11-${tag}`, '07:00');
    return plan({ halle, feierMin: halle ? 30 : 0, kolonne, bagger, beginn, aushubBeginn });
  });

const zSchritt = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      b: fc.constantFrom(...FAELLE),
      c: fc.record({ type: fc.constant('holdTermin'), plan: zPlan }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      b: fc.constantFrom(...FAELLE),
      c: fc.record({
        type: fc.constant('moveTermin'),
        plan: fc.option(zPlan, { freq: 4 }),
        grund: fc.constant('Frost'),
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      b: fc.constantFrom(...FAELLE),
      c: fc.record({
        type: fc.constant('assignGrab'),
        grab: fc.constantFrom('01-A1-001', '01-A1-002', null),
        verlaengerungJahre: fc.constant(0),
      }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ b: fc.constantFrom(...FAELLE), c: fc.constant({ type: 'releaseTermin' }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      b: fc.constantFrom(...FAELLE),
      c: fc.constant({ type: 'cancelBestattung', grund: 'abgesagt' }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ b: fc.constantFrom(...FAELLE), c: fc.constant({ type: 'expireVormerkung' }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      b: fc.constantFrom(...FAELLE),
      c: fc.constant({ type: 'rejectAnfrage', grund: 'geht nicht' }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      b: fc.constantFrom(...FAELLE),
      c: fc.constantFrom(
        { type: 'updateAngaben', angaben: angaben({ nachname: 'Neu' }) },
        { type: 'updateAngaben', angaben: angaben({ nachname: 'Neu', sarg: null }) },
      ),
    }),
  },
);

function mitFaellen(): Zentrale {
  const z = createZentrale(GRAEBER, JETZT);
  for (const id of FAELLE) {
    z.execute('bestattung', id, {
      type: 'createBestattung',
      jahr: 2026,
      angaben: angaben({ nachname: id }),
      keinDoppelfall: null,
    } as never);
    for (const unterlage of UNTERLAGEN_ERDE)
      z.execute('bestattung', id, {
        type: 'recordUnterlage',
        unterlage,
        am: '2026-11-23',
        dokument: null,
      } as never);
  }
  return z;
}

test('no resource is ever booked twice, and the rule itself prevents it before the constraint has to', () => {
  let angenommen = 0;
  let belegt = 0;
  fc.assert(
    fc.property(fc.array(zSchritt, { minLength: 5, maxLength: 40 }), (schritteListe) => {
      const z = mitFaellen();
      for (const s of schritteListe) {
        // Holds lapse as time goes by.
        if (s.c.type === 'expireVormerkung') z.vorstellen(13 * 60);
        const nein = z.execute('bestattung', s.b, s.c as never);
        if (nein === null) angenommen++;
        else if (nein.code === 'bestattung.belegt' || nein.code === 'bestattung.grab-belegt') belegt++;
        const alle = z.belegungen();
        for (const [i, a] of alle.entries())
          for (const b of alle.slice(i + 1))
            if (a.ressource === b.ressource) expect(a.von < b.bis && b.von < a.bis).toBe(false);
        for (const id of FAELLE)
          expect(haeltRessourcen(z.bestattung(id).status)).toBe(alle.some((b) => b.vorgang === id));
      }
      expect(z.konflikte).toEqual([]);
    }),
    { numRuns: 120 },
  );
  // The run is only worth something if commands were both accepted and refused for what others hold.
  expect(angenommen).toBeGreaterThan(200);
  expect(belegt).toBeGreaterThan(20);
});

test('no release outside the statutory window without an approval', () => {
  let frei = 0;
  let frueh = 0;
  let zuFrueh = 0;
  // Early on the first day of the plans: a death the day before puts the 24 hours among them.
  const morgens = zeit('2026-11-24', '06:30');
  const amErsten = fc.constantFrom('09:30', '10:00', '11:00', '12:00', '13:00').map((um) =>
    plan({
      halle: null,
      feierMin: 0,
      beginn: zeit('2026-11-24', um),
      aushubBeginn: zeit('2026-11-24', '07:00'),
    }),
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 11, max: 22 }), fc.constantFrom(23, 23, 24)),
      fc.constantFrom('00:10', '09:30', '10:01', '12:59', '13:00', '23:50', null),
      fc.oneof(zPlan, amErsten),
      fc.constantFrom('keine', 'frueh', 'verlaengert'),
      (sterbetag, uhrzeit, p, genehmigung) => {
        const z = createZentrale(GRAEBER, morgens);
        const tod = `2026-11-${String(sterbetag).padStart(2, '0')}`;
        const run = (c: object) => z.execute('bestattung', 'b', c as never);
        run({
          type: 'createBestattung',
          jahr: 2026,
          angaben: angaben({ tod, todUm: uhrzeit }),
          keinDoppelfall: null,
        });
        for (const unterlage of UNTERLAGEN_ERDE)
          run({ type: 'recordUnterlage', unterlage, am: '2026-11-23', dokument: null });
        run({ type: 'assignGrab', grab: '01-A1-001', verlaengerungJahre: 0 });
        if (genehmigung === 'frueh')
          run({
            type: 'recordGenehmigung',
            genehmigung: { art: 'fruehbestattung', bis: null, behoerde: 'Amt', aktenzeichen: '1' },
            dokument: null,
          });
        if (genehmigung === 'verlaengert')
          run({
            type: 'recordGenehmigung',
            genehmigung: { art: 'fristverlaengerung', bis: '2026-11-26', behoerde: 'Amt', aktenzeichen: '1' },
            dokument: null,
          });
        run({ type: 'holdTermin', plan: p });
        run({ type: 'releaseTermin' });
        const s: BestattungState | undefined = z.bestattung('b');
        const fruehestens = addMinutes(
          uhrzeit === null ? zeit(addDays(tod, 1), '00:00') : zeit(tod, uhrzeit),
          24 * 60,
        );
        if (p.beginn < fruehestens && s?.status !== 'freigegeben') zuFrueh++;
        if (s?.status !== 'freigegeben') return;
        frei++;
        if (p.beginn < fruehestens) frueh++;
        if (genehmigung !== 'frueh') expect(p.beginn >= fruehestens).toBe(true);
        const letzter = addDays(tod, 10);
        const bis = genehmigung === 'verlaengert' && letzter < '2026-11-26' ? '2026-11-26' : letzter;
        expect(tagOf(p.beginn) <= bis).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
  expect(frei).toBeGreaterThan(40);
  // Both sides of the line were tried: refused before it, and let through with an approval.
  expect(zuFrueh).toBeGreaterThan(5);
  expect(frueh).toBeGreaterThan(0);
});

describe('reports of the crew', () => {
  const zPerson = fc.constantFrom(VORARBEIT, KOLLEGE);
  const zMinute = fc.integer({ min: 0, max: 500 });
  const basis = { foto: null, bemerkung: '', fassung: 1 };
  const zMeldung = fc.oneof(
    fc.record({
      wer: zPerson,
      um: zMinute,
      c: fc.record({ type: fc.constant('reportSchritt'), schritt: fc.constantFrom(...schritte) }),
    }),
    fc.record({
      wer: zPerson,
      um: zMinute,
      c: fc.record({
        type: fc.constant('reportGrabpruefung'),
        // the first gate is the office's
        tor: fc.constantFrom(...tore.slice(1)),
        erfasst: fc.constantFrom(
          { grab: '01-A1-001', merkmal: '03.05.1941' },
          { grab: '01-A1-002', merkmal: '03.05.1941' },
        ),
        zweitePerson: fc.constant(null),
      }),
    }),
    fc.record({
      wer: zPerson,
      um: zMinute,
      c: fc.record({ type: fc.constant('reportNichtDurchgefuehrt'), grund: fc.constant('Boden gefroren') }),
    }),
    fc.record({
      wer: zPerson,
      um: zMinute,
      c: fc.record({
        type: fc.constant('reportAbweichung'),
        text: fc.constant('Wasser im Grab'),
        arbeitGestoppt: fc.boolean(),
      }),
    }),
    fc.record({
      wer: zPerson,
      um: zMinute,
      c: fc.record({ type: fc.constant('acknowledgeAuftrag'), fassung: fc.integer({ min: 1, max: 2 }) }),
    }),
    fc.record({
      wer: fc.constant(BUERO),
      um: zMinute,
      c: fc.record({
        type: fc.constant('liftStopp'),
        meldungen: fc.array(
          fc.integer({ min: 0, max: 9 }).map((i) => `m-${i}`),
          { minLength: 1, maxLength: 3 },
        ),
        grund: fc.constant('geklärt'),
      }),
    }),
  );

  test('merge to the same order, progress and contradictions in whatever sequence they arrive, twice or once', () => {
    const vorbereitet = (): Zentrale => {
      const z = mitFaellen();
      const run = (c: object) => expect(z.execute('bestattung', 'b-1', c as never)).toBeNull();
      run({ type: 'assignGrab', grab: '01-A1-001', verlaengerungJahre: 0 });
      run({ type: 'holdTermin', plan: plan() });
      run({ type: 'releaseTermin' });
      return z;
    };
    const ergebnis = (meldungen: readonly { wer: string; um: number; c: object }[], storniert: boolean) => {
      const z = vorbereitet();
      if (storniert) z.execute('bestattung', 'b-1', { type: 'cancelBestattung', grund: 'abgesagt' } as never);
      for (const m of meldungen)
        expect(
          z.execute('arbeitsauftrag', auftragOf('b-1'), m.c as never, m.wer, addMinutes(JETZT, m.um)),
        ).toBeNull();
      const a = z.auftrag('b-1');
      const { erledigt, ...rest } = werteAus(a);
      return {
        a,
        rest,
        erledigt: [...erledigt].sort(),
        sicht: z.bestattung('b-1').auftrag,
        status: z.bestattung('b-1').status,
      };
    };
    fc.assert(
      fc.property(
        fc
          .array(zMeldung, { minLength: 1, maxLength: 8 })
          .map((l) => l.map((m, i) => ({ ...m, c: { ...basis, ...m.c, id: `m-${i}` } }))),
        fc.infiniteStream(fc.nat()),
        fc.boolean(),
        (meldungen, zufall, storniert) => {
          const gemischt = [...meldungen, ...meldungen.slice(0, 2)]
            .map((m) => ({ m, k: zufall.next().value as number }))
            .sort((x, y) => x.k - y.k)
            .map((x) => x.m);
          expect(ergebnis(gemischt, storniert)).toEqual(ergebnis(meldungen, storniert));
        },
      ),
      { numRuns: 80 },
    );
  });
});
