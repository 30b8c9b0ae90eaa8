import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { StammdatenCommand } from '../../../src/domain/stammdaten/index.ts';
import {
  errors,
  fassungAm,
  checkNummernjahr,
  NUMMERNKREISE,
  nextNummer,
  needsNummer,
  stammdatenCommands,
  stammdatendateiSchema,
  stammdatenKind,
  tabellen,
} from '../../../src/domain/stammdaten/index.ts';
import type { Rejection } from '../../../src/domain/shared/rejection.ts';
import { formatErrorText } from '../../../src/domain/shared/rejection.ts';
import { makeFacts, run } from '../../support/facts.ts';
import { byName, musterVerzeichnis } from '../../support/organisation.ts';

const limits = {
  tabelle: 'probe.grenzen',
  bezeichnung: 'Grenzen',
  schema: z.object({ grenzen: z.array(z.object({ bis: z.number().int().min(0) })) }),
  pflege: ['vergabestelle'],
};
const kind = stammdatenKind([...tabellen, limits]);
const facts = (nachname = 'Brandt') =>
  makeFacts({ akteur: byName(nachname).id }, [[{ art: 'verzeichnis' }, musterVerzeichnis]]);
const set = (over: Partial<StammdatenCommand> = {}): StammdatenCommand => ({
  type: 'setFassung',
  tabelle: 'probe.grenzen',
  gueltigAb: '2026-08-01',
  quelle: 'Ratsbeschluss',
  geprueft: true,
  inhalt: { grenzen: [{ bis: 100 }] },
  ...over,
});

function code(error: Rejection | null): string | null {
  if (!error) return null;
  if (error.code in errors) {
    expect(JSON.stringify(formatErrorText(errors[error.code]!, error.params))).not.toMatch(/\{\w+\}/);
  }
  return error.code;
}

describe('tables', () => {
  test('keep every version and say which holds on a day', () => {
    const one = run(kind, null, set({ gueltigAb: '2026-01-01' }), facts()).state!;
    const two = run(kind, one, set({ inhalt: { grenzen: [] } }), facts('Vollmer')).state!;
    expect(fassungAm(two, '2026-07-31')?.nummer).toBe(1);
    expect(fassungAm(two, '2026-08-01')?.nummer).toBe(2);
    expect(fassungAm(two, '2025-12-31')).toBeNull();
    expect(kind.project(two, 'x').felder['fassung']).toBe(2);
  });

  test('refuse unknown table, wrong table, bad content, missing source, going back silently, strangers', () => {
    const one = run(kind, null, set({ gueltigAb: '2026-01-01' }), facts()).state!;
    expect(code(run(kind, null, set({ tabelle: 'x' }), facts()).error)).toBe('stammdaten.tabelle-unbekannt');
    expect(code(run(kind, one, set({ tabelle: 'nummernkreise' }), facts()).error)).toBe(
      'stammdaten.andere-tabelle',
    );
    const bad = run(kind, one, set({ inhalt: { grenzen: [{ bis: -1 }] } }), facts()).error;
    expect(code(bad)).toBe('stammdaten.inhalt');
    expect(bad?.params['stelle']).toBe('grenzen.0.bis');
    expect(bad?.params['mangel']).toMatch(/klein/);
    expect(code(run(kind, one, set({ quelle: '' }), facts()).error)).toBe('stammdaten.quelle-fehlt');
    expect(code(run(kind, one, set({ gueltigAb: '2026-07-01' }), facts()).error)).toBe(
      'stammdaten.rueckwirkend',
    );
    expect(
      run(kind, one, set({ gueltigAb: '2026-07-01', begruendung: 'Beschluss vom 30.06.' }), facts()).error,
    ).toBeNull();
    expect(code(run(kind, one, set(), facts('Petersen')).error)).toBe('organisation.keine-berechtigung');
  });
});

describe('number series', () => {
  const datei = stammdatendateiSchema.parse(
    JSON.parse(
      readFileSync(new URL('../../../resources/stammdaten/nummernkreise.json', import.meta.url), 'utf8'),
    ),
  );
  const tabelle = run(kind, null, stammdatenCommands(datei)[0]!, facts()).state!;

  test('a number is given where the counter is known, else the series alone', () => {
    const answers = [
      [{ art: 'stammdaten', tabelle: 'nummernkreise' } as const, tabelle],
      [{ art: 'nummer', serie: 'laufzettel-2026' } as const, 417],
    ] as const;
    expect(nextNummer(makeFacts({}, answers), 'laufzettel', 2026)).toEqual({
      nummer: 'LZ-2026-0417',
      serie: 'laufzettel-2026',
    });
    expect(nextNummer(makeFacts({}, answers.slice(0, 1)), 'laufzettel', 2026).nummer).toBeNull();
    expect(needsNummer('laufzettel', 2026)).toHaveLength(3);
  });

  test('a new pattern holds from its day on, also when it was entered months before; numbers of another year by its nearest day', () => {
    const [alt] = tabelle.fassungen;
    const muster = { serie: 'laufzettel', bezeichnung: 'x', muster: '{NR}/{JJ}', jaehrlich: true };
    const neu = { ...alt!, nummer: 2, gueltigAb: '2026-12-01', inhalt: { serien: [muster] } };
    const nummer = (jetzt: string, jahr: number) =>
      nextNummer(
        makeFacts({ jetzt }, [
          [NUMMERNKREISE, { ...tabelle, fassungen: [alt!, neu] }],
          [{ art: 'nummer', serie: `laufzettel-${jahr}` }, 7],
        ]),
        'laufzettel',
        jahr,
      ).nummer;
    expect(nummer('2026-11-30T22:59:59.999Z', 2026)).toBe('LZ-2026-0007');
    expect(nummer('2026-11-30T23:00:00.000Z', 2026)).toBe('7/26');
    expect(nummer('2027-01-02T09:00:00.000Z', 2026)).toBe('7/26');
    expect(nummer('2026-11-01T09:00:00.000Z', 2027)).toBe('7/27');
    expect(nummer('2026-11-01T09:00:00.000Z', 2025)).toBe('LZ-2025-0007');
  });

  test('a number of a year far off is refused; at the turn of the year both are open', () => {
    const am = (jetzt: string, jahr: number) =>
      checkNummernjahr(makeFacts({ jetzt }, []), jahr)?.error.code ?? null;
    // already the new year in Siegen
    expect(am('2026-12-31T23:30:00.000Z', 2028)).toBeNull();
    expect(am('2026-12-31T22:30:00.000Z', 2028)).toBe('stammdaten.jahr-falsch');
    expect(am('2027-01-05T08:00:00.000Z', 2026)).toBeNull();
    expect(am('2026-07-16T08:00:00.000Z', 2020)).toBe('stammdaten.jahr-falsch');
  });
});
