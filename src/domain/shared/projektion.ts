import type { PersonId, Tag, Zeitpunkt } from './kennungen.ts';

/** How a Vorgang looks from outside: in lists, the Arbeitskorb, calendars, search. */

export type StatusStufe = 'entwurf' | 'laeuft' | 'wartet' | 'warnung' | 'fehler' | 'gut' | 'ruht';

/** Whom a task waits for: a person, or anyone who holds a role (optionally in a unit). */
export interface Adressat {
  readonly person?: PersonId;
  readonly rolle?: string;
  readonly einheit?: string;
}

export interface Aufgabe {
  /** unique within the Vorgang, stable over revisions */
  readonly id: string;
  readonly fuer: Adressat;
  readonly art: 'zeichnen' | 'entscheiden' | 'rueckfrage' | 'bearbeiten' | 'melden' | 'pruefen' | 'kenntnis';
  /** e.g. „Prüfung RPA“ */
  readonly text: string;
  readonly faellig: Tag | null;
  /** time of day for tasks due on the hour, `14:30` */
  readonly uhrzeit?: string;
  /** since when it waits there */
  readonly seit: Zeitpunkt;
}

export interface Termin {
  readonly beginn: Zeitpunkt;
  readonly ende: Zeitpunkt;
  readonly text: string;
  readonly ort: string;
  readonly status: { readonly text: string; readonly stufe: StatusStufe };
  /** whose calendar it is in; empty: everyone who may read the Vorgang */
  readonly fuer: readonly Adressat[];
}

/**
 * What lists, Arbeitskorb, search and rights need of a state, the same for every kind.
 * `lesbar` are scopes: `alle`, `person:ID`, `rolle:NAME`, `einheit:ID`, `friedhof:ID`.
 */
export interface Projection {
  readonly nummer: string | null;
  readonly titel: string;
  readonly untertitel: string;
  readonly status: { readonly code: string; readonly text: string; readonly stufe: StatusStufe };
  readonly faellig: Tag | null;
  readonly aufgaben: readonly Aufgabe[];
  readonly termine: readonly Termin[];
  /** everything a user may search for, plain text */
  readonly suchtext: string;
  readonly lesbar: readonly string[];
  readonly abgeschlossen: boolean;
  /** columns of this kind's list: text, number (money in cents) or null */
  readonly felder: Readonly<Record<string, string | number | null>>;
  /** exact features by which other Vorgaenge look this one up (FactQuery `merkmal`) */
  readonly merkmale: readonly string[];
}
