import type { Schrittart } from './schema.ts';

/** One possible decision of a step, in the words that belong to its kind. */
export interface Entscheidung {
  readonly code: string;
  /** e.g. „keine Bedenken“ */
  readonly text: string;
  readonly positiv: boolean;
  /** a remark is required */
  readonly bemerkungPflicht: boolean;
}

const ja = (code: string, text: string): Entscheidung => ({
  code,
  text,
  positiv: true,
  bemerkungPflicht: false,
});
const hinweis = (code: string, text: string): Entscheidung => ({
  code,
  text,
  positiv: true,
  bemerkungPflicht: true,
});
const nein = (code: string, text: string): Entscheidung => ({
  code,
  text,
  positiv: false,
  bemerkungPflicht: true,
});

/** The audit office has no concerns or it has some: it never agrees, because it does not decide. */
const ENTSCHEIDUNGEN: Readonly<Record<Schrittart, readonly Entscheidung[]>> = {
  Kenntnisnahme: [ja('zur-kenntnis', 'zur Kenntnis genommen')],
  Mitzeichnung: [
    ja('mitgezeichnet', 'mitgezeichnet'),
    hinweis('mitgezeichnet-hinweis', 'mitgezeichnet mit Hinweis'),
    nein('nicht-mitgezeichnet', 'nicht mitgezeichnet'),
  ],
  Pruefung: [
    ja('keine-bedenken', 'keine Bedenken'),
    hinweis('keine-bedenken-hinweis', 'keine Bedenken, mit Hinweis'),
    nein('bedenken', 'Bedenken'),
  ],
  Mittelbestaetigung: [
    ja('mittel-bestaetigt', 'Mittel bestätigt'),
    nein('mittel-nicht-bestaetigt', 'Mittel nicht bestätigt'),
  ],
  Schlusszeichnung: [
    ja('schlussgezeichnet', 'schlussgezeichnet'),
    hinweis('schlussgezeichnet-hinweis', 'schlussgezeichnet mit Hinweis'),
    nein('nicht-schlussgezeichnet', 'nicht schlussgezeichnet'),
  ],
  Unterschrift: [
    ja('unterschrieben', 'unterschrieben'),
    nein('nicht-unterschrieben', 'nicht unterschrieben'),
  ],
  Beschluss: [
    ja('beschlossen', 'beschlossen'),
    hinweis('beschlossen-geaendert', 'mit Änderungen beschlossen'),
    nein('abgelehnt', 'abgelehnt'),
  ],
};

/** The decisions a step offers, the usual one first. */
export const entscheidungenFor = (art: Schrittart): readonly Entscheidung[] => ENTSCHEIDUNGEN[art];

/** German name of a kind of step. */
export const SCHRITTART_NAMEN: Readonly<Record<Schrittart, string>> = {
  Kenntnisnahme: 'Kenntnisnahme',
  Mitzeichnung: 'Mitzeichnung',
  Pruefung: 'Prüfung',
  Mittelbestaetigung: 'Mittelbestätigung',
  Schlusszeichnung: 'Schlusszeichnung',
  Unterschrift: 'Unterschrift',
  Beschluss: 'Beschluss',
};

/** What a step asks for, as xdomea writes it in a Verfügung. */
export const VERFUEGUNGEN: Readonly<Record<Schrittart, string>> = {
  Kenntnisnahme: 'zur Kenntnis',
  Mitzeichnung: 'zur Mitzeichnung',
  Pruefung: 'zur Prüfung',
  Mittelbestaetigung: 'zur Bestätigung der Mittel',
  Schlusszeichnung: 'zur Schlusszeichnung',
  Unterschrift: 'zur Unterschrift',
  Beschluss: 'zum Beschluss',
};
