import { z } from 'zod';
import { tagOf } from '../shared/dates.ts';
import { reject } from '../shared/rejection.ts';
import type { FactQuery, Facts, Tag } from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';
import { tabelleAm, tabelleQuery } from './tabelle.ts';

/**
 * Table `nummernkreise`: how numbers of a series look. In `muster` stand `{JJJJ}` and `{JJ}` for the year and
 * `{NR}` or `{NR:4}` for the running number, padded with zeros to that width.
 */
export const nummernkreiseSchema = z.object({
  serien: z.array(
    z.object({
      serie: z.string().regex(/^[a-z-]+$/),
      bezeichnung: z.string().min(1),
      muster: z.string().regex(/\{NR(:\d)?\}/, 'Muster ohne {NR}'),
      /** true: starts again at 1 each year */
      jaehrlich: z.boolean(),
    }),
  ),
});
export type Nummernkreise = z.infer<typeof nummernkreiseSchema>;

/** A number as an event carries it: text for people, and the series it consumed. */
export interface Nummer {
  /** null: not given yet (provisional, without the centre) */
  readonly nummer: string | null;
  readonly serie: string;
}

/** Key under which the centre counts: `laufzettel-2026`, or `laufzettel` if it never starts again. */
export const zaehlerOf = (serie: string, jahr: number, jaehrlich: boolean): string =>
  jaehrlich ? `${serie}-${jahr}` : serie;

/** `LZ-{JJJJ}-{NR:4}`, 417, 2026 -> `LZ-2026-0417` */
export const formatNummer = (muster: string, laufend: number, jahr: number): string =>
  muster
    .replaceAll('{JJJJ}', String(jahr))
    .replaceAll('{JJ}', String(jahr).slice(2))
    .replace(/\{NR(?::(\d))?\}/g, (_, width?: string) => String(laufend).padStart(Number(width ?? 1), '0'));

export const NUMMERNKREISE: FactQuery = tabelleQuery('nummernkreise');

/**
 * Queries to put into `needs` for the next number of a series in a year. The command names the year, because
 * `needs` knows no clock; both counters are asked for, because it cannot see the table either.
 */
export const needsNummer = (serie: string, jahr: number): readonly FactQuery[] => [
  NUMMERNKREISE,
  { art: 'nummer', serie: zaehlerOf(serie, jahr, true) },
  { art: 'nummer', serie: zaehlerOf(serie, jahr, false) },
];

/**
 * May a number of that year be given now? This year's, and at the turn of the year that of the year before or after:
 * a slip of December may reach the centre in January.
 */
export function checkNummernjahr(facts: Facts, jahr: number): ReturnType<typeof reject> | null {
  const heute = Number(tagOf(facts.jetzt).slice(0, 4));
  return Math.abs(jahr - heute) <= 1 ? null : reject('stammdaten.jahr-falsch', { jahr }, 'jahr');
}

/** The day that says which pattern is in force: today, or the nearest day of the year the number is for. */
function stichtag(facts: Facts, jahr: number): Tag {
  const heute = tagOf(facts.jetzt);
  const [erster, letzter] = [`${jahr}-01-01`, `${jahr}-12-31`];
  return heute < erster ? erster : heute > letzter ? letzter : heute;
}

/** The next number of a series. `nummer: null` if the counter is not known here or no pattern is in force. */
export function nextNummer(facts: Facts, serie: string, jahr: number): Nummer {
  const fassung = tabelleAm<Nummernkreise>(facts, 'nummernkreise', stichtag(facts, jahr));
  const kreis = fassung?.inhalt.serien.find((s) => s.serie === serie);
  const zaehler = zaehlerOf(serie, jahr, kreis?.jaehrlich ?? true);
  const laufend = getFact<number>(facts, { art: 'nummer', serie: zaehler });
  if (!kreis || !laufend.bekannt) return { nummer: null, serie: zaehler };
  return { nummer: formatNummer(kreis.muster, laufend.wert, jahr), serie: zaehler };
}
