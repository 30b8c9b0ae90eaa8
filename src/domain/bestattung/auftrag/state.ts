import type { PersonId, Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { AuftragInhalt } from '../bestattung/inhalt.ts';
import type { Abgabe } from './kolonnen.ts';
import type { Meldung } from './schema.ts';

/** The crew's work order: what is ordered, and the set of everything reported. Progress is computed from that set. */
export interface AuftragState {
  readonly bestattung: VorgangId;
  readonly nummer: string | null;
  readonly fassung: number;
  readonly fassungAm: Zeitpunkt;
  readonly inhalt: AuftragInhalt;
  /** the order does not hold any more; null: it does */
  readonly zurueckgezogen: {
    readonly anlass: 'storniert' | 'verlegt';
    readonly grund: string;
    readonly zeit: Zeitpunkt;
  } | null;
  readonly abgeschlossen: boolean;
  /** sorted by time and id, so that the same reports give the same state in whatever order they arrive */
  readonly meldungen: readonly Meldung[];
  readonly quittungen: readonly Quittung[];
  /** ids of reports after which the office let work go on */
  readonly aufgehoben: readonly string[];
  /** keys of contradictions the office has settled */
  readonly geklaert: readonly string[];
  /** crews that had the order before */
  readonly abgegeben?: readonly Abgabe[];
  /** last day it must be kept; null or absent: not known yet */
  readonly aufbewahrenBis?: Tag | null;
}

export interface Quittung {
  readonly fassung: number;
  readonly person: PersonId;
  readonly zeit: Zeitpunkt;
  /** crew for which it was made; null or absent: for the one ordered */
  readonly kolonne?: string | null;
}

/** Inserts a report in its place; one that is there already changes nothing. */
export function mitMeldung(meldungen: readonly Meldung[], neu: Meldung): readonly Meldung[] {
  if (meldungen.some((m) => m.id === neu.id)) return meldungen;
  return [...meldungen, neu].sort((a, b) =>
    a.geschehenAm !== b.geschehenAm ? (a.geschehenAm < b.geschehenAm ? -1 : 1) : a.id < b.id ? -1 : 1,
  );
}

export function mitQuittung(quittungen: readonly Quittung[], neu: Quittung): readonly Quittung[] {
  const gleich = (q: Quittung): boolean => q.fassung === neu.fassung && q.person === neu.person;
  const vorher = quittungen.find(gleich);
  if (vorher && vorher.zeit <= neu.zeit) return quittungen;
  return [...quittungen.filter((q) => !gleich(q)), neu].sort((a, b) =>
    a.fassung !== b.fassung ? a.fassung - b.fassung : a.person < b.person ? -1 : 1,
  );
}
