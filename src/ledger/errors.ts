import type { ErrorTable } from '../domain/shared/rejection.ts';

/** Refusals of the engine itself, whatever the kind of Vorgang. */
export const errors = {
  'ledger.befehl-ungueltig': {
    heading: 'Eingabe unvollständig',
    cause: 'Die Angabe „{feld}“ fehlt oder passt nicht ({grund}).',
    next: 'Bitte die Angabe prüfen und erneut bestätigen.',
  },
  'ledger.vorgang-anderer-art': {
    heading: 'Vorgang passt nicht',
    cause: 'Unter dieser Kennung liegt bereits ein anderer Vorgang ({art}).',
    next: 'Bitte die Ansicht neu öffnen und den Schritt wiederholen.',
  },
  'ledger.vorgang-unbekannt': {
    heading: 'Vorgang nicht gefunden',
    cause: 'Dieser Vorgang ist hier nicht vorhanden oder für Sie nicht sichtbar.',
    next: 'Bitte über die Suche öffnen oder die zuständige Stelle fragen.',
  },
  'ledger.vorgang-geloescht': {
    heading: 'Vorgang gelöscht',
    cause: 'Der Inhalt dieses Vorgangs wurde nach Ablauf der Aufbewahrung gelöscht.',
    next: 'Es ist nichts weiter zu tun; der Nachweis der Löschung steht im Protokoll.',
  },
  'ledger.stand-veraltet': {
    heading: 'Inzwischen geändert',
    cause: 'Geändert von {person} am {zeit}. Ihre Eingabe beruht auf einem älteren Stand.',
    next: 'Bitte beide Stände vergleichen und die Änderung auf dem neuen Stand wiederholen.',
  },
  'ledger.uhr-zurueckgestellt': {
    heading: 'Geräteuhr geht nach',
    cause: 'Die Uhr dieses Geräts liegt vor dem letzten Eintrag ({letzter}).',
    next: 'Bitte Datum und Uhrzeit des Geräts richtigstellen; Ihre Eingabe bleibt erhalten.',
  },
  'ledger.bitte-aktualisieren': {
    heading: 'Bitte aktualisieren',
    cause: 'Dieser Vorgang wurde mit einer neueren Fassung von Amtsmappe bearbeitet.',
    next: 'Bitte Amtsmappe aktualisieren. Lesen und Ausgeben ist weiterhin möglich.',
  },
  'ledger.ressource-belegt': {
    heading: 'Schon vergeben',
    cause: '{ressource} ist von {von} bis {bis} belegt.',
    next: 'Bitte eine andere Zeit oder ein anderes Mittel wählen.',
  },
  'ledger.dokument-fehlt': {
    heading: 'Dokument nicht angekommen',
    cause:
      'Ein Dokument dieser Eingabe liegt der Zentrale nicht vor ({dokument}), oder Sie dürfen es nicht lesen.',
    next: 'Bitte das Dokument noch einmal anhängen und die Eingabe wiederholen.',
  },
  'ledger.stift-vergeben': {
    heading: 'Jemand anderes zeichnet gerade',
    cause:
      '{person} hat den Stift für dieses Dokument bis {bis} Uhr. In einer PDF-Datei kann nur einer nach dem anderen unterschreiben.',
    next: 'Bitte danach auf der neuen Fassung unterschreiben. Spätestens um {bis} Uhr ist der Stift wieder frei, auch wenn {person} kein Netz mehr hat.',
  },
  'ledger.person-unbekannt': {
    heading: 'Person nicht im Verzeichnis',
    cause: 'Unter „{person}“ ist niemand im Verzeichnis der Stadt eingetragen.',
    next: 'Bitte die Systemverwaltung um Eintragung bitten.',
  },
} as const satisfies ErrorTable;
