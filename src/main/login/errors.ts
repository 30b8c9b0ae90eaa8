import type { ErrorTable } from '../../domain/shared/rejection.ts';

/** Refusals on the way to a centre and its identity provider. */
export const errors = {
  'login.adresse-ungueltig': {
    heading: 'Adresse nicht lesbar',
    cause: '„{adresse}“ ist keine Adresse eines zentralen Dienstes.',
    next: 'Bitte die Adresse so eingeben, wie die IT sie nennt, zum Beispiel amtsmappe.stadt.example.',
  },
  'login.ohne-tls': {
    heading: 'Verbindung wäre nicht geschützt',
    cause:
      '„{adresse}“ beginnt mit http://. Unverschlüsselt verbindet sich die Amtsmappe nur auf demselben Rechner.',
    next: 'Bitte die Adresse mit https:// verwenden oder die IT fragen.',
  },
  'login.zertifikat-abgelaufen': {
    heading: 'Zertifikat des Dienstes ist abgelaufen',
    cause: 'Der Dienst unter „{adresse}“ weist sich mit einem Zertifikat aus, das nicht mehr gilt.',
    next: 'Bitte zuerst das Datum dieses Geräts prüfen. Stimmt es, muss die IT das Zertifikat des Dienstes erneuern.',
  },
  'login.zertifikat-noch-nicht-gueltig': {
    heading: 'Zertifikat des Dienstes gilt noch nicht',
    cause: 'Der Dienst unter „{adresse}“ weist sich mit einem Zertifikat aus, das erst später gilt.',
    next: 'Meist geht die Uhr dieses Geräts nach: Bitte Datum und Uhrzeit stellen. Stimmen sie, bitte die IT fragen.',
  },
  'login.zertifikat-anderer-name': {
    heading: 'Zertifikat gehört zu einer anderen Adresse',
    cause: 'Was unter „{adresse}“ antwortet, weist sich mit dem Zertifikat eines anderen Rechners aus.',
    next: 'Bitte nicht fortfahren und die Adresse prüfen. Stimmt sie, muss die IT dem Dienst ein Zertifikat mit diesem Namen geben.',
  },
  'login.zertifikat-unbekannt': {
    heading: 'Zertifikat des Dienstes ist unbekannt',
    cause:
      'Das Zertifikat des Dienstes unter „{adresse}“ hat keine Stelle ausgestellt, der dieses Gerät vertraut.',
    next: 'Bitte nicht fortfahren und die IT fragen: Ist das Zertifikat echt, gehört dessen Zertifizierungsstelle in den Speicher dieses Geräts; danach die Amtsmappe neu starten.',
  },
  'login.spricht-kein-tls': {
    heading: 'Dort wird nicht verschlüsselt',
    cause: 'Unter „{adresse}“ antwortet etwas, aber ohne TLS (https).',
    next: 'Bitte die IT nach der genauen Adresse fragen; oft fehlt die Portnummer oder sie ist eine andere.',
  },
  'login.name-unbekannt': {
    heading: 'Name nicht gefunden',
    cause: 'Das Netz kennt „{name}“ nicht.',
    next: 'Bitte die Adresse auf Tippfehler prüfen. Stimmt sie: Sind Sie im Netz der Stadt (oder im VPN)?',
  },
  'login.dienst-steht': {
    heading: 'Die Zentrale ist gerade nicht da',
    cause: 'Unter „{adresse}“ antwortet nur der Rechner davor ({status}); der Dienst dahinter steht.',
    next: 'Bitte in einigen Minuten noch einmal versuchen; bleibt es dabei, die IT fragen.',
  },
  'login.kein-zentraler-dienst': {
    heading: 'Hier ist kein zentraler Dienst',
    cause: 'Unter „{adresse}“ antwortet etwas anderes als die Zentrale der Amtsmappe.',
    next: 'Bitte die Adresse prüfen.',
  },
  'login.fassung-passt-nicht': {
    heading: 'Fassungen passen nicht zusammen',
    cause: 'Der zentrale Dienst ({version}) spricht ein anderes Protokoll als dieses Programm.',
    next: 'Bitte dieses Programm aktualisieren oder die IT fragen.',
  },
  'login.anmeldedienst-nicht-erreichbar': {
    heading: 'Anmeldedienst nicht erreichbar',
    cause: 'Die Zentrale nennt „{anmeldedienst}“ zum Anmelden; dort antwortet niemand.',
    next: 'Bitte das Netz prüfen und es erneut versuchen.',
  },
  'login.abgelehnt': {
    heading: 'Anmeldung abgelehnt',
    cause: 'Der Anmeldedienst hat die Anmeldung nicht bestätigt.',
    next: 'Bitte neu anmelden; bleibt es dabei, die IT fragen.',
  },
  'login.abgebrochen': {
    heading: 'Anmeldung abgebrochen',
    cause: 'Im Browser wurde die Anmeldung nicht zu Ende geführt.',
    next: 'Bitte neu auf „Anmelden“ drücken.',
  },
  'login.stadt-waehlen': {
    heading: 'Welche Stadt?',
    cause: 'Diese Zentrale bedient mehrere Städte, jede mit ihrem eigenen Anmeldedienst.',
    next: 'Bitte zuerst die Stadt wählen.',
  },
  'login.stadt-unbekannt': {
    heading: 'Stadt nicht gefunden',
    cause: 'Diese Zentrale kennt die gewählte Stadt nicht (mehr).',
    next: 'Bitte die Adresse neu prüfen und die Stadt noch einmal wählen.',
  },
  'login.andere-stadt': {
    heading: 'Konto einer anderen Stadt',
    cause: 'Angemeldet hat sich ein Konto von „{stadt}“; gewählt war eine andere Stadt.',
    next: 'Bitte die richtige Stadt wählen oder sich mit dem Konto dieser Stadt anmelden.',
  },
  'login.andere-person': {
    heading: 'Diese Mappe gehört jemand anderem',
    cause: 'Angemeldet hat sich {angemeldet}; die Mappe gehört {person}.',
    next: 'Bitte mit dem eigenen Konto anmelden oder die Mappe sperren und die eigene öffnen.',
  },
} as const satisfies ErrorTable;
