import type { Standing } from './collisions.ts';
import type { Counterpart } from './people.ts';

export interface PlannedVorgang {
  readonly vorgang: string;
  readonly art: string;
  readonly nummer: string | null;
  readonly titel: string;
  readonly standing: Standing;
}

export interface Plan {
  readonly gegenueber: readonly (Counterpart & { readonly vorgaenge: number; readonly aufgaben: number })[];
  readonly vorgaenge: readonly PlannedVorgang[];
  /** what must be put right before anything enters */
  readonly fehler: readonly string[];
  readonly hinweise: readonly string[];
  readonly eintraege: number;
  readonly dokumente: number;
}

/** Nothing was entered. `stelle` is what `text` is about; both in German. */
export interface Refused {
  readonly outcome: 'refused';
  readonly gruende: readonly string[];
}
export const refused = (...gruende: readonly string[]): Refused => ({ outcome: 'refused', gruende });

/** Something of the city is in its way, and nobody has decided that it stays out. */
export const isCollision = (standing: Standing): boolean =>
  standing.stand === 'bleibt-draussen' && standing.grund !== 'auslassen' && standing.grund !== 'haengt';

export const describeCollision = ({ vorgang, art, nummer, titel, standing }: PlannedVorgang): string =>
  `${[nummer, `„${titel}“`].filter(Boolean).join(' ')} (${art} ${vorgang}): ${'text' in standing ? standing.text : ''}`;
