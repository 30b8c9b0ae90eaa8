import type { ErrorTable } from '../shared/rejection.ts';

export const errors: ErrorTable = {
  'stammdaten.jahr-falsch': {
    heading: 'Jahr passt nicht',
    cause: 'Im Jahr {jahr} kann jetzt keine Nummer vergeben werden.',
    next: 'Das laufende Jahr wählen.',
  },
  'stammdaten.tabelle-unbekannt': {
    heading: 'Tabelle nicht bekannt',
    cause: 'Die Tabelle „{tabelle}“ gehört nicht zu dieser Fassung der Anwendung.',
    next: 'Den Namen der Tabelle prüfen oder die Anwendung aktualisieren.',
  },
  'stammdaten.andere-tabelle': {
    heading: 'Falsche Tabelle',
    cause: 'Dieser Vorgang führt die Tabelle „{besteht}“, nicht „{tabelle}“.',
    next: 'Die Fassung bei der richtigen Tabelle eintragen.',
  },
  'stammdaten.inhalt': {
    heading: 'Inhalt der Tabelle stimmt nicht',
    cause: 'An der Stelle „{stelle}“: {mangel}.',
    next: 'Die Angabe berichtigen und die Fassung erneut speichern.',
  },
  'stammdaten.quelle-fehlt': {
    heading: 'Quelle fehlt',
    cause: 'Jede Fassung braucht eine Quelle, damit später nachvollziehbar ist, worauf sie beruht.',
    next: 'Beschluss, Dienstanweisung oder Gesetz angeben.',
  },
  'stammdaten.rueckwirkend': {
    heading: 'Fassung würde rückwirkend gelten',
    cause:
      'Beginn {gueltigAb} liegt vor heute ({heute}). Entscheidungen seitdem beruhen auf der alten Fassung.',
    next: 'Einen Beginn ab heute wählen oder die Rückwirkung begründen.',
  },
};
