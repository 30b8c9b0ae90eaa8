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
  'sync.haengt-an-abgelehntem': {
    heading: 'Vorherige Eingabe nicht angenommen',
    cause: 'Diese Eingabe baut auf einer eigenen auf, die die Zentrale nicht angenommen hat.',
    next: 'Bitte zuerst die frühere Eingabe klären und diese dann wiederholen oder aufgeben.',
  },
} as const satisfies ErrorTable;
