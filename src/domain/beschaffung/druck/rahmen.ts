import { formatZeitpunkt } from '../../shared/dates.ts';
import type { Angabe } from '../../shared/druck.ts';
import type { Zeitpunkt } from '../../shared/vorgang.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import type { Laufzettel } from '../state.ts';

/** What a print needs beside the state; all of it is passed in. */
export interface Druckkontext {
  readonly v: Verzeichnis | null;
  readonly jetzt: Zeitpunkt;
  /** true: everything is practice, and the print says so on each page */
  readonly uebung: boolean;
}

export const absenderOf = (s: Laufzettel): readonly string[] =>
  [s.angaben.auftraggeber].filter((t) => t !== '');

export const wasserzeichenOf = (s: Laufzettel, k: Druckkontext): string | null =>
  k.uebung ? 'Übung' : s.nummer === null ? 'Vorläufig' : null;

export const metaOf = (s: Laufzettel, k: Druckkontext): readonly Angabe[] => [
  { name: 'Laufzettel', wert: s.nummer ?? 'noch ohne Nummer' },
  { name: 'Angelegt', wert: formatZeitpunkt(s.angelegtAm) },
  { name: 'Stand', wert: formatZeitpunkt(k.jetzt) },
];
