import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { laufzettelKind } from '../../../src/domain/beschaffung/index.ts';
import type { Laufzettel, LaufzettelCommand } from '../../../src/domain/beschaffung/index.ts';
import { gueltigeZeichnungen } from '../../../src/domain/umlauf/index.ts';
import type { Schritt, Umlauf } from '../../../src/domain/umlauf/index.ts';
import type { Probe } from '../../support/laufzettel.ts';
import { makeEntwurf, makeImUmlauf, makeProbeFacts, putFile } from '../../support/laufzettel.ts';
import { byName, musterVerzeichnis } from '../../support/organisation.ts';

const PEOPLE = [
  'Petersen',
  'Thomsen',
  'Naumann',
  'Krüger',
  'Vollmer',
  'Kuhlmann',
  'Osterkamp',
  'Heuser',
  'Lohmann',
  'Kolbe',
  'Wehmeyer',
  'Holm',
  'Eickhoff',
];
const STEPS = [
  'mittel',
  'vergabestelle',
  'recht',
  'datenschutz',
  'rpa',
  'fachbereichsleitung',
  'beigeordneter',
  'buergermeister',
  'ratsbuero',
  'adhoc-0',
  'adhoc-1',
];

/** One move of somebody; most are refused, which is the point. */
type Zug =
  | { readonly zug: 'sign'; readonly wer: string; readonly schritt: string; readonly ja: boolean }
  | { readonly zug: 'return'; readonly wer: string; readonly ziel: string }
  | { readonly zug: 'skip' | 'remind'; readonly wer: string; readonly schritt: string }
  | {
      readonly zug: 'add';
      readonly wer: string;
      readonly bei: string;
      readonly n: number;
      readonly parallel: boolean;
    }
  | { readonly zug: 'replace'; readonly wer: string; readonly schritt: string; readonly an: string }
  | { readonly zug: 'konflikt' | 'withdraw' | 'start' | 'edit' | 'close'; readonly wer: string };

const wer = fc.constantFrom(...PEOPLE);
const schritt = fc.constantFrom(...STEPS);
const zuege = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ zug: fc.constant('sign' as const), wer, schritt, ja: fc.boolean() }),
    },
    { weight: 20, arbitrary: fc.constant({ zug: 'weiter' as const }) },
    {
      weight: 3,
      arbitrary: fc.record({
        zug: fc.constant('return' as const),
        wer,
        ziel: fc.oneof(schritt, fc.constant('initiator')),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ zug: fc.constantFrom('skip' as const, 'remind' as const), wer, schritt }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        zug: fc.constant('add' as const),
        wer,
        bei: schritt,
        n: fc.integer({ min: 0, max: 1 }),
        parallel: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        zug: fc.constant('replace' as const),
        wer: fc.oneof(wer, fc.constant('Petersen')),
        schritt,
        an: wer,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        zug: fc.constantFrom(
          'konflikt' as const,
          'withdraw' as const,
          'start' as const,
          'edit' as const,
          'close' as const,
        ),
        wer: fc.oneof(wer, fc.constant('Petersen')),
      }),
    },
  ),
  { maxLength: 40 },
);
type Weiter = { readonly zug: 'weiter' };

const SIGNER: Readonly<Record<string, string>> = {
  mittel: 'Thomsen',
  vergabestelle: 'Krüger',
  recht: 'Kuhlmann',
  datenschutz: 'Osterkamp',
  rpa: 'Heuser',
  fachbereichsleitung: 'Lohmann',
  beigeordneter: 'Wehmeyer',
  buergermeister: 'Holm',
};

const signerOf = (s: Schritt): string | undefined =>
  s.adressat.person === undefined
    ? SIGNER[s.id]
    : musterVerzeichnis.personen.find((x) => x.id === s.adressat.person)?.nachname;

function toCommand(p: Probe, z: Zug | Weiter): readonly [string, LaufzettelCommand] | null {
  const u = p.state?.umlauf ?? null;
  switch (z.zug) {
    case 'weiter': {
      // The usual move, so that routes get somewhere: whoever is addressed now signs.
      const s = u?.schritte.find((x) => x.status === 'aktuell' && signerOf(x) !== undefined);
      const name = s ? signerOf(s) : undefined;
      return s && name ? [name, p.sign(name, s.id)] : null;
    }
    case 'sign': {
      if (!u?.schritte.some((s) => s.id === z.schritt)) return null;
      const command = p.sign(z.wer, z.schritt);
      const nein = { entscheidung: 'nicht-mitgezeichnet', bemerkung: 'nein' };
      return [z.wer, z.ja ? command : { ...command, ...nein }];
    }
    case 'return':
      return [z.wer, { type: 'returnUmlauf', ziel: z.ziel, grund: 'Grund' }];
    case 'skip':
      return [z.wer, { type: 'skipSchritt', schritt: z.schritt, grund: 'Grund' }];
    case 'remind':
      return [z.wer, { type: 'remindSchritt', schritt: z.schritt, text: '' }];
    case 'add':
      return [
        z.wer,
        {
          type: 'addSchritt',
          id: `adhoc-${z.n}`,
          art: 'Mitzeichnung',
          bezeichnung: 'Weitere Mitzeichnung',
          adressat: { person: byName(z.wer).id },
          bei: z.bei,
          lage: z.parallel ? 'parallel' : 'danach',
          fristTage: null,
          grund: 'Grund',
        },
      ];
    case 'replace':
      return [
        z.wer,
        {
          type: 'replaceAdressat',
          schritt: z.schritt,
          adressat: { person: byName(z.an).id },
          grund: 'Grund',
        },
      ];
    case 'konflikt':
      return [z.wer, { type: 'declareInteressenkonflikt', ergebnis: 'konflikt', text: 'Grund' }];
    case 'withdraw':
      return [z.wer, { type: 'withdrawUmlauf', grund: 'Grund' }];
    case 'start':
      return p.state?.status === 'zurueckgegeben' ? ['Petersen', p.start()] : null;
    case 'edit':
      return [z.wer, { type: 'changeLaufzettel', angaben: { foerderung: 'neu' } }];
    case 'close':
      return [
        z.wer,
        {
          type: 'closeLaufzettel',
          protokoll: { dokument: 'protokoll', sha256: putFile(p, 'protokoll'), dateiname: 'P.pdf' },
        },
      ];
  }
}

const alleUmlaeufe = (s: Laufzettel): readonly Umlauf[] => [
  ...s.fruehereUmlaeufe.map((f) => f.umlauf),
  ...(s.umlauf ? [s.umlauf] : []),
];
const alleZeichnungen = (s: Laufzettel) =>
  alleUmlaeufe(s).flatMap((u) => u.schritte.flatMap((x) => x.zeichnungen));

function makeGross(): Probe {
  const p = makeEntwurf({
    leistungsart: 'dienstleistung',
    vergabeart: 'beschraenkt',
    schaetzung: {
      betragCent: 6_000_000,
      basis: 'netto',
      ustProzent: 19,
      methode: 'Marktabfrage',
      tag: '2026-07-10',
    },
  });
  p.ok('Petersen', p.start());
  return p;
}

describe('whatever people try', () => {
  test('nobody signs twice, order is kept, the end is the end, and nothing signed is lost', () => {
    let ended = 0;
    fc.assert(
      fc.property(zuege, (moves) => {
        const p = makeGross();
        for (const z of moves) {
          const next = toCommand(p, z);
          if (!next) continue;
          const before = p.state!;
          const [name, command] = next;
          const error = p.do(name, command);
          const after = p.state!;
          if (error) {
            expect(after).toBe(before);
            continue;
          }
          expect(before.status === 'abgeschlossen' || before.status === 'zurueckgezogen').toBe(false);

          // A signature once given is found again, unchanged but for its mark of being superseded.
          const kept = new Set(alleZeichnungen(after).map((x) => JSON.stringify({ ...x, ersetzt: null })));
          const lost = alleZeichnungen(before).filter(
            (x) => !kept.has(JSON.stringify({ ...x, ersetzt: null })),
          );
          if (lost.length > 0) throw new Error(`lost: ${JSON.stringify(lost)}`);
          for (const u of alleUmlaeufe(after)) checkUmlauf(u);
        }
        if (finish(p)) {
          ended++;
          const end = p.state;
          for (const z of moves.slice(0, 8)) {
            const next = toCommand(p, z);
            if (next) expect(p.do(...next)).not.toBeNull();
          }
          expect(p.state).toBe(end);
        }
      }),
      { numRuns: 25, seed: 20260716 },
    );
    // Otherwise the moves would be too wild to show anything.
    expect(ended).toBeGreaterThan(3);
  });

  test('few people on a short route, addressed again and again: still never twice', () => {
    const pool = ['Thomsen', 'Krüger', 'Lohmann', 'Petersen'];
    const wenige = fc.constantFrom(...pool);
    const kurz = fc.constantFrom('mittel', 'vergabestelle', 'fachbereichsleitung');
    const eng = fc.array(
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc.record({
            zug: fc.constant('sign' as const),
            wer: wenige,
            schritt: kurz,
            ja: fc.constant(true),
          }),
        },
        { weight: 3, arbitrary: fc.constant({ zug: 'weiter' as const }) },
        {
          weight: 3,
          arbitrary: fc.record({
            zug: fc.constant('replace' as const),
            wer: fc.constant('Petersen'),
            schritt: kurz,
            an: wenige,
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            zug: fc.constant('return' as const),
            wer: fc.constant('Petersen'),
            ziel: kurz,
          }),
        },
      ),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(eng, (moves) => {
        const p = makeImUmlauf();
        for (const z of moves) {
          const next = toCommand(p, z);
          if (next) p.do(...next);
          for (const u of alleUmlaeufe(p.state!)) checkUmlauf(u);
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test('deciding and evolving the same gives the same, and survives storage as JSON', () => {
    fc.assert(
      fc.property(zuege, (moves) => {
        const p = makeGross();
        for (const z of moves) {
          const next = toCommand(p, z);
          if (!next) continue;
          const [name, command] = next;
          const facts = makeProbeFacts(p, byName(name).id, laufzettelKind.needs(p.state, command));
          const one = laufzettelKind.decide(p.state, command, facts);
          const stored = JSON.parse(JSON.stringify(p.state)) as Laufzettel;
          const two = laufzettelKind.decide(stored, command, facts);
          expect(two).toEqual(one);
          p.do(name, command);
        }
      }),
      { numRuns: 10, seed: 7 },
    );
  });
});

/** Lets those who are next sign until nothing is left, and files the slip. False if it is stuck. */
function finish(p: Probe): boolean {
  for (let next = toCommand(p, { zug: 'weiter' }); next !== null; next = toCommand(p, { zug: 'weiter' })) {
    if (p.do(...next) !== null) break;
  }
  if (p.state?.status === 'gezeichnet') p.do(...toCommand(p, { zug: 'close', wer: 'Petersen' })!);
  return p.state?.status === 'abgeschlossen' || p.state?.status === 'zurueckgezogen';
}

function checkUmlauf(u: Umlauf): void {
  const gueltig = gueltigeZeichnungen(u).filter((g) => g.schritt.art !== 'Kenntnisnahme');
  const personen = gueltig.map((g) => g.zeichnung.person);
  expect(new Set(personen).size).toBe(personen.length);
  expect(personen).not.toContain(u.initiator);
  for (const s of u.schritte) {
    expect(s.zeichnungen.filter((z) => z.ersetzt === null).length).toBeLessThanOrEqual(1);
    // Who declared a conflict and has not taken it back has no say.
    for (const z of s.zeichnungen) {
      const e = u.erklaerungen.findLast((x) => x.person === z.person && x.zeit <= z.zeit);
      if (z.ersetzt === null && s.art !== 'Kenntnisnahme') expect(e?.ergebnis).toBe('keine');
    }
  }
  if (u.status === 'abgeschlossen') {
    for (const s of u.schritte.filter((x) => x.pflicht)) {
      expect([s.id, s.status, s.zeichnungen.at(-1)?.positiv]).toEqual([s.id, 'erledigt', true]);
    }
  }
  if (u.status !== 'laeuft') return;
  // While a mandatory step is open, nothing behind its group has been reached.
  const offen = u.schritte.filter((s) => s.pflicht && (s.status === 'aktuell' || s.status === 'zukuenftig'));
  const vorn = Math.min(...offen.map((s) => s.gruppe));
  for (const s of u.schritte) {
    if (s.gruppe > vorn) expect(['zukuenftig', 'uebersprungen']).toContain(s.status);
  }
  expect(u.schritte.map((s) => s.nummer)).toEqual(u.schritte.map((_, i) => i + 1));
}
