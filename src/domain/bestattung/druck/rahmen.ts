import { formatZeitpunkt } from '../../shared/dates.ts';
import type { Angabe, DruckDokument } from '../../shared/druck.ts';
import type { PersonId, Zeitpunkt } from '../../shared/vorgang.ts';

/** What a print needs beside the state: who prints, when, and how people are called. */
export interface Druckumfeld {
  /** e.g. „Stadt Musterhafen“, „Friedhofsverwaltung“ */
  readonly absender: readonly string[];
  readonly gedrucktAm: Zeitpunkt;
  readonly nameVon: (person: PersonId) => string;
  /** not confirmed by the centre: printed with a watermark */
  readonly vorlaeufig: boolean;
}

/** „Fassung 2, ersetzt Fassung 1“ */
export const formatFassung = (fassung: number): string =>
  fassung > 1 ? `Fassung ${fassung}, ersetzt Fassung ${fassung - 1}` : `Fassung ${fassung}`;

export const fassungsAngaben = (fassung: number, am: Zeitpunkt | null): readonly Angabe[] => [
  { name: 'Fassung', wert: formatFassung(fassung) },
  ...(am === null ? [] : [{ name: 'Stand', wert: formatZeitpunkt(am) }]),
];

export const fuss = (nummer: string | null, fassung: number, u: Druckumfeld): string =>
  [nummer ?? 'vorläufig', formatFassung(fassung), `gedruckt ${formatZeitpunkt(u.gedrucktAm)}`].join(' · ');

export const wasserzeichen = (u: Druckumfeld, sonst: string | null): string | null =>
  u.vorlaeufig ? 'Noch nicht bestätigt' : sonst;

/** The parts that are the same on every sheet. */
export const blatt = (
  u: Druckumfeld,
  teil: Pick<DruckDokument, 'titel' | 'meta' | 'abschnitte' | 'fusszeile'> & Partial<DruckDokument>,
): DruckDokument => ({
  absender: u.absender,
  anlagen: [],
  hinweise: [],
  wasserzeichen: wasserzeichen(u, null),
  sprache: 'de',
  inhaltsverzeichnis: false,
  ...teil,
});

/** Leaves out what is empty, so that a sheet shows only what is known. */
export const angaben = (
  ...paare: readonly (readonly [string, string | null | undefined])[]
): readonly Angabe[] => paare.flatMap(([name, wert]) => (wert ? [{ name, wert }] : []));
