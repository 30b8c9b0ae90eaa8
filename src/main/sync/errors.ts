import type { ErrorTable } from '../../domain/shared/rejection.ts';

/** Refusals around the line to the centre and what comes back over it. */
export const errors = {
  'sync.keine-verbindung': {
    heading: 'Zentrale nicht erreichbar',
    cause: 'Unter „{adresse}“ antwortet kein zentraler Dienst.',
    next: 'Bitte Adresse und Netz prüfen. Eine bestehende Mappe arbeitet ohne Netz weiter.',
  },
  'sync.anmeldung-abgelehnt': {
    heading: 'Anmeldung abgelehnt',
    cause: 'Der zentrale Dienst nimmt die Anmeldung oder dieses Gerät nicht an.',
    next: 'Bitte die Systemverwaltung fragen, ob Konto und Gerät freigegeben sind.',
  },
  'sync.geraet-gesperrt': {
    heading: 'Dieses Gerät ist gesperrt',
    cause: 'Die Systemverwaltung Ihrer Stadt lässt dieses Gerät nicht mehr zu.',
    next: 'Bitte die Systemverwaltung anrufen; sie kann es wieder zulassen. Was noch nicht übertragen ist, bleibt auf dem Gerät.',
  },
  'sync.geraet-unbekannt': {
    heading: 'Die Zentrale kennt dieses Gerät nicht',
    cause: 'Es ist dort für Ihre Person nicht angemeldet.',
    next: 'Bitte neu anmelden; bleibt es dabei, die Systemverwaltung anrufen.',
  },
  'sync.geraet-vergeben': {
    heading: 'Das Gerät kann sich nicht ausweisen',
    cause:
      'Die Zentrale kennt dieses Gerät mit einem anderen Schlüssel. Das kommt vor, wenn eine Mappe kopiert oder ohne ihren Schlüssel zurückgespielt wurde.',
    next: 'Bitte die Systemverwaltung anrufen und die Mappe nicht löschen: Was noch nicht übertragen ist, liegt nur hier.',
  },
  'sync.geraet-uhr': {
    heading: 'Die Uhr dieses Geräts geht falsch',
    cause: 'Sie weicht so weit von der Uhr der Zentrale ab, dass diese das Gerät nicht erkennt.',
    next: 'Bitte Datum und Uhrzeit stellen oder von der IT stellen lassen und es noch einmal versuchen.',
  },
  'sync.kein-zugang': {
    heading: 'Kein Zugang zur Amtsmappe',
    cause: 'Die Anmeldung stimmt, aber Ihr Konto ist für die Amtsmappe nicht freigeschaltet.',
    next: 'Bitte die IT bitten, Ihr Konto freizuschalten.',
  },
  'sync.person-unbekannt': {
    heading: 'Nicht im Verzeichnis der Stadt',
    cause: 'Die Anmeldung stimmt, aber die Stadt führt Sie nicht (mehr) in ihrem Verzeichnis.',
    next: 'Bitte die Systemverwaltung fragen, ob Sie eingetragen sind.',
  },
  'sync.stadt-unbekannt': {
    heading: 'Ihre Stadt ist hier nicht eingerichtet',
    cause: 'Die Anmeldung stimmt, aber an dieser Adresse gibt es Ihre Stadt nicht (mehr).',
    next: 'Bitte die IT nach der richtigen Adresse der Zentrale fragen.',
  },
  'sync.programm-zu-alt': {
    heading: 'Bitte aktualisieren',
    cause: 'Dieses Programm ist älter, als die Zentrale es noch versteht.',
    next: 'Bitte die IT um die neue Fassung. Lesen und Drucken gehen weiter, Eingaben bleiben aufbewahrt.',
  },
  'sync.nur-systemverwaltung': {
    heading: 'Der Systemverwaltung vorbehalten',
    cause: 'Geräte sieht und sperrt nur, wer die Stadt verwaltet.',
    next: 'Bitte die Systemverwaltung fragen.',
  },
  'mail.nur-systemverwaltung': {
    heading: 'Der Systemverwaltung vorbehalten',
    cause: 'Ob die Zentrale E-Mail verschickt, sieht und erprobt nur, wer die Stadt verwaltet.',
    next: 'Bitte die Systemverwaltung fragen.',
  },
  'mail.nicht-eingerichtet': {
    heading: 'Kein Mailserver eingerichtet',
    cause: 'Die Zentrale verschickt keine E-Mail.',
    next: 'Bitte die IT, in der Konfiguration der Zentrale „mail“ einzutragen (docs/betrieb.md).',
  },
  'mail.keine-adresse': {
    heading: 'Keine E-Mail-Adresse',
    cause: 'Im Verzeichnis steht für Sie keine E-Mail-Adresse.',
    next: 'Bitte unter „Personen und Vertretungen“ die Adresse eintragen und es erneut versuchen.',
  },
  'sync.eigenes-geraet': {
    heading: 'Das ist dieses Gerät',
    cause: 'Wer das Gerät sperrt, an dem er sitzt, könnte es nicht wieder freigeben.',
    next: 'Bitte ein anderes Gerät dafür verwenden.',
  },
  'sync.freigabe-noetig': {
    heading: 'Erst mit der Zentrale verbinden',
    cause: 'Ohne Kontakt zur Zentrale ist diese Mappe zur Zeit geschlossen.',
    next: 'Bitte das Gerät ans Netz bringen und auf „Jetzt verbinden“ drücken.',
  },
  'sync.nicht-verbunden': {
    heading: 'Einzelplatz',
    cause: 'Diese Mappe gehört zu keiner Zentrale.',
    next: 'Eine verbundene Mappe wird beim Einrichten angelegt („Mit Zentrale verbinden“).',
  },
  'sync.konflikt-erledigt': {
    heading: 'Schon erledigt',
    cause: 'Zu dieser Eingabe ist nichts mehr zu entscheiden.',
    next: 'Bitte die Liste neu öffnen.',
  },
  'sync.dokument-zu-gross': {
    heading: 'Dokument zu groß für die Zentrale',
    cause: 'Die Zentrale nimmt Dokumente bis {grenze} MB.',
    next: 'Bitte das Dokument verkleinern oder teilen, neu anhängen und die Eingabe wiederholen.',
  },
  'sync.dokument-abgewiesen': {
    heading: 'Dokument von der Zentrale nicht angenommen',
    cause:
      'Bei der Prüfung war es keine lesbare PDF-Datei: beschädigt, verschlüsselt oder von einer anderen Art.',
    next: 'Bitte das Dokument neu erzeugen oder einlesen, anhängen und die Eingabe wiederholen.',
  },
  'sync.zentrale-voll': {
    heading: 'Kein Platz in der Zentrale',
    cause: 'Der Speicher der Zentrale ist voll. Ihr Dokument bleibt auf diesem Gerät.',
    next: 'Bitte die IT verständigen. Übertragen wird von selbst, sobald wieder Platz ist.',
  },
  'sync.dokument-spaeter': {
    heading: 'Jetzt nicht zu laden',
    cause: 'Die Zentrale ist zur Zeit nicht erreichbar. Was schon angekommen ist, bleibt erhalten.',
    next: 'Sie können weiterarbeiten. Das Dokument kommt von selbst, sobald Verbindung besteht.',
  },
  'sync.dokument-nicht-zu-haben': {
    heading: 'Dokument nicht zu bekommen',
    cause: 'Die Zentrale hat dieses Dokument nicht oder gibt es Ihnen nicht.',
    next: 'Bitte später noch einmal laden; fehlt es weiter, die Stelle fragen, die es angehängt hat.',
  },
  'sync.dokument-unbrauchbar': {
    heading: 'Dokument nicht lesbar',
    cause: 'Was von der Zentrale kam, hat die Prüfung auf diesem Gerät nicht bestanden.',
    next: 'Bitte noch einmal laden und, wenn es dabei bleibt, die Stelle fragen, die es angehängt hat.',
  },
  'sync.neu-unterschreiben': {
    heading: 'Bitte noch einmal unterschreiben',
    cause:
      'Inzwischen gilt eine neue Fassung (zuletzt geändert von {person}, {zeit}). Ihre Unterschrift steht auf der Fassung davor und zählt nicht.',
    next: 'Bitte den Vorgang öffnen, die neue Fassung ansehen und dort noch einmal unterschreiben. Dieser Hinweis erledigt sich damit.',
  },
  'sync.nicht-mehr-sichtbar': {
    heading: 'Eingabe nicht angenommen, Vorgang nicht mehr sichtbar',
    cause:
      'Seit dieser Eingabe dürfen Sie den Vorgang nicht mehr lesen. Er ist von diesem Gerät entfernt, mit ihm die Begründung der Ablehnung.',
    next: 'Bitte die Stelle fragen, die den Vorgang führt, und diese Eingabe dann aufgeben.',
  },
  'sync.haengt-an-abgelehntem': {
    heading: 'Vorherige Eingabe nicht angenommen',
    cause: 'Diese Eingabe baut auf einer eigenen auf, die die Zentrale nicht angenommen hat.',
    next: 'Bitte zuerst die frühere Eingabe klären und diese dann wiederholen oder aufgeben.',
  },
} as const satisfies ErrorTable;
