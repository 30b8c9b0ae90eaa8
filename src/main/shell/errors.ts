import type { Answer, Problem } from '../../contract/channel.ts';
import { formatErrorText, type ErrorTable, type RejectionParams } from '../../domain/shared/rejection.ts';

/** Refusals made by the shell itself, before a use case is reached. */
export const errors = {
  'shell.interner-fehler': {
    heading: 'Das hat nicht funktioniert',
    cause:
      'In der Anwendung ist ein Fehler aufgetreten, mit dem sie nicht gerechnet hat (Vorfall {vorfall}).',
    next: 'Versuchen Sie es noch einmal. Bleibt der Fehler, nennen Sie der Betreuung die Vorfallsnummer {vorfall}. Bereits bestätigte Eingaben sind gespeichert.',
  },
  'shell.kanal-unbekannt': {
    heading: 'Diese Funktion gibt es nicht',
    cause: 'Das Fenster hat eine Funktion gerufen, die dieser Stand der Anwendung nicht kennt.',
    next: 'Laden Sie das Fenster neu (Strg+R). Bleibt der Fehler, starten Sie Amtsmappe neu.',
  },
  'shell.eingabe-ungueltig': {
    heading: 'Die Eingabe wurde nicht angenommen',
    cause: 'Eine Angabe fehlt oder hat nicht die erwartete Form ({feld}).',
    next: 'Prüfen Sie die Angabe und senden Sie sie noch einmal.',
  },
  'shell.verbindung-verloren': {
    heading: 'Keine Verbindung zu Amtsmappe',
    cause: 'Das Programm hinter diesem Fenster antwortet nicht mehr; wahrscheinlich wurde es beendet.',
    next: 'Schließen Sie das Fenster und starten Sie Amtsmappe neu. Bereits bestätigte Eingaben sind gespeichert.',
  },
  'shell.upload-zu-gross': {
    heading: 'Die Datei ist zu groß',
    cause: 'Eine Datei darf höchstens {grenze} MB groß sein.',
    next: 'Verkleinern oder teilen Sie die Datei, zum Beispiel durch eine niedrigere Scan-Auflösung.',
  },
  'shell.upload-abgebrochen': {
    heading: 'Die Datei ist nicht vollständig angekommen',
    cause: 'Die Übertragung wurde abgebrochen; es wurde nichts gespeichert.',
    next: 'Fügen Sie die Datei noch einmal hinzu.',
  },
} as const satisfies ErrorTable;

export type ShellErrorCode = keyof typeof errors;

/** A refusal of the shell with its German text, as the screen shows it. */
export function problem(code: ShellErrorCode, params: RejectionParams = {}, field?: string): Problem {
  const text = formatErrorText(errors[code], params);
  return field === undefined ? { code, params, ...text } : { code, params, field, ...text };
}

export function refuse(code: ShellErrorCode, params: RejectionParams = {}, field?: string): Answer<never> {
  return { ok: false, problem: problem(code, params, field) };
}
