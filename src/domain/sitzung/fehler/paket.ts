import { errorText as text, type ErrorTable } from '../../shared/rejection.ts';

/** Packages and the search for what must not be in the public one. */
export const errors: ErrorTable = {
  'sitzung.leck-im-paket': text(
    'Nichtöffentliches im öffentlichen Paket',
    '{ort}: gefunden wurde „{quelle}“ (weitere Treffer: {weitere}, Aufhebungen: {aufhebungen} von 2).',
    'Das Dokument berichtigen und das Paket neu erzeugen; einen Fehltreffer heben zwei Personen mit Begründung auf.',
  ),
  'sitzung.quelle-ungeprueft': text(
    'Nicht alles konnte durchsucht werden',
    '„{quelle}“: {mangel}. Damit ist nicht auszuschließen, dass etwas davon im öffentlichen Paket steht (weitere Treffer: {weitere}, Aufhebungen: {aufhebungen} von 2).',
    'Eine lesbare Fassung der Datei hinterlegen und das Paket neu erzeugen; sonst sehen zwei Personen nach und heben die Sperre mit Begründung auf.',
  ),
  'sitzung.leckpruefung-fehlt': text(
    'Paket ist nicht geprüft',
    'Das öffentliche Paket ist noch nicht auf Nichtöffentliches durchsucht.',
    'Die Prüfung starten.',
  ),
  'sitzung.leckpruefung-unvollstaendig': text(
    'Prüfung ist unvollständig',
    'Das Paket hat {seiten} Seiten, geprüft sind {geprueft}; nicht berücksichtigt sind {punkte} nichtöffentliche Punkte.',
    'Das Paket erneut prüfen.',
  ),
  'sitzung.treffer-unbekannt': text(
    'Treffer nicht gefunden',
    'Diesen Treffer gibt es in der letzten Prüfung nicht.',
    'Die Ansicht aktualisieren.',
  ),
  'sitzung.gleiche-person-aufhebung': text(
    'Zweite Person nötig',
    '{person} hat diesen Treffer schon aufgehoben.',
    'Eine zweite Person muss den Treffer ansehen und begründen.',
  ),
  'sitzung.nichtoeffentlich-im-paket': text(
    'Nichtöffentliche Unterlage im öffentlichen Paket',
    'Punkt {nummer}: Die Unterlage „{quelle}“ ist nicht für die Öffentlichkeit bestimmt.',
    'Die Unterlage von diesem Punkt lösen; das Paket wird ohne sie nicht erzeugt.',
  ),
  'sitzung.anlage-unlesbar': text(
    'Anlage nicht lesbar',
    'Punkt {nummer}: „{bezeichnung}“ ist {mangel}.',
    'Eine lesbare Datei nachreichen; das Paket enthält statt der Anlage einen Hinweis.',
  ),
};
